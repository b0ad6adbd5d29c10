"""Every action of the window, in the order of its menus."""

from __future__ import annotations

from iwtlink.gui.actions import (
    ActionSpec,
    Situation,
    has_database,
    has_page,
    is_chart,
    is_writable,
    is_writable_chart,
)
from iwtlink.gui.work_actions import enter_actions, product_actions, quality_actions
from iwtlink.i18n import tr


def action_list() -> list[ActionSpec]:
    """Give every action in the user's language."""
    return [
        *_file_actions(),
        *_edit_actions(),
        *enter_actions(),
        *_view_actions(),
        *_chart_actions(),
        *product_actions(),
        *_help_actions(),
    ]


def _file_actions() -> list[ActionSpec]:
    return [
        ActionSpec(
            "new_database",
            tr("&New database…"),
            "file",
            "file.new_database",
            shortcut="Ctrl+Shift+N",
            icon="file-plus",
            tip=tr("Make an empty database: one file on this computer"),
        ),
        ActionSpec(
            "open_database",
            tr("&Open database…"),
            "file",
            "file.open_database",
            shortcut="Ctrl+O",
            icon="folder-open",
        ),
        ActionSpec(
            "open_demo",
            tr("Open the &demonstration"),
            "file",
            "file.open_demo",
            icon="star",
            tip=tr("A fictional case to explore and try things on"),
        ),
        ActionSpec(
            "open_demo_afresh",
            tr("Start the demonstration &afresh"),
            "file",
            "file.open_demo_afresh",
            tip=tr("The fictional case as it came; what you tried on it is kept beside it"),
        ),
        ActionSpec(
            "save",
            tr("&Save"),
            "file",
            "file.save",
            shortcut="Ctrl+S",
            icon="check",
            is_enabled=has_database,
            tip=tr("Every step is written at once: there is nothing left to save"),
            starts_group=True,
        ),
        ActionSpec(
            "backups",
            tr("&Backups and restore…"),
            "file",
            "keeping.backups",
            icon="history",
            tip=tr("Back up now, verify a backup, go back to one"),
            starts_group=True,
        ),
        ActionSpec(
            "encryption",
            tr("&Encryption…"),
            "file",
            "keeping.encryption",
            icon="key",
            is_enabled=is_writable,
            tip=tr("Give the database a passphrase, change it or take it away"),
        ),
        ActionSpec(
            "lock_now",
            tr("&Lock now"),
            "file",
            "keeping.lock_now",
            shortcut="Ctrl+Shift+K",
            icon="lock",
            is_enabled=lambda now: now.is_encrypted,
            tip=tr("Cover the window until the passphrase is typed again"),
        ),
        ActionSpec(
            "close_database",
            tr("&Close database"),
            "file",
            "file.close_database",
            shortcut="Ctrl+Shift+W",
            is_enabled=has_database,
        ),
        ActionSpec(
            "quit",
            tr("E&xit"),
            "file",
            "file.quit",
            shortcut="Ctrl+Q",
            icon="door-exit",
            starts_group=True,
            works_locked=True,
        ),
    ]


def _edit_actions() -> list[ActionSpec]:
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
        ActionSpec(
            "select_all",
            tr("Select &all"),
            "edit",
            "edit.select_all",
            shortcut="Ctrl+A",
            is_enabled=has_page,
        ),
        ActionSpec(
            "delete_items",
            tr("&Delete from the database…"),
            "edit",
            "edit.delete_items",
            shortcut="Shift+Del",
            icon="trash",
            is_enabled=_can_delete,
        ),
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


def _view_actions() -> list[ActionSpec]:
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
        *quality_actions(),
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


def _can_delete(now: Situation) -> bool:
    return now.is_writable and bool(now.entities or now.links)


def _has_chart_selection(now: Situation) -> bool:
    return is_writable_chart(now) and bool(now.entities or now.links)


def _has_entities(now: Situation) -> bool:
    return now.is_writable and bool(now.entities)


