"""Icon, colour and usual form of each item, by its type and what it is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.departures import own_looks
from iwtlink.chart.items.forms import BOX, FORMS, ICON
from iwtlink.chart.items.subjects import subject_icon, subjects_of, telling
from iwtlink.chart.style import colour
from iwtlink.ontology import Ontology
from iwtlink.store.charts.content import ChartContent
from iwtlink.store.charts.usual import drawn_as

BUNDLE_ICON = "bundle"
_UNKNOWN_COLOUR = "#5f6b7a"
_TELLING = ("taxon", "term", "scientific_name", "form", "vehicle_kind")
"""Properties that tell which species, product or vehicle an item is."""


def icons_of(
    content: ChartContent, ontology: Ontology, counts: NDArray[np.int64]
) -> tuple[tuple[str, ...], NDArray[np.int32], NDArray[np.uint32]]:
    """Give the names of the icons used, which of them each item has, and its type's colour.

    ``counts`` (N,) is how many items each stands for: those of more than one are bundles.
    """
    numbers = {name: number for number, name in enumerate(dict.fromkeys(content.types))}
    known = [ontology.entity_types.get(name) for name in numbers]
    drawn = [kind.icon if kind else name for kind, name in zip(known, numbers, strict=True)]
    names = {icon: number for number, icon in enumerate(dict.fromkeys(drawn))}
    shades = [colour(kind.colour if kind and kind.colour else _UNKNOWN_COLOUR) for kind in known]
    types = np.fromiter(map(numbers.__getitem__, content.types), np.int64, len(content.types))
    icons = np.array([names[icon] for icon in drawn], np.int32)[types]
    for item, icon in _by_subject(content, list(names), icons):
        icons[item] = names.setdefault(icon, len(names))
    if (counts > 1).any():
        icons[counts > 1] = names.setdefault(BUNDLE_ICON, len(names))
    used, index = _in_order(icons, len(names))
    return (
        tuple(np.array(list(names), object)[used].tolist()),
        index,
        np.array(shades, np.uint32)[types],
    )


def _by_subject(
    content: ChartContent, names: Sequence[str], icons: NDArray[np.int32]
) -> Iterator[tuple[int, str]]:
    """Give the items whose icon shows what they are about, and that icon."""
    subjects = subjects_of()
    if subjects.keys().isdisjoint(content.types):
        return
    asked = [item for item, name in enumerate(content.types) if name in subjects]
    texts = [_about(content, item) for item in asked]
    for rank in telling(texts):
        item = asked[rank]
        usual = names[icons[item]]
        icon = subject_icon(content.types[item], usual, (texts[rank],))
        if icon != usual:
            yield item, icon


def _in_order(
    numbers: NDArray[np.int32], count: int
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Give the numbers that occur, in the order of their first use, and each one's rank in it."""
    first = np.full(count, len(numbers))
    np.minimum.at(first, numbers, np.arange(len(numbers)))
    used = np.argsort(first, kind="stable")[: int((first < len(numbers)).sum())]
    rank = np.zeros(count, np.int32)
    rank[used] = np.arange(len(used))
    return used, rank[numbers]


def forms_of(content: ChartContent, ontology: Ontology) -> NDArray[np.uint8]:
    """Give the form of each item: as its look says, else by the chart's convention."""
    forms = np.full(len(content.types), ICON, np.uint8)
    if content.options.convention == "unodc":
        usual = {
            name: FORMS.index(drawn_as(name, content.options, ontology))
            for name in dict.fromkeys(content.types)
        }
        forms = np.array([usual[name] for name in content.types], np.uint8)
    for item, look in own_looks(content):
        if look.representation in FORMS:
            forms[item] = FORMS.index(look.representation)
        elif look.is_container:
            forms[item] = BOX
    return forms


def _about(content: ChartContent, item: int) -> str:
    names = f"{content.labels[item]}\n{content.script_labels[item]}"
    if not content.facts or not content.facts[item].values:
        return names
    values = content.facts[item].values
    return "\n".join((names, *filter(None, (values.get(name, "") for name in _TELLING))))
