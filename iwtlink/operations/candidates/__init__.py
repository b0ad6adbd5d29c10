"""Who in a database may be one and the same, how sure, and why.

Reads names, identifiers, facts and links of many items at once, lets ``matching`` weigh each
pair, and leaves out what was judged before unless something new came in. Never writes.
``proposals`` asks the same of what an import brings. Start reading in ``finding``.
"""

from iwtlink.operations.candidates.finding import explain, find_all, find_for

__all__ = ["explain", "find_all", "find_for"]
