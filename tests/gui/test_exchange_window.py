"""Exchange files in the window: chosen, weighed, written; asked for, looked into, refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QWidget
from pytestqt.qtbot import QtBot

from iwtlink.gui.dialogs.passphrase import PassphraseDialog
from iwtlink.gui.exchange.past_dialog import PastExchangesDialog
from iwtlink.gui.exchange.read_dialog import ReadExchangeDialog
from iwtlink.gui.exchange.write_dialog import WriteExchangeDialog
from iwtlink.gui.selection import Selection
from iwtlink.gui.window import MainWindow
from iwtlink.operations import exchange
from iwtlink.operations.exchange import Choice
from iwtlink.operations.history import read_log
from iwtlink.store import Store
from tests.gui.conftest import PATIENCE_MS, Settle
from tests.store.stores import add_pair

T = TypeVar("T", bound=QDialog)
WORDS = "pangolin lantern river"


def shown(kind: type[T]) -> T:
    (found,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())
    return found


@pytest.fixture
def case(window: MainWindow, tmp_path: Path, settle: Settle) -> MainWindow:
    """Give the window with a small database open."""
    with Store.create(tmp_path / "case.iwt", title="Case", code="VT1") as store:
        add_pair(store)
    window.commands.file.open_path(str(tmp_path / "case.iwt"))
    settle()
    return window


@pytest.fixture
def writing(case: MainWindow, settle: Settle, qtbot: QtBot) -> WriteExchangeDialog:
    """Give the dialog that writes, with what leaves weighed."""
    case.actions_by_name["write_exchange"].trigger()
    settle()
    dialog = shown(WriteExchangeDialog)
    weighed(dialog, qtbot)
    return dialog


def weighed(dialog: WriteExchangeDialog, qtbot: QtBot) -> None:
    """Wait until it is known what leaves."""
    qtbot.waitUntil(lambda: not dialog.weigher.is_waiting, timeout=PATIENCE_MS)


def choose(box: QComboBox, data: str) -> None:
    box.setCurrentIndex(box.findData(data))


def type_passphrase(dialog: WriteExchangeDialog, first: str, again: str) -> None:
    dialog.form.passphrase.first.line.setText(first)
    dialog.form.passphrase.again.line.setText(again)


# Writing


def test_what_leaves_is_seen_before_anything_is_written(writing: WriteExchangeDialog) -> None:
    rows = {row[0]: row[1] for row in writing.panel.table.table.rows}
    assert rows["Entities"] == "2" and rows["Links"] == "1"
    assert writing.do_it.isEnabled() and writing.written is None


def test_a_file_is_written_told_of_and_logged(
    writing: WriteExchangeDialog, case: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    writing.form.recipient.setEditText("LP2")
    weighed(writing, qtbot)
    type_passphrase(writing, WORDS, WORDS)
    writing.do_it.click()
    settle()
    assert writing.written is not None
    assert writing.written.name.startswith("VT1-to-LP2-") and writing.written.suffix == ".iwx"
    assert str(writing.written) in writing.outcome.text()
    assert "another way than the file" in writing.outcome.text()
    assert not writing.form.passphrase.text(), "it is forgotten"
    writing.copy_path.click()
    assert QGuiApplication.clipboard().text() == str(writing.written)
    told = next(one for one in read_log(case.session.store) if one.kind == "exchange written")
    assert told.text.startswith(f"{writing.written.name} for LP2; ") and "Entities: 2" in told.text


@pytest.mark.parametrize(
    ("first", "again", "said"),
    [
        ("", "", "Type the new passphrase"),
        (WORDS, "pangolin", "differ"),
        ("1234", "1234", "easily guessed"),
    ],
)
def test_no_file_is_written_under_no_or_a_weak_passphrase(
    writing: WriteExchangeDialog, settle: Settle, first: str, again: str, said: str
) -> None:
    type_passphrase(writing, first, again)
    writing.do_it.click()
    settle()
    assert said in writing.problem.text() or "guess" in writing.problem.text()
    assert writing.isVisible() and not Path(writing.form.path.text()).exists()
    assert writing.do_it.isEnabled()


def test_a_file_of_the_same_name_is_not_written_over(
    writing: WriteExchangeDialog, settle: Settle, tmp_path: Path
) -> None:
    there = tmp_path / "there.iwx"
    there.write_bytes(b"theirs")
    writing.form.path.setText(str(there))
    type_passphrase(writing, WORDS, WORDS)
    writing.do_it.click()
    settle()
    assert "there.iwx" in writing.problem.text() and there.read_bytes() == b"theirs"


@pytest.mark.parametrize("way", ["since", "subject", "period"])
def test_what_is_missing_is_said_and_nothing_can_be_written(
    writing: WriteExchangeDialog, way: str
) -> None:
    choose(writing.form.what.what, way)
    assert not writing.do_it.isEnabled()
    assert writing.panel.sentence.text() and not writing.panel.table.table.rows


def test_a_day_that_is_none_is_said(writing: WriteExchangeDialog) -> None:
    choose(writing.form.what.what, "period")
    writing.form.what.first.setText("2019")
    writing.form.what.last.setText("2018")
    assert "ends before it begins" in writing.panel.sentence.text()
    writing.form.what.last.setText("yesterday")
    assert "yesterday" in writing.panel.sentence.text()


def test_the_selected_entities_are_offered(case: MainWindow, settle: Settle) -> None:
    with case.session.store.read() as db:
        ids = [int(row[0]) for row in db.exec_driver_sql("SELECT id FROM entity")]
    case.take_selection(Selection.of("entity", ids))
    case.actions_by_name["write_exchange"].trigger()
    settle()
    dialog = shown(WriteExchangeDialog)
    choose(dialog.form.what.what, "selection")
    assert dialog.form.choice() == Choice(about=tuple(ids))
    dialog.reject()


def test_who_was_written_to_before_is_offered_with_the_day(
    case: MainWindow, settle: Settle, tmp_path: Path
) -> None:
    exchange.write(case.session.store, tmp_path / "a.iwx", WORDS, Choice(recipient="ຫ້ອງການ LP2"))
    case.actions_by_name["write_exchange"].trigger()
    settle()
    form = shown(WriteExchangeDialog).form
    assert form.recipient.findText("ຫ້ອງການ LP2") >= 0
    choose(form.what.what, "last")
    assert form.what.partner.currentText().startswith("ຫ້ອງການ LP2, 20")
    choice = form.choice()
    assert choice.since_last_with == choice.recipient == "ຫ້ອງການ LP2"
    shown(WriteExchangeDialog).reject()


@pytest.mark.parametrize(
    ("before", "proposed"), [(("LP2",), "LP2"), (("LP2", "lp2"), "lp2"), (("LP2", "VT3"), "")]
)
def test_the_only_reader_there_ever_was_is_proposed(
    case: MainWindow, settle: Settle, tmp_path: Path, before: tuple[str, ...], proposed: str
) -> None:
    for n, whom in enumerate(before):
        exchange.write(case.session.store, tmp_path / f"{n}.iwx", WORDS, Choice(recipient=whom))
    case.actions_by_name["write_exchange"].trigger()
    settle()
    form = shown(WriteExchangeDialog).form
    assert form.recipient.currentText() == proposed
    assert form.choice().recipient == proposed
    shown(WriteExchangeDialog).reject()


def test_without_an_exchange_before_nothing_can_be_since_the_last(
    writing: WriteExchangeDialog,
) -> None:
    box = writing.form.what.what
    index = box.model().index(box.findData("last"), 0)
    assert not index.flags() & Qt.ItemFlag.ItemIsEnabled


def test_protected_origins_stay_unless_ticked(writing: WriteExchangeDialog) -> None:
    assert not writing.form.choice().with_origins
    writing.form.origins.setChecked(True)
    assert writing.form.choice().with_origins


def test_the_form_is_walked_by_tab_from_top_to_bottom(
    writing: WriteExchangeDialog, qtbot: QtBot
) -> None:
    form = writing.form
    form.what.what.setFocus()
    heights = []
    for _ in range(12):
        widget = QApplication.focusWidget()
        assert isinstance(widget, QWidget)
        if form.isAncestorOf(widget):
            heights.append(widget.mapTo(form, QPoint(0, widget.height() // 2)).y())
        if widget is form.browse:
            break
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    rows = [round(height / 20) for height in heights]
    assert rows == sorted(rows) and len(rows) >= 8
    assert QApplication.focusWidget() is form.browse


# Reading


@pytest.fixture
def ask(case: MainWindow, settle: Settle, qtbot: QtBot) -> Callable[[Path, str], PassphraseDialog]:
    """Type a passphrase for a file that was dropped on the window."""

    def ask(source: Path, passphrase: str) -> PassphraseDialog:
        case.commands.enter.take_files([str(source)])
        dialog = shown(PassphraseDialog)
        qtbot.keyClicks(dialog.line.line, passphrase)
        qtbot.keyClick(dialog.line.line, Qt.Key.Key_Return)
        settle()
        return dialog

    return ask


def a_file(folder: Path) -> Path:
    """Write the exchange file of another laptop."""
    with Store.create(folder / "other.iwt", title="ຄະດີ", code="LP2") as other:
        other.sign_in("Noy", "NK")
        add_pair(other)
        return exchange.write(other, folder / "LP2-to-VT1.iwx", WORDS).file


def test_a_wrong_passphrase_is_told_in_place_and_the_file_stays_untouched(
    ask: Callable[[Path, str], PassphraseDialog], tmp_path: Path, qtbot: QtBot, settle: Settle
) -> None:
    source = a_file(tmp_path)
    before = source.read_bytes()
    dialog = ask(source, "wrong words here")
    assert dialog.isVisible() and source.name in dialog.problem.text()
    dialog.line.line.clear()
    qtbot.keyClicks(dialog.line.line, WORDS)
    qtbot.keyClick(dialog.line.line, Qt.Key.Key_Return)
    settle()
    shown(ReadExchangeDialog).reject()
    assert source.read_bytes() == before


def test_a_damaged_a_foreign_and_a_missing_file_are_told_in_place(
    ask: Callable[[Path, str], PassphraseDialog], tmp_path: Path, case: MainWindow
) -> None:
    damaged = tmp_path / "damaged.iwx"
    damaged.write_bytes(a_file(tmp_path).read_bytes()[:-3000])
    foreign = tmp_path / "letter.iwx"
    foreign.write_text("Dear colleague", encoding="utf-8")
    database = tmp_path / "database.iwx"
    database.write_bytes((tmp_path / "other.iwt").read_bytes())
    for source in (damaged, foreign, database, tmp_path / "missing.iwx"):
        dialog = ask(source, WORDS)
        assert dialog.isVisible() and source.name in dialog.problem.text()
        dialog.reject()
    with case.session.store.read() as db:
        assert exchange.past(db) == []


def test_what_is_read_in_is_one_step_and_undone_from_the_dialog(
    ask: Callable[[Path, str], PassphraseDialog], tmp_path: Path, case: MainWindow, settle: Settle
) -> None:
    def count() -> int:
        with case.session.store.read() as db:
            return int(db.exec_driver_sql("SELECT count(*) FROM entity").scalar_one())

    ask(a_file(tmp_path), WORDS)
    dialog = shown(ReadExchangeDialog)
    assert "LP2" in dialog.head.text() and "ຄະດີ" in dialog.head.text()
    assert count() == 2, "nothing is written by looking"
    assert dialog.do_it.isVisible()
    dialog.do_it.click()
    settle()
    assert count() == 4 and dialog.undo.isVisible() and not dialog.do_it.isVisible()
    assert "LP2-to-VT1.iwx" in case.status.currentMessage()
    dialog.undo.click()
    settle()
    assert count() == 2


def test_past_exchanges_are_listed_and_copied(
    case: MainWindow, settle: Settle, tmp_path: Path
) -> None:
    exchange.write(case.session.store, tmp_path / "a.iwx", WORDS, Choice(recipient="LP2"))
    exchange.read(case.session.store, a_file(tmp_path), WORDS)
    case.actions_by_name["past_exchanges"].trigger()
    settle()
    dialog = shown(PastExchangesDialog)
    texts = dialog.model.texts([0, 1], [1, 2, 4])
    assert texts == [["read", "LP2", "LP2-to-VT1.iwx"], ["written", "LP2", "a.iwx"]]
    dialog.copy.click()
    assert QGuiApplication.clipboard().text().splitlines()[0].startswith("When\tDirection")
    assert "a.iwx" in QGuiApplication.clipboard().text()
    dialog.write.click()
    settle()
    shown(WriteExchangeDialog).reject()
