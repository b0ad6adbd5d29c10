"""One row's items: a function for entities, links, observations and each plain table."""

from __future__ import annotations

from collections.abc import Iterator

from iwtlink.i18n import tr
from iwtlink.intake.mapping import rules as m
from iwtlink.intake.mapping.cleaning import fold_cell
from iwtlink.intake.mapping.expressions import Expression
from iwtlink.intake.proposals import (
    EntityKey,
    ProposedDissemination,
    ProposedEntity,
    ProposedItem,
    ProposedLink,
    ProposedObservation,
    ProposedValue,
    fold_ref,
)
from iwtlink.intake.proposing.ends import STATED, Guess, cannot_join, guess_type
from iwtlink.intake.proposing.reading import Reading
from iwtlink.intake.proposing.scopes import Cells, holds
from iwtlink.ontology.code_words import folded
from iwtlink.ontology.looks import type_by_look
from iwtlink.store.folding import is_latin
from iwtlink.store.links import STRENGTHS

DATE_FIELDS = ("date", "received_on")
_NAMED_BY = {"phone": "number", "email": "address"}
"""What such a thing is called by, beside its name."""

Made = dict[str, EntityKey]
"""Entities made so far by this row, under the names the mapping gives them."""


def make_items(reading: Reading, block: m.Block, scope: Cells, made: Made) -> None:
    """Proposes all that a block makes of a row (or of one part of it)."""
    for entity in block.entities:
        made.pop(entity.name, None)
        if holds(reading, entity.conditions, scope):
            _entity(reading, entity, scope, made)
    for link in block.links:
        if holds(reading, link.conditions, scope):
            _link(reading, link, scope, made)
    for observation in block.observations:
        if holds(reading, observation.conditions, scope):
            _observation(reading, observation, scope, made)
    for plain in block.plain:
        if holds(reading, plain.conditions, scope):
            _plain(reading, plain, scope, made)
    for dissemination in block.disseminations:
        if holds(reading, dissemination.conditions, scope):
            _dissemination(reading, dissemination, scope)


# -- entities


def _entity(reading: Reading, rule: m.EntityRule, scope: Cells, made: Made) -> None:
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
        reading.problem(tr("An item without its reference is left out."), _column(rule.ref))
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
        _add_value(entity.values, name)
    if rule.guess is not None and type_by_look(label) == entity.type in _NAMED_BY:
        own = reading.typed("entity", entity.type, _NAMED_BY[entity.type], label, rule.label, scope)
        if own is not None:
            _add_value(entity.values, own)
    for value in reading.properties("entity", entity.type, rule.properties, scope):
        _add_value(entity.values, value)
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


def _add_value(values: list[ProposedValue], new: ProposedValue) -> None:
    """Adds a value unless the same is there already; items have few values."""
    for value in values:
        if value.property == new.property and value.value == new.value and value.held == new.held:
            return
    values.append(new)


def _end(reading: Reading, end: m.End, scope: Cells, made: Made) -> EntityKey | None:
    if end.ref is None:
        return made.get(end.made)
    ref = reading.text(end.ref, scope)
    if not ref:
        reading.problem(tr("The reference of an end is missing."), end.ref.column)
        return None
    return ("ref", reading.origin, fold_ref(ref))


# -- links


def _link(reading: Reading, rule: m.LinkRule, scope: Cells, made: Made) -> None:
    start, end = _end(reading, rule.start, scope, made), _end(reading, rule.end, scope, made)
    type_name, is_turned = _link_type(reading, rule, scope)
    if start is None or end is None or not type_name:
        reading.result.refused_ends |= {key for key in (start, end) if key is not None}
        return
    if is_turned:
        start, end = end, start
    if start == end:
        reading.problem(tr("A link needs two different ends."), _column(rule.end.ref))
        reading.result.refused_ends.add(start)
        return
    if not _is_allowed(reading, type_name, start, end):
        reading.result.refused_ends |= {start, end}
        return
    ref = reading.text(rule.ref, scope)
    values = list(reading.properties("link", type_name, rule.properties, scope))
    key = _link_key(reading, type_name, start, end, ref, values)
    link = reading.result.links.get(key)
    if link is None:
        strength = _strength(reading, rule, scope)
        link = ProposedLink(key, type_name, start, end, ref, strength, rule.states_ends)
        reading.result.links[key] = link
    for value in values:
        _add_value(link.values, value)
    link.rows.append(reading.row.number)
    reading.row.made += 1


def _link_type(reading: Reading, rule: m.LinkRule, scope: Cells) -> tuple[str, bool]:
    word = reading.text(rule.type, scope)
    type_name, is_turned = reading.link_words.get(folded(word), ("", False))
    if not type_name:
        reading.problem(tr("There is no link type “{type}”.", type=word), rule.type.column)
    return type_name, is_turned


