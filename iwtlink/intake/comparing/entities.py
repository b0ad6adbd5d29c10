"""Entities against the database: which of ours each one is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from iwtlink.i18n import tr
from iwtlink.intake.comparing import known
from iwtlink.intake.comparing.known import KnownStatement
from iwtlink.intake.comparing.state import Comparing, compare_values, type_of
from iwtlink.intake.proposals import EntityKey, ProposedEntity, fold_ref


def compare_entities(c: Comparing) -> None:
    """Finds which entities the database has, and plans what the table adds or changes."""
    p = c.proposals
    wanted = set(p.entities) | _referred(c)
    originals = _original_texts(c)
    texts = {originals.get(key, key[2]) for key in wanted if key[0] != "name"}
    texts |= {ref for entity in p.entities.values() for ref in entity.refs}
    by_ref = known.ids_by_source_ref(c.db, "entity", texts)
    anywhere: dict[str, set[int]] = {}
    for (_, ref), item_id in by_ref.items():
        anywhere.setdefault(ref, set()).add(item_id)
    own = known.ids_by_own_ref(c.db, "entity", texts)
    names = known.ids_by_name(c.db, _names_to_look_up(c))
    for key in wanted:
        found = _resolve(key, by_ref, anywhere, own, names, is_made_here=key in p.entities)
        if found is not None:
            c.plan.entity_ids[key] = found
    recognised = _recognised(c)
    c.plan.entity_ids |= recognised
    _plan_refs(c, by_ref)
    types = known.entity_types(c.db, set(c.plan.entity_ids.values()))
    c.plan.entity_types = {key: types[i][0] for key, i in c.plan.entity_ids.items()}
    statements = known.statements_about(
        c.db, "entity", {i for k, i in c.plan.entity_ids.items() if k in p.entities}
    )
    referenced = {key for key, _ in c.plan.new_refs}
    for key, entity in p.entities.items():
        entity_id = c.plan.entity_ids.get(key)
        if entity_id is None:
            c.plan.new_entities.append(entity)
            c.count_new("entity", entity.type)
            continue
        if key in recognised:
            entity = _as_known(c, entity)
        _compare_entity(
            c, entity, entity_id, statements.get(entity_id, []), gains_ref=key in referenced
        )


def _recognised(c: Comparing) -> dict[EntityKey, int]:
    """Gives the new entities that an analyst said are ones of ours, where those still stand."""
    chosen = {
        key: entity_id
        for key, entity_id in c.meant.items()
        if key in c.proposals.entities and key not in c.plan.entity_ids
    }
    leads = known.standing_entities(c.db, set(chosen.values()))
    return {key: leads[entity_id] for key, entity_id in chosen.items() if entity_id in leads}


def _as_known(c: Comparing, entity: ProposedEntity) -> ProposedEntity:
    """Gives what the table says in the form in which an entity of ours takes it: its names
    as aliases, and what its type has a property for."""
    properties = c.proposals.ontology.properties_of("entity", type_of(c, entity.key))
    values = [
        replace(value, kind="alias" if value.kind == "primary" else value.kind)
        for value in entity.values
        if value.property in properties
    ]
    return replace(entity, values=values)


def _referred(c: Comparing) -> set[EntityKey]:
    p = c.proposals
    keys = {key for link in p.links.values() for key in (link.start, link.end)}
    keys |= {o.of for o in p.observations.values()}
    keys |= {o.other for o in p.observations.values() if o.other}
    return keys | {item.entity for item in p.items.values() if item.entity}


def _original_texts(c: Comparing) -> dict[EntityKey, str]:
    """References as the table writes them: keys are folded."""
    return {
        key: (entity.refs[0] if entity.refs else entity.label)
        for key, entity in c.proposals.entities.items()
    }


def _names_to_look_up(c: Comparing) -> set[str]:
    return {
        value.value.text
        for key, entity in c.proposals.entities.items()
        if key[0] != "ref"
        for value in entity.values
        if value.property == "name"
    }


def _plan_refs(c: Comparing, by_ref: Mapping[tuple[str, str], int]) -> None:
    """Plans the references to remember; one reference means one entity of a source."""
    owners: dict[str, EntityKey] = {}
    for key, entity in c.proposals.entities.items():
        mine = c.plan.entity_ids.get(key)
        for ref in entity.refs:
            owner = by_ref.get((c.proposals.origin, fold_ref(ref)))
            if owner is None and owners.setdefault(fold_ref(ref), key) == key:
                c.plan.new_refs.append((key, ref))
            elif owner is None or owner != mine:
                c.problem(
                    tr("“{ref}” is the reference of another entity already.", ref=ref),
                    entity.rows[0],
                    lost=False,
                )


def _compare_entity(
    c: Comparing,
    entity: ProposedEntity,
    entity_id: int,
    before: Sequence[KnownStatement],
    *,
    gains_ref: bool,
) -> None:
    values = entity.values
    if entity.key[0] == "any":  # the cell is one of its names already, or a reference to it
        known = c.proposals.ontology.properties_of("entity", type_of(c, entity.key))
        values = [value for value in values if value.property in known.keys() - {"name"}]
    is_changed = compare_values(c, "entity", type_of(c, entity.key), entity_id, values, before)
    c.count_known("entity", is_changed=is_changed or gains_ref)


def _resolve(
    key: EntityKey,
    by_ref: Mapping[tuple[str, str], int],
    anywhere: Mapping[str, set[int]],
    own: Mapping[str, int],
    names: Mapping[str, list[tuple[int, str]]],
    *,
    is_made_here: bool,
) -> int | None:
    """The entity a key means; references of another origin count only where one is meant
    that this table does not make itself, and only if they are not ambiguous."""
    kind, second, text = key
    if kind == "name":
        return next((i for i, type_name in names.get(text, ()) if type_name == second), None)
    exact = by_ref.get((second, text))
    if exact is not None or (kind == "ref" and is_made_here):
        return exact
    found = own.get(text)
    if found is None and len(anywhere.get(text, ())) == 1:
        found = next(iter(anywhere[text]))
    if found is None and kind == "any":
        found = next((i for i, _ in names.get(text, ())), None)
    return found
