"""One row's items, in the order in which they need each other."""

from __future__ import annotations

from iwtlink.intake.mapping import rules as m
from iwtlink.intake.proposing.entities import propose_entity
from iwtlink.intake.proposing.links import propose_link
from iwtlink.intake.proposing.made import Made
from iwtlink.intake.proposing.observations import propose_observation
from iwtlink.intake.proposing.outputs import propose_dissemination, propose_plain
from iwtlink.intake.proposing.reading import Reading
from iwtlink.intake.proposing.scopes import Cells, holds


def make_items(reading: Reading, block: m.Block, scope: Cells, made: Made) -> None:
    """Proposes all that a block makes of a row (or of one part of it)."""
    for entity in block.entities:
        made.pop(entity.name, None)
        if holds(reading, entity.conditions, scope):
            propose_entity(reading, entity, scope, made)
    for link in block.links:
        if holds(reading, link.conditions, scope):
            propose_link(reading, link, scope, made)
    for observation in block.observations:
        if holds(reading, observation.conditions, scope):
            propose_observation(reading, observation, scope, made)
    for plain in block.plain:
        if holds(reading, plain.conditions, scope):
            propose_plain(reading, plain, scope, made)
    for dissemination in block.disseminations:
        if holds(reading, dissemination.conditions, scope):
            propose_dissemination(reading, dissemination, scope)
