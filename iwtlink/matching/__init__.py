"""Is it already known? Names compared by their sound across scripts and spellings.

May import ``store`` and below; never writes. ``forms`` says what a name and a comparison are;
``names`` takes a name apart, ``sound`` gives the form in which spellings of one name agree,
``romanise`` reads the scripts of the region, ``compare`` scores two names and says why, and
``index`` finds the likely twins of what is being typed. Start reading in ``forms``.
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
