"""Which units one step touched, read from the journal: before and after alike.

Unlike ``Changes``, which names an entity when a link of it changed, this names the units whose
own words or sources changed. Blocks of new rows are looked up in their table, not taken apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection, text

from iwtlink.store.search.fields import UNIT_KINDS, UnitKind

_TABLES = "SELECT DISTINCT table_name FROM journal WHERE step_id = :s"
_IS_BLOCK = "substr(coalesce(after, before), 1, 1) = '['"
_OF_STEP = "step_id = :s AND table_name = :t"
_OWN = f"SELECT row_id FROM journal WHERE {_OF_STEP} AND NOT {_IS_BLOCK}"
_SINGLE = f"""
    SELECT {{kind}}, {{image}} ->> :c FROM journal
    WHERE {_OF_STEP} AND NOT {_IS_BLOCK} AND {{image}} IS NOT NULL"""
_BLOCKS = f"""
    SELECT row_id, row_id + json_array_length(coalesce(after, before)) - 2, after IS NULL
    FROM journal WHERE {_OF_STEP} AND {_IS_BLOCK}"""
_LIVE = 'SELECT DISTINCT {kind}, "{column}" FROM "{table}" WHERE id BETWEEN :first AND :last'
_GONE = f"SELECT {{kind}}, before ->> :c FROM touched WHERE {_OF_STEP} AND after IS NULL"


@dataclass(frozen=True, slots=True)
class Touched:
    """Ids by kind of unit: whose ``words`` may differ, and whose ``sources`` besides."""

    words: dict[UnitKind, set[int]] = field(default_factory=lambda: {k: set() for k in UNIT_KINDS})
    sources: dict[UnitKind, set[int]] = field(
        default_factory=lambda: {k: set() for k in UNIT_KINDS}
    )


def read_touched(db: Connection, step_id: int) -> Touched:
    """Read which units a step touched."""
    found = Touched()
    tables = set(
        db.scalars(
            text("SELECT DISTINCT table_name FROM journal WHERE step_id = :s"), {"s": step_id}
        )
    )
    for kind in UNIT_KINDS:
        if kind in tables:
            found.words[kind] |= _own(db, step_id, kind)
    for table, kind_column, column in (
        ("statement", "subject_kind", "subject_id"),
        ("external_ref", "kind", "item_id"),
    ):
        if table in tables:
            for of_kind, row_id in _pointed(db, step_id, table, kind_column, column):
                if of_kind in found.words:
                    found.words[of_kind].add(row_id)
    if "file" in tables:
        found.words["document"] |= {i for _, i in _pointed(db, step_id, "file", "", "document_id")}
    if "record" in tables:
        documents = {i for _, i in _pointed(db, step_id, "record", "", "document_id")}
        found.sources["document"] |= documents
    return found


def _own(db: Connection, step_id: int, table: str) -> set[int]:
    values = {"s": step_id, "t": table}
    found = {int(i) for i in db.scalars(text(_OWN), values)}
    for first, last, _ in db.execute(text(_BLOCKS), values).all():
        found |= set(range(first, last + 1))
    return found


def _pointed(
    db: Connection, step_id: int, table: str, kind_column: str, column: str
) -> Iterable[tuple[UnitKind, int]]:
    """Give what the step's rows of a table pointed at before, and point at after."""
    values: dict[str, object] = {"s": step_id, "t": table, "c": column}
    found: set[tuple[UnitKind, int]] = set()

    def take(query: str, values: dict[str, object]) -> None:
        found.update((k, int(i)) for k, i in db.execute(text(query), values) if i is not None)

    for image in ("before", "after"):
        kind = f"{image} ->> '{kind_column}'" if kind_column else "''"
        take(_SINGLE.format(kind=kind, image=image), values)
    blocks = db.execute(text(_BLOCKS), {"s": step_id, "t": table}).all()
    live = _LIVE.format(kind=kind_column or "''", column=column, table=table)
    for first, last, is_gone in blocks:
        if not is_gone:
            take(live, {"first": first, "last": last})
    if any(is_gone for _, _, is_gone in blocks):
        kind = f"before ->> '{kind_column}'" if kind_column else "''"
        take(_GONE.format(kind=kind), values)
    return found
