"""Merge items into one, in a step that names them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy import Connection

from iwtlink.errors import BadInput
from iwtlink.i18n import tr
from iwtlink.operations.finding import find_item
from iwtlink.store import Store, merging
from iwtlink.store.describing import describe
from iwtlink.store.ids import Item
from iwtlink.store.leads import MergeKind, leads_of, members_of


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What a merge did, in references; empty ``absorbed`` where all were one already."""

    lead_ref: str
    label: str
    absorbed: tuple[str, ...]
    parallel_links: tuple[str, ...]
    self_links: tuple[str, ...]
    odd_links: tuple[str, ...]


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


def _link_refs(db: Connection, ids: Collection[int]) -> dict[int, str]:
    """Give the references of links, whether live or set aside."""
    rows = db.exec_driver_sql(
        "SELECT id, ref FROM link WHERE id IN (SELECT value FROM json_each(?1)) UNION "
        "SELECT row_id, ref FROM aside WHERE table_name = 'link' "
        "AND row_id IN (SELECT value FROM json_each(?1))",
        (json.dumps(list(ids)),),
    )
    return {int(row[0]): str(row[1]) for row in rows}
