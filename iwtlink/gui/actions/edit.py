"""The Edit menu: undo, copy, retract and purge, find."""

from __future__ import annotations

from iwtlink.gui.actions.chart_copy import paste_actions
from iwtlink.gui.actions.chart_link import change_actions
from iwtlink.gui.actions.spec import ActionSpec, Situation, has_database, has_page, is_writable
from iwtlink.gui.actions.twins import twin_actions
from iwtlink.i18n import tr


def edit_actions() -> list[ActionSpec]:
    """Give the actions of the Edit menu."""
    return [
        ActionSpec(
            "undo",
            tr("&Undo"),
            "edit",
            "edit.undo",
            shortcut="Ctrl+Z",
            icon="arrow-back-up",
            is_enabled=lambda now: bool(now.undo),
            toolbar=1,
        ),
        ActionSpec(
            "redo",
            tr("&Redo"),
            "edit",
            "edit.redo",
            shortcut="Ctrl+Y",
            icon="arrow-forward-up",
            is_enabled=lambda now: bool(now.redo),
            toolbar=1,
        ),
        ActionSpec(
            "copy",
            tr("&Copy"),
            "edit",
            "edit.copy",
            shortcut="Ctrl+C",
            icon="copy",
            is_enabled=has_database,
            starts_group=True,
        ),
        *paste_actions(),
        ActionSpec(
            "select_all",
            tr("Select &all"),
            "edit",
            "edit.select_all",
            shortcut="Ctrl+A",
            is_enabled=has_page,
        ),
        *_retracting(),
        *twin_actions(),
        *change_actions(),
        ActionSpec(
            "find",
            tr("&Find anything"),
            "edit",
            "edit.find",
            shortcut="Ctrl+F",
            icon="search",
            is_enabled=has_database,
            starts_group=True,
        ),
        ActionSpec(
            "search_page",
            tr("Search with f&ilters"),
            "edit",
            "search.search_page",
            shortcut="F3",
            icon="filter",
            is_enabled=has_database,
        ),
        ActionSpec(
            "command_list",
            tr("&List every action"),
            "edit",
            "edit.command_list",
            shortcut="Ctrl+K",
            icon="command",
        ),
        ActionSpec(
            "edit_analyst",
            tr("&Your name and initials…"),
            "edit",
            "edit.edit_analyst",
            icon="users",
            starts_group=True,
        ),
    ]


def _retracting() -> list[ActionSpec]:
    return [
        ActionSpec(
            "delete_items",
            tr("&Retract from the database…"),
            "edit",
            "past.retract",
            shortcut="Shift+Del",
            icon="trash",
            is_enabled=_has_selection,
            tip=tr("Delete what is selected, with a reason; it can be restored at any time"),
        ),
        ActionSpec(
            "purge_item",
            tr("&Purge for good…"),
            "edit",
            "past.purge",
            is_enabled=is_writable,
            tip=tr("Erase an item and its history for data protection: nothing brings it back"),
        ),
        ActionSpec(
            "set_review",
            tr("Re&view date…"),
            "edit",
            "past.set_review",
            shortcut="Ctrl+R",
            icon="calendar",
            is_enabled=is_writable,
            tip=tr("When the chosen item must be looked at again"),
        ),
    ]


def _has_selection(now: Situation) -> bool:
    return now.is_writable and now.selected > 0
