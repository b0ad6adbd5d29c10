"""What was purged here, by uid alone: so that no exchange file brings its words in again.

A mark is a row of ``clock`` with a field of its own. It stays on this laptop, and nothing takes
it back, as nothing takes a purge back.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping

from sqlalchemy import Connection, text

from iwtlink.store.clocks.fields import SHAPES
from iwtlink.store.clocks.keeping import clocks_of, keep_clocks
from iwtlink.store.clocks.stamps import Clock, following

ROW, ITEM = "purged", "purged item"
"""Fields of the marks: every row has the first, those that are told of by themselves both."""

Named = tuple[str, str]
"""Table and uid of a row."""


def mark_purged(
    db: Connection, rows: Collection[Named], items: Mapping[Named, str], step_id: int
) -> None:
    """Remember what a step purged; ``items`` say what each went along with (``entity:uid``).

    Every row is known to be gone from now on, those too that were gone before clocks were kept.
    """
    step = db.execute(text("SELECT uid, started_at FROM step WHERE id = :s"), {"s": step_id}).one()
    kept = [name for name in rows if name[0] in SHAPES]
    known = clocks_of(db, [uid for _, uid in kept])
    mark = following(None, str(step.started_at), str(step.uid))
    marks: dict[tuple[str, str, str], Clock] = {(*name, ROW): mark for name in kept}
    marks |= {(*n, ITEM): mark._replace(earlier=(items[n],)) for n in kept if n in items}
    for name in kept:
        before = known.get((*name, ""))
        if before is None or not before.is_gone:
            now = following(before, str(step.started_at), str(step.uid), is_gone=True)
            marks[(*name, "")] = now
    keep_clocks(db, marks)


def purged_rows(db: Connection) -> set[Named]:
    """Give every row that was purged here."""
    rows = db.execute(text("SELECT table_name, row_uid FROM clock WHERE field = :f"), {"f": ROW})
    return {(str(table), str(uid)) for table, uid in rows}


def purged_items(db: Connection, among: Collection[Named]) -> list[tuple[Named, str, Clock]]:
    """Give those of the items that were purged here, with what each went along with, and when."""
    rows = db.execute(
        text(
            "SELECT table_name, row_uid, stamp, earlier FROM clock WHERE field = :f "
            "AND row_uid IN (SELECT value FROM json_each(:uids)) ORDER BY row_uid"
        ),
        {"f": ITEM, "uids": json.dumps([uid for _, uid in among])},
    )
    return [((str(t), str(uid)), str(words), Clock(str(s))) for t, uid, s, words in rows]
