"""Everything about one item, as the inspector shows it: sections of rows with their sources."""

from __future__ import annotations

from dataclasses import dataclass, field

from iwtlink.gui.reading.columns import code_word
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.ontology.grades import ShownGrade
from iwtlink.operations.grading import shown_grade
from iwtlink.store.ids import Item
from iwtlink.store.statements import Source

FOLLOWS = "follows"
"""Stands among the strengths of a link for: as the grades of its sources say."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The source of a value in short: grade and reference, the rest for whoever asks."""

    grade: str
    ref: str
    tip: str
    target: Item
    is_converted: bool = False
    """The grade is not the one given but its like in the unit's own system."""

    @property
    def text(self) -> str:
        """Give what stands in the source column."""
        converted = tr("(converted)") if self.is_converted else ""
        return " ".join(part for part in (self.grade, converted, self.ref) if part)


@dataclass(frozen=True, slots=True)
class Deed:
    """What a row lets one do: ``name`` says what with which ``id``, ``words`` say it in a menu."""

    name: str
    id: int
    words: str


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One line: what it is, what it says, on whose word; where it leads, how it is edited."""

    label: str
    text: str
    detail: str = ""
    mark: Mark | None = None
    target: Item | None = None
    label_target: Item | None = None
    """Where the label leads, when that is elsewhere: a link's verb leads to the link."""
    icon: str = ""
    tip: str = ""
    """What is said on hover beyond the text."""
    about: str = ""
    """Name of the property or field the value is of."""
    statement_id: int = 0
    more_ids: tuple[int, ...] = ()
    """Further statements that say the same: the line stands for all of them."""
    value: str = ""
    unit: str = ""
    kind: str = ""
    rivals: tuple[SheetRow, ...] = ()
    """Values that lost against this one by grade or date."""
    is_rival: bool = False
    """A value that lost: shown muted below the one that won."""
    is_preferred: bool = False
    """A value that an analyst chose to be shown, whatever the grades say."""
    deed: Deed | None = None
    """What the label does when it is clicked, or the row when Enter is pressed."""
    is_field: bool = False
    """A column of the item's own row rather than a statement; ``about`` names it."""

    @property
    def statement_ids(self) -> tuple[int, ...]:
        """Every statement that the line stands for; none where it is of no statement."""
        return (self.statement_id, *self.more_ids) if self.statement_id else ()

    @property
    def is_editable(self) -> bool:
        """The value can be changed in place."""
        return bool(self.statement_id) or self.is_field

    @property
    def can_be_chosen(self) -> bool:
        """The value has others beside it, of which an analyst may choose the one shown."""
        is_among = self.is_rival or bool(self.rivals) or self.is_preferred or self.about == "name"
        return bool(self.statement_id) and is_among


@dataclass(frozen=True, slots=True)
class SheetSection:
    """Rows under one heading; ``total`` counts those that are not shown here too."""

    name: str
    title: str
    rows: tuple[SheetRow, ...]
    total: int
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class ItemSheet:
    """What the inspector shows of one item."""

    item: Item
    type: str
    title: str
    script: str
    kind_label: str
    refs: tuple[str, ...]
    picture_id: int
    sections: tuple[SheetSection, ...] = field(default=())
    icon: str = ""

    @property
    def can_have_picture(self) -> bool:
        """Entities carry a photo."""
        return self.item.kind == "entity"


@dataclass(frozen=True, slots=True)
class Marks:
    """Makes the marks of sources, their grades in the unit's own system (empty: as given)."""

    ontology: Ontology
    own_system: str = ""
    _shown: dict[tuple[str, ...], ShownGrade] = field(default_factory=dict, compare=False)

    def of(self, source: Source) -> Mark | None:
        """Give the mark of a source; None where nobody said whence."""
        if source.record_id is None:
            return None
        where = " › ".join(part for part in (source.document_title, source.place) if part)
        page = tr("p. {page}", page=source.page) if source.page else ""
        grade = self._grade(source)
        caveat = code_word(self.ontology, "handling_caveats", source.handling)
        tlp = f"TLP:{source.tlp}" if source.tlp else ""
        lines = [where, page, source.document_date, grade.words, f"{caveat} {tlp}".strip()]
        tip = "\n".join(line for line in lines if line)
        target = Item("record", source.record_id)
        return Mark(grade.code, source.document_ref, tip, target, grade.is_converted)

    def _grade(self, source: Source) -> ShownGrade:
        """Give how a grade is shown; a hub has the same few a thousand times."""
        key = (source.grading, source.grade, source.handling, source.original_grade)
        if key not in self._shown:
            self._shown[key] = shown_grade(self.ontology, source, self.own_system)
        return self._shown[key]
