"""The observation a rule makes of a row."""

from __future__ import annotations

from iwtlink.i18n import tr
from iwtlink.intake.mapping import rules as m
from iwtlink.intake.mapping.cleaning import fold_cell
from iwtlink.intake.proposals import ProposedObservation, fold_ref
from iwtlink.intake.proposing.made import Made, column_of, end_of
from iwtlink.intake.proposing.reading import Reading
from iwtlink.intake.proposing.scopes import Cells


def propose_observation(
    reading: Reading, rule: m.ObservationRule, scope: Cells, made: Made
) -> None:
    """Propose one observation; the same one twice is reported."""
    of = end_of(reading, rule.of, scope, made)
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
    date = reading.date(date_text, column_of(rule.date)) if date_text else ""
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
    other = end_of(reading, rule.other, scope, made) if rule.other else None
    reading.result.observations[key] = ProposedObservation(
        key, type_name, of, other, ref, date, reading.row.number, values
    )
