"""The command that proves an installed program whole, on a machine without our tests."""

from __future__ import annotations

import tempfile
from pathlib import Path

import typer

from iwtlink.cli.output import JsonOption, printer
from iwtlink.errors import IwtlinkError
from iwtlink.i18n import tr


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command()(selftest)


def selftest(json: JsonOption = False) -> None:
    """Make the demo, analyse it, draw it, write a dossier, undo: does everything work here?"""
    from iwtlink.operations.proving import prove

    printer.is_json = json
    with tempfile.TemporaryDirectory(prefix="iwtlink-") as folder:
        proofs = prove(Path(folder))
    lines = [f"{tr('good') if proof.is_good else tr('BAD')}  {proof.what}" for proof in proofs]
    printer.show({"is_good": all(p.is_good for p in proofs), "proofs": proofs}, lambda: lines)
    bad = [proof.what for proof in proofs if not proof.is_good]
    if bad:
        raise IwtlinkError(tr("Not everything works here: {what}", what="; ".join(bad)))
