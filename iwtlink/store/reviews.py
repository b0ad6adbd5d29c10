"""Review dates and retention: until when an item may stand without being looked at again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from sqlalchemy import Connection, text

from iwtlink.errors import Refused
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.store import schema
from iwtlink.store.describing import describe
from iwtlink.store.edit import Edit
from iwtlink.store.ids import Item, Kind

_SELECT = "SELECT kind, item_id, due_on, basis FROM review"


@dataclass(frozen=True, slots=True)
class Review:
    """When an item must be looked at again, and on what ground; ``due_on`` is a full day."""

    item: Item
    due_on: date
    basis: str


@dataclass(frozen=True, slots=True)
class Due:
    """A review with what its item is called."""

    item: Item
    ref: str
    label: str
    due_on: date
    basis: str


def set_review(edit: Edit, item: Item, due_on: date | str, basis: str) -> None:
    """Say when an item must be looked at again; the date set before is replaced.

    ``due_on`` is a day, or its text ``YYYY-MM-DD``; raise ``Refused`` where it is none.
    """
    day = _day(due_on).isoformat()
    table = schema.review
    changed = edit.connection.execute(
        table.update()
        .where(table.c.kind == item.kind, table.c.item_id == item.id)
        .values(due_on=day, basis=basis.strip())
    )
    if not changed.rowcount:
        edit.insert(table, kind=item.kind, item_id=item.id, due_on=day, basis=basis.strip())


def _day(given: date | str) -> date:
    if isinstance(given, date):
        return given
    try:
        return date.fromisoformat(given.strip())
    except ValueError:
        raise Refused(tr("“{day}” is not a day. Write it as 2027-01-31.", day=given)) from None


def clear_review(edit: Edit, item: Item) -> None:
    """Take an item's review date away: it was looked at, or needs no review.

    Those of what was merged into it go too.
    """
    table, aside = schema.review, schema.aside
    edit.connection.execute(
        aside.delete().where(
            aside.c.table_name == "review", aside.c.kind == item.kind, aside.c.lead_id == item.id
        )
    )
    edit.connection.execute(
        table.delete().where(table.c.kind == item.kind, table.c.item_id == item.id)
    )


def review_of(db: Connection, item: Item) -> Review | None:
    """Read the review date of one item; None where it has none."""
    rows = _reviews(
        db.execute(
            text(
                "SELECT kind, item_id, due_on, basis FROM review WHERE kind = :k AND item_id = :i"
            ),
            {"k": item.kind, "i": item.id},
        )
    )
    return rows[0] if rows else None


def list_reviews(db: Connection) -> list[Review]:
    """Read every review date, the earliest first."""
    return _reviews(db.execute(text(f"{_SELECT} ORDER BY due_on, id")))


def with_names(
    db: Connection, found: Sequence[Review], ontology: Ontology | None = None
) -> list[Due]:
    """Give reviews with what their items are called; those of missing items are left out."""
    known = {
        kind: describe(db, ontology, kind, [r.item.id for r in found if r.item.kind == kind])
        for kind in {review.item.kind for review in found}
    }
    return [
        Due(review.item, words.ref, words.label, review.due_on, review.basis)
        for review in found
        if (words := known[review.item.kind].get(review.item.id)) is not None
    ]


def _reviews(rows: Iterable[Any]) -> list[Review]:
    return [
        Review(Item(cast(Kind, row[0]), int(row[1])), date.fromisoformat(row[2]), str(row[3]))
        for row in rows
    ]
