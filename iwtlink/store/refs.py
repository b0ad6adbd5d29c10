"""Human references: ``PER-VT1-0042`` is person 42 of the database called VT1.

The short code of the database is part of each, so that two laptops never print the same
one. Numbers are never given twice, even after an undo.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import cast, get_args

from sqlalchemy import Connection, select, text, union_all

from iwtlink.store import schema
from iwtlink.store.ids import Item, Kind

PREFIXES = {
    "link": "LNK",
    "observation": "OBS",
    "document": "SRC",
    "record": "REC",
    "article": "MED",
    "product": "PRO",
    "recipient": "RCP",
    "chart": "CHT",
}
"""Prefix by kind; an entity's comes from its type in the ontology."""

_KINDS: tuple[Kind, ...] = get_args(Kind)


def take_refs(db: Connection, prefix: str, code: str, count: int) -> list[str]:
    """Give the next ``count`` references with this prefix."""
    last = db.scalar(
        text(
            "INSERT INTO counter VALUES (:p, :n) "
            "ON CONFLICT (prefix) DO UPDATE SET last = last + :n RETURNING last"
        ),
        {"p": prefix, "n": count},
    )
    first = int(last or count) - count + 1
    return [f"{prefix}-{code}-{number:04d}" for number in range(first, first + count)]


_THREE_PARTS = re.compile(r"([A-Z]{2,5})[\s-]+([A-Z0-9]{2,6})[\s-]+0*(\d+)")


def likely_refs(db: Connection, words: str) -> list[str]:
    """Give the references of ours that words may mean: ``per 42`` or ``PERVT142`` among others.

    Capitals, hyphens and leading zeros do not matter.
    """
    plain = words.strip().upper()
    code = str(db.scalar(text("SELECT value FROM about WHERE name = 'code'")) or "")
    joined = re.sub(r"[\s-]", "", plain)
    found = {plain: None}
    if parts := _THREE_PARTS.fullmatch(plain):
        found[f"{parts[1]}-{parts[2]}-{int(parts[3]):04d}"] = None
    if parts := re.fullmatch(rf"([A-Z]{{2,5}}?)(?:{re.escape(code)})?0*(\d{{1,9}})", joined):
        found[f"{parts[1]}-{code}-{int(parts[2]):04d}"] = None
    return list(found)


_ASIDE_BY_SOURCE = text(
    "SELECT kind, lead_id FROM aside WHERE table_name = 'external_ref' "
    "AND image ->> 'ref' = :ref COLLATE NOCASE"
)


def find_item(db: Connection, reference: str) -> list[Item]:
    """Find what a reference means: ours first, else one given by a source (such as P01).

    Capitals, hyphens and leading zeros do not matter. The reference of an item that was merged
    into another finds that other one. Several items come back where sources used the same
    reference.
    """
    wanted = reference.strip()
    likely = likely_refs(db, wanted)
    own = union_all(
        *(
            select(text(f"'{kind}'"), schema.tables[kind].c.id).where(
                schema.tables[kind].c.ref.in_(likely)
            )
            for kind in _KINDS
        )
    )
    found = db.execute(own).all()
    if not found:
        aside = schema.aside
        found = db.execute(
            select(aside.c.kind, aside.c.lead_id).where(aside.c.ref.in_(likely))
        ).all()
    if not found:
        table = schema.external_ref
        found = db.execute(select(table.c.kind, table.c.item_id).where(table.c.ref == wanted)).all()
    if not found:
        found = db.execute(_ASIDE_BY_SOURCE, {"ref": wanted}).all()
    return [Item(cast(Kind, kind), item_id) for kind, item_id in dict.fromkeys(map(tuple, found))]


def absorbed_items(db: Connection, reference: str) -> dict[str, Item]:
    """Give what a reference of ours is part of now, where its item was merged into another."""
    found = db.execute(
        text(
            "SELECT ref, kind, lead_id FROM aside WHERE table_name = kind "
            "AND ref IN (SELECT value FROM json_each(:refs))"
        ),
        {"refs": json.dumps(likely_refs(db, reference))},
    )
    return {str(ref): Item(cast(Kind, kind), int(lead)) for ref, kind, lead in found}


def external_refs(db: Connection, kind: Kind, ids: Sequence[int]) -> dict[int, list[str]]:
    """Give the references that sources use for the items, by id."""
    table = schema.external_ref
    refs: dict[int, list[str]] = {}
    for start in range(0, len(ids), 30_000):
        part = list(ids[start : start + 30_000])
        for item_id, ref in db.execute(
            select(table.c.item_id, table.c.ref)
            .where(table.c.kind == kind, table.c.item_id.in_(part))
            .order_by(table.c.id)
        ):
            refs.setdefault(item_id, []).append(ref)
    return refs
