"""One change to many items, and a column of names, on a small database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from iwtlink.errors import BadInput, Refused
from iwtlink.matching import NameIndex
from iwtlink.operations.charting.changing import (
    change_entity_types,
    change_link_types,
    move_end,
    records_stating,
    regrade,
    set_strengths,
    turn_links,
    types_for_links,
)
from iwtlink.operations.charting.expanding import count_expansion
from iwtlink.operations.charting.naming import add_unnamed, rename_entity
from iwtlink.operations.charting.pasting import add_new, look_up, names_in
from iwtlink.operations.entry import WorkingSource
from iwtlink.store import Edit, Store, links
from iwtlink.store.documents import Document, Record, add_document, add_record
from iwtlink.store.entities import add_entity, get_entity
from iwtlink.store.ids import EntityId, LinkId
from iwtlink.store.links import add_link, get_link


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "small.iwt", code="VT1") as made:
        made.sign_in("A. Nalyst", "AN")
        yield made


@pytest.fixture
def people(store: Store) -> dict[str, int]:
    """Give Somchai – Boun – Keo in a row, Boun directing a company; links by their ends."""
    with store.edit("Make people") as edit:
        document = add_document(edit, Document(title="Report"))
        record = add_record(edit, document, Record(grading="admiralty"))
        made: dict[str, EntityId] = {}
        for name in ("Somchai", "Boun", "Keo"):
            made[name] = add_entity(edit, "person", name, record_id=record)
        made["firm"] = add_entity(edit, "company", "Golden Farm")
        joined: dict[str, LinkId] = {}
        for start, end in (("Somchai", "Boun"), ("Boun", "Keo")):
            joined[f"{start}-{end}"] = add_link(
                edit, "employs", made[start], made[end], record_ids=[record]
            )
        joined["director"] = add_link(edit, "director_of", made["Boun"], made["firm"])
    return {**made, **joined}


def link(store: Store, number: int) -> links.LinkRow:
    with store.read() as db:
        row = get_link(db, number)
    assert row is not None
    return row


def test_links_are_turned_and_an_end_is_moved(store: Store, people: dict[str, int]) -> None:
    with store.edit("Turn") as edit:
        assert turn_links(edit, [people["Somchai-Boun"]]) == 1
        move_end(edit, people["Boun-Keo"], "from", people["Somchai"])
    turned = link(store, people["Somchai-Boun"])
    assert (turned.from_id, turned.to_id) == (people["Boun"], people["Somchai"])
    assert link(store, people["Boun-Keo"]).from_id == people["Somchai"]


def test_an_end_where_the_type_forbids_it_is_refused(store: Store, people: dict[str, int]) -> None:
    with pytest.raises(Refused, match="cannot be joined"), store.edit("Move") as edit:
        move_end(edit, people["director"], "to", people["Keo"])
    with pytest.raises(Refused, match="cannot be joined"), store.edit("Turn") as edit:
        turn_links(edit, [people["director"]])


def test_types_offered_for_links_fit_all_of_them(store: Store, people: dict[str, int]) -> None:
    with store.read() as db:
        both = types_for_links(db, store.ontology, [people["Boun-Keo"], people["director"]])
        one = types_for_links(db, store.ontology, [people["director"]])
    assert "director_of" in one
    assert "director_of" not in both
    assert set(both) <= {*one, *types_between_people(store)}


def types_between_people(store: Store) -> list[str]:
    return [known.name for known, _ in store.ontology.link_types_between("person", "person")]


def test_the_type_of_links_changes_with_their_direction(
    store: Store, people: dict[str, int]
) -> None:
    with store.edit("Change") as edit:
        assert change_link_types(edit, [people["Somchai-Boun"]], "spouse_of") == 1
    changed = link(store, people["Somchai-Boun"])
    assert changed.type == "spouse_of"
    assert changed.is_directed == store.ontology.link_types["spouse_of"].is_directed


def test_an_entity_keeps_its_type_where_a_link_would_not_fit(
    store: Store, people: dict[str, int]
) -> None:
    with pytest.raises(Refused), store.edit("Change") as edit:
        change_entity_types(edit, [people["firm"]], "phone")
    with store.read() as db:
        row = get_entity(db, people["firm"])
    assert row is not None
    assert row.type == "company"


def test_a_strength_needs_a_reason_and_is_left_to_the_grades_again(
    store: Store, people: dict[str, int]
) -> None:
    numbers = [people["Somchai-Boun"], people["Boun-Keo"]]
    with pytest.raises(Refused, match="reason"), store.edit("Set") as edit:
        set_strengths(edit, numbers, "confirmed", " ")
    with store.edit("Set") as edit:
        set_strengths(edit, numbers, "confirmed", "Seen")
    assert all(link(store, number).is_strength_set for number in numbers)
    with store.edit("Let go") as edit:
        set_strengths(edit, numbers, "", "")
    assert not any(link(store, number).is_strength_set for number in numbers)


def test_the_records_behind_items_are_graded_and_what_else_rests_on_them_is_told(
    store: Store, people: dict[str, int]
) -> None:
    with store.read() as db:
        found = records_stating(db, [people["Keo"], people["firm"]], [people["Boun-Keo"]])
    assert len(found.record_ids) == 1
    assert found.others == 3
    assert found.unsourced == 1
    with pytest.raises(BadInput), store.edit("Grade") as edit:
        regrade(edit, found.record_ids, "nonsense")
    with store.edit("Grade") as edit:
        assert regrade(edit, found.record_ids, "B2") == 1
    with store.read() as db:
        graded = db.exec_driver_sql("SELECT reliability, credibility FROM record").one()
    assert tuple(graded) == ("B", "2")


def test_neighbours_are_counted_by_degree_nearest_first_and_each_once(
    store: Store, people: dict[str, int]
) -> None:
    on_chart = [people["Somchai"], people["Boun"]]
    with store.read() as db:
        near = count_expansion(db, store.ontology, [people["Somchai"]], on_chart)
        far = count_expansion(db, store.ontology, [people["Somchai"]], on_chart, 9)
    assert [(one.degree, one.ids, one.fresh) for one in near] == [(1, (people["Boun"],), ())]
    assert {(one.degree, one.type, one.fresh) for one in far if one.degree > 1} == {
        (2, "person", (people["Keo"],)),
        (2, "company", (people["firm"],)),
    }


def test_names_are_read_from_the_first_cells_without_heading_and_doubles() -> None:
    assert names_in('Name\tAge\n Somchai \t3\n\nsomchai\n"Keo"\t\n') == ["Somchai", "Keo"]
    assert names_in("\n \t \n") == []
    assert names_in("Name") == ["Name"]


def test_pasted_names_are_known_in_any_spelling_or_made(
    store: Store, people: dict[str, int]
) -> None:
    with store.read() as db:
        index = NameIndex.read(db, store.ontology)
    found = look_up(index, ["SOMCHAI", "Nobody Here"], "person")
    assert [one.known_id for one in found] == [people["Somchai"], 0]
    with store.edit("Add") as edit:
        made = add_new(edit, ["Nobody Here", "ບຸນມີ"], "person", WorkingSource())
    with store.read() as db:
        rows = [get_entity(db, number) for number in made]
    assert [row.label for row in rows if row] == ["Nobody Here", "ບຸນມີ"]


def test_a_pasted_name_known_under_quite_another_type_is_offered(
    store: Store, people: dict[str, int]
) -> None:
    with store.edit("Add") as edit:
        for _ in range(2):
            add_entity(edit, "vehicle", "White Truck")
        (one,) = add_new(edit, ["Naga Star"], "company", WorkingSource())
    with store.read() as db:
        index = NameIndex.read(db, store.ontology)
    star, truck, somchai = look_up(index, ["NAGA STAR", "White Truck", "Somchai"], "person")
    assert [twin.entity_id for twin in star.others] == [one] and star.twins == ()
    assert star.known_id == one, "it is not made twice unless the analyst says so"
    assert len(truck.others) == 2 and truck.known_id == 0, "which of the two is for him to say"
    assert somchai.known_id == people["Somchai"] and somchai.others == ()


def test_what_is_placed_unnamed_takes_the_name_typed(store: Store) -> None:
    def named(edit: Edit) -> int:
        made = add_unnamed(edit, "person", WorkingSource())
        rename_entity(edit, made, "  Noy   Driver ", WorkingSource())
        return made

    with store.edit("Place") as edit:
        number = named(edit)
    with store.read() as db:
        row = get_entity(db, number)
    assert row is not None
    assert row.label == "Noy Driver"
    with pytest.raises(Refused), store.edit("Empty") as edit:
        rename_entity(edit, number, "  ", WorkingSource())
