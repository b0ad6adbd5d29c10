"""Commands for source documents: attaching files, and the register of what came in."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from iwtlink.cli.databases import FileArgument, opened, sign_in
from iwtlink.cli.output import JsonOption, printer, progress_shown, table
from iwtlink.errors import BadInput
from iwtlink.i18n import ntr, tr
from iwtlink.ontology import Ontology
from iwtlink.ontology.code_words import find_code
from iwtlink.ontology.dates import PartialDate
from iwtlink.operations.finding import find_item
from iwtlink.operations.grading import with_grade
from iwtlink.operations.register import Register, read_register
from iwtlink.store import Store
from iwtlink.store.documents import Document, Record
from iwtlink.store.ids import DocumentId

if TYPE_CHECKING:
    from iwtlink.operations.attaching import Attached


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("attach")(attach_files)
    app.command()(records)


class CountedBy(StrEnum):
    """Which day of a document counts."""

    RECEIVED = "received"
    ENTERED = "entered"


def attach_files(
    file: FileArgument,
    path: Annotated[list[Path], typer.Argument(help="Files of any kind.")],
    join: Annotated[
        bool, typer.Option("--join", help="Make one document of all files, in this order.")
    ] = False,
    into: Annotated[
        str, typer.Option(help="Add them to this document (its reference) instead.")
    ] = "",
    title: Annotated[str, typer.Option(help="Its title, else the file's own.")] = "",
    kind: Annotated[str, typer.Option(help="Kind of document, such as court_document.")] = "",
    language: Annotated[str, typer.Option(help="Language, such as lo.")] = "",
    originator: Annotated[str, typer.Option(help="Who wrote or gave it.")] = "",
    date: Annotated[str, typer.Option(help="Its own date, as far as known.")] = "",
    received: Annotated[str, typer.Option(help="Day it came in; today if not given.")] = "",
    register_no: Annotated[str, typer.Option(help="Number in your register.")] = "",
    grade: Annotated[str, typer.Option(help="Grade such as B2 or E41.")] = "",
    handling: Annotated[str, typer.Option(help="Handling code.")] = "",
    tlp: Annotated[str, typer.Option(help="TLP marking, such as AMBER.")] = "",
    note: Annotated[str, typer.Option(help="A note on the document.")] = "",
    protected: Annotated[
        bool, typer.Option("--protected", help="Nobody outside may learn whose it is.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Keep files as source documents, in one step that one undo removes."""
    from iwtlink.operations.attaching import attach, load_file

    printer.is_json = json
    with opened(file) as store, progress_shown() as progress:
        sign_in(store)
        known = store.ontology
        document = Document(
            title=" ".join(title.split()),
            kind=_code(known, "document_kinds", kind),
            language=_code(known, "languages", language),
            originator=originator.strip(),
            date=PartialDate.parse(date).text if date else "",
            received_on=_day(received),
            register_no=register_no.strip(),
            note=note.strip(),
            is_protected=protected,
        )
        done = attach(
            store,
            [load_file(one) for one in path],
            document=document,
            join=join,
            into=_document(store, into) if into else None,
            record=_record(known, grade, handling, _code(known, "tlp", tlp)),
            progress=progress,
        )
    printer.show({"attached": done}, lambda: _lines(done))


def _code(ontology: Ontology, name: str, word: str) -> str:
    if not word.strip():
        return ""
    codes = ontology.code_lists[name]
    found = find_code(codes, word)
    if found is None:
        raise BadInput(
            tr(
                "“{word}” is not in the list “{list}”: {codes}.",
                word=word,
                list=tr(codes.label),
                codes=", ".join(codes.codes),
            )
        )
    return found


def _day(word: str) -> str:
    if not word.strip():
        return ""
    day = PartialDate.parse(word)
    if day.first != day.last:
        raise BadInput(tr("“{word}” is no full day: write 2015-03-14.", word=word))
    return day.text


def _record(ontology: Ontology, grade: str, handling: str, tlp: str) -> Record | None:
    if not (grade.strip() or handling.strip() or tlp):
        return None
    record = Record(handling=handling.strip(), tlp=tlp)
    return with_grade(ontology, record, grade) if grade.strip() else record


def _document(store: Store, reference: str) -> DocumentId:
    with store.read() as db:
        item = find_item(db, reference)
    if item.kind != "document":
        raise BadInput(
            tr("{ref} is not a document but a {kind}.", ref=reference, kind=tr(item.kind))
        )
    return DocumentId(item.id)


def _lines(done: Sequence[Attached]) -> list[str]:
    lines = []
    for one in done:
        words = tr("{file} is known already: {ref}", file=one.name, ref=one.ref)
        lines.append(words if one.is_known else f"{one.ref}  {one.name}")
        if one.problem:
            lines.append(f"  {one.problem}")
    count = sum(not one.is_known for one in done)
    return [*lines, ntr("{n} file attached", "{n} files attached", count)]


def records(
    file: FileArgument,
    first: Annotated[str, typer.Option("--from", help="First day, month or year.")] = "",
    last: Annotated[str, typer.Option("--to", help="Last day, month or year.")] = "",
    by: Annotated[CountedBy, typer.Option(help="Which day counts.")] = CountedBy.RECEIVED,
    json: JsonOption = False,
) -> None:
    """List the source documents received in a period, with their grades, and count them."""
    printer.is_json = json
    with opened(file, read_only=True) as store:
        found = read_register(store, first, last, by.value)
    printer.show(found, lambda: _register_lines(found))


def _register_lines(found: Register) -> list[str]:
    headings = (
        *(tr("Reference"), tr("Register"), tr("Title"), tr("Received"), tr("Entered")),
        *(tr("Grade"), tr("Handling"), tr("By"), tr("Records")),
    )
    rows = [
        (
            *(line.ref, line.register_no, line.title, line.received, line.entered),
            *(line.grades, line.handling, line.by, line.records),
        )
        for line in found.lines
    ]
    documents = ntr("{n} source document", "{n} source documents", found.documents)
    taken = ntr("{n} record taken from them", "{n} records taken from them", found.records)
    return [*table(headings, rows), f"{documents}, {taken}"]
