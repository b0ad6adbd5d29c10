"""Purging: erasing an item for good, where the law or a person's safety demands it.

Live rows, every image of them in the journal with its salt, labels and event details that
name the item, kept bytes, index and free pages go; the digests stay, so that the chain still
holds. What remains is the fact: a step and an event saying what was purged, by whom, when and
why. Nothing brings it back.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text

from iwtlink.errors import Progress, Refused, no_progress
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.store import events, search
from iwtlink.store.clocks.purged import mark_purged
from iwtlink.store.purge import erase, sweeping, worked_out
from iwtlink.store.purge.rows import Footprint, footprint, images_of_rows, live_rows
from iwtlink.store.purge.waiting import items_of, names_of
from iwtlink.store.purge.words import Known, Mention, is_named_in, known_by, mentions
from iwtlink.store.retractions import Retractable
from iwtlink.store.settle import settle

if TYPE_CHECKING:
    from iwtlink.store.store import Store

PURGED = "purged"
"""Kind of the event that keeps the fact of a purge."""


@dataclass(frozen=True, slots=True)
class PurgeReport:
    """What a purge took, or would take, and what still holds the data.

    ``rows`` counts live rows by table; ``images`` counts journal rows that lost their words,
    ``labels`` those of steps, ``details`` those of events, ``files`` kept files and page texts.
    """

    what: str
    ref: str
    rows: Mapping[str, int]
    images: int = 0
    labels: int = 0
    details: int = 0
    files: int = 0
    mentions: tuple[Mention, ...] = ()
    products: tuple[Mention, ...] = ()
    backups: tuple[Path, ...] = ()
    is_done: bool = False
    is_swept: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    rows: Footprint
    known: Known
    what: str
    ref: str
    uid: str


def look(
    store: Store,
    item: Retractable,
    *,
    backups: Sequence[Path] = (),
    progress: Progress = no_progress,
) -> PurgeReport:
    """Say what purging an item would take and what would still hold its data; write nothing."""
    with store.read() as db:
        progress(0.1, tr("Finding everything that belongs to it"))
        found = _find(db, store.ontology, item)
        progress(0.4, tr("Looking where else it is named"))
        return _report(db, found, backups)


def purge(
    store: Store,
    item: Retractable,
    reason: str,
    *,
    backups: Sequence[Path] = (),
    progress: Progress = no_progress,
) -> PurgeReport:
    """Erase an item for good, retracted or not; give what went and what still holds it.

    Raise ``Refused`` without a reason, with one that names the item, or where nothing is left.
    """
    words = reason.strip()
    if not words:
        raise Refused(tr("Say why: nothing is purged without a reason."))
    progress(0.1, tr("Finding everything that belongs to it"))
    with store.read() as db:
        found = _find(db, store.ontology, item)
    if found.known.stand_in(words):
        raise Refused(tr("The reason stays in the log. Word it without a name or number."))
    label = tr("Purged one {what}", what=found.what)
    names: set[tuple[str, str]] = set()
    head = (item.kind, found.uid)
    with store.purging(label, partial(_finish, rows=found.rows, names=names, head=head)) as edit:
        db = edit.connection
        names |= names_of(db, found.rows)
        report = _report(db, found, backups)
        said = worked_out.said_by(db, found.rows)
        erase.remove_live(db, found.rows)
        settle(db, edit.blocks, store.ontology)
        unused = erase.unused_bytes(db, found.rows)
        lost = worked_out.forget(db, said)
        erased = erase.erase_worked_out(db, lost.tainted, edit.step_id)
        erased += erase.erase_images(db, found.rows, edit.step_id)
        erase.erase_bytes(db, unused)
        known = replace(found.known, names=found.known.names | lost.names)
        labels, details = erase.erase_labels(db, known, edit.step_id)
        if lost.names or lost.left:
            told = mentions(db, known, found.rows)
            told += [
                Mention("history", ref, f"{row[0]} {row[1]}") for row, ref in lost.left.items()
            ]
            report = replace(report, mentions=tuple(dict.fromkeys(told)))
        events.write_event(
            db,
            edit.analyst_id,
            PURGED,
            {"what": found.what, "ref": found.ref, "reason": words},
        )
        sweeping.owe(db)
    progress(0.7, tr("Wiping what was deleted from the file"))
    is_swept = store.sweep()
    return replace(
        report,
        images=erased,
        labels=labels,
        details=details,
        files=len(unused),
        is_done=True,
        is_swept=is_swept,
    )


def _finish(
    db: Connection,
    step_id: int,
    *,
    rows: Footprint,
    names: set[tuple[str, str]],
    head: tuple[str, str],
) -> None:
    """Erase what the purge's own step has journalled, and every word of the old index.

    The uids are remembered, so that no exchange file brings the rows in again.
    """
    erase.erase_own(db, step_id, rows=rows)
    mark_purged(db, names, items_of(names, head), step_id)
    search.rebuild(db)


def _find(db: Connection, ontology: Ontology, item: Retractable) -> _Found:
    known = images_of_rows(db, [(item.kind, item.id)])[item.kind, item.id]
    if not known:
        raise Refused(tr("Nothing is left of it to purge."))
    rows = footprint(db, item.kind, item.id)
    about = known_by(db, item.kind, item.id, rows)
    what, last = _what(ontology, item.kind, known[-1]), known[-1]
    return _Found(rows, about, what, str(last.get("ref", "")), str(last["uid"]))


def _what(ontology: Ontology, kind: str, image: Mapping[str, object]) -> str:
    known = ontology.entity_types.get(str(image.get("type", "")))
    return tr(known.label).lower() if known and kind == "entity" else tr(kind)


def _report(db: Connection, found: _Found, backups: Sequence[Path]) -> PurgeReport:
    told = mentions(db, found.known, found.rows)
    unused = erase.unused_bytes(db, found.rows)
    return PurgeReport(
        what=found.what,
        ref=found.ref,
        rows={table: len(ids) for table, ids in live_rows(db, found.rows).items()},
        files=len(unused),
        mentions=tuple(told),
        products=tuple(_frozen_copies(db, found)),
        backups=tuple(backups),
    )


def _frozen_copies(db: Connection, found: _Found) -> list[Mention]:
    """Give products with a frozen copy that is about the item or names it."""
    rows = db.execute(
        text(
            "SELECT p.id, p.ref, p.title, p.entity_id, p.file_id FROM product p "
            "WHERE p.file_id IS NOT NULL OR p.entity_id IN (SELECT value FROM json_each(:ids))"
        ),
        {"ids": json.dumps([row_id for table, row_id in found.rows if table == "entity"])},
    ).all()
    return [
        Mention("product", str(ref), str(title))
        for product_id, ref, title, entity_id, file_id in rows
        if ("product", int(product_id)) not in found.rows
        and (
            ("entity", entity_id) in found.rows
            or found.known.stand_in(str(title))
            or is_named_in(db, found.known, file_id)
        )
    ]


def find_purged(db: Connection, reference: str) -> dict[str, str] | None:
    """Give what is left of a purged item, by its reference: what, who, when and why."""
    row = db.execute(
        text(
            "SELECT e.at, coalesce(a.initials, ''), e.detail FROM event e "
            "LEFT JOIN analyst a ON a.id = e.analyst_id WHERE e.kind = :k AND e.salt IS NOT NULL "
            "AND e.detail ->> 'ref' = :r ORDER BY e.id DESC"
        ),
        {"k": PURGED, "r": reference.strip().upper()},
    ).first()
    if row is None:
        return None
    return {"at": str(row[0]), "who": str(row[1])} | {
        name: str(value) for name, value in json.loads(row[2]).items()
    }
