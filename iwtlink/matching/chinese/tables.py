"""The tables behind Chinese names, read from ``resources/matching/chinese`` when first needed.

A unit may add rows to any of them in a file of the same name in the folder
``matching/chinese`` of its settings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from iwtlink.i18n import tr
from iwtlink.paths import own_files, resource

OWN_FOLDER = "matching/chinese"
OWN_TABLES = "*.t[sx][vt]"
"""Where in its settings folder a unit has tables of its own, and what their names are like."""
_NUMBERS = {"surnames.tsv": 1, "given.tsv": 0}
"""In which column a table has a number."""
_RARE_GIVEN = 0.3
"""Weight of a character that the lists of given names do not hold."""
_RARE_SURNAME = 0.001


@dataclass(frozen=True, slots=True)
class Surnames:
    """Surnames, single and double, with their share of people in percent."""

    shares: Mapping[str, float]
    read_as: Mapping[str, tuple[str, ...]]
    """Pinyin of those that are read otherwise than the character alone."""
    doubles: tuple[str, ...]

    def share(self, surnames: frozenset[str]) -> float:
        """Give the share of people, in percent, who bear one of these surnames."""
        return sum(self.shares.get(surname, _RARE_SURNAME) for surname in surnames)


def rows(name: str) -> Iterator[list[str]]:
    """Give the rows of a table, a unit's own ones after the shipped ones, without comments.

    Own rows that cannot be used are left out; ``own_problems`` says which.
    """
    shipped = [row for _, row in _lines(resource("matching", "chinese", name))]
    yield from shipped
    for own in own_files(OWN_FOLDER, name):
        yield from (row for _, row in _lines(own) if _is_usable(name, row, shipped))


def lists(name: str) -> Mapping[str, list[str]]:
    """Give the words of a table of kinds; those of a unit are added to the shipped ones."""
    found: dict[str, list[str]] = {}
    for row in rows(name):
        found.setdefault(row[0], []).extend(row[1].split())
    return found


def own_problems() -> list[str]:
    """Say which of the unit's own rows cannot be used, with file and line."""
    found = []
    for own in own_files(OWN_FOLDER, OWN_TABLES):
        path = resource("matching", "chinese", own.name)
        if not path.is_file():
            found.append(tr("{file}: there is no shipped table of this name", file=str(own)))
            continue
        shipped = [row for _, row in _lines(path)]
        found += [
            tr("{file}, line {line}: this row has not the columns of the shipped table",
               file=str(own), line=str(number))
            for number, row in _lines(own)
            if not _is_usable(own.name, row, shipped)
        ]  # fmt: skip
    return found


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line.split("\t")


def _is_usable(name: str, row: list[str], shipped: list[list[str]]) -> bool:
    if len(row) < min(map(len, shipped)) or not all(row[:1]):
        return False
    if (place := _NUMBERS.get(name)) is None:
        return "=" in row[1] if row[0] == "in characters" else True
    try:
        return float(row[place]) > 0
    except ValueError:
        return False


@lru_cache(maxsize=1)
def simplified() -> Mapping[int, str]:
    """Give the simplified character of every traditional or variant one."""
    return {ord(pair[0]): pair[1] for (line,) in rows("variants.txt") for pair in line.split()}


@lru_cache(maxsize=1)
def surnames() -> Surnames:
    """Read the surnames."""
    shares = {row[0]: float(row[1]) for row in rows("surnames.tsv")}
    read_as = {row[0]: tuple(row[1].split()) for row in rows("surname_readings.tsv")}
    doubles = tuple(surname for surname in shares if len(surname) > 1)
    return Surnames(shares, read_as, doubles)


@lru_cache(maxsize=1)
def _given_weights() -> tuple[Mapping[str, float], float]:
    weights = {char: float(row[0]) for row in rows("given.tsv") for char in row[1]}
    return weights, sum(weights.values())


def given_share(characters: frozenset[str]) -> float:
    """Give the share, 0 to 1, of given-name characters that these make up."""
    weights, total = _given_weights()
    return sum(weights.get(char, _RARE_GIVEN) for char in characters) / total
