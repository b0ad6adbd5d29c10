"""Commands that merge items into one and split them again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from iwtlink.cli.databases import FileArgument, opened, sign_in
from iwtlink.cli.output import JsonOption, printer, table
from iwtlink.i18n import ntr, tr

if TYPE_CHECKING:
    from iwtlink.operations.merging import MergeReport, SplitReport


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(merge)
    app.command()(split)


def merge(
    file: FileArgument,
    refs: Annotated[
        list[str], typer.Argument(metavar="REF REF...", help="What is one; the first is kept.")
    ],
    reason: Annotated[str, typer.Option(help="Why; it stays with the merge.")] = "",
    across_types: Annotated[
        bool, typer.Option("--across-types", help="Even where the types do not go together.")
    ] = False,
    despite_judgement: Annotated[
        bool, typer.Option("--despite-judgement", help="Even if they were judged different.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Merge items into one: nothing is thrown away, and split takes them apart again."""
    from iwtlink.operations.merging import merge_references

    printer.is_json = json
    with opened(file) as store:
        sign_in(store)
        done = merge_references(
            store,
            refs,
            reason=reason,
            across_types=across_types,
            despite_judgement=despite_judgement,
        )
    printer.show(done, lambda: _merge_lines(done))


def _merge_lines(done: MergeReport) -> list[str]:
    if not done.absorbed:
        return [tr("{ref} {label}: they are one already.", ref=done.lead_ref, label=done.label)]
    lines = [
        tr(
            "{refs} merged into {ref} {label}.",
            refs=", ".join(done.absorbed),
            ref=done.lead_ref,
            label=done.label,
        )
    ]
    if done.parallel_links:
        count = len(done.parallel_links)
        refs = ", ".join(done.parallel_links)
        lines.append(
            ntr(
                "{n} parallel link became one with another: {refs}",
                "{n} parallel links became one with others: {refs}",
                count,
                refs=refs,
            )
        )
    if done.self_links:
        refs = ", ".join(done.self_links)
        lines.append(tr("Set aside, because they would join it with itself: {refs}", refs=refs))
    if done.odd_links:
        refs = ", ".join(done.odd_links)
        lines.append(tr("Kept, though not usual for its type: {refs}", refs=refs))
    return lines


def split(
    file: FileArgument,
    ref: Annotated[str, typer.Argument(help="The reference of the one to split off.")],
    items: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ITEM]...", help="What was added since and goes with it."),
    ] = None,
    to: Annotated[
        str, typer.Option(help="Give the items to this one instead of the one split off.")
    ] = "",
    as_suggested: Annotated[
        bool, typer.Option("--as-suggested", help="Give what was added to whom it likely belongs.")
    ] = False,
    only_list: Annotated[
        bool, typer.Option("--list", help="Only list what was added since the merge.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Split off what was merged; it gets back all that was its own.

    What was added since stays where it is, unless it is named or --as-suggested is given.
    """
    from iwtlink.operations.merging import split_reference

    printer.is_json = json
    with opened(file, read_only=only_list) as store:
        if not only_list:
            sign_in(store)
        done = split_reference(
            store,
            ref,
            items=items or (),
            to=to,
            as_suggested=as_suggested,
            only_look=only_list,
        )
    printer.show(done, lambda: _split_lines(done))


def _split_lines(done: SplitReport) -> list[str]:
    lines = []
    if done.is_done:
        lines.append(
            tr(
                "{ref} {label} is split off from {lead_ref} {lead_label}.",
                ref=done.ref,
                label=done.label,
                lead_ref=done.lead_ref,
                lead_label=done.lead_label,
            )
        )
    if not done.added_since:
        return [*lines, tr("Nothing was added since the merge.")] if not done.is_done else lines
    headings = (tr("Added since"), tr("What"), tr("Goes to"), tr("Most likely"), tr("Why"))
    rows = [(o.item, o.words, o.went_to, o.suggested, o.why) for o in done.added_since]
    return [*lines, *table(headings, rows)]
