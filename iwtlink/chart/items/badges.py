"""Badges: small marks at the corners of items that say what a colour alone would not."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.departures import own_looks
from iwtlink.chart.items.forms import CIRCLE, ICON, THEME
from iwtlink.chart.parts import Badges, no_badges
from iwtlink.chart.style import ChartStyle
from iwtlink.chart.text.metrics import measure
from iwtlink.i18n import ntr, tr
from iwtlink.store.charts.content import ChartContent, EntityFacts
from iwtlink.store.charts.look import Look

Floats = NDArray[np.float64]
BADGES = ("grade", "sources", "warning", "watch", "changed", "unsourced", "pinned")
"""What ``ChartOptions.badges`` may name."""
ICONS = frozenset(
    ("warning", "watch", "changed", "unsourced", "retracted", "pinned", "grade", "sources")
)
"""Badges drawn as an icon of ``resources/icons/badges`` when a rule names them."""
_SIDES: Mapping[str, float] = {
    "grade": -1.0,
    "sources": -1.0,
    "retracted": -1.0,
    "unsourced": -1.0,
    "pinned": -1.0,
    "warning": 1.0,
    "changed": 1.0,
    "watch": 1.0,
    "count": 0.0,
}
"""At which side of the form each stands, from its upper corner down: -1 left, 1 right."""
_STEP_PX = 1.0
"""Room between two badges at one side."""
_WORDS_PX = 3.0
"""Room beside the words of a badge."""
_MOST_CHARACTERS = 8
_UPPER_CORNER = math.pi / 4
_SLANTED = 2**0.5
"""Along a slope, boxes side by side need so much more room."""
_MOST_OF_RULES = 4


def badge_label(name: str) -> str:
    """Give what a badge says, for the legend, menus and a screen reader."""
    return {
        "grade": tr("Best grade"),
        "sources": tr("Number of sources"),
        "warning": tr("Warning"),
        "watch": tr("Watched"),
        "changed": tr("Changed since it was placed"),
        "unsourced": tr("No source yet"),
        "pinned": tr("Pinned to its place"),
        "retracted": tr("Retracted"),
        "count": tr("Number of items in a bundle"),
    }.get(name, name)


def badges_of(
    content: ChartContent,
    forms: NDArray[np.uint8],
    halves: Floats,
    counts: NDArray[np.int64],
    by_rules: Mapping[int, tuple[str, ...]],
    style: ChartStyle,
) -> Badges:
    """Give the badges of all items: those the chart's options name, then those of rules."""
    rows = sorted(_rows(content, counts, by_rules), key=lambda row: row[0])
    if not rows:
        return no_badges()
    owners = np.array([item for item, *_ in rows], np.int64)
    names = tuple(name if name in ICONS and not text else "" for _, name, text, _ in rows)
    texts = [text or badge_label(name) for _, name, text, _ in rows]
    colours = style.colours
    return Badges(
        owners=owners,
        names=names,
        texts=texts,
        offsets=_offsets(rows, forms, halves, style),
        colours=np.full(len(rows), colours.badge, np.uint32),
        text_colours=np.full(len(rows), colours.badge_text, np.uint32),
        widths=np.array([_width(n, t, style) for n, t in zip(names, texts, strict=True)]),
        side_px=style.badge_px,
        font_px=style.badge_font_px,
    )


def widened(boxes: Floats, badges: Badges) -> Floats:
    """Give the boxes of items grown to hold their badges."""
    if not len(badges.owners):
        return boxes
    half = np.column_stack((badges.widths, np.full(len(badges.owners), badges.side_px))) / 2
    grown = boxes.copy()
    np.minimum.at(grown[:, 0:2], badges.owners, badges.offsets - half)
    np.maximum.at(grown[:, 2:4], badges.owners, badges.offsets + half)
    return grown


Row = tuple[int, str, str, float]
"""Item, name, words (empty for an icon) and side of a badge."""


