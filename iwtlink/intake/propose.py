"""From rows to proposals: one function per kind of item, the same for dry run and import.

A bad cell costs its value, not its row: the item comes without it and the problem says row,
column and reason. Time is linear in cells; values are parsed once per distinct text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from iwtlink.errors import BadInput, Problem, Progress, no_progress
from iwtlink.i18n import tr
from iwtlink.intake import mapping as m
from iwtlink.intake.cleaning import fold_cell
from iwtlink.intake.expressions import Expression, Scope, missing_columns
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
from iwtlink.intake.sheet import Row, Sheet, fold_header
from iwtlink.intake.type_check import check_types
from iwtlink.intake.value_reader import ValueReader
from iwtlink.ontology import Ontology
from iwtlink.ontology.code_words import find_code, folded
from iwtlink.ontology.dates import PartialDate
from iwtlink.ontology.model import Kind
from iwtlink.store.folding import is_latin

_ROWS_BETWEEN_REPORTS = 1000
_STRENGTHS = ("confirmed", "unconfirmed", "tentative")
_DATE_FIELDS = ("date", "received_on")
_CODE_LISTS = {
    ("document", "kind"): "document_kinds",
    ("document", "language"): "languages",
    ("record", "tlp"): "tlp",
    ("article", "language"): "languages",
    ("article", "country"): "countries",
    ("article", "topic"): "media_topics",
    ("product", "kind"): "product_types",
    ("product", "status"): "product_statuses",
    ("product", "tlp"): "tlp",
    ("recipient", "channel"): "channels",
}
Cells = dict[str, str]


def propose(
    sheet: Sheet,
    mapping: m.TableMapping,
    ontology: Ontology,
    progress: Progress = no_progress,
) -> Proposals:
    """Gives all that the sheet proposes under the mapping; writes nothing.

    Raises BadInput where the sheet lacks a column the mapping needs, or the mapping names a
    type or property that the ontology does not have (with file and line).
    """
    check_types(mapping, ontology)
    _refuse_without(sheet, mapping)
    reader = _RowReader(sheet, mapping, ontology)
    for done, row in enumerate(sheet.rows):
        if done % _ROWS_BETWEEN_REPORTS == 0:
            progress(done / len(sheet.rows), tr("Reading row {row}", row=row.number))
        reader.read(row)
    return reader.finish()


def _refuse_without(sheet: Sheet, mapping: m.TableMapping) -> None:
    columns = set(_column_names(sheet, mapping))
    missing = [name for name in mapping.table.needs if fold_header(name) not in columns]
    if missing:
        raise BadInput(
            tr(
                "{file} has no column {columns}, which the mapping “{mapping}” needs.",
                file=sheet.file,
                columns=", ".join(f"“{name}”" for name in missing),
                mapping=mapping.name,
            )
        )
    if not sheet.rows:
        raise BadInput(tr("{file} has a header but no rows.", file=sheet.file))


def _column_names(sheet: Sheet, mapping: m.TableMapping) -> list[str]:
    """Folded column names under which the mapping knows them: another header stands for the
    name the mapping uses where the sheet has no column of that very name."""
    own = [fold_header(column) for column in sheet.columns]
    taken = set(own)
    names: list[str] = []
    for column in own:
        name = mapping.table.aliases.get(column, column)
        names.append(column if name in taken and name != column else name)
        taken.add(name)
    return names


class _RowReader:
    """Holds what has been proposed so far while the rows go by."""

    def __init__(self, sheet: Sheet, mapping: m.TableMapping, ontology: Ontology) -> None:
        self.sheet, self.mapping, self.ontology = sheet, mapping, ontology
        self.origin = mapping.origin.replace("{file}", sheet.file)
        self.values = ValueReader(ontology, day_first=mapping.day_first)
        self.columns = _column_names(sheet, mapping)
        self.names = dict(zip(self.columns, sheet.columns, strict=True))
        self.result = Proposals(
            ontology=ontology,
            file=sheet.file,
            sheet=sheet.name,
            sha256=sheet.sha256,
            mapping=mapping.name,
            mapping_label=mapping.label,
            origin=self.origin,
            columns=sheet.columns,
            needs=mapping.table.needs,
            file_document=None,
        )
        self.row = RowResult(0)
        self.used = {fold_header(n) for t in mapping.templates() for n in t.columns}
        self.link_words = _link_words(ontology)
        self.entity_words = _entity_words(ontology)
        for problem in sheet.problems:
            self.result.problems.append(problem)

    # -- rows

    def read(self, row: Row) -> None:
        self.row = self.result.rows[row.number] = RowResult(row.number)
        self.row.reasons += [p.message for p in self.sheet.problems if p.row == row.number]
        cells = self._scope(row)
        self._check(cells)
        row_block, *repeated = self.mapping.blocks
        cells = self._with_let(row_block, cells)
        made: dict[str, EntityKey] = {}
        self._make(row_block, cells, made)
        for block in repeated:
            for scope in self._scopes(block, cells, row):
                self._make(block, self._with_let(block, scope), made)
        if self.row.made:
            self._records(cells)
            self.result.cells[row.number] = row.cells
        elif not self.row.reasons:
            self.problem(tr("The row makes no item under this mapping."))

    def finish(self) -> Proposals:
        result = self.result
        if self.mapping.record.is_sourced and self.mapping.record.names_documents is None:
            scope: Cells = {"file": self.sheet.file, "sheet": self.sheet.name}
            result.file_document = {"title": self.sheet.file} | {
                name: expression.value(scope, self._reporter(expression))
                for name, expression in self.mapping.record.file_document.items()
            }
        self._note_columns()
        return result

    def _scope(self, row: Row) -> Cells:
        empty = self.mapping.table.empty
        scope = {
            name: "" if cell.casefold() in empty else cell
            for name, cell in zip(self.columns, row.cells, strict=True)
        }
        for spread in self.mapping.spreads:
            self._spread(spread, scope)
        if self.mapping.table.is_matrix:
            scope["row"] = row.cells[0]
        return scope

    def _spread(self, spread: m.Spread, scope: Cells) -> None:
        prefix = fold_header(spread.column)
        key = ""
        for part in scope.get(prefix, "").split(spread.separator):
            before, equals, after = part.partition(spread.equals)
            if equals:
                name = fold_header(before)
                key = f"{prefix}.{name}"
                scope[key] = after.strip()
                if key not in self.used and name not in spread.ignored:
                    self.problem(
                        tr("The mapping does not use “{key}”.", key=before.strip()), spread.column
                    )
            elif key and part.strip():
                scope[key] = f"{scope[key]}{spread.separator}{part.strip()}"
            elif part.strip():
                self.problem(
                    tr("“{part}” is not of the form key=value.", part=part.strip()), spread.column
                )

    def _with_let(self, block: m.Block, scope: Cells) -> Cells:
        if not block.let:
            return scope
        extended = dict(scope)
        for name, expression in block.let:
            values = expression.values(extended, self._reporter(expression))
            extended[name] = "; ".join(values)
        return extended

    def _scopes(self, block: m.Block, cells: Cells, row: Row) -> Iterator[Cells]:
        if block.cells or block.each is None:
            yield from self._matrix_cells(cells, row)
        else:
            found = block.each.values(cells, self._reporter(block.each))
            for n, value in enumerate(found, start=1):
                parts = _named_parts(block.parts, value)
                if parts is None:
                    self.problem(tr("“{value}” cannot be read.", value=value), block.each.column)
                    continue
                yield cells | {block.variable: value, "n": str(n)} | parts

    def _matrix_cells(self, cells: Cells, row: Row) -> Iterator[Cells]:
        """Each filled cell of a matrix row: its row and column label and its value."""
        for column, cell in zip(self.sheet.columns[1:], row.cells[1:], strict=True):
            if cell and cell.casefold() not in self.mapping.table.empty:
                yield cells | {"column": column, "value": cell}

    def _check(self, cells: Cells) -> None:
        for check in self.mapping.checks:
            date, year = check.date.fill(cells), check.year.fill(cells)
            parsed = self.values.date(date) if date and year else None
            if parsed and year[:4] not in (parsed.first[:4], parsed.last[:4]):
                self.problem(
                    tr("The date {date} is not in the year {year}.", date=date, year=year),
                    check.date.columns[0],
                )

    # -- items

    def _make(self, block: m.Block, scope: Cells, made: dict[str, EntityKey]) -> None:
        for entity in block.entities:
            made.pop(entity.name, None)
            if self._holds(entity.conditions, scope):
                self._entity(entity, scope, made)
        for link in block.links:
            if self._holds(link.conditions, scope):
                self._link(link, scope, made)
        for observation in block.observations:
            if self._holds(observation.conditions, scope):
                self._observation(observation, scope, made)
        for plain in block.plain:
            if self._holds(plain.conditions, scope):
                self._plain(plain, scope, made)
        for dissemination in block.disseminations:
            if self._holds(dissemination.conditions, scope):
                self._dissemination(dissemination, scope)

    def _holds(self, conditions: Sequence[m.Condition], scope: Scope) -> bool:
        return all(_condition_holds(c, scope, self._reporter(c.value)) for c in conditions)

    def _entity(self, rule: m.EntityRule, scope: Cells, made: dict[str, EntityKey]) -> None:
        word = self._value(rule.type, scope)
        type_name = self.entity_words.get(folded(word), "")
        label = self._value(rule.label, scope)
        script = self._value(rule.script_name, scope) if rule.script_name else ""
        ref = self._value(rule.ref, scope) if rule.ref else ""
        if not (label or script):
            if rule.same == "ref" and ref:
                self.problem(tr("An item without a name is left out."), rule.label.column)
            return
        if not type_name:
            self.problem(tr("There is no entity type “{type}”.", type=word), rule.type.column)
            return
        if rule.same == "ref" and not ref:
            self.problem(tr("An item without its reference is left out."), _column(rule.ref))
            return
        key = self._entity_key(rule.same, type_name, label or script, ref)
        entity = self.result.entities.get(key)
        if entity is None:
            entity = ProposedEntity(key, type_name, label or script)
            self.result.entities[key] = entity
        elif entity.type != type_name:
            self.problem(
                tr(
                    "{name} is a {first} in row {row} and a {second} here: the first holds.",
                    name=entity.label,
                    first=entity.type,
                    second=type_name,
                    row=entity.rows[0],
                ),
                rule.type.column,
            )
        if ref and ref not in entity.refs:
            entity.refs.append(ref)
        self._entity_values(rule, scope, entity, label, script)
        if not entity.rows or entity.rows[-1] != self.row.number:
            entity.rows.append(self.row.number)
        made[rule.name] = key
        self.row.made += 1

    def _entity_key(self, same: m.Same, type_name: str, name: str, ref: str) -> EntityKey:
        if same == "ref":
            return ("ref", self.origin, fold_ref(ref))
        if same == "any":
            return ("any", "", fold_cell(ref or name))
        return ("name", type_name, fold_cell(name))

    def _entity_values(
        self, rule: m.EntityRule, scope: Cells, entity: ProposedEntity, label: str, script: str
    ) -> None:
        names = [(label, "primary"), (script, "alias" if is_latin(script) else "primary")]
        for expression in rule.other_names:
            kind = expression.kind or "alias"
            names += [(name, kind) for name in self._values(expression, scope)]
        for name, kind in names:
            if name:
                value = self._typed("entity", entity.type, "name", name, rule.label)
                if value is not None:
                    _add_value(entity.values, replace(value, kind=kind))
        for found in self._properties("entity", entity.type, rule.properties, scope):
            _add_value(entity.values, found)

    def _end(self, end: m.End, scope: Cells, made: dict[str, EntityKey]) -> EntityKey | None:
        if end.made:
            return made.get(end.made)
        assert end.ref is not None
        ref = self._value(end.ref, scope)
        if not ref:
            self.problem(tr("The reference of an end is missing."), end.ref.column)
            return None
        return ("ref", self.origin, fold_ref(ref))

    def _link(self, rule: m.LinkRule, scope: Cells, made: dict[str, EntityKey]) -> None:
        start, end = self._end(rule.start, scope, made), self._end(rule.end, scope, made)
        if start is None or end is None:
            return
        word = self._value(rule.type, scope)
        type_name, is_turned = self.link_words.get(folded(word), ("", False))
        known = self.ontology.link_types.get(type_name)
        if known is None:
            self.problem(tr("There is no link type “{type}”.", type=word), rule.type.column)
            return
        if is_turned:
            start, end = end, start
        if start == end:
            self.problem(tr("A link needs two different ends."), _column(rule.end.ref))
            return
        if not self._link_fits(type_name, start, end):
            return
        ref = self._value(rule.ref, scope) if rule.ref else ""
        strength = fold_cell(self._value(rule.strength, scope)) if rule.strength else "confirmed"
        if strength not in _STRENGTHS:
            if strength:
                self.problem(
                    tr("“{word}” is no strength; taken as unconfirmed.", word=strength),
                    _column(rule.strength),
                )
            strength = "unconfirmed"
        values = list(self._properties("link", type_name, rule.properties, scope))
        told = {v.property: v.value.text for v in values}
        key: tuple[object, ...] = ("ref", self.origin, fold_ref(ref))
        if not ref:
            ends = (start, end) if known.is_directed else tuple(sorted((start, end)))
            key = ("ends", type_name, *ends, told.get("role", ""), told.get("start", ""))
        link = self.result.links.get(key)
        if link is None:
            link = ProposedLink(key, type_name, start, end, ref, strength, rule.states_ends)
            self.result.links[key] = link
        for value in values:
            _add_value(link.values, value)
        link.rows.append(self.row.number)
        self.row.made += 1

    def _link_fits(self, type_name: str, start: EntityKey, end: EntityKey) -> bool:
        """Whether the ontology allows it, as far as the ends are made by this very table."""
        ends = [self.result.entities.get(key) for key in (start, end)]
        if ends[0] is None or ends[1] is None:
            return True
        if self.ontology.allows(type_name, ends[0].type, ends[1].type):
            return True
        self.problem(
            tr(
                "“{start}” and “{end}” cannot be joined by “{verb}”.",
                start=ends[0].label,
                end=ends[1].label,
                verb=self.ontology.link_types[type_name].verb,
            )
        )
        return False

    def _observation(
        self, rule: m.ObservationRule, scope: Cells, made: dict[str, EntityKey]
    ) -> None:
        of = self._end(rule.of, scope, made)
        type_name = fold_cell(self._value(rule.type, scope))
        if of is None:
            return
        if type_name not in self.ontology.observation_types:
            self.problem(
                tr("There is no observation type “{type}”.", type=type_name), rule.type.column
            )
            return
        date_text = self._value(rule.date, scope) if rule.date else ""
        date = self._date(date_text, _column(rule.date)) if date_text else ""
        ref = self._value(rule.ref, scope) if rule.ref else ""
        values = list(self._properties("observation", type_name, rule.properties, scope))
        if not values:
            return
        key: tuple[object, ...] = ("ref", self.origin, fold_ref(ref))
        if not ref:
            told = tuple(sorted((v.property, v.value.text, v.value.unit) for v in values))
            key = ("same", type_name, of, date, told)
        if key in self.result.observations:
            self.problem(
                tr(
                    "The same {kind} stands in row {row}.",
                    kind=type_name,
                    row=self.result.observations[key].row,
                )
            )
            self.row.made += 1
            return
        self.result.observations[key] = ProposedObservation(
            key,
            type_name,
            of,
            self._end(rule.other, scope, made) if rule.other else None,
            ref,
            date,
            self.row.number,
            values,
        )
        self.row.made += 1

    def _plain(self, rule: m.PlainRule, scope: Cells, made: dict[str, EntityKey]) -> None:
        ref = self._value(rule.ref, scope) if rule.ref else ""
        entity = self._end(rule.entity, scope, made) if rule.entity else None
        if not ref and entity is None:
            self.problem(tr("An item without its reference is left out."), _column(rule.ref))
            return
        values: dict[str, str] = {}
        for name, expression in rule.values.items():
            text = self._value(expression, scope)
            if name in _DATE_FIELDS and text:
                text = self._date(text, expression.column)
            values[name] = self._coded(rule.kind, name, text, expression)
        named = next(iter(rule.values))
        if not values[named]:
            self.problem(tr("An item without a name is left out."), rule.values[named].column)
            return
        place = (rule.kind, fold_ref(ref) or repr(entity))
        before = self.result.items.get(place)
        if before is None:
            self.result.items[place] = ProposedItem(rule.kind, ref, values, entity, self.row.number)
        elif before.values != values:
            self.problem(
                tr(
                    "“{ref}” stands in row {row} already; the first holds.", ref=ref, row=before.row
                ),
                _column(rule.ref),
            )
        self.row.made += 1

    def _dissemination(self, rule: m.DisseminationRule, scope: Cells) -> None:
        product, recipient = self._value(rule.product, scope), self._value(rule.recipient, scope)
        if not (product and recipient):
            return
        values = {name: self._value(e, scope) for name, e in rule.values.items()}
        if values.get("date"):
            values["date"] = self._date(values["date"], rule.values["date"].column)
        self.result.disseminations.append(
            ProposedDissemination(product, recipient, self.row.number, **values)
        )
        self.row.made += 1

    # -- records

    def _records(self, cells: Cells) -> None:
        rule = self.mapping.record
        if not rule.is_sourced:
            return
        documents = [""]
        if rule.names_documents is not None:
            documents = self._values(rule.names_documents, cells)
        values = {name: self._value(e, cells) for name, e in rule.values.items()}
        if "tlp" in values:
            values["tlp"] = self._coded("record", "tlp", values["tlp"], rule.values["tlp"])
        self._check_grades(values)
        for document in dict.fromkeys(documents):
            self.result.records.append(
                ProposedRecord(document, self.row.number, self._place(document), values)
            )

    def _place(self, document: str) -> str:
        """Where the row stands; the file is named only where it is not the document itself."""
        parts = [self.sheet.file] if document else []
        if self.sheet.name and len(self.sheet.sheet_names) > 1:
            parts.append(self.sheet.name)
        return " › ".join((*parts, f"row {self.row.number}"))

    def _check_grades(self, values: dict[str, str]) -> None:
        system = self.ontology.grading_systems.get(values.get("grading", ""))
        if system is None:
            return
        lists = {
            "reliability": system.source,
            "credibility": system.information,
            "handling": system.handling,
        }
        for name, codes in lists.items():
            if values.get(name) and codes is not None and values[name] not in codes.codes:
                self.problem(
                    tr("“{code}” is not a code of {list}.", code=values[name], list=codes.label),
                    self.mapping.record.values[name].column,
                )
                values[name] = ""

    # -- values

    def _value(self, expression: Expression, scope: Scope) -> str:
        return expression.value(scope, self._reporter(expression))

    def _values(self, expression: Expression, scope: Scope) -> list[str]:
        return expression.values(scope, self._reporter(expression))

    def _properties(
        self, kind: Kind, type_name: str, rules: Iterable[m.PropertyRule], scope: Cells
    ) -> Iterator[ProposedValue]:
        known = self.values.properties(kind, type_name)
        for rule in rules:
            if rule.only_for and not any(
                self.ontology.is_a(type_name, wanted) for wanted in rule.only_for
            ):
                continue
            texts = self._values(rule.value, scope)
            if not texts:
                continue
            if rule.name not in known:
                self.problem(
                    tr("A {type} has no “{name}”.", type=type_name, name=rule.name),
                    rule.value.column,
                )
                continue
            unit = rule.value.unit.fill(scope) if rule.value.unit else ""
            held = rule.value.held.fill(scope) if rule.value.held else ""
            for text in texts:
                value = self._typed(kind, type_name, rule.name, text, rule.value, unit)
                if value is not None:
                    if held:
                        held = self._date(
                            held, rule.value.held.columns[0] if rule.value.held else ""
                        )
                    yield replace(value, kind=rule.value.kind, held=held)

    def _typed(
        self,
        kind: Kind,
        type_name: str,
        name: str,
        text: str,
        expression: Expression,
        unit: str = "",
    ) -> ProposedValue | None:
        value = self.values.read(kind, type_name, name, text, unit)
        if isinstance(value, str):
            self.problem(value, expression.column)
            return None
        stated = text if text != value.text else ""
        return ProposedValue(name, value, self.row.number, stated=stated)

    def _date(self, text: str, column: str) -> str:
        date = self.values.date(text)
        if isinstance(date, PartialDate):
            return date.text
        self.problem(tr("“{stated}” is not a date.", stated=text), column)
        return ""

    def _coded(self, kind: str, name: str, text: str, expression: Expression) -> str:
        """The code a cell means where the field has a code list; what is in none stays."""
        codes = self.ontology.code_lists.get(_CODE_LISTS.get((kind, name), ""))
        if not text or codes is None:
            return text
        code = find_code(codes, text)
        if code is None:
            self.problem(
                tr("“{code}” is not in the list “{list}”.", code=text, list=codes.label),
                expression.column,
            )
        return code or text

    # -- problems

    def problem(self, message: str, column: str = "") -> None:
        column = self.names.get(fold_header(column.partition(".")[0]), column)
        self.row.reasons.append(f"{column}: {message}" if column else message)
        self.result.problems.append(
            Problem(
                message,
                file=self.sheet.file,
                sheet=self.sheet.name,
                row=self.row.number,
                column=column,
            )
        )

    def _reporter(self, expression: Expression) -> _Reporter:
        return _Reporter(self, expression)

    def _note_columns(self) -> None:
        spread = {fold_header(s.column) for s in self.mapping.spreads}
        ignored = {fold_header(name) for name in self.mapping.table.ignored}
        if not self.mapping.table.is_matrix:
            self.result.unused_columns = tuple(
                self.names[c] for c in self.columns if c not in self.used | spread | ignored
            )
        provided = set(self.columns) | {"each", "n", "row", "column", "value", "file", "sheet"}
        for block in self.mapping.blocks:
            provided |= {name for name, _ in block.let} | {block.variable}
            provided |= {fold_header(n) for n in re.compile(block.parts).groupindex}
        self.result.missing_columns = tuple(
            name
            for name in missing_columns(tuple(self.mapping.templates()), provided)
            if fold_header(name.partition(".")[0]) not in spread
        )


class _Reporter:
    """Tells a problem of one expression's value, under its column."""

    __slots__ = ("column", "reader")

    def __init__(self, reader: _RowReader, expression: Expression) -> None:
        self.reader, self.column = reader, expression.column

    def __call__(self, sentence: str) -> None:
        self.reader.problem(sentence, self.column)


