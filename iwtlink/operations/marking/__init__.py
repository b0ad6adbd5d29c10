"""What a reader's eye should catch in a text: names that are known, and what may be entered.

``names`` marks every name, alias and identifier of the database, in all scripts;
``candidates`` offers phones, plates, accounts, ``dates`` and ``quantities``. Both look into
the text made plain (``plain``), under the forms that ``keys`` gives. Nothing is entered by
either: an entity needs a human's yes. Start reading in ``names``.
"""

from iwtlink.operations.marking.candidates import Candidate, candidates
from iwtlink.operations.marking.names import KnownNames, Mark, known_names, names_of

__all__ = ["Candidate", "KnownNames", "Mark", "candidates", "known_names", "names_of"]
