"""A small database with something in every table, for tests of what must hold for all of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

import numpy as np

from iwtlink.ontology import Value
from iwtlink.store import (
    Store,
    charts,
    entities,
    files,
    judgements,
    links,
    merging,
    observations,
    origins,
    outputs,
    pages,
    passages,
    reviews,
    schema,
    statements,
)
from iwtlink.store.ids import (
    DocumentId,
    EntityId,
    Item,
    LinkId,
    RecordId,
    StatementId,
    Subject,
    uuid7,
)
from iwtlink.store.retractions import retract
from tests.store.stores import add_pair, add_source

SECRET_NAMES = (
    *("Khamsing VONGPHADY", "ຄຳສິງ ວົງພະດີ", "Sing Nyai", "陈国钊"),
    *("Kham Sing VONGPADI", "Voraphet PHOMMACHAN"),
)


@dataclass(frozen=True, slots=True)
class Filled:
    """What the database holds; the person has names in three scripts."""

    person: EntityId
    company: EntityId
    link: LinkId
    document: DocumentId
    record: RecordId
    stated: StatementId


def fill(store: Store) -> Filled:
    """Fill a database signed in as VT: steps, events, an undone step, a retracted item."""
    person, company, link = add_pair(store)
    with store.edit("Take in a report") as edit:
        document, record = add_source(edit, "Report of the district", "A2")
        report = files.add_file(
            edit, "report.txt", b"He was seen in Boten.", "text/plain", document_id=document
        )
        page = pages.add_page(edit, report, 1, "He was seen in Boten.")
        face = files.add_file(edit, "face.png", b"\x89PNG face of a man", "image/png")
        entities.set_picture(edit, person, face)
        origins.set_origin(edit, document, origins.Origin("A neighbour", "020 1", "afraid"))
        entities.add_external_ref(edit, "entity", person, "list", "P01")
    with store.edit("State more of Khamsing VONGPHADY") as edit:
        subject = Subject("entity", person)
        stated = statements.state(
            edit, subject, "name", Value("陈国钊"), record_id=record, kind="alias"
        )
        passages.add_passage(
            edit, record, passages.Passage(page, 0, 6, "", "He was"), statement_id=stated
        )
        statements.state(edit, subject, "birth_date", Value("1968", first="1968-01-01"))
        observations.add_observation(
            edit, "seizure_item", person, {"quantity": Value("12.5 KGM", 12.5, "KGM")}, date="2015"
        )
        reviews.set_review(edit, Item("entity", person), date(2027, 1, 31), "after 12 months")
    with store.edit("Chart") as edit:
        chart = charts.add_chart(edit, "Case")
        charts.place(edit, chart, [person, company], np.array([[0.5, -1.25], [3.0, 4.0]]))
        charts.take_off(edit, chart, (), [link])
        charts.change_looks(edit, chart, [person], fill="#ffcc00")
        box = charts.add_shape(edit, chart, "box", 1.0, 2.0, 90.0, 60.0, "Cell")
        charts.hold(edit, chart, "shape", box, [("entity", person)])
        charts.add_snapshot(edit, chart, "As drawn", "first")
        charts.save_style(edit, "Wall", {"convention": "unodc"})
    with store.edit("Outputs") as edit:
        product = outputs.add_product(edit, outputs.ProductDraft("Summary", "situation"))
        agency = outputs.add_recipient(edit, "Police", channel="mail")
        outputs.disseminate(edit, product, agency, date="2026-01-02", note="by hand")
        outputs.add_article(edit, outputs.Article("Tiger farm raided", outlet="Times", date="2016"))
        edit.insert(
            schema.saved_search, name="Boten", question='{"words": "boten"}', entered_at=edit.now
        )
    _merge_some(store, person)
    store.log("export", what="Khamsing VONGPHADY", rows=3)
    with store.edit("Add a twin") as edit:
        twin = entities.add_entity(edit, "person", "Somebody else")
    with store.edit("Retract a twin") as edit:
        retract(edit, Item("entity", twin), "Twin")
    with store.edit("Something undone") as edit:
        entities.add_entity(edit, "person", "Undone")
    store.undo()
    return Filled(person, company, link, document, record, stated)


def _merge_some(store: Store, person: EntityId) -> None:
    """Merge someone into the person who knows him and has a picture; judge and choose."""
    with store.edit("Add a twin of Khamsing VONGPHADY") as edit:
        twin = entities.add_entity(edit, "person", "Kham Sing VONGPADI", aliases=["Sing Nyai"])
        other = entities.add_entity(edit, "person", "Somebody's brother")
        links.add_link(edit, "associate_of", person, twin, values={"role": Value("like Sing Nyai")})
        entities.set_picture(edit, twin, files.add_file(edit, "b.png", b"\x89PNG 2", "image/png"))
        former = entities.add_entity(edit, "person", "Voraphet PHOMMACHAN")
        waits = {"kind": "entity", "item_id": uuid7(), "due_on": "2027-01-31", "basis": "Far away"}
        edit.insert(schema.waiting, table_name="review", data=json.dumps(waits))
    with store.edit("Merge") as edit:
        merging.merge(
            edit, "entity", [person, twin], reason="Both are Sing Nyai", because=("name", "phone")
        )
        judgements.judge(edit, "entity", person, other, "different", "Sing Nyai is older", ("age",))
    with store.edit("Merge another") as edit:
        merging.merge(edit, "entity", [person, former], reason="formerly Voraphet PHOMMACHAN")
    with store.edit("Split a brother off") as edit:
        merging.merge(edit, "entity", [person, other], despite_judgement=True)
        merging.split_off(edit, "entity", other)
    with store.edit("Choose") as edit:
        rows = statements.read_statements(edit.connection, "entity", [person])[person]
        statements.prefer(edit, next(row.id for row in rows if row.value == "Khamsing VONGPHADY"))
