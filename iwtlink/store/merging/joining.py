"""Merging items: one is kept, the others are absorbed, nothing is thrown away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from iwtlink.errors import Refused
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.store import schema
from iwtlink.store.describing import describe
from iwtlink.store.edit import Edit
from iwtlink.store.judgements import between
from iwtlink.store.leads import MergeKind, leads_of, listed
from iwtlink.store.merging.parallel import links_of, parallel_links
from iwtlink.store.merging.regroup import regroup


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did.

    ``absorbed_ids`` are the items that are now one with the lead; empty where they were already.
    ``parallel_links`` are (kept, absorbed) pairs of links that became one line, ``self_links``
    those that would join the lead with itself and are set aside, ``odd_links`` those that the
    lead's type does not provide for and that were kept.
    """

    lead_id: int
    absorbed_ids: tuple[int, ...] = ()
    parallel_links: tuple[tuple[int, int], ...] = ()
    self_links: tuple[int, ...] = ()
    odd_links: tuple[int, ...] = ()


def are_compatible(ontology: Ontology, kind: str, type_a: str, type_b: str) -> bool:
    """Whether items of two types can be one thing: a company and an organisation, for instance.

    One type must be the other or extend it, or both extend a type that has items of its own.
    Links must be of one type.
    """
    if type_a == type_b:
        return True
    if kind != "entity":
        return False
    if ontology.is_a(type_a, type_b) or ontology.is_a(type_b, type_a):
        return True
    shared = ontology.ancestors.get(type_a, frozenset()) & ontology.ancestors.get(
        type_b, frozenset()
    )
    return any(
        name in ontology.entity_types and not ontology.entity_types[name].is_abstract
        for name in shared
    )


def merge(
    edit: Edit,
    kind: MergeKind,
    ids: Sequence[int],
    *,
    reason: str = "",
    because: Iterable[str] | str = (),
    across_types: bool = False,
    despite_judgement: bool = False,
) -> Merged:
    """Make items one: the first is kept, with its type, and gets all that the others have.

    ``because`` are the keys of the evidence. Items that are one already are passed over. Raise
    ``Refused`` for types that do not go together unless ``across_types``, for items that
    someone judged different unless ``despite_judgement``, for links with different ends, and
    for items that are gone.
    """
    db = edit.connection
    wanted = list(dict.fromkeys(leads_of(db, kind, ids)[i] for i in ids))
    rows = _rows(db, kind, wanted)
    if not wanted or len(rows) < len(wanted):
        raise Refused(tr("What was to be merged is not there any more."))
    if len(wanted) < 2:
        return Merged(wanted[0])
    if not across_types:
        _refuse_types(edit, kind, [rows[i] for i in wanted])
    if kind == "link":
        _refuse_ends([rows[i] for i in wanted])
    if not despite_judgement:
        _refuse_judged(edit, kind, wanted)
    kept, *others = wanted
    words = because if isinstance(because, str) else "\n".join(because)
    owners = links_of(db, wanted) if kind == "entity" else {}
    _write(edit, kind, [(kept, other) for other in others], reason, words)
    regroup(edit, kind, wanted)
    lead = leads_of(db, kind, [kept])[kept]
    absorbed = tuple(i for i in wanted if i != lead)
    if kind == "link":
        return Merged(lead, absorbed)
    return _with_links(edit, Merged(lead, absorbed), owners, kept)


def _with_links(edit: Edit, merged: Merged, owners: dict[int, int], kept: int) -> Merged:
    """Merge the links that became parallel; say which are aside and which are odd."""
    db = edit.connection
    live = {row[0]: row for row in _links(db, owners)}
    pairs = parallel_links(
        db, edit.ontology, {i: owner for i, owner in owners.items() if i in live}, kept
    )
    if pairs:
        _write(edit, "link", pairs, "", "")
        regroup(edit, "link", {i for pair in pairs for i in pair})
    aside = {
        int(row_id): (kind, int(lead))
        for row_id, kind, lead in db.exec_driver_sql(
            "SELECT row_id, kind, lead_id FROM aside WHERE table_name = 'link' "
            "AND row_id IN (SELECT value FROM json_each(?))",
            (listed(owners),),
        )
    }
    odd = [
        link_id
        for link_id, type_name, start, end in live.values()
        if link_id not in aside and not _allows(edit.ontology, type_name, start, end)
    ]
    return Merged(
        merged.lead_id,
        merged.absorbed_ids,
        tuple(sorted((lead, i) for i, (kind, lead) in aside.items() if kind == "link")),
        tuple(sorted(i for i, (kind, _) in aside.items() if kind == "entity")),
        tuple(sorted(odd)),
    )


