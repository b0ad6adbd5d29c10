"""An open edit: the one thing through which rows are written."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table, text

from iwtlink.ontology import Ontology
from iwtlink.store.ids import AnalystId, uuid7, uuid7s
from iwtlink.store.journal.blocks import Blocks
from iwtlink.store.refs import PREFIXES, take_refs


@dataclass(frozen=True, slots=True)
class Edit:
    """What a write function needs: the connection of the open step, and who works.

    ``now`` is the UTC stamp that every row of the step carries.
    """

    connection: Connection
    step_id: int
    ontology: Ontology
    code: str
    analyst_id: AnalystId | None
    now: str
    blocks: Blocks

    @property
    def has_changed(self) -> bool:
        """Whether anything written so far differs from what was there."""
        found = text("SELECT EXISTS (SELECT 1 FROM journal WHERE step_id = :step)")
        return bool(self.connection.scalar(found, {"step": self.step_id}))

    def insert(self, table: Table, **values: Any) -> int:
        """Insert one row with a fresh uid; return its id."""
        columns = ["uid", *values]
        names = ", ".join(f'"{c}"' for c in columns)
        marks = ", ".join("?" * len(columns))
        result = self.connection.exec_driver_sql(
            f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', (uuid7(), *values.values())
        )
        return int(result.lastrowid)

    def insert_rows(self, table: Table, columns: Sequence[str], rows: Iterable[Any]) -> range:
        """Insert many rows at once, each a tuple of ``columns``; return their ids in order."""
        listed = list(rows)
        first = self.next_id(table)
        uids = uuid7s(len(listed))
        numbered = [(i, uid, *row) for i, uid, row in zip(itertools.count(first), uids, listed)]
        self.blocks.insert(table.name, ("id", "uid", *columns), numbered)
        return range(first, first + len(listed))

    def next_id(self, table: Table) -> int:
        """Give the id that the next inserted row will have."""
        last = self.connection.scalar(
            text("SELECT seq FROM sqlite_sequence WHERE name = :t"), {"t": table.name}
        )
        return int(last or 0) + 1

    def take_refs(self, kind_or_type: str, count: int = 1) -> list[str]:
        """Give fresh human references for a kind of item or a type of entity."""
        known = self.ontology.entity_types.get(kind_or_type)
        prefix = known.code if known else PREFIXES.get(kind_or_type, "ENT")
        return take_refs(self.connection, prefix, self.code, count)


def utc_now() -> str:
    """Give the present moment in UTC, ISO 8601 to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
