"""Reads code lists and grading systems from ``resources/codes``.

A list stands in YAML, or in a table (CSV) beside it when it is long and flat.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

from iwtlink.i18n import tr
from iwtlink.ontology import yaml_lines as lines
from iwtlink.ontology.model import Code, CodeList, GradeTable, GradingSystem
from iwtlink.ontology.yaml_lines import Spot

_CODE_KEYS = ("label", "description", "rank", "aliases", "colour", "text_colour")
_LIST_KEYS = ("label", "codes", "table", "reference")
_SYSTEM_KEYS = ("label", "source", "information", "handling", "reference", "converts")


def read_code_list(name: str, spot: Spot) -> CodeList:
    """Read one list: its label, and its codes either here or in a table."""
    given = lines.fields(spot, _LIST_KEYS, required=("label",))
    if ("codes" in given) == ("table" in given):
        raise spot.wrong(tr("A code list needs either “codes” or “table”."))
    codes = _table(given["table"]) if "table" in given else _codes(given["codes"])
    reference = lines.text(given["reference"]) if "reference" in given else ""
    return CodeList(name, lines.text(given["label"]), codes, reference)


def read_grading_system(name: str, spot: Spot, known: Mapping[str, CodeList]) -> GradingSystem:
    """Read one system, which names the code lists it is made of."""
    given = lines.fields(spot, _SYSTEM_KEYS, required=("label", "source", "information"))
    handling = _named_list(given["handling"], known) if "handling" in given else None
    source = _named_list(given["source"], known)
    information = _named_list(given["information"], known)
    tables = lines.entries(given["converts"]) if "converts" in given else ()
    return GradingSystem(
        name=name,
        label=lines.text(given["label"]),
        source=source,
        information=information,
        handling=handling,
        reference=lines.text(given["reference"]) if "reference" in given else "",
        converts={other: _grade_table(table, source, information) for other, _, table in tables},
    )


def _grade_table(spot: Spot, source: CodeList, information: CodeList) -> GradeTable:
    """Read how grades convert to those of another system; every grade needs its like."""
    keys = ("source", "information")
    given = lines.fields(spot, keys, required=keys)
    return GradeTable(
        _converted(given["source"], source), _converted(given["information"], information)
    )


def _converted(spot: Spot, codes: CodeList) -> dict[str, str]:
    found = {code: lines.text(value) for code, _, value in lines.entries(spot)}
    if set(found) != set(codes.codes):
        names = ", ".join(codes.codes)
        raise spot.wrong(tr("Each of these codes needs one it converts to: {names}.", names=names))
    return found


def _named_list(spot: Spot, known: Mapping[str, CodeList]) -> CodeList:
    name = lines.text(spot)
    if name not in known:
        raise spot.wrong(tr("There is no code list named “{name}”.", name=name))
    return known[name]


def _codes(spot: Spot) -> dict[str, Code]:
    """Read codes: ``CODE: label``, or ``CODE: {label: ..., description: ...}``."""
    return {name: _code(name, value) for name, _, value in lines.entries(spot)}


def _code(name: str, spot: Spot) -> Code:
    if lines.is_scalar(spot):
        if not lines.text(spot):
            raise spot.wrong(tr("“{name}” is missing.", name="label"))
        return Code(name, lines.text(spot))
    given = lines.fields(spot, _CODE_KEYS, required=("label",))
    words = {key: lines.text(given[key]) for key in _CODE_KEYS if key in given and key not in _ODD}
    return Code(
        code=name,
        label=words["label"],
        description=words.get("description", ""),
        rank=lines.whole_number(given["rank"]) if "rank" in given else 0,
        aliases=lines.texts(given["aliases"]) if "aliases" in given else (),
        colour=words.get("colour", ""),
        text_colour=words.get("text_colour", ""),
    )


_ODD = ("rank", "aliases")


def _table(spot: Spot) -> dict[str, Code]:
    """Read a CSV with the columns code, label and, where wanted, description and aliases.

    Several aliases stand in one cell, parted by semicolons.
    """
    path = spot.path.with_name(lines.text(spot))
    if not path.is_file():
        raise spot.wrong(tr("There is no table “{name}” beside this file.", name=path.name))
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        _check_columns(path, reader.fieldnames or ())
        codes: dict[str, Code] = {}
        for row in reader:
            code = _row_code(path, reader.line_num, row)
            if code.code in codes:
                problem = tr("“{name}” is given twice.", name=code.code)
                raise lines.bad_line(path, reader.line_num, problem)
            codes[code.code] = code
    return codes


def _check_columns(path: Path, columns: object) -> None:
    given = tuple(columns) if isinstance(columns, (list, tuple)) else ()
    for name in ("code", "label"):
        if name not in given:
            raise lines.bad_line(path, 1, tr("“{name}” is missing.", name=name))
    for name in given:
        if name not in ("code", "label", "description", "aliases"):
            known = "code, label, description, aliases"
            problem = tr("Unknown key “{name}”; known are {known}.", name=name, known=known)
            raise lines.bad_line(path, 1, problem)


def _row_code(path: Path, line: int, row: Mapping[str, str | None]) -> Code:
    code, label = row["code"] or "", row["label"] or ""
    if not code or not label:
        missing = "label" if code else "code"
        raise lines.bad_line(path, line, tr("“{name}” is missing.", name=missing))
    aliases = tuple(part.strip() for part in (row.get("aliases") or "").split(";") if part.strip())
    return Code(code, label, row.get("description") or "", aliases=aliases)
