"""The sheets of a file: one for each schema met, its properties as columns.

Entities that name the documents they rest on stand in a sheet of their own, for their rows are
taken from those documents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from iwtlink.errors import Progress, no_progress
from iwtlink.i18n import tr
from iwtlink.intake.networks.ftm import drafting
from iwtlink.intake.networks.ftm.drafting import Draft
from iwtlink.intake.networks.ftm.items import Item, Losses
from iwtlink.intake.networks.ftm.schemata import Schema
from iwtlink.intake.networks.ftm.terms import Addition, Terms
from iwtlink.intake.networks.ftm.ties import ARROW, Tie, Ties
from iwtlink.intake.networks.model import Table
from iwtlink.intake.sheet import Row, Sheet

Computed = dict[str, Callable[[Item], str]]
_DOCUMENTS, _ENTITIES, _ADDITIONS, _TIES = range(4)
_SAID_ELSEWHERE = {"proof"}


@dataclass(slots=True)
class _Kind:
    """What is known of the tables of one schema."""

    schema: Schema
    rank: int
    items: list[Item] = field(default_factory=list)


class TableMaker:
    """Makes the sheets of one file, and what each drafted mapping must know."""

    def __init__(
        self,
        path: str,
        file: str,
        sha256: str,
        origin: str,
        ties: Ties,
        progress: Progress = no_progress,
    ) -> None:
        self._path, self._file, self._sha256, self._origin = path, file, sha256, origin
        self._ties, self._terms, self._progress = ties, ties.terms, progress
        self._losses: Losses = ties.losses

    def make(self, items: Sequence[Item]) -> tuple[Table, ...]:
        """Give all tables, what others point to first."""
        kinds: dict[str, _Kind] = {}
        for item in items:
            rank = self._rank(item.schema)
            if rank is None:
                if item.schema.name not in self._terms.joins:
                    what = tr("{schema}: it stays in the file", schema=item.schema.name)
                    self._losses.tell(what, item.place)
                continue
            kinds.setdefault(item.schema.name, _Kind(item.schema, rank)).items.append(item)
        tables: list[Table] = []
        in_order = sorted(kinds.values(), key=lambda kind: kind.rank)
        for done, kind in enumerate(in_order):
            said = tr("Making the table of {schema}", schema=kind.schema.name)
            self._progress(0.7 + 0.3 * done / len(in_order), said)
            self._tell_left_out(kind)
            sourced = [item for item in kind.items if self._ties.sources.get(item.id)]
            plain = [item for item in kind.items if not self._ties.sources.get(item.id)]
            if kind.rank == _DOCUMENTS:
                sourced, plain = [], kind.items
            if plain:
                tables.append(self._table(kind, plain, is_sourced=False))
            if sourced:
                tables.append(self._table(kind, sourced, is_sourced=True))
        return (*tables, *self._references(kinds.values()))

    def groups(self, groups: Sequence[tuple[str, list[str]]]) -> tuple[Table, ...]:
        """Give the table of the groups of a diagram; what is in one bears its name as a tag."""
        rows: list[Row] = []
        for number, (label, members) in enumerate(groups, start=1):
            found = dict.fromkeys(
                self._about(one) for ref in members if (one := self._ties.item(ref))
            )
            rows.append(Row(number, (label, "\n".join(about for about in found if about))))
        named = [row for row in rows if row.cells[1]]
        if not named:
            return ()
        columns = ("group", "of")
        sheet = self._plain_sheet(tr("Groups"), columns, named)
        return (Table(sheet, drafting.groups(self._origin)),)

    def _about(self, item: Item) -> str:
        """Give reference, type and name of an entity in one line; nothing where it is none."""
        type_name = self._ties.type_of(item)
        return ARROW.join((item.ref, type_name, item.label)) if type_name else ""

    def _plain_sheet(self, name: str, columns: tuple[str, ...], rows: Sequence[Row]) -> Sheet:
        return Sheet(
            path=self._path,
            file=self._file,
            sha256=self._sha256,
            name=name,
            columns=columns,
            rows=tuple(rows),
            header_row=0,
        )

    def _rank(self, schema: Schema) -> int | None:
        terms = self._terms
        if terms.document_kind(schema):
            return _DOCUMENTS
        if terms.addition(schema):
            return _ADDITIONS
        if terms.edge(schema) or (terms.rows(schema) and not terms.entity_type(schema)):
            return _TIES
        return _ENTITIES if terms.entity_type(schema) else None

    def _tell_left_out(self, kind: _Kind) -> None:
        for item in kind.items:
            for name in item.properties:
                if name in self._terms.left_out:
                    what = tr(
                        "“{name}” of {schema}: it stays in the file",
                        name=name,
                        schema=kind.schema.name,
                    )
                    self._losses.tell(what, item.place)

    def _table(self, kind: _Kind, items: Sequence[Item], *, is_sourced: bool) -> Table:
        schema = kind.schema
        met = dict.fromkeys(name for item in items for name in item.properties)
        draft = Draft(schema, tuple(met), items, self._origin, is_sourced)
        edge, addition = self._terms.edge(schema), self._terms.addition(schema)
        used: frozenset[str] = frozenset()
        computed: Computed = {"label": _label}
        if kind.rank == _DOCUMENTS:
            computed |= {"label": _title, "dated": _dated}
            mapping, used = drafting.documents(draft, self._terms, self._ties.ontology)
        elif addition is not None:
            computed |= {"of": lambda item: self._of(item, addition)}
            computed |= {"said": lambda item: _said(item, addition, self._terms)}
            mapping = drafting.addition(draft, addition)
        elif kind.rank == _TIES:
            if edge is not None:
                computed |= {"ties": lambda item: _lines(self._ties.of_edge(item, edge))}
            mapping, used = drafting.edge(draft, edge, self._terms)
        else:
            mapping = drafting.entity(draft, self._terms, self._ties.ontology)
        if used:
            computed |= {"details": lambda item: self._details(item, used)}
        if is_sourced:
            computed |= {"sources": lambda item: "\n".join(self._ties.sources[item.id])}
        name = tr("{schema}, sourced", schema=schema.name) if is_sourced else schema.name
        return Table(self._sheet(name, items, computed, tuple(met)), mapping)

    def _sheet(
        self, name: str, items: Sequence[Item], computed: Computed, met: tuple[str, ...]
    ) -> Sheet:
        kept: Computed = {
            "referents": lambda item: "\n".join(item.referents),
            "datasets": lambda item: "\n".join(item.datasets),
            "other": lambda item: "\n".join(item.unknown),
        }
        rows: list[Row] = []
        taken: set[int] = set()
        for item in items:
            number = _free(item.line, taken)
            cells = (
                item.ref,
                *(make(item) for make in computed.values()),
                *("\n".join(self._told(item, one)) for one in met),
                *(make(item) for make in kept.values()),
            )
            rows.append(Row(number, cells))
        return self._plain_sheet(name, ("id", *computed, *met, *kept), rows)

    def _told(self, item: Item, name: str) -> Iterable[str]:
        """Give the values of a property, references as the tables give them."""
        values = item.properties.get(name, ())
        if not values or item.schema.properties[name].type != "entity":
            return values
        found = ((self._ties.item(value), value) for value in values)
        return (one.ref if one is not None else value for one, value in found)

    def _of(self, item: Item, addition: Addition) -> str:
        """What an addition is about: reference, type and name, line by line."""
        found: list[str] = []
        for one in self._ties.found(item, addition.of):
            if about := self._about(one):
                found.append(about)
            else:
                what = tr("{schema} of a {other}", schema=item.schema.name, other=one.schema.name)
                self._losses.tell(what, item.place)
        if not item.values(addition.of):
            what = tr("{schema} without “{name}”", schema=item.schema.name, name=addition.of)
            self._losses.tell(what, item.place)
        return "\n".join(found)

    def _details(self, item: Item, used: frozenset[str]) -> str:
        """What no rule of the mapping takes by name, and all of what it takes the first of."""
        parts: list[str] = []
        for name, values in item.properties.items():
            if name in self._terms.left_out or name in _SAID_ELSEWHERE:
                continue
            is_reference = item.schema.properties[name].type == "entity"
            if is_reference and name in used and len(values) > 1:
                what = tr(
                    "Second “{name}” of {schema}: links only", name=name, schema=item.schema.name
                )
                self._losses.tell(what, item.place)
            elif not is_reference and (name not in used or len(values) > 1):
                parts.append(f"{drafting.words_of(name)}: {', '.join(values)}")
        return "; ".join(parts)

    def _references(self, kinds: Iterable[_Kind]) -> tuple[Table, ...]:
        """Give the table of the references of entities, which come last: all is there then."""
        rows: list[Row] = []
        taken: set[int] = set()
        for kind in kinds:
            for item in kind.items if kind.rank in (_ENTITIES, _DOCUMENTS) else ():
                ties = self._ties.of_references(item)
                if ties:
                    rows.append(Row(_free(item.line, taken), (item.ref, _lines(ties))))
        if not rows:
            return ()
        sheet = self._plain_sheet(tr("References"), ("id", "ties"), rows)
        return (Table(sheet, drafting.references(self._origin)),)


def _label(item: Item) -> str:
    return item.label


def _title(item: Item) -> str:
    return item.first("title") or item.label


def _dated(item: Item) -> str:
    named = ("publishedAt", "authoredAt", "date")
    return next((found for name in named if (found := item.first(name))), "")


def _said(item: Item, addition: Addition, terms: Terms) -> str:
    """What an addition says, as one note; its own words alone where it names them."""
    if not addition.notes_all:
        return "; ".join(value for name in addition.note for value in item.values(name))
    skipped = terms.left_out | {addition.of, *_SAID_ELSEWHERE}
    parts = [
        f"{drafting.words_of(name)}: {', '.join(values)}"
        for name, values in item.properties.items()
        if name not in skipped
    ]
    return f"{item.schema.name}: {'; '.join(parts)}" if parts else item.schema.name


def _lines(ties: Iterable[Tie]) -> str:
    return "\n".join(dict.fromkeys(tie.text() for tie in ties))


def _free(line: int, taken: set[int]) -> int:
    """Give a number that no row of the table has yet: several entities may stand in a line."""
    while line in taken:
        line += 1
    taken.add(line)
    return line
