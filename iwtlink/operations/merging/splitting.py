"""Split off what was merged, and say to whom what was added since went."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from iwtlink.errors import BadInput
from iwtlink.i18n import ntr, tr
from iwtlink.operations.finding import find_item
from iwtlink.store import Store, merging
from iwtlink.store.describing import describe
from iwtlink.store.leads import MergeKind, find_absorbed, lead_of, members_of


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
