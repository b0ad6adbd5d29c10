"""Who stands for whom now, read from the rows that are set aside."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection

MergeKind = Literal["entity", "link"]
"""What can be merged; also the name of its table."""


@dataclass(frozen=True, slots=True)
class Member:
    """One item that was absorbed; ``merged_at`` in UTC, ``merged_by`` initials.

    ``because`` holds the keys of the evidence given, one a line. ``label`` is as it was when
    it was absorbed.
    """

    kind: str
    id: int
    uid: str
    ref: str
    label: str
    script_label: str
    type: str
    merged_by: str
    merged_at: str
    reason: str
    because: str


def listed(ids: Iterable[int]) -> str:
    """Give ids as SQLite's ``json_each`` takes them."""
    return json.dumps(sorted({int(i) for i in ids}))


def lead_of(db: Connection, kind: str, item_id: int) -> int:
    """Give the item that stands for this one: itself where it is not absorbed."""
    return leads_of(db, kind, [item_id])[item_id]


def leads_of(db: Connection, kind: str, ids: Collection[int]) -> dict[int, int]:
    """Give what stands for each of the items: itself where it is not absorbed."""
    found = {i: i for i in ids}
    rows = db.exec_driver_sql(
        "SELECT row_id, lead_id FROM aside WHERE table_name = ? AND kind = ? "
        "AND row_id IN (SELECT value FROM json_each(?))",
        (kind, kind, listed(ids)),
    )
    found.update((int(row_id), int(lead)) for row_id, lead in rows)
    return found


def find_absorbed(db: Connection, reference: str) -> list[tuple[MergeKind, int]]:
    """Find what was absorbed, by its own reference or by that of a source (such as P26)."""
    wanted = reference.strip()
    rows = db.exec_driver_sql(
        "SELECT kind, row_id FROM aside WHERE kind = table_name AND ref = ? COLLATE NOCASE",
        (wanted,),
    ).all()
    if not rows:
        rows = db.exec_driver_sql(
            "SELECT x.kind, m.from_id FROM external_ref x JOIN moved m ON m.row_id = x.id "
            "AND m.table_name = 'external_ref' AND m.column_name = 'item_id' WHERE x.ref = ?",
            (wanted,),
        ).all()
    return [(row[0], int(row[1])) for row in rows]


_MEMBERS = """
    SELECT a.row_id, a.image, a.lead_id FROM aside a
    WHERE a.kind = ? AND a.table_name = ? AND a.lead_id IN (SELECT value FROM json_each(?))
    ORDER BY a.row_id
"""
_MERGES = """
    SELECT m.absorbed_id, m.kept_id, coalesce(a.initials, ''), m.merged_at, m.reason,
           m.because
    FROM merge m LEFT JOIN analyst a ON a.id = m.merged_by
    WHERE m.kind = ?1 AND (m.absorbed_id IN (SELECT value FROM json_each(?2))
                           OR m.kept_id IN (SELECT value FROM json_each(?2)))
    ORDER BY m.merged_at, m.uid
"""


def members_of(db: Connection, kind: str, lead_id: int) -> list[Member]:
    """Read what was absorbed into an item, oldest first; nothing where it stands alone."""
    return members_of_all(db, kind, [lead_id]).get(lead_id, [])


def members_of_all(db: Connection, kind: str, lead_ids: Collection[int]) -> dict[int, list[Member]]:
    """Read what was absorbed into items, by lead; those that stand alone are left out."""
    rows = db.exec_driver_sql(_MEMBERS, (kind, kind, listed(lead_ids))).all()
    merges = _merges(db, kind, [row[0] for row in rows])
    found: dict[int, list[Member]] = {}
    for item_id, image, lead_id in rows:
        told = merges.get(item_id, ("", "", "", ""))
        found.setdefault(lead_id, []).append(_member(kind, item_id, json.loads(image), told))
    for members in found.values():
        members.sort(key=lambda member: (member.merged_at, member.uid))
    return found


def _merges(db: Connection, kind: str, ids: Collection[int]) -> dict[int, tuple[Any, ...]]:
    """Give the newest merge of each item: one that absorbs it before one that it leads."""
    kept: dict[int, tuple[Any, ...]] = {}
    absorbed: dict[int, tuple[Any, ...]] = {}
    for row in db.exec_driver_sql(_MERGES, (kind, listed(ids))):
        absorbed[row[0]] = kept[row[1]] = tuple(row[2:])
    return kept | absorbed


def _member(kind: str, item_id: int, image: Mapping[str, Any], merge: tuple[Any, ...]) -> Member:
    return Member(
        kind,
        item_id,
        str(image["uid"]),
        str(image["ref"]),
        str(image.get("label", image.get("role", ""))),
        str(image.get("script_label", "")),
        str(image["type"]),
        *merge,
    )
