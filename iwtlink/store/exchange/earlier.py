"""Rows of exchange files that were written by an earlier version, as they would be now."""

from __future__ import annotations

import json
from collections.abc import Mapping

_RENAMED = {"chart_hidden_link": "chart_link"}
_ADDED: Mapping[str, Mapping[str, str]] = {
    "chart_hidden_link": {"look": "{}", "visibility": "hidden"},
    "chart_entity": {"look": "{}", "visibility": "", "placed_at": ""},
}
"""Columns of rows that version 1 of the file did not have."""


def as_now(table: str, data: str | None) -> tuple[str, str | None]:
    """Give table and values of a row of version 1; what cannot be read is given as it is."""
    if table not in _ADDED:
        return table, data
    try:
        known = json.loads(data) if data is not None else None
    except (ValueError, RecursionError):
        return table, data
    if isinstance(known, dict):
        data = json.dumps({**_ADDED[table], **known}, ensure_ascii=False)
    return _RENAMED.get(table, table), data
