"""The menus of a chart: what an item offers, and whom an entity is linked to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from iwtlink.gui.icons import action_icon, entity_icon
from iwtlink.gui.menus import ActionSet
from iwtlink.gui.reading.neighbours import NeighbourGroup
from iwtlink.i18n import ntr, tr

_OFFERED = {
    "entity": (
        *("expand", "new_chart", "add_to_chart", "show_history", "merge_items"),
        *("", "take_off", "delete_items"),
    ),
    "link": ("show_history", "merge_items", "take_off", "delete_items"),
    "": ("arrange", "fit", "select_all", "", "rename_chart", "export_chart"),
}
"""Actions offered on an entity, a link and the paper; an empty name is a line."""


def item_menu(parent: QWidget, actions: ActionSet, kind: str) -> QMenu:
    """Make the menu of an entity, a link or the paper."""
    menu = _made(parent, "chart_menu")
    for name in _OFFERED[kind]:
        if name:
            menu.addAction(actions[name])
        else:
            menu.addSeparator()
    return menu


def neighbour_menu(
    parent: QWidget, groups: Sequence[NeighbourGroup], add: Callable[[Sequence[int]], None]
) -> QMenu:
    """Make the menu of neighbours by verb and type, with counts; ``add`` puts them on."""
    menu = _made(parent, "neighbour_menu")
    every = tuple(dict.fromkeys(number for group in groups for number in group.ids))
    if not every:
        menu.addAction(tr("Every neighbour is on the chart")).setEnabled(False)
        return menu
    label = ntr("Add {n} neighbour", "Add all {n} neighbours", len(every))
    menu.addAction(action_icon("topology-star-3"), label, partial(add, every))
    menu.addSeparator()
    for group in groups:
        text = f"{group.verb} · {group.type_label}\t{len(group.ids)}"
        menu.addAction(entity_icon(group.icon), text, partial(add, group.ids))
    return menu


def _made(parent: QWidget, name: str) -> QMenu:
    menu = QMenu(parent)
    menu.setObjectName(name)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu
