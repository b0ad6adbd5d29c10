"""Items by uid, as options and snapshots name them, so that they mean the same on every laptop."""

from __future__ import annotations

import json
from collections.abc import Collection

from sqlalchemy import Connection

from iwtlink.store.leads import listed


def uids_of(db: Connection, table: str, ids: Collection[int]) -> dict[int, str]:
    """Give the uids of rows by id; those that are not there are left out."""
    rows = db.exec_driver_sql(
        f'SELECT id, uid FROM "{table}" WHERE id IN (SELECT value FROM json_each(?))',
        (listed(ids),),
    )
    return {int(i): str(uid) for i, uid in rows}


def ids_of(db: Connection, table: str, uids: Collection[str]) -> dict[str, int]:
    """Give the ids of rows by uid: of a merged one that of the item it is one with."""
    names = json.dumps(sorted(set(uids)))
    found = {
        str(uid): int(i)
        for uid, i in db.exec_driver_sql(
            f'SELECT uid, id FROM "{table}" WHERE uid IN (SELECT value FROM json_each(?))',
            (names,),
        )
    }
    if len(found) < len(set(uids)):
        aside = db.exec_driver_sql(
            "SELECT image ->> 'uid', lead_id FROM aside WHERE table_name = ?1 AND kind = ?1 "
            "AND image ->> 'uid' IN (SELECT value FROM json_each(?2))",
            (table, names),
        )
        found |= {str(uid): int(lead) for uid, lead in aside}
    return found
