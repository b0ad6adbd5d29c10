"""Whether what a mapping names exists: types, properties and constant values, told with file
and line."""

from __future__ import annotations

from collections.abc import Mapping

from iwtlink.i18n import tr
from iwtlink.intake.mapping import rules as m
from iwtlink.intake.mapping.cleaning import fold_cell
from iwtlink.intake.mapping.expressions import Expression
from iwtlink.ontology import Ontology, ValueProblem
from iwtlink.ontology.code_words import parse_code
from iwtlink.ontology.dates import PartialDate
from iwtlink.ontology.model import Kind
from iwtlink.ontology.values import parse_value
from iwtlink.store.links import STRENGTHS


def check_types(mapping: m.TableMapping, ontology: Ontology) -> None:
    """Raises BadInput at the first name or constant value the ontology does not know.

    What comes from a column is checked row by row instead.
    """
    for block in mapping.blocks:
        for entity in block.entities:
            _check(ontology, "entity", entity.type, entity.properties)
        for link in block.links:
            _check(ontology, "link", link.type, link.properties)
            _check_strength(link.strength)
        for observation in block.observations:
            _check(ontology, "observation", observation.type, observation.properties)
        for plain in block.plain:
            _check_fields(ontology, plain.kind, plain.values)
    _check_fields(ontology, "document", mapping.record.file_document)
    _check_fields(ontology, "record", mapping.record.values)
    _check_grades(ontology, mapping.record.values)


def _check_fields(ontology: Ontology, kind: str, fields: Mapping[str, Expression]) -> None:
    for name, expression in fields.items():
        constant = _constant(expression)
        if not constant:
            continue
        code_list = ontology.code_lists.get(m.CODE_LISTS.get((kind, name), ""))
        try:
            if code_list is not None:
                parse_code(constant, code_list)
            elif name in m.DATE_FIELDS:
                PartialDate.parse(constant)
        except ValueProblem as problem:
            raise expression.spot.wrong(str(problem)) from None


def _check_grades(ontology: Ontology, values: Mapping[str, Expression]) -> None:
    grading = values.get("grading")
    name = _constant(grading) if grading else ""
    if not grading or not name:
        return
    system = ontology.grading_systems.get(name)
    if system is None:
        raise grading.spot.wrong(tr("There is no grading system “{name}”.", name=name))
    lists = {
        "reliability": system.source,
        "credibility": system.information,
        "handling": system.handling,
    }
    for field, codes in lists.items():
        constant = _constant(values[field]) if field in values else ""
        if constant and codes is not None and constant not in codes.codes:
            raise values[field].spot.wrong(
                tr("“{code}” is not in the list “{list}”.", code=constant, list=codes.label)
            )


def _check_strength(strength: Expression | None) -> None:
    word = fold_cell(_constant(strength)) if strength else ""
    if strength and word and word not in STRENGTHS:
        known = ", ".join(STRENGTHS)
        raise strength.spot.wrong(
            tr("“{word}” is no strength; there are {known}.", word=word, known=known)
        )


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
        constant = _constant(rule.value)
        if constant and rule.value.unit is None:
            try:
                parse_value(known[rule.name], constant, ontology=ontology)
            except ValueProblem as problem:
                raise rule.spot.wrong(str(problem)) from None


def _constant(expression: Expression) -> str:
    """The text of an expression that reads no column, else ""."""
    if any(one.columns for one in expression.templates) or expression.steps:
        return ""
    return expression.template.fill({})
