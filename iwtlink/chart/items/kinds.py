"""Icon, colour and usual form of each item, by its type and what it is about."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.departures import own_looks
from iwtlink.chart.items.forms import BOX, CIRCLE, FORMS, ICON
from iwtlink.chart.items.subjects import subject_icon, subjects_of
from iwtlink.chart.style import colour
from iwtlink.ontology import Ontology
from iwtlink.store.charts.content import ChartContent

BUNDLE_ICON = "bundle"
_UNKNOWN_COLOUR = "#5f6b7a"
_PEOPLE = "people"
"""Group of types whose items are circles in UNODC's convention."""
_TELLING = ("taxon", "term", "scientific_name", "form", "vehicle_kind")
"""Properties that tell which species, product or vehicle an item is."""


def icons_of(
    content: ChartContent, ontology: Ontology, counts: NDArray[np.int64]
) -> tuple[tuple[str, ...], NDArray[np.int32], NDArray[np.uint32]]:
    """Give the names of the icons used, which of them each item has, and its type's colour.

    ``counts`` (N,) is how many items each stands for: those of more than one are bundles.
    """
    shades: dict[str, int] = {}
    usual: dict[str, str] = {}
    for name in dict.fromkeys(content.types):
        known = ontology.entity_types.get(name)
        usual[name] = known.icon if known else name
        shades[name] = colour(known.colour if known and known.colour else _UNKNOWN_COLOUR)
    icons = [usual[name] for name in content.types]
    if subjects_of().keys() & usual.keys():
        for item, name in enumerate(content.types):
            if name in subjects_of():
                icons[item] = subject_icon(name, icons[item], _about(content, item))
    for item in np.flatnonzero(counts > 1).tolist():
        icons[item] = BUNDLE_ICON
    names = {icon: number for number, icon in enumerate(dict.fromkeys(icons))}
    return (
        tuple(names),
        np.array([names[icon] for icon in icons], np.int32),
        np.array([shades[name] for name in content.types], np.uint32),
    )


def forms_of(content: ChartContent, ontology: Ontology) -> NDArray[np.uint8]:
    """Give the form of each item: as its look says, else by the chart's convention.

    In UNODC's manual for analysts a person is a circle and all else a box (*Criminal
    Intelligence: Manual for Analysts*, United Nations, 2011, chapter 6).
    """
    forms = np.full(len(content.types), ICON, np.uint8)
    if content.options.convention == "unodc":
        usual = {
            name: CIRCLE if _is_person(name, ontology) else BOX
            for name in dict.fromkeys(content.types)
        }
        forms = np.array([usual[name] for name in content.types], np.uint8)
    for item, look in own_looks(content):
        if look.representation in FORMS:
            forms[item] = FORMS.index(look.representation)
        elif look.is_container:
            forms[item] = BOX
    return forms


def _is_person(name: str, ontology: Ontology) -> bool:
    known = ontology.entity_types.get(name)
    return known is not None and known.group == _PEOPLE


def _about(content: ChartContent, item: int) -> list[str]:
    values = content.facts[item].values if content.facts else {}
    said = (values.get(name, "") for name in _TELLING)
    return [content.labels[item], content.script_labels[item], *filter(None, said)]
