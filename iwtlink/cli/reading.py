"""Commands that look at a database and change nothing."""

from __future__ import annotations

from typing import Annotated

import typer

from iwtlink.cli.databases import FileArgument, opened
from iwtlink.cli.output import JsonOption, printer, table
from iwtlink.i18n import ntr, tr


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("list")(list_items)
    app.command()(show)
    app.command()(analyse)


def list_items(
    file: FileArgument,
    type: Annotated[
        str,
        typer.Argument(
            help="A type of entity, link or observation, or one of: entities, links, "
            "observations, documents, records, articles, products, recipients, charts."
        ),
    ],
    json: JsonOption = False,
) -> None:
    """List the items of a type."""
    from iwtlink.operations.listing import list_type

    printer.is_json = json
    with opened(file, read_only=True) as store:
        listing = list_type(store, type)
    printer.show(
        {"type": listing.type, "count": len(listing.rows), "items": listing.items()},
        lambda: [
            *table(listing.columns, listing.rows),
            ntr("{n} item", "{n} items", len(listing.rows)),
        ],
    )


def show(
    file: FileArgument,
    ref: Annotated[str, typer.Argument(help="Our reference, or one given by a source (P01).")],
    json: JsonOption = False,
) -> None:
    """Show one item with its values, each with its source and grade."""
    from iwtlink.operations.showing import show_item

    printer.is_json = json
    with opened(file, read_only=True) as store:
        found = show_item(store, ref)
    printer.show(found, found.to_lines)


def analyse(
    file: FileArgument,
    measure: Annotated[str, typer.Option(help="degree, betweenness, components and others.")],
    top: Annotated[int | None, typer.Option(min=1, help="Only so many rows.")] = None,
    confirmed_only: Annotated[
        bool, typer.Option("--confirmed-only", help="Leave out doubtful links.")
    ] = False,
    directed: Annotated[bool, typer.Option("--directed", help="Follow arrows.")] = False,
    weighted: Annotated[bool, typer.Option("--weighted", help="Count calls, transfers.")] = False,
    json: JsonOption = False,
) -> None:
    """Rank everyone by a measure of the network."""
    from iwtlink.operations.ranking import rank_entities

    printer.is_json = json
    with opened(file, read_only=True) as store:
        found = rank_entities(
            store,
            measure,
            top=top,
            confirmed_only=confirmed_only,
            directed=directed,
            weighted=weighted,
        )
    headings = (tr("Rank"), tr("Reference"), tr("Source's"), tr("Type"), tr("Name"), found.label)
    rows = [
        (row.position, row.ref, ", ".join(row.source_refs), row.type, row.label, row.value)
        for row in found.rows
    ]
    size = tr(
        "{entities} entities, {links} links in {pairs} pairs; separate groups: {parts}",
        entities=found.entity_count,
        links=found.link_count,
        pairs=found.pair_count,
        parts=found.component_count,
    )
    intro = [f"{found.label}: {found.sentence}", found.source, size]
    printer.show(found, lambda: [*intro, *table(headings, rows)])
