"""What is stated: of new items, and anew of known ones."""

from __future__ import annotations

from iwtlink.intake.loading.writing import Writing
from iwtlink.intake.proposals import ProposedValue
from iwtlink.ontology import Value
from iwtlink.store import schema
from iwtlink.store.statements import COLUMNS, EXISTS


def write_additions(w: Writing) -> None:
    """State what known items gain."""
    for kind, item_id, value in w.plan.additions:
        w.state(kind, item_id, (value,))
    for kind, item_id, type_name, key in w.plan.witnesses:
        if key in w.record_ids:
            w.add(kind, item_id, EXISTS, Value(type_name), w.record_ids[key])


def write_changes(w: Writing) -> None:
    """A changed cell changes its statement, which then rests on the row that says so now."""
    if not w.plan.changes:
        return
    w.edit.connection.exec_driver_sql(
        'UPDATE statement SET value = ?, number = ?, unit = ?, "first" = ?, "last" = ?, '
        "stated = ?, record_id = coalesce(?, record_id) WHERE id = ?",
        [
            (
                *(v.value.text, v.value.number, v.value.unit, v.value.first, v.value.last),
                v.stated,
                _new_source(w, v),
                statement_id,
            )
            for statement_id, v in w.plan.changes
        ],
    )


def _new_source(w: Writing, value: ProposedValue) -> int | None:
    """The row that says so now; a value that named documents state keeps its record."""
    if w.proposals.file_document is None:
        return None
    return next(iter(w.records_of_row.get(value.row, ())), None)


def write_statements(w: Writing) -> None:
    """Write all that was stated, and the references of the source."""
    w.edit.insert_rows(schema.statement, COLUMNS, w.statements)
    w.edit.insert_rows(schema.external_ref, ("kind", "item_id", "origin", "ref"), w.refs)
