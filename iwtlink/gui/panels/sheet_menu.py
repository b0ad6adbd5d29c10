"""What a row of the inspector offers: where it leads, what can be done with it, copying."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QTreeWidgetItem

from iwtlink.gui.icons import action_icon
from iwtlink.gui.panels.sheet_delegate import ROW, SOURCE
from iwtlink.gui.panels.sheet_lines import row_text
from iwtlink.gui.panels.sheet_tree import SheetTree
from iwtlink.gui.reading.sheet import SheetRow
from iwtlink.i18n import tr


def offer_menu(tree: SheetTree, where: QPoint) -> None:
    """Open the menu of the row at a place of the tree, if there is one."""
    item = tree.itemAt(where)
    row = item.data(0, ROW) if item else None
    if item is not None and isinstance(row, SheetRow):
        _row_menu(tree, item, row).popup(tree.viewport().mapToGlobal(where))


def _row_menu(tree: SheetTree, item: QTreeWidgetItem, row: SheetRow) -> QMenu:
    menu = QMenu(tree)
    menu.setObjectName("row_menu")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    _offer_ways(menu, tree, row)
    if tree.is_writable:
        _offer_changes(menu, tree, item, row)
    menu.addSeparator()
    clipboard = QGuiApplication.clipboard()
    menu.addAction(action_icon("copy"), tr("Copy the value"), lambda: clipboard.setText(row.text))
    menu.addAction(tr("Copy the row"), lambda: clipboard.setText(row_text(row)))
    return menu


def _offer_ways(menu: QMenu, tree: SheetTree, row: SheetRow) -> None:
    """Offer where a row leads: what it can do, the other end, the link, source, evidence."""
    arrow = action_icon("arrow-right")
    if row.deed is not None:
        menu.addAction(row.deed.words, lambda: tree.deed_wanted.emit(row.deed))
    if row.target is not None:
        words = tr("Go to {name}", name=_short(row.text))
        menu.addAction(arrow, words, lambda: tree.item_wanted.emit(row.target))
    if row.label_target is not None:
        words = tr("Show the link")
        menu.addAction(arrow, words, lambda: tree.item_wanted.emit(row.label_target))
    if row.mark is not None:
        menu.addAction(arrow, tr("Show the source"), lambda: tree.go(row, SOURCE))
    if row.statement_id:
        words = tr("Page through the evidence")
        menu.addAction(words, lambda: tree.evidence_wanted.emit(row.statement_id))


def _offer_changes(menu: QMenu, tree: SheetTree, item: QTreeWidgetItem, row: SheetRow) -> None:
    """Offer to edit a value, to choose which one is shown, to remove it."""
    if row.is_editable:
        menu.addAction(action_icon("pencil"), tr("Edit"), lambda: tree.edit_row(item))
    if row.can_be_chosen:
        words = tr("Let the grades decide again") if row.is_preferred else tr("Show this value")
        menu.addAction(words, lambda: tree.prefer(row))
    if row.statement_id:
        menu.addAction(action_icon("trash"), tr("Remove this value"), lambda: tree.remove(row))


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