def _offsets(
    rows: list[Row],
    forms: NDArray[np.uint8],
    halves: Floats,
    style: ChartStyle,
) -> Floats:
    """Give the middles of badges, clear of the words: see ``_spot``."""
    places: list[tuple[float, float]] = []
    there: dict[tuple[int, float], int] = {}
    step = style.badge_px + _STEP_PX
    for item, _, _, side in rows:
        rank = there.get((item, side), 0)
        there[item, side] = rank + 1
        wide, high = halves[item].tolist()
        places.append(_spot(int(forms[item]), wide, high, side, rank * step))
    return np.array(places).reshape(-1, 2)


def _spot(form: int, wide: float, high: float, side: float, along: float) -> tuple[float, float]:
    """Give the place of a badge ``along`` so far from where those of its side begin.

    At an icon they stand one below the other from the upper corners down, on a circle along its
    rim, on other forms in a row on the upper edge; those without a side above the middle.
    """
    if not side:
        return (2 * along, -high)
    if form == CIRCLE:
        angle = _UPPER_CORNER - along * _SLANTED / max(wide, high)
        return (side * math.cos(angle) * wide, -math.sin(angle) * high)
    if form in (ICON, THEME):
        return (side * wide, along - high)
    return (side * (wide - along), -high)


def _rows(
    content: ChartContent, counts: NDArray[np.int64], by_rules: Mapping[int, tuple[str, ...]]
) -> Iterator[Row]:
    for item in np.flatnonzero(counts > 1).tolist():
        yield item, "count", f"{counts[item]}", _SIDES["count"]
    shown = frozenset(content.options.badges)
    own = {item: _switched(look, shown) for item, look in own_looks(content)}
    for item, facts in enumerate(content.facts):
        for name, text in _of(facts, own.get(item, shown)):
            yield item, name, text, _SIDES[name]
    for item in np.flatnonzero(content.is_pinned).tolist():
        if "pinned" in own.get(item, shown):
            yield item, "pinned", "", _SIDES["pinned"]
    for item, names in by_rules.items():
        for name in dict.fromkeys(names[:_MOST_OF_RULES]):
            yield item, name, "" if name in ICONS else name[:_MOST_CHARACTERS], _SIDES["count"]


def _switched(look: Look, shown: frozenset[str]) -> frozenset[str]:
    """Give the badges of an item: the chart's, but for those that its look has on or off."""
    ways = {"grade": look.grade_shown, "sources": look.sources_shown, "pinned": look.pin_shown}
    on = {name for name, way in ways.items() if way == "shown"}
    return (shown | on) - {name for name, way in ways.items() if way == "off"}


def _of(facts: EntityFacts, shown: frozenset[str]) -> Iterator[tuple[str, str]]:
    if facts.is_retracted:
        yield "retracted", ""
    if facts.grade and "grade" in shown:
        yield "grade", facts.grade[:_MOST_CHARACTERS]
    if facts.source_count and "sources" in shown:
        yield "sources", f"{facts.source_count}"
    for name, holds in (
        ("warning", facts.warning),
        ("watch", facts.watch),
        ("changed", facts.is_changed),
        ("unsourced", facts.is_unsourced),
    ):
        if holds and name in shown:
            yield name, ""


def _width(name: str, text: str, style: ChartStyle) -> float:
    if name:
        return style.badge_px
    width = measure(text, style.badge_font_px, True).width
    return max(style.badge_px, width + 2 * _WORDS_PX)


def badge_sentences(facts: EntityFacts) -> list[str]:
    """Give what the badges of an item stand for, each as a sentence for hovering."""
    said = []
    if facts.is_retracted:
        said.append(tr("Retracted."))
    if facts.warning:
        said.append(facts.warning)
    if facts.watch:
        said.append(tr("Watched: {status}.", status=facts.watch))
    if facts.is_changed:
        said.append(tr("Changed since it was placed on this chart."))
    if facts.is_unsourced:
        said.append(tr("No source is recorded."))
    if facts.source_count:
        count = ntr("{n} source", "{n} sources", facts.source_count)
        said.append(
            tr("{sources}, best grade {grade}.", sources=count, grade=facts.grade)
            if facts.grade
            else tr("{sources}.", sources=count)
        )
    return said
