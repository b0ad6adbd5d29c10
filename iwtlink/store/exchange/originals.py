"""The original state of a database: every exchanged row as if nothing had been merged."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, text

from iwtlink.store.clocks import Clock, clocks_of
from iwtlink.store.clocks.fields import EXCHANGED, SHAPES, Shape, meant
from iwtlink.store.collector import collector_paused
from iwtlink.store.exchange.state import Data, Name, Row, Scalar, State
from iwtlink.store.journal.touching import images_by_row


@dataclass(slots=True)
class Here:
    """What this database holds: the state, and where the rows of it lie.

    ``ids`` are those of rows that stand, live or aside; ``waiting`` are those that cannot, each
    with the uid of the row that stands for it. ``analysts`` are ids by uid.
    """

    state: State = field(default_factory=dict)
    ids: dict[Name, int] = field(default_factory=dict)
    aside: set[Name] = field(default_factory=set)
    waiting: dict[Name, str] = field(default_factory=dict)
    analysts: dict[str, int] = field(default_factory=dict)


def read_here(db: Connection) -> Here:
    """Read the original state. Cost: linear, about 10 s for a million rows."""
    with collector_paused():
        here = Here()
        uids = Uids(db)
        here.analysts = {uid: i for i, uid in uids.of("analyst").items()}
        moved, clocks = Moved(db), _clocks(db)
        for table in EXCHANGED:
            _read_table(db, table, here, uids, moved, clocks)
        _read_waiting(db, here, clocks)
        for name, known in clocks.items():
            gone = known.get("")
            if name not in here.state and gone is not None and gone.is_gone:
                here.state[name] = Row(*name, None, known)
        return here


def read_analysts(db: Connection) -> State:
    """Read who worked here."""
    rows = db.execute(text("SELECT uid, name, initials FROM analyst"))
    return {
        ("analyst", uid): Row("analyst", uid, {"name": name, "initials": initials})
        for uid, name, initials in rows
    }


Clocks = dict[Name, dict[str, Clock]]


def _clocks(db: Connection) -> Clocks:
    found: Clocks = {}
    for (table, uid, name), clock in clocks_of(db).items():
        found.setdefault((table, uid), {})[name] = clock
    return found


class Moved:
    """Whose rows were before a merge pointed them at another item."""

    def __init__(self, db: Connection) -> None:
        self._owners: dict[tuple[str, int], dict[str, int | None]] = {}
        for table, row_id, column, value in db.exec_driver_sql(
            "SELECT table_name, row_id, column_name, from_id FROM moved"
        ):
            self._owners.setdefault((table, row_id), {})[column] = value
        rows = db.exec_driver_sql("SELECT table_name, row_id, lead_id FROM aside")
        self._leads = {(table, row_id): lead for table, row_id, lead in rows}

    def put_back(self, table: str, row_id: int, image: dict[str, Any]) -> None:
        """Give a live row its owners back, except where somebody gave it to another since."""
        for column, owner in self._owners.get((table, row_id), {}).items():
            kind = self._kind(table, column, image)
            if owner is None or self._leads.get((kind, owner), owner) == image[column]:
                image[column] = owner

    def _kind(self, table: str, column: str, image: Mapping[str, Any]) -> str:
        pointer = SHAPES[table].pointers[column]
        return pointer.table or str(image[pointer.kind_column])


def _asides(db: Connection, table: str) -> list[dict[str, Any]]:
    rows = db.execute(text("SELECT image FROM aside WHERE table_name = :t"), {"t": table})
    return [json.loads(image) for (image,) in rows]


class Uids:
    """Uids by id, table by table, of rows that stand; those of others come from the journal."""

    def __init__(self, db: Connection, known: dict[str, dict[int, str]] | None = None) -> None:
        self._db = db
        self._known = known if known is not None else {}

    def of(self, table: str) -> dict[int, str]:
        if table not in self._known:
            rows = self._db.exec_driver_sql(f'SELECT id, uid FROM "{table}"')
            known = {row[0]: row[1] for row in rows}
            known |= {image["id"]: image["uid"] for image in _asides(self._db, table)}
            self._known[table] = known
        return self._known[table]

    def of_any(self, table: str, row_id: int) -> str:
        """Give the uid of a row that may be gone; empty where nothing is left of it."""
        if row_id not in self.of(table):
            self.look_up([(table, row_id)])
        return self.of(table).get(row_id, "")

    def look_up(self, missing: Iterable[tuple[str, int]]) -> None:
        for (table, row_id), images in images_by_row(self._db, set(missing)).items():
            for image in images:
                words = image.after or image.before
                if words:
                    self.of(table)[row_id] = json.loads(words)["uid"]


def _read_table(
    db: Connection, table: str, here: Here, uids: Uids, moved: Moved, clocks: Clocks
) -> None:
    shape = SHAPES[table]
    columns = ", ".join(f'"{name}"' for name in shape.columns)
    cursor = db.connection.cursor()
    rows: list[tuple[int, str, dict[str, Any], bool]] = [
        (row[0], row[1], dict(zip(shape.columns, row[2:], strict=True)), False)
        for row in cursor.execute(f'SELECT id, uid, {columns} FROM "{table}"')
    ]
    cursor.close()
    for image in _asides(db, table):
        known = {name: image.get(name, usual(shape, name)) for name in shape.columns}
        rows.append((image["id"], image["uid"], known, True))
    for row_id, _, image, is_aside in rows:
        if not is_aside:
            moved.put_back(table, row_id, image)
    _look_up_missing(shape, [image for _, _, image, _ in rows], uids)
    for row_id, uid, image, is_aside in rows:
        name = (table, uid)
        here.state[name] = Row(table, uid, data_of(shape, image, uids), clocks.get(name, {}))
        here.ids[name] = row_id
        if is_aside:
            here.aside.add(name)


def usual(shape: Shape, column: str) -> Scalar:
    """Give what a column holds in an image that is older than the column."""
    return None if column in shape.may_be_empty else shape.types[column]()


def _look_up_missing(shape: Shape, images: Collection[Mapping[str, Any]], uids: Uids) -> None:
    """Find the uids of rows that are pointed at and do not stand: they were taken out."""
    missing = {
        (table, int(image[pointer.column]))
        for pointer in shape.pointers.values()
        for image in images
        if image[pointer.column] is not None
        and image[pointer.column]
        not in uids.of(table := pointer.table or str(image[pointer.kind_column]))
    }
    if missing:
        uids.look_up(missing)


def data_of(shape: Shape, image: dict[str, Any], uids: Uids) -> Data:
    """Give what an image says, with uids for pointers."""
    for pointer in shape.pointers.values():
        value = image[pointer.column]
        if value is not None:
            table = pointer.table or image[pointer.kind_column]
            image[pointer.column] = uids.of(table).get(value)
    if shape.table == "link":
        return meant("link", image)
    if shape.table == "judgement":
        image["one_id"], image["other_id"] = sorted((image["one_id"], image["other_id"]), key=str)
    elif shape.table == "retraction" and ":" in image["went_with"]:
        kind, _, row_id = image["went_with"].partition(":")
        image["went_with"] = f"{kind}:{uids.of_any(kind, int(row_id))}"
    return image


def _read_waiting(db: Connection, here: Here, clocks: Clocks) -> None:
    for uid, table, words, by in db.exec_driver_sql(
        "SELECT uid, table_name, data, by_uid FROM waiting"
    ):
        name = (table, uid)
        here.waiting[name] = by
        if name not in here.state:
            here.state[name] = Row(table, uid, json.loads(words), clocks.get(name, {}))


def gone_rows(db: Connection, names: Iterable[Name]) -> dict[Name, tuple[int, Data]]:
    """Read the ids and last images of rows that were here and were taken out.

    Cost: linear in everything that was ever taken out of their tables.
    """
    found: dict[Name, tuple[int, Data]] = {}
    wanted: dict[str, set[str]] = {}
    for table, uid in names:
        wanted.setdefault(table, set()).add(uid)
    for table, uids in wanted.items():
        images = {}
        rows = db.execute(
            text(
                "SELECT row_id, before FROM touched WHERE table_name = :t AND after IS NULL "
                "AND before IS NOT NULL AND salt IS NOT NULL AND before ->> 'uid' IN "
                "(SELECT value FROM json_each(:u)) ORDER BY journal_id"
            ),
            {"t": table, "u": json.dumps(sorted(uids))},
        )
        for row_id, before in rows:
            images[row_id] = json.loads(before)
        found |= _as_data(db, table, images)
    return found


def _as_data(
    db: Connection, table: str, images: Mapping[int, dict[str, Any]]
) -> dict[Name, tuple[int, Data]]:
    shape, uids = SHAPES[table], Uids(db)
    known = {
        row_id: {name: image.get(name, usual(shape, name)) for name in shape.columns}
        for row_id, image in images.items()
    }
    _look_up_missing(shape, known.values(), uids)
    return {
        (table, str(images[row_id]["uid"])): (row_id, data_of(shape, image, uids))
        for row_id, image in known.items()
    }


def refs_of_gone(db: Connection, table: str, refs: Iterable[str]) -> set[tuple[str, str]]:
    """Give those of the references that rows had which were taken out, with the rows' uids.

    Cost: linear in everything that was ever taken out of the table.
    """
    found = db.execute(
        text(
            "SELECT DISTINCT before ->> 'ref', before ->> 'uid' FROM touched "
            "WHERE table_name = :t AND after IS NULL AND before IS NOT NULL "
            "AND salt IS NOT NULL AND before ->> 'ref' IN (SELECT value FROM json_each(:r))"
        ),
        {"t": table, "r": json.dumps(sorted(refs))},
    )
    return {(str(ref), str(uid)) for ref, uid in found}
