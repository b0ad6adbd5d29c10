"""Commands that keep the work: making a backup, and going back to one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from iwtlink.cli.databases import FileArgument, opened, sign_in
from iwtlink.cli.output import JsonOption, printer, progress_shown, table
from iwtlink.cli.passphrases import passphrases
from iwtlink.errors import DatabaseInUse
from iwtlink.i18n import ntr, tr
from iwtlink.operations.keeping import Kept, keep, known_backups, reason_text
from iwtlink.operations.keeping.restore import backup_at, newest_good, restore_backup
from iwtlink.store import Store
from iwtlink.store.backups.files import Backup
from iwtlink.store.opening.lock import user_name


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(backup)
    app.command()(restore)


def backup(
    file: FileArgument,
    to: Annotated[
        Path | None, typer.Option("--to", help="Another folder than the usual one.")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Make a verified backup; also of a database that is open in the window."""
    printer.is_json = json
    with _opened_for_log(file) as store, progress_shown() as progress:
        if not store.is_read_only:
            sign_in(store)
        kept = keep(store, progress, folder=to)
    printer.show(kept, lambda: _kept_lines(kept))


def _opened_for_log(file: Path) -> Store:
    """Open for writing, so that the backup is logged; read-only where another has it open."""
    try:
        return opened(file)
    except DatabaseInUse:
        return opened(file, read_only=True)


def _kept_lines(kept: Kept) -> list[str]:
    made = kept.backup
    lines = [
        tr("The backup is {file}.", file=made.path),
        tr(
            "It holds {entities} entities, {links} links, {documents} documents; it was opened "
            "and verified.",
            entities=made.entities,
            links=made.links,
            documents=made.documents,
        ),
        tr("Head of the journal: {head}", head=made.head),
    ]
    if kept.second is not None:
        lines.append(tr("A second copy is {file}.", file=kept.second.path))
    if kept.problem:
        lines.append(kept.problem)
    return lines


def restore(
    file: FileArgument,
    backup: Annotated[
        Path | None, typer.Argument(help="The backup; without one, the newest good one.")
    ] = None,
    list_them: Annotated[
        bool, typer.Option("--list", help="Only list the backups there are.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Put a backup in the place of the database; what stands there now is kept beside it."""
    printer.is_json = json
    if list_them:
        _list(file)
        return
    passphrase = passphrases.given()
    meant = newest_good(file) if backup is None else backup_at(backup, passphrase)
    if meant.is_encrypted and not passphrase:
        passphrase = passphrases.asked(tr("Passphrase of {file}", file=meant.path.name))
    with progress_shown() as progress:
        done = restore_backup(file, meant, passphrase, progress, who=user_name())
    aside = done.kept_aside
    printer.show(
        done,
        lambda: [
            tr("{file} is as it was on {when} UTC.", file=file, when=when(meant)),
            tr("What stood there before is kept as {file}.", file=aside)
            if aside is not None
            else tr("Nothing stood there before."),
        ],
    )


def _list(file: Path) -> None:
    found = known_backups(file)
    headings = (
        *(tr("Made (UTC)"), tr("Reason"), tr("Entities"), tr("Links"), tr("Documents")),
        *(tr("Records"), tr("MB"), tr("Encrypted"), tr("Good"), tr("File")),
    )
    yes, no = tr("yes"), tr("no")
    rows = [
        (
            *(when(one), reason_text(one.reason), one.entities, one.links, one.documents),
            *(one.records, round(one.size / 1e6, 1), yes if one.is_encrypted else no),
            *(yes if one.is_verified else no, one.path),
        )
        for one in found
    ]
    printer.show(
        {"file": file, "backups": found},
        lambda: [
            *(table(headings, rows) if rows else ()),
            ntr("{n} backup", "{n} backups", len(found)),
        ],
    )


def when(backup: Backup) -> str:
    """Give the time of a backup to the minute, UTC."""
    return backup.made_at[:16].replace("T", " ")
