"""Plain sentences about the subject, each a count or a stated value: nothing is concluded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from iwtlink.i18n import ntr, tr
from iwtlink.products.content import Block, Paragraph, Section
from iwtlink.products.gaps import weaknesses, without_source
from iwtlink.products.link_tables import other_end
from iwtlink.products.material import Material
from iwtlink.products.network_role import Position
from iwtlink.store.links import LinkRow
from iwtlink.store.statements import StatementRow

_WHO = ("network_role", "occupation", "status", "risk", "threat_score", "sector", "commodities")


@dataclass(frozen=True, slots=True)
class Brief:
    """What can be said in a few sentences, and what limits it."""

    facts: tuple[str, ...]
    limits: tuple[str, ...]


def brief_of(
    material: Material,
    entity_id: int,
    stated: Sequence[StatementRow],
    links: Sequence[LinkRow],
    link_statements: Mapping[int, Sequence[StatementRow]],
    position: Position,
    nearby: Sequence[LinkRow] = (),
) -> Brief:
    """Say who the subject is, how it is linked, and what the picture rests on."""
    facts = (
        _who(material, entity_id, stated),
        _linked(material, entity_id, links),
        _standing(position),
        _incidents(material, entity_id, links, nearby),
        _span(stated, links),
    )
    return Brief(
        tuple(filter(None, facts)),
        _limits(material, stated, links, link_statements, position),
    )


def summary_section(brief: Brief, heading: str) -> Section:
    """Write the facts, then the limits of the evidence."""
    blocks: list[Block] = [Paragraph(tr("Documented facts"), "head")]
    blocks += [Paragraph(fact, "point") for fact in brief.facts]
    blocks.append(Paragraph(tr("Evidence limits"), "head"))
    blocks += [Paragraph(limit, "point") for limit in brief.limits]
    return Section(heading, tuple(blocks))


def _who(material: Material, entity_id: int, stated: Sequence[StatementRow]) -> str:
    type_name = material.entity(entity_id).type
    parts = []
    for name in _WHO:
        known = material.property_type("entity", type_name, name)
        values = [
            material.value(known, row) for row in stated if row.property == name and row.is_shown
        ]
        if known and values:
            parts.append(f"{tr(known.label).lower()}: {', '.join(dict.fromkeys(values))}")
    kind = material.type_label(entity_id).lower()
    said = tr("{name} is recorded as a {kind}", name=material.label(entity_id), kind=kind)
    return f"{said} ({'; '.join(parts)})." if parts else f"{said}."


def _linked(material: Material, entity_id: int, links: Sequence[LinkRow]) -> str:
    if not links:
        return tr("No link with anyone or anything is recorded.")
    others = {other_end(link, entity_id) for link in links}
    kinds = Counter(material.entity(other).type for other in others)
    counted = [
        f"{n} {_plural(material, name, n)}"
        for name, n in sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    strengths = Counter(link.strength for link in links)
    sure = strengths["confirmed"]
    return tr(
        "Linked directly with {n} others: {kinds}. Of {links} links, {sure} are confirmed, "
        "{unsure} unconfirmed and {tentative} tentative.",
        n=len(others),
        kinds=", ".join(counted),
        links=len(links),
        sure=sure,
        unsure=strengths["unconfirmed"],
        tentative=strengths["tentative"],
    )


def _plural(material: Material, type_name: str, n: int) -> str:
    known = material.ontology.entity_types[type_name]
    return tr(known.label if n == 1 else known.plural).lower()


def _standing(position: Position) -> str:
    broker, degree = position.standing("betweenness"), position.standing("degree")
    return tr(
        "Rank among {n} entities: {degree_rank} by direct links ({degree}) and {broker_rank} by "
        "brokerage ({broker:.4f}); with confirmed links only, {sure_degree} and {sure_broker}.",
        n=position.count,
        degree_rank=degree.rank,
        degree=int(degree.value),
        broker_rank=broker.rank,
        broker=broker.value,
        sure_degree=degree.confirmed_rank,
        sure_broker=broker.confirmed_rank,
    )


def _incidents(
    material: Material, entity_id: int, links: Sequence[LinkRow], nearby: Sequence[LinkRow]
) -> str:
    incidents = _incident_ends(material, links)
    through = len(_incident_ends(material, nearby))
    further = (
        ntr(
            "Through those directly linked, {n} more stands at one remove.",
            "Through those directly linked, {n} more stand at one remove.",
            through,
        )
        if through
        else ""
    )
    return " ".join(filter(None, (_direct(material, entity_id, incidents), further)))


def _incident_ends(material: Material, links: Sequence[LinkRow]) -> list[int]:
    ends = dict.fromkeys(int(end) for link in links for end in (link.from_id, link.to_id))
    return [end for end in ends if material.is_a(end, ["incident", "case"])]


def _direct(material: Material, entity_id: int, ends: Sequence[int]) -> str:
    incidents = [end for end in ends if end != entity_id]
    if not incidents:
        return tr("No seizure, incident or case is linked directly.")
    names = "; ".join(material.label(other) for other in incidents)
    return ntr(
        "Linked directly with {n} incident or case: {names}.",
        "Linked directly with {n} incidents and cases: {names}.",
        len(incidents),
        names=names,
    )


def _span(stated: Sequence[StatementRow], links: Sequence[LinkRow]) -> str:
    """Give the first and last day of anything dated, births apart."""
    days = sorted(filter(None, [day for link in links for day in (link.start, link.end)]))
    seen = sorted(row.value for row in stated if row.property in ("first_seen", "last_seen"))
    days = sorted([*days, *seen])
    if not days:
        return ""
    return tr("Dated records run from {first} to {last}.", first=days[0], last=days[-1])


def _limits(
    material: Material,
    stated: Sequence[StatementRow],
    links: Sequence[LinkRow],
    link_statements: Mapping[int, Sequence[StatementRow]],
    position: Position,
) -> tuple[str, ...]:
    weak = sum(bool(weaknesses(material, link, link_statements[int(link.id)])) for link in links)
    bare = len(without_source(material, stated))
    limits = [
        tr(
            "{weak} of {links} links are unconfirmed, rest on one source only, or on a low grade; "
            "they are listed under the gaps.",
            weak=weak,
            links=len(links),
        )
    ]
    if bare:
        limits.append(ntr("{n} value has no source.", "{n} values have no source.", bare))
    if position.groups_confirmed > position.groups:
        limits.append(
            tr(
                "Separate groups in the network: {groups} with all links, {confirmed} with "
                "confirmed ones alone.",
                groups=position.groups,
                confirmed=position.groups_confirmed,
            )
        )
    return tuple(limits)
