"""Who may be known is told while typing, in every line in which something is named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from iwtlink.gui.entry.panel import EntryPanel
from iwtlink.gui.jobs import Jobs
from iwtlink.gui.session import Session
from iwtlink.ontology import Value
from iwtlink.store import Store, entities, statements
from iwtlink.store.ids import EntityId, Subject
from iwtlink.store.merging import merge
from tests.gui.conftest import PATIENCE_MS

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
Key = Qt.Key


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    jobs = Jobs()
    session = Session(jobs)
    yield session
    session.close()
    qtbot.waitUntil(lambda: jobs.is_idle, timeout=PATIENCE_MS)
    jobs.close()


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    window.resize(1100, 600)
    qtbot.addWidget(window)
    return window


@pytest.fixture
def panel(qtbot: QtBot, session: Session, window: QMainWindow, tmp_path: Path) -> EntryPanel:
    store = Store.create(tmp_path / "entry.iwt", title="Entry", code="T1")
    store.sign_in("A. Nalyst", "AN")
    with store.edit("Enter") as edit:
        boss = entities.add_entity(edit, "person", "Khamsing VONGPHADY")
        statements.state(edit, Subject("entity", boss), "id_number", Value("P1234567"))
        statements.state(edit, Subject("entity", boss), "phone", Value("+8562055551234"))
        entities.add_entity(edit, "person", "Bounmy SIDA")
    panel = EntryPanel(session, window)
    window.setCentralWidget(panel)
    window.show()
    qtbot.waitExposed(window)
    with qtbot.waitSignal(panel.names.ready):
        session.take(store)
    settle(qtbot, session)
    return panel


def settle(qtbot: QtBot, session: Session) -> None:
    qtbot.waitUntil(lambda: session.jobs.is_idle, timeout=PATIENCE_MS)


def typed(line: QWidget, words: str) -> None:
    line.setFocus()
    if words.isascii():
        QTest.keyClicks(line, words)
        return
    for letter in words:  # QTest knows the keys of Latin letters only
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(line, event)


def typed_till_asked(qtbot: QtBot, panel: EntryPanel, line: QWidget, words: str) -> None:
    """Type into a line of the entity until it is asked whether he is known."""
    typed(line, words)
    qtbot.waitUntil(panel.entity.twins.isVisible)


def names_of(session: Session, entity_id: int) -> list[tuple[str, str]]:
    with session.store.read() as db:
        rows = statements.read_statements(db, "entity", [EntityId(entity_id)])
        return [
            (row.kind, row.value) for row in rows[EntityId(entity_id)] if row.property == "name"
        ]


def shown(panel: EntryPanel) -> list[tuple[str, str, str]]:
    return [(row.title, row.detail, row.right) for row in panel.entity.twins.model.rows]


def test_a_twin_says_who_it_is_how_sure_and_why(
    qtbot: QtBot, session: Session, panel: EntryPanel
) -> None:
    typed_till_asked(qtbot, panel, panel.entity.name, "Kamsing Vongpadi")
    heading, row = shown(panel)
    assert heading[0] == "Known already?"
    assert (row[0], row[2]) == ("Khamsing VONGPHADY", "PER-T1-0001")
    assert row[1].startswith("likely · ")


def test_a_number_that_is_known_asks_under_its_own_field(
    qtbot: QtBot, session: Session, panel: EntryPanel
) -> None:
    typed_till_asked(qtbot, panel, panel.entity.identifier, "P 123 4567")
    _, row = shown(panel)
    assert row[0] == "Khamsing VONGPHADY"
    assert row[1].startswith("certain · this number is known")


def test_esc_keeps_the_list_away_until_another_name_is_begun(
    qtbot: QtBot, session: Session, panel: EntryPanel
) -> None:
    typed_till_asked(qtbot, panel, panel.entity.name, "Kamsing")
    qtbot.keyClick(panel.entity.name, Key.Key_Escape)
    typed(panel.entity.name, " Vongpadi")
    qtbot.wait(200)
    settle(qtbot, session)
    assert not panel.entity.twins.isVisible()
    panel.entity.empty()
    typed_till_asked(qtbot, panel, panel.entity.name, "Kamsing Vongpadi")


def test_f2_spells_a_lao_name_in_latin_letters_which_no_source_states(
    qtbot: QtBot, session: Session, panel: EntryPanel
) -> None:
    typed_till_asked(qtbot, panel, panel.entity.script, "ບຸນມີ ສີດາ")
    assert "In Latin letters" in [row[0] for row in shown(panel)]
    assert panel.entity.name.text() == ""
    qtbot.keyClick(panel.entity.script, Key.Key_F2)
    spelled = panel.entity.name.text()
    assert spelled.isascii()
    qtbot.keyClick(panel.entity.name, Key.Key_Return)
    settle(qtbot, session)
    assert names_of(session, 3) == [("primary", "ບຸນມີ ສີດາ"), ("romanised", spelled)]


def test_a_lao_name_typed_as_the_name_moves_to_its_own_field(
    qtbot: QtBot, session: Session, panel: EntryPanel
) -> None:
    typed_till_asked(qtbot, panel, panel.entity.name, "ບຸນມີ ສີດາ")
    qtbot.keyClick(panel.entity.name, Key.Key_F2)
    assert panel.entity.script.text() == "ບຸນມີ ສີດາ"
    assert panel.entity.name.text().isascii()


def test_a_spelling_that_was_changed_by_hand_is_a_name_like_any_other(
    qtbot: QtBot, session: Session, panel: EntryPanel
) -> None:
    typed_till_asked(qtbot, panel, panel.entity.script, "ບຸນມີ ສີດາ")
    qtbot.keyClick(panel.entity.script, Key.Key_F2)
    panel.entity.name.setText("Bounmy Seeda")
    qtbot.keyClick(panel.entity.name, Key.Key_Return)
    settle(qtbot, session)
    assert names_of(session, 3) == [("primary", "Bounmy Seeda"), ("primary", "ບຸນມີ ສີດາ")]


def test_latin_letters_beside_the_script_are_left_alone(
    qtbot: QtBot, session: Session, panel: EntryPanel
) -> None:
    typed(panel.entity.script, "ທອງ")
    typed(panel.entity.name, "Zzyzx")
    qtbot.wait(200)
    settle(qtbot, session)
    assert not panel.entity.twins.isVisible()
    qtbot.keyClick(panel.entity.name, Key.Key_F2)
    assert panel.entity.name.text() == "Zzyzx"


def test_the_end_of_a_link_is_told_to_be_known_and_the_mark_stays_where_it_was(
    qtbot: QtBot, session: Session, panel: EntryPanel
) -> None:
    field = panel.link.start
    typed(field, "Kamsing Wongpadi")
    qtbot.waitUntil(lambda: any("likely" in row.detail for row in field.list.model.rows))
    rows = field.list.model.rows
    assert (rows[0].title, rows[0].right) == ("Khamsing VONGPHADY", "Person · PER-T1-0001")
    assert rows[0].detail.startswith("likely · ")
    assert field.list.isVisible()


def test_a_value_line_tells_who_has_the_number(
    qtbot: QtBot, session: Session, panel: EntryPanel
) -> None:
    sida = panel.names.known(2)
    assert sida is not None
    panel.value.start_from(sida)
    panel.value.suggest("", ("phone",))
    line: QLineEdit = panel.value.value
    typed(line, "+856 20 5555 1234")
    qtbot.waitUntil(lambda: "is known" in panel.message.text())
    assert "PER-T1-0001 Khamsing VONGPHADY" in panel.message.text()


def test_a_line_that_means_a_merged_entity_means_what_it_is_part_of_and_itself_after_undo(
    qtbot: QtBot, session: Session, panel: EntryPanel
) -> None:
    sida = panel.names.known(2)
    assert sida is not None
    panel.link.start_from(sida)
    session.edit("Merge", lambda edit: merge(edit, "entity", [1, 2]))
    settle(qtbot, session)
    assert panel.link.start.text() == "Khamsing VONGPHADY"
    session.undo()
    settle(qtbot, session)
    assert panel.link.start.text() == "Bounmy SIDA"
    assert panel.link.start.choice == sida
