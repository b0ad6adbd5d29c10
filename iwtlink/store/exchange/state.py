"""What is known of a row on one laptop: its values with uids for pointers, and its clocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from iwtlink.store.clocks import Clock
from iwtlink.store.clocks.fields import Pointer

Name = tuple[str, str]
"""A table and the uid of a row."""
Scalar = str | int | float | None
Data = Mapping[str, Scalar]
"""Values by column; a pointer is the uid of the row it points at."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it travels; without data it was taken out. The clock of '' says when."""

    table: str
    uid: str
    data: Data | None
    clocks: Mapping[str, Clock] = field(default_factory=dict)

    @property
    def name(self) -> Name:
        """Give table and uid."""
        return self.table, self.uid


State = dict[Name, Row]


def target(pointer: Pointer, data: Data) -> Name | None:
    """Give the row that a pointer points at; None where it points at nothing."""
    uid = data.get(pointer.column)
    if uid is None:
        return None
    table = pointer.table or str(data.get(pointer.kind_column, ""))
    return table, str(uid)
