"""Retracting: an item goes, the reason stays, and all of it can be brought back.

Retracting is deleting with a reason. What goes is kept in the journal, so that every other
query leaves it out by itself; a row of ``retraction`` tells what went, why, who took it out
and when. Restoring brings the rows back from their last images. A row comes back as soon as
everything it points at is there: a link lost with either end returns with the second one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NewType, Protocol, cast

from sqlalchemy import Connection, text

from iwtlink.errors import Refused
from iwtlink.i18n import tr
from iwtlink.store import schema
from iwtlink.store.describing import Described, describe
from iwtlink.store.edit import Edit
from iwtlink.store.retractions.removal import Removable, remove, went_along
from iwtlink.store.retractions.returning import bring_back

RetractionId = NewType("RetractionId", int)


class Retractable(Protocol):
    """An ``Item``, a ``Subject`` or a ``Target``."""

    @property
    def kind(self) -> str:
        """The table."""

    @property
    def id(self) -> int:
        """The row."""


@dataclass(frozen=True, slots=True, order=True)
class Target:
    """What is retracted: a kind of item, or ``statement``, and its id."""

    kind: Removable
    id: int

    @classmethod
    def of(cls, item: Retractable) -> Target:
        """Give what an item is, as a target."""
        return cls(cast(Removable, item.kind), item.id)


@dataclass(frozen=True, slots=True)
class Retracted:
    """One item that was taken out; ``at`` in UTC.

    ``went_with`` names what it went along with (``entity:12``); empty where it went by itself.
    """

    id: RetractionId
    kind: Removable
    item_id: int
    ref: str
    label: str
    reason: str
    went_with: str
    step_id: int
    by: str
    at: str


_ORDER: tuple[Removable, ...] = (
    *("statement", "link", "observation", "record", "document", "chart"),
    *("article", "product", "recipient", "entity"),
)
"""Retracted in this order, so that each item named has a retraction of its own."""


def retract(edit: Edit, item: Retractable, reason: str) -> RetractionId:
    """Take one item out with a reason; raise ``Refused`` where a rule forbids it."""
    return retract_all(edit, [item], reason)[0]


def retract_all(edit: Edit, items: Sequence[Retractable], reason: str) -> list[RetractionId]:
    """Take items out with one reason, as one step that also says what went along with each."""
    words = reason.strip()
    if not words:
        raise Refused(tr("Say why: nothing is retracted without a reason."))
    made: dict[Target, RetractionId] = {}
    targets = [Target.of(item) for item in items]
    for kind in _ORDER:
        ids = [target.id for target in targets if target.kind == kind]
        if ids:
            made |= _retract_kind(edit, kind, ids, words)
    return [made[target] for target in targets]


def _retract_kind(
    edit: Edit, kind: Removable, ids: Sequence[int], reason: str
) -> dict[Target, RetractionId]:
    db = edit.connection
    known = describe(db, edit.ontology, kind, ids)
    if len(known) < len(set(ids)):
        raise Refused(tr("What was to be retracted is not there any more."))
    along = {i: went_along(db, kind, [i]) for i in dict.fromkeys(ids)}
    words = {
        other: describe(db, edit.ontology, other, [i for found in along.values() for _, i in found])
        for other in {other for found in along.values() for other, _ in found}
    }
    remove(db, kind, ids)
    made, told = {}, set[tuple[Removable, int]]()
    for item_id, found in along.items():
        made[Target(kind, item_id)] = _write(edit, kind, item_id, known[item_id], reason)
        for other in found:
            if other not in told:
                _write(edit, *other, words[other[0]][other[1]], reason, f"{kind}:{item_id}")
                told.add(other)
    return made


def _write(
    edit: Edit, kind: str, item_id: int, known: Described, reason: str, went_with: str = ""
) -> RetractionId:
    return RetractionId(
        edit.insert(
            schema.retraction,
            kind=kind,
            item_id=item_id,
            ref=known.ref,
            label=known.label,
            reason=reason,
            went_with=went_with,
            step_id=edit.step_id,
            retracted_by=edit.analyst_id,
            retracted_at=edit.now,
        )
    )


def restore(edit: Edit, retraction_id: RetractionId) -> None:
    """Bring back what one retraction took out; raise ``Refused`` where it cannot come."""
    restore_all(edit, [retraction_id])


def restore_all(edit: Edit, retraction_ids: Sequence[RetractionId]) -> None:
    """Bring back items with all they had, except what rests on something still missing."""
    db = edit.connection
    wanted = [row for row in list_retracted(db) if row.id in set(retraction_ids)]
    if len(wanted) < len(set(retraction_ids)):
        raise Refused(tr("This is no longer retracted."))
    returned = bring_back(edit, [(row.kind, row.item_id) for row in wanted])
    for row in wanted:
        if (row.kind, row.item_id) not in returned:
            raise Refused(
                tr(
                    "“{label}” cannot be restored by itself: what it belongs to is retracted or "
                    "gone. Restore that first.",
                    label=row.label,
                )
            )
    db.exec_driver_sql("DELETE FROM retraction WHERE kind = ? AND item_id = ?", sorted(returned))


_SELECT = """
    SELECT r.id, r.kind, r.item_id, r.ref, r.label, r.reason, r.went_with, r.step_id,
           coalesce(a.initials, ''), r.retracted_at
    FROM retraction r LEFT JOIN analyst a ON a.id = r.retracted_by
"""


def list_retracted(db: Connection) -> list[Retracted]:
    """Read everything that is retracted now, newest first."""
    return _read(db.execute(text(f"{_SELECT} ORDER BY r.id DESC")))


def find_retracted(db: Connection, reference: str) -> Retracted | None:
    """Find a retracted item by its reference; None where there is none."""
    rows = _read(db.execute(text(f"{_SELECT} WHERE r.ref = :r"), {"r": reference.strip().upper()}))
    return rows[0] if rows else None


def reasons_used(db: Connection, limit: int = 8) -> list[str]:
    """Read the reasons given last, newest first: to be offered again."""
    rows = db.execute(
        text(
            "SELECT reason FROM retraction WHERE went_with = '' GROUP BY reason "
            "ORDER BY max(id) DESC LIMIT :n"
        ),
        {"n": limit},
    )
    return [str(row[0]) for row in rows]


def _read(rows: Iterable[Any]) -> list[Retracted]:
    return [Retracted(*row) for row in rows]
