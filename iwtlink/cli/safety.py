"""Commands that give a database a passphrase, another one, or none."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from iwtlink.cli.databases import FileArgument, sign_in
from iwtlink.cli.output import JsonOption, printer, progress_shown
from iwtlink.cli.passphrases import (
    NEW_VARIABLE,
    asked_new,
    forgetting_is_final,
    passphrases,
    read_passphrase,
)
from iwtlink.errors import Refused
from iwtlink.i18n import ntr, tr
from iwtlink.operations.keeping.rekey import Rekeyed, rekey_with_backups
from iwtlink.store import Store, opening
from iwtlink.store.opening import rekey
from iwtlink.store.opening.keys import normalised, strength_of


class BackupsWord(StrEnum):
    """What becomes of the backups made before, as a word of the command."""

    keep = "keep"
    reencrypt = "reencrypt"
    delete = "delete"


BackupsOption = Annotated[
    BackupsWord, typer.Option("--backups", help="What becomes of the backups made before.")
]


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(encrypt)
    app.command()(decrypt)
    app.command("rekey")(change)


def encrypt(
    file: FileArgument, backups: BackupsOption = BackupsWord.keep, json: JsonOption = False
) -> None:
    """Give a plain database a passphrase; a forgotten one is final."""
    printer.is_json = json
    opening.refuse_foreign(file)
    if opening.is_encrypted(file):
        raise Refused(tr("{file} is encrypted already; “rekey” changes it.", file=file.name))
    passphrase = passphrases.given() or _asked_new(file)
    with Store.open(file) as store, progress_shown() as progress:
        sign_in(store)
        done = rekey_with_backups(store, "", passphrase, backups.value, progress)
    _show(file, passphrase, tr("{file} is encrypted.", file=file), done)


def decrypt(
    file: FileArgument, backups: BackupsOption = BackupsWord.keep, json: JsonOption = False
) -> None:
    """Take the passphrase from a database; then anyone who has the file can read it."""
    printer.is_json = json
    present = _present(file)
    with Store.open(file, passphrase=present) as store, progress_shown() as progress:
        sign_in(store)
        rekey.refuse_plain(store)
        done = rekey_with_backups(store, present, "", backups.value, progress)
    printer.show(
        {"file": file, "is_encrypted": False, "backups": done},
        lambda: [tr("{file} is not encrypted any more.", file=file), *_of_backups(done)],
    )


def change(
    file: FileArgument,
    new_passphrase_file: Annotated[
        Path | None,
        typer.Option(
            "--new-passphrase-file", help="A text file whose first line is the new passphrase."
        ),
    ] = None,
    backups: BackupsOption = BackupsWord.keep,
    json: JsonOption = False,
) -> None:
    """Give an encrypted database another passphrase."""
    printer.is_json = json
    present = _present(file)
    with Store.open(file, passphrase=present) as store:
        sign_in(store)
        rekey.refuse_plain(store)
        if new_passphrase_file is not None:
            new = read_passphrase(new_passphrase_file)
        else:
            new = os.environ.get(NEW_VARIABLE, "") or _asked_other(file)
        with progress_shown() as progress:
            done = rekey_with_backups(store, present, new, backups.value, progress)
    _show(file, new, tr("{file} has a new passphrase.", file=file), done)


def _present(file: Path) -> str:
    """Give the passphrase that the database has now; empty for a plain one."""
    opening.refuse_foreign(file)
    if not opening.is_encrypted(file):
        return ""
    return passphrases.given() or passphrases.asked(tr("Passphrase of {file}", file=file.name))


def _asked_new(file: Path) -> str:
    typer.echo(forgetting_is_final(), err=True)
    return normalised(passphrases.asked(tr("New passphrase of {file}", file=file.name), twice=True))


def _asked_other(file: Path) -> str:
    typer.echo(forgetting_is_final(), err=True)
    return normalised(asked_new(file))


def _of_backups(done: Rekeyed) -> list[str]:
    """Say what became of the backups."""
    if done.deleted:
        words = ntr("{n} backup was deleted.", "{n} backups were deleted.", done.deleted)
    elif done.changed:
        words = ntr("{n} backup was changed too.", "{n} backups were changed too.", done.changed)
    else:
        words = tr("Backups and copies made before are as they were.")
    return [words, *done.problems]


def _show(file: Path, passphrase: str, sentence: str, done: Rekeyed) -> None:
    strength = strength_of(passphrase)
    printer.show(
        {"file": file, "is_encrypted": True, "strength": strength.score, "backups": done},
        lambda: [
            sentence,
            tr("The passphrase: {strength}", strength=strength.sentence),
            forgetting_is_final(),
            *_of_backups(done),
        ],
    )
