"""Is it already known? Names compared by their sound across scripts and spellings.

May import ``store`` and below; never writes. ``sound`` gives the form in which spellings of
one name agree, ``romanise`` reads Lao and Thai, ``compare`` scores two names and says why,
and ``index`` finds the likely twins of what is being typed among all names of a database.
Start reading in ``index``.
"""

from iwtlink.matching.compare import LIKELY, POSSIBLE, compare_names
from iwtlink.matching.index import Known, NameIndex, Twin
from iwtlink.matching.names import Name, read_name

__all__ = [
    "LIKELY",
    "POSSIBLE",
    "Known",
    "Name",
    "NameIndex",
    "Twin",
    "compare_names",
    "read_name",
]
