"""The look that an entity gets when it is placed: that of how it is drawn, over it its type's."""

from __future__ import annotations

import json

from iwtlink.ontology import Ontology
from iwtlink.store.charts.look import Look, Representation, read_look
from iwtlink.store.charts.options import ChartOptions

_PEOPLE = "people"
"""Group of types whose items are circles in UNODC's convention."""


def drawn_as(type_name: str, options: ChartOptions, ontology: Ontology) -> Representation:
    """Give how items of a type are drawn by the convention of a chart.

    In UNODC's manual for analysts a person is a circle and all else a box (*Criminal
    Intelligence: Manual for Analysts*, United Nations, 2011, chapter 6).
    """
    if options.convention == "icons":
        return "icon"
    known = ontology.entity_types.get(type_name)
    return "circle" if known is not None and known.group == _PEOPLE else "box"


def usual_look(type_name: str, options: ChartOptions, ontology: Ontology) -> Look:
    """Give the look that a chart has for what is placed of a type."""
    own = options.type_looks.get(type_name, {})
    form = own.get("representation") or drawn_as(type_name, options, ontology)
    return read_look(Look, json.dumps({**options.form_looks.get(form, {}), **own}))
