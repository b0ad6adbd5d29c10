"""The menus of a chart: what an entity, a link, a free shape or the paper offers."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from iwtlink.gui.menus import ActionSet

_ENTITY = (
    *("expand", "select_linked", "select_path", "link_selected", "menu:select"),
    *("", "hide_selected", "grey_selected", "focus_selected", "mark_seen"),
    *("", "group_items", "ungroup_items", "pin_items", "menu:arrange"),
    *("", "show_style", "format_painter", "default_look"),
    *("", "chart_of_selected", "add_to_chart", "show_history", "merge_items", "menu:change"),
    *("", "copy", "take_off", "delete_items"),
)
_LINK = (
    *(
        "select_ends",
        "menu:select",
        "",
        "hide_selected",
        "grey_selected",
        "straighten_links",
        "menu:link.arrow",
    ),
    *(
        "reverse_links",
        "change_strength",
        "menu:change",
        "",
        "show_style",
        "format_painter",
        "default_look",
    ),
    *("", "show_history", "merge_items", "", "take_off", "delete_items"),
)
_SHAPE = (
    "show_style",
    "format_painter",
    "",
    "hide_selected",
    "grey_selected",
    "show_plain",
    "",
    "group_items",
    "ungroup_items",
    "",
    "take_off",
)
_PAPER = (
    *("paste", "paste_names", "find_on_chart", "select_all", "menu:select"),
    *("", "filter_chart", "reveal_hidden", "restore_all", "clear_filters"),
    *("", "arrange", "menu:layout", "menu:arrange", "fit"),
    *("", "menu:looks", "menu:briefing", "menu:paper"),
    *("", "rename_chart", "export_chart"),
)
_OFFERED = {"entity": _ENTITY, "link": _LINK, "shape": _SHAPE, "": _PAPER}
"""Actions by what is under the mouse; an empty name is a line, ``menu:`` a whole menu."""
_NOT_WITHOUT_USE = {
    *("select_path", "link_selected", "ungroup_items", "restore_all"),
    *("merge_items", "clear_filters", "paste", "group_items"),
}
"""Left out where they cannot be used now, so that the menu stays short."""


def item_menu(parent: QWidget, actions: ActionSet, menus: Mapping[str, QMenu], kind: str) -> QMenu:
    """Make the menu of an entity, a link, a free shape or the paper."""
    menu = QMenu(parent)
    menu.setObjectName("chart_menu")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setToolTipsVisible(True)
    for name in _OFFERED[kind]:
        if not name:
            menu.addSeparator()
        elif name.startswith("menu:"):
            menu.addAction(menus[name.removeprefix("menu:")].menuAction())
        elif actions[name].isEnabled() or name not in _NOT_WITHOUT_USE:
            menu.addAction(actions[name])
    return menu
