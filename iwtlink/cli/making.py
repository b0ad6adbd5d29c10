"""Commands that make what goes out: dossiers, situational analyses, charts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from iwtlink.cli.databases import FileArgument, opened, opened_for_export, sign_in
from iwtlink.cli.output import JsonOption, printer, progress_shown
from iwtlink.cli.qt import qt_explained
from iwtlink.errors import BadInput
from iwtlink.i18n import ntr, tr
from iwtlink.store import Store
from iwtlink.store.events import EXPORTED

if TYPE_CHECKING:
    from iwtlink.chart.display import Display
    from iwtlink.operations.products import Draw, Issued

OutOption = Annotated[Path, typer.Option("-o", "--out", help="The file to write.")]
Enter = Annotated[
    bool, typer.Option("--enter", help="Give it a number in the register, with a frozen copy.")
]
NoPicture = Annotated[
    bool, typer.Option("--no-picture", help="Leave the chart picture out (needs no Qt).")
]


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(dossier)
    app.command()(situation)
    app.command()(chart)


def dossier(
    file: FileArgument,
    ref: Annotated[str, typer.Argument(help="A person, organisation, premises or syndicate.")],
    out: OutOption,
    no_picture: NoPicture = False,
    enter: Enter = False,
    json: JsonOption = False,
) -> None:
    """Write the dossier on one entity as a workbook."""
    from iwtlink.operations.finding import find_entity
    from iwtlink.operations.products import make_dossier

    _refuse_ending(out, json)
    with _opened(file, enter) as store, progress_shown() as progress:
        with store.read() as db:
            entity_id = find_entity(db, ref)
        draw = None if no_picture else _painter(store)
        issued = make_dossier(store, entity_id, out, draw=draw, enter=enter, progress=progress)
    _show_issued(issued)


def situation(
    file: FileArgument,
    out: OutOption,
    place: Annotated[
        list[str] | None, typer.Option(help="Country or province (code or name); may repeat.")
    ] = None,
    commodity: Annotated[
        list[str] | None, typer.Option(help="ivory, rhino horn, tiger...; may repeat.")
    ] = None,
    since: Annotated[str, typer.Option("--from", help="First day, month or year.")] = "",
    until: Annotated[str, typer.Option("--to", help="Last day, month or year.")] = "",
    no_picture: NoPicture = False,
    enter: Enter = False,
    json: JsonOption = False,
) -> None:
    """Write a situational analysis of places, commodities and a period as a workbook."""
    from iwtlink.operations.products import make_situation
    from iwtlink.products.scope import Scope

    _refuse_ending(out, json)
    scope = Scope(tuple(place or ()), tuple(commodity or ()), since, until)
    with _opened(file, enter) as store, progress_shown() as progress:
        draw = None if no_picture else _painter(store)
        issued = make_situation(store, scope, out, draw=draw, enter=enter, progress=progress)
    _show_issued(issued)


def _opened(file: Path, enter: bool) -> Store:
    """Open for a product: its entry in the register needs a file that can be written."""
    if not enter:
        return opened_for_export(file)
    store = opened(file)
    sign_in(store)
    return store


def _refuse_ending(out: Path, json: bool) -> None:
    printer.is_json = json
    if out.suffix.lower() != ".xlsx":
        raise BadInput(tr("{file} must end in .xlsx.", file=out.name))


def _painter(store: Store) -> Draw:
    """Give a function that draws a display for A3 at 200 dots an inch."""
    from iwtlink.operations.drawing import pictures_of

    with qt_explained():
        from iwtlink.render.png import draw_png

    picture = pictures_of(store)
    return lambda display: draw_png(display, picture=picture, paper="A3", dpi=200)


def _show_issued(issued: Issued) -> None:
    product = issued.product
    printer.show(
        {
            "file": issued.path,
            "number": product.number,
            "title": product.front.title,
            "tlp": product.marking.tlp,
            "handling": product.marking.handling,
            "sheets": [sheet.name for sheet in product.sheets],
            "sources": len(product.sources),
            "tables": {table.name: table for table in product.tables()},
        },
        lambda: [
            tr("{file}: {title}", file=issued.path, title=product.front.title),
            *(f"  {sheet.title}" for sheet in product.sheets),
            ntr("{n} source cited", "{n} sources cited", len(product.sources)),
        ],
    )


def chart(
    file: FileArgument,
    out: OutOption,
    ref: Annotated[
        list[str] | None, typer.Argument(help="Entities to draw, or one chart; all if none.")
    ] = None,
    depth: Annotated[int, typer.Option(min=0, help="With those so many links away.")] = 0,
    paper: Annotated[str, typer.Option(help="A4 or A3, for PDF and PNG.")] = "A3",
    title: Annotated[str, typer.Option(help="The title above the chart.")] = "",
    json: JsonOption = False,
) -> None:
    """Draw a chart as SVG, PNG or PDF, by the ending of the file."""
    from iwtlink.operations import drawing
    from iwtlink.operations.finding import find_chart, find_entity
    from iwtlink.store import entities, refs

    printer.is_json = json
    ending = out.suffix.lower()
    if ending not in (".svg", ".png", ".pdf"):
        raise BadInput(tr("{file} must end in .svg, .png or .pdf.", file=out.name))
    if paper.upper() not in ("A4", "A3"):
        raise BadInput(tr("There is no paper {paper}; say A4 or A3.", paper=paper))
    with opened_for_export(file) as store, progress_shown() as progress:
        with store.read() as db:
            named = list(dict.fromkeys(ref or ()))
            is_chart = [item.kind for name in named for item in refs.find_item(db, name)] == [
                "chart"
            ]
            ids = [] if is_chart else [find_entity(db, name) for name in named]
            ids = list(dict.fromkeys(ids))
            label = entities.get_entities(db, ids)[ids[0]].label if len(ids) == 1 else ""
            if not ref:
                ids = [row.id for row in entities.list_entities(db)]
            chart_id = find_chart(db, named[0]) if is_chart else None
        if chart_id is not None:
            display = drawing.draw_chart(store, chart_id, title=title)
        else:
            display = drawing.draw_entities(
                store,
                ids,
                title=title or label or store.about.title,
                depth=depth,
                progress=progress,
            )
        _draw(store, display, out, paper.upper())
        store.note(EXPORTED, what="chart", file=out.name)
    count, lines = len(display.entity_ids), len(display.link_ids)
    printer.show(
        {"file": out, "entities": count, "links": lines},
        lambda: [
            tr(
                "{file}: {items} and {links}.",
                file=out,
                items=ntr("{n} entity", "{n} entities", count),
                links=ntr("{n} link", "{n} links", lines),
            )
        ],
    )


def _draw(store: Store, display: Display, out: Path, paper: str) -> None:
    from iwtlink.operations import drawing

    if out.suffix.lower() == ".svg":
        drawing.write_svg(store, display, out)
        return
    with qt_explained():
        from iwtlink.render.pdf import draw_pdf
        from iwtlink.render.png import draw_png

    picture = drawing.pictures_of(store)
    if out.suffix.lower() == ".png":
        draw_png(display, out, picture=picture, paper=paper)
    else:
        draw_pdf(display, out, picture=picture, paper=paper)
