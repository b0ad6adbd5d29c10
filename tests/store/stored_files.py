"""How the stored files of each version in ``data`` were made: run it once, when a version is done.

``python -m tests.store.stored_files`` makes that of the present version anew.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from iwtlink.ontology import Value
from iwtlink.store import (
    Store,
    charts,
    documents,
    entities,
    links,
    merging,
    pages,
    passages,
    retractions,
    statements,
)
from iwtlink.store.files import add_file
from iwtlink.store.ids import Item, Subject
from iwtlink.store.judgements import judge
from iwtlink.store.migrations import LATEST
from iwtlink.store.origins import Origin, set_origin
from iwtlink.store.reviews import set_review
from iwtlink.store.search import Question, saved

DATA = Path(__file__).parent / "data"
WORDS = "ຄຳສິງ ວົງພະດີ is director of Phou Fa Kham, plate ກຂ 4471."


def make_version_2(path: Path) -> None:
    """Make a file with something in each table that version 2 brought."""
    with Store.create(path, title="Stored", code="VT1") as store:
        store.sign_in("Vilay T", "VT")
        with store.edit("Read a report") as edit:
            document = documents.add_document(
                edit, documents.Document("Report", date="2016-05", is_protected=True)
            )
            set_origin(edit, document, Origin("Informant", "harbour", "at night"))
            file = add_file(edit, "a.txt", WORDS.encode(), "text/plain", document_id=document)
            page = pages.add_page(edit, file, 1, WORDS)
            graded = documents.Record(grading="5x5x5", reliability="B", credibility="2")
            record = documents.add_record(edit, document, graded)
            passages.add_passage(edit, record, passages.Passage(page, 0, 13, words=WORDS[:13]))
            person = entities.add_entity(
                edit, "person", "Khamsing VONGPHADY", script_name="ຄຳສິງ ວົງພະດີ", record_id=record
            )
            company = entities.add_entity(edit, "company", "Phou Fa Kham", record_id=record)
            links.add_link(
                edit,
                "director_of",
                person,
                company,
                values={"role": Value("director")},
                record_ids=[record],
            )
            other = entities.add_entity(edit, "person", "Entered by mistake")
            set_review(edit, Item("entity", int(person)), "2030-01-01", "retention")
            saved.save(edit, "Kham", Question("kham"))
        with store.edit("Retract") as edit:
            retractions.retract(edit, Item("entity", int(other)), "entered by mistake")
        with store.edit("Add and take back") as edit:
            entities.add_entity(edit, "person", "Taken back")
        store.undo()
        store.log("export", file="a.xlsx")


def make_version_3(path: Path) -> None:
    """Make a file that holds, besides, something in each table that version 3 brought."""
    make_version_2(path)
    with Store.open(path) as store:
        store.sign_in("Vilay T", "VT")
        with store.read() as db:
            (person,) = (row.id for row in entities.list_entities(db, ["person"]))
        with store.edit("Add twins") as edit:
            twin = entities.add_entity(edit, "person", "Kham Sing", external_refs=[("list", "P26")])
            other = entities.add_entity(edit, "person", "Khamsing the younger")
            links.add_link(edit, "associate_of", person, twin)
            name = statements.state(edit, Subject("entity", twin), "name", "Sing", kind="alias")
            statements.prefer(edit, name)
        with store.edit("Merge") as edit:
            merging.merge(edit, "entity", [person, twin], reason="same phone", because=("phone",))
        with store.edit("Judge") as edit:
            judge(edit, "entity", person, other, "different", "seen together", ("name",))


def make_version_4(path: Path) -> None:
    """Make a file that holds, besides, something in each table that version 4 brought."""
    make_version_3(path)
    with Store.open(path) as store:
        store.sign_in("Vilay T", "VT")
        with store.edit("Draw a chart") as edit:
            people = [row.id for row in entities.list_entities(edit.connection)]
            chart = charts.add_chart(edit, "Syndicate")
            charts.place(edit, chart, people, np.arange(2.0 * len(people)).reshape(-1, 2))
            charts.change_looks(edit, chart, people[:1], fill="#ffcc00", representation="box")
            (shown, *_) = links.links_among(edit.connection, people)
            charts.change_link_looks(edit, chart, [shown.id], width=3.0, corners=((1.0, 2.0),))
            charts.set_visibility(edit, chart, people[1:2], [shown.id], "grey")
            box = charts.add_shape(edit, chart, "box", 0, 0, 90, 60, "Cell")
            charts.hold(edit, chart, "shape", box, [("entity", people[0])])
            charts.change_options(edit, chart, convention="unodc", badges=("grade",))
            charts.add_snapshot(edit, chart, "First", "as drawn", {"zoom": 2.0})
            charts.save_style(edit, "Wall", {"convention": "unodc"})


if __name__ == "__main__":
    stored = DATA / f"version{LATEST}.iwt"
    stored.unlink(missing_ok=True)
    make_version_4(stored)
