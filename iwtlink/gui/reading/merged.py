"""What was merged into an item, what it was judged to differ from, and whom it may be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

from sqlalchemy import Connection

from iwtlink.gui.reading.sheet import Deed, SheetRow, SheetSection
from iwtlink.i18n import tr
from iwtlink.matching.candidates import Candidate
from iwtlink.ontology.kind_words import band_word
from iwtlink.store import judgements
from iwtlink.store.entities import get_entities
from iwtlink.store.ids import Item
from iwtlink.store.judgements import Judgement
from iwtlink.store.leads import Member, MergeKind, listed, members_of
from iwtlink.store.merging import originals

MERGED, JUDGED, PERHAPS = "merged", "judged", "perhaps"


def merged_section(db: Connection, item: Item) -> SheetSection:
    """List what was merged into an item, each with who did so, when and why."""
    rows = tuple(
        SheetRow(
            tr("Split…"),
            " ".join(part for part in (one.ref, one.label) if part),
            _by(one.merged_by, one.merged_at, one.reason),
            icon="",
            deed=Deed("split", one.id, tr("Split it off again…")),
            tip=one.script_label,
        )
        for one in members_of(db, cast(MergeKind, item.kind), item.id)
    )
    return SheetSection(MERGED, tr("Merged from"), rows, len(rows))


def judged_section(db: Connection, item: Item) -> SheetSection:
    """List what an item was judged to differ from, or of which it is not sure."""
    kind = cast(MergeKind, item.kind)
    found = judgements.between(db, kind, [item.id])
    others = {pair: pair[0] if pair[1] == item.id else pair[1] for pair in found}
    names = named(db, item.kind, list(others.values()))
    rows = tuple(
        SheetRow(
            tr("Withdraw…"),
            names.get(others[pair], ""),
            f"{_verdict(one)} · {_by(one.judged_by, one.judged_at, one.reason)}",
            target=Item(item.kind, others[pair]),
            deed=Deed("withdraw", one.id, tr("Withdraw the judgement: ask again")),
        )
        for pair, one in found.items()
    )
    return SheetSection(JUDGED, tr("Judged before"), rows, len(rows))


def perhaps_section(db: Connection, item: Item, candidates: Sequence[Candidate]) -> SheetSection:
    """List whom an item may be the same as, with how sure that is and why."""
    others = [c.other_id if c.one_id == item.id else c.one_id for c in candidates]
    names = named(db, item.kind, others)
    rows = tuple(
        SheetRow(
            tr("Compare…"),
            names[other],
            " · ".join((band_word(candidate.band), reasons_of(candidate))),
            target=Item(item.kind, other),
            deed=Deed("compare", other, tr("Compare the two side by side")),
        )
        for candidate, other in zip(candidates, others, strict=True)
        if other in names
    )
    return SheetSection(PERHAPS, tr("Perhaps the same as"), rows, len(rows))


def origins(db: Connection, item: Item, statement_ids: Sequence[int]) -> Mapping[int, str]:
    """Say of the statements that came with a merged item from which one."""
    found = _owners(db, item, statement_ids)
    return {row_id: f"{one.ref} {one.label}" for row_id, one in found.items()}


def with_origins(db: Connection, item: Item, rows: Sequence[SheetRow]) -> tuple[SheetRow, ...]:
    """Let values say which merged items they came with, where the one kept did not state them."""
    lines = [line for row in rows for line in (row, *row.rivals)]
    owners = _owners(db, item, [i for line in lines for i in line.statement_ids])
    return tuple(_from(row, owners) for row in rows) if owners else tuple(rows)


def _from(row: SheetRow, owners: Mapping[int, Member]) -> SheetRow:
    rivals = tuple(_from(rival, owners) for rival in row.rivals)
    refs = [owners[i].ref if i in owners else "" for i in row.statement_ids]
    if not refs or not all(refs):
        return replace(row, rivals=rivals)
    said = tr("from {ref}", ref=", ".join(dict.fromkeys(refs)))
    detail = " · ".join(part for part in (row.detail, said) if part)
    return replace(row, detail=detail, rivals=rivals)


def _owners(db: Connection, item: Item, statement_ids: Sequence[int]) -> dict[int, Member]:
    """Give for each statement the merged item that it came with; others are left out."""
    if item.kind not in ("entity", "link"):
        return {}
    known = {one.id: one for one in members_of(db, item.kind, item.id)}
    moved = originals(db, "statement", statement_ids) if known else {}
    return {
        row_id: known[owner]
        for row_id, columns in moved.items()
        if (owner := columns.get("subject_id") or 0) in known
    }


def merged_words(db: Connection, item: Item, stands: Item) -> str:
    """Say that an item is now part of the one that stands for it."""
    kind = cast(MergeKind, item.kind)
    old = next((one.ref for one in members_of(db, kind, stands.id) if one.id == item.id), "")
    new = named(db, item.kind, [stands.id]).get(stands.id, "")
    return tr("{old} is now part of {new}.", old=old, new=new) if old and new else ""


def named(db: Connection, kind: str, ids: Sequence[int]) -> dict[int, str]:
    """Give what items are called, with their references."""
    if kind == "entity":
        return {i: f"{row.ref} {row.label}" for i, row in get_entities(db, list(ids)).items()}
    rows = db.exec_driver_sql(
        "SELECT l.id, l.ref || ' ' || a.label || ' – ' || b.label FROM link l "
        "JOIN entity a ON a.id = l.from_id JOIN entity b ON b.id = l.to_id "
        "WHERE l.id IN (SELECT value FROM json_each(?))",
        (listed(ids),),
    )
    return {int(row[0]): str(row[1]) for row in rows}


def reasons_of(candidate: Candidate, most: int = 3) -> str:
    """Say in short what speaks for two being one."""
    words = [reason.words for reason in candidate.reasons if reason.sign == "+" and reason.words]
    return "; ".join(words[:most])


def _verdict(one: Judgement) -> str:
    return tr("different") if one.verdict == "different" else tr("not sure")


def _by(who: str, when: str, reason: str) -> str:
    return ", ".join(
        part for part in (tr("by {who}", who=who) if who else "", when[:10], reason) if part
    )
