"""Laptops that exchange files: what each holds, told without the numbers of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import text

from iwtlink.operations import exchange
from iwtlink.store import Store
from iwtlink.store.exchange.originals import read_here
from iwtlink.store.schema import tables

PASSPHRASE = "kettle ostrich violin marble"
"""Of every exchange file in these tests."""


def make_laptop(folder: Path, code: str, initials: str) -> Store:
    """Make the database of one laptop, signed in."""
    folder.mkdir(exist_ok=True)
    store = Store.create(folder / f"{code}.iwt", title=f"Case {code}", code=code)
    store.sign_in(f"Analyst {initials}", initials)
    return store


def carry(one: Store, other: Store, **decisions: Any) -> exchange.Read:
    """Write everything that one laptop knows and read it on the other."""
    target = one.path.parent / f"{one.path.stem}-{other.path.stem}.iwx"
    exchange.write(one, target, PASSPHRASE, exchange.Choice(with_origins=True))
    return exchange.read(other, target, PASSPHRASE, **decisions)


def original(store: Store) -> dict[tuple[str, str], Any]:
    """Give the original state: every row with its values and the stamps of its fields."""
    with store.read() as db:
        here = read_here(db)
    return {
        name: (
            None if row.data is None else dict(row.data),
            {
                field: clock.stamp
                for field, clock in row.clocks.items()
                if row.data is not None or not field
            },
        )
        for name, row in here.state.items()
    }


_POINTING = {
    "document_id": "document",
    "file_id": "file",
    "picture_id": "file",
    "record_id": "record",
    "entity_id": "entity",
    "other_id": "entity",
    "from_id": "entity",
    "to_id": "entity",
    "statement_id": "statement",
    "page_id": "page",
    "product_id": "product",
    "recipient_id": "recipient",
    "chart_id": "chart",
    "holder_entity_id": "entity",
    "member_entity_id": "entity",
    "holder_shape_id": "chart_shape",
    "member_shape_id": "chart_shape",
    "link_id": "link",
    "entered_by": "analyst",
    "made_by": "analyst",
    "merged_by": "analyst",
    "judged_by": "analyst",
    "retracted_by": "analyst",
}
_LIVE = (
    *("document", "file", "page", "record", "entity", "link", "observation", "statement"),
    *("passage", "external_ref", "article", "recipient", "product", "dissemination", "chart"),
    *(
        "chart_entity",
        "chart_link",
        "chart_shape",
        "chart_member",
        "chart_snapshot",
        "chart_style",
        "review",
    ),
)


def live(store: Store) -> dict[str, dict[str, dict[str, Any]]]:
    """Give every row as it is shown, by table and uid, with uids for pointers."""
    with store.read() as db:
        uids = {
            table: {r[0]: r[1] for r in db.execute(text(f'SELECT id, uid FROM "{table}"'))}
            for table in (*_LIVE, "analyst")
        }
        found: dict[str, dict[str, dict[str, Any]]] = {}
        for table in _LIVE:
            names = [c.name for c in tables[table].columns]
            rows = db.execute(text(f'SELECT * FROM "{table}"')).mappings()
            found[table] = {row["uid"]: _told(table, names, row, uids) for row in rows}
        return found


def _told(table: str, names: list[str], row: Any, uids: Any) -> dict[str, Any]:
    told = {name: row[name] for name in names if name not in ("id", "uid")}
    for name in told:
        if told[name] is not None and name in _POINTING:
            told[name] = uids[_POINTING[name]][told[name]]
    if table == "statement":
        told["subject_id"] = uids[told["subject_kind"]][told["subject_id"]]
    elif table in ("external_ref", "review"):
        told["item_id"] = uids[told["kind"]][told["item_id"]]
    return told
