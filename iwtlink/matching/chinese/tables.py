"""The tables behind Chinese names, read from ``resources/matching/chinese`` when first needed.

A unit may add rows to any of them in a file of the same name in the folder
``matching/chinese`` of its settings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from iwtlink.paths import config_dir, resource

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
    """Give the rows of a table, its own ones after the shipped ones, without comments."""
    own = config_dir() / "matching" / "chinese" / name
    for path in (resource("matching", "chinese", name), own):
        if path.is_file():
            for line in path.read_text(encoding="utf-8").splitlines():
                if line and not line.startswith("#"):
                    yield line.split("\t")


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