def _chart_actions() -> list[ActionSpec]:
    return [
        ActionSpec(
            "new_chart",
            tr("&New chart"),
            "chart",
            "chart.new_chart",
            shortcut="Ctrl+N",
            icon="square-plus",
            is_enabled=is_writable,
            tip=tr("Start a chart; entities selected now are placed on it"),
            toolbar=2,
        ),
        ActionSpec(
            "add_to_chart",
            tr("&Add the selected to a chart…"),
            "chart",
            "chart.add_to_chart",
            shortcut="Ctrl+Shift+A",
            icon="share-2",
            is_enabled=_has_entities,
        ),
        ActionSpec(
            "expand",
            tr("&Expand neighbours…"),
            "chart",
            "chart.expand",
            shortcut="Ctrl+E",
            short=tr("Expand"),
            icon="topology-star-3",
            is_enabled=lambda now: is_writable_chart(now) and bool(now.entities),
            tip=tr("Add to the chart what the selected entities are linked to"),
            starts_group=True,
        ),
        ActionSpec(
            "take_off",
            tr("&Remove from the chart"),
            "chart",
            "chart.take_off",
            shortcut="Del",
            icon="circle-x",
            is_enabled=_has_chart_selection,
            tip=tr("The items stay in the database"),
        ),
        ActionSpec(
            "arrange",
            tr("&Arrange"),
            "chart",
            "chart.arrange",
            shortcut="Ctrl+Shift+L",
            short=tr("Arrange"),
            icon="sitemap",
            is_enabled=is_writable_chart,
            tip=tr("Lay out the whole chart anew; undo brings back your own arrangement"),
            starts_group=True,
        ),
        ActionSpec(
            "fan_links",
            tr("Draw &parallel links apart"),
            "chart",
            "chart.fan_links",
            is_enabled=is_writable_chart,
            tip=tr("Links between the same two are drawn side by side, not as one with its count"),
            is_checkable=True,
            is_checked=lambda now: now.is_fanned,
        ),
        ActionSpec(
            "show_hidden_links",
            tr("Show remo&ved links"),
            "chart",
            "chart.show_hidden_links",
            is_enabled=is_writable_chart,
            tip=tr("Links that were removed from the chart are shown on it again"),
        ),
        ActionSpec(
            "fit",
            tr("&Fit the chart to the window"),
            "chart",
            "chart.fit",
            shortcut="Ctrl+0",
            short=tr("Fit"),
            icon="arrows-maximize",
            is_enabled=is_chart,
        ),
        ActionSpec(
            "zoom_in",
            tr("Zoom &in"),
            "chart",
            "chart.zoom_in",
            shortcut="Ctrl++",
            icon="zoom-in",
            is_enabled=is_chart,
        ),
        ActionSpec(
            "zoom_out",
            tr("Zoom &out"),
            "chart",
            "chart.zoom_out",
            shortcut="Ctrl+-",
            icon="zoom-out",
            is_enabled=is_chart,
        ),
        ActionSpec(
            "rename_chart",
            tr("Rena&me the chart…"),
            "chart",
            "chart.rename_chart",
            icon="pencil",
            is_enabled=is_writable_chart,
            starts_group=True,
        ),
        ActionSpec(
            "delete_chart",
            tr("&Delete the chart…"),
            "chart",
            "chart.delete_chart",
            icon="trash",
            is_enabled=is_writable_chart,
        ),
        ActionSpec(
            "export_chart",
            tr("E&xport as PDF, SVG or PNG…"),
            "chart",
            "chart.export_chart",
            shortcut="Ctrl+Shift+P",
            short=tr("Export"),
            icon="file-export",
            is_enabled=is_chart,
            starts_group=True,
        ),
    ]


def _help_actions() -> list[ActionSpec]:
    return [
        ActionSpec("manual", tr("&Manual"), "help", "help.manual", shortcut="F1", icon="book"),
        ActionSpec("shortcuts", tr("&Keyboard"), "help", "help.shortcuts", icon="command"),
        ActionSpec(
            "about",
            tr("&About iwtlink"),
            "help",
            "help.about",
            icon="info-circle",
            starts_group=True,
        ),
    ]
