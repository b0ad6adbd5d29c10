"""Preset values: one property set to one value of all that is clicked or selected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from iwtlink.i18n import ntr, tr
from iwtlink.ontology import Ontology, PropertyType, ValueProblem
from iwtlink.ontology.values import format_value, parse_value
from iwtlink.operations.entry import WorkingSource
from iwtlink.operations.entry.passages import enter_value
from iwtlink.operations.entry.source import record_for
from iwtlink.store import Edit, entities, statements
from iwtlink.store.ids import EntityId, Subject


@dataclass(frozen=True, slots=True)
class Setting:
    """What became of setting a value: whose it is now, and whom the property does not fit."""

    changed: int = 0
    same: int = 0
    """Entities of which the working source states it already."""
    unfit: tuple[tuple[str, str], ...] = ()
    """Label and type of those whose type has no such property."""


def presettable(ontology: Ontology) -> dict[str, PropertyType]:
    """Give the properties that entities can have, but for their names."""
    known: dict[str, PropertyType] = {}
    for entity_type in ontology.entity_types.values():
        for name, one in entity_type.properties.items():
            known.setdefault(name, one)
    known.pop("name", None)
    return known


def preset_words(ontology: Ontology, name: str, value: str) -> str:
    """Give a preset value as it is read, such as ``Watch: wanted``."""
    known = presettable(ontology).get(name)
    if known is None:
        return f"{name}: {value}"
    try:
        text = parse_value(known, value, ontology=ontology).text
    except ValueProblem:
        text = value
    shown = format_value(known, text, ontology=ontology)
    return tr("{property}: {value}", property=tr(known.label), value=shown)


def set_value(
    edit: Edit, source: WorkingSource, entity_ids: Iterable[int], name: str, value: str
) -> Setting:
    """State a value of each entity whose type has the property, by the working source.

    Raise ``ValueProblem`` where the text is no value of it.
    """
    changed, same, unfit = 0, 0, []
    for number in entity_ids:
        row = entities.get_entity(edit.connection, number)
        if row is None:
            continue
        known = edit.ontology.entity_types[row.type].properties.get(name)
        if known is None:
            unfit.append((row.label, row.type))
            continue
        subject = Subject("entity", EntityId(number))
        read = parse_value(known, value, ontology=edit.ontology)
        if _is_stated(edit, source, subject, name, read.text):
            same += 1
            continue
        enter_value(edit, source, subject, name, read)
        changed += 1
    return Setting(changed, same, tuple(unfit))


def setting_words(ontology: Ontology, name: str, value: str, found: Setting) -> str:
    """Say in sentences what became of it."""
    what = preset_words(ontology, name, value)
    parts = []
    if found.changed:
        parts.append(
            ntr("“{what}” of {n} entity.", "“{what}” of {n} entities.", found.changed, what=what)
        )
    if found.same:
        parts.append(
            ntr(
                "{n} entity has this value already.",
                "{n} entities have this value already.",
                found.same,
            )
        )
    return " ".join((*parts, *_unfit_words(ontology, name, found)))


def is_value(ontology: Ontology, name: str, value: str) -> bool:
    """Tell whether a preset value can be set: its property is known, and takes it."""
    known = presettable(ontology).get(name)
    if known is None:
        return False
    try:
        parse_value(known, value, ontology=ontology)
    except ValueProblem:
        return False
    return True


def _unfit_words(ontology: Ontology, name: str, found: Setting) -> list[str]:
    if not found.unfit:
        return []
    known = presettable(ontology).get(name)
    label = tr(known.label) if known else name
    first, type_name = found.unfit[0]
    kind = tr(ontology.entity_types[type_name].label)
    if len(found.unfit) == 1:
        sentence = tr(
            "“{label}” does not fit {name}: the type {type} has no such property.",
            label=label,
            name=first,
            type=kind,
        )
    else:
        sentence = ntr(
            "“{label}” does not fit {n} entity, such as {name}: the type {type} has no such "
            "property.",
            "“{label}” does not fit {n} entities, such as {name}: the type {type} has no such "
            "property.",
            len(found.unfit),
            label=label,
            name=first,
            type=kind,
        )
    return [sentence]


def _is_stated(edit: Edit, source: WorkingSource, subject: Subject, name: str, value: str) -> bool:
    """Tell whether the working source states this value, and it is the one shown."""
    record_id = record_for(edit, source)
    known = statements.read_statements(edit.connection, subject.kind, [subject.id])[subject.id]
    return any(
        (one.property, one.value, one.source.record_id) == (name, value, record_id)
        for one in known
        if one.is_shown and not one.held
    )
