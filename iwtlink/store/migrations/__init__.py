"""The steps from one version of the database file to the next, oldest first.

Each module ``mNNNN_what`` has ``VERSION`` and ``SCRIPT`` (statements of SQL) and imports
nothing of ours: a file written years ago must still open when everything else has changed.
"""

from __future__ import annotations

from iwtlink.store.migrations import m0001_first, m0002_sourced, m0003_merged, m0004_charts

_MODULES = (m0001_first, m0002_sourced, m0003_merged, m0004_charts)
MIGRATIONS = {module.VERSION: module.SCRIPT for module in _MODULES}
LATEST = max(MIGRATIONS)
