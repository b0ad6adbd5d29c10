"""What merges have set aside of a chart: places and memberships of what is one with others."""

from __future__ import annotations

from collections.abc import Collection

from iwtlink.store.edit import Edit
from iwtlink.store.leads import listed


def forget_aside(edit: Edit, chart_id: int, table: str, lead_ids: Collection[int]) -> None:
    """Take out what merges have set aside of a chart for some leads."""
    edit.connection.exec_driver_sql(
        "DELETE FROM aside WHERE table_name = ?1 AND image ->> 'chart_id' = ?2 "
        "AND lead_id IN (SELECT value FROM json_each(?3))",
        (table, chart_id, listed(lead_ids)),
    )


def forget_of_shapes(edit: Edit, shape_ids: Collection[int]) -> None:
    """Take out what merges have set aside of what free items hold, or of what holds them."""
    for end in ("holder", "member"):
        edit.connection.exec_driver_sql(
            "DELETE FROM aside WHERE table_name = 'chart_member' "
            f"AND image ->> '{end}_shape_id' IN (SELECT value FROM json_each(?))",
            (listed(shape_ids),),
        )
