"""The signs a chart uses and their meaning: what its legend is made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar, get_args

import numpy as np

from iwtlink.chart.display import Display
from iwtlink.chart.items.badges import badge_label
from iwtlink.chart.items.forms import BOX, CIRCLE, EVENT, ICON, TEXT, THEME
from iwtlink.chart.links.usual import usual_pens
from iwtlink.chart.parts import LegendRow, Sample
from iwtlink.chart.rules.measures import number_words
from iwtlink.chart.rules.rule import Change, Rule, Worth
from iwtlink.chart.rules.words import rule_title
from iwtlink.chart.style import STRENGTHS, colour
from iwtlink.i18n import ntr, tr
from iwtlink.ontology import Ontology
from iwtlink.store.charts.content import ChartContent

SignKind = Literal["entity_type", "link_type", "strength", "badge", "rule", "text"]
How = Literal["replace", "append", "merge"]
_MOST_NAMED = 3
"""So many link types of one colour are named in a row of the legend."""
_BY_COLOUR = ("line", "frame")
"""Samples of which often several differ by their colours only."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign with its meaning."""

    kind: SignKind
    name: str
    """Name of a type, strength, badge or rule."""
    words: str
    sample: Sample = "text"
    picture: str = ""
    """Icon of an entity type or badge."""
    colour: int = 0
    dash: int = 0
    width_px: float = 1.0


_Row = TypeVar("_Row", Sign, LegendRow)


def signs_on(
    display: Display, content: ChartContent, ontology: Ontology, rules: Sequence[Rule]
) -> tuple[Sign, ...]:
    """Give the signs that are really on the chart: types, strengths, badges, rules."""
    return (
        *_entity_signs(display, content, ontology),
        *_link_signs(display, content, ontology),
        *_strength_signs(display),
        *_badge_signs(display),
        *_rule_signs(display, rules, ontology),
    )


def stated_signs(rows: Sequence[object], found: Sequence[Sign]) -> tuple[Sign, ...]:
    """Give the signs of rows kept with the chart: [kind, name] or [kind, name, words].

    Those of what is on the chart take its sample; those of what is not stand with their words.
    """
    known = {(str(sign.kind), sign.name): sign for sign in found}
    signs = []
    for row in rows:
        if not isinstance(row, (list, tuple)) or not 2 <= len(row) <= 3:
            continue
        kind, name, words = (*map(str, row), "")[:3]
        if kind not in get_args(SignKind):
            continue
        usual = known.get((kind, name), Sign("text", name, name))
        signs.append(_reworded(usual, words) if words else usual)
    return tuple(signs)


def telling(rows: Sequence[_Row]) -> list[_Row]:
    """Give the rows that still say what their sample means when all lines are black."""
    looks = Counter((row.sample, row.dash, row.width_px) for row in rows)
    return [
        row
        for row in rows
        if row.sample not in _BY_COLOUR or looks[row.sample, row.dash, row.width_px] == 1
    ]


def combined(old: Sequence[Sequence[str]], found: Sequence[Sign], how: How) -> list[list[str]]:
    """Give the rows of a legend populated from the chart: replacing, appending or merging.

    Append adds every sign found, merge only those the legend does not have; both keep words
    written by hand.
    """
    fresh = [[sign.kind, sign.name] for sign in found]
    if how == "replace":
        return fresh
    there = {tuple(row[:2]) for row in old}
    kept = [list(row) for row in old]
    return kept + [row for row in fresh if how == "append" or tuple(row) not in there]


def _reworded(sign: Sign, words: str) -> Sign:
    return replace(sign, words=words)


