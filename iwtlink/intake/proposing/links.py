"""The link a rule makes of a row."""

from __future__ import annotations

from iwtlink.i18n import tr
from iwtlink.intake.mapping import rules as m
from iwtlink.intake.mapping.cleaning import fold_cell
from iwtlink.intake.proposals import EntityKey, ProposedLink, ProposedValue, fold_ref
from iwtlink.intake.proposing.ends import cannot_join
from iwtlink.intake.proposing.made import Made, add_value, column_of, end_of
from iwtlink.intake.proposing.reading import Reading
from iwtlink.intake.proposing.scopes import Cells
from iwtlink.ontology.code_words import folded
from iwtlink.store.links import STRENGTHS


def propose_link(reading: Reading, rule: m.LinkRule, scope: Cells, made: Made) -> None:
    """Propose one link between two entities of the row."""
    start, end = end_of(reading, rule.start, scope, made), end_of(reading, rule.end, scope, made)
    type_name, is_turned = _link_type(reading, rule, scope)
    if start is None or end is None or not type_name:
        reading.result.refused_ends |= {key for key in (start, end) if key is not None}
        return
    if is_turned:
        start, end = end, start
    if start == end:
        reading.problem(tr("A link needs two different ends."), column_of(rule.end.ref))
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
        add_value(link.values, value)
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
