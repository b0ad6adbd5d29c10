"""What an absorbed entity lends where the lead lost its own: a picture, or what holds it."""

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


_LET_GO = """
    SELECT DISTINCT a.lead_id FROM journal j JOIN aside a
    ON a.kind = 'entity' AND a.table_name = 'chart_member'
    AND a.lead_id = j.before ->> 'member_entity_id'
    WHERE j.step_id = ? AND j.table_name = 'chart_member' AND j.after IS NULL
      AND substr(j.before, 1, 1) = '{'
"""


def fill_memberships(edit: Edit) -> None:
    """Let what held one merged into a lead hold the lead, where its own holder went in this step.

    Cost: nothing where nothing is merged.
    """
    db = edit.connection
    if db.exec_driver_sql("SELECT EXISTS (SELECT 1 FROM aside)").scalar():
        lost = [int(row[0]) for row in db.exec_driver_sql(_LET_GO, (edit.step_id,))]
        if lost:
            regroup(edit, "entity", lost)
