"""The report of an import: what would be, or was, new, updated, matched and left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from iwtlink.errors import Problem
from iwtlink.i18n import ntr, tr
from iwtlink.intake.proposals import EntityKey
from iwtlink.ontology.kind_words import band_word, kind_title

KINDS = (
    "document",
    "record",
    "entity",
    "link",
    "observation",
    "article",
    "product",
    "recipient",
    "dissemination",
)
_PROBLEMS_SHOWN = 20
_TWINS_SHOWN = 40


@dataclass(slots=True)
class Tally:
    """Items of one kind: new; known and changed; known as they are; left out."""

    new: int = 0
    updated: int = 0
    matched: int = 0
    skipped: int = 0

    @property
    def total(self) -> int:
        return self.new + self.updated + self.matched + self.skipped


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that made nothing, and why."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class KnownTwin:
    """An entity of ours that a new one of the table may be: ``band`` says how surely."""

    entity_id: int
    ref: str
    type: str
    label: str
    band: str
    why: str


@dataclass(frozen=True, slots=True)
class Incomer:
    """A new entity of a table that may be known: ``twins`` are at least one, surest first."""

    key: EntityKey
    type: str
    label: str
    row: int
    twins: tuple[KnownTwin, ...]

    @property
    def usual(self) -> int:
        """The entity it is taken for unless an analyst says otherwise: only by an identifier
        that one entity alone bears; 0: it comes in as a new one."""
        certain = [twin for twin in self.twins if twin.band == "certain"]
        return certain[0].entity_id if len(certain) == 1 else 0


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What one table brings. Every row read is accepted, accepted with problems or skipped.

    ``items`` counts by kind (``KINDS``), ``new_types`` the new entities, links and
    observations by type.
    """

    file: str
    sheet: str
    mapping: str
    rows_read: int
    rows_accepted: int
    rows_with_problems: int
    rows_skipped: int
    items: Mapping[str, Tally]
    new_types: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    skipped_rows: tuple[SkippedRow, ...] = ()
    unused_columns: tuple[str, ...] = ()
    missing_columns: tuple[str, ...] = ()
    incomers: tuple[Incomer, ...] = ()
    """New entities that may be known; looked for in dry runs only."""

    @property
    def changes_nothing(self) -> bool:
        """Whether everything in the table is known already."""
        return not any(tally.new or tally.updated for tally in self.items.values())

    def to_lines(self) -> list[str]:
        """Gives the report as sentences, totals first, for a terminal or a preview."""
        where = " › ".join(part for part in (self.file, self.sheet) if part)
        lines = [
            tr("{where}, read as “{mapping}”", where=where, mapping=self.mapping),
            ntr(
                "{n} row read: {accepted} accepted, {problems} accepted with problems, "
                "{skipped} skipped",
                "{n} rows read: {accepted} accepted, {problems} accepted with problems, "
                "{skipped} skipped",
                self.rows_read,
                accepted=self.rows_accepted,
                problems=self.rows_with_problems,
                skipped=self.rows_skipped,
            ),
        ]
        for kind in KINDS:
            tally = self.items.get(kind)
            if tally and tally.total:
                lines.append(_tally_line(kind, tally))
        lines += _twin_lines(self.incomers)
        if self.missing_columns:
            lines.append(tr("Columns not there: {names}", names=", ".join(self.missing_columns)))
        if self.unused_columns:
            lines.append(tr("Columns not used: {names}", names=", ".join(self.unused_columns)))
        lines += [str(problem) for problem in self.problems[:_PROBLEMS_SHOWN]]
        rest = len(self.problems) - _PROBLEMS_SHOWN
        if rest > 0:
            lines.append(ntr("and {n} more problem", "and {n} more problems", rest))
        return lines


def _tally_line(kind: str, tally: Tally) -> str:
    return tr(
        "{kind}: {new} new, {updated} updated, {matched} matched, {skipped} skipped",
        kind=kind_title(kind),
        new=tally.new,
        updated=tally.updated,
        matched=tally.matched,
        skipped=tally.skipped,
    )


def _twin_lines(incomers: Sequence[Incomer]) -> list[str]:
    if not incomers:
        return []
    lines = [
        ntr(
            "{n} new entity may be known already:",
            "{n} new entities may be known already:",
            len(incomers),
        )
    ]
    lines += [incomer_line(incomer) for incomer in incomers[:_TWINS_SHOWN]]
    rest = len(incomers) - _TWINS_SHOWN
    return [*lines, ntr("and {n} more", "and {n} more", rest)] if rest > 0 else lines


def incomer_line(incomer: Incomer) -> str:
    """Gives in a line whom a new entity may be, and what becomes of it by itself."""
    twin = incomer.twins[0]
    sentence = tr(
        "  row {row}: {label}: {band}, {ref} {name}: {why}",
        row=incomer.row,
        label=incomer.label,
        band=band_word(twin.band),
        ref=twin.ref,
        name=twin.label,
        why=twin.why,
    )
    return f"{sentence} {tr('(taken for it)')}" if incomer.usual == twin.entity_id else sentence
