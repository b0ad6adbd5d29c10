"""Names and values side by side, and which of them is shown when the records are one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from iwtlink.gui.reading.sheet import Marks
from iwtlink.gui.reading.values import last_day, name_kinds, source_rank
from iwtlink.gui.twins.rows import Row, Shown, keys_note, marked_shared
from iwtlink.i18n import ntr, tr
from iwtlink.ontology import PropertyType
from iwtlink.ontology.values import format_value
from iwtlink.store.folding import fold, is_latin
from iwtlink.store.settle.labels import CHOSEN, labels_of
from iwtlink.store.statements import EXISTS, StatementRow

_MOST_DOCUMENTS = 24
"""Documents listed for each record, the shared ones first."""

Stated = Sequence[Sequence[StatementRow]]
"""What is stated of each record, in the order of the columns."""


def name_rows(marks: Marks, stated: Stated) -> list[Row]:
    """Give the row of the name shown, and that of all names."""
    names = [[row for row in column if row.property == "name"] for column in stated]
    if not any(names):
        return []
    rows = [_label_row(marks, names, _Script(tr("Name shown"), 0))]
    script = _Script(tr("In its own script"), 1)
    if any(_label_of(column, script) for column in names):
        rows.append(_label_row(marks, names, script))
    if sum(map(len, names)) > sum(bool(column) for column in names):
        rows.append(_all_names(marks, names))
    return rows


@dataclass(frozen=True, slots=True)
class _Script:
    """One of the two names an entity is shown by; ``place`` as ``labels_of`` gives them."""

    label: str
    place: int

    @property
    def key(self) -> str:
        """Give the key of its row."""
        return "value:script" if self.place else "value:name"


def _label_row(marks: Marks, names: Stated, script: _Script) -> Row:
    shown = [_label_of(column, script) for column in names]
    pooled = _label_of([row for column in names for row in column], script)
    default = next((at for at, row in enumerate(shown) if row is not None and row is pooled), 0)
    differs = len({row.value for row in shown if row is not None}) > 1
    cells = [
        (Shown(row.value, mark=marks.of(row.source), statement_id=row.id),) if row else ()
        for row in shown
    ]
    return Row(
        script.key,
        "choice" if differs else "values",
        script.label,
        tuple(cells),
        note=keys_note(tuple(row is not None for row in shown)) if differs else "",
        choices=tuple(int(row.id) if row else 0 for row in shown) if differs else (),
        default=default if differs else -1,
        why=_why_name(names, pooled),
    )


def _label_of(names: Sequence[StatementRow], script: _Script) -> StatementRow | None:
    """Give the statement whose name is shown; None where there is no such name."""
    told = ((CHOSEN if row.is_preferred else row.kind, int(row.id), row.value) for row in names)
    label = labels_of(told)[script.place]
    ordered = sorted(names, key=lambda row: (not row.is_preferred, row.id))
    return next((row for row in ordered if row.value == label), None)


def _why_name(names: Stated, pooled: StatementRow | None) -> str:
    if pooled is not None and pooled.is_preferred:
        return tr("chosen before")
    others = {row.kind for column in names for row in column if row is not pooled}
    if pooled is not None and pooled.kind in ("primary", "") and others <= {"primary", ""}:
        return tr("entered first")
    return tr("the first name of the surest kind")


def _all_names(marks: Marks, names: Stated) -> Row:
    kinds = name_kinds()

    def made(row: StatementRow) -> Shown:
        kind = kinds.get(row.kind, "") if row.kind not in ("primary", "") else ""
        if not kind and not is_latin(row.value):
            kind = tr("original script")
        return Shown(row.value, kind, marks.of(row.source), row.id)

    label = ntr("{n} name", "All {n} names", sum(map(len, names)))
    return _side_by_side("names", label, names, made)


def property_rows(marks: Marks, known: Mapping[str, PropertyType], stated: Stated) -> list[Row]:
    """Give a row for each property that any record has, in the order of the types."""
    named = {
        row.property for column in stated for row in column if row.property not in (EXISTS, "name")
    }
    order = {name: place for place, name in enumerate(known)}
    rows = []
    for name in sorted(named, key=lambda name: (order.get(name, 10**6), name)):
        one = known.get(name, PropertyType(name, name.replace("_", " ")))
        columns = [[row for row in column if row.property == name] for column in stated]
        if one.cardinality == "one":
            rows.append(_competing(marks, one, columns))
        else:
            rows.append(_many(marks, one, columns))
    return rows


def _many(marks: Marks, known: PropertyType, columns: Stated) -> Row:
    def made(row: StatementRow) -> Shown:
        said = format_value(known, row.value, row.unit)
        return Shown(said, row.held, marks.of(row.source), row.id)

    return _side_by_side(f"value:{known.name}", tr(known.label), columns, made)


def _side_by_side(
    key: str, label: str, columns: Stated, made: Callable[[StatementRow], Shown]
) -> Row:
    cells = [[made(row) for row in column] for column in columns]
    keys = [[fold(value.text) for value in cell] for cell in cells]
    return Row(key, "values", label, tuple(marked_shared(cells, keys)))


def _competing(marks: Marks, known: PropertyType, columns: Stated) -> Row:
    """Give the row of a property of which one value is shown: the best graded, then latest."""
    shown = [_shown(column) for column in columns]
    given = [row for row in shown if row is not None]
    differs = len({(row.value, row.unit) for row in given}) > 1
    best = max(given, key=lambda row: _strength(marks, row))
    cells = []
    for column, winner in zip(columns, shown, strict=True):
        ordered = sorted(column, key=lambda row: row is not winner)
        cells.append(tuple(_shown_value(marks, known, row, row is not winner) for row in ordered))
    shared = [[f"{row.text}\t{row.is_rival}" for row in cell] for cell in cells]
    return Row(
        f"value:{known.name}",
        "choice" if differs else "values",
        tr(known.label),
        tuple(marked_shared(cells, shared)),
        note=keys_note(tuple(row is not None for row in shown)) if differs else "",
        choices=tuple(int(row.id) if row else 0 for row in shown) if differs else (),
        default=next(at for at, row in enumerate(shown) if row is best) if differs else -1,
        why=_why(marks, best, given) if differs else "",
    )


def _shown(column: Sequence[StatementRow]) -> StatementRow | None:
    return next((row for row in column if row.is_shown), column[0] if column else None)


def _shown_value(marks: Marks, known: PropertyType, row: StatementRow, is_rival: bool) -> Shown:
    said = format_value(known, row.value, row.unit)
    return Shown(said, row.held, marks.of(row.source), row.id, is_rival=is_rival)


def _strength(marks: Marks, row: StatementRow) -> tuple[bool, int, str, int]:
    """Give by what a value wins, as the store settles it: choice, grade, date, then entry."""
    if row.is_preferred:
        return True, 0, "", int(row.id)
    return False, -source_rank(marks, row), last_day(row), int(row.id)


def _why(marks: Marks, best: StatementRow, given: Sequence[StatementRow]) -> str:
    if best.is_preferred:
        return tr("chosen before")
    others = [row for row in given if row is not best and row.value != best.value]
    if all(source_rank(marks, row) > source_rank(marks, best) for row in others):
        return tr("better graded")
    if all(
        source_rank(marks, row) > source_rank(marks, best) or last_day(row) < last_day(best)
        for row in others
    ):
        return tr("same grade, of a later date")
    return tr("same grade and date, entered later")


def source_rows(marks: Marks, stated: Stated) -> list[Row]:
    """Give the row of the documents behind each record, each once."""
    cells = []
    for column in stated:
        found: dict[int, Shown] = {}
        for row in column:
            mark, number = marks.of(row.source), row.source.document_id
            if number is not None and number not in found:
                title = row.source.document_title or row.source.document_ref
                found[number] = Shown(title, row.source.document_date, mark)
        cells.append(list(found.values()))
    if not any(cells):
        return []
    keys = [[value.mark.ref if value.mark else value.text for value in cell] for cell in cells]
    marked = marked_shared(cells, keys)
    ordered = [sorted(cell, key=lambda one: not one.is_shared) for cell in marked]
    return [
        Row("section:sources", "section", tr("Sources")),
        Row("sources", "values", tr("Documents"), tuple(_cut(cell) for cell in ordered)),
    ]


def _cut(cell: Sequence[Shown]) -> tuple[Shown, ...]:
    """Give the first documents of a cell, and how many more there are."""
    if len(cell) <= _MOST_DOCUMENTS:
        return tuple(cell)
    rest = len(cell) - _MOST_DOCUMENTS
    return (*cell[:_MOST_DOCUMENTS], Shown(ntr("and {n} more", "and {n} more", rest)))
