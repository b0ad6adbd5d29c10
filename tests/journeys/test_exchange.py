"""Two analysts on two laptops: each works, they exchange by the window, both have all of it."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from iwtlink.gui.dialogs.passphrase import PassphraseDialog
from iwtlink.gui.exchange.conflict_model import KEPT
from iwtlink.gui.exchange.past_dialog import PastExchangesDialog
from iwtlink.gui.exchange.read_dialog import ReadExchangeDialog
from iwtlink.gui.exchange.write_dialog import WriteExchangeDialog
from iwtlink.gui.window import MainWindow
from iwtlink.ontology import Value
from iwtlink.store import Edit, Store
from iwtlink.store.ids import StatementId
from iwtlink.store.statements import Subject, change_value, state
from tests.gui.conftest import PATIENCE_MS, Settle
from tests.store.stores import add_pair, add_source

T = TypeVar("T", bound=QDialog)
WORDS = "pangolin lantern river"
ENTER = Qt.Key.Key_Return


def shown(kind: type[T]) -> T:
    (found,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())
    return found


class Laptops:
    """Both databases in one window, one after the other."""

    def __init__(self, window: MainWindow, settle: Settle, qtbot: QtBot, folder: Path) -> None:
        self.window, self.settle, self.bot, self.folder = window, settle, qtbot, folder

    def at(self, code: str) -> Store:
        """Sit down at one of them."""
        self.window.commands.file.open_path(str(self.folder / f"{code}.iwt"))
        self.settle()
        store = self.window.session.store
        assert store.about.code == code
        return store

    def write(self, recipient: str) -> Path:
        """Write everything for the other, by keyboard."""
        self.window.actions_by_name["write_exchange"].trigger()
        self.settle()
        dialog = shown(WriteExchangeDialog)
        form = dialog.form
        form.recipient.setFocus()
        form.recipient.lineEdit().selectAll()  # the only reader there was may be proposed
        self.bot.keyClicks(form.recipient, recipient)
        assert form.path.text().endswith(".iwx") and f"-to-{recipient}-" in form.path.text()
        self.bot.keyClicks(form.passphrase.first.line, WORDS)
        self.bot.keyClicks(form.passphrase.again.line, WORDS)
        self.bot.waitUntil(dialog.do_it.isEnabled, timeout=PATIENCE_MS)
        dialog.do_it.setFocus()
        self.bot.keyClick(dialog.do_it, ENTER)
        self.settle()
        assert dialog.written is not None and dialog.written.is_file(), dialog.problem.text()
        assert str(dialog.written) in dialog.outcome.text()
        assert "passphrase another way" in dialog.outcome.text()
        self.bot.keyClick(dialog, Qt.Key.Key_Escape)
        return dialog.written

    def look(self, source: Path) -> ReadExchangeDialog:
        """Look into a file."""
        self.window.commands.enter.take_files([str(source)])
        asked = shown(PassphraseDialog)
        self.bot.keyClicks(asked.line.line, WORDS)
        self.bot.keyClick(asked.line.line, ENTER)
        self.settle()
        return shown(ReadExchangeDialog)

    def read(self, source: Path) -> None:
        """Read a file in, whatever it suggests."""
        dialog = self.look(source)
        self.bot.keyClick(dialog.do_it, ENTER)
        self.settle()
        assert "read in" in dialog.summary.text(), dialog.warning.text()
        self.bot.keyClick(dialog, Qt.Key.Key_Escape)


@pytest.fixture
def laptops(window: MainWindow, settle: Settle, qtbot: QtBot, tmp_path: Path) -> Laptops:
    with Store.create(tmp_path / "VT1.iwt", title="Case", code="VT1") as one:
        one.sign_in("Vilay T", "VT")
        add_pair(one)
        with one.edit("Read a report") as edit:
            _, record = add_source(edit, "ລາຍງານ 14")
            state(edit, _person(edit), "occupation", "trader", record_id=record)
    Store.create(tmp_path / "LP2.iwt", title="Case", code="LP2").close()
    return Laptops(window, settle, qtbot, tmp_path)


def _person(edit: Edit) -> Subject:
    found = edit.connection.scalar(text("SELECT id FROM entity WHERE type = 'person'"))
    return Subject("entity", int(found or 0))


def _occupation(store: Store) -> tuple[StatementId, str]:
    with store.read() as db:
        query = text("SELECT id, value FROM statement WHERE property = 'occupation'")
        found = db.execute(query).one()
    return StatementId(found[0]), str(found[1])


def known(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """What a database says, by uid, without what is its own."""
    queries = {
        "entity": "SELECT uid, type, ref, label FROM entity",
        "link": "SELECT l.uid, l.type, a.uid, b.uid FROM link l "
        "JOIN entity a ON a.id = l.from_id JOIN entity b ON b.id = l.to_id",
        "statement": "SELECT s.uid, s.property, s.value, r.uid FROM statement s "
        "LEFT JOIN record r ON r.id = s.record_id",
        "document": "SELECT uid, ref, title FROM document",
        "record": "SELECT uid, grading, reliability, credibility FROM record",
        "gone": "SELECT uid FROM retraction",
    }
    with store.read() as db:
        return {
            name: sorted((tuple(row) for row in db.execute(text(query))), key=repr)
            for name, query in queries.items()
        }


def test_two_laptops_exchange_by_the_window_and_hold_the_same(laptops: Laptops) -> None:
    first = laptops.at("VT1")
    before = known(first)
    file_1 = laptops.write("LP2")

    second = laptops.at("LP2")
    laptops.read(file_1)
    assert known(second) == before

    statement, _ = _occupation(second)
    laptops.window.session.edit(
        "Correct it", lambda edit: change_value(edit, statement, Value("driver"))
    )
    laptops.window.session.edit(
        "Add a phone", lambda edit: state(edit, _person(edit), "phone", "+856 20 5555 1234")
    )
    laptops.settle()
    file_2 = laptops.write("VT1")

    first = laptops.at("VT1")
    statement, _ = _occupation(first)
    laptops.window.session.edit(
        "Correct it", lambda edit: change_value(edit, statement, Value("ພໍ່ຄ້າ"))
    )
    laptops.settle()
    unread = known(first)

    dialog = laptops.look(file_2)
    assert known(first) == unread, "nothing is written by looking"
    grid = dialog.conflicts.grid
    assert dialog.tabs.currentWidget() is dialog.conflicts
    assert dialog.conflicts.model.rowCount() == 1
    values = {grid.model().index(0, column).data() for column in (2, 4)}
    assert values == {"ພໍ່ຄ້າ", "driver"}
    laptops.bot.keyClick(grid, Qt.Key.Key_T)
    assert grid.model().index(0, KEPT).data().startswith("theirs")
    laptops.bot.keyClick(grid, Qt.Key.Key_M)
    assert grid.model().index(0, KEPT).data().startswith("mine")
    laptops.bot.keyClick(dialog.do_it, ENTER)
    laptops.settle()
    assert _occupation(first)[1] == "ພໍ່ຄ້າ"
    assert "read in" in laptops.window.status.currentMessage()
    laptops.bot.keyClick(dialog, Qt.Key.Key_Escape)
    both = known(first)
    file_3 = laptops.write("LP2")

    laptops.window.session.undo()
    laptops.settle()
    assert known(first) == unread, "one step takes the reading back"
    laptops.window.session.redo()
    laptops.settle()
    assert known(first) == both

    second = laptops.at("LP2")
    dialog = laptops.look(file_3)
    told = dialog.lines.group
    assert told is not None and told.side == "theirs"
    assert [line.change for line in told.lines] == ["changed"]
    assert any("driver → ພໍ່ຄ້າ" in detail for detail in told.lines[0].details)
    laptops.bot.keyClick(dialog.do_it, ENTER)
    laptops.settle()
    assert known(second) == both, "what was decided on one laptop holds on the other"
    dialog.reject()

    dialog = laptops.look(file_3)
    assert "here already" in dialog.summary.text() and not dialog.do_it.isVisible()
    dialog.reject()

    laptops.window.actions_by_name["past_exchanges"].trigger()
    laptops.settle()
    past = shown(PastExchangesDialog)
    lines = past.model.texts(list(range(past.model.rowCount())), [1, 2])
    assert [line for line in lines if line[0] == "read"][-1] == ["read", "VT1"]
    assert ["written", "VT1"] in lines
    past.reject()
