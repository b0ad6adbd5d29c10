"""The View menu: panels, what is known of items, tabs and looks."""

from __future__ import annotations

from iwtlink.gui.actions.chart_copy import beside_actions
from iwtlink.gui.actions.spec import ActionSpec, has_database, has_page, is_writable
from iwtlink.i18n import tr


def view_actions() -> list[ActionSpec]:
    """Give the actions of the View menu."""
    return [*_panels(), *_quality(), *_past(), *_tabs(), *beside_actions(), *_appearance()]


def _panels() -> list[ActionSpec]:
    return [
        ActionSpec(
            "show_explorer",
            tr("&Explorer"),
            "view",
            "view.toggle_explorer",
            shortcut="Ctrl+B",
            icon="layout-sidebar",
            is_checkable=True,
        ),
        ActionSpec(
            "show_inspector",
            tr("&Inspector"),
            "view",
            "view.toggle_inspector",
            shortcut="F4",
            icon="layout-sidebar-right",
            is_checkable=True,
        ),
        ActionSpec(
            "inspect_back",
            tr("Inspector &back"),
            "view",
            "view.inspect_back",
            shortcut="Alt+Left",
            is_enabled=has_database,
            starts_group=True,
        ),
        ActionSpec(
            "inspect_forward",
            tr("Inspector &forward"),
            "view",
            "view.inspect_forward",
            shortcut="Alt+Right",
            is_enabled=has_database,
        ),
        ActionSpec(
            "focus_explorer",
            tr("&Go to the explorer"),
            "view",
            "view.focus_explorer",
            shortcut="F6",
            is_enabled=has_database,
        ),
        ActionSpec(
            "focus_page",
            tr("Go to the &page"),
            "view",
            "view.focus_page",
            shortcut="F7",
            is_enabled=has_page,
        ),
        ActionSpec(
            "focus_inspector",
            tr("Go to the i&nspector"),
            "view",
            "view.focus_inspector",
            shortcut="F8",
            is_enabled=has_database,
        ),
    ]


def _quality() -> list[ActionSpec]:
    return [
        ActionSpec(
            "show_evidence",
            tr("Page through the e&vidence"),
            "view",
            "view.show_evidence",
            shortcut="Ctrl+Shift+E",
            icon="list",
            is_enabled=has_database,
            tip=tr("Who says what of the item in the inspector: Space goes on, Enter opens"),
            starts_group=True,
        ),
        ActionSpec(
            "show_quality",
            tr("&Quality control"),
            "view",
            "view.show_quality",
            shortcut="Ctrl+Shift+Q",
            icon="checklist",
            is_enabled=has_database,
            tip=tr("Every entity and link rated by rules that can be read and switched"),
        ),
        ActionSpec(
            "choose_grading",
            tr("&Grades shown in…"),
            "view",
            "view.choose_grading",
            is_enabled=is_writable,
            tip=tr("Show grades of every system in the unit's own, marked as converted"),
        ),
    ]


def _past() -> list[ActionSpec]:
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


def _tabs() -> list[ActionSpec]:
    return [
        ActionSpec(
            "next_page",
            tr("Ne&xt tab"),
            "view",
            "view.next_page",
            shortcut="Ctrl+Tab",
            is_enabled=has_page,
            starts_group=True,
        ),
        ActionSpec(
            "close_page",
            tr("&Close tab"),
            "view",
            "view.close_page",
            shortcut="Ctrl+W",
            is_enabled=has_page,
        ),
    ]


def _appearance() -> list[ActionSpec]:
    return [
        ActionSpec(
            "appearance_system",
            tr("Appearance: as the &system"),
            "view",
            "view.use_system",
            starts_group=True,
            is_checkable=True,
            is_checked=lambda now: now.theme == "system",
        ),
        ActionSpec(
            "appearance_light",
            tr("Appearance: &light"),
            "view",
            "view.use_light",
            is_checkable=True,
            is_checked=lambda now: now.theme == "light",
        ),
        ActionSpec(
            "appearance_dark",
            tr("Appearance: &dark"),
            "view",
            "view.use_dark",
            is_checkable=True,
            is_checked=lambda now: now.theme == "dark",
        ),
    ]
