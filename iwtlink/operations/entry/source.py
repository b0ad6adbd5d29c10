"""The working source: what is being read, and the record that all that is entered rests on."""

from __future__ import annotations

from dataclasses import dataclass

from iwtlink.errors import Refused
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.store import Edit, documents, links
from iwtlink.store.ids import DocumentId, RecordId


@dataclass(frozen=True, slots=True)
class WorkingSource:
    """What the analyst is reading from: all that is entered inherits it.

    ``strength`` is that of new links; where it is empty it follows from the grades. Without a
    document nothing is graded or marked.
    """

    document_id: DocumentId | None = None
    page: str = ""
    grading: str = ""
    reliability: str = ""
    credibility: str = ""
    handling: str = ""
    tlp: str = ""
    strength: str = ""

    @property
    def grade(self) -> str:
        """Give the two grades side by side, such as ``B2``."""
        return self.reliability + self.credibility

    @property
    def record(self) -> documents.Record:
        """Give the record that what is entered rests on."""
        return documents.Record(
            page=self.page,
            grading=self.grading if self.grade else "",
            reliability=self.reliability,
            credibility=self.credibility,
            handling=self.handling,
            tlp=self.tlp,
        )


def refuse_wrong_source(ontology: Ontology, source: WorkingSource) -> None:
    """Raise ``Refused`` where the working source is not one that can be written down."""
    if source.strength:
        links.refuse_unknown_strength(source.strength)
    if source.document_id is None:
        if source.record != documents.Record():
            raise Refused(tr("Choose the document first: page and grade belong to one."))
        return
    if not source.grade:
        return
    system = ontology.grading_systems.get(source.grading)
    if system is None:
        raise Refused(tr("There is no grading system “{name}”.", name=source.grading))
    for code, known in (
        (source.reliability, system.source),
        (source.credibility, system.information),
    ):
        if code and code not in known.codes:
            raise Refused(tr("“{code}” is not in “{codes}”.", code=code, codes=tr(known.label)))


def record_for(edit: Edit, source: WorkingSource) -> RecordId | None:
    """Give the record for the working source, made once and used again for the same one.

    None where no document is chosen. Records with a passage or a table row are others.
    """
    refuse_wrong_source(edit.ontology, source)
    if source.document_id is None:
        return None
    if documents.get_document(edit.connection, source.document_id) is None:
        raise Refused(tr("The document you are reading is no longer in the database."))
    record = source.record
    for row in documents.records_of(edit.connection, source.document_id):
        if row.record == record:
            return row.id
    return documents.add_record(edit, source.document_id, record)
