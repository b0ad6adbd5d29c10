"""Merging and splitting by reference, each in one step that names what it does.

``joining`` merges, ``splitting`` splits and says to whom went what was added since; both tell in
references what became of links. The rules are in ``iwtlink.store.merging``. May import ``store``
and below, and ``operations.finding``. Start reading in ``joining``.
"""

from iwtlink.operations.merging.joining import MergeReport, merge_items, merge_references
from iwtlink.operations.merging.splitting import (
    Given,
    SplitReport,
    absorbed_item,
    split_item,
    split_reference,
)

__all__ = [
    "Given",
    "MergeReport",
    "SplitReport",
    "absorbed_item",
    "merge_items",
    "merge_references",
    "split_item",
    "split_reference",
]
