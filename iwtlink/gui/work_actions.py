"""The actions by which things come in and go out: entry, import, products."""

from __future__ import annotations

from iwtlink.gui.actions import ActionSpec, Situation, has_database, is_writable
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


def product_actions() -> list[ActionSpec]:
    """Give the actions of the Products menu."""
    return [
        ActionSpec(
            "dossier",
            tr("&Dossier…"),
            "products",
            "products.dossier",
            shortcut="Ctrl+Shift+D",
            icon="report",
            is_enabled=has_database,
            tip=tr("Everything about one person, organisation, facility or syndicate"),
            toolbar=4,
            short=tr("Dossier"),
        ),
        ActionSpec(
            "situation",
            tr("&Situational analysis…"),
            "products",
            "products.situation",
            shortcut="Ctrl+Shift+S",
            icon="report-analytics",
            is_enabled=has_database,
            tip=tr("Seizures, routes and people for places, commodities and a period"),
        ),
    ]


def _has_one_entity(now: Situation) -> bool:
    return now.is_writable and now.entities == 1


def quality_actions() -> list[ActionSpec]:
    """Give the actions that ask how well things stand."""
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
