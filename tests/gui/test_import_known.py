"""The dry run of an import tells who may be known; what is chosen there is what is loaded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from iwtlink.gui.dialogs.import_tables import ImportDialog
from iwtlink.gui.jobs import Jobs
from iwtlink.gui.session import Session
from iwtlink.store import Store, entities
from tests.gui.conftest import PATIENCE_MS

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

MAPPING = """
label: People of a test
origin: test
needs: [id, name]
entities:
  person: {type: person, ref: "{id}", name: "{name}"}
"""


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    jobs = Jobs()
    session = Session(jobs)
    store = Store.create(tmp_path / "import.iwt", title="Import", code="T1")
    with store.edit("Enter") as edit:
        for name in ("Khamsing VONGPHADY", "Tran Dinh Khue"):
            entities.add_entity(edit, "person", name)
    session.take(store)
    yield session
    session.close()
    qtbot.waitUntil(lambda: jobs.is_idle, timeout=PATIENCE_MS)
    jobs.close()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def dialog(qtbot: QtBot, session: Session, window: QWidget, tmp_path: Path) -> ImportDialog:
    (tmp_path / "people.yaml").write_text(MAPPING, encoding="utf-8")
    table = tmp_path / "people.csv"
    table.write_text("id,name\nx1,Khamsing Vongphadi\nx2,Bounmy SIDA\n", encoding="utf-8")
    dialog = ImportDialog(session, [table], window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.open()
    dialog._change(wanted_mapping=str(tmp_path / "people.yaml"))
    settle(qtbot, session)
    return dialog


def settle(qtbot: QtBot, session: Session) -> None:
    qtbot.waitUntil(lambda: session.jobs.is_idle, timeout=PATIENCE_MS)


def labels(session: Session) -> list[str]:
    with session.store.read() as db:
        return sorted(row.label for row in entities.list_entities(db))


def comes_in_as(dialog: ImportDialog) -> list[str]:
    return [row[-1] for row in dialog.view.known.table.table.rows]


def test_a_new_one_that_may_be_known_is_told_with_how_sure_and_why(dialog: ImportDialog) -> None:
    (row,) = dialog.view.known.table.table.rows
    assert row[:4] == ("2", "Khamsing Vongphadi", "PER-T1-0001 Khamsing VONGPHADY", "likely")
    assert row[4]
    assert row[5] == "new"
    assert dialog.view.tabs.tabText(1) == "1 may be known"


def test_whom_the_line_in_use_may_be_is_told_in_full_below_the_table(dialog: ImportDialog) -> None:
    known = dialog.view.known
    ((_, _, whom, sure, why, _),) = known.table.table.rows
    assert known.detail.text() == f"{whom} · {sure} · {why}"
    known.show_incomers((), {}, can_choose=True)
    assert not known.detail.text()


def test_s_takes_it_for_ours_and_the_import_adds_to_ours(
    qtbot: QtBot, session: Session, dialog: ImportDialog
) -> None:
    dialog.view.tabs.setCurrentWidget(dialog.view.known)
    qtbot.keyClick(dialog.view.known.table, Qt.Key.Key_S)
    settle(qtbot, session)
    assert comes_in_as(dialog) == ["same as PER-T1-0001"]
    totals = {row[0]: row[1:] for row in dialog.view.totals.table.rows}
    assert totals["Entities"][:2] == ("1", "1")
    qtbot.mouseClick(dialog.do_it, Qt.MouseButton.LeftButton)
    settle(qtbot, session)
    assert labels(session) == ["Bounmy SIDA", "Khamsing VONGPHADY", "Tran Dinh Khue"]


def test_n_lets_it_come_in_as_new_again(
    qtbot: QtBot, session: Session, dialog: ImportDialog
) -> None:
    dialog.view.tabs.setCurrentWidget(dialog.view.known)
    qtbot.keyClick(dialog.view.known.table, Qt.Key.Key_S)
    settle(qtbot, session)
    qtbot.keyClick(dialog.view.known.table, Qt.Key.Key_N)
    settle(qtbot, session)
    assert comes_in_as(dialog) == ["new"]
    qtbot.mouseClick(dialog.do_it, Qt.MouseButton.LeftButton)
    settle(qtbot, session)
    assert len(labels(session)) == 4


def test_enter_lists_every_choice(qtbot: QtBot, session: Session, dialog: ImportDialog) -> None:
    dialog.view.tabs.setCurrentWidget(dialog.view.known)
    qtbot.keyClick(dialog.view.known.table, Qt.Key.Key_Return)
    menu = dialog.view.known.findChild(QMenu, "import_known_menu")
    assert menu is not None
    words = [action.text() for action in menu.actions()]
    assert words[0].startswith("Same as PER-T1-0001 Khamsing VONGPHADY (likely")
    assert words[-1] == "A new one"
    menu.actions()[0].trigger()
    menu.close()
    settle(qtbot, session)
    assert comes_in_as(dialog) == ["same as PER-T1-0001"]


def test_a_choice_is_remembered_when_the_file_is_read_in_another_way_and_back(
    qtbot: QtBot, session: Session, dialog: ImportDialog, tmp_path: Path
) -> None:
    dialog.view.known.take_all_likely()
    settle(qtbot, session)
    dialog._change(wanted_mapping="demo_links")
    settle(qtbot, session)
    dialog._change(wanted_mapping=str(tmp_path / "people.yaml"))
    settle(qtbot, session)
    assert comes_in_as(dialog) == ["same as PER-T1-0001"]
