"""Erase an item for good, told of the backups that still hold it."""

from __future__ import annotations

from iwtlink.errors import BadInput, Progress, no_progress
from iwtlink.i18n import ntr, tr
from iwtlink.operations.finding import refuse_part
from iwtlink.operations.keeping.copies import known_copies
from iwtlink.store import Store
from iwtlink.store.history import find_ever
from iwtlink.store.ids import Item
from iwtlink.store.purge import PurgeReport, look, purge
from iwtlink.store.retractions import Retractable


def find_to_purge(store: Store, reference: str) -> Item:
    """Find what a reference means or meant, retracted or undone too.

    Raise ``Refused`` for a part of a merged one.
    """
    with store.read() as db:
        refuse_part(db, reference)
        items = find_ever(db, reference)
    if len(items) != 1:
        raise BadInput(
            tr("Nothing here has the reference {ref}.", ref=reference)
            if not items
            else tr("Several items have the reference {ref}.", ref=reference)
        )
    return items[0]


def look_at_purge(store: Store, item: Retractable, progress: Progress = no_progress) -> PurgeReport:
    """Say what purging would take and what would still hold the data; write nothing."""
    return look(store, item, backups=known_copies(store), progress=progress)


def purge_item(
    store: Store, item: Retractable, reason: str, progress: Progress = no_progress
) -> PurgeReport:
    """Erase an item for good; give what went and what still holds its data."""
    return purge(store, item, reason, backups=known_copies(store), progress=progress)


def report_lines(report: PurgeReport) -> list[str]:
    """Tell what went, or would go, and what still holds the data."""
    total = sum(report.rows.values())
    gone = (
        ntr("{n} row is erased for good.", "{n} rows are erased for good.", total)
        if report.is_done
        else ntr("{n} row would be erased for good.", "{n} rows would be erased for good.", total)
    )
    lines = [tr("{what} {ref}: {gone}", what=report.what, ref=report.ref, gone=gone)]
    if report.files:
        lines.append(
            ntr("{n} kept file or page text.", "{n} kept files and page texts.", report.files)
        )
    if report.is_done and not report.is_swept:
        lines.append(
            tr(
                "Someone is reading the file: its free pages are wiped when it is next opened "
                "for writing."
            )
        )
    if report.products or report.mentions or report.backups:
        lines.append(tr("These still hold or name it:"))
    lines += [f"  {mention_text(one.kind)}: {one.ref} {one.label}" for one in report.products]
    lines += [
        f"  {mention_text(one.kind)}: {one.ref} {one.label}"
        for one in report.mentions
        if one.ref not in {product.ref for product in report.products if product.ref}
    ]
    lines += [f"  {tr('backup')}: {path}" for path in report.backups]
    return lines


def mention_text(kind: str) -> str:
    """Give the word for a place where a name still stands."""
    words = {
        "entity": tr("entity"),
        "statement": tr("value"),
        "document": tr("document"),
        "record": tr("record"),
        "passage": tr("passage"),
        "article": tr("article"),
        "product": tr("product"),
        "recipient": tr("recipient"),
        "chart": tr("chart"),
        "saved_search": tr("saved search"),
        "about": tr("the database’s title or notice"),
        "history": tr("an earlier wording in the history of"),
    }
    return words.get(kind, kind)
