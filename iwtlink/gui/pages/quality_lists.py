"""The three lists of the quality page: rules, items with a fault, reasons of the chosen one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from iwtlink.gui.plain import tip
from iwtlink.gui.ratings import rating_icon
from iwtlink.i18n import tr
from iwtlink.operations.quality import load_rules
from iwtlink.operations.quality.listing import QualityListing, RatedItem
from iwtlink.store.ids import Item

RULE = Qt.ItemDataRole.UserRole
"""Role under which a line keeps its rule's name, its item or its finding."""
_POINTS, _FINDINGS = 1, 2
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class _Line(QTreeWidgetItem):
    """A line whose points are sorted as a number."""

    def __lt__(self, other: QTreeWidgetItem) -> bool:
        column = self.treeWidget().sortColumn()
        if column == _POINTS:
            return int(self.text(column)) < int(other.text(column))
        return self.text(column).casefold() < other.text(column).casefold()


def rules_list() -> QTreeWidget:
    """Make the list of rules, each with its switch, the gravest first."""
    tree = _tree(
        "quality_rules",
        tr("Rules, each with a switch"),
        [tr("Rule"), tr("Severity"), tr("Findings"), tr("What it finds")],
        (270, 70, 80),
    )
    tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    for rule in load_rules().values():
        line = QTreeWidgetItem(tree, [tr(rule.label), str(rule.severity), "", tr(rule.sentence)])
        line.setData(0, RULE, rule.name)
        line.setFlags(line.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        line.setCheckState(0, Qt.CheckState.Checked)
        line.setToolTip(3, tip(tr(rule.sentence)))
        for column in (_POINTS, _FINDINGS):
            line.setTextAlignment(column, _RIGHT)
    return tree


def items_list() -> QTreeWidget:
    """Make the list of items with a fault; it is sorted by a click on a heading."""
    headings = [tr("Rating"), tr("Points"), tr("Name"), tr("Type"), tr("Reasons"), tr("Reference")]
    tree = _tree("quality_items", tr("Items with a fault"), headings, (92, 56, 210, 110, 250))
    tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    tree.setSortingEnabled(True)
    tree.sortByColumn(_POINTS, Qt.SortOrder.AscendingOrder)
    tree.headerItem().setToolTip(_POINTS, tr("Out of 100: the fewer, the worse"))
    return tree


def reasons_list() -> QTreeWidget:
    """Make the list of reasons of the chosen item; a reason opened leads to the fix."""
    tree = _tree(
        "quality_reasons",
        tr("Reasons: Enter leads to where it is put right"),
        [tr("Rule"), tr("Reason: Enter leads to where it is put right")],
        (230,),
    )
    tree.setMinimumHeight(96)
    return tree


def fill_items(tree: QTreeWidget, listing: QualityListing, kept: Item | None) -> None:
    """Show the items of a listing; the one chosen before stays chosen."""
    tree.clear()
    tree.setSortingEnabled(False)
    lines = [_line(one) for one in listing.items]
    tree.addTopLevelItems(lines)
    for line in lines:
        if kept is not None and item_of(line) == kept:
            tree.setCurrentItem(line)
    tree.setSortingEnabled(True)


def item_of(line: QTreeWidgetItem) -> Item:
    """Give the item that a line stands for."""
    item = line.data(0, RULE)
    assert isinstance(item, Item)
    return item


def _line(one: RatedItem) -> QTreeWidgetItem:
    reasons = "; ".join(one.reasons)
    line = _Line([one.word, str(one.points), one.label, one.type_label, reasons, one.ref])
    line.setIcon(0, rating_icon(one.level))
    line.setData(0, RULE, one.item)
    line.setTextAlignment(_POINTS, _RIGHT)
    line.setToolTip(4, tip("\n".join(one.reasons)))
    return line


def _tree(name: str, spoken: str, header: list[str], widths: tuple[int, ...]) -> QTreeWidget:
    tree = QTreeWidget()
    tree.setObjectName(name)
    tree.setAccessibleName(spoken)
    tree.setHeaderLabels(header)
    tree.setRootIsDecorated(False)
    tree.setUniformRowHeights(True)
    tree.setAlternatingRowColors(True)
    tree.header().setStretchLastSection(True)
    tree.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    for column, width in enumerate(widths):
        tree.setColumnWidth(column, width)
    return tree
