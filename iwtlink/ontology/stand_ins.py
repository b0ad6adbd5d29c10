"""Types that a database uses and no file describes: they stand in under their bare names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from iwtlink.ontology.model import EntityType, LinkType, ObservationType, Ontology

_ROOT = "entity"
_CODE = "UNK"
"""Begins the references of such entities; no shipped type has it."""


def with_stand_ins(
    ontology: Ontology,
    entity_types: Iterable[str],
    link_types: Iterable[str],
    observation_types: Iterable[str],
) -> Ontology:
    """Give an ontology that knows all these types: those not described have the common
    properties, no icon, and join anything. So a database opens where a unit's own types are
    missing or wrong."""
    entities = {n: _entity(ontology, n) for n in entity_types if n not in ontology.entity_types}
    links = {n: _link(n) for n in link_types if n not in ontology.link_types}
    seen = {n: _observation(n) for n in observation_types if n not in ontology.observation_types}
    if not (entities or links or seen):
        return ontology
    return replace(
        ontology,
        entity_types={**ontology.entity_types, **entities},
        link_types={**ontology.link_types, **links},
        observation_types={**ontology.observation_types, **seen},
        ancestors={**ontology.ancestors, **{n: frozenset((n, _ROOT)) for n in entities}},
    )


def _words(name: str) -> str:
    return name.replace("_", " ")


def _entity(ontology: Ontology, name: str) -> EntityType:
    label = _words(name).capitalize()
    return replace(
        ontology.entity_types[_ROOT],
        name=name,
        label=label,
        plural=label,
        code=_CODE,
        icon=name,
        extends=_ROOT,
        is_abstract=False,
    )


def _link(name: str) -> LinkType:
    words = _words(name)
    return LinkType(name, words.capitalize(), words, words, True, ((_ROOT, _ROOT),), {}, "")


def _observation(name: str) -> ObservationType:
    label = _words(name).capitalize()
    return ObservationType(name, label, label, _CODE, (_ROOT,), {})
