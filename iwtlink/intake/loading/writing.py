"""The state of one load: what was made so far, and what is stated of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from iwtlink.intake.comparing.plan import Plan
from iwtlink.intake.proposals import EntityKey, ProposedItem, ProposedValue, fold_ref
from iwtlink.ontology import Value
from iwtlink.ontology.model import Kind
from iwtlink.store import schema
from iwtlink.store.edit import Edit
from iwtlink.store.ids import Subject
from iwtlink.store.statements import EXISTS, row_of

StatementRows = list[tuple[Any, ...]]


class Writing:
    """What the functions that write share: the edit, the plan, the ids of what was made."""

    def __init__(self, edit: Edit, plan: Plan) -> None:
        self.edit, self.plan, self.proposals = edit, plan, plan.proposals
        self.entity_ids: dict[EntityKey, int] = dict(plan.entity_ids)
        self.item_ids: dict[tuple[str, str], int] = dict(plan.item_ids)
        self.document_ids: dict[str, int] = dict(plan.document_ids)
        self.record_ids: dict[tuple[str, int], int] = dict(plan.record_ids)
        self.records_of_row: dict[int, list[int]] = {}
        self.statements: StatementRows = []
        self.refs: list[tuple[str, int, str, str]] = []

    def insert(self, kind: str, rows: Sequence[Mapping[str, Any]]) -> Sequence[int]:
        """Insert rows of a table under references of our own; give their ids."""
        if not rows:
            return ()
        columns = ("ref", *rows[0])
        refs = self.edit.take_refs(kind, len(rows))
        return self.edit.insert_rows(
            schema.tables[kind],
            columns,
            [(ref, *(row[c] for c in columns[1:])) for ref, row in zip(refs, rows, strict=True)],
        )

    def remember(self, item: ProposedItem, item_id: int) -> None:
        """Keep the id of what was made, and the reference its source gives it."""
        self.item_ids[item.kind, fold_ref(item.ref) or repr(item.entity)] = item_id
        if item.ref:
            self.refs.append((item.kind, item_id, self.proposals.origin, item.ref))

    def exists(self, kind: Kind, item_id: int, type_name: str, rows: Sequence[int]) -> None:
        """State that an item exists, by each record of its rows."""
        records = [record for row in rows for record in self.records_of_row.get(row, ())]
        for record_id in dict.fromkeys(records) or (None,):
            self.add(kind, item_id, EXISTS, Value(type_name), record_id)

    def state(self, kind: Kind, item_id: int, values: Iterable[ProposedValue]) -> None:
        """State values of an item, by each record of their rows."""
        for value in values:
            for record_id in self.records_of_row.get(value.row) or (None,):
                self.add(
                    *(kind, item_id, value.property, value.value, record_id),
                    kind_of_value=value.kind,
                    held=value.held,
                    stated=value.stated,
                )

    def add(
        self,
        kind: Kind,
        item_id: int,
        property_name: str,
        value: Value,
        record_id: int | None,
        *,
        kind_of_value: str = "",
        held: str = "",
        stated: str = "",
    ) -> None:
        """State one value."""
        self.statements.append(
            row_of(
                self.edit,
                Subject(kind, item_id),
                property_name,
                value,
                record_id=record_id,
                kind=kind_of_value,
                held=held,
                stated=stated,
            )
        )
