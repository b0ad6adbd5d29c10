"""Records and the documents they are taken from against the database."""

from __future__ import annotations

from collections.abc import Sequence

from iwtlink.i18n import tr
from iwtlink.intake.comparing import known
from iwtlink.intake.comparing.plan import record_key
from iwtlink.intake.comparing.state import Comparing, document_of
from iwtlink.intake.proposals import ProposedRecord, fold_ref


def compare_records(c: Comparing) -> None:
    """Finds the documents that rows name, and the records taken from them before."""
    p = c.proposals
    if p.file_document is not None:
        ids = known.ids_by_column(c.db, "document", "sha256", [p.sha256])
        c.plan.file_document_id = ids.get(p.sha256)
        c.tallies["document"].matched += int(c.plan.file_document_id is not None)
    named = {record.document for record in p.records if record.document}
    found = known.ids_by_source_ref(c.db, "document", named)
    own = known.ids_by_own_ref(c.db, "document", named)
    for ref in named:
        folded = fold_ref(ref)
        item_id = (
            c.plan.item_ids.get(("document", folded))
            or found.get((p.origin, folded))
            or own.get(folded)
        )
        if item_id is not None:
            c.plan.document_ids[folded] = item_id
    for record in p.records:
        if _has_document(c, record):
            c.records_by_row.setdefault(record.row, []).append(record)
    _match_records(c)


def _has_document(c: Comparing, record: ProposedRecord) -> bool:
    folded = fold_ref(record.document)
    if (
        not record.document
        or folded in c.plan.document_ids
        or ("document", folded) in c.proposals.items
    ):
        return True
    c.problem(
        tr("There is no source document “{ref}”.", ref=record.document), record.row, lost=False
    )
    c.plan.lost_records.add(record_key(record))
    return False


def _match_records(c: Comparing) -> None:
    """A record is the one we have where document and place agree."""
    columns = sorted({name for r in c.proposals.records for name in r.values})
    ids = set(c.plan.document_ids.values())
    if c.plan.file_document_id is not None:
        ids.add(c.plan.file_document_id)
    found = known.records_of_documents(c.db, ids, columns)
    by_place = {
        (document_id, record.place): record
        for document_id, records in found.items()
        for record in reversed(records)
    }
    for records in c.records_by_row.values():
        for record in records:
            document_id = document_of(c, record) or 0
            same = by_place.get((document_id, record.place))
            if same is None and ("document", fold_ref(record.document)) in c.proposals.items:
                # the row describes the document itself: it may have moved in its table
                same = next(
                    (
                        candidate
                        for candidate in found.get(document_id, ())
                        if candidate.place.startswith(c.proposals.file)
                    ),
                    None,
                )
            if same is not None:
                _match_record(c, record, same)


def _match_record(c: Comparing, record: ProposedRecord, found: known.KnownRecord) -> None:
    c.plan.record_ids[record_key(record)] = found.id
    changed = {n: v for n, v in record.values.items() if v and found.values[n] != v}
    if changed:
        c.plan.record_changes.append((found.id, changed))


def tally_records(c: Comparing, needed: Sequence[ProposedRecord]) -> None:
    """Counts records, and the imported file as a document where it becomes one."""
    changed = {record_id for record_id, _ in c.plan.record_changes}
    for record_id in c.plan.record_ids.values():
        c.count_known("record", is_changed=record_id in changed)
    c.tallies["record"].new += len(needed)
    if c.proposals.file_document is not None and c.plan.file_document_id is None:
        c.tallies["document"].new += int(bool(needed))
