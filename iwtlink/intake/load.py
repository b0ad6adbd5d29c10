"""Proposals into the database: one edit, everything in bulk."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from iwtlink.errors import Progress, no_progress
from iwtlink.i18n import tr
from iwtlink.intake.comparing import known
from iwtlink.intake.comparing.compare import plan_import
from iwtlink.intake.comparing.items import is_yes
from iwtlink.intake.comparing.plan import Plan, needed_records, record_key
from iwtlink.intake.proposals import (
    EntityKey,
    Proposals,
    ProposedItem,
    ProposedValue,
    fold_ref,
)
from iwtlink.intake.report import ImportReport
from iwtlink.intake.row_values import date_columns, labels_as_settled, values_as_settled
from iwtlink.ontology import Value
from iwtlink.ontology.model import Kind
from iwtlink.store import schema
from iwtlink.store.collector import collector_paused
from iwtlink.store.documents import (
    Document,
    Record,
    change_record,
    document_values,
    record_values,
)
from iwtlink.store.edit import Edit
from iwtlink.store.ids import DocumentId, EntityId, RecordId, Subject
from iwtlink.store.links import STRENGTHS
from iwtlink.store.outputs import Article, ProductDraft, article_values, product_values
from iwtlink.store.settle import LINK_COLUMNS
from iwtlink.store.statements import COLUMNS, EXISTS, row_of

StatementRows = list[tuple[Any, ...]]


def load(edit: Edit, proposals: Proposals, progress: Progress = no_progress) -> ImportReport:
    """Writes the proposals within the open edit; gives the report of what was done.

    The database is compared inside the edit, so the report is of what is written. Nothing is
    written where everything is known.
    """
    progress(0.0, tr("Comparing with the database"))
    with collector_paused():
        plan, report = plan_import(edit.connection, proposals)
        if not report.changes_nothing:
            _Loader(edit, plan).load(progress)
    return report


def _document(values: Mapping[str, Any]) -> Document:
    return Document(**values)


class _Loader:
    """Carries out one plan; remembers the ids of what it made."""

    def __init__(self, edit: Edit, plan: Plan) -> None:
        self.edit, self.plan, self.proposals = edit, plan, plan.proposals
        self.entity_ids: dict[EntityKey, int] = dict(plan.entity_ids)
        self.item_ids: dict[tuple[str, str], int] = dict(plan.item_ids)
        self.document_ids: dict[str, int] = dict(plan.document_ids)
        self.record_ids: dict[tuple[str, int], int] = dict(plan.record_ids)
        self.records_of_row: dict[int, list[int]] = {}
        self.statements: StatementRows = []
        self.refs: list[tuple[str, int, str, str]] = []

    def load(self, progress: Progress) -> None:
        steps: Sequence[tuple[Callable[[], None], str]] = (
            (self._documents, tr("Writing documents")),
            (self._records, tr("Writing records")),
            (self._entities, tr("Writing entities")),
            (self._links, tr("Writing links")),
            (self._observations, tr("Writing observations")),
            (self._additions, tr("Writing changed values")),
            (self._changes, tr("Writing changed values")),
            (self._other_items, tr("Writing products and articles")),
            (self._disseminations, tr("Writing products and articles")),
            (self._statements, tr("Writing statements")),
        )
        for done, (step, sentence) in enumerate(steps, start=1):
            progress(done / (len(steps) + 1), sentence)
            step()

    # -- documents and records

    def _documents(self) -> None:
        items = [item for item in self.plan.new_items if item.kind == "document"]
        rows = [document_values(self.edit, _document(item.values)) for item in items]
        for item, item_id in zip(items, self._insert("document", rows), strict=True):
            self._remember(item, item_id)
            self.document_ids[fold_ref(item.ref)] = item_id
        p = self.proposals
        needed = needed_records(self.plan)
        if self.plan.file_document_id is not None:
            self.document_ids[""] = self.plan.file_document_id
        elif p.file_document is not None and needed:
            received = p.file_document.get("received_on") or date.today().isoformat()
            described = _document({**p.file_document, "received_on": received, "sha256": p.sha256})
            (item_id,) = self._insert("document", [document_values(self.edit, described)])
            self.document_ids[""] = item_id

    def _records(self) -> None:
        needed = needed_records(self.plan)
        ranks: dict[tuple[str, str, str], dict[str, Any]] = {}
        rows: list[dict[str, Any]] = []
        markings = known.document_markings(self.edit.connection, self.document_ids.values())
        for proposed in needed:
            values = proposed.values
            grade = tuple(values.get(n, "") for n in ("grading", "reliability", "credibility"))
            common = ranks.get((grade[0], grade[1], grade[2]))
            if common is None:
                common = record_values(self.edit, DocumentId(0), Record(**values))
                ranks[grade[0], grade[1], grade[2]] = common
            document_id = self.document_ids[fold_ref(proposed.document)]
            rows.append(
                {
                    **common,
                    **markings.get(document_id, {}),
                    **{name: value for name, value in values.items() if value},
                    "document_id": document_id,
                    "place": proposed.place,
                    "source_row": self._source_row(proposed.row),
                }
            )
        for proposed, record_id in zip(needed, self._insert("record", rows), strict=True):
            self.record_ids[record_key(proposed)] = record_id
        for proposed in self.proposals.records:
            found = self.record_ids.get(record_key(proposed))
            if found is not None:
                self.records_of_row.setdefault(proposed.row, []).append(found)
        for record_id, changed in self.plan.record_changes:
            change_record(self.edit, RecordId(record_id), **changed)

    def _source_row(self, row: int) -> str:
        cells = dict(zip(self.proposals.columns, self.proposals.cells[row], strict=True))
        return json.dumps(cells, ensure_ascii=False)

    # -- entities, links, observations

    def _entities(self) -> None:
        entered = (self.edit.analyst_id, self.edit.now)
        by_type: dict[str, list[Any]] = {}
        for entity in self.plan.new_entities:
            by_type.setdefault(entity.type, []).append(entity)
        for type_name, entities in by_type.items():
            refs = self.edit.take_refs(type_name, len(entities))
            ids = self.edit.insert_rows(
                schema.entity,
                ("ref", "type", "label", "script_label", "entered_by", "entered_at"),
                [
                    (ref, type_name, *labels_as_settled(entity), *entered)
                    for ref, entity in zip(refs, entities, strict=True)
                ],
            )
            for entity, entity_id in zip(entities, ids, strict=True):
                self.entity_ids[entity.key] = entity_id
                self._exists("entity", entity_id, type_name, entity.rows[:1])
                self._state("entity", entity_id, entity.values)
        self.refs += [
            ("entity", self.entity_ids[key], self.proposals.origin, ref)
            for key, ref in self.plan.new_refs
        ]

    def _links(self) -> None:
        links = self.plan.new_links
        types = self.edit.ontology.link_types
        refs = self.edit.take_refs("link", len(links)) if links else []
        ids = self.edit.insert_rows(
            schema.link,
            (
                *("ref", "type", "from_id", "to_id", "is_directed", "strength"),
                *("is_strength_set", *LINK_COLUMNS, "entered_by", "entered_at"),
            ),
            [
                (
                    *(ref, link.type, self.entity_ids[link.start], self.entity_ids[link.end]),
                    *(int(types[link.type].is_directed), link.strength or STRENGTHS[1]),
                    *(int(bool(link.strength)), *values_as_settled(link)),
                    *(self.edit.analyst_id, self.edit.now),
                )
                for ref, link in zip(refs, links, strict=True)
            ],
        )
        stated: set[tuple[int, int | None]] = set()
        for link, link_id in zip(links, ids, strict=True):
            self._exists("link", link_id, link.type, link.rows)
            self._state("link", link_id, link.values)
            if link.ref:
                self.refs.append(("link", link_id, self.proposals.origin, link.ref))
            if link.states_ends:
                self._state_ends(link.start, link.end, link.rows, stated)
        if self.plan.strengths:
            self.edit.connection.exec_driver_sql(
                "UPDATE link SET strength = ?, is_strength_set = 1 WHERE id = ?",
                self.plan.strengths,
            )

    def _state_ends(
        self,
        start: EntityKey,
        end: EntityKey,
        rows: Iterable[int],
        stated: set[tuple[int, int | None]],
    ) -> None:
        """A document that states a link states that both its ends exist."""
        for key in (start, end):
            entity_id = self.entity_ids[key]
            type_name = self._type_of(key)
            for row in rows:
                for record_id in self.records_of_row.get(row, ()):
                    if (entity_id, record_id) not in stated:
                        stated.add((entity_id, record_id))
                        self._add("entity", entity_id, EXISTS, Value(type_name), record_id)

    def _type_of(self, key: EntityKey) -> str:
        found = self.plan.entity_types.get(key)
        return found if found is not None else self.proposals.entities[key].type

    def _observations(self) -> None:
        seen = self.plan.new_observations
        refs = self.edit.take_refs("observation", len(seen)) if seen else []
        ids = self.edit.insert_rows(
            schema.observation,
            (
                *("ref", "type", "entity_id", "other_id", "date", "date_first", "date_last"),
                *("record_id", "entered_by", "entered_at"),
            ),
            [
                (
                    *(ref, one.type, self.entity_ids[one.of]),
                    self.entity_ids[one.other] if one.other else None,
                    *date_columns(one.date),
                    next(iter(self.records_of_row.get(one.row, ())), None),
                    *(self.edit.analyst_id, self.edit.now),
                )
                for ref, one in zip(refs, seen, strict=True)
            ],
        )
        for one, observation_id in zip(seen, ids, strict=True):
            self._state("observation", observation_id, one.values)
            if one.ref:
                self.refs.append(("observation", observation_id, self.proposals.origin, one.ref))
        if self.plan.observation_dates:
            self.edit.connection.exec_driver_sql(
                "UPDATE observation SET date = ?, date_first = ?, date_last = ? WHERE id = ?",
                [(*date_columns(text), i) for text, i in self.plan.observation_dates],
            )

    # -- statements

    def _exists(self, kind: Kind, item_id: int, type_name: str, rows: Sequence[int]) -> None:
        records = [record for row in rows for record in self.records_of_row.get(row, ())]
        for record_id in dict.fromkeys(records) or (None,):
            self._add(kind, item_id, EXISTS, Value(type_name), record_id)

    def _state(self, kind: Kind, item_id: int, values: Iterable[ProposedValue]) -> None:
        for value in values:
            for record_id in self.records_of_row.get(value.row) or (None,):
                self._add(
                    *(kind, item_id, value.property, value.value, record_id),
                    kind_of_value=value.kind,
                    held=value.held,
                    stated=value.stated,
                )

    def _add(
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

    def _additions(self) -> None:
        for kind, item_id, value in self.plan.additions:
            self._state(kind, item_id, (value,))
        for kind, item_id, type_name, key in self.plan.witnesses:
            if key in self.record_ids:
                self._add(kind, item_id, EXISTS, Value(type_name), self.record_ids[key])

    def _changes(self) -> None:
        """A changed cell changes its statement, which then rests on the row that says so now."""
        if not self.plan.changes:
            return
        self.edit.connection.exec_driver_sql(
            'UPDATE statement SET value = ?, number = ?, unit = ?, "first" = ?, "last" = ?, '
            "stated = ?, record_id = coalesce(?, record_id) WHERE id = ?",
            [
                (
                    *(v.value.text, v.value.number, v.value.unit, v.value.first, v.value.last),
                    v.stated,
                    self._new_source(v),
                    statement_id,
                )
                for statement_id, v in self.plan.changes
            ],
        )

    def _new_source(self, value: ProposedValue) -> int | None:
        """The row that says so now; a value that named documents state keeps its record."""
        if self.proposals.file_document is None:
            return None
        return next(iter(self.records_of_row.get(value.row, ())), None)

    def _statements(self) -> None:
        self.edit.insert_rows(schema.statement, COLUMNS, self.statements)
        self.edit.insert_rows(schema.external_ref, ("kind", "item_id", "origin", "ref"), self.refs)

    # -- products, articles, recipients

    def _other_items(self) -> None:
        for kind in ("article", "product", "recipient"):
            items = [item for item in self.plan.new_items if item.kind == kind]
            rows = [self._item_values(item) for item in items]
            for item, item_id in zip(items, self._insert(kind, rows), strict=True):
                self._remember(item, item_id)
        for kind, item_id, changed in self.plan.item_changes:
            table = schema.tables[kind]
            values: dict[str, Any] = dict(changed)
            if "is_prompted" in values:
                values["is_prompted"] = int(values["is_prompted"])
            if "date" in values and "date_first" in table.c:
                values["date"], values["date_first"], values["date_last"] = date_columns(
                    values["date"]
                )
            self.edit.connection.execute(
                table.update().where(table.c.id == item_id).values(**values)
            )

    def _item_values(self, item: ProposedItem) -> dict[str, Any]:
        entity_id = EntityId(self.entity_ids[item.entity]) if item.entity else None
        if item.kind == "article":
            values: dict[str, Any] = dict(item.values)
            values["is_prompted"] = is_yes(values.get("is_prompted", ""))
            return article_values(self.edit, Article(**values))
        if item.kind == "product":
            product = ProductDraft(**item.values, entity_id=entity_id)  # type: ignore[arg-type]
            return product_values(self.edit, product)
        return {**item.values, "entity_id": entity_id, "entered_at": self.edit.now}

    def _remember(self, item: ProposedItem, item_id: int) -> None:
        self.item_ids[item.kind, fold_ref(item.ref) or repr(item.entity)] = item_id
        if item.ref:
            self.refs.append((item.kind, item_id, self.proposals.origin, item.ref))

    def _disseminations(self) -> None:
        self.edit.insert_rows(
            schema.dissemination,
            ("product_id", "recipient_id", "date", "channel", "note"),
            [
                (
                    self.item_ids["product", fold_ref(gone.product)],
                    self.item_ids["recipient", fold_ref(gone.recipient)],
                    *(gone.date, gone.channel, gone.note),
                )
                for gone in self.plan.new_disseminations
            ],
        )

    # -- small

    def _insert(self, kind: str, rows: Sequence[Mapping[str, Any]]) -> Sequence[int]:
        if not rows:
            return ()
        columns = ("ref", *rows[0])
        refs = self.edit.take_refs(kind, len(rows))
        return self.edit.insert_rows(
            schema.tables[kind],
            columns,
            [(ref, *(row[c] for c in columns[1:])) for ref, row in zip(refs, rows, strict=True)],
        )
