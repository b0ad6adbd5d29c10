"""Merge items into one, look at what a merge would do, and split them again."""

from iwtlink.operations.merging.joining import MergeReport, merge_items, merge_references
from iwtlink.operations.merging.looking import MergePreview, Rivals, preview
from iwtlink.operations.merging.splitting import (
    Given,
    SplitReport,
    absorbed_item,
    split_item,
    split_reference,
)

__all__ = [
    "Given",
    "MergePreview",
    "MergeReport",
    "Rivals",
    "SplitReport",
    "absorbed_item",
    "merge_items",
    "merge_references",
    "preview",
    "split_item",
    "split_reference",
]
