"""The tables of matching: those shipped in ``resources/matching`` and a unit's own over them.

A unit's own file lies in the folder ``matching`` beside the settings and may hold any section
of the shipped files. Its lists are added to the shipped ones, its texts take their place. A
file that cannot be used is left out; ``own_table_problems`` says why, with file and line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from iwtlink.errors import BadInput
from iwtlink.i18n import tr
from iwtlink.ontology import yaml_lines as lines
from iwtlink.ontology.yaml_lines import Spot
from iwtlink.paths import own_files, resource

_SHIPPED = (
    "titles",
    "organisations",
    "hmong",
    "vietnamese",
    "khmer",
    "burmese",
    "thai_words",
    "telling",
    "same_names",
    "offered",
    "lao_thai",
)
_RULES = ("lao_passport", "lao_plain", "thai_usual")
_IN_A_ROW = frozenset({"telling"})
"""Sections that may be one text of many words."""
_T = TypeVar("_T")
_made: list[Callable[[], None]] = []


def once(make: Callable[[], _T]) -> Callable[[], _T]:
    """Make something of the tables once, until they are read again."""
    kept = lru_cache(maxsize=1)(make)
    _made.append(kept.cache_clear)
    return kept


def forget_when_read_again(clear: Callable[[], None]) -> None:
    """Name what else depends on the tables and must be emptied with them."""
    _made.append(clear)


def read_again() -> None:
    """Read the tables anew: a unit's own files may have changed."""
    for clear in _made:
        clear()


@once
def _sections() -> dict[str, list[Spot]]:
    found: dict[str, list[Spot]] = {}
    for name in _SHIPPED:
        spot = lines.read_yaml(resource("matching", f"{name}.yaml"))
        for section, _, value in lines.entries(spot) if spot else ():
            found.setdefault(section, []).append(value)
    known = frozenset(found)
    for path in own_files("matching"):
        if not _problem(path, known):
            own = lines.read_yaml(path)
            for section, _, value in lines.entries(own) if own else ():
                found[section].append(value)
    return found


def own_table_problems() -> list[str]:
    """Say which of the unit's own tables cannot be used, with file and line."""
    known = frozenset(_sections())
    return [problem for path in own_files("matching") if (problem := _problem(path, known))]


def _problem(path: Path, known: frozenset[str]) -> str:
    try:
        spot = lines.read_yaml(path)
        for section, key, value in lines.entries(spot) if spot else ():
            if section not in known:
                raise key.wrong(tr("Unknown section “{name}”.", name=section))
            _CHECKS.get(section, _check_texts)(value)
    except BadInput as error:
        return str(error)
    return ""


def _check_lists(spot: Spot) -> None:
    for _, _, value in lines.entries(spot):
        lines.texts(value)


def _check_texts(spot: Spot) -> None:
    for _, _, value in lines.entries(spot):
        lines.text(value)


def _check_words(spot: Spot) -> None:
    lines.texts(spot)


def _check_groups(spot: Spot) -> None:
    for item in lines.items(spot):
        lines.texts(item)


def _check_titles(spot: Spot) -> None:
    for _, _, value in lines.entries(spot):
        for key, given in lines.fields(value, TITLE_KEYS).items():
            if key == "careful":
                _check_lists(given)
            else:
                lines.texts(given)


TITLE_KEYS = ("sex", "before", "against", "after", "careful")
_CHECKS: Mapping[str, Callable[[Spot], None]] = {
    "titles": _check_titles,
    **dict.fromkeys(("legal_forms", "trades", "places", "clans", "surnames"), _check_lists),
    **dict.fromkeys(
        ("no_names", "also_called", "particles", "joining", "only_at_the_end", "telling"),
        _check_words,
    ),
    **dict.fromkeys(("also_people", "untelling"), _check_words),
    **dict.fromkeys(("vietnamese_beginnings", "vietnamese_ends"), _check_words),
    **dict.fromkeys(
        ("burmese_spellings", "same_names", "syllables", "kindred_trades", *_RULES), _check_groups
    ),
    "khmer_consonants": _check_lists,
    "khmer_vowels": _check_lists,
}


def spots(section: str) -> list[Spot]:
    """Give where a section stands: in the shipped file first, then in a unit's own."""
    return _sections()[section]


def lists(section: str) -> dict[str, tuple[str, ...]]:
    """Give the lists of a section by name; a unit's words come after the shipped ones."""
    found: dict[str, tuple[str, ...]] = {}
    for spot in spots(section):
        for name, _, value in lines.entries(spot):
            found[name] = (*found.get(name, ()), *lines.texts(value))
    return found


def texts(section: str) -> dict[str, str]:
    """Give the texts of a section by name; a unit's own take the place of the shipped ones."""
    found: dict[str, str] = {}
    for spot in spots(section):
        found.update((name, lines.text(value)) for name, _, value in lines.entries(spot))
    return found


def words(section: str) -> tuple[str, ...]:
    """Give all words of a section that is one list, or one text of words."""
    found = [word for spot in spots(section) for word in lines.texts(spot)]
    if section not in _IN_A_ROW:
        return tuple(found)
    return tuple(part for word in found for part in word.split())


def groups(section: str) -> list[tuple[str, ...]]:
    """Give a section that is a list of lists."""
    return [lines.texts(item) for spot in spots(section) for item in lines.items(spot)]
