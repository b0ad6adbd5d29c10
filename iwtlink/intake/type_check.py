"""Whether the types and properties a mapping names exist, told with file and line."""

from __future__ import annotations

from iwtlink.i18n import tr
from iwtlink.intake import mapping as m
from iwtlink.intake.expressions import Expression
from iwtlink.ontology import Ontology
from iwtlink.ontology.model import Kind


def check_types(mapping: m.TableMapping, ontology: Ontology) -> None:
    """Raises BadInput at the first name the ontology does not know.

    Types that come from a column are checked row by row instead.
    """
    for block in mapping.blocks:
        for entity in block.entities:
            _check(ontology, "entity", entity.type, entity.properties)
        for link in block.links:
            _check(ontology, "link", link.type, link.properties)
        for observation in block.observations:
            _check(ontology, "observation", observation.type, observation.properties)
    grading = mapping.record.values.get("grading")
    name = _constant(grading) if grading else ""
    if grading and name and name not in ontology.grading_systems:
        raise grading.spot.wrong(tr("There is no grading system “{name}”.", name=name))


def _check(
    ontology: Ontology,
    kind: Kind,
    type_expression: Expression,
    properties: tuple[m.PropertyRule, ...],
) -> None:
    for rule in properties:
        for wanted in rule.only_for:
            if wanted not in ontology.entity_types:
                raise rule.spot.wrong(tr("There is no entity type “{type}”.", type=wanted))
    name = _constant(type_expression)
    if not name:
        return
    types = {
        "entity": ontology.entity_types,
        "link": ontology.link_types,
        "observation": ontology.observation_types,
    }[kind]
    if name not in types:
        raise type_expression.spot.wrong(
            tr("There is no {kind} type named “{name}”.", kind=kind, name=name)
        )
    known = ontology.properties_of(kind, name)
    for rule in properties:
        if rule.name not in known:
            raise rule.spot.wrong(tr("A {type} has no “{name}”.", type=name, name=rule.name))


def _constant(expression: Expression) -> str:
    """The text of an expression that reads no column, else ""."""
    if expression.template.columns or expression.steps:
        return ""
    return expression.template.fill({})