def _entity_signs(display: Display, content: ChartContent, ontology: Ontology) -> Iterator[Sign]:
    first: dict[str, int] = {}
    for item, name in enumerate(content.types):
        best = first.setdefault(name, item)
        if display.forms[best] != ICON and display.forms[item] == ICON:
            first[name] = item
    for name, item in first.items():
        known = ontology.entity_types.get(name)
        form = int(display.forms[item])
        yield Sign(
            "entity_type",
            name,
            tr(known.label) if known else name.replace("_", " "),
            sample=_SAMPLES[form],
            picture=known.icon if known else name,
            colour=int(display.edges[item] or display.node_colours[item]),
            width_px=display.style.edge_px,
        )


_SAMPLES: Mapping[int, Sample] = {
    ICON: "icon",
    CIRCLE: "circle",
    BOX: "edge",
    TEXT: "edge",
    EVENT: "icon",
    THEME: "icon",
}


def _link_signs(display: Display, content: ChartContent, ontology: Ontology) -> Iterator[Sign]:
    """Give the link types drawn in a colour of their own, those of one colour in a row."""
    colours = display.style.colours
    known = usual_pens(content.options, display.style).colours
    families: dict[int, list[str]] = {}
    for name in dict.fromkeys(content.link_types):
        families.setdefault(known.get(name, 0), []).append(name)
    for shade, names in families.items():
        if shade:
            words = _listed([_link_label(ontology, name) for name in names])
            yield Sign("link_type", ",".join(names), words, "line", colour=shade, width_px=2.0)
    if 0 in families and len(families) > 1:
        yield Sign("link_type", "", tr("Other link"), "line", colour=colours.link, width_px=2.0)


def _link_label(ontology: Ontology, name: str) -> str:
    known = ontology.link_types.get(name)
    return tr(known.label) if known else name.replace("_", " ")


def _listed(labels: Sequence[str]) -> str:
    shown = ", ".join(labels[:_MOST_NAMED])
    more = len(labels) - _MOST_NAMED
    return (
        shown
        if more <= 0
        else ntr("{named} and {n} more", "{named} and {n} more", more, named=shown)
    )


def _strength_signs(display: Display) -> Iterator[Sign]:
    words = (tr("Confirmed"), tr("Unconfirmed"), tr("Tentative"))
    present = np.unique(display.strengths).tolist()
    if present and present != [0]:
        for strength in present:
            yield Sign(
                "strength",
                STRENGTHS[strength],
                words[strength],
                "line",
                colour=display.style.colours.text,
                dash=strength,
            )


def _badge_signs(display: Display) -> Iterator[Sign]:
    for name in dict.fromkeys(filter(None, display.badges.names)):
        yield Sign("badge", name, badge_label(name), "badge", picture=name)


def _rule_signs(display: Display, rules: Sequence[Rule], ontology: Ontology) -> Iterator[Sign]:
    for rule in rules:
        name, change = rule_title(rule, ontology), next(iter(rule.changes), None)
        if change is None:
            continue
        for words, worth in _steps(change):
            said = tr("{rule}: {value}", rule=name, value=words) if words else name
            yield _rule_sign(display, rule, change, said, worth)


def _steps(change: Change) -> list[tuple[str, Worth]]:
    """Give each value of a change with the words it stands for."""
    if change.way == "lookup":
        return list(change.lookup.items())
    if change.way == "scale":
        ends = (change.scale[0], change.scale[-1])
        return [(number_words(at), worth) for at, worth in ends]
    return [("", change.value)]


def _rule_sign(display: Display, rule: Rule, change: Change, words: str, worth: Worth) -> Sign:
    style, is_link = display.style, rule.about == "links"
    if isinstance(worth, str) and change.effect != "badge":
        sample: Sample = "line" if is_link else "frame" if change.effect == "frame" else "fill"
        return Sign("rule", words, words, sample, colour=colour(worth), width_px=3.0)
    if change.effect == "width":
        width = float(worth) if not isinstance(worth, str) else 1.0
        return Sign("rule", words, words, "line", colour=style.colours.link, width_px=width)
    if change.effect == "badge":
        return Sign("rule", words, words, "badge", picture=str(worth))
    return Sign("rule", words, words, "text", colour=style.colours.text)
