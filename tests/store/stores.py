"""Small real databases for the tests of the store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from iwtlink.ontology import Value
from iwtlink.store import Edit, Store, documents, entities, links
from iwtlink.store.ids import DocumentId, EntityId, LinkId, RecordId
from iwtlink.store.schema import JOURNALLED


@contextmanager
def new_store(folder: Path) -> Iterator[Store]:
    """Make a database in the folder, signed in as VT."""
    with Store.create(folder / "case.iwt", title="Case", code="VT1") as store:
        store.sign_in("Vilay T", "VT")
        yield store


def add_source(
    edit: Edit, title: str, grade: str = "B2", *, date: str = "2016-05-01"
) -> tuple[DocumentId, RecordId]:
    """Add a document with one record of this 5x5x5 grade."""
    document_id = documents.add_document(edit, documents.Document(title, date=date))
    record = documents.Record(grading="5x5x5", reliability=grade[0], credibility=grade[1])
    return document_id, documents.add_record(edit, document_id, record)


def add_pair(store: Store) -> tuple[EntityId, EntityId, LinkId]:
    """Add a person who is director of a company, in one edit."""
    with store.edit("Add a pair") as edit:
        person = entities.add_entity(
            edit, "person", "Khamsing VONGPHADY", script_name="ຄຳສິງ ວົງພະດີ", aliases=["Sing Nyai"]
        )
        company = entities.add_entity(edit, "company", "Phou Fa Kham")
        link = links.add_link(
            edit, "director_of", person, company, values={"role": Value("director")}
        )
    return person, company, link


def contents(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Give every row of every journalled table."""
    with store.read() as db:
        return {
            table: [tuple(row) for row in db.execute(text(f'SELECT * FROM "{table}" ORDER BY id'))]
            for table in JOURNALLED
        }


def searchable(store: Store) -> list[tuple[object, ...]]:
    """Give every row of the search index."""
    with store.read() as db:
        return [tuple(r) for r in db.execute(text("SELECT rowid, text FROM search ORDER BY rowid"))]
