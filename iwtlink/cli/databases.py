"""Commands that make, fill and check a database."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from iwtlink.cli.output import JsonOption, printer, progress_shown
from iwtlink.cli.passphrases import forgetting_is_final, passphrases
from iwtlink.cli.qt import open_window
from iwtlink.errors import DatabaseInUse, PassphraseNeeded, Refused, WrongPassphrase
from iwtlink.i18n import ntr, tr
from iwtlink.settings import load_settings
from iwtlink.store import DATABASE, Store, chart_scope
from iwtlink.store.check import check as check_store
from iwtlink.store.opening.keys import normalised
from iwtlink.store.opening.lock import user_name

if TYPE_CHECKING:
    from iwtlink.intake.report import ImportReport

FileArgument = Annotated[Path, typer.Argument(help="The database file (.iwt).")]


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(demo)
    app.command()(new)
    app.command("import")(import_tables)
    app.command()(check)
    app.command()(undo)
    app.command()(redo)


_TRIES = 3
"""How often a passphrase may be mistyped at the prompt."""


def opened(file: Path, *, read_only: bool = False) -> Store:
    """Open the database of a command, with its passphrase where it has one.

    The passphrase comes from ``--passphrase-file``, the environment or a prompt.
    """
    try:
        return Store.open(file, read_only=read_only, passphrase=passphrases.given())
    except PassphraseNeeded:
        question = tr("Passphrase of {file}", file=file.name)
    for _ in range(_TRIES - 1):
        try:
            return _open_with(file, passphrases.asked(question), read_only=read_only)
        except WrongPassphrase as error:
            typer.echo(str(error), err=True)
    return _open_with(file, passphrases.asked(question), read_only=read_only)


def _open_with(file: Path, passphrase: str, *, read_only: bool) -> Store:
    return Store.open(file, read_only=read_only, passphrase=passphrase)


def sign_in(store: Store) -> None:
    """Work under the name in the settings, or the name by which the computer knows the user."""
    settings = load_settings()
    name = settings.analyst_name or user_name()
    store.sign_in(name, settings.analyst_initials or name[:2].upper())
    store.opened_through("command line")


def opened_for_export(file: Path) -> Store:
    """Open for writing, so that the export is logged; read-only where another has it open."""
    try:
        store = opened(file)
    except (DatabaseInUse, Refused):
        return opened(file, read_only=True)
    sign_in(store)
    return store


def demo(
    file: Annotated[Path | None, typer.Argument(help="Where to make it.")] = None,
    no_window: Annotated[bool, typer.Option("--no-window", help="Only make the file.")] = False,
    json: JsonOption = False,
) -> None:
    """Make the fictional demo database (once) and open it in the window."""
    from iwtlink.operations.demo import make_demo, ready_demo

    printer.is_json = json
    with progress_shown() as progress:
        if file is None:
            path = ready_demo(progress)
        else:
            path = file
            make_demo(path, progress).close()
    printer.show({"file": path}, lambda: [tr("The demo database is {file}.", file=path)])
    if not no_window:
        open_window(path)


def new(
    file: FileArgument,
    title: Annotated[str, typer.Option(help="What the database is called.")] = "",
    code: Annotated[
        str, typer.Option(help="Short code in every reference, unlike any other laptop's.")
    ] = "DB1",
    encrypted: Annotated[
        bool, typer.Option("--encrypted", help="With a passphrase, which is asked for.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Make an empty database."""
    printer.is_json = json
    passphrase = _first_passphrase(file) if encrypted or passphrases.file else ""
    Store.create(file, title=title, code=code, passphrase=passphrase).close()
    printer.show({"file": file, "code": code}, lambda: [tr("{file} is ready.", file=file)])


def _first_passphrase(file: Path) -> str:
    typer.echo(forgetting_is_final(), err=True)
    question = tr("New passphrase of {file}", file=file.name)
    return normalised(passphrases.given() or passphrases.asked(question, twice=True))


def import_tables(
    file: FileArgument,
    source: Annotated[list[Path], typer.Argument(help="CSV, XLSX, XLS or ODS files.")],
    mapping: Annotated[
        str | None, typer.Option(help="Name of a shipped mapping, or a mapping file.")
    ] = None,
    sheet: Annotated[str | None, typer.Option(help="The sheet of a workbook.")] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only report what would happen.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Import tables, all in one step that one undo removes."""
    from iwtlink.operations.imports import import_sources

    printer.is_json = json
    with opened(file) as store, progress_shown() as progress:
        sign_in(store)
        reports = import_sources(
            store, source, mapping=mapping, sheet=sheet, dry_run=dry_run, progress=progress
        )
    printer.show(
        {"dry_run": dry_run, "reports": reports},
        lambda: [
            *(line for report in reports for line in report.to_lines()),
            _outcome(reports, dry_run=dry_run),
        ],
    )


def _outcome(reports: Sequence[ImportReport], *, dry_run: bool) -> str:
    if dry_run:
        return tr("Nothing was written (dry run).")
    if all(report.changes_nothing for report in reports):
        return tr("Everything in it is known already; nothing was written.")
    return tr("Imported in one step.")


def check(
    file: FileArgument,
    rebuild_search: Annotated[
        bool, typer.Option("--rebuild-search", help="Make the search index anew first.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Verify the file, its journal and every item; exit code 1 where something is wrong."""
    printer.is_json = json
    with opened(file, read_only=not rebuild_search) as store, progress_shown() as progress:
        if rebuild_search:
            store.rebuild_search()
        found = check_store(store, progress)
    printer.show(
        found,
        lambda: [
            tr("{n} steps, {rows} items looked at.", n=found.step_count, rows=found.row_count),
            tr("Head of the journal: {head}", head=found.head),
            *(found.faults or [tr("Everything is whole and as its last step left it.")]),
        ],
    )
    if found.faults:
        raise typer.Exit(1)


def undo(
    file: FileArgument,
    chart: Annotated[str | None, typer.Option(help="Undo on this chart (its reference).")] = None,
    json: JsonOption = False,
) -> None:
    """Take back the last step."""
    _take_back(file, chart, json, is_undo=True)


def redo(
    file: FileArgument,
    chart: Annotated[str | None, typer.Option(help="Redo on this chart (its reference).")] = None,
    json: JsonOption = False,
) -> None:
    """Do again what was last taken back."""
    _take_back(file, chart, json, is_undo=False)


def _take_back(file: Path, chart: str | None, json: bool, *, is_undo: bool) -> None:
    from iwtlink.operations.finding import find_chart

    printer.is_json = json
    with opened(file) as store:
        sign_in(store)
        scope = DATABASE
        if chart is not None:
            with store.read() as db:
                scope = chart_scope(find_chart(db, chart))
        step = store.undo(scope) if is_undo else store.redo(scope)
    if step is None:
        raise Refused(
            tr("There is nothing to undo.") if is_undo else tr("There is nothing to redo.")
        )
    count = ntr("{n} row", "{n} rows", step.row_count)
    words = tr("Taken back: {label}", label=step.label)
    again = tr("Done again: {label}", label=step.label)
    printer.show({"step": step}, lambda: [f"{words if is_undo else again} ({count})"])
