"""Entry at speed: driven by real key events, which are counted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from iwtlink.gui.entry.panel import EntryPanel
from iwtlink.gui.entry.source import SourceHolder
from iwtlink.gui.jobs import Jobs
from iwtlink.gui.session import Session
from iwtlink.store import Edit, Store, documents, entities, links, statements

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

MOST_KEYS = 6
"""Keystrokes allowed beyond the typed text, for each item."""

Key = Qt.Key


class Typist:
    """Types into whatever has the keyboard, and counts the keys that are not text."""

    def __init__(self, qtbot: QtBot, window: QMainWindow) -> None:
        self._qtbot = qtbot
        self._window = window
        self.keys = 0

    def text(self, words: str) -> None:
        if words.isascii():
            QTest.keyClicks(self._target(), words)
            return
        for letter in words:  # QTest knows the keys of Latin letters only
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(self._target(), event)

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            shift = Qt.KeyboardModifier.ShiftModifier
            plain = Qt.KeyboardModifier.NoModifier
            QTest.keyClick(self._target(), key, shift if key == Key.Key_Backtab else plain)
            self.keys += 1

    def new_item(self) -> None:
        """One item is entered: no more keys than allowed were needed for it."""
        assert self.keys <= MOST_KEYS, f"{self.keys} keystrokes for one item"
        self.keys = 0

    def focus(self) -> str:
        return self._target().objectName()

    def _target(self):  # type: ignore[no-untyped-def]
        found = self._window.focusWidget()
        assert found is not None
        return found


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    jobs = Jobs()
    session = Session(jobs)
    yield session
    with qtbot.waitSignal(jobs.idled, raising=False, timeout=100):
        pass
    session.close()
    jobs.close()
    QApplication.processEvents()


@pytest.fixture
def panel(qtbot: QtBot, session: Session, tmp_path: Path) -> EntryPanel:
    store = Store.create(tmp_path / "entry.iwt", title="Entry")
    store.sign_in("A. Nalyst", "AN")
    window = QMainWindow()
    panel = EntryPanel(session, window)
    window.setCentralWidget(panel)
    window.resize(900, 600)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    with qtbot.waitSignal(panel.names.ready):
        session.take(store)
    settle(qtbot, session)
    return panel


@pytest.fixture
def typist(qtbot: QtBot, panel: EntryPanel) -> Typist:
    window = panel.window()
    assert isinstance(window, QMainWindow)
    return Typist(qtbot, window)


def settle(qtbot: QtBot, session: Session) -> None:
    """Wait until everything asked for is written and told."""
    qtbot.waitUntil(lambda: session.jobs.is_idle, timeout=10_000)


def read_report(panel: EntryPanel, typist: Typist, qtbot: QtBot, session: Session) -> None:
    """Make a document and grade it, all by keys."""
    panel.source.begin()
    typist.text("Customs report 12")
    typist.press(Key.Key_Tab)
    assert typist.focus() == "entry_document_title"
    typist.press(Key.Key_Return)
    settle(qtbot, session)
    assert typist.focus() == "entry_page"
    typist.text("7")
    typist.press(Key.Key_Tab)
    while typist.focus() != "entry_reliability":
        typist.press(Key.Key_Tab)
    typist.text("B")
    typist.press(Key.Key_Tab)
    typist.text("2")
    typist.press(Key.Key_Tab)
    typist.press(Key.Key_Tab)
    typist.text("A")
    panel.entity.begin()
    typist.keys = 0


PEOPLE = [
    ("Khamsing VONGPHADY", "ຄຳສິງ ວົງພະດີ", "P1234567"),
    ("Bouakham SENGDALA", "", ""),
    ("Thavone KEOLOUANG", "", "1975"),
    ("Phetsamone INTHILATH", "", ""),
    ("Somchit XAYALATH", "", "+856 20 5555 0171"),
    ("Vilayphone DOUANGTA", "", ""),
    ("Outhay MANYVONG", "", ""),
]
FIRMS = [("Phou Fa Kham Import-Export", "", "01-0001"), ("Naga Transport", "", "")]


def enter_people(typist: Typist) -> None:
    for name, script, identifier in PEOPLE:
        enter_one(typist, name, script, identifier)
    typist.press(Key.Key_Backtab)
    typist.text("compa")
    typist.press(Key.Key_Tab)
    for name, script, identifier in FIRMS:
        enter_one(typist, name, script, identifier)
    typist.press(Key.Key_Backtab)
    typist.text("syn")
    typist.press(Key.Key_Tab)
    enter_one(typist, "Naga Eye", "", "")


def enter_one(typist: Typist, name: str, script: str, identifier: str) -> None:
    assert typist.focus() == "entry_name"
    typist.text(name)
    if script or identifier:
        typist.press(Key.Key_Tab)
        typist.text(script)
    if identifier:
        typist.press(Key.Key_Tab)
        typist.text(identifier)
    typist.press(Key.Key_Return)
    typist.new_item()


def test_ten_entities_and_twenty_links_need_at_most_six_keys_each(
    qtbot: QtBot, session: Session, panel: EntryPanel, typist: Typist
) -> None:
    read_report(panel, typist, qtbot, session)
    enter_people(typist)
    settle(qtbot, session)

    panel.link.begin()
    typist.text("naga ey")
    typist.press(Key.Key_Tab)
    typist.text("has mem")
    typist.press(Key.Key_Tab)
    members = ["khams", "bouak", "thav", "phets", "somch", "vilay", "outh"]
    for member in members:
        assert typist.focus() == "entry_to"
        typist.text(member)
        typist.press(Key.Key_Tab)
        typist.text("member")
        typist.press(Key.Key_Tab)
        typist.text("2015-01 to 2017-09")
        typist.press(Key.Key_Return)
        typist.new_item()
    # someone nobody knows: made in place, as the type that the verb's last link had
    for unknown in ("Kongkeo THAMMADY", "Sengaloun PHIMMACHAK", "Neng Chue VANG"):
        typist.text(unknown)
        typist.press(Key.Key_Tab, Key.Key_Return)
        typist.new_item()
    # another beginning and another verb
    typist.press(Key.Key_Escape)
    assert typist.focus() == "entry_from"
    typist.text("khamsing")
    typist.press(Key.Key_Tab)
    typist.text("director")
    typist.press(Key.Key_Tab)
    for firm in ("phou fa", "naga tr", "Mekong Sila Farming"):
        typist.text(firm)
        typist.press(Key.Key_Tab)
        typist.text("nominee")
        typist.press(Key.Key_Return)
        typist.new_item()
    # another verb for the same beginning
    typist.press(Key.Key_Backtab)
    typist.text("uses")
    typist.press(Key.Key_Tab)
    for number in ("+856 20 5555 0101", "+856 20 5555 0102"):
        typist.text(number)
        typist.press(Key.Key_Tab, Key.Key_Tab)
        typist.text("2016")
        typist.press(Key.Key_Return)
        typist.new_item()
    typist.press(Key.Key_Backtab)
    typist.text("is associated")
    typist.press(Key.Key_Tab)
    for friend in ("bouak", "thav", "kongk", "senga", "neng"):
        typist.text(friend)
        typist.press(Key.Key_Return, Key.Key_Return)
        typist.new_item()
    settle(qtbot, session)

    with session.store.read() as db:
        assert entities.count_by_type(db) == {
            "person": 10,
            "company": 3,
            "syndicate": 1,
            "phone": 2,
        }
        assert links.count_by_type(db) == {
            "member_of": 10,
            "director_of": 3,
            "uses": 2,
            "associate_of": 5,
        }
        (document,) = documents.list_documents(db)
        (record,) = documents.records_of(db, document.id)
        assert (record.record.page, record.record.grading) == ("7", "5x5x5")
        assert (record.record.reliability, record.record.credibility) == ("B", "2")
        assert record.record.tlp == "AMBER"
        for row in links.list_links(db):
            for stated in statements.read_statements(db, "link", [row.id])[row.id]:
                assert (stated.source.record_id, stated.source.grade) == (record.id, "B2")
        first = links.list_links(db, "member_of")[0]
        assert (first.role, first.start, first.end) == ("member", "2015-01", "2017-09")
        syndicate = entities.get_entities(db, [first.to_id])[first.to_id]
        assert syndicate.label == "Naga Eye"
        (boss,) = [row for row in entities.list_entities(db) if row.label.startswith("Khams")]
        assert boss.script_label == "ຄຳສິງ ວົງພະດີ"
        ids = {s.property for s in statements.read_statements(db, "entity", [boss.id])[boss.id]}
        assert ids == {"exists", "name", "id_number"}


def test_undo_names_the_item(
    qtbot: QtBot, session: Session, panel: EntryPanel, typist: Typist
) -> None:
    panel.entity.begin()
    enter_one(typist, "Khamsing VONGPHADY", "", "")
    settle(qtbot, session)
    assert session.store.undo_label() == "Enter person “Khamsing VONGPHADY”"


def test_a_twin_shown_while_typing_is_used_with_the_arrow_and_enter(
    qtbot: QtBot, session: Session, panel: EntryPanel, typist: Typist
) -> None:
    panel.entity.begin()
    enter_one(typist, "Khamsing VONGPHADY", "ຄຳສິງ ວົງພະດີ", "")
    settle(qtbot, session)
    typist.text("Kamsing Vongpadi")
    qtbot.waitUntil(panel.entity.twins.isVisible)
    typist.press(Key.Key_Down, Key.Key_Return)
    typist.new_item()
    settle(qtbot, session)
    assert panel.entity.name.text() == ""
    with session.store.read() as db:
        (boss,) = entities.list_entities(db)
        assert "Kamsing Vongpadi" in entities.names_of(db)[boss.id]


def test_enter_saves_a_new_entity_though_a_twin_is_shown(
    qtbot: QtBot, session: Session, panel: EntryPanel, typist: Typist
) -> None:
    panel.entity.begin()
    enter_one(typist, "Bounmy SOULIYA", "", "")
    settle(qtbot, session)
    typist.text("Bounmi Suliya")
    qtbot.waitUntil(panel.entity.twins.isVisible)
    typist.press(Key.Key_Return)
    settle(qtbot, session)
    with session.store.read() as db:
        assert entities.count_by_type(db) == {"person": 2}


def test_a_bad_identifier_stays_in_its_field_and_nothing_is_written(
    session: Session, panel: EntryPanel, typist: Typist
) -> None:
    panel.entity.begin()
    typist.press(Key.Key_Backtab)
    typist.text("vess")
    typist.press(Key.Key_Tab)
    typist.text("Naga Star")
    typist.press(Key.Key_Tab, Key.Key_Tab)
    typist.text("123")
    typist.press(Key.Key_Return)
    assert "IMO" in panel.message.text()
    assert (panel.entity.name.text(), panel.entity.identifier.text()) == ("Naga Star", "123")
    assert typist.focus() == "entry_identifier"
    assert session.store.undo_label() == ""


def test_a_bad_date_stays_in_its_field(
    qtbot: QtBot, session: Session, panel: EntryPanel, typist: Typist
) -> None:
    panel.link.begin()
    typist.text("Khamsing")
    typist.press(Key.Key_Tab)
    typist.text("director")
    typist.press(Key.Key_Tab)
    typist.text("Naga Ltd")
    typist.press(Key.Key_Tab, Key.Key_Tab)
    typist.text("once upon a time")
    typist.press(Key.Key_Return)
    assert "not a date" in panel.message.text()
    assert typist.focus() == "entry_dates"
    assert panel.link.end.text() == "Naga Ltd"


def test_a_step_that_the_writer_refuses_comes_back_to_its_line(
    qtbot: QtBot, session: Session, panel: EntryPanel, typist: Typist
) -> None:
    panel.entity.begin()
    enter_one(typist, "Khamsing", "", "")
    settle(qtbot, session)
    panel.link.begin()
    typist.text("khamsing")
    typist.press(Key.Key_Tab)
    typist.text("associated")
    typist.press(Key.Key_Tab)
    typist.text("khamsing")
    typist.press(Key.Key_Tab, Key.Key_Return)
    settle(qtbot, session)
    assert "two different ends" in panel.message.text()
    assert panel.link.end.text() == "Khamsing"


def test_a_link_may_begin_at_an_entity_that_is_still_being_written(
    qtbot: QtBot, session: Session, panel: EntryPanel, typist: Typist
) -> None:
    panel.link.begin()
    for firm in ("Naga Ltd", "Mekong Ltd"):
        if typist.focus() == "entry_from":
            typist.text("Khamsing")
            typist.press(Key.Key_Tab)
            typist.text("director")
            typist.press(Key.Key_Tab)
        typist.text(firm)
        typist.press(Key.Key_Tab, Key.Key_Return)
    settle(qtbot, session)
    with session.store.read() as db:
        assert entities.count_by_type(db) == {"person": 1, "company": 2}
        assert links.count_by_type(db) == {"director_of": 2}


def test_only_verbs_that_fit_the_beginning_are_offered(panel: EntryPanel, typist: Typist) -> None:
    panel.link.begin()
    typist.text("vehicle: ກຂ 1234")
    typist.press(Key.Key_Tab)
    offered = {row.title for row in panel.link.verb.list.model.rows}
    assert {"was used in", "is used by", "is located at"} <= offered
    assert not {"is married to", "is director of"} & offered


def test_what_cannot_stand_behind_the_verb_is_said_and_not_made_a_person(
    panel: EntryPanel, typist: Typist
) -> None:
    panel.link.begin()
    typist.text("person: Khamsing")
    typist.press(Key.Key_Tab)
    typist.text("is married to")
    typist.press(Key.Key_Tab)
    typist.text("hotel: Grand")
    rows = panel.link.end.list.model.rows
    assert [(row.title, row.data) for row in rows] == [
        ("Hotel: cannot stand after “is married to”", None)
    ]


def test_a_link_follows_the_grades_until_a_strength_is_chosen_which_is_remembered(
    panel: EntryPanel, qtbot: QtBot
) -> None:
    assert panel.source.strength.code == ""
    assert panel.holder.source.strength == ""
    panel.source.strength.picked.emit("tentative")
    assert panel.holder.source.strength == "tentative"
    holder = SourceHolder(panel._session)
    assert holder.source.strength == "tentative"


def test_names_of_a_large_edit_are_followed_beside_the_window_and_in_turn(
    qtbot: QtBot, session: Session, panel: EntryPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("iwtlink.gui.entry.names._MOST_AT_ONCE", 2)

    def enter(edit: Edit) -> list[int]:
        return [entities.add_entity(edit, "person", name) for name in ("Anan", "Boun", "Chai")]

    session.edit("Enter three", enter)
    session.edit("Enter one", lambda edit: entities.add_entity(edit, "person", "Deng"))
    settle(qtbot, session)
    found = [panel.names.find(name, lambda _: True, 5) for name in ("Anan", "Boun", "Chai", "Deng")]
    assert all(len(one) == 1 for one in found)
