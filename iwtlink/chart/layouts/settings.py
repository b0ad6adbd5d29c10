"""What an analyst may set of a layout, with its bounds and what is usual."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Settings = Mapping[str, Any]
SettingKind = Literal["number", "switch", "choice", "item", "items"]


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing to set: a number within bounds, a switch, one of some words, or items."""

    name: str
    kind: SettingKind
    usual: float | bool | str | None = None
    least: float = 0.0
    most: float = 0.0
    step: float = 0.0
    choices: tuple[str, ...] = ()


def number(name: str, usual: float, least: float, most: float, step: float) -> Setting:
    """Give a number to set, in the unit its words say."""
    return Setting(name, "number", usual, least, most, step)


def switch(name: str, usual: bool) -> Setting:
    """Give a thing to switch on and off."""
    return Setting(name, "switch", usual)


def choice(name: str, *choices: str) -> Setting:
    """Give a choice of words; the first is usual."""
    return Setting(name, "choice", choices[0], choices=choices)


SEPARATION = number("separation", 100.0, 50.0, 400.0, 10.0)
"""Percent of the usual distance between items."""
CENTRE = Setting("centre", "item")
"""An item to stand in the middle; none: the one with the most links."""
ROOTS = Setting("roots", "items")
"""Items to stand at the top; none: found by the arrows."""


def completed(known: Sequence[Setting], stated: Settings) -> dict[str, Any]:
    """Give a value for every setting: as stated where it fits, else as usual.

    ``item`` settings are an index or -1, ``items`` a tuple of indexes.
    """
    return {setting.name: _fitting(setting, stated.get(setting.name)) for setting in known}


def _fitting(setting: Setting, value: Any) -> Any:
    if setting.kind == "number":
        is_number = isinstance(value, (int, float)) and np.isfinite(value)
        given = float(value if is_number else setting.usual or 0.0)
        return min(max(given, setting.least), setting.most)
    if setting.kind == "switch":
        return value if isinstance(value, bool) else setting.usual
    if setting.kind == "choice":
        return value if value in setting.choices else setting.usual
    if setting.kind == "item":
        return int(value) if isinstance(value, (int, np.integer)) else -1
    return tuple(int(item) for item in value) if isinstance(value, (list, tuple)) else ()


def renumbered(settings: Settings, number: NDArray[np.int64]) -> dict[str, Any]:
    """Give settings whose items are named as ``number`` says (old to new, -1 for gone)."""
    changed = dict(settings)
    if "centre" in changed:
        item = changed["centre"]
        changed["centre"] = int(number[item]) if 0 <= item < len(number) else -1
    if "roots" in changed:
        kept = [int(number[item]) for item in changed["roots"] if 0 <= item < len(number)]
        changed["roots"] = tuple(item for item in kept if item >= 0)
    return changed
