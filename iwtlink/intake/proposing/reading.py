"""The state of one table being read: what is proposed so far, and how cells become values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from iwtlink.errors import Problem
from iwtlink.i18n import tr
from iwtlink.intake.mapping import rules as m
from iwtlink.intake.mapping.expressions import Expression, Report, Scope
from iwtlink.intake.mapping.patterns import group_names
from iwtlink.intake.proposals import Proposals, ProposedValue, RowResult
from iwtlink.intake.proposing.value_reader import ValueReader
from iwtlink.intake.sheet import Sheet, fold_header
from iwtlink.ontology import Ontology
from iwtlink.ontology.code_words import find_code, folded
from iwtlink.ontology.model import Kind

_DERIVED_FROM_DERIVED = 5


class Reading:
    """What the functions that read rows share: the mapping, the row at hand, the proposals."""

    def __init__(self, sheet: Sheet, mapping: m.TableMapping, ontology: Ontology) -> None:
        self.sheet, self.mapping, self.ontology = sheet, mapping, ontology
        self.origin = mapping.origin.replace("{file}", sheet.file)
        self.columns = column_names(sheet, mapping)
        self.row = RowResult(0)
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
            problems=list(sheet.problems),
        )
        self.link_words = _link_words(ontology)
        self.entity_words = _entity_words(ontology)
        self.used = {fold_header(n) for t in mapping.templates() for n in t.columns}
        self._shown = dict(zip(self.columns, sheet.columns, strict=True))
        self._origins = _origins(mapping)
        self._values = ValueReader(ontology, day_first=mapping.day_first)
        self._reports: dict[str, Report] = {}
        self.fitting_types: dict[tuple[str, ...], list[str]] = {}
        """Concrete types by the type names that a link end may have, worked out once each."""

    # -- problems

    def problem(self, message: str, column: str = "") -> None:
        """Reports a problem of the row at hand, under the column as the sheet heads it.

        A cell that the mapping uses twice has one problem.
        """
        column = self._heading(column)
        reason = f"{column}: {message}" if column else message
        if reason in self.row.reasons:
            return
        self.row.reasons.append(reason)
        self.result.problems.append(
            Problem(
                message,
                file=self.sheet.file,
                sheet=self.sheet.name,
                row=self.row.number,
                column=column,
            )
        )

    def _heading(self, column: str) -> str:
        """A column as the sheet heads it; of a derived value, the column it comes from."""
        name = fold_header(column.partition(".")[0])
        for _ in range(_DERIVED_FROM_DERIVED):
            if name in self._shown or name not in self._origins:
                break
            name = fold_header(self._origins[name].partition(".")[0])
        return self._shown.get(name, column)

    def report(self, column: str) -> Report:
        """Gives the function that reports problems of one column."""
        known = self._reports.get(column)
        if known is None:

            def known(sentence: str) -> None:
                self.problem(sentence, column)

            self._reports[column] = known
        return known

    def shown(self, column: str) -> str:
        """Gives a folded column name as the sheet heads it."""
        return self._shown.get(column, column)

    # -- values

    def text(self, expression: Expression | None, scope: Scope) -> str:
        """Gives the first text of an expression, or ""."""
        if expression is None:
            return ""
        return expression.value(scope, self.report(expression.column))

    def texts(self, expression: Expression, scope: Scope) -> list[str]:
        """Gives every text of an expression."""
        return expression.values(scope, self.report(expression.column))

    def properties(
        self, kind: Kind, type_name: str, rules: Iterable[m.PropertyRule], scope: Scope
    ) -> Iterator[ProposedValue]:
        """Gives the values of an item; a cell that is none is reported and left out."""
        known = self._values.properties(kind, type_name)
        for rule in rules:
            if rule.only_for and not self._is_meant(rule, type_name):
                continue
            texts = self.texts(rule.value, scope)
            if not texts:
                continue
            if rule.name not in known:
                self.problem(
                    tr("A {type} has no “{name}”.", type=type_name, name=rule.name),
                    rule.value.column,
                )
                continue
            held = self._held(rule.value, scope)
            for text in texts:
                value = self.typed(kind, type_name, rule.name, text, rule.value, scope, held=held)
                if value is not None:
                    yield value

    def _is_meant(self, rule: m.PropertyRule, type_name: str) -> bool:
        return any(self.ontology.is_a(type_name, wanted) for wanted in rule.only_for)

    def _held(self, expression: Expression, scope: Scope) -> str:
        if expression.held is None:
            return ""
        text = expression.held.fill(scope)
        return self.date(text, expression.held.columns[0]) if text else ""

    def typed(
        self,
        kind: Kind,
        type_name: str,
        name: str,
        text: str,
        expression: Expression,
        scope: Scope,
        *,
        held: str = "",
        value_kind: str = "",
    ) -> ProposedValue | None:
        """Gives one text as a value of its property, or reports why it is none."""
        unit = expression.unit.fill(scope) if expression.unit else ""
        value = self._values.read(kind, type_name, name, text, unit)
        if isinstance(value, str):
            self.problem(value, expression.column)
            return None
        stated = text if text != value.text else ""
        kind_of_value = value_kind or expression.kind
        return ProposedValue(name, value, self.row.number, kind_of_value, held, stated)

    def date(self, text: str, column: str) -> str:
        """Gives a partial date as ISO text, or reports that it is none and gives ""."""
        found = self._values.date(text)
        if isinstance(found, str):
            self.problem(found, column)
            return ""
        return found.text

    def is_other_year(self, date: str, year: str) -> bool:
        """Whether a date surely lies outside a year that the row states too."""
        found = self._values.date(date) if date and year else ""
        return not isinstance(found, str) and not found.first[:4] <= year[:4] <= found.last[:4]

    def coded(self, kind: str, name: str, text: str, column: str) -> str:
        """Gives the code a cell means where the field has a code list; else it stays."""
        codes = self.ontology.code_lists.get(m.CODE_LISTS.get((kind, name), ""))
        if not text or codes is None:
            return text
        code = find_code(codes, text)
        if code is None:
            self.problem(
                tr("“{code}” is not in the list “{list}”.", code=text, list=codes.label), column
            )
        return code or text


def column_names(sheet: Sheet, mapping: m.TableMapping) -> list[str]:
    """Gives folded column names as the mapping knows them: another header stands for the
    name the mapping uses where the sheet has no column of that very name."""
    own = [fold_header(column) for column in sheet.columns]
    taken = set(own)
    names: list[str] = []
    for column in own:
        name = mapping.table.aliases.get(column, column)
        names.append(column if name in taken and name != column else name)
        taken.add(name)
    return names


def _origins(mapping: m.TableMapping) -> dict[str, str]:
    """For each derived name the column its first template names."""
    origins: dict[str, str] = {}
    for block in mapping.blocks:
        if block.each is not None:
            parts = (fold_header(part) for part in group_names(block.parts))
            origins |= dict.fromkeys((block.variable, *parts), block.each.column)
        origins |= {name: expression.column for name, expression in block.let}
    return origins


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
