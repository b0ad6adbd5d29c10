"""The command that rates items and lists what is wrong with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from iwtlink.cli.databases import FileArgument, opened
from iwtlink.cli.output import JsonOption, printer, progress_shown, table
from iwtlink.i18n import tr

if TYPE_CHECKING:
    from iwtlink.operations.quality.listing import RatedItem


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(quality)


def quality(
    file: FileArgument,
    rule: Annotated[str, typer.Option(help="Only this rule, such as unsourced.")] = "",
    type: Annotated[str, typer.Option(help="Only items of this type, or: link, document.")] = "",
    limit: Annotated[int, typer.Option(min=1, help="Only so many items, the worst first.")] = 50,
    json: JsonOption = False,
) -> None:
    """Rate every entity and link by the rules in force, and say what is wrong with them."""
    from iwtlink.operations.quality.listing import list_quality

    printer.is_json = json
    with opened(file, read_only=True) as store, progress_shown() as progress:
        found = list_quality(store, rule=rule, type_name=type, limit=limit, progress=progress)
    printer.show(found, lambda: [*_lines(found.items), *_summary(found.counts), found.sentence])


def _lines(items: Sequence[RatedItem]) -> list[str]:
    rows = [(one.points, one.word, one.ref, one.label, " ".join(one.reasons)) for one in items]
    headings = (tr("Points"), tr("Rating"), tr("Reference"), tr("Name"), tr("Reasons"))
    return table(headings, rows) if rows else []


def _summary(counts: dict[str, int]) -> list[str]:
    return ["", *table((tr("Rule"), tr("Findings")), list(counts.items()))]
