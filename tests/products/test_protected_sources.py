"""What goes out names no protected source."""

from __future__ import annotations

import io
import zipfile

from iwtlink.products.dossier import build_dossier
from iwtlink.products.options import ProductOptions
from iwtlink.products.xlsx import write_xlsx
from iwtlink.store import Store, documents, entities, origins, statements
from iwtlink.store.documents import Document, Record
from iwtlink.store.ids import Subject
from iwtlink.store.origins import Origin


def test_a_product_prints_protected_source_for_its_originator(empty_store: Store) -> None:
    grade = Record(grading="5x5x5", reliability="B", credibility="2")
    with empty_store.edit("Add") as edit:
        records = []
        for title, origin in (("What he said", Origin("Mr Secretname")), ("Newspaper", None)):
            document = Document(title, originator=f"Writer of {title}", date="2016")
            document_id = documents.add_document(edit, document)
            if origin:
                origins.set_origin(edit, document_id, origin)
            records.append(documents.add_record(edit, document_id, grade))
        person = entities.add_entity(edit, "person", "Khamsing", record_id=records[0])
        entities.add_entity(edit, "person", "Other", record_id=records[1])
        subject = Subject("entity", person)
        statements.state(edit, subject, "name", "Sing", record_id=records[1], kind="alias")
    with empty_store.read() as db:
        product = build_dossier(
            db, empty_store.ontology, person, options=ProductOptions(date="2017-09-30")
        )
    printed = {source.title: source.originator for source in product.sources}
    assert printed == {
        "What he said": "protected source",
        "Newspaper": "Writer of Newspaper",
    }
    buffer = io.BytesIO()
    write_xlsx(product, buffer)
    with zipfile.ZipFile(buffer) as book:
        written = b"".join(book.read(name) for name in book.namelist())
    assert b"protected source" in written
    assert b"Writer of What he said" not in written
    assert b"Secretname" not in written
