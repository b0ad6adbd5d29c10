"""The entity a rule makes of a row."""

from __future__ import annotations

from collections.abc import Iterator

from iwtlink.i18n import tr
from iwtlink.intake.mapping import rules as m
from iwtlink.intake.mapping.cleaning import fold_cell
from iwtlink.intake.proposals import EntityKey, ProposedEntity, ProposedValue, fold_ref
from iwtlink.intake.proposing.ends import STATED, Guess, guess_type
from iwtlink.intake.proposing.made import Made, add_value, column_of
from iwtlink.intake.proposing.reading import Reading
from iwtlink.intake.proposing.scopes import Cells
from iwtlink.ontology.code_words import folded
from iwtlink.ontology.looks import type_by_look
from iwtlink.store.folding import is_latin

_NAMED_BY = {"phone": "number", "email": "address"}
"""What such a thing is called by, beside its name."""


def propose_entity(reading: Reading, rule: m.EntityRule, scope: Cells, made: Made) -> None:
    """Propose one entity, or add to the one that is the same."""
    label = reading.text(rule.label, scope)
    script = reading.text(rule.script_name, scope)
    ref = reading.text(rule.ref, scope)
    if not (label or script):
        if rule.same == "ref" and ref:
            reading.problem(tr("An item without a name is left out."), rule.label.column)
        return
    guess = _type_of(reading, rule, scope, label or script)
    if guess is None:
        return
    type_name, certainty = guess
    if rule.same == "ref" and not ref:
        reading.problem(tr("An item without its reference is left out."), column_of(rule.ref))
        return
    names = list(_names(reading, rule, scope, type_name, label, script))
    if not names and rule.same != "ref":  # nothing would tell that it is the same next time
        return
    key = _entity_key(reading, rule.same, type_name, label or script, ref)
    entity = reading.result.entities.get(key)
    if entity is None:
        entity = reading.result.entities[key] = ProposedEntity(key, type_name, label or script)
        entity.certainty = certainty
    elif certainty > entity.certainty:
        entity.type, entity.certainty = type_name, certainty
        known = reading.ontology.properties_of("entity", type_name)
        entity.values = [value for value in entity.values if value.property in known]
    elif certainty == STATED and entity.type != type_name:
        _report_two_types(reading, rule, entity, type_name)
    if rule.guess is not None:
        entity.type_column = rule.type.column
    if ref and ref not in entity.refs:
        entity.refs.append(ref)
    for name in names:
        add_value(entity.values, name)
    if rule.guess is not None and type_by_look(label) == entity.type in _NAMED_BY:
        own = reading.typed("entity", entity.type, _NAMED_BY[entity.type], label, rule.label, scope)
        if own is not None:
            add_value(entity.values, own)
    for value in reading.properties("entity", entity.type, rule.properties, scope):
        add_value(entity.values, value)
    made[rule.name] = key
    if not entity.rows or entity.rows[-1] != reading.row.number:
        entity.rows.append(reading.row.number)
        reading.row.made += 1


def _type_of(reading: Reading, rule: m.EntityRule, scope: Cells, name: str) -> Guess | None:
    """The type that the row states, else the one guessed; None with the problem reported."""
    word = reading.text(rule.type, scope)
    if not word and rule.guess is not None:
        return guess_type(reading, rule, scope, name)
    type_name = reading.entity_words.get(folded(word), "")
    if not type_name:
        reading.problem(tr("There is no entity type “{type}”.", type=word), rule.type.column)
        return None
    return type_name, STATED


def _entity_key(reading: Reading, same: m.Same, type_name: str, name: str, ref: str) -> EntityKey:
    if same == "ref":
        return ("ref", reading.origin, fold_ref(ref))
    if same == "any":
        return ("any", "", fold_cell(ref or name))
    return ("name", type_name, fold_cell(name))


def _report_two_types(
    reading: Reading, rule: m.EntityRule, entity: ProposedEntity, type_name: str
) -> None:
    reading.problem(
        tr(
            "{name} is a {first} in row {row} and a {second} here: the first holds.",
            name=entity.label,
            first=entity.type,
            second=type_name,
            row=entity.rows[0],
        ),
        rule.type.column,
    )


def _names(
    reading: Reading,
    rule: m.EntityRule,
    scope: Cells,
    type_name: str,
    label: str,
    script: str,
) -> Iterator[ProposedValue]:
    """Gives the names of an item; a cell that cannot be one is reported."""
    names = [(label, "primary", rule.label)]
    if script:
        kind = "alias" if label and is_latin(script) else "primary"
        names.append((script, kind, rule.script_name or rule.label))
    for expression in rule.other_names:
        kind = expression.kind or "alias"
        names += [(name, kind, expression) for name in reading.texts(expression, scope)]
    for name, kind, expression in names:
        if name:
            value = reading.typed(
                "entity", type_name, "name", name, expression, scope, value_kind=kind
            )
            if value is not None:
                yield value
