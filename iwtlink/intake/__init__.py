"""What comes in: a file is read, understood through a mapping, compared, and loaded.

``read_source`` gives a Sheet whose rows remember where they stood; ``load_mapping`` reads
how such a table is to be understood (``guess_mapping`` finds which); ``propose`` turns rows
into proposals and reports every bad cell; ``compare`` says what would be new, matched or
changed; ``load`` writes it in one edit. May import store and below, never Qt. Start reading
in ``proposing``.
"""

from iwtlink.intake.comparing.compare import compare
from iwtlink.intake.loading.load import load
from iwtlink.intake.mapping.files import guess_mapping, load_mapping, mapping_files
from iwtlink.intake.mapping.rules import TableMapping
from iwtlink.intake.proposals import Proposals
from iwtlink.intake.proposing.propose import propose
from iwtlink.intake.read import read_source
from iwtlink.intake.report import ImportReport, SkippedRow, Tally
from iwtlink.intake.sheet import Row, Sheet

__all__ = [
    "read_source",
    "guess_mapping",
    "load_mapping",
    "mapping_files",
    "propose",
    "compare",
    "load",
    "ImportReport",
    "Proposals",
    "Row",
    "Sheet",
    "SkippedRow",
    "TableMapping",
    "Tally",
]
