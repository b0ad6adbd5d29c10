"""What cannot be entered stays in its field, and says why."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from iwtlink.gui.entry.panel import EntryPanel
from iwtlink.gui.entry.source import SourceHolder
from iwtlink.gui.session import Session
from iwtlink.store import entities, links
from tests.gui.entry.conftest import Key, Typist, enter_one, settle

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def test_a_bad_identifier_stays_in_its_field_and_nothing_is_written(
    session: Session, panel: EntryPanel, typist: Typist
) -> None:
    panel.entity.begin()
    typist.press(Key.Key_Backtab)
    typist.fields("vess", "Naga Star", "")
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
    typist.fields("Khamsing", "director", "Naga Ltd", "")
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
    typist.fields("khamsing", "associated", "khamsing")
    typist.press(Key.Key_Return)
    settle(qtbot, session)
    assert "two different ends" in panel.message.text()
    assert panel.link.end.text() == "Khamsing"


def test_a_link_may_begin_at_an_entity_that_is_still_being_written(
    qtbot: QtBot, session: Session, panel: EntryPanel, typist: Typist
) -> None:
    panel.link.begin()
    for firm in ("Naga Ltd", "Mekong Ltd"):
        if typist.focus() == "entry_from":
            typist.fields("Khamsing", "director")
        typist.fields(firm)
        typist.press(Key.Key_Return)
    settle(qtbot, session)
    with session.store.read() as db:
        assert entities.count_by_type(db) == {"person": 1, "company": 2}
        assert links.count_by_type(db) == {"director_of": 2}


def test_only_verbs_that_fit_the_beginning_are_offered(panel: EntryPanel, typist: Typist) -> None:
    panel.link.begin()
    typist.fields("vehicle: ກຂ 1234")
    offered = {row.title for row in panel.link.verb.list.model.rows}
    assert {"was used in", "is used by", "is located at"} <= offered
    assert not {"is married to", "is director of"} & offered


def test_what_cannot_stand_behind_the_verb_is_said_and_not_made_a_person(
    panel: EntryPanel, typist: Typist
) -> None:
    panel.link.begin()
    typist.fields("person: Khamsing", "is married to")
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
