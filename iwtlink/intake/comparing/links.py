"""Links against the database: by reference, or by type, ends, role and start."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from iwtlink.i18n import tr
from iwtlink.intake.comparing import known
from iwtlink.intake.comparing.known import KnownStatement
from iwtlink.intake.comparing.plan import record_key
from iwtlink.intake.comparing.state import Comparing, compare_values, document_of, type_of
from iwtlink.intake.proposals import ProposedEntity, ProposedLink, fold_ref
from iwtlink.intake.proposing.ends import STATED, cannot_join, with_remedy
from iwtlink.ontology.model import Kind
from iwtlink.store.statements import EXISTS


def compare_links(c: Comparing) -> None:
    """Finds which links the database has; reports ends that are not there or not allowed."""
    p = c.proposals
    usable = [link for link in p.links.values() if _ends_known(c, link)]
    _leave_out_ends(c, usable)
    refs = known.ids_by_source_ref(c.db, "link", {link.ref for link in usable if link.ref})
    starts = {
        i
        for link in usable
        for key in (link.start, link.end)
        if (i := c.plan.entity_ids.get(key)) is not None
    }
    among = known.links_from(c.db, starts)
    for link in usable:
        found = refs.get((p.origin, fold_ref(link.ref))) if link.ref else _same_link(c, link, among)
        if found is not None:
            c.plan.link_ids[link.key] = found
    ids = set(c.plan.link_ids.values())
    before = known.statements_about(c.db, "link", ids)
    rows = known.link_rows(c.db, ids)
    for link in usable:
        link_id = c.plan.link_ids.get(link.key)
        if link_id is None:
            c.plan.new_links.append(link)
            c.count_new("link", link.type)
        else:
            _compare_link(c, link, link_id, rows[link_id], before.get(link_id, []))


def _ends_known(c: Comparing, link: ProposedLink) -> bool:
    for key in (link.start, link.end):
        if key not in c.proposals.entities and key not in c.plan.entity_ids:
            for row in link.rows:
                c.problem(tr("There is no entity “{ref}”.", ref=key[2].upper()), row)
            c.tallies["link"].skipped += 1
            return False
    types = [type_of(c, link.start), type_of(c, link.end)]
    same = c.plan.entity_ids.get(link.start, link.start) == c.plan.entity_ids.get(
        link.end, link.end
    )
    if not same and c.proposals.ontology.allows(link.type, types[0], types[1]):
        return True
    if same and _are_merged(c, link):
        c.count_known("link", is_changed=False)
        return False
    if same:
        message = tr("A link needs two different ends.")
    else:
        message = _why_not(c, link, types[0], types[1])
    for row in link.rows:
        c.problem(message, row)
    c.tallies["link"].skipped += 1
    return False


def _are_merged(c: Comparing, link: ProposedLink) -> bool:
    """Whether two ends that the table tells apart were merged: the link is set aside there."""
    entity_id = c.plan.entity_ids.get(link.start)
    return link.start != link.end and bool(entity_id and known.merged_types(c.db, {entity_id}))


def _why_not(c: Comparing, link: ProposedLink, *types: str) -> str:
    named: list[tuple[str, str]] = []
    guessed: list[ProposedEntity] = []
    for key, type_name in zip((link.start, link.end), types, strict=True):
        entity = c.proposals.entities.get(key)
        named.append((entity.label if entity else key[2].upper(), type_name))
        if entity and entity.certainty < STATED and key not in c.plan.entity_ids:
            guessed.append(entity)
    return with_remedy(cannot_join(c.proposals.ontology, link.type, named[0], named[1]), guessed)


def _leave_out_ends(c: Comparing, usable: Sequence[ProposedLink]) -> None:
    """Leaves out new entities that the table names only as ends of links it may not have."""
    p, plan = c.proposals, c.plan
    used = {key for link in usable for key in (link.start, link.end)}
    used |= {key for seen in p.observations.values() for key in (seen.of, seen.other) if key}
    used |= {item.entity for item in p.items.values() if item.entity}
    refused = set(p.refused_ends)
    refused |= {key for link in p.links.values() for key in (link.start, link.end)}
    lost = {
        entity.key: entity
        for entity in plan.new_entities
        if entity.key[0] == "any" and entity.key in refused - used
    }
    if not lost:
        return
    plan.new_entities = [entity for entity in plan.new_entities if entity.key not in lost]
    plan.new_refs = [known for known in plan.new_refs if known[0] not in lost]
    for entity in lost.values():
        c.uncount_new("entity", entity.type)
        for row in entity.rows:
            c.rows[row].made -= 1


def _same_link(
    c: Comparing,
    link: ProposedLink,
    among: Mapping[tuple[str, int, int], list[tuple[int, str, str]]],
) -> int | None:
    """A link without a reference is the one of the same type, ends, role and start."""
    start, end = (c.plan.entity_ids.get(key) for key in (link.start, link.end))
    if start is None or end is None:
        return None
    told = {v.property: v.value.text for v in link.values}
    wanted = (told.get("role", ""), told.get("start", ""))
    ways = [(link.type, start, end)]
    if not c.proposals.ontology.link_types[link.type].is_directed:
        ways.append((link.type, end, start))
    for way in ways:
        for link_id, role, begun in among.get(way, ()):
            if (role, begun) == wanted:
                return link_id
    return None


def _compare_link(
    c: Comparing,
    link: ProposedLink,
    link_id: int,
    row: tuple[str, int, int, str, bool],
    before: Sequence[KnownStatement],
) -> None:
    is_changed = compare_values(c, "link", link.type, link_id, link.values, before)
    if link.strength and row[3] != link.strength and not row[4]:
        c.plan.strengths.append((link.strength, link_id))
        is_changed = True
    ends = (c.plan.entity_ids.get(link.start), c.plan.entity_ids.get(link.end))
    if row[0] != link.type or (ends != row[1:3] and ends != (row[2], row[1])):
        c.problem(
            tr(
                "Link {ref} has another type or other ends in the database: "
                "delete it there first to replace it.",
                ref=link.ref,
            ),
            link.rows[0],
            lost=False,
        )
    if _witnesses(c, "link", link_id, link.type, link.rows, before):
        is_changed = True
    c.count_known("link", is_changed=is_changed)


def _witnesses(
    c: Comparing,
    kind: Kind,
    item_id: int,
    type_name: str,
    rows: Sequence[int],
    before: Sequence[KnownStatement],
) -> bool:
    """Plans a statement for each named document that did not state the item before."""
    documents = {s.document_id for s in before if s.property == EXISTS}
    is_new = False
    for row in rows:
        for record in c.records_by_row.get(row, ()):
            document_id = document_of(c, record)
            if record.document and (document_id is None or document_id not in documents):
                c.plan.witnesses.append((kind, item_id, type_name, record_key(record)))
                is_new = True
    return is_new
