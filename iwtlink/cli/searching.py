"""The command that searches a database, by words or by a saved search."""

from __future__ import annotations

from typing import Annotated

import typer

from iwtlink.cli.databases import FileArgument, opened, sign_in
from iwtlink.cli.output import JsonOption, printer, table
from iwtlink.errors import BadInput
from iwtlink.i18n import ntr, tr
from iwtlink.ontology import Ontology


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command()(search)


def search(
    file: FileArgument,
    text: Annotated[
        str,
        typer.Argument(
            help="Words, a “quoted phrase”, -words to leave out, a reference, a phone, a plate."
        ),
    ] = "",
    kind: Annotated[
        list[str] | None,
        typer.Option(help="Only entity, link, observation, document, record, article, product..."),
    ] = None,
    type: Annotated[
        list[str] | None, typer.Option(help="Only this type, such as person or seizure.")
    ] = None,
    since: Annotated[str, typer.Option("--from", help="Not before this date.")] = "",
    until: Annotated[str, typer.Option("--to", help="Not after this date.")] = "",
    worst_grade: Annotated[str, typer.Option(help="Graded so or better, such as B2.")] = "",
    handling: Annotated[
        list[str] | None, typer.Option(help="Only with this handling code.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 50,
    saved: Annotated[
        str, typer.Option(help="Ask this saved search instead, what is new first.")
    ] = "",
    json: JsonOption = False,
) -> None:
    """Search everything: names, values, links, records and the words of documents."""
    from iwtlink.operations import searching

    printer.is_json = json
    if bool(text.strip()) == bool(saved.strip()):
        raise BadInput(tr("Say what to search for, or name a saved search with --saved."))
    with opened(file, read_only=not saved) as store:
        ontology = store.ontology
        if saved:
            sign_in(store)
            kept = searching.saved_by_name(store, saved)
            found = searching.open_saved(store, kept.id, limit=limit)
        else:
            question = searching.question_from_words(
                ontology,
                text,
                kinds=kind or (),
                types=type or (),
                first=since,
                last=until,
                worst_grade=worst_grade,
                handling=handling or (),
            )
            found = searching.ask(store, question, limit=limit)
    printer.show(_plain(found, ontology), lambda: _lines(found, ontology))


def _plain(found: object, ontology: Ontology) -> dict[str, object]:
    from iwtlink.operations import searching

    assert isinstance(found, searching.Finding)
    return {
        "count": found.answer.total,
        "is_all_counted": found.answer.is_all_counted,
        "counts": found.answer.counts,
        "shown_for": found.answer.shown_for,
        "merged": list(found.answer.merged),
        "new": sum(hit.item in found.new for hit in found.answer.hits),
        "hits": [
            {
                "kind": hit.item.kind,
                "ref": hit.ref,
                "type": hit.type,
                "label": hit.label,
                "script_label": hit.script_label,
                "where": searching.where_found(ontology, hit),
                "snippet": hit.snippet,
                "marks": hit.marks,
                "page": hit.page,
                "date": hit.date,
                "grade": hit.grade,
                "is_new": hit.item in found.new,
            }
            for hit in found.answer.hits
        ],
    }


def _lines(found: object, ontology: Ontology) -> list[str]:
    from iwtlink.operations import searching

    assert isinstance(found, searching.Finding)
    rows = [
        (
            hit.ref,
            searching.type_label(ontology, hit),
            tr("new") if hit.item in found.new else "",
            f"{hit.label} {hit.script_label}".strip(),
            hit.grade,
            searching.match_line(ontology, hit),
        )
        for hit in found.answer.hits
    ]
    headings = (tr("Reference"), tr("Type"), "", tr("Name"), tr("Grade"), tr("Where it stands"))
    lines = table(headings, rows) if rows else []
    if found.new:
        lines.append(ntr("{n} new since last time", "{n} new since last time", len(found.new)))
    answer = found.answer
    sentences = (
        searching.count_sentence(answer),
        searching.merged_sentence(answer),
        searching.shown_for_sentence(answer),
    )
    return [*lines, *(sentence for sentence in sentences if sentence)]
