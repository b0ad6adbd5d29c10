"""What an exchange is made of, as the window and the command line see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Change = Literal["new", "changed", "retracted", "restored", "merged", "split", "judged"]
Side = Literal["mine", "theirs"]
Key = tuple[str, str, str]
"""Table, uid of the row, and field; an empty field stands for whether the row is there."""
Decisions = Mapping[Key, Side]


@dataclass(frozen=True, slots=True)
class Choice:
    """What goes into an exchange file; what is empty does not narrow it.

    ``since`` is a day (UTC, by when it was entered or changed here) and ``since_last_with`` whom
    the last file was for, which means since then. ``about`` are ids of entities: they, what is one
    link from them and from the members of syndicates among them, and the sources of both.
    ``first`` and ``last`` are the days of a period. ``ceiling_tlp`` is the strictest TLP that may
    leave; ``ceiling_handling`` are the handling codes that may leave, all where empty.
    """

    since: str = ""
    since_last_with: str = ""
    about: tuple[int, ...] = ()
    first: str = ""
    last: str = ""
    recipient: str = ""
    ceiling_tlp: str = ""
    ceiling_handling: tuple[str, ...] = ()
    with_origins: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: how many by kind, and how many by kind the ceilings kept back."""

    file: Path
    sha256: str
    counts: dict[str, int]
    left_out: dict[str, int]


@dataclass(frozen=True, slots=True)
class Weighed:
    """What would leave, and what the ceilings would keep back: how many by kind."""

    counts: dict[str, int]
    left_out: dict[str, int]


@dataclass(frozen=True, slots=True)
class Head:
    """What an exchange file says of itself; ``made_at`` in UTC, ``choice`` in words."""

    title: str
    code: str
    made_at: str
    made_by: str
    recipient: str = ""
    since: str = ""
    choice: str = ""
    notice: str = ""
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """One item that differs; ``side`` says who did it, ``words`` what was done.

    ``theirs`` would be written here; ``mine`` is what they have not got, as far as the file tells.
    ``details`` are the values that came, went or changed, the first of them.
    """

    kind: str
    table: str
    uid: str
    ref: str
    label: str
    change: Change
    side: Side
    words: str = ""
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that was written on both sides, neither knowing of the other; times in UTC.

    Where the field of ``key`` is empty, one side took the row out and the other changed it.
    """

    key: Key
    label: str
    field: str
    mine: str
    theirs: str
    mine_by: str
    theirs_by: str
    mine_at: str
    theirs_at: str
    default: Side


@dataclass(frozen=True, slots=True)
class Preview:
    """What reading a file would do; nothing is written yet."""

    head: Head
    rows: tuple[Line, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the file holds nothing that is not here already."""
        return not (self.conflicts or self.problems) and all(
            row.side == "mine" for row in self.rows
        )


@dataclass(frozen=True, slots=True)
class Read:
    """What reading a file did: its step, 0 where nothing was new, and how many rows by change."""

    step_id: int
    counts: dict[str, int]
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exchange:
    """One file written or read, from the log; ``at`` in UTC."""

    at: str
    by: str
    direction: Literal["written", "read"]
    with_whom: str
    file: str
    counts: dict[str, int]
