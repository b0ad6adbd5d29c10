"""One reason made from a weight, or none where it weighs nothing."""

from __future__ import annotations

from collections.abc import Iterator

from iwtlink.i18n import tr
from iwtlink.matching.candidates import Reason
from iwtlink.matching.weights import Weight
from iwtlink.ontology import Ontology

_LEAST = 0.05
"""A weight nearer to nothing than this is no reason."""


def reason(key: str, weight: Weight, words: str) -> Iterator[Reason]:
    """Yield the reason, if it is one."""
    if weight == "veto":
        yield Reason(key, "veto", 0.0, words)
    elif abs(weight) >= _LEAST:
        yield Reason(key, "+" if weight > 0 else "-", round(weight, 2), words)


def label_of(ontology: Ontology, type_name: str, name: str) -> str:
    """Give what a property is called."""
    known = ontology.entity_types[type_name].properties.get(name)
    return tr(known.label) if known else name
