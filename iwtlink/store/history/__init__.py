"""The history of one item: what stood there, what stands there now, who, when and why.

It is read from the journal's images, so it tells of retracted and undone things too. Where an
item was purged only the fact is left.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast, get_args

from sqlalchemy import Connection, text

from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.store import journal, refs
from iwtlink.store.history.words import Change, Words, changes_of
from iwtlink.store.ids import Item, Kind
from iwtlink.store.journal.touching import images_by_row
from iwtlink.store.leads import members_of


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change of one property; ``at`` in UTC, newest line first.

    ``label`` is that of the step; ``why`` a reason given, or the source with its grade.
    """

    step_id: int
    at: str
    who: str
    label: str
    why: str
    property: str
    old: str
    new: str


_Rows = set[tuple[str, int]]

_DECISIONS = (
    ("merge", "kept_id", "kind"),
    ("merge", "absorbed_id", "kind"),
    ("judgement", "one_id", "kind"),
    ("judgement", "other_id", "kind"),
)
_HANGS_ON: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "entity": (
        ("statement", "subject_id", "subject_kind"),
        ("external_ref", "item_id", "kind"),
        ("review", "item_id", "kind"),
        ("observation", "entity_id", ""),
        ("observation", "other_id", ""),
        ("link", "from_id", ""),
        ("link", "to_id", ""),
        *_DECISIONS,
    ),
    "link": (
        ("statement", "subject_id", "subject_kind"),
        ("review", "item_id", "kind"),
        *_DECISIONS,
    ),
    "observation": (("statement", "subject_id", "subject_kind"), ("review", "item_id", "kind")),
    "document": (
        ("file", "document_id", ""),
        ("origin", "document_id", ""),
        ("record", "document_id", ""),
        ("external_ref", "item_id", "kind"),
        ("review", "item_id", "kind"),
    ),
    "record": (
        ("passage", "record_id", ""),
        ("statement", "record_id", ""),
        ("review", "item_id", "kind"),
    ),
    "product": (("dissemination", "product_id", ""), ("review", "item_id", "kind")),
}
"""By kind: tables whose rows belong to its history, by which column, and which names the kind."""


def history_of(db: Connection, item: Item, ontology: Ontology | None = None) -> list[HistoryLine]:
    """Give everything that was ever written about an item, newest first.

    What was merged into it brings its own history along. Cost: linear in the item's own rows and
    in what was ever taken out of their tables.
    """
    own = {item.id} | {member.id for member in members_of(db, item.kind, item.id)}
    words = Words(db, ontology, item, frozenset(own), _set_aside(db, item.kind, own))
    found: list[tuple[int, int, Change]] = []
    wanted = set().union(*(_rows_of(db, Item(item.kind, i)) for i in own))
    for rows in images_by_row(db, wanted).values():
        for row in rows:
            found += [(row.step_id, row.id, change) for change in changes_of(words, row)]
    found.sort(key=lambda one: (one[0], one[1]), reverse=True)
    steps = _steps(db, {step_id for step_id, _, _ in found})
    reasons = _reasons(db, item, steps)
    return [
        HistoryLine(
            step_id,
            *steps[step_id],
            why=change.why or reasons.get(step_id, ""),
            property=change.property,
            old=change.old,
            new=change.new,
        )
        for step_id, _, change in found
    ]


def _set_aside(db: Connection, kind: str, ids: Collection[int]) -> frozenset[tuple[int, int]]:
    """Give the steps that merged these items or split them off, each with the item's id."""
    rows = db.execute(
        text(
            "SELECT id, step_id, table_name, row_id, before, after, salt, digest FROM journal "
            "WHERE table_name = 'aside' AND salt IS NOT NULL"
        )
    ).all()
    found = set()
    for row in journal.expanded(journal.JournalRow(*row) for row in rows):
        image = json.loads(row.after or row.before or "{}")
        if image["table_name"] == kind and image["row_id"] in ids:
            found.add((row.step_id, int(image["row_id"])))
    return frozenset(found)


