"""Import with preview: seen before it is written, one step, taken back at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from iwtlink.gui.dialogs.import_tables import ImportDialog
from iwtlink.gui.jobs import Jobs
from iwtlink.gui.session import Session
from iwtlink.paths import resource
from iwtlink.store import Store, entities, links
from tests.gui.conftest import PATIENCE_MS

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    jobs = Jobs()
    session = Session(jobs)
    session.take(Store.create(tmp_path / "import.iwt", title="Import"))
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


def opened(qtbot: QtBot, session: Session, window: QWidget, *paths: Path) -> ImportDialog:
    dialog = ImportDialog(session, list(paths), window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.open()
    settle(qtbot, session)
    return dialog


def settle(qtbot: QtBot, session: Session) -> None:
    qtbot.waitUntil(lambda: session.jobs.is_idle, timeout=PATIENCE_MS)


def demo(name: str) -> Path:
    return resource("demo", name)


def count(session: Session) -> tuple[int, int]:
    with session.store.read() as db:
        return len(entities.list_entities(db)), len(links.list_links(db))


def test_the_preview_says_what_would_come_and_writes_nothing(
    qtbot: QtBot, session: Session, window: QWidget
) -> None:
    dialog = opened(qtbot, session, window, demo("entities.csv"))
    assert dialog.view.mapping.currentData() == "demo_entities"
    assert dialog.view.summary.text().startswith("81 rows read")
    rows = {row[0]: row[1:] for row in dialog.view.totals.table.rows}
    assert rows["Entities"][0] == "81"
    assert rows["    People"][0] == "28"
    assert dialog.view.rows.table.rows[0][:2] == ("2", "P01")
    assert dialog.do_it.isEnabled()
    assert count(session) == (0, 0)
    dialog.close()


def test_tables_that_build_on_each_other_are_one_step_that_undo_removes(
    qtbot: QtBot, session: Session, window: QWidget
) -> None:
    names = ("sources.csv", "entities.csv", "links.csv")
    dialog = opened(qtbot, session, window, *map(demo, names))
    QTest.mouseClick(dialog.do_it, Qt.MouseButton.LeftButton)
    settle(qtbot, session)
    assert count(session) == (81, 150)
    assert session.store.undo_label() == "Import 3 tables"
    assert "150 new" in dialog.view.summary.text()
    assert dialog.undo.isVisible()
    QTest.mouseClick(dialog.undo, Qt.MouseButton.LeftButton)
    settle(qtbot, session)
    assert count(session) == (0, 0)


def test_what_came_in_can_be_shown_on_a_chart(
    qtbot: QtBot, session: Session, window: QWidget
) -> None:
    dialog = opened(qtbot, session, window, demo("entities.csv"))
    QTest.mouseClick(dialog.do_it, Qt.MouseButton.LeftButton)
    settle(qtbot, session)
    with qtbot.waitSignal(dialog.chart_wanted) as told:
        QTest.mouseClick(dialog.chart, Qt.MouseButton.LeftButton)
    assert told.args is not None
    assert len(told.args[0]) == 81


def test_a_known_table_has_nothing_to_import(
    qtbot: QtBot, session: Session, window: QWidget
) -> None:
    first = opened(qtbot, session, window, demo("entities.csv"))
    QTest.mouseClick(first.do_it, Qt.MouseButton.LeftButton)
    settle(qtbot, session)
    first.close()
    again = opened(qtbot, session, window, demo("entities.csv"))
    assert "known already" in again.view.summary.text()
    assert not again.do_it.isEnabled()
    again.close()


def test_bad_cells_are_listed_with_row_and_column_and_can_be_copied(
    qtbot: QtBot, session: Session, window: QWidget, tmp_path: Path
) -> None:
    table = tmp_path / "wrong.csv"
    lines = demo("entities.csv").read_text(encoding="utf-8-sig").splitlines()[:3]
    lines[1] = lines[1].replace("17.9640", "north")
    table.write_text("\n".join(lines), encoding="utf-8")
    dialog = opened(qtbot, session, window, table)
    assert dialog.view.problems.table.rows
    assert dialog.view.problems.table.rows[0][1] == "2"
    dialog.view.copy.click()
    assert "wrong.csv" in QGuiApplication.clipboard().text()
    dialog.close()


def test_a_file_that_cannot_be_read_is_told_in_a_sentence(
    qtbot: QtBot, session: Session, window: QWidget, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    dialog = opened(qtbot, session, window, empty)
    assert dialog.view.summary.text() == "empty.csv is empty."
    assert not dialog.do_it.isEnabled()
    dialog.close()


def test_a_table_that_no_mapping_fits_waits_for_one(
    qtbot: QtBot, session: Session, window: QWidget, tmp_path: Path
) -> None:
    table = tmp_path / "pairs.csv"
    table.write_text("who,whom\nKhamsing,Naga\n", encoding="utf-8")
    dialog = opened(qtbot, session, window, table)
    assert "No mapping fits" in dialog.view.summary.text()
    assert dialog.view.rows.table.rows == [("2", "Khamsing", "Naga")]
    assert not dialog.do_it.isEnabled()
    dialog.view.mapping.setCurrentIndex(dialog.view.mapping.findData("demo_links"))
    dialog.view.mapping.activated.emit(dialog.view.mapping.currentIndex())
    settle(qtbot, session)
    assert dialog.view.summary.text() != ""
    assert not dialog.do_it.isEnabled()
    dialog.close()
