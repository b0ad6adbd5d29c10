"""Proposals against the database: what is known, what is new, what a changed cell changes.

``plan_import`` works out once what ``load`` will write; ``compare`` gives its report. A dry
run and an import are therefore the same code. Lookups are a fixed number of queries.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection

from iwtlink.errors import Problem
from iwtlink.i18n import tr
from iwtlink.intake import known
from iwtlink.intake.cleaning import fold_cell
from iwtlink.intake.known import KnownStatement
from iwtlink.intake.plan import Plan, needed_records, record_key
from iwtlink.intake.proposals import (
    EntityKey,
    Proposals,
    ProposedDissemination,
    ProposedEntity,
    ProposedItem,
    ProposedLink,
    ProposedObservation,
    ProposedRecord,
    ProposedValue,
    RowResult,
    fold_ref,
)
from iwtlink.intake.report import KINDS, ImportReport, SkippedRow, Tally
from iwtlink.intake.sheet import fold_header
from iwtlink.ontology.model import Kind


def compare(db: Connection, proposals: Proposals) -> ImportReport:
    """Gives the report of an import before anything is written."""
    report = plan_import(db, proposals).report
    assert report is not None
    return report


def plan_import(db: Connection, proposals: Proposals) -> Plan:
    """Works out what importing the proposals will write, and the report that says so."""
    return _Planner(db, proposals).plan()


_EXISTS = "exists"


class _Planner:
    def __init__(self, db: Connection, proposals: Proposals) -> None:
        self.db, self.proposals = db, proposals
        self.made = Plan(proposals)
        self.tallies = {kind: Tally() for kind in KINDS}
        self.rows = {
            n: RowResult(n, row.made, list(row.reasons)) for n, row in proposals.rows.items()
        }
        self.problems = list(proposals.problems)
        self.new_types: dict[str, dict[str, int]] = {}
        self.needed = {fold_header(name) for name in proposals.needs}
        self.records_by_row: dict[int, list[ProposedRecord]] = {}

    def plan(self) -> Plan:
        self._items()
        self._records()
        self._entities()
        self._recipients_of_entities()
        self._links()
        self._observations()
        self._disseminations()
        self._record_tally(needed_records(self.made))
        self.made.report = self._report()
        return self.made

    # -- small

    def _new(self, kind: str, type_name: str) -> None:
        self.tallies[kind].new += 1
        types = self.new_types.setdefault(kind, {})
        types[type_name] = types.get(type_name, 0) + 1

    def _known(self, kind: str, *, is_changed: bool) -> None:
        if is_changed:
            self.tallies[kind].updated += 1
        else:
            self.tallies[kind].matched += 1

    def _problem(self, message: str, row: int, *, lost: bool = True) -> None:
        result = self.rows[row]
        result.reasons.append(message)
        result.made -= int(lost)
        p = self.proposals
        self.problems.append(Problem(message, file=p.file, sheet=p.sheet, row=row))

    # -- documents, articles, products, recipients

    def _items(self) -> None:
        by_kind: dict[str, list[ProposedItem]] = {}
        for item in self.proposals.items.values():
            by_kind.setdefault(item.kind, []).append(item)
        for kind, items in by_kind.items():
            refs = known.ids_by_source_ref(self.db, kind, {i.ref for i in items if i.ref})
            for item in items:
                found = refs.get((self.proposals.origin, fold_ref(item.ref)))
                if found is not None:
                    self.made.item_ids[kind, fold_ref(item.ref)] = found
            self._compare_items(kind, [i for i in items if i.ref])

    def _compare_items(self, kind: str, items: Sequence[ProposedItem]) -> None:
        ids = {i.ref: self.made.item_ids.get((kind, fold_ref(i.ref))) for i in items}
        columns = sorted({name for item in items for name in item.values})
        found = known.table_rows(self.db, kind, columns, [i for i in ids.values() if i])
        for item in items:
            item_id = ids[item.ref]
            if item_id is None:
                self.made.new_items.append(item)
                self.tallies[kind].new += 1
            else:
                self._compare_item(item, item_id, found[item_id])

    def _compare_item(self, item: ProposedItem, item_id: int, before: Mapping[str, str]) -> None:
        changed = {n: v for n, v in _as_stored(item.values).items() if v and before[n] != v}
        if changed:
            self.made.item_changes.append((item.kind, item_id, changed))
        self._known(item.kind, is_changed=bool(changed))

    def _recipients_of_entities(self) -> None:
        items = [i for i in self.proposals.items.values() if not i.ref and i.entity is not None]
        entity_ids = [self.made.entity_ids.get(i.entity) for i in items if i.entity]
        found = known.ids_by_column(
            self.db, "recipient", "entity_id", [e for e in entity_ids if e is not None]
        )
        for item, entity_id in zip(items, entity_ids, strict=True):
            item_id = found.get(entity_id)
            if item_id is None:
                self.made.new_items.append(item)
                self.tallies[item.kind].new += 1
                continue
            self.made.item_ids[item.kind, repr(item.entity)] = item_id
            columns = list(item.values)
            before = known.table_rows(self.db, item.kind, columns, [item_id])
            self._compare_item(item, item_id, before[item_id])

    # -- records

    def _records(self) -> None:
        p = self.proposals
        if p.file_document is not None:
            ids = known.ids_by_column(self.db, "document", "sha256", [p.sha256])
            self.made.file_document_id = ids.get(p.sha256)
            self.tallies["document"].matched += int(self.made.file_document_id is not None)
        named = {record.document for record in p.records if record.document}
        found = known.ids_by_source_ref(self.db, "document", named)
        own = known.ids_by_own_ref(self.db, "document", named)
        for ref in named:
            folded = fold_ref(ref)
            item_id = (
                self.made.item_ids.get(("document", folded))
                or found.get((p.origin, folded))
                or own.get(folded)
            )
            if item_id is not None:
                self.made.document_ids[folded] = item_id
        for record in p.records:
            if self._has_document(record):
                self.records_by_row.setdefault(record.row, []).append(record)
        self._match_records()

    def _has_document(self, record: ProposedRecord) -> bool:
        folded = fold_ref(record.document)
        if (
            not record.document
            or folded in self.made.document_ids
            or ("document", folded) in self.proposals.items
        ):
            return True
        self._problem(
            tr("There is no source document “{ref}”.", ref=record.document), record.row, lost=False
        )
        self.made.lost_records.add(record_key(record))
        return False

    def _match_records(self) -> None:
        """A record is the one we have where document and place agree."""
        columns = sorted({name for r in self.proposals.records for name in r.values})
        ids = set(self.made.document_ids.values())
        if self.made.file_document_id is not None:
            ids.add(self.made.file_document_id)
        found = known.records_of_documents(self.db, ids, columns)
        by_place = {
            (document_id, record.place): record
            for document_id, records in found.items()
            for record in reversed(records)
        }
        for records in self.records_by_row.values():
            for record in records:
                document_id = self._document_id(record) or 0
                same = by_place.get((document_id, record.place))
                if same is None and ("document", fold_ref(record.document)) in self.proposals.items:
                    # the row describes the document itself: it may have moved in its table
                    same = next(
                        (
                            candidate
                            for candidate in found.get(document_id, ())
                            if candidate.place.startswith(self.proposals.file)
                        ),
                        None,
                    )
                if same is not None:
                    self._match_record(record, same)

    def _document_id(self, record: ProposedRecord) -> int | None:
        if not record.document:
            return self.made.file_document_id
        return self.made.document_ids.get(fold_ref(record.document))

    def _match_record(self, record: ProposedRecord, found: known.KnownRecord) -> None:
        self.made.record_ids[record_key(record)] = found.id
        changed = {n: v for n, v in record.values.items() if v and found.values[n] != v}
        if changed:
            self.made.record_changes.append((found.id, changed))

    # -- entities

    def _entities(self) -> None:
        p = self.proposals
        wanted = set(p.entities) | self._referred()
        originals = self._original_texts()
        texts = {originals.get(key, key[2]) for key in wanted if key[0] != "name"}
        by_ref = known.ids_by_source_ref(self.db, "entity", texts)
        anywhere: dict[str, set[int]] = {}
        for (_, ref), item_id in by_ref.items():
            anywhere.setdefault(ref, set()).add(item_id)
        own = known.ids_by_own_ref(self.db, "entity", texts)
        names = known.ids_by_name(self.db, self._names_to_look_up())
        for key in wanted:
            found = _resolve(key, by_ref, anywhere, own, names, is_made_here=key in p.entities)
            if found is not None:
                self.made.entity_ids[key] = found
        types = known.entity_types(self.db, set(self.made.entity_ids.values()))
        self.made.entity_types = {key: types[i][0] for key, i in self.made.entity_ids.items()}
        statements = known.statements_about(
            self.db, "entity", {i for k, i in self.made.entity_ids.items() if k in p.entities}
        )
        for key, entity in p.entities.items():
            entity_id = self.made.entity_ids.get(key)
            if entity_id is None:
                self.made.new_entities.append(entity)
                self._new("entity", entity.type)
                continue
            self._compare_entity(entity, entity_id, statements.get(entity_id, []))

    def _referred(self) -> set[EntityKey]:
        p = self.proposals
        keys = {key for link in p.links.values() for key in (link.start, link.end)}
        keys |= {o.of for o in p.observations.values()}
        keys |= {o.other for o in p.observations.values() if o.other}
        return keys | {item.entity for item in p.items.values() if item.entity}

    def _original_texts(self) -> dict[EntityKey, str]:
        """References as the table writes them: keys are folded."""
        return {
            key: (entity.refs[0] if entity.refs else entity.label)
            for key, entity in self.proposals.entities.items()
        }

    def _names_to_look_up(self) -> set[str]:
        return {
            value.value.text
            for key, entity in self.proposals.entities.items()
            if key[0] != "ref"
            for value in entity.values
            if value.property == "name"
        }

    def _compare_entity(
        self, entity: ProposedEntity, entity_id: int, before: Sequence[KnownStatement]
    ) -> None:
        is_changed = self._compare_values("entity", entity.type, entity_id, entity.values, before)
        new_refs = [
            ref for ref in entity.refs if entity.key[0] == "ref" and fold_ref(ref) != entity.key[2]
        ]
        self.made.new_refs += [("entity", entity_id, ref) for ref in new_refs]
        self._known("entity", is_changed=is_changed)

    # -- values

    def _compare_values(
        self,
        kind: Kind,
        type_name: str,
        item_id: int,
        values: Sequence[ProposedValue],
        before: Sequence[KnownStatement],
    ) -> bool:
        """Plans what a known item gains; gives whether anything does."""
        stated = {(s.property, s.value, s.unit, s.held) for s in before}
        proposed = {_told(v) for v in values}
        singles = {
            name
            for name, known_type in self.proposals.ontology.properties_of(kind, type_name).items()
            if known_type.cardinality == "one"
        }
        replaced: set[int] = set()
        is_changed = False
        for value in values:
            if _told(value) in stated:
                continue
            is_changed = True
            old = self._superseded(value, before, proposed, replaced, singles)
            if old is None:
                self.made.additions.append((kind, item_id, value))
            else:
                replaced.add(old.id)
                self.made.changes.append((old.id, value))
        return is_changed

    def _superseded(
        self,
        value: ProposedValue,
        before: Iterable[KnownStatement],
        proposed: set[tuple[str, str, str, str]],
        replaced: set[int],
        singles: set[str],
    ) -> KnownStatement | None:
        """The statement an earlier import of this table made, which the changed cell replaces.

        What an analyst wrote or another table states stays and competes.
        """
        if value.property not in singles and (value.property, value.kind) != ("name", "primary"):
            return None
        for old in before:
            if (
                old.property == value.property
                and old.kind == value.kind
                and old.id not in replaced
                and (old.property, old.value, old.unit, old.held) not in proposed
                and self._is_from_this_table(old)
            ):
                return old
        return None

    def _is_from_this_table(self, old: KnownStatement) -> bool:
        if old.record_id is None:
            return self.proposals.file_document is None and not self.proposals.records
        if old.columns is None:
            return False
        return self.needed <= {fold_header(column) for column in old.columns}

    # -- links

    def _links(self) -> None:
        p = self.proposals
        usable = [link for link in p.links.values() if self._ends_known(link)]
        refs = known.ids_by_source_ref(self.db, "link", {link.ref for link in usable if link.ref})
        starts = {
            i
            for link in usable
            for key in (link.start, link.end)
            if (i := self.made.entity_ids.get(key)) is not None
        }
        among = known.links_from(self.db, starts)
        for link in usable:
            found = (
                refs.get((p.origin, fold_ref(link.ref)))
                if link.ref
                else self._same_link(link, among)
            )
            if found is not None:
                self.made.link_ids[link.key] = found
        ids = set(self.made.link_ids.values())
        before = known.statements_about(self.db, "link", ids)
        rows = known.link_rows(self.db, ids)
        for link in usable:
            link_id = self.made.link_ids.get(link.key)
            if link_id is None:
                self.made.new_links.append(link)
                self._new("link", link.type)
            else:
                self._compare_link(link, link_id, rows[link_id], before.get(link_id, []))

    def _ends_known(self, link: ProposedLink) -> bool:
        for key in (link.start, link.end):
            if key not in self.proposals.entities and key not in self.made.entity_ids:
                for row in link.rows:
                    self._problem(tr("There is no entity “{ref}”.", ref=key[2].upper()), row)
                self.tallies["link"].skipped += 1
                return False
        types = [self._type_of(link.start), self._type_of(link.end)]
        same = self.made.entity_ids.get(link.start, link.start) == self.made.entity_ids.get(
            link.end, link.end
        )
        if not same and self.proposals.ontology.allows(link.type, types[0], types[1]):
            return True
        message = (
            tr("A link needs two different ends.")
            if same
            else tr(
                "A {start} and a {end} cannot be joined by “{verb}”.",
                start=types[0],
                end=types[1],
                verb=self.proposals.ontology.link_types[link.type].verb,
            )
        )
        for row in link.rows:
            self._problem(message, row)
        self.tallies["link"].skipped += 1
        return False

    def _type_of(self, key: EntityKey) -> str:
        found = self.made.entity_types.get(key)
        return found if found is not None else self.proposals.entities[key].type

    def _same_link(
        self, link: ProposedLink, among: Mapping[tuple[str, int, int], list[tuple[int, str, str]]]
    ) -> int | None:
        """A link without a reference is the one of the same type, ends, role and start."""
        start, end = (self.made.entity_ids.get(key) for key in (link.start, link.end))
        if start is None or end is None:
            return None
        told = {v.property: v.value.text for v in link.values}
        wanted = (told.get("role", ""), told.get("start", ""))
        ways = [(link.type, start, end)]
        if not self.proposals.ontology.link_types[link.type].is_directed:
            ways.append((link.type, end, start))
        for way in ways:
            for link_id, role, begun in among.get(way, ()):
                if (role, begun) == wanted:
                    return link_id
        return None

    def _compare_link(
        self,
        link: ProposedLink,
        link_id: int,
        row: tuple[str, int, int, str],
        before: Sequence[KnownStatement],
    ) -> None:
        is_changed = self._compare_values("link", link.type, link_id, link.values, before)
        if row[3] != link.strength:
            self.made.strengths.append((link.strength, link_id))
            is_changed = True
        ends = (self.made.entity_ids.get(link.start), self.made.entity_ids.get(link.end))
        if row[0] != link.type or (ends != row[1:3] and ends != (row[2], row[1])):
            self._problem(
                tr(
                    "Link {ref} has another type or other ends in the database: "
                    "delete it there first to replace it.",
                    ref=link.ref,
                ),
                link.rows[0],
                lost=False,
            )
        if self._witnesses("link", link_id, link.type, link.rows, before):
            is_changed = True
        self._known("link", is_changed=is_changed)

    def _witnesses(
        self,
        kind: Kind,
        item_id: int,
        type_name: str,
        rows: Sequence[int],
        before: Sequence[KnownStatement],
    ) -> bool:
        """Plans a statement for each named document that did not state the item before."""
        documents = {s.document_id for s in before if s.property == _EXISTS}
        is_new = False
        for row in rows:
            for record in self.records_by_row.get(row, ()):
                document_id = self._document_id(record)
                if record.document and (document_id is None or document_id not in documents):
                    self.made.witnesses.append((kind, item_id, type_name, record_key(record)))
                    is_new = True
        return is_new

    # -- observations

    def _observations(self) -> None:
        p = self.proposals
        usable = [o for o in p.observations.values() if self._owner_known(o)]
        refs = known.ids_by_source_ref(self.db, "observation", {o.ref for o in usable if o.ref})
        owners = {
            i for o in usable if not o.ref and (i := self.made.entity_ids.get(o.of)) is not None
        }
        among = known.observations_of(self.db, owners)
        candidates = {i for ids in among.values() for i in ids} | set(refs.values())
        before = known.statements_about(self.db, "observation", candidates)
        dates = known.observation_dates(self.db, set(refs.values()))
        for seen in usable:
            found = (
                refs.get((p.origin, fold_ref(seen.ref)))
                if seen.ref
                else self._same_observation(seen, among, before)
            )
            if found is None:
                self.made.new_observations.append(seen)
                self._new("observation", seen.type)
                continue
            self.made.observation_ids[seen.key] = found
            is_changed = self._compare_values(
                "observation", seen.type, found, seen.values, before.get(found, [])
            )
            if seen.date and dates.get(found, seen.date) != seen.date:
                self.made.observation_dates.append((seen.date, found))
                is_changed = True
            self._known("observation", is_changed=is_changed)

    def _owner_known(self, seen: ProposedObservation) -> bool:
        keys = [seen.of] + ([seen.other] if seen.other else [])
        for key in keys:
            if key not in self.proposals.entities and key not in self.made.entity_ids:
                self._problem(tr("There is no entity “{ref}”.", ref=key[2].upper()), seen.row)
                self.tallies["observation"].skipped += 1
                return False
        owner = self._type_of(seen.of)
        allowed = self.proposals.ontology.observation_types[seen.type].of
        if any(self.proposals.ontology.is_a(owner, wanted) for wanted in allowed):
            return True
        self._problem(tr("A {type} has no {kind}.", type=owner, kind=seen.type), seen.row)
        self.tallies["observation"].skipped += 1
        return False

    def _same_observation(
        self,
        seen: ProposedObservation,
        among: Mapping[tuple[str, int, str], list[int]],
        before: Mapping[int, Sequence[KnownStatement]],
    ) -> int | None:
        owner = self.made.entity_ids.get(seen.of)
        if owner is None:
            return None
        wanted = {_told(v)[:3] for v in seen.values}
        for observation_id in among.get((seen.type, owner, seen.date), ()):
            stated = {(s.property, s.value, s.unit) for s in before.get(observation_id, ())}
            if stated - {(_EXISTS, seen.type, "")} == wanted:
                return observation_id
        return None

    # -- disseminations

    def _disseminations(self) -> None:
        p = self.proposals
        products = self._ids_of("product", {d.product for d in p.disseminations})
        recipients = self._ids_of("recipient", {d.recipient for d in p.disseminations})
        recipients |= self._recipients_by_entity({d.recipient for d in p.disseminations})
        self.made.item_ids |= {("product", ref): i for ref, i in products.items()}
        self.made.item_ids |= {("recipient", ref): i for ref, i in recipients.items()}
        sent = known.disseminations(self.db, set(products.values()))
        for gone in p.disseminations:
            product, recipient = fold_ref(gone.product), fold_ref(gone.recipient)
            if product not in products and ("product", product) not in p.items:
                self._lost(gone, tr("There is no product “{ref}”.", ref=gone.product))
            elif recipient not in recipients and ("recipient", recipient) not in p.items:
                self._lost(gone, tr("There is no recipient “{ref}”.", ref=gone.recipient))
            elif (products.get(product), recipients.get(recipient), gone.date) in sent:
                self.tallies["dissemination"].matched += 1
            else:
                self.made.new_disseminations.append(gone)
                self.tallies["dissemination"].new += 1

    def _lost(self, gone: ProposedDissemination, message: str) -> None:
        self._problem(message, gone.row)
        self.tallies["dissemination"].skipped += 1

    def _ids_of(self, kind: str, refs: set[str]) -> dict[str, int]:
        by_source = known.ids_by_source_ref(self.db, kind, refs)
        found = known.ids_by_own_ref(self.db, kind, refs)
        for ref in refs:
            item_id = by_source.get((self.proposals.origin, fold_ref(ref)))
            if item_id is not None:
                found[fold_ref(ref)] = item_id
        return found

    def _recipients_by_entity(self, refs: set[str]) -> dict[str, int]:
        """A recipient is found by the reference of the agency it stands for, too."""
        entities = known.ids_by_source_ref(self.db, "entity", refs)
        mine = {ref: i for (origin, ref), i in entities.items() if origin == self.proposals.origin}
        found = known.ids_by_column(self.db, "recipient", "entity_id", set(mine.values()))
        return {ref: found[i] for ref, i in mine.items() if i in found}

    # -- report

    def _record_tally(self, needed: Sequence[ProposedRecord]) -> None:
        changed = {record_id for record_id, _ in self.made.record_changes}
        for record_id in self.made.record_ids.values():
            self._known("record", is_changed=record_id in changed)
        self.tallies["record"].new += len(needed)
        if self.proposals.file_document is not None and self.made.file_document_id is None:
            self.tallies["document"].new += int(bool(needed))

    def _report(self) -> ImportReport:
        p = self.proposals
        counts = {"accepted": 0, "accepted with problems": 0, "skipped": 0}
        for row in self.rows.values():
            counts[row.outcome] += 1
        return ImportReport(
            file=p.file,
            sheet=p.sheet,
            mapping=p.mapping_label,
            rows_read=len(self.rows),
            rows_accepted=counts["accepted"],
            rows_with_problems=counts["accepted with problems"],
            rows_skipped=counts["skipped"],
            items={kind: tally for kind, tally in self.tallies.items() if tally.total},
            new_types=self.new_types,
            problems=tuple(self.problems),
            skipped_rows=tuple(
                SkippedRow(row.number, "; ".join(row.reasons))
                for row in self.rows.values()
                if row.outcome == "skipped"
            ),
            unused_columns=p.unused_columns,
            missing_columns=p.missing_columns,
        )


def _told(value: ProposedValue) -> tuple[str, str, str, str]:
    return (value.property, value.value.text, value.value.unit, value.held)


def _as_stored(values: Mapping[str, str]) -> dict[str, str]:
    """The values of a plain item as its table keeps them."""
    stored = dict(values)
    if "is_prompted" in stored:
        stored["is_prompted"] = "1" if is_yes(stored["is_prompted"]) else "0"
    return stored


def is_yes(word: str) -> bool:
    """Whether a cell says yes."""
    return fold_cell(word) in ("yes", "y", "true", "1", "x")


def _resolve(
    key: EntityKey,
    by_ref: Mapping[tuple[str, str], int],
    anywhere: Mapping[str, set[int]],
    own: Mapping[str, int],
    names: Mapping[str, list[tuple[int, str]]],
    *,
    is_made_here: bool,
) -> int | None:
    """The entity a key means; references of another origin count only where one is meant
    that this table does not make itself, and only if they are not ambiguous."""
    kind, second, text = key
    if kind == "name":
        return next((i for i, type_name in names.get(text, ()) if type_name == second), None)
    exact = by_ref.get((second, text))
    if exact is not None or (kind == "ref" and is_made_here):
        return exact
    found = own.get(text)
    if found is None and len(anywhere.get(text, ())) == 1:
        found = next(iter(anywhere[text]))
    if found is None and kind == "any":
        found = next((i for i, _ in names.get(text, ())), None)
    return found