def _entity_words(ontology: Ontology) -> dict[str, str]:
    """The words a cell may use for an entity type: name, label, plural."""
    words: dict[str, str] = {}
    for known in ontology.entity_types.values():
        if not known.is_abstract:
            for word in (known.name, known.name.replace("_", " "), known.label, known.plural):
                words.setdefault(folded(word), known.name)
    return words


def _link_words(ontology: Ontology) -> dict[str, tuple[str, bool]]:
    """The words a cell may use for a link type: name, verb, label; the reverse verb turns it."""
    words: dict[str, tuple[str, bool]] = {}
    drawn = [known for known in ontology.link_types.values() if known.joins_entities]
    for known in drawn:
        for word in (known.name, known.name.replace("_", " "), known.verb, known.label):
            words.setdefault(folded(word), (known.name, False))
    for known in drawn:
        if known.is_directed and known.reverse_verb:
            words.setdefault(folded(known.reverse_verb), (known.name, True))
    return words


def _column(expression: Expression | None) -> str:
    return expression.column if expression else ""


def _named_parts(pattern: str, value: str) -> Cells | None:
    """The named groups of ``parts`` in one value; {} without a pattern, None without a match."""
    if not pattern:
        return {}
    match = re.fullmatch(pattern, value.strip(), re.IGNORECASE)
    if match is None:
        return None
    return {fold_header(name): (text or "").strip() for name, text in match.groupdict().items()}


def _condition_holds(condition: m.Condition, scope: Scope, report: _Reporter) -> bool:
    text = condition.value.value(scope, report)
    folded = fold_cell(text)
    if condition.is_empty:
        return not text
    if condition.one_of:
        return folded in condition.one_of
    if condition.none_of:
        return folded not in condition.none_of
    if condition.pattern:
        return re.search(condition.pattern, text, re.IGNORECASE) is not None
    return bool(text)


def _add_value(values: list[ProposedValue], new: ProposedValue) -> None:
    """Adds a value unless the same is there already; items have few values."""
    for value in values:
        if value.property == new.property and value.value == new.value and value.held == new.held:
            return
    values.append(new)
