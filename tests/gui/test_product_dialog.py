"""Products are asked for, made beside the window, written and entered in the register."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from iwtlink.gui.dialogs.product_dossier import DossierDialog
from iwtlink.gui.dialogs.product_situation import SituationDialog
from iwtlink.gui.entry.names import NameBook
from iwtlink.gui.jobs import Jobs
from iwtlink.gui.session import Session
from iwtlink.store import outputs
from tests.gui.conftest import PATIENCE_MS

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def session(qtbot: QtBot, demo_file: Path, tmp_path: Path) -> Iterator[Session]:
    from iwtlink.store import Store

    copy = tmp_path / "copy.iwt"
    copy.write_bytes(demo_file.read_bytes())
    jobs = Jobs()
    session = Session(jobs)
    session.names = NameBook(session)  # type: ignore[attr-defined] # kept for the dialogs
    session.take(Store.open(copy))
    settle(qtbot, session)
    yield session
    session.close()
    settle(qtbot, session)
    jobs.close()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


def settle(qtbot: QtBot, session: Session) -> None:
    qtbot.waitUntil(lambda: session.jobs.is_idle, timeout=PATIENCE_MS)


def products(session: Session) -> int:
    with session.store.read() as db:
        return len(outputs.list_products(db))


def dossier(session: Session, window: QWidget) -> DossierDialog:
    dialog = DossierDialog(session, session.names, None, window)  # type: ignore[attr-defined]
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.open()
    dialog.picture.setChecked(False)
    return dialog


def test_a_dossier_is_written_and_entered_in_the_register(
    qtbot: QtBot, session: Session, window: QWidget, tmp_path: Path
) -> None:
    before = products(session)
    dialog = dossier(session, window)
    QTest.keyClicks(dialog.subject, "Khamsing")
    QTest.keyClick(dialog.subject, Qt.Key.Key_Return)
    assert dialog.path.text().endswith("Dossier_Khamsing_VONGPHADY.xlsx")
    target = tmp_path / "out.xlsx"
    dialog.path.setText(str(target))
    dialog.accept()
    settle(qtbot, session)
    assert dialog.written == target
    assert load_workbook(target).sheetnames
    assert products(session) == before + 1
    assert "register" in dialog.outcome.text()
    assert dialog.open_file.isVisible()
    dialog.close()


def test_a_dossier_without_a_subject_says_what_is_missing(
    session: Session, window: QWidget
) -> None:
    dialog = dossier(session, window)
    dialog.accept()
    assert dialog.problem.text() == "Choose the subject from the list."
    dialog.close()


def test_a_wrong_date_is_told_and_nothing_is_made(
    session: Session, window: QWidget, tmp_path: Path
) -> None:
    dialog = dossier(session, window)
    QTest.keyClicks(dialog.subject, "P01")
    QTest.keyClick(dialog.subject, Qt.Key.Key_Tab)
    dialog.path.setText(str(tmp_path / "out.xlsx"))
    dialog.first.setText("once")
    dialog.accept()
    assert "not a date" in dialog.problem.text()
    assert not (tmp_path / "out.xlsx").exists()
    dialog.close()


def test_a_situational_analysis_is_written_without_the_register_when_not_wanted(
    qtbot: QtBot, session: Session, window: QWidget, tmp_path: Path
) -> None:
    before = products(session)
    dialog = SituationDialog(session, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.open()
    QTest.keyClicks(dialog.places, "Laos")
    QTest.keyClicks(dialog.commodities, "ivory")
    dialog.picture.setChecked(False)
    dialog.register.setChecked(False)
    target = tmp_path / "situation.xlsx"
    dialog.path.setText(str(target))
    dialog.accept()
    settle(qtbot, session)
    assert dialog.problem.text() == ""
    assert target.exists()
    assert products(session) == before
    dialog.close()


def test_a_commodity_nobody_knows_is_told_in_a_sentence(
    qtbot: QtBot, session: Session, window: QWidget, tmp_path: Path
) -> None:
    dialog = SituationDialog(session, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.open()
    dialog.commodities.setText("unobtainium")
    dialog.path.setText(str(tmp_path / "situation.xlsx"))
    before = products(session)
    dialog.accept()
    settle(qtbot, session)
    assert "unobtainium" in dialog.problem.text()
    assert products(session) == before
    dialog.close()
