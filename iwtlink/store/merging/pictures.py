"""Pictures that an absorbed entity lends, where the lead lost its own."""

from __future__ import annotations

from iwtlink.store.edit import Edit
from iwtlink.store.merging.regroup import regroup

_LOST = """
    SELECT DISTINCT j.row_id FROM journal j JOIN aside a
    ON a.kind = 'entity' AND a.table_name = 'entity' AND a.lead_id = j.row_id
    WHERE j.step_id = ? AND j.table_name = 'entity' AND j.before ->> 'picture_id' IS NOT NULL
      AND j.after IS NOT NULL AND j.after ->> 'picture_id' IS NULL
"""


def lend_pictures(edit: Edit) -> None:
    """Let leads whose picture went in this step show that of one merged into them, if any has."""
    db = edit.connection
    if db.exec_driver_sql("SELECT EXISTS (SELECT 1 FROM aside)").scalar():
        lost = [int(row[0]) for row in db.exec_driver_sql(_LOST, (edit.step_id,))]
        if lost:
            regroup(edit, "entity", lost)
