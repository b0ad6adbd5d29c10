"""Entering by the keyboard alone: few keys, twins shown, lines that stay."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from iwtlink.gui.entry.panel import EntryPanel
from iwtlink.gui.session import Session
from iwtlink.store import Edit, documents, entities, links, statements
from tests.gui.entry.conftest import Key, Typist, enter_one, settle

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


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


def test_a_name_in_its_own_script_alone_is_the_name_shown(
    session: Session, panel: EntryPanel, typist: Typist, qtbot: QtBot
) -> None:
    panel.entity.begin()
    panel.entity.script.setText("ບຸນທັນ")
    typist.press(Key.Key_Return)
    settle(qtbot, session)
    with session.store.read() as db:
        assert [row.label for row in entities.list_entities(db)] == ["ບຸນທັນ"]
