"""A preset value is stated of all that is chosen, by what is being read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from iwtlink.ontology import ValueProblem
from iwtlink.operations.charting.preset_values import (
    Setting,
    is_value,
    preset_words,
    presettable,
    set_value,
    setting_words,
)
from iwtlink.operations.entry import WorkingSource
from iwtlink.store import Store
from iwtlink.store.documents import Document, add_document
from iwtlink.store.entities import add_entity
from iwtlink.store.statements import StatementRow, read_statements


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "small.iwt", code="VT1") as made:
        made.sign_in("A. Nalyst", "AN")
        yield made


def stated(store: Store, number: int, name: str) -> list[StatementRow]:
    with store.read() as db:
        rows = read_statements(db, "entity", [number])[number]
    return [row for row in rows if row.property == name]


@pytest.mark.feature("C34")
def test_a_preset_value_is_stated_of_all_by_the_working_source_in_one_step(store: Store) -> None:
    with store.edit("Begin") as edit:
        ids = [int(add_entity(edit, "person", name)) for name in ("One", "Two")]
        document = add_document(edit, Document(title="Report"))
    source = WorkingSource(document, page="4", grading="4x4", reliability="B", credibility="2")
    with store.edit("Set") as edit:
        assert set_value(edit, source, ids, "watch", "wanted") == Setting(changed=2)
    for number in ids:
        (row,) = stated(store, number, "watch")
        assert (row.value, row.source.document_id, row.source.page) == ("wanted", document, "4")
        assert row.source.grade == "B2" and row.is_shown
    with store.edit("Set again") as edit:
        assert set_value(edit, source, ids, "watch", "wanted") == Setting(same=2)
    assert len(stated(store, ids[0], "watch")) == 1
    store.undo()
    assert stated(store, ids[0], "watch") == stated(store, ids[1], "watch") == []


@pytest.mark.feature("C34")
def test_what_the_property_does_not_fit_is_left_and_said(store: Store) -> None:
    with store.edit("Begin") as edit:
        person = int(add_entity(edit, "person", "One"))
        cars = [int(add_entity(edit, "vehicle", name)) for name in ("Car", "Van")]
    with store.edit("Set") as edit:
        one = set_value(edit, WorkingSource(), [person, cars[0]], "birth_date", "1980-05")
        many = set_value(edit, WorkingSource(), cars, "birth_date", "1980-05")
    assert one == Setting(1, 0, (("Car", "vehicle"),))
    words = setting_words(store.ontology, "birth_date", "1980-05", one)
    assert words == (
        "“Date of birth: 1980-05” of 1 entity. "
        "“Date of birth” does not fit Car: the type Vehicle has no such property."
    )
    assert setting_words(store.ontology, "birth_date", "1980-05", many) == (
        "“Date of birth” does not fit 2 entities, such as Car: "
        "the type Vehicle has no such property."
    )
    assert stated(store, cars[0], "birth_date") == []
    with pytest.raises(ValueProblem), store.edit("Set") as edit:
        set_value(edit, WorkingSource(), [person], "watch", "nonsense")


def test_presets_are_read_as_words_and_known_by_their_property(store: Store) -> None:
    ontology = store.ontology
    assert preset_words(ontology, "watch", "wanted") == "Watch: Wanted"
    assert preset_words(ontology, "gone", "x") == "gone: x"
    assert is_value(ontology, "watch", "wanted") and not is_value(ontology, "watch", "nonsense")
    assert not is_value(ontology, "gone", "x")
    assert "name" not in presettable(ontology)
