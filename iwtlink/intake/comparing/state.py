"""The state of one comparison with the database, and what a known item gains."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection

from iwtlink.errors import Problem
from iwtlink.intake.comparing.known import KnownStatement
from iwtlink.intake.comparing.plan import Plan
from iwtlink.intake.proposals import (
    EntityKey,
    Proposals,
    ProposedRecord,
    ProposedValue,
    RowResult,
    fold_ref,
)
from iwtlink.intake.report import KINDS, Tally
from iwtlink.intake.sheet import fold_header
from iwtlink.ontology.model import Kind

Told = tuple[str, str, str, str]
"""What two statements must share to say the same: property, value, unit, when it held."""


class Comparing:
    """What the functions that compare share: the database, the proposals, the plan so far."""

    def __init__(
        self, db: Connection, proposals: Proposals, meant: Mapping[EntityKey, int] | None = None
    ) -> None:
        self.db, self.proposals = db, proposals
        self.meant = meant or {}
        """Entities of ours that an analyst recognised in new ones of the table."""
        self.plan = Plan(proposals)
        self.tallies = {kind: Tally() for kind in KINDS}
        self.rows = {
            n: RowResult(n, row.made, list(row.reasons)) for n, row in proposals.rows.items()
        }
        self.problems = list(proposals.problems)
        self.new_types: dict[str, dict[str, int]] = {}
        self.needed = {fold_header(name) for name in proposals.needs}
        self.records_by_row: dict[int, list[ProposedRecord]] = {}
        self._singles: dict[tuple[Kind, str], frozenset[str]] = {}

    def count_new(self, kind: str, type_name: str) -> None:
        """Counts a new item under its kind and type."""
        self.tallies[kind].new += 1
        types = self.new_types.setdefault(kind, {})
        types[type_name] = types.get(type_name, 0) + 1

    def uncount_new(self, kind: str, type_name: str) -> None:
        """Takes back that an item was counted as new."""
        self.tallies[kind].new -= 1
        self.new_types[kind][type_name] -= 1
        if not self.new_types[kind][type_name]:
            del self.new_types[kind][type_name]

    def count_known(self, kind: str, *, is_changed: bool) -> None:
        """Counts an item the database has."""
        if is_changed:
            self.tallies[kind].updated += 1
        else:
            self.tallies[kind].matched += 1

    def problem(self, message: str, row: int, *, lost: bool = True) -> None:
        """Reports what only the database could tell; ``lost``: the row loses an item by it."""
        result = self.rows[row]
        result.reasons.append(message)
        result.made -= int(lost)
        p = self.proposals
        self.problems.append(Problem(message, file=p.file, sheet=p.sheet, row=row))

    def singles(self, kind: Kind, type_name: str) -> frozenset[str]:
        """Gives the properties of a type whose values compete."""
        key = (kind, type_name)
        if key not in self._singles:
            properties = self.proposals.ontology.properties_of(kind, type_name)
            self._singles[key] = frozenset(
                name for name, known in properties.items() if known.cardinality == "one"
            )
        return self._singles[key]


def document_of(c: Comparing, record: ProposedRecord) -> int | None:
    """Gives the document a record is taken from, where the database has it."""
    if not record.document:
        return c.plan.file_document_id
    return c.plan.document_ids.get(fold_ref(record.document))


def type_of(c: Comparing, key: EntityKey) -> str:
    """Gives the type of an entity: the database's, else the one proposed."""
    found = c.plan.entity_types.get(key)
    return found if found is not None else c.proposals.entities[key].type


def told(value: ProposedValue) -> Told:
    """Gives what a proposed value says, to compare it with statements."""
    return (value.property, value.value.text, value.value.unit, value.held)


def _stated(statement: KnownStatement) -> Told:
    return (statement.property, statement.value, statement.unit, statement.held)


def compare_values(
    c: Comparing,
    kind: Kind,
    type_name: str,
    item_id: int,
    values: Sequence[ProposedValue],
    before: Sequence[KnownStatement],
) -> bool:
    """Plans what a known item gains; gives whether anything does."""
    stated = {_stated(statement) for statement in before}
    new = [value for value in values if told(value) not in stated]
    if not new:
        return False
    proposed = {told(value) for value in values}
    free = [s for s in before if _stated(s) not in proposed and _is_from_this_table(c, s)]
    for value in new:
        old = _superseded(c, kind, type_name, value, free)
        c.plan.changes += [(statement.id, value) for statement in old]
        free = [statement for statement in free if statement not in old]
        if not old:
            c.plan.additions.append((kind, item_id, value))
    return True


def _superseded(
    c: Comparing,
    kind: Kind,
    type_name: str,
    value: ProposedValue,
    free: Iterable[KnownStatement],
) -> list[KnownStatement]:
    """The statements an earlier import of this table made, which the changed cell replaces:
    one per source. What an analyst wrote or another table states stays and competes."""
    is_single = value.property in c.singles(kind, type_name)
    if not is_single and (value.property, value.kind) != ("name", "primary"):
        return []
    rivals = [s for s in free if s.property == value.property and s.kind == value.kind]
    return [s for s in rivals if _stated(s) == _stated(rivals[0])]


def _is_from_this_table(c: Comparing, old: KnownStatement) -> bool:
    if old.record_id is None:
        return c.proposals.file_document is None and not c.proposals.records
    if old.columns is None:
        return False
    return c.needed <= {fold_header(column) for column in old.columns}
