"""What a chart's cover sheet says in words: on its block, its pages and in its file."""

from __future__ import annotations

from dataclasses import dataclass

from iwtlink.i18n import tr
from iwtlink.store.charts.content import ChartContent
from iwtlink.store.charts.cover import CoverField, Place, block_of, fields_of


@dataclass(frozen=True, slots=True)
class Cover:
    """What a chart is about, by whom, and all its fields."""

    subject: str
    author: str
    fields: tuple[CoverField, ...]

    def words_at(self, place: Place) -> tuple[str, ...]:
        """Give the fields that stand at a place, such as "Category: Ivory"."""
        return tuple(field_words(one) for one in self.fields if place in one.places)


def cover_of(content: ChartContent) -> Cover | None:
    """Give the cover sheet of a chart; None where nothing was written on one."""
    options = content.options
    block, fields = block_of(options.title_block, options.cover), fields_of(options.cover)
    if not block and not fields:
        return None
    author = str(block.get("author", "")) or content.author
    return Cover(str(block.get("subtitle", "")), author, fields)


def field_name(field: CoverField) -> str:
    """Give the name of a field in the reader's language."""
    return field.name or usual_names()[field.key]


def field_words(field: CoverField) -> str:
    """Give a field as one line."""
    return tr("{name}: {value}", name=field_name(field), value=field.value)


def usual_names() -> dict[str, str]:
    """Give the names of the fields that every cover sheet has."""
    return {
        "keywords": tr("Keywords"),
        "category": tr("Category"),
        "comments": tr("Comments"),
    }
