"""All steps by name, and the reading of ``steps:`` in a mapping."""

from __future__ import annotations

from collections.abc import Mapping

from iwtlink.i18n import tr
from iwtlink.intake.mapping.cleaning import choosing, coordinates, dates, phones, texts, units
from iwtlink.intake.mapping.cleaning.declared import Declared, Tables
from iwtlink.intake.mapping.expressions import Step
from iwtlink.ontology import yaml_lines as lines
from iwtlink.ontology.yaml_lines import Spot

STEPS: Mapping[str, Declared] = {
    declared.name: declared
    for subject in (texts, choosing, dates, units, phones, coordinates)
    for declared in subject.DECLARED
}
"""Every step a mapping can name, in the order of the manual."""


def parse_steps(spot: Spot, tables: Tables) -> tuple[Step, ...]:
    """Reads the list of steps under ``steps:``; raises with file and line."""
    return tuple(_parse_step(item, tables) for item in lines.items(spot))


def _parse_step(spot: Spot, tables: Tables) -> Step:
    argument: Spot | None = None
    if lines.is_scalar(spot):
        name = lines.text(spot)
    else:
        (name, _, argument), *more = [*lines.entries(spot)] or [("", spot, spot)]
        if more:
            raise spot.wrong(tr("One step at a time: put each under its own dash."))
    declared = STEPS.get(name)
    if declared is None:
        known = ", ".join(sorted(STEPS))
        raise spot.wrong(tr("Unknown step “{name}”; known are {known}.", name=name, known=known))
    if argument is not None and declared.made is not None:
        return declared.made(argument, tables)
    if argument is not None and lines.is_filled(argument):
        raise argument.wrong(tr("The step “{name}” takes nothing after its colon.", name=name))
    if declared.alone is None:
        raise spot.wrong(tr("The step “{name}” needs something after its colon.", name=name))
    return declared.alone
