"""Commands that make what goes out: dossiers and situational analyses."""

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

if TYPE_CHECKING:
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
