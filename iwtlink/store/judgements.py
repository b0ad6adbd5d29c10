"""Judgements: two items that are not one, or of which nobody can say yet, and on what grounds.

What was judged the same is merged instead (see ``merging``). A judgement stays with the items
that it was made of, so it holds for what they are merged into and again after a split.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, NewType

from sqlalchemy import Connection

from iwtlink.errors import Refused
from iwtlink.i18n import tr
from iwtlink.store import schema
from iwtlink.store.edit import Edit
from iwtlink.store.leads import MergeKind, leads_of, listed

JudgementId = NewType("JudgementId", int)
VERDICTS = ("different", "unsure")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What someone judged of two items; ``judged_at`` in UTC, ``judged_by`` initials.

    ``because`` are the keys of the evidence that was known then; what comes up besides is new.
    """

    id: JudgementId
    kind: str
    one_id: int
    other_id: int
    verdict: str
    reason: str
    because: tuple[str, ...]
    judged_by: str
    judged_at: str


def judge(
    edit: Edit,
    kind: MergeKind,
    one_id: int,
    other_id: int,
    verdict: str,
    reason: str = "",
    because: Sequence[str] = (),
) -> JudgementId:
    """Keep what was judged of two items, in place of what was judged of them before.

    Raise ``Refused`` for a verdict of another name, and for items that are gone or are one.
    """
    if verdict not in VERDICTS:
        raise Refused(tr("There is no verdict “{verdict}”.", verdict=verdict))
    db = edit.connection
    found = leads_of(db, kind, {one_id, other_id})
    ends = sorted({found[one_id], found[other_id]})
    if len(ends) < 2:
        raise Refused(tr("They are merged. Split them first."))
    live = db.exec_driver_sql(
        f'SELECT count(*) FROM "{kind}" WHERE id IN (SELECT value FROM json_each(?))',
        (listed(ends),),
    ).scalar_one()
    if live < 2:
        raise Refused(tr("What was to be judged is not there any more."))
    values = {
        "verdict": verdict,
        "reason": reason.strip(),
        "because": "\n".join(because),
        "judged_by": edit.analyst_id,
        "judged_at": edit.now,
    }
    table = schema.judgement
    same = (table.c.kind == kind, table.c.one_id == ends[0], table.c.other_id == ends[1])
    changed = db.execute(table.update().where(*same).values(**values).returning(table.c.id)).first()
    if changed:
        return JudgementId(int(changed[0]))
    return JudgementId(edit.insert(table, kind=kind, one_id=ends[0], other_id=ends[1], **values))


def withdraw(edit: Edit, judgement_id: JudgementId) -> None:
    """Forget a judgement: the two may be proposed again."""
    table = schema.judgement
    edit.connection.execute(table.delete().where(table.c.id == judgement_id))


_SELECT = """
    SELECT j.id, j.kind, j.one_id, j.other_id, j.verdict, j.reason, j.because,
           coalesce(a.initials, ''), j.judged_at
    FROM judgement j LEFT JOIN analyst a ON a.id = j.judged_by
"""


def between(
    db: Connection, kind: MergeKind, ids: Collection[int] | None = None
) -> dict[tuple[int, int], Judgement]:
    """Give the judgements of which either item is among the ids (all, where None).

    By pairs of leads, the smaller id first. Where several hold for two leads, one that says
    ``different`` comes before one that says ``unsure``, then the newest. Judgements of items
    that are one now, or that are gone, are left out.
    """
    rows = [_judgement(row) for row in db.exec_driver_sql(f"{_SELECT} WHERE j.kind = ?", (kind,))]
    ends = {i for row in rows for i in (row.one_id, row.other_id)}
    found = leads_of(db, kind, ends)
    live = _live(db, kind, found.values())
    wanted = live if ids is None else set(leads_of(db, kind, ids).values())
    kept: dict[tuple[int, int], Judgement] = {}
    for row in sorted(rows, key=_order):
        one, other = sorted((found[row.one_id], found[row.other_id]))
        if one != other and {one, other} <= live and wanted & {one, other}:
            kept[one, other] = row
    return kept


def _order(row: Judgement) -> tuple[bool, str, int]:
    return row.verdict == "different", row.judged_at, row.id


def _live(db: Connection, kind: MergeKind, ids: Collection[int]) -> set[int]:
    rows = db.exec_driver_sql(
        f'SELECT id FROM "{kind}" WHERE id IN (SELECT value FROM json_each(?))', (listed(ids),)
    )
    return {int(row[0]) for row in rows}


def _judgement(row: Any) -> Judgement:
    because = tuple(row[6].split("\n")) if row[6] else ()
    judged_id, kind, one_id, other_id, verdict, reason = row[:6]
    return Judgement(judged_id, kind, one_id, other_id, verdict, reason, because, row[7], row[8])
