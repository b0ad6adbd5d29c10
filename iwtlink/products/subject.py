"""The subject of a dossier: who may be one, and all that is read about it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from iwtlink.errors import BadInput, Refused
from iwtlink.i18n import tr
from iwtlink.products.incidents import Seizure, read_seizures
from iwtlink.products.link_tables import other_end
from iwtlink.products.material import Material
from iwtlink.products.network_role import Position, position_of
from iwtlink.products.summary import Brief, brief_of
from iwtlink.store import observations
from iwtlink.store.entities import get_entity
from iwtlink.store.links import LinkRow
from iwtlink.store.observations import ObservationRow
from iwtlink.store.statements import StatementRow

SUBJECTS = ("person", "organisation", "premises", "syndicate")
"""Entity types a dossier can be about, with all that extend them."""

_INCIDENTS = ("incident", "case")
_ACTORS = ("party", "premises", "conveyance", "cargo", "account")


@dataclass(slots=True)
class Subject:
    """Everything read about the subject before the sections are written."""

    material: Material
    id: int
    stated: Sequence[StatementRow]
    links: Sequence[LinkRow]
    link_statements: Mapping[int, Sequence[StatementRow]]
    observations: Sequence[ObservationRow]
    seizures: Sequence[Seizure]
    position: Position
    brief: Brief
    nearby: Sequence[LinkRow] = ()
    """Links of those directly linked with the subject to incidents and cases."""
    taken: set[int] = field(default_factory=set)
    """Links that a section has taken; each is listed once."""
    empty: list[str] = field(default_factory=list)
    """Headings of the sections that have nothing to say; the gaps name them."""


def refuse_unfit(material: Material, entity_id: int) -> None:
    """Refuse an entity that no dossier is made on."""
    if get_entity(material.db, entity_id) is None:
        raise BadInput(tr("There is no such entity."))
    if not material.is_a(entity_id, SUBJECTS):
        raise Refused(
            tr(
                "A dossier is about a person, an organisation, premises or a syndicate; "
                "{ref} is a {type}.",
                ref=material.entity(entity_id).ref,
                type=material.type_label(entity_id).lower(),
            )
        )
    if material.is_minor(entity_id):
        raise Refused(tr("No dossier is made on a minor."))


def read_subject(material: Material, entity_id: int) -> Subject:
    """Read all that the sections will say."""
    stated = material.statements("entity", [entity_id])[entity_id]
    links = material.links_of([entity_id])
    link_statements = material.statements("link", [int(link.id) for link in links])
    position = position_of(material, entity_id)
    others = {other_end(link, entity_id) for link in links}
    incidents = [other for other in others if material.is_a(other, _INCIDENTS)]
    near = nearby_incidents(material, others)
    listed = {*incidents, *(end for link in near for end in (link.from_id, link.to_id))}
    return Subject(
        material,
        entity_id,
        stated,
        links,
        link_statements,
        observations.of_entity(material.db, entity_id),
        read_seizures(material, listed),
        position,
        brief_of(material, entity_id, stated, links, link_statements, position, near),
        near,
        {int(link.id) for link in links if link.type == "holds_document"},
    )


def nearby_incidents(material: Material, others: Collection[int]) -> list[LinkRow]:
    """Give the links by which others, but not the subject, stand in an incident or a case."""
    actors = {other for other in others if material.is_a(other, _ACTORS)}
    actors -= {other for other in actors if material.is_a(other, ["agency"])}
    found = [
        link
        for link in material.links_of(actors)
        if any(material.is_a(end, _INCIDENTS) for end in (link.from_id, link.to_id))
    ]
    own = {other for other in others if material.is_a(other, _INCIDENTS)}
    return [link for link in found if not own & {int(link.from_id), int(link.to_id)}]
