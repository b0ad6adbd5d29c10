"""Observations against the database: by reference, or by all they say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from iwtlink.i18n import tr
from iwtlink.intake.comparing import known
from iwtlink.intake.comparing.known import KnownStatement
from iwtlink.intake.comparing.state import Comparing, compare_values, told, type_of
from iwtlink.intake.proposals import ProposedObservation, fold_ref
from iwtlink.store.statements import EXISTS


def compare_observations(c: Comparing) -> None:
    """Finds which observations the database has, and plans what changes."""
    p = c.proposals
    usable = [o for o in p.observations.values() if _owner_known(c, o)]
    refs = known.ids_by_source_ref(c.db, "observation", {o.ref for o in usable if o.ref})
    owners = {i for o in usable if not o.ref and (i := c.plan.entity_ids.get(o.of)) is not None}
    among = known.observations_of(c.db, owners)
    candidates = {i for ids in among.values() for i in ids} | set(refs.values())
    before = known.statements_about(c.db, "observation", candidates)
    dates = known.observation_dates(c.db, set(refs.values()))
    for seen in usable:
        found = (
            refs.get((p.origin, fold_ref(seen.ref)))
            if seen.ref
            else _same_observation(c, seen, among, before)
        )
        if found is None:
            c.plan.new_observations.append(seen)
            c.count_new("observation", seen.type)
            continue
        c.plan.observation_ids[seen.key] = found
        is_changed = compare_values(
            c, "observation", seen.type, found, seen.values, before.get(found, [])
        )
        if seen.date and dates.get(found, seen.date) != seen.date:
            c.plan.observation_dates.append((seen.date, found))
            is_changed = True
        c.count_known("observation", is_changed=is_changed)


def _owner_known(c: Comparing, seen: ProposedObservation) -> bool:
    keys = [seen.of] + ([seen.other] if seen.other else [])
    for key in keys:
        if key not in c.proposals.entities and key not in c.plan.entity_ids:
            c.problem(tr("There is no entity “{ref}”.", ref=key[2].upper()), seen.row)
            c.tallies["observation"].skipped += 1
            return False
    owner = type_of(c, seen.of)
    allowed = c.proposals.ontology.observation_types[seen.type].of
    if any(c.proposals.ontology.is_a(owner, wanted) for wanted in allowed):
        return True
    c.problem(tr("A {type} has no {kind}.", type=owner, kind=seen.type), seen.row)
    c.tallies["observation"].skipped += 1
    return False


def _same_observation(
    c: Comparing,
    seen: ProposedObservation,
    among: Mapping[tuple[str, int, str], list[int]],
    before: Mapping[int, Sequence[KnownStatement]],
) -> int | None:
    owner = c.plan.entity_ids.get(seen.of)
    if owner is None:
        return None
    wanted = {told(v)[:3] for v in seen.values}
    for observation_id in among.get((seen.type, owner, seen.date), ()):
        stated = {(s.property, s.value, s.unit) for s in before.get(observation_id, ())}
        if stated - {(EXISTS, seen.type, "")} == wanted:
            return observation_id
    return None
