"""The menu of a table's columns: those shown, and every other property of the type."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QTableView

from iwtlink.gui.reading.columns import Column
from iwtlink.i18n import tr
from iwtlink.ontology import PropertyType


def column_menu(
    view: QTableView,
    columns: Sequence[Column],
    more: Sequence[PropertyType],
    add: Callable[[str], None],
) -> QMenu:
    """Make the menu; a tick shows or hides a column, ``add`` reads a property as a new one."""
    menu = QMenu(view)
    menu.setObjectName("columns_menu")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for place, column in enumerate(columns):
        action = menu.addAction(column.label)
        action.setCheckable(True)
        action.setChecked(not view.isColumnHidden(place))
        action.toggled.connect(partial(_show, view, place))
    if more:
        below = menu.addMenu(tr("More properties"))
        for known in sorted(more, key=lambda known: tr(known.label)):
            below.addAction(tr(known.label), partial(add, known.name))
    return menu


def _show(view: QTableView, place: int, is_shown: bool) -> None:
    view.setColumnHidden(place, not is_shown)
