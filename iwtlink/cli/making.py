"""Commands that make what goes out: dossiers, situational analyses, charts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from iwtlink.chart.display import Display
from iwtlink.cli.databases import FileArgument
from iwtlink.cli.output import JsonOption, printer, progress_shown
from iwtlink.errors import BadInput
from iwtlink.i18n import ntr, tr
from iwtlink.store import Store

OutOption = Annotated[Path, typer.Option("-o", "--out", help="The file to write.")]
NoPicture = Annotated[
    bool, typer.Option("--no-picture", help="Leave the chart picture out (needs no Qt).")
]


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(chart)


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
    from iwtlink.operations.finding import find_entity, find_item
    from iwtlink.store import entities

    printer.is_json = json
    ending = out.suffix.lower()
    if ending not in (".svg", ".png", ".pdf"):
        raise BadInput(tr("{file} must end in .svg, .png or .pdf.", file=out.name))
    if paper.upper() not in ("A4", "A3"):
        raise BadInput(tr("There is no paper {paper}; say A4 or A3.", paper=paper))
    with Store.open(file, read_only=True) as store, progress_shown() as progress:
        with store.read() as db:
            found = find_item(db, ref[0]) if ref and len(ref) == 1 else None
            is_chart = found is not None and found.kind == "chart"
            ids = [] if is_chart else [find_entity(db, name) for name in ref or ()]
            if not ref:
                ids = [row.id for row in entities.list_entities(db)]
        if found is not None and is_chart:
            display = drawing.draw_chart(store, found.id)
        else:
            display = drawing.draw_entities(
                store, ids, title=title or store.about.title, depth=depth, progress=progress
            )
        _draw(store, display, out, paper.upper())
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
    from iwtlink.render.pdf import draw_pdf
    from iwtlink.render.png import draw_png

    picture = drawing.pictures_of(store)
    if out.suffix.lower() == ".png":
        draw_png(display, out, picture=picture, paper=paper)
    else:
        draw_pdf(display, out, picture=picture, paper=paper)
