"""What a load leaves settled is what settling every subject one by one would leave.

The oracle is the plain rule: look at each subject, pick its winners, write what is cached.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from iwtlink.ontology import Ontology
from iwtlink.store import Edit, Store, documents, entities, schema
from iwtlink.store.check import check
from iwtlink.store.folding import is_latin
from iwtlink.store.ids import EntityId
from tests.store.stores import add_source, new_store

KINDS = ("primary", "", "romanised", "alias", "trade", "nickname", "former")
NAMES = ["Khamsing", "ຄຳສິງ", "陈国钊", "Trần", "สมชาย", "", "Wildlife Ltd"]
OF = {
    "entity": ("name", "name", "name", "phone", "birth_date", "description", "exists", "number"),
    "link": ("role", "start", "end", "percent", "amount", "quantity", "exists", "note"),
    "observation": ("quantity", "price", "note", "origin"),
}


def _load(edit: Edit, dice: random.Random, count: int, *, is_right: bool) -> None:
    """Load subjects and statements at random; ``is_right`` leaves marks and labels as given."""
    records = [
        add_source(edit, "Report", dice.choice(["A1", "B2", "B2", "E4"]), date=f"20{i:02}-01-01")[1]
        for i in range(10, 14)
    ]
    people = _entities(edit, dice, count)
    joined = _links(edit, dice, people)
    seen = _observations(edit, dice, people)
    subjects = {"entity": _all(edit, "entity"), "link": [*joined], "observation": [*seen]}
    rows = [
        _statement(dice, subjects, [*records, None], is_right=is_right) for _ in range(4 * count)
    ]
    columns = (
        *("subject_kind", "subject_id", "property", "value", "number", "unit", "first", "last"),
        *("kind", "held_last", "record_id", "is_shown", "entered_at"),
    )
    edit.insert_rows(schema.statement, columns, rows)


def _all(edit: Edit, table: str) -> list[int]:
    return [int(i) for i in edit.connection.scalars(text(f"SELECT id FROM {table} ORDER BY id"))]


def _entities(edit: Edit, dice: random.Random, count: int) -> range:
    types = ("person", "company", "phone", "vehicle")
    rows = [
        (ref, dice.choice(types), dice.choice(NAMES), dice.choice(NAMES), edit.now)
        for ref in edit.take_refs("person", count)
    ]
    columns = ("ref", "type", "label", "script_label", "entered_at")
    return edit.insert_rows(schema.entity, columns, rows)


def _links(edit: Edit, dice: random.Random, people: range) -> range:
    rows = []
    for ref in edit.take_refs("link", len(people)):
        start, end = dice.sample(list(people), 2)
        wrong = dice.choice([("", None, ""), ("chief", 5.0, "USD")])
        rows.append((ref, "associate_of", start, end, 0, "tentative", 1, *wrong, edit.now))
    columns = (
        *("ref", "type", "from_id", "to_id", "is_directed", "strength", "is_strength_set"),
        *("role", "amount", "currency", "entered_at"),
    )
    return edit.insert_rows(schema.link, columns, rows)


def _observations(edit: Edit, dice: random.Random, people: range) -> range:
    rows = [
        (ref, "seizure_item", dice.choice(people), edit.now)
        for ref in edit.take_refs("observation", len(people))
    ]
    return edit.insert_rows(schema.observation, ("ref", "type", "entity_id", "entered_at"), rows)


def _statement(
    dice: random.Random, subjects: dict[str, list[int]], records: list[Any], *, is_right: bool
) -> tuple[Any, ...]:
    kind = dice.choice(("entity", "entity", "link", "observation"))
    name = dice.choice(OF[kind])
    value = dice.choice(NAMES) if name == "name" else dice.choice(["a", "b", "2015-03"])
    number = dice.choice([None, 1.5, 0.1])
    shown = 1 if is_right else dice.randint(0, 1)
    when = dice.choice([None, "2012-01-01", "2019-05-05"])
    return (
        *(kind, dice.choice(subjects[kind]), name, value, number, dice.choice(["", "USD"])),
        *(dice.choice([None, "2015-03-01"]), None, dice.choice(KINDS), when),
        *(dice.choice(records), shown, "2020-01-01T00:00:00.000Z"),
    )


# The oracle


def _faults(store: Store) -> list[str]:
    """Name every row that is not as the rules of ``settle`` want it."""
    with store.read() as db:
        rows = [
            row._asdict()
            for row in db.execute(
                text(
                    "SELECT s.*, coalesce(r.grade_rank, 99) AS rank, "
                    "coalesce(s.held_last, d.date_last, '') AS day FROM statement s "
                    "LEFT JOIN record r ON r.id = s.record_id "
                    "LEFT JOIN document d ON d.id = r.document_id ORDER BY s.id"
                )
            )
        ]
        items = {
            (kind, row.id): row._asdict()
            for kind in OF
            for row in db.execute(text(f"SELECT * FROM {kind}"))
        }
    faults = []
    by_subject: dict[tuple[str, int], list[dict[str, Any]]] = {}
    for row in rows:
        by_subject.setdefault((row["subject_kind"], row["subject_id"]), []).append(row)
    for key, stated in by_subject.items():
        shown = _shown(store.ontology, key[0], items[key]["type"], stated)
        if [row["id"] for row in stated if row["is_shown"]] != shown:
            faults.append(f"{key}: shown values")
        wanted = _cached(
            store.ontology, key[0], items[key], [r for r in stated if r["id"] in shown]
        )
        if any(items[key][name] != value for name, value in wanted.items()):
            faults.append(f"{key}: {wanted}")
    return faults


def _shown(
    ontology: Ontology, kind: str, type_name: str, stated: list[dict[str, Any]]
) -> list[int]:
    types: dict[str, Any] = {
        "entity": ontology.entity_types,
        "link": ontology.link_types,
        "observation": ontology.observation_types,
    }[kind]
    shown = []
    for row in stated:
        known = types[type_name].properties.get(row["property"])
        rivals = [r for r in stated if r["property"] == row["property"]]
        best = sorted(rivals, key=lambda r: (-r["rank"], r["day"], r["id"]))[-1]
        if known is None or known.cardinality != "one" or row is best:
            shown.append(row["id"])
    return shown


def _cached(
    ontology: Ontology, kind: str, item: dict[str, Any], shown: list[dict[str, Any]]
) -> dict[str, Any]:
    if kind == "link":
        last = {row["property"]: row for row in shown}
        empty = {"value": "", "number": None, "unit": "", "first": None, "last": None}
        start, end = last.get("start", empty), last.get("end", empty)
        amount, quantity = last.get("amount", empty), last.get("quantity", empty)
        return {
            "role": last.get("role", empty)["value"],
            "start": start["value"],
            "start_first": start["first"],
            "end": end["value"],
            "end_last": end["last"],
            "percent": last.get("percent", empty)["number"],
            "amount": amount["number"],
            "currency": amount["unit"],
            "quantity": quantity["number"],
            "unit": quantity["unit"],
        }
    if kind == "entity":
        label, script = _labels([row for row in shown if row["property"] == "name"])
        for name in ontology.entity_types[item["type"]].caption:
            values = [row["value"] for row in shown if row["property"] == name]
            label = label or (values[0] if values and name != "name" else "")
        return {"label": label, "script_label": script} if label else {}
    return {}


def _labels(names: list[dict[str, Any]]) -> tuple[str, str]:
    names = sorted(names, key=lambda row: (KINDS.index(row["kind"]), row["id"]))
    latin = [row["value"] for row in names if is_latin(row["value"])]
    other = [row for row in names if not is_latin(row["value"])]
    if not latin:
        return (other[0]["value"], "") if other else ("", "")
    early = [row["value"] for row in other if row["kind"] in KINDS[:3]]
    return latin[0], early[0] if early else ""


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    seed=st.integers(0, 10**9),
    counts=st.lists(st.integers(5, 60), min_size=1, max_size=3),
    is_right=st.booleans(),
)
def test_loads_leave_every_subject_settled(
    tmp_path_factory: pytest.TempPathFactory, seed: int, counts: list[int], is_right: bool
) -> None:
    dice = random.Random(seed)
    with new_store(tmp_path_factory.mktemp("settle")) as store:
        for count in counts:
            with store.edit("Load") as edit:
                _load(edit, dice, count, is_right=is_right)
                _change_something(edit, dice)
            assert _faults(store) == []
        assert check(store).faults == ()
        for _ in counts:
            store.undo()
            assert _faults(store) == []


def _change_something(edit: Edit, dice: random.Random) -> None:
    """Change a grade, a date, a type and a value in the same step."""
    record = documents.RecordId(dice.choice(_all(edit, "record")))
    documents.change_record(edit, record, reliability=dice.choice("ABE"))
    person = EntityId(dice.choice(_all(edit, "entity")))
    entities.change_type(edit, person, dice.choice(["person", "company"]))
    statement = dice.choice(_all(edit, "statement"))
    edit.connection.execute(
        text("UPDATE statement SET value = 'changed', is_shown = 1 WHERE id = :i"),
        {"i": statement},
    )


def test_a_load_with_right_labels_and_values_is_written_once(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Load") as edit:
            people = edit.insert_rows(
                schema.entity,
                ("ref", "type", "label", "script_label", "entered_at"),
                [(f"E{i}", "person", f"Keo {i}", f"ແກ້ວ {i}", edit.now) for i in range(50)],
            )
            columns = ("subject_kind", "subject_id", "property", "value", "kind", "entered_at")
            rows = [
                ("entity", person, "name", f"{name} {i}", "primary", edit.now)
                for i, person in enumerate(people)
                for name in ("Keo", "ແກ້ວ")
            ]
            edit.insert_rows(schema.statement, columns, rows)
        with store.read() as db:
            rows_written = db.scalar(
                text("SELECT count(*) FROM journal WHERE step_id = :s"), {"s": edit.step_id}
            )
        assert rows_written == 2
        assert _faults(store) == []
