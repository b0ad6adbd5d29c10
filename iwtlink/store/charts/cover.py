"""What the cover sheet of a chart says beside its title block: keywords, category, comments and
fields of one's own, each with where it stands; and when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Place = Literal["block", "header", "footer"]
PLACES: tuple[Place, ...] = ("block", "header", "footer")
"""On the title block, at the head and at the foot of printed pages."""
FIRST, EACH = "first", "each"
"""It is asked for until it was filled in once, or each time the chart is opened."""
USUAL_KEYS = ("keywords", "category", "comments")


@dataclass(frozen=True, slots=True)
class CoverField:
    """One line of the cover sheet; ``key`` is one of ``USUAL_KEYS``, or empty for one's own."""

    key: str
    name: str
    """Of a field of one's own, such as "Case"."""
    value: str
    places: tuple[Place, ...] = ()


def fields_of(cover: Mapping[str, Any]) -> tuple[CoverField, ...]:
    """Give the fields of ``ChartOptions.cover``, usual ones first; what is none is passed over."""
    rows = cover.get("fields")
    if not isinstance(rows, (list, tuple)):
        return ()
    found = [one for one in map(_field, rows) if one is not None]
    return tuple(sorted(found, key=_rank))


def written_fields(fields: tuple[CoverField, ...]) -> tuple[dict[str, Any], ...]:
    """Give fields as ``ChartOptions.cover`` keeps them, those without a value left out."""
    return tuple(
        {
            "value": one.value,
            "places": one.places,
            **({"key": one.key} if one.key else {"name": one.name}),
        }
        for one in fields
        if one.value and (one.key or one.name)
    )


def block_of(block: Mapping[str, Any], cover: Mapping[str, Any]) -> Mapping[str, Any]:
    """Give what the title block says, or said before it was hidden."""
    hidden = cover.get("hidden_block")
    return block or (hidden if isinstance(hidden, Mapping) else {})


def is_to_be_asked(cover: Mapping[str, Any]) -> bool:
    """Whether the cover sheet is asked for when the chart is opened."""
    asks = cover.get("asks")
    return asks == EACH or (asks == FIRST and not cover.get("is_asked"))


def as_shown(cover: Mapping[str, Any]) -> dict[str, Any]:
    """Give a cover without what stands neither on the chart nor on its pages."""
    shown = tuple(one for one in fields_of(cover) if one.places)
    return {"fields": written_fields(shown)} if shown else {}


def _field(row: object) -> CoverField | None:
    if not isinstance(row, Mapping):
        return None
    key, name, value = (_words(row.get(part)) for part in ("key", "name", "value"))
    stated = row.get("places")
    stood = stated if isinstance(stated, (list, tuple)) else ()
    places = tuple(place for place in PLACES if place in stood)
    if not value or not (key in USUAL_KEYS or name):
        return None
    return (
        CoverField(key, "", value, places)
        if key in USUAL_KEYS
        else CoverField("", name, value, places)
    )


def _rank(one: CoverField) -> int:
    return USUAL_KEYS.index(one.key) if one.key else len(USUAL_KEYS)


def _words(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