def _rows_of(db: Connection, item: Item) -> _Rows:
    rows: _Rows = {(item.kind, item.id)}
    for table, column, kind_column in _HANGS_ON.get(item.kind, ()):
        kind = f" AND {kind_column} = '{item.kind}'" if kind_column else ""
        live = db.execute(
            text(f'SELECT id FROM "{table}" WHERE {column} = :i{kind}'), {"i": item.id}
        )
        rows |= {(table, int(row[0])) for row in live}
        rows |= {(table, i) for i in _gone(db, table, column, kind_column, item)}
    return rows


def _gone(db: Connection, table: str, column: str, kind_column: str, item: Item) -> Iterable[int]:
    """Give rows that were taken out and pointed at the item when they went."""
    kind = f" AND before ->> '{kind_column}' = '{item.kind}'" if kind_column else ""
    alone = db.execute(
        text(
            "SELECT DISTINCT row_id FROM journal WHERE table_name = :t AND after IS NULL "
            f"AND substr(before, 1, 1) = '{{' AND before ->> '{column}' = :i{kind}"
        ),
        {"t": table, "i": item.id},
    )
    found = {int(row[0]) for row in alone}
    blocks = db.execute(
        text(
            "SELECT id, step_id, table_name, row_id, before, after, salt, digest FROM journal "
            "WHERE table_name = :t AND after IS NULL AND substr(before, 1, 1) = '[' "
            "AND instr(before, ',' || :i || ',')"
        ),
        {"t": table, "i": item.id},
    ).all()
    for row in journal.expanded(journal.JournalRow(*block) for block in blocks):
        image = json.loads(row.before or "{}")
        if image.get(column) == item.id and image.get(kind_column, item.kind) == item.kind:
            found.add(row.row_id)
    return found


def _steps(db: Connection, ids: Iterable[int]) -> dict[int, tuple[str, str, str]]:
    """Give time, initials and label of steps."""
    rows = db.execute(
        text(
            "SELECT s.id, s.started_at, coalesce(a.initials, ''), s.label, s.kind, s.salt "
            "FROM step s LEFT JOIN analyst a ON a.id = s.analyst_id "
            "WHERE s.id IN (SELECT value FROM json_each(:ids))"
        ),
        {"ids": json.dumps(sorted(ids))},
    )
    return {int(row[0]): (row[1], row[2], step_words(row[3], row[4], row[5])) for row in rows}


def step_words(label: str, kind: str, salt: str | None) -> str:
    """Give a step's label as people read it: undone, done again, or purged."""
    words = tr("(purged)") if salt is None else label
    if kind == "undo":
        return tr("Undone: {label}", label=words)
    if kind == "redo":
        return tr("Done again: {label}", label=words)
    return words


def _reasons(db: Connection, item: Item, steps: Mapping[int, Any]) -> dict[int, str]:
    """Give why the item was retracted, by the steps that retracted it or brought it back."""
    rows = db.execute(
        text(
            "SELECT step_id, coalesce(after, before) ->> 'reason', after IS NULL FROM touched "
            "WHERE step_id IN (SELECT value FROM json_each(:ids)) AND table_name = 'retraction' "
            "AND coalesce(after, before) ->> 'kind' = :k "
            "AND coalesce(after, before) ->> 'item_id' = :i"
        ),
        {"ids": json.dumps(sorted(steps)), "k": item.kind, "i": item.id},
    )
    return {
        int(step_id): tr("was retracted: {reason}", reason=reason) if is_back else str(reason)
        for step_id, reason, is_back in rows
    }


def find_ever(db: Connection, reference: str) -> list[Item]:
    """Find what a reference means or meant: here now, retracted, undone or purged."""
    here = refs.find_item(db, reference)
    if here:
        return here
    wanted = {"r": reference.strip().upper()}
    rows = (
        db.execute(text("SELECT kind, item_id FROM retraction WHERE ref = :r"), wanted).all()
        or db.execute(
            text(
                "SELECT DISTINCT table_name, row_id FROM journal WHERE after IS NULL "
                "AND substr(before, 1, 1) = '{' AND before ->> 'ref' = :r"
            ),
            wanted,
        ).all()
    )
    known = get_args(Kind)
    return [Item(cast(Kind, kind), int(i)) for kind, i in rows if kind in known]
