"""The ids asked for, as a condition of SQL."""

from __future__ import annotations

import json
from collections.abc import Iterable

ALL = 30_000
"""From this many ids on, everything is read: looking up each id costs more."""


class Wanted:
    """The ids asked for, as a condition of SQL."""

    def __init__(self, ids: Iterable[int]) -> None:
        listed = sorted({int(i) for i in ids})
        self.is_all = len(listed) > ALL
        self.ids = frozenset(listed)
        self.given = {"ids": "[]" if self.is_all else json.dumps(listed)}

    def within(self, column: str) -> str:
        """Give the condition that a column holds one of the ids."""
        every = f"({column} > 0 OR :ids IS NULL)"
        return every if self.is_all else f"{column} IN (SELECT value FROM json_each(:ids))"
