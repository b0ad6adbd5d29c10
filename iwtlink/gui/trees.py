"""The items of a tree widget as lists."""

from __future__ import annotations

from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem


def top_items(tree: QTreeWidget) -> list[QTreeWidgetItem]:
    """Give the items of the first level."""
    found = [tree.topLevelItem(place) for place in range(tree.topLevelItemCount())]
    return [item for item in found if item is not None]


def items_below(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    """Give the items directly below one."""
    found = [item.child(place) for place in range(item.childCount())]
    return [below for below in found if below is not None]
