"""The commands that carry work between laptops: ``exchange write`` and ``exchange read``."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from iwtlink.cli.databases import FileArgument, opened, opened_for_export, sign_in
from iwtlink.cli.output import JsonOption, printer, progress_shown, table
from iwtlink.cli.passphrases import accept_passphrase_file, passphrases, read_passphrase
from iwtlink.errors import BadInput
from iwtlink.i18n import ntr, tr
from iwtlink.ontology.kind_words import counts_text, row_title
from iwtlink.store import Store
from iwtlink.store.refs import find_item

if TYPE_CHECKING:
    from iwtlink.operations.exchange import Conflict, Preview, Read, Written

VARIABLE = "IWTLINK_EXCHANGE_PASSPHRASE"

exchange = typer.Typer(
    no_args_is_help=True, help="Carry work to another laptop in an encrypted file."
)

PassphraseOption = Annotated[
    Path | None,
    typer.Option(
        "--exchange-passphrase-file",
        help="A text file whose first line is the passphrase of the exchange file.",
    ),
]


def add_to(app: typer.Typer) -> None:
    """Add the commands, below ``exchange``."""
    accept_passphrase_file(exchange)
    app.add_typer(exchange, name="exchange")


@exchange.command("write")
def write_exchange(
    file: FileArgument,
    output: Annotated[Path, typer.Option("--output", "-o", help="The exchange file to write.")],
    since: Annotated[str, typer.Option(help="Only what changed since this day.")] = "",
    since_last: Annotated[
        bool, typer.Option("--since-last", help="Only what changed since the last file for them.")
    ] = False,
    recipient: Annotated[str, typer.Option("--for", help="Whom the file is for.")] = "",
    about: Annotated[
        list[str] | None, typer.Option(help="Only what is about this item; may be repeated.")
    ] = None,
    first: Annotated[str, typer.Option("--from", help="First day of a period.")] = "",
    last: Annotated[str, typer.Option("--to", help="Last day of a period.")] = "",
    tlp: Annotated[str, typer.Option(help="The strictest TLP that may leave.")] = "",
    handling: Annotated[
        list[str] | None, typer.Option(help="A handling code that may leave; may be repeated.")
    ] = None,
    with_origins: Annotated[
        bool, typer.Option("--with-origins", help="Also who is behind protected sources.")
    ] = False,
    exchange_passphrase_file: PassphraseOption = None,
    json: JsonOption = False,
) -> None:
    """Write an encrypted exchange file."""
    from iwtlink.operations.exchange import Choice, write

    printer.is_json = json
    if since_last and not recipient.strip():
        raise BadInput(tr("Say with --for whom the file is for: --since-last needs to know."))
    with opened_for_export(file) as store, progress_shown() as progress:
        choice = Choice(
            since=since,
            since_last_with=recipient if since_last else "",
            about=_entities(store, about or ()),
            first=first,
            last=last,
            recipient=recipient,
            ceiling_tlp=tlp,
            ceiling_handling=tuple(handling or ()),
            with_origins=with_origins,
        )
        words = _passphrase(exchange_passphrase_file, output, is_new=True)
        done = write(store, output, words, choice, progress)
    printer.show(done, lambda: _written_lines(done))


@exchange.command("read")
def read_exchange(
    file: FileArgument,
    source: Annotated[Path, typer.Argument(help="The exchange file.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")] = False,
    prefer: Annotated[
        str, typer.Option(help="Decide every conflict for one side: mine or theirs.")
    ] = "",
    exchange_passphrase_file: PassphraseOption = None,
    json: JsonOption = False,
) -> None:
    """Take in an exchange file as one step, which undo takes back."""
    from iwtlink.operations.exchange import Side, look, read

    printer.is_json = json
    sides: Mapping[str, Side] = {"mine": "mine", "theirs": "theirs"}
    if prefer and prefer not in sides:
        raise BadInput(tr("“{word}” is neither mine nor theirs.", word=prefer))
    words = _passphrase(exchange_passphrase_file, source, is_new=False)
    with opened(file, read_only=dry_run) as store, progress_shown() as progress:
        preview = look(store, source, words, progress) if dry_run or prefer else None
        if dry_run and preview is not None:
            printer.show(preview, lambda: _preview_lines(preview))
            return
        sign_in(store)
        conflicts = preview.conflicts if preview is not None else ()
        decisions = {one.key: sides[prefer] for one in conflicts}
        done = read(store, source, words, decisions, progress)
    printer.show(done, lambda: _read_lines(done))


def _entities(store: Store, references: list[str] | tuple[str, ...]) -> tuple[int, ...]:
    found = []
    with store.read() as db:
        for reference in references:
            items = [item for item in find_item(db, reference) if item.kind == "entity"]
            if len(items) != 1:
                raise BadInput(
                    tr("“{ref}” is not the reference of one entity here.", ref=reference)
                )
            found.append(items[0].id)
    return tuple(found)


def _passphrase(given: Path | None, file: Path, *, is_new: bool) -> str:
    """Get the passphrase of an exchange file: from a file, the environment or the person."""
    if given is not None:
        return read_passphrase(given)
    words = os.environ.get(VARIABLE, "")
    if words:
        return words
    question = tr("Passphrase of the exchange file {file}", file=file.name)
    return passphrases.asked(question, twice=is_new)


# What is printed


def _counted(counts: Mapping[str, int]) -> str:
    return counts_text(counts) or tr("nothing")


def _written_lines(done: Written) -> list[str]:
    lines = [
        tr("The exchange file is {file}.", file=done.file),
        tr("It holds: {counts}.", counts=_counted(done.counts)),
    ]
    if done.left_out:
        lines.append(tr("Held back by the ceiling: {counts}.", counts=_counted(done.left_out)))
    return [*lines, f"SHA-256 {done.sha256}"]


def _read_lines(done: Read) -> list[str]:
    if not done.step_id:
        return [tr("Everything in it is here already; nothing was changed."), *done.problems]
    return [tr("Taken in: {counts}.", counts=_counted(done.counts)), *done.problems]


def _preview_lines(preview: Preview) -> list[str]:
    head = preview.head
    lines = [
        tr(
            "From {code} “{title}”, written {at} by {who}; it holds {choice}.",
            code=head.code,
            title=head.title,
            at=head.made_at[:16].replace("T", " "),
            who=head.made_by or "?",
            choice=head.choice,
        )
    ]
    for side, title in (("theirs", tr("Would come in:")), ("mine", tr("They have not got:"))):
        rows = [row for row in preview.rows if row.side == side]
        counts = Counter((row.change, row.kind) for row in rows)
        lines.append(title if rows else f"{title} {tr('nothing')}")
        lines += [
            tr("  {what}: {n} {change}", what=row_title(kind, n), n=f"{n:,}", change=tr(change))
            for (change, kind), n in counts.items()
        ]
    if preview.conflicts:
        n = len(preview.conflicts)
        lines.append(ntr("{n} conflict:", "{n} conflicts:", n))
        lines += _conflict_lines(preview.conflicts)
    return [*lines, *preview.problems]


def _conflict_lines(conflicts: tuple[Conflict, ...]) -> list[str]:
    headings = (tr("Item"), tr("Field"), tr("Mine"), tr("Theirs"), tr("Kept if not decided"))
    return table(
        headings,
        [
            (
                one.label,
                one.field,
                f"{one.mine} ({one.mine_by} {one.mine_at[:10]})",
                f"{one.theirs} ({one.theirs_by} {one.theirs_at[:10]})",
                tr("mine") if one.default == "mine" else tr("theirs"),
            )
            for one in conflicts
        ],
    )
