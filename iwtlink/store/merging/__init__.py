"""Merging: two items are one, until they are split again.

A row of ``merge`` says that two items are one. Merges that stand make groups; each group has
one lead: the only member that no other absorbs, else the one of the smallest uid. What is live
follows from the rows as they were before any merge and from the merges that stand, and
``regroup`` works it out: every row of an absorbed item points at the lead (``moved`` keeps
whose it was), and what has no place meanwhile is set ``aside``, the absorbed item's own row
among them. So every other query sees one item only, and a split gives everything back.

Start with ``joining`` and ``splitting``; ``places`` holds the rules.
"""

from __future__ import annotations

from iwtlink.store.leads import (
    Member,
    MergeKind,
    lead_of,
    leads_of,
    members_of,
    members_of_all,
)
from iwtlink.store.merging.joining import Merged, are_compatible, merge
from iwtlink.store.merging.originals import originals
from iwtlink.store.merging.regroup import lay_apart, regroup
from iwtlink.store.merging.splitting import Unclear, split_off, unclear

__all__ = [
    "Member",
    "MergeKind",
    "Merged",
    "Unclear",
    "are_compatible",
    "lay_apart",
    "lead_of",
    "leads_of",
    "members_of",
    "members_of_all",
    "merge",
    "originals",
    "regroup",
    "split_off",
    "unclear",
]
