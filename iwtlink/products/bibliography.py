"""The sources that a product cites, gathered while its sections are written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.ontology.grades import GivenGrade, show_grade
from iwtlink.products.content import Citation, Source
from iwtlink.store import documents, schema
from iwtlink.store.about import OWN_GRADING, read_setting
from iwtlink.store.documents import DocumentRow
from iwtlink.store.refs import external_refs
from iwtlink.store.statements import Source as RecordSource

_UNRANKED = 99
_NAMES_FILE = re.compile(r"[^›]*\.\w{2,5} ›")


@dataclass(frozen=True, slots=True)
class Grade:
    """One grade with its system; ``original`` is the grade given, where this one is converted."""

    system: str
    reliability: str
    credibility: str
    original: str = ""

    @property
    def text(self) -> str:
        """The two codes side by side, such as ``B2``, marked where they are converted."""
        code = self.reliability + self.credibility
        return tr("{grade} (conv.)", grade=code) if self.original else code


@dataclass(slots=True)
class _Cited:
    """What was cited of one document so far."""

    grades: dict[Grade, int] = field(default_factory=dict)
    handling: set[str] = field(default_factory=set)
    tlp: set[str] = field(default_factory=set)
    places: dict[str, None] = field(default_factory=dict)
    count: int = 0


class Bibliography:
    """Gives each value its citations and remembers every source it gave.

    A source is printed under the reference that its sender gave it, else under our own.
    """

    def __init__(self, db: Connection, ontology: Ontology) -> None:
        self._ontology = ontology
        self._own_system = read_setting(db, OWN_GRADING)
        self._documents: dict[int, DocumentRow] = {
            row.id: row for row in documents.list_documents(db)
        }
        given = external_refs(db, "document", list(self._documents))
        self._keys = {
            document_id: given[document_id][0] if document_id in given else row.ref
            for document_id, row in self._documents.items()
        }
        self._markings = _markings(db)
        self._cited: dict[int, _Cited] = {}

    def cite(self, sources: Iterable[RecordSource]) -> tuple[Citation, ...]:
        """Give a citation for each distinct record, the best graded first; none twice."""
        found: dict[Citation, int] = {}
        for source in sources:
            if source.document_id is None or source.document_id not in self._documents:
                continue
            grade = self._grade_of(source)
            citation = Citation(self._keys[source.document_id], self._place(source), grade.text)
            if citation not in found:
                found[citation] = self.rank(grade)
                self._remember(source)
        return tuple(sorted(found, key=lambda one: (found[one], one.key, one.place)))

    def rank(self, grade: Grade) -> int:
        """Give how good a grade is: 2 is best, 99 where it is missing."""
        system = self._ontology.grading_systems.get(grade.system)
        if system is None:
            return _UNRANKED
        source = system.source.codes.get(grade.reliability)
        information = system.information.codes.get(grade.credibility)
        return source.rank + information.rank if source and information else _UNRANKED

    def grades(self) -> dict[Grade, int]:
        """Count the sources cited by grade, the best first; one may count under two grades."""
        counts: dict[Grade, int] = {}
        for cited in self._cited.values():
            for grade in cited.grades:
                counts[grade] = counts.get(grade, 0) + 1
        return dict(sorted(counts.items(), key=lambda item: (self.rank(item[0]), item[0].text)))

    def sources(self) -> tuple[Source, ...]:
        """Give every source cited, by its key."""
        listed = [self._source(document_id, cited) for document_id, cited in self._cited.items()]
        return tuple(sorted(listed, key=lambda source: source.key))

    def strictest(self, code_list: str, *, attribute: str) -> str:
        """Give the strictest ``tlp`` or ``handling`` code among the records cited."""
        known = self._ontology.code_lists.get(code_list)
        used = {code for cited in self._cited.values() for code in getattr(cited, attribute)}
        ranked = [code for code in known.codes.values() if code.code in used] if known else []
        return max(ranked, key=lambda code: code.rank).code if ranked else ""

    def _grade_of(self, source: RecordSource) -> Grade:
        """Give the grade of a record in the unit's own system, marked where that converts it."""
        given = GivenGrade(source.grading, source.reliability, source.credibility)
        shown = show_grade(self._ontology, given, self._own_system, source.original_grade)
        grade = shown.grade
        return Grade(grade.system, grade.reliability, grade.credibility, shown.original)

    def _remember(self, source: RecordSource) -> None:
        document_id = source.document_id or 0
        if document_id not in self._cited:
            handling, tlp = self._markings.get(document_id, (set(), set()))
            self._cited[document_id] = _Cited(handling=set(handling), tlp=set(tlp))
        cited = self._cited[document_id]
        cited.count += 1
        grade = self._grade_of(source)
        cited.grades[grade] = cited.grades.get(grade, 0) + 1
        place = self._place(source)
        if place:
            cited.places[place] = None

    def _place(self, source: RecordSource) -> str:
        """Give the page, or the row where the document is a table.

        A place that begins with a file name is a row of some other table, which only told us
        of the document.
        """
        if source.page:
            return tr("p. {page}", page=source.page)
        return "" if _NAMES_FILE.match(source.place) else source.place

    def _source(self, document_id: int, cited: _Cited) -> Source:
        row = self._documents[document_id]
        document = row.document
        grades = sorted(cited.grades, key=lambda grade: (self.rank(grade), grade.text))
        return Source(
            key=self._keys[document_id],
            title=document.title,
            kind=document.kind,
            originator=tr("protected source") if document.is_protected else document.originator,
            dated=document.date,
            received=document.received_on,
            language=document.language,
            grades=tuple(grade.text for grade in grades if grade.text),
            handling=", ".join(sorted(cited.handling)),
            tlp=", ".join(sorted(cited.tlp)),
            places=tuple(cited.places),
            reference=row.ref,
            citations=cited.count,
        )


def _markings(db: Connection) -> dict[int, tuple[set[str], set[str]]]:
    """Read handling codes and TLP by document: a document is as strict as its strictest record."""
    table = schema.record
    found: dict[int, tuple[set[str], set[str]]] = {}
    query = select(table.c.document_id, table.c.handling, table.c.tlp).distinct()
    for document_id, handling, tlp in db.execute(query):
        both = found.setdefault(document_id, (set(), set()))
        for codes, code in zip(both, (handling, tlp), strict=True):
            if code:
                codes.add(code)
    return found
