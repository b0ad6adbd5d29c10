"""Names compared on request: two of them explained, or a table of labelled pairs scored."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from iwtlink.errors import BadInput
from iwtlink.i18n import tr
from iwtlink.matching import LIKELY, POSSIBLE, Name, TokenMatch, compare_names, read_name
from iwtlink.matching.offered import romanised
from iwtlink.ontology import load_ontology

Band = Literal["likely", "possible", "none"]
_BANDS: tuple[Band, ...] = ("likely", "possible", "none")
_COLUMNS = ("name_a", "name_b", "label")
_LABELS = {"same": True, "different": False}


@dataclass(frozen=True, slots=True)
class Read:
    """What was understood of a name: what it says, what was taken off, how it is spelled."""

    text: str
    words: tuple[str, ...]
    sounds: tuple[str, ...]
    titles: tuple[str, ...]
    legal_form: str
    is_organisation: bool
    trades: tuple[str, ...]
    places: tuple[str, ...]
    others: tuple[str, ...]
    spelled: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """Two names side by side, and what comparing them gives."""

    one: Read
    other: Read
    score: float
    band: Band
    why: str
    veto: str
    tokens: tuple[TokenMatch, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """How well names of one are found, where those of ``band`` and surer are taken for one."""

    band: Band
    found: int
    false: int
    missed: int
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class Miss:
    """A pair taken otherwise than it is labelled."""

    line: int
    label: str
    name_a: str
    name_b: str
    score: float
    band: Band
    why: str


@dataclass(frozen=True, slots=True)
class Scored:
    """What a table of labelled pairs gave.

    ``precision``, ``recall`` and ``f1`` count a pair as found that is possibly or likely one:
    what an analyst is shown. ``likely`` counts the likely ones alone; ``bands`` says, for each
    label, how many pairs came into each band.
    """

    pairs: int
    left_out: int
    precision: float
    recall: float
    f1: float
    likely: Figures
    possible: Figures
    bands: dict[str, dict[str, int]]
    misses: tuple[Miss, ...]


def band_of(score: float) -> Band:
    """Give the band of a score by name alone."""
    return "likely" if score >= LIKELY else "possible" if score >= POSSIBLE else "none"


def explain(one: str, other: str, *, type_name: str = "") -> Explained:
    """Compare two names and say all about it. Raises ``BadInput`` for a type that is none."""
    if type_name and type_name not in load_ontology().entity_types:
        raise BadInput(tr("There is no type “{name}”.", name=type_name))
    left, right = read_name(one), read_name(other)
    found = compare_names(left, right, type_name=type_name, fully=True)
    return Explained(
        _read(left),
        _read(right),
        found.score,
        band_of(found.score),
        found.why,
        found.veto,
        found.tokens,
    )


def _read(name: Name) -> Read:
    return Read(
        name.text,
        tuple(part.text for part in name.parts) or ((name.han,) if name.han else ()),
        name.sounds,
        name.titles,
        name.legal_form,
        name.is_organisation,
        tuple(sorted(name.trades)),
        tuple(sorted(name.places)),
        tuple(other.text for other in name.others),
        tuple(romanised(name.text)),
    )


def score(path: Path, *, with_context: bool = False) -> Scored:
    """Compare every pair of a table with the columns name_a, name_b and label.

    Columns may be parted by commas, semicolons or tabs, and be named in capitals.

    Pairs marked in a column ``needs_context`` can be judged by no name alone; they are left
    out unless ``with_context``. Raises ``BadInput`` for a table that is none.
    """
    rows = list(_rows(path))
    wanted = [row for row in rows if with_context or not row[3]]
    misses: list[Miss] = []
    bands: dict[str, Counter[str]] = {label: Counter() for label in _LABELS}
    for line, (one, other), label, _ in wanted:
        found = compare_names(read_name(one), read_name(other))
        band = band_of(found.score)
        bands[label][band] += 1
        if (band != "none") != _LABELS[label]:
            why = found.veto or found.why
            misses.append(Miss(line, label, one, other, found.score, band, why))
    likely = _figures("likely", bands, ("likely",))
    possible = _figures("possible", bands, ("likely", "possible"))
    return Scored(
        len(wanted),
        len(rows) - len(wanted),
        possible.precision,
        possible.recall,
        possible.f1,
        likely,
        possible,
        {label: {band: counted[band] for band in _BANDS} for label, counted in bands.items()},
        tuple(misses),
    )


_Row = tuple[int, tuple[str, str], str, bool]


def _rows(path: Path) -> Iterator[_Row]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            first = file.readline()
            parting = max(",;\t", key=first.count)
            named = [
                name.strip().lower() for name in next(csv.reader([first], delimiter=parting), [])
            ]
            reader = csv.DictReader(file, named, delimiter=parting)
            _check_columns(path, reader.fieldnames or ())
            for row in reader:
                yield _row(path, reader.line_num + 1, row)
    except OSError as error:
        raise BadInput(
            tr("Cannot read {file}: {why}.", file=path, why=error.strerror or error)
        ) from error
    except UnicodeDecodeError as error:
        raise BadInput(tr("{file} is not text in UTF-8.", file=path)) from error
    except csv.Error as error:
        raise BadInput(tr("{file} is not a table: {why}.", file=path, why=error)) from error


def _check_columns(path: Path, given: Sequence[str]) -> None:
    missing = ", ".join(name for name in _COLUMNS if name not in given)
    if missing:
        raise BadInput(
            tr("{file} has no column {names} in its first line.", file=path.name, names=missing)
        )


def _row(path: Path, line: int, row: dict[str, str | None]) -> _Row:
    label = (row["label"] or "").strip().lower()
    if label not in _LABELS:
        raise BadInput(
            tr(
                "{file}, line {line}: the label is “{label}”; it must be same or different.",
                file=path.name,
                line=line,
                label=label,
            )
        )
    needs_context = (row.get("needs_context") or "").strip().lower() in ("1", "yes", "true")
    return line, (row["name_a"] or "", row["name_b"] or ""), label, needs_context


def _figures(band: Band, bands: dict[str, Counter[str]], taken: tuple[str, ...]) -> Figures:
    found = sum(bands["same"][name] for name in taken)
    false = sum(bands["different"][name] for name in taken)
    missed = sum(bands["same"].values()) - found
    precision = found / (found + false) if found + false else 1.0
    recall = found / (found + missed) if found + missed else 1.0
    both = precision + recall
    f1 = 2 * precision * recall / both if both else 0.0
    return Figures(band, found, false, missed, round(precision, 4), round(recall, 4), round(f1, 4))
