"""Palettes and ready-made rules, read from ``resources/styles``: colours all can tell apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import yaml

from iwtlink.chart.rules.rule import About, Change, Rule, read_rules
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


def rules_by_category(
    about: About, measure: str, values: Sequence[str], palette: Palette, name: str = ""
) -> tuple[Rule, ...]:
    """Give rules that colour by a value in words, with a badge so that colour is not alone.

    Values beyond the palette's colours are not coloured: a colour used twice would mislead.
    """
    pairs = list(zip(values, palette.colours, strict=False))
    colours = Change("colour", "lookup", lookup=dict(pairs))
    if about == "links":
        widths = Change("width", "lookup", lookup={v: 1.5 + k for k, (v, _) in enumerate(pairs)})
        return (Rule(about, (colours, widths), name=name, measure=measure),)
    frames = Change("frame", "lookup", lookup=dict(pairs))
    badges = Change("badge", "lookup", lookup={value: value for value, _ in pairs})
    return (Rule(about, (frames, badges), name=name, measure=measure),)


def rules_by_scale(
    about: About, measure: str, low: float, high: float, palette: Palette, name: str = ""
) -> tuple[Rule, ...]:
    """Give rules that colour by a number on a scale, and size or widen with it."""
    steps = max(len(palette.colours) - 1, 1)
    points = tuple(
        (low + (high - low) * number / steps, colour)
        for number, colour in enumerate(palette.colours)
    )
    if about == "links":
        other = Change("width", "scale", scale=((low, 1.0), (high, 8.0)))
    else:
        other = Change("size", "scale", scale=((low, 1.0), (high, 2.0)))
    effect: Literal["colour", "frame"] = "colour" if about == "links" else "frame"
    changes = (Change(effect, "scale", scale=points), other)
    return (Rule(about, changes, name=name, measure=measure),)


def _palette(name: str, row: Mapping[str, Any]) -> Palette:
    colours, names = tuple(row["colours"]), tuple(row.get("names", ()))
    return Palette(name, row["label"], row["kind"], colours, row["source"], names)


def _read(name: str) -> Mapping[str, Any]:
    text = resource("styles", f"{name}.yaml").read_text(encoding="utf-8")
    data: Mapping[str, Any] = yaml.safe_load(text)
    return data
