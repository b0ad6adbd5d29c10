"""Undo and redo, kept in the file: what can be taken back in each scope.

The steps are replayed in order: an edit goes on the pile of its scope, an undo moves the
top group to the other pile, a redo moves it back, a new edit empties that other pile.
Successive edits with the same ``fold`` word form one group and are taken back together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, text

from iwtlink.errors import Refused
from iwtlink.i18n import tr
from iwtlink.store.ids import ChartId
from iwtlink.store.journal import live_image
from iwtlink.store.journal.reverting import Net

DATABASE = "database"
"""Scope of edits of the database itself."""

FILE = "file"
"""Scope of what happens to the file itself: its making, its upgrade. No undo goes behind it."""

PURGE = "purge"
"""Scope of purges: final, and in the way of no undo of anything else."""


def chart_scope(chart_id: ChartId | int) -> str:
    """Give the scope of edits of one chart."""
    return f"chart:{int(chart_id)}"


@dataclass(frozen=True, slots=True)
class Step:
    """One labelled edit, undo or redo; ``started_at`` in UTC."""

    id: int
    label: str
    scope: str
    kind: str
    of_step: int | None
    fold: str
    analyst_id: int | None
    started_at: str
    row_count: int


@dataclass(frozen=True, slots=True)
class Group:
    """Edits that are undone as one: ``applied`` are the steps whose images hold now."""

    label: str
    first_step: int
    fold: str
    applied: tuple[int, ...]


@dataclass(slots=True)
class Piles:
    """What can be undone and redone in one scope; the last group is next."""

    done: list[Group] = field(default_factory=list)
    undone: list[Group] = field(default_factory=list)
    last_kind: str = ""

    def add(self, step: Step) -> None:
        """Take in the next step of the scope.

        A step whose counterpart is missing is passed over: ``check`` must open the file to say so.
        """
        if step.kind == "edit":
            self._add_edit(step)
        elif step.kind == "undo" and self.done:
            self.undone.append(replace(self.done.pop(), applied=(step.id,)))
        elif step.kind == "redo" and self.undone:
            self.done.append(replace(self.undone.pop(), applied=(step.id,)))
        self.last_kind = step.kind

    def _add_edit(self, step: Step) -> None:
        self.undone.clear()
        top = self.done[-1] if self.done else None
        folds = step.fold and top and top.fold == step.fold and self.last_kind == "edit"
        if folds and top:
            self.done[-1] = replace(top, applied=(*top.applied, step.id))
        else:
            self.done.append(Group(step.label, step.id, step.fold, (step.id,)))


def read_steps(db: Connection, *, after: int = 0, newest_first: bool = False) -> list[Step]:
    """Read all steps later than ``after``."""
    order = "DESC" if newest_first else "ASC"
    rows = db.execute(
        text(
            "SELECT id, label, scope, kind, of_step, fold, analyst_id, started_at, row_count "
            f"FROM step WHERE id > :after ORDER BY id {order}"
        ),
        {"after": after},
    )
    return [Step(*row) for row in rows]


class Past:
    """What can be taken back and done again in every scope."""

    def __init__(self, steps: Iterable[Step]) -> None:
        """Replay steps, oldest first."""
        self._piles: dict[str, Piles] = {}
        for step in steps:
            self.add(step)

    def add(self, step: Step) -> None:
        """Take in the next step; one of the file itself ends what can be taken back."""
        if step.scope == FILE:
            self._piles.clear()
        else:
            self._piles.setdefault(step.scope, Piles()).add(step)

    def last_done(self, scope: str) -> Group | None:
        """Give what would be undone next."""
        done = self._piles.get(scope, Piles()).done
        return done[-1] if done else None

    def last_undone(self, scope: str) -> Group | None:
        """Give what would be done again next."""
        undone = self._piles.get(scope, Piles()).undone
        return undone[-1] if undone else None

    def in_force(self) -> set[int]:
        """Give the ids of the steps that hold now, neither undone nor undoing."""
        return {i for p in self._piles.values() for group in p.done for i in group.applied}

    def in_force_for(self, step_id: int, steps: Sequence[Step]) -> tuple[Step, tuple[int, ...]]:
        """Give a step and those whose images hold for it now; refuse what cannot be meant.

        ``steps`` are those of the database from it on.
        """
        step = steps[0] if steps else None
        if step is None or step.id != step_id:
            raise Refused(tr("There is no step {n}.", n=step_id))
        if step.scope in (FILE, PURGE) or step.kind == "undo":
            raise Refused(tr("“{label}” is no step that can be taken back.", label=step.label))
        for group in self._piles.get(step.scope, Piles()).done:
            if step_id in group.applied:
                return step, (step_id,)
            if step_id == group.first_step:
                return step, group.applied
        raise Refused(tr("“{label}” was undone already.", label=step.label))


def refuse_if_changed_since(db: Connection, net: Net, group: Group) -> None:
    """Raise ``Refused`` where a row was changed by a later step of another scope."""
    for table, row_id in _touched_after(db, max(group.applied)):
        was_touched, image = net.image_after(db, (table, row_id))
        if was_touched and live_image(db, table, row_id) != image:
            raise Refused(
                tr(
                    "“{label}” cannot be taken back: something it made was changed "
                    "or removed since. Take that back first.",
                    label=group.label,
                )
            )


def _touched_after(db: Connection, step_id: int) -> set[tuple[str, int]]:
    rows = db.execute(
        text("SELECT DISTINCT table_name, row_id FROM touched WHERE step_id > :last"),
        {"last": step_id},
    )
    return {(str(table), int(row_id)) for table, row_id in rows}