def _allows(ontology: Ontology, type_name: str, start: str, end: str) -> bool:
    return type_name not in ontology.link_types or ontology.allows(type_name, start, end)


def _links(db: Connection, ids: Iterable[int]) -> list[Any]:
    return list(
        db.exec_driver_sql(
            "SELECT l.id, l.type, a.type, b.type FROM link l JOIN entity a ON a.id = l.from_id "
            "JOIN entity b ON b.id = l.to_id WHERE l.id IN (SELECT value FROM json_each(?))",
            (listed(ids),),
        )
    )


def _rows(db: Connection, kind: MergeKind, ids: Iterable[int]) -> dict[int, Any]:
    ends = ", from_id, to_id, is_directed" if kind == "link" else ""
    rows = db.exec_driver_sql(
        f'SELECT id, type{ends} FROM "{kind}" WHERE id IN (SELECT value FROM json_each(?))',
        (listed(ids),),
    )
    return {row[0]: row for row in rows}


def _write(
    edit: Edit, kind: MergeKind, pairs: Iterable[tuple[int, int]], reason: str, because: str
) -> None:
    edit.insert_rows(
        schema.merge,
        ("kind", "kept_id", "absorbed_id", "reason", "because", "merged_by", "merged_at"),
        [
            (kind, kept, other, reason.strip(), because, edit.analyst_id, edit.now)
            for kept, other in pairs
        ],
    )


def _refuse_types(edit: Edit, kind: MergeKind, rows: Sequence[Any]) -> None:
    for row in rows[1:]:
        if not are_compatible(edit.ontology, kind, rows[0].type, row.type):
            known = describe(edit.connection, edit.ontology, kind, [rows[0].id, row.id])
            one, other = known[rows[0].id], known[row.id]
            raise Refused(
                tr(
                    "“{one}” ({type_one}) and “{other}” ({type_other}) are things of different "
                    "kinds. Merge them only if one was entered as the wrong kind.",
                    one=one.label,
                    other=other.label,
                    type_one=_type_label(edit.ontology, rows[0].type),
                    type_other=_type_label(edit.ontology, row.type),
                )
            )


def _type_label(ontology: Ontology, name: str) -> str:
    known = ontology.entity_types.get(name) or ontology.link_types.get(name)
    return tr(known.label).lower() if known else name


def _refuse_ends(rows: Sequence[Any]) -> None:
    def way(row: Any) -> tuple[int, ...]:
        ends = (row.from_id, row.to_id)
        return (row.is_directed, *(ends if row.is_directed else sorted(ends)))

    if any(way(row) != way(rows[0]) for row in rows[1:]):
        raise Refused(
            tr(
                "Only links between the same two items, in the same direction, can be merged. "
                "Merge the items at their ends first."
            )
        )


def _refuse_judged(edit: Edit, kind: MergeKind, ids: Sequence[int]) -> None:
    db = edit.connection
    wanted = set(ids)
    for (one, other), judged in between(db, kind, ids).items():
        if {one, other} <= wanted and judged.verdict == "different":
            known = describe(db, edit.ontology, kind, [one, other])
            raise Refused(
                tr(
                    "{who} judged “{one}” and “{other}” to be different on {day}: {reason}. "
                    "Withdraw that judgement, or merge despite it.",
                    who=judged.judged_by or tr("Someone"),
                    one=known[one].label,
                    other=known[other].label,
                    day=judged.judged_at[:10],
                    reason=judged.reason or tr("no reason given"),
                )
            )