def _link_key(
    reading: Reading,
    type_name: str,
    start: EntityKey,
    end: EntityKey,
    ref: str,
    values: list[ProposedValue],
) -> tuple[object, ...]:
    """A link without a reference is known by type, ends, role and start."""
    if ref:
        return ("ref", reading.origin, fold_ref(ref))
    is_directed = reading.ontology.link_types[type_name].is_directed
    ends = (start, end) if is_directed else tuple(sorted((start, end)))
    told = {value.property: value.value.text for value in values}
    return ("ends", type_name, *ends, told.get("role", ""), told.get("start", ""))


def _strength(reading: Reading, rule: m.LinkRule, scope: Cells) -> str:
    """Give the strength the table states; empty where it says none: it follows the grades."""
    if rule.strength is None:
        return ""
    strength = fold_cell(reading.text(rule.strength, scope))
    if not strength or strength in STRENGTHS:
        return strength
    reading.problem(
        tr("“{word}” is no strength; taken as unconfirmed.", word=strength), rule.strength.column
    )
    return "unconfirmed"


def _is_allowed(reading: Reading, type_name: str, start: EntityKey, end: EntityKey) -> bool:
    """Whether the ontology allows the link, as far as this very table says what its ends are.

    Ends that the database may know under their name are looked at when it is compared.
    """
    if "any" in (start[0], end[0]):
        return True
    first, second = (reading.result.entities.get(key) for key in (start, end))
    if first is None or second is None:
        return True
    if reading.ontology.allows(type_name, first.type, second.type):
        return True
    ends = ((first.label, first.type), (second.label, second.type))
    reading.problem(cannot_join(reading.ontology, type_name, *ends) + ".")
    return False


# -- observations


def _observation(reading: Reading, rule: m.ObservationRule, scope: Cells, made: Made) -> None:
    of = _end(reading, rule.of, scope, made)
    if of is None:
        return
    type_name = fold_cell(reading.text(rule.type, scope))
    if type_name not in reading.ontology.observation_types:
        reading.problem(
            tr("There is no observation type “{type}”.", type=type_name), rule.type.column
        )
        return
    values = list(reading.properties("observation", type_name, rule.properties, scope))
    if not values:
        return
    date_text = reading.text(rule.date, scope)
    date = reading.date(date_text, _column(rule.date)) if date_text else ""
    ref = reading.text(rule.ref, scope)
    told = tuple(sorted((v.property, v.value.text, v.value.unit) for v in values))
    key: tuple[object, ...] = ("same", type_name, of, date, told)
    if ref:
        key = ("ref", reading.origin, fold_ref(ref))
    reading.row.made += 1
    before = reading.result.observations.get(key)
    if before is not None:
        reading.problem(tr("The same {kind} stands in row {row}.", kind=type_name, row=before.row))
        return
    other = _end(reading, rule.other, scope, made) if rule.other else None
    reading.result.observations[key] = ProposedObservation(
        key, type_name, of, other, ref, date, reading.row.number, values
    )


# -- documents, articles, products, recipients, disseminations


def _plain(reading: Reading, rule: m.PlainRule, scope: Cells, made: Made) -> None:
    ref = reading.text(rule.ref, scope)
    entity = _end(reading, rule.entity, scope, made) if rule.entity else None
    if not ref and entity is None:
        reading.problem(tr("An item without its reference is left out."), _column(rule.ref))
        return
    values = {
        name: _plain_value(reading, rule.kind, name, expression, scope)
        for name, expression in rule.values.items()
    }
    named = next(iter(rule.values))
    if not values[named]:
        reading.problem(tr("An item without a name is left out."), rule.values[named].column)
        return
    reading.row.made += 1
    place = (rule.kind, fold_ref(ref) or repr(entity))
    before = reading.result.items.get(place)
    if before is None:
        reading.result.items[place] = ProposedItem(
            rule.kind, ref, values, entity, reading.row.number
        )
    elif before.values != values:
        reading.problem(
            tr("“{ref}” stands in row {row} already; the first holds.", ref=ref, row=before.row),
            _column(rule.ref),
        )


def _plain_value(
    reading: Reading, kind: str, name: str, expression: Expression, scope: Cells
) -> str:
    text = reading.text(expression, scope)
    if name in DATE_FIELDS and text:
        return reading.date(text, expression.column)
    return reading.coded(kind, name, text, expression.column)


def _dissemination(reading: Reading, rule: m.DisseminationRule, scope: Cells) -> None:
    product = reading.text(rule.product, scope)
    recipient = reading.text(rule.recipient, scope)
    if not (product and recipient):
        return
    values = {name: reading.text(expression, scope) for name, expression in rule.values.items()}
    if values.get("date"):
        values["date"] = reading.date(values["date"], rule.values["date"].column)
    reading.result.disseminations.append(
        ProposedDissemination(product, recipient, reading.row.number, **values)
    )
    reading.row.made += 1


def _column(expression: Expression | None) -> str:
    return expression.column if expression else ""
