"""Everything about one item, as the inspector shows it: sections of rows with their sources."""

from __future__ import annotations

from dataclasses import dataclass, field

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

    @property
    def text(self) -> str:
        """Give what stands in the source column."""
        return " ".join(part for part in (self.grade, self.ref) if part)


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
    about: str = ""
    """Name of the property or field the value is of."""
    statement_id: int = 0
    value: str = ""
    unit: str = ""
    kind: str = ""
    rivals: tuple[SheetRow, ...] = ()
    """Values that lost against this one by grade or date."""
    is_field: bool = False
    """A column of the item's own row rather than a statement; ``about`` names it."""

    @property
    def is_editable(self) -> bool:
        """The value can be changed in place."""
        return bool(self.statement_id) or self.is_field


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


def mark_of(source: Source) -> Mark | None:
    """Give the mark of a source; None where nobody said whence."""
    if source.record_id is None:
        return None
    where = " › ".join(part for part in (source.document_title, source.place) if part)
    pages = f"p. {source.page}" if source.page else ""
    lines = [where, pages, source.document_date, " ".join((source.handling, source.tlp)).strip()]
    tip = "\n".join(line for line in lines if line)
    return Mark(source.grade, source.document_ref, tip, Item("record", source.record_id))
