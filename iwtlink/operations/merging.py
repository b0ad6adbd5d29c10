"""Merge items into one, look at what a merge would do, and split them again."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from sqlalchemy import Connection

from iwtlink.errors import BadInput, Refused
from iwtlink.i18n import ntr, tr
from iwtlink.ontology import Ontology
from iwtlink.operations.finding import find_item
from iwtlink.store import Store, merging, statements
from iwtlink.store.describing import Described, describe, property_label
from iwtlink.store.ids import Item
from iwtlink.store.judgements import Judgement, between
from iwtlink.store.leads import MergeKind, find_absorbed, lead_of, leads_of, members_of
from iwtlink.store.merging.parallel import links_of, parallel_links
from iwtlink.store.statements import StatementRow


@dataclass(frozen=True, slots=True)
class Rivals:
    """Values of one property of which only one is shown, with their sources, the best first."""

    property: str
    label: str
    values: tuple[StatementRow, ...]


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What a merge would do; nothing is written.

    ``parallel_links`` and ``self_links`` are links in words: those that would become one line,
    and those that would be set aside because they join what is merged. ``charts`` are those on
    which an absorbed item stands.
    """

    kept: Described
    absorbed: tuple[Described, ...]
    are_compatible: bool
    rivals: tuple[Rivals, ...]
    parallel_links: tuple[str, ...]
    self_links: tuple[str, ...]
    charts: tuple[str, ...]
    judged_different: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What a merge did, in references; empty ``absorbed`` where all were one already."""

    lead_ref: str
    label: str
    absorbed: tuple[str, ...]
    parallel_links: tuple[str, ...]
    self_links: tuple[str, ...]
    odd_links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """One thing that was added since a merge, and to whom it went when it was split."""

    item: str
    words: str
    added_at: str
    went_to: str
    suggested: str
    why: str


@dataclass(frozen=True, slots=True)
class SplitReport:
    """What a split did, or would do: who stands by himself again, and who got what."""

    ref: str
    label: str
    lead_ref: str
    lead_label: str
    added_since: tuple[Given, ...]
    is_done: bool


def merge_items(
    store: Store,
    kind: MergeKind,
    ids: Sequence[int],
    *,
    reason: str = "",
    because: Iterable[str] = (),
    across_types: bool = False,
    despite_judgement: bool = False,
) -> MergeReport:
    """Merge items in one step that names them; the first is kept."""
    with store.read() as db:
        leads = list(dict.fromkeys(leads_of(db, kind, ids)[i] for i in ids))
        known = describe(db, store.ontology, kind, leads)
    names = [known[i].label for i in leads if i in known]
    with store.edit(tr("Merge {names}", names=" + ".join(names))) as edit:
        done = merging.merge(
            edit,
            kind,
            ids,
            reason=reason,
            because=tuple(because),
            across_types=across_types,
            despite_judgement=despite_judgement,
        )
    with store.read() as db:
        lead = describe(db, store.ontology, kind, [done.lead_id])[done.lead_id]
        refs = {member.id: member.ref for member in members_of(db, kind, done.lead_id)}
        links = _link_refs(db, {*done.odd_links, *done.self_links, *dict(done.parallel_links)})
        absorbed = {i for _, i in done.parallel_links}
        links |= _link_refs(db, absorbed)
    return MergeReport(
        lead.ref,
        lead.label,
        tuple(refs[i] for i in done.absorbed_ids),
        tuple(links[i] for _, i in done.parallel_links),
        tuple(links[i] for i in done.self_links),
        tuple(links[i] for i in done.odd_links),
    )


def merge_references(
    store: Store,
    references: Sequence[str],
    *,
    reason: str = "",
    across_types: bool = False,
    despite_judgement: bool = False,
) -> MergeReport:
    """Merge the items with these references; raise ``BadInput`` for items of different kinds."""
    with store.read() as db:
        items = [_mergeable(db, reference) for reference in references]
    kinds = {item.kind for item in items}
    if len(kinds) > 1 or len(items) < 2:
        raise BadInput(tr("Name two items or more, all entities or all links."))
    return merge_items(
        store,
        cast(MergeKind, kinds.pop()),
        [item.id for item in items],
        reason=reason,
        across_types=across_types,
        despite_judgement=despite_judgement,
    )


def _mergeable(db: Connection, reference: str) -> Item:
    item = find_item(db, reference)
    if item.kind not in ("entity", "link"):
        raise BadInput(
            tr(
                "{ref} is a {kind}; entities and links can be merged.",
                ref=reference,
                kind=tr(item.kind),
            )
        )
    return item


def preview(store: Store, kind: MergeKind, ids: Sequence[int]) -> MergePreview:
    """Say what merging items would do, the first being kept; raise ``Refused`` if one is gone."""
    with store.read() as db:
        wanted = list(dict.fromkeys(leads_of(db, kind, ids)[i] for i in ids))
        known = describe(db, store.ontology, kind, wanted)
        if len(known) < len(wanted):
            raise Refused(tr("What was to be merged is not there any more."))
        kept, *others = wanted
        types = _types(db, kind, wanted)
        judged = [
            one
            for pair, one in between(db, kind, wanted).items()
            if one.verdict == "different" and set(pair) <= set(wanted)
        ]
        parallel, loops = _links_between(db, store.ontology, kind, wanted)
        return MergePreview(
            known[kept],
            tuple(known[i] for i in others),
            all(
                merging.are_compatible(store.ontology, kind, types[kept], types[i]) for i in others
            ),
            tuple(_rivals(db, store.ontology, kind, wanted)),
            tuple(parallel),
            tuple(loops),
            tuple(_charts(db, kind, others)),
            tuple(judged),
        )


def _types(db: Connection, kind: MergeKind, ids: Collection[int]) -> dict[int, str]:
    rows = db.exec_driver_sql(
        f'SELECT id, type FROM "{kind}" WHERE id IN (SELECT value FROM json_each(?))',
        (json.dumps(list(ids)),),
    )
    return {int(row[0]): str(row[1]) for row in rows}


def _rivals(
    db: Connection, ontology: Ontology, kind: MergeKind, ids: Sequence[int]
) -> Iterable[Rivals]:
    """Give the properties of which one value is shown and different ones are stated."""
    found: dict[str, list[StatementRow]] = {}
    for rows in statements.read_statements(db, kind, ids).values():
        for row in rows:
            found.setdefault(row.property, []).append(row)
    single = _single(ontology)
    for name, rows in found.items():
        if name in single and len({row.value for row in rows}) > 1:
            ordered = sorted(rows, key=lambda row: (not row.is_preferred, row.source.grade or "Z"))
            yield Rivals(name, property_label(ontology, name), tuple(ordered))


def _single(ontology: Ontology) -> set[str]:
    properties = [known.properties for known in ontology.entity_types.values()]
    properties += [known.properties for known in ontology.link_types.values()]
    return {
        name for some in properties for name, about in some.items() if about.cardinality == "one"
    }


def _links_between(
    db: Connection, ontology: Ontology, kind: MergeKind, ids: Sequence[int]
) -> tuple[list[str], list[str]]:
    if kind != "entity":
        return [], []
    owners = links_of(db, ids)
    pairs = parallel_links(db, ontology, owners, ids[0], as_one=ids)
    loops = [
        int(row[0])
        for row in db.exec_driver_sql(
            "SELECT id FROM link WHERE from_id IN (SELECT value FROM json_each(?1)) "
            "AND to_id IN (SELECT value FROM json_each(?1)) ORDER BY id",
            (json.dumps(list(ids)),),
        )
    ]
    said = describe(db, ontology, "link", [*loops, *(other for _, other in pairs)])
    return [said[other].label for _, other in pairs], [said[i].label for i in loops]


def _charts(db: Connection, kind: MergeKind, ids: Collection[int]) -> list[str]:
    if kind != "entity":
        return []
    rows = db.exec_driver_sql(
        "SELECT DISTINCT c.title FROM chart c JOIN chart_entity e ON e.chart_id = c.id "
        "WHERE e.entity_id IN (SELECT value FROM json_each(?)) ORDER BY c.title",
        (json.dumps(list(ids)),),
    )
    return [str(row[0]) for row in rows]


def _link_refs(db: Connection, ids: Collection[int]) -> dict[int, str]:
    """Give the references of links, whether live or set aside."""
    rows = db.exec_driver_sql(
        "SELECT id, ref FROM link WHERE id IN (SELECT value FROM json_each(?1)) UNION "
        "SELECT row_id, ref FROM aside WHERE table_name = 'link' "
        "AND row_id IN (SELECT value FROM json_each(?1))",
        (json.dumps(list(ids)),),
    )
    return {int(row[0]): str(row[1]) for row in rows}


def absorbed_item(db: Connection, reference: str) -> tuple[MergeKind, int]:
    """Find what a reference means that was absorbed.

    That of the item kept will do where only one was absorbed. Raise ``BadInput`` for none.
    """
    found = find_absorbed(db, reference)
    if len(found) == 1:
        return found[0]
    item = find_item(db, reference)
    if item.kind in ("entity", "link"):
        kind: MergeKind = "entity" if item.kind == "entity" else "link"
        members = members_of(db, kind, item.id)
        if len(members) == 1:
            return kind, members[0].id
        if members:
            refs = ", ".join(member.ref for member in members)
            raise BadInput(
                tr("{ref} holds several. Name one of them: {refs}.", ref=reference, refs=refs)
            )
    raise BadInput(tr("{ref} is not merged with anything.", ref=reference))


def split_item(
    store: Store, kind: MergeKind, absorbed_id: int, assign: Mapping[tuple[str, int], int]
) -> None:
    """Split off an absorbed item in one step that names it."""
    with store.read() as db:
        members = members_of(db, kind, lead_of(db, kind, absorbed_id))
    member = next((one for one in members if one.id == absorbed_id), None)
    label = (member.label or member.ref) if member else ""
    with store.edit(tr("Split off {name}", name=label)) as edit:
        merging.split_off(edit, kind, absorbed_id, assign)


def split_reference(
    store: Store,
    reference: str,
    *,
    items: Collection[str] = (),
    to: str = "",
    as_suggested: bool = False,
    only_look: bool = False,
) -> SplitReport:
    """Split off what has this reference, and say to whom what was added since went.

    ``items`` (as ``statement:12``, or a reference) go to the one with the reference ``to``, by
    default to the one that is split off; with ``as_suggested`` the rest goes to whom it most
    likely belongs, else it stays.
    """
    with store.read() as db:
        kind, absorbed_id = absorbed_item(db, reference)
        lead_id = lead_of(db, kind, absorbed_id)
        names = {one.id: (one.ref, one.label) for one in members_of(db, kind, lead_id)}
        lead = describe(db, store.ontology, kind, [lead_id])[lead_id]
        names[lead_id] = (lead.ref, lead.label)
        owner = _member(db, to, kind, names) if to else absorbed_id
        added = merging.unclear(db, kind, absorbed_id)
        keys = {(one.table, one.row_id): _key(db, one.table, one.row_id) for one in added}
    wanted = _chosen(items, keys)
    assign = {
        (one.table, one.row_id): owner
        if (one.table, one.row_id) in wanted
        else (one.suggested_id if as_suggested else lead_id)
        for one in added
    }
    if not only_look:
        moving = {row: i for row, i in assign.items() if i != lead_id}
        split_item(store, kind, absorbed_id, moving)
    told = tuple(
        Given(
            keys[one.table, one.row_id],
            one.words,
            one.added_at,
            names[assign[one.table, one.row_id]][0],
            names[one.suggested_id][0],
            one.why,
        )
        for one in added
    )
    ref, label = names[absorbed_id]
    report = SplitReport(ref, label, lead.ref, lead.label, told, is_done=not only_look)
    return report if only_look else _with_new_labels(store, report)


def _with_new_labels(store: Store, report: SplitReport) -> SplitReport:
    """Say how both are called now that each has his own names."""
    labels = {}
    with store.read() as db:
        for ref in (report.ref, report.lead_ref):
            item = find_item(db, ref)
            labels[ref] = describe(db, store.ontology, item.kind, [item.id])[item.id].label
    return replace(report, label=labels[report.ref], lead_label=labels[report.lead_ref])


def _member(
    db: Connection, reference: str, kind: MergeKind, names: Mapping[int, tuple[str, str]]
) -> int:
    """Give which of the group a reference means."""
    found = [i for known, i in find_absorbed(db, reference) if known == kind and i in names]
    if found:
        return found[0]
    item = find_item(db, reference)
    if item.kind != kind or item.id not in names:
        raise BadInput(tr("{ref} is none of those that were merged.", ref=reference))
    return item.id


def _key(db: Connection, table: str, row_id: int) -> str:
    """Give by what one added row is meant in a command: its reference, else table and number."""
    if table in ("link", "observation", "product", "recipient"):
        ref = db.exec_driver_sql(f'SELECT ref FROM "{table}" WHERE id = ?', (row_id,)).scalar()
        return str(ref)
    return f"{table}:{row_id}"


def _chosen(items: Collection[str], keys: Mapping[tuple[str, int], str]) -> set[tuple[str, int]]:
    by_key = {key.casefold(): row for row, key in keys.items()}
    unknown = [item for item in items if item.casefold() not in by_key]
    if unknown:
        raise BadInput(
            ntr(
                "{items} was not added since the merge. See --list.",
                "{items} were not added since the merge. See --list.",
                len(unknown),
                items=", ".join(unknown),
            )
        )
    return {by_key[item.casefold()] for item in items}
