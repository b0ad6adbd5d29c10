"""Palettes and ready-made rules, read from ``resources/styles``: colours all can tell apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import yaml

from iwtlink.chart.rules.rule import Rule, read_rules
from iwtlink.paths import resource

Kind = Literal["categories", "sequence", "diverging"]


@dataclass(frozen=True, slots=True)
class Palette:
    """A row of colours made for one purpose."""

    name: str
    label: str
    kind: Kind
    colours: tuple[str, ...]
    """"#rrggbb"; a sequence runs from little to much."""
    source: str
    names: tuple[str, ...] = ()
    """In English, of the colours of a palette of kinds."""


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Rules offered ready-made."""

    name: str
    label: str
    words: str
    rules: tuple[Rule, ...]


@cache
def load_palettes() -> Mapping[str, Palette]:
    """Give the shipped palettes by name."""
    data = _read("palettes")
    return {name: _palette(name, row) for name, row in data.items()}


@cache
def load_rule_sets() -> Mapping[str, RuleSet]:
    """Give the shipped rule sets by name."""
    data = _read("rules")
    return {
        name: RuleSet(name, row["label"], row["words"], read_rules(row["rules"]))
        for name, row in data.items()
    }


def _palette(name: str, row: Mapping[str, Any]) -> Palette:
    colours, names = tuple(row["colours"]), tuple(row.get("names", ()))
    return Palette(name, row["label"], row["kind"], colours, row["source"], names)


def _read(name: str) -> Mapping[str, Any]:
    text = resource("styles", f"{name}.yaml").read_text(encoding="utf-8")
    data: Mapping[str, Any] = yaml.safe_load(text)
    return data
