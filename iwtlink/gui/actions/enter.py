"""The Enter menu: what comes in, by hand and from files."""

from __future__ import annotations

from iwtlink.gui.actions.spec import ActionSpec, Situation, has_database, is_writable
from iwtlink.i18n import tr


def enter_actions() -> list[ActionSpec]:
    """Give the actions of the Enter menu."""
    return [
        ActionSpec(
            "working_source",
            tr("&Working source"),
            "enter",
            "enter.working_source",
            shortcut="Ctrl+D",
            icon="file-text",
            is_enabled=is_writable,
            tip=tr("Document, page and grade that everything you enter inherits"),
        ),
        ActionSpec(
            "new_entity",
            tr("New &entity"),
            "enter",
            "enter.new_entity",
            shortcut="Ctrl+I",
            icon="plus",
            is_enabled=is_writable,
            tip=tr("Type, name, original script, one identifier; Enter saves"),
            toolbar=2,
            short=tr("Entity"),
        ),
        ActionSpec(
            "new_link",
            tr("New &link"),
            "enter",
            "enter.new_link",
            shortcut="Ctrl+L",
            icon="link",
            is_enabled=is_writable,
            tip=tr("From, verb, to, role, dates in one line; Enter saves"),
            toolbar=2,
            short=tr("Link"),
        ),
        ActionSpec(
            "link_from_selected",
            tr("Link &from the selected entity"),
            "enter",
            "enter.link_from_selected",
            shortcut="Ctrl+Shift+I",
            is_enabled=_has_one_entity,
        ),
        ActionSpec(
            "show_entry",
            tr("Show the entry &panel"),
            "enter",
            "enter.toggle_panel",
            shortcut="F9",
            icon="layout-bottombar",
            is_enabled=has_database,
            is_checkable=True,
            starts_group=True,
        ),
        ActionSpec(
            "attach_document",
            tr("&Add a source document…"),
            "enter",
            "read.attach_document",
            shortcut="Ctrl+Shift+F",
            icon="file-plus",
            is_enabled=is_writable,
            tip=tr(
                "Files, a pasted picture or text: kept in the database, graded, read page by page"
            ),
            toolbar=2,
            short=tr("Source"),
            starts_group=True,
        ),
        ActionSpec(
            "paste_document",
            tr("Add what is on the clip&board…"),
            "enter",
            "read.paste_document",
            shortcut="Ctrl+Shift+V",
            is_enabled=is_writable,
        ),
        ActionSpec(
            "import_tables",
            tr("&Import tables…"),
            "enter",
            "enter.import_tables",
            shortcut="Ctrl+Shift+O",
            icon="database-import",
            is_enabled=is_writable,
            tip=tr("Spreadsheets and text tables, with a preview before anything is written"),
            toolbar=2,
            short=tr("Import"),
            starts_group=True,
        ),
    ]


def _has_one_entity(now: Situation) -> bool:
    return now.is_writable and now.entities == 1
