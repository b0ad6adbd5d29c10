"""Is it already known? Names compared across scripts and spellings, pairs weighed and explained.

May import ``store`` and below; never writes. ``names`` takes a name apart, ``romanise`` reads the
scripts of the region, ``sound`` gives the form in which spellings of one name agree, ``compare``
scores two names and says why; Chinese names have a room of their own. ``identifiers`` and
``facts`` are what speaks for or against a pair besides names, ``evidence`` and ``weighing`` make
one judgement of all, ``screening`` and ``blocking`` find the pairs worth weighing in a whole
database, ``index`` those of what is being typed. Tables are data (``tables``). Start in ``forms``.
"""

from iwtlink.matching.compare import compare_names
from iwtlink.matching.forms import LIKELY, POSSIBLE, Likeness, Name, TokenMatch
from iwtlink.matching.index import NameIndex, Twin
from iwtlink.matching.names import read_name
from iwtlink.matching.offered import romanised
from iwtlink.matching.segment import Known

__all__ = [
    "LIKELY",
    "POSSIBLE",
    "Known",
    "Likeness",
    "Name",
    "NameIndex",
    "TokenMatch",
    "Twin",
    "compare_names",
    "read_name",
    "romanised",
]
