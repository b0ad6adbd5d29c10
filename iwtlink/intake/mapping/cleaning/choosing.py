"""Steps that choose: look a value up, keep, drop, take one of several."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from iwtlink.i18n import tr
from iwtlink.intake.mapping.cleaning.declared import (
    Declared,
    Otherwise,
    Tables,
    fold_cell,
    on_all,
    otherwise_of,
)
from iwtlink.intake.mapping.expressions import Report, Step
from iwtlink.intake.mapping.patterns import read_pattern, search
from iwtlink.ontology import yaml_lines as lines
from iwtlink.ontology.yaml_lines import Spot

_PLAIN_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)*")


def read_table(spot: Spot, besides: tuple[str, ...] = ()) -> dict[str, str]:
    """``good: [variant, variant]``; the good spelling stands for itself."""
    table: dict[str, str] = {}
    for good, _, variants in lines.entries(spot):
        if good in besides:
            continue
        words = lines.texts(variants) if lines.is_filled(variants) else ()
        for word in (good, *words):
            if table.setdefault(fold_cell(word), good) != good:
                raise variants.wrong(tr("“{word}” stands for two things.", word=word))
    return table


def _table(spot: Spot, tables: Tables) -> Step:
    """Looks the whole value up; ``otherwise: keep`` (usual), ``drop`` or ``problem``."""
    found = (
        {"name": spot}
        if lines.is_scalar(spot)
        else lines.fields(spot, ("name", "otherwise"), ("name",))
    )
    name = lines.text(found["name"])
    if name not in tables:
        raise found["name"].wrong(tr("There is no table “{name}” in this mapping.", name=name))

    def missing(value: str) -> str:
        return tr("“{value}” is not in the table “{name}”.", value=value, name=name)

    return _looking_up(tables[name], otherwise_of(found, "keep"), missing)


def _look_up(spot: Spot, _tables: Tables) -> Step:
    """Looks the whole value up in words that stand with the step."""
    found = {name: value for name, _, value in lines.entries(spot) if name == "otherwise"}
    table = read_table(spot, ("otherwise",))
    if not table:
        raise spot.wrong(tr("The words to look up are missing."))

    def missing(value: str) -> str:
        return tr("“{value}” is none of the words to look up.", value=value)

    return _looking_up(table, otherwise_of(found, "keep"), missing)


def _looking_up(
    table: Mapping[str, str], otherwise: Otherwise, missing: Callable[[str], str]
) -> Step:
    def look_up(values: list[str], report: Report) -> list[str]:
        result: list[str] = []
        for value in values:
            good = table.get(fold_cell(value))
            if good is not None:
                result.append(good)
            elif otherwise == "keep":
                result.append(value)
            elif otherwise == "problem":
                report(missing(value))
        return result

    return look_up


def _only(spot: Spot, _tables: Tables) -> Step:
    """Keeps the values a pattern is found in."""
    pattern = read_pattern(spot)
    return on_all(lambda values: [value for value in values if search(pattern, value)])


def _drop(spot: Spot, _tables: Tables) -> Step:
    unwanted = {fold_cell(word) for word in lines.texts(spot)}
    return on_all(lambda values: [v for v in values if fold_cell(v) not in unwanted])


def _default(spot: Spot, _tables: Tables) -> Step:
    word = lines.text(spot)
    return on_all(lambda values: [v for v in values if v] or [word])


def _take(spot: Spot, _tables: Tables) -> Step:
    """Keeps the first or the last value, or the one of that number (from 1)."""
    word = lines.text(spot)
    if word == "first":
        return on_all(lambda values: values[:1])
    if word == "last":
        return on_all(lambda values: values[-1:])
    at = lines.whole_number(spot)
    return on_all(lambda values: values[at - 1 : at])


def _inexact(values: list[str]) -> list[str]:
    """Gives the cell as stated where it is not one plain number, else nothing."""
    return [value for value in values if not _PLAIN_NUMBER.fullmatch(value.strip())]


def _once(values: list[str]) -> list[str]:
    """Gives each value once, spellings that differ in case or spaces counting as one."""
    kept: dict[str, str] = {}
    for value in values:
        kept.setdefault(fold_cell(value), value)
    return list(kept.values())


DECLARED = (
    Declared(
        "table", "table: species", "Tiger", "Panthera tigris",
        lambda: tr(
            "Looks the value up in a table of the mapping. table: {name: species, otherwise: "
            "drop} drops what is not in it; keep is usual; problem reports it."
        ),
        made=_table,
    ),
    Declared(
        "look_up", "look_up: {air: [by plane, flight]}", "Flight", "air",
        lambda: tr(
            "Looks the value up in words that stand here: the good spelling, then its variants. "
            "otherwise: as for table."
        ),
        made=_look_up,
    ),
    Declared(
        "only", 'only: "^[^;]+$"', "tiger; bear", "",
        lambda: tr("Keeps the values in which a pattern is found."),
        made=_only,
    ),
    Declared(
        "drop", "drop: [none, n/a]", "N/A", "",
        lambda: tr("Drops these values."), made=_drop,
    ),
    Declared(
        "default", "default: unknown", "", "unknown",
        lambda: tr("Stands where nothing is."), made=_default,
    ),
    Declared(
        "take", "take: first", "Boten", "Boten",
        lambda: tr("Keeps the first or last value, or the one of a number: take: 2."),
        made=_take,
    ),
    Declared(
        "once", "once", "Boten", "Boten",
        lambda: tr("Keeps each value once."), alone=on_all(_once),
    ),
    Declared(
        "inexact", "inexact", "about 40", "about 40",
        lambda: tr(
            "Keeps the cell as stated where it is not one plain number; else nothing. "
            "For a note beside a quantity."
        ),
        alone=on_all(_inexact),
    ),
)  # fmt: skip
