"""Documents and records of a load."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from iwtlink.intake.comparing import known
from iwtlink.intake.comparing.plan import needed_records, record_key
from iwtlink.intake.loading.writing import Writing
from iwtlink.intake.proposals import fold_ref
from iwtlink.store.documents import Document, Record, change_record, document_values, record_values
from iwtlink.store.ids import DocumentId, RecordId


def _document(values: Mapping[str, Any]) -> Document:
    return Document(**values)


def write_documents(w: Writing) -> None:
    """Write the documents the rows name, or the file itself as one."""
    items = [item for item in w.plan.new_items if item.kind == "document"]
    rows = [document_values(w.edit, _document(item.values)) for item in items]
    for item, item_id in zip(items, w.insert("document", rows), strict=True):
        w.remember(item, item_id)
        w.document_ids[fold_ref(item.ref)] = item_id
    p = w.proposals
    needed = needed_records(w.plan)
    if w.plan.file_document_id is not None:
        w.document_ids[""] = w.plan.file_document_id
    elif p.file_document is not None and needed:
        received = p.file_document.get("received_on") or date.today().isoformat()
        described = _document({**p.file_document, "received_on": received, "sha256": p.sha256})
        (item_id,) = w.insert("document", [document_values(w.edit, described)])
        w.document_ids[""] = item_id


def write_records(w: Writing) -> None:
    """Write the records that new statements rest on."""
    needed = needed_records(w.plan)
    ranks: dict[tuple[str, str, str], dict[str, Any]] = {}
    rows: list[dict[str, Any]] = []
    markings = known.document_markings(w.edit.connection, w.document_ids.values())
    for proposed in needed:
        values = proposed.values
        grade = tuple(values.get(n, "") for n in ("grading", "reliability", "credibility"))
        common = ranks.get((grade[0], grade[1], grade[2]))
        if common is None:
            common = record_values(w.edit, DocumentId(0), Record(**values))
            ranks[grade[0], grade[1], grade[2]] = common
        document_id = w.document_ids[fold_ref(proposed.document)]
        rows.append(
            {
                **common,
                **markings.get(document_id, {}),
                **{name: value for name, value in values.items() if value},
                "document_id": document_id,
                "place": proposed.place,
                "source_row": _source_row(w, proposed.row),
            }
        )
    for proposed, record_id in zip(needed, w.insert("record", rows), strict=True):
        w.record_ids[record_key(proposed)] = record_id
    for proposed in w.proposals.records:
        found = w.record_ids.get(record_key(proposed))
        if found is not None:
            w.records_of_row.setdefault(proposed.row, []).append(found)
    for record_id, changed in w.plan.record_changes:
        change_record(w.edit, RecordId(record_id), **changed)


def _source_row(w: Writing, row: int) -> str:
    cells = dict(zip(w.proposals.columns, w.proposals.cells[row], strict=True))
    return json.dumps(cells, ensure_ascii=False)
