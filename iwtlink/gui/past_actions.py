"""The actions about the past: retract, purge, review, history and log."""

from __future__ import annotations

from iwtlink.gui.actions import ActionSpec, Situation, has_database, is_writable
from iwtlink.i18n import tr


def retracting_actions() -> list[ActionSpec]:
    """Give the actions of the Edit menu that take things out."""
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


def past_actions() -> list[ActionSpec]:
    """Give the pages of the View menu that tell the past."""
    return [
        ActionSpec(
            "show_history",
            tr("&History of the item"),
            "view",
            "past.show_history",
            shortcut="Ctrl+H",
            icon="history",
            is_enabled=has_database,
            tip=tr("Everything ever written about the chosen item: old, new, who, when, why"),
            starts_group=True,
        ),
        ActionSpec(
            "show_log",
            tr("History and &log"),
            "view",
            "past.show_log",
            shortcut="Ctrl+Shift+H",
            is_enabled=has_database,
            tip=tr("Every step, opening, export, reveal, backup and purge; take any step back"),
        ),
        ActionSpec(
            "show_retracted",
            tr("Re&tracted items"),
            "view",
            "past.show_retracted",
            shortcut="Ctrl+Shift+R",
            is_enabled=has_database,
            tip=tr("What was retracted and why; restore it"),
        ),
        ActionSpec(
            "show_reviews",
            tr("Re&views due"),
            "view",
            "past.show_reviews",
            icon="calendar",
            is_enabled=has_database,
            tip=tr("What must be looked at again, the most overdue first"),
        ),
    ]


def _has_selection(now: Situation) -> bool:
    return now.is_writable and now.selected > 0
