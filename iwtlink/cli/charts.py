"""Commands about charts: which there are, and drawing one as a file."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import numpy as np
import typer

from iwtlink.cli.chart_files import Print, write_chart
from iwtlink.cli.databases import FileArgument, opened, opened_for_export
from iwtlink.cli.output import JsonOption, printer, progress_shown, table
from iwtlink.errors import BadInput, Progress
from iwtlink.i18n import ntr, tr
from iwtlink.store import Store
from iwtlink.store.events import EXPORTED

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from iwtlink.store.charts import ChartContent

OutOption = Annotated[
    Path, typer.Option("-o", "--out", help="The file to write: .svg, .png, .pdf or .html.")
]


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(charts)
    app.command()(chart)


def charts(file: FileArgument, json: JsonOption = False) -> None:
    """List the charts of a database."""
    from iwtlink.store.charts import list_charts

    printer.is_json = json
    with opened(file, read_only=True) as store, store.read() as db:
        rows = list_charts(db)
    printer.show(
        {
            "count": len(rows),
            "charts": [
                {"ref": row.ref, "title": row.title, "entities": row.entity_count} for row in rows
            ],
        },
        lambda: [
            *table(
                (tr("Reference"), tr("Title"), tr("Entities")),
                [(row.ref, row.title, row.entity_count) for row in rows],
            ),
            ntr("{n} chart", "{n} charts", len(rows)),
        ],
    )


def chart(
    file: FileArgument,
    out: OutOption,
    ref: Annotated[
        list[str] | None, typer.Argument(help="Entities to draw, or one chart; all if none.")
    ] = None,
    name: Annotated[
        str | None, typer.Option("--chart", help="A chart, by reference or title.")
    ] = None,
    layout: Annotated[str, typer.Option(help="Arrange it so, such as organic.")] = "",
    depth: Annotated[int, typer.Option(min=0, help="With those so many links away.")] = 0,
    paper: Annotated[str, typer.Option(help="A4 or A3, for PDF and PNG.")] = "A3",
    fit: Annotated[
        bool, typer.Option("--fit", help="One sheet that can be read, with legend and title.")
    ] = False,
    pages: Annotated[str, typer.Option(help="PDF over so many pages, such as 3x2.")] = "",
    mono: Annotated[
        bool, typer.Option("--black-and-white", help="For a printer without colours.")
    ] = False,
    title: Annotated[str, typer.Option(help="The title above the chart.")] = "",
    marking: Annotated[str, typer.Option(help="The handling mark above the chart.")] = "",
    json: JsonOption = False,
) -> None:
    """Draw a chart as SVG, PNG, PDF or a web page, by the ending of the file."""
    printer.is_json = json
    layout = layout.strip().casefold().replace("-", "_").replace(" ", "_")
    printed = Print(out, paper.upper(), fit, _grid(pages), mono, marking)
    _check(printed, layout)
    with opened_for_export(file) as store, progress_shown() as progress:
        content = _content(store, ref or [], name, depth, title)
        content = _arranged(store, content, layout, progress)
        result = write_chart(store, content, printed)
        store.note(EXPORTED, what="chart", file=out.name)
    count, lines = len(content.entity_ids), len(content.link_ids)
    printer.show(
        {"file": out, "entities": count, "links": lines, **result},
        lambda: [
            tr(
                "{file}: {items} and {links}.",
                file=out,
                items=ntr("{n} entity", "{n} entities", count),
                links=ntr("{n} link", "{n} links", lines),
            ),
            *([result["advice"]] if result.get("advice") else []),
        ],
    )


def _grid(stated: str) -> tuple[int, int]:
    """Give columns and rows of "3x2"; 1, 1 where nothing is stated."""
    if not stated:
        return (1, 1)
    match = re.fullmatch(r"\s*(\d{1,3})\s*[x×]\s*(\d{1,3})\s*", stated.lower())
    if not match:
        raise BadInput(tr("Say pages as columns x rows, such as 3x2, not “{said}”.", said=stated))
    return (int(match[1]), int(match[2]))


def _check(printed: Print, layout: str) -> None:
    from iwtlink.chart.layouts.registry import LAYOUTS
    from iwtlink.chart.paper.documents import ENDINGS
    from iwtlink.chart.paper.pages import PagePlan, check_plan

    if printed.ending not in ENDINGS:
        raise BadInput(tr("{file} must end in .svg, .png, .pdf or .html.", file=printed.out))
    if layout and layout not in LAYOUTS:
        names = ", ".join(LAYOUTS)
        raise BadInput(
            tr("There is no layout {name}; say one of {names}.", name=layout, names=names)
        )
    columns, rows = printed.grid
    if printed.grid != (1, 1) and (printed.ending != ".pdf" or printed.fit):
        raise BadInput(tr("Only a PDF that is not fitted to one sheet has several pages."))
    check_plan(PagePlan(paper=printed.paper, columns=columns, rows=rows))


def _content(
    store: Store, refs: list[str], name: str | None, depth: int, title: str
) -> ChartContent:
    """Give what is to be drawn: one chart, or the entities named, or all."""
    from iwtlink.chart.rules.conditions import shown_only
    from iwtlink.store import charts as stored

    with store.read() as db:
        chart_id = _chart_named(db, refs, name)
        if chart_id is not None:
            if depth:
                raise BadInput(
                    tr("A chart is drawn as it is kept: say --depth with entities, not with one.")
                )
            content = shown_only(stored.read_chart(db, chart_id))
            return replace(content, title=title) if title else content
        ids, label = _entities_named(db, refs, depth)
        return stored.content_of(db, title or label or store.about.title, ids)


def _chart_named(db: Connection, refs: list[str], name: str | None) -> int | None:
    from iwtlink.operations.finding import find_chart
    from iwtlink.store import refs as references
    from iwtlink.store.charts import list_charts

    named = list(dict.fromkeys(refs))
    if name is not None:
        if not name.strip():
            raise BadInput(tr("Say which chart; without --chart everything would be drawn."))
        if named:
            raise BadInput(tr("Name entities or a chart, not both."))
        titled = [row for row in list_charts(db) if row.title.casefold() == name.casefold()]
        if len(titled) > 1:
            known = ", ".join(row.ref for row in titled)
            raise BadInput(tr("Several charts have this title; say which: {refs}.", refs=known))
        return int(titled[0].id if titled else find_chart(db, name))
    kinds = [item.kind for one in named for item in references.find_item(db, one)]
    return int(find_chart(db, named[0])) if kinds == ["chart"] else None


def _entities_named(db: Connection, refs: list[str], depth: int) -> tuple[list[int], str]:
    """Give the entities with those near them, and the name of the only one."""
    from iwtlink.operations.drawing import entities_within
    from iwtlink.operations.finding import find_entity
    from iwtlink.store import entities

    if not refs:
        return [int(row.id) for row in entities.list_entities(db)], ""
    ids = list(dict.fromkeys(int(find_entity(db, one)) for one in refs))
    found = entities.get_entities(db, [find_entity(db, refs[0])])
    label = next(iter(found.values())).label if len(ids) == 1 else ""
    near = [int(i) for i in entities_within(db, ids, depth)] if depth else ids
    return near, label


def _arranged(store: Store, content: ChartContent, layout: str, progress: Progress) -> ChartContent:
    from iwtlink.operations.arranging import arranged

    if layout or np.isnan(content.positions).any():
        return arranged(content, store.ontology, layout or "organic", progress=progress)
    return content
