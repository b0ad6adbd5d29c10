"""Page and entry panel have room side by side on a small laptop's screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from iwtlink.gui.docks import is_in_front
from iwtlink.gui.pages.document import DocumentPage
from iwtlink.gui.window import MainWindow
from iwtlink.operations.attaching import NewFile, attach
from tests.gui.conftest import Settle

TEXT = "\n".join(f"Line {n} of the report" for n in range(100))
LINES_SEEN = 12
"""How many lines of the page one must be able to read beside the entry panel."""


@pytest.fixture
def document(demo: MainWindow, settle: Settle) -> int:
    made = attach(demo.session.store, [NewFile("note.txt", TEXT.encode())])
    settle()
    return int(made[0].document_id)


def lines_seen(page: DocumentPage) -> int:
    view = page.reader.text
    return view.viewport().height() // view.fontMetrics().lineSpacing()


@pytest.mark.parametrize("action", ["show_entry", "new_entity", "new_link", "working_source"])
def test_the_panel_opened_from_the_menu_leaves_room_to_read(
    demo: MainWindow, settle: Settle, document: int, action: str
) -> None:
    page = demo.opener.show_document(document)
    settle()
    demo.actions_by_name[action].trigger()
    settle()
    assert is_in_front(demo.entry_dock)
    assert demo.session.working_source.document_id == document
    assert "Reading" in demo.entry.message.text()
    assert lines_seen(page) >= LINES_SEEN


def test_a_panel_that_was_below_a_chart_moves_beside_the_page(
    demo: MainWindow, settle: Settle, document: int
) -> None:
    demo.actions_by_name["new_entity"].trigger()
    settle()
    assert demo.dockWidgetArea(demo.entry_dock) == Qt.DockWidgetArea.BottomDockWidgetArea
    page = demo.opener.show_document(document)
    settle()
    page.reader.taken.emit("entity", None)
    settle()
    assert lines_seen(page) >= LINES_SEEN


def test_the_lists_below_fold_down_to_their_tabs_in_a_low_page(
    demo: MainWindow, settle: Settle, document: int
) -> None:
    page = demo.opener.show_document(document)
    settle()
    demo.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, demo.entry_dock)
    demo.entry_dock.show()
    settle()
    assert page.lists.height() <= page.lists.tabBar().height() + 1


def test_a_panel_behind_the_inspector_comes_to_the_front_when_asked_for(
    demo: MainWindow, settle: Settle, document: int
) -> None:
    demo.opener.show_document(document)
    settle()
    demo.actions_by_name["show_entry"].trigger()
    demo.commands.view.focus_inspector()
    settle()
    assert is_in_front(demo.inspector_dock)
    demo.actions_by_name["show_entry"].trigger()
    settle()
    assert is_in_front(demo.entry_dock)
    demo.actions_by_name["show_entry"].trigger()
    settle()
    assert not demo.entry_dock.isVisible()
    assert is_in_front(demo.inspector_dock)
