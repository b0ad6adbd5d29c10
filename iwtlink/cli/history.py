"""Commands about the past of items: history, retract, restore-item, purge."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from iwtlink.cli.databases import FileArgument, opened, sign_in
from iwtlink.cli.output import JsonOption, printer, progress_shown, table
from iwtlink.errors import Progress
from iwtlink.i18n import tr

if TYPE_CHECKING:
    from iwtlink.operations.history import ItemHistory
    from iwtlink.store.purge import PurgeReport

RefArgument = Annotated[str, typer.Argument(help="The reference of the item.")]
ReasonOption = Annotated[str, typer.Option(help="Why; it stays in the log.")]


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(history)
    app.command()(retract)
    app.command("restore-item")(restore_item)
    app.command()(purge)


def history(file: FileArgument, ref: RefArgument, json: JsonOption = False) -> None:
    """Tell everything that was ever written about an item: old, new, who, when, why."""
    from iwtlink.operations.history import history_of_reference

    printer.is_json = json
    with opened(file, read_only=True) as store:
        found = history_of_reference(store, ref)
    printer.show(found, lambda: _history_lines(found))


def _history_lines(found: ItemHistory) -> list[str]:
    lines = []
    if found.purged:
        lines.append(
            tr(
                "{ref} was purged on {at} UTC by {who}: {reason}",
                ref=found.ref,
                at=found.purged["at"][:16].replace("T", " "),
                who=found.purged["who"],
                reason=found.purged["reason"],
            )
        )
    rows = [
        (
            f"{line.at[:16].replace('T', ' ')}",
            line.who,
            line.property,
            line.old,
            line.new,
            line.why,
            f"{line.step_id} {line.label}",
        )
        for line in found.lines
    ]
    headings = (
        *(tr("When (UTC)"), tr("Who"), tr("What"), tr("Before"), tr("After")),
        *(tr("Why"), tr("Step")),
    )
    return lines + (table(headings, rows) if rows else [])


def retract(
    file: FileArgument, ref: RefArgument, reason: ReasonOption, json: JsonOption = False
) -> None:
    """Take an item out, with a reason; restore-item brings it back."""
    from iwtlink.operations.retracting import retract_reference

    printer.is_json = json
    with opened(file) as store:
        sign_in(store)
        gone = retract_reference(store, ref, reason)
    printer.show(gone, lambda: [tr("{ref} {label} is retracted.", ref=gone.ref, label=gone.label)])


def restore_item(file: FileArgument, ref: RefArgument, json: JsonOption = False) -> None:
    """Bring a retracted item back with all it had."""
    from iwtlink.operations.retracting import restore_reference

    printer.is_json = json
    with opened(file) as store:
        sign_in(store)
        back = restore_reference(store, ref)
    printer.show(back, lambda: [tr("{ref} {label} is back.", ref=back.ref, label=back.label)])


def purge(
    file: FileArgument,
    ref: RefArgument,
    reason: ReasonOption,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would go and what would still hold it.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Erase an item for good, from its history too. Nothing brings it back."""
    from iwtlink.operations.purging import report_lines

    printer.is_json = json
    with progress_shown() as progress:
        report = _purged(file, ref, reason, dry_run, progress)
    printer.show(report, lambda: report_lines(report))


def _purged(file: Path, ref: str, reason: str, dry_run: bool, progress: Progress) -> PurgeReport:
    from iwtlink.operations.purging import find_to_purge, look_at_purge, purge_item

    with opened(file, read_only=dry_run) as store:
        item = find_to_purge(store, ref)
        if dry_run:
            return look_at_purge(store, item, progress)
        sign_in(store)
        return purge_item(store, item, reason, progress)
