"""The commands that compare names without a database: ``names explain`` and ``names score``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from iwtlink.cli.output import JsonOption, printer, table
from iwtlink.i18n import ntr, tr

if TYPE_CHECKING:
    from iwtlink.operations.naming import Explained, Figures, Read, Scored

names = typer.Typer(no_args_is_help=True, help="Compare names, and say why they agree or not.")


def add_to(app: typer.Typer) -> None:
    """Add the commands, below ``names``."""
    app.add_typer(names, name="names")


@names.command()
def explain(
    one: Annotated[str, typer.Argument(help="A name.")],
    other: Annotated[str, typer.Argument(help="Another name.")],
    type: Annotated[str, typer.Option(help="What is called so: person, company...")] = "",
    json: JsonOption = False,
) -> None:
    """Say how alike two names are, word by word."""
    from iwtlink.operations import naming

    printer.is_json = json
    found = naming.explain(one, other, type_name=type)
    printer.show(found, lambda: _explained(found))


@names.command()
def score(
    pairs: Annotated[Path, typer.Argument(help="A table with name_a, name_b, label.")],
    all: Annotated[bool, typer.Option("--all", help="With the pairs that need context.")] = False,
    json: JsonOption = False,
) -> None:
    """Say how well names of one are told from names of two in a table of labelled pairs."""
    from iwtlink.operations import naming

    printer.is_json = json
    found = naming.score(pairs, with_context=all)
    printer.show(found, lambda: _scored(found))


def _bands() -> dict[str, str]:
    return {"likely": tr("likely"), "possible": tr("possible"), "none": tr("no")}


def _verdicts() -> dict[str, str]:
    return {
        "same": tr("same"),
        "sounds": tr("sounds the same"),
        "close": tr("close"),
        "initial": tr("initial"),
        "missing": tr("missing"),
        "differs": tr("differs"),
    }


def _explained(found: Explained) -> list[str]:
    heading = tr("{band}, {score}: {why}", band=_bands()[found.band], score=f"{found.score:.2f}",
                 why=found.veto or found.why or tr("nothing agrees"))  # fmt: skip
    rows = [(t.one, t.other, _verdicts()[t.verdict], t.why) for t in found.tokens]
    headings = (tr("One"), tr("Other"), tr("Verdict"), tr("Why"))
    words = ["", *table(headings, rows)] if rows else []
    return [heading, *words, "", *_read(found.one), *_read(found.other)]


def _read(name: Read) -> list[str]:
    lines = [
        (tr("Read as"), " ".join(name.words)),
        (tr("Sounds"), " ".join(name.sounds)),
        (tr("Titles"), ", ".join(name.titles)),
        (tr("Legal form"), name.legal_form),
        (tr("Trade"), ", ".join(name.trades)),
        (tr("Place"), ", ".join(name.places)),
        (tr("Also called"), "; ".join(name.others)),
        (tr("Spelled"), ", ".join(name.spelled)),
    ]
    return [name.text, *(f"  {label}: {value}" for label, value in lines if value)]


def _scored(found: Scored) -> list[str]:
    counted = ntr("{n} pair", "{n} pairs", found.pairs)
    rows = [
        _figures(found.possible, tr("possible or likely")),
        _figures(found.likely, tr("likely")),
    ]
    headings = (tr("Taken for one"), tr("Found"), tr("False"), tr("Missed"),
                tr("Precision"), tr("Recall"), "F1")  # fmt: skip
    bands = [(label, *(by.get(band, 0) for band in _bands())) for label, by in found.bands.items()]
    misses = [
        (miss.line, miss.label, _bands()[miss.band], miss.score, miss.name_a, miss.name_b, miss.why)
        for miss in found.misses
    ]
    about = (tr("Line"), tr("Label"), tr("Band"), tr("Score"), "name_a", "name_b", tr("Why"))
    return [
        counted,
        "",
        *table(headings, rows),
        "",
        *table((tr("Label"), *_bands().values()), bands),
        *(["", *table(about, misses)] if misses else []),
    ]


def _figures(one: Figures, label: str) -> tuple[object, ...]:
    return (label, one.found, one.false, one.missed, one.precision, one.recall, one.f1)
