"""Does everything stand where the merges say? Asked by the check of a database."""

from __future__ import annotations

from sqlalchemy import Connection

from iwtlink.i18n import tr
from iwtlink.store.merging.regroup import planned
from iwtlink.store.merging.writing import differing


def faults(db: Connection) -> list[str]:
    """Say where a row is not in the place that the merges give it; each fault is a sentence."""
    found: dict[str, None] = {}
    for kind in ("entity", "link"):
        ids = [
            int(row[0])
            for row in db.exec_driver_sql(
                "SELECT kept_id FROM merge WHERE kind = ?1 UNION "
                "SELECT absorbed_id FROM merge WHERE kind = ?1 UNION "
                "SELECT lead_id FROM aside WHERE kind = ?1",
                (kind,),
            )
        ]
        if ids:
            held, places = planned(db, "entity" if kind == "entity" else "link", ids)
            for table, row_id in sorted(differing(held, places)):
                words = tr(
                    "{table} {id} does not stand where its merge puts it.", table=table, id=row_id
                )
                found[words] = None
    return list(found)
