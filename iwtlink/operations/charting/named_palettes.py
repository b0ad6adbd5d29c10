"""Named palettes: entity types, link types and preset values under a name, kept for every chart.

A palette is a part of a saved style, as rules and templates are, and travels with the database.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection

from iwtlink.errors import Refused
from iwtlink.i18n import tr
from iwtlink.store import Edit, charts
from iwtlink.store.charts import SavedStyle
from iwtlink.store.charts.fitting import fitting

PALETTE = "palette"
"""The part of a saved style that is a palette."""


@dataclass(frozen=True, slots=True)
class PaletteRows:
    """What a palette lists, by name, in its order."""

    entity_types: tuple[str, ...] = ()
    link_types: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    """Preset values: a property and its canonical text."""
    is_locked: bool = False
    """It must be unlocked before it is changed or deleted."""


@dataclass(frozen=True, slots=True)
class NamedPalette:
    """A palette of the database; ``id`` is that of its saved style, 0 before it is kept."""

    id: int
    name: str
    rows: PaletteRows


def named_palettes(db: Connection) -> list[NamedPalette]:
    """Give the palettes of the database by name."""
    return [
        NamedPalette(style.id, style.name, read_rows(style.data[PALETTE]))
        for style in charts.list_styles(db)
        if PALETTE in style.data
    ]


def read_rows(data: object) -> PaletteRows:
    """Give what a palette lists, as far as it was written as such."""
    return PaletteRows(**fitting(PaletteRows, data))


def rows_data(rows: PaletteRows) -> Mapping[str, Any]:
    """Give what a palette lists as it is kept."""
    return {
        name: [list(one) if isinstance(one, tuple) else one for one in value]
        if isinstance(value, tuple)
        else value
        for name, value in asdict(rows).items()
    }


def keep_palette(edit: Edit, palette: NamedPalette) -> int:
    """Keep a palette, new or changed and perhaps renamed; return its id.

    Raise ``Refused`` where it is locked, or where another has its name.
    """
    name = " ".join(palette.name.split())
    known = named_palettes(edit.connection)
    before = next((one for one in known if one.id == palette.id), None)
    if any(one.name == name for one in known if one is not before):
        raise Refused(tr("There is a palette “{name}” already.", name=name))
    if before is None:
        return _write(edit, name, palette.rows)
    _refuse_locked(before)
    if before.name != name:
        _rename(edit, before.id, name)
    return _write(edit, name, palette.rows)


def lock_palette(edit: Edit, palette_id: int, *, is_locked: bool) -> None:
    """Lock a palette against changes, or let it be changed again."""
    for style in _styles(edit.connection, palette_id):
        kept = {**rows_data(read_rows(style.data[PALETTE])), "is_locked": is_locked}
        charts.save_style(edit, style.name, {PALETTE: kept})


def delete_palette(edit: Edit, palette_id: int) -> None:
    """Take a palette out; what was placed from it stays. Raise ``Refused`` where it is locked."""
    refuse_locked(edit.connection, palette_id)
    charts.remove_style(edit, palette_id, PALETTE)


def refuse_locked(db: Connection, style_id: int) -> None:
    """Raise ``Refused`` where a saved style holds a locked palette."""
    for palette in named_palettes(db):
        if palette.id == style_id:
            _refuse_locked(palette)


def _refuse_locked(palette: NamedPalette) -> None:
    if palette.rows.is_locked:
        raise Refused(tr("The palette “{name}” is locked. Unlock it first.", name=palette.name))


def _rename(edit: Edit, style_id: int, name: str) -> None:
    """Take the palette to another name; rules and a template of the old name stay there."""
    styles = charts.list_styles(edit.connection)
    held = next(style.data for style in styles if style.id == style_id)
    if set(held) == {PALETTE} and all(style.name != name for style in styles):
        charts.rename_style(edit, style_id, name)
    else:
        charts.remove_style(edit, style_id, PALETTE)


def _write(edit: Edit, name: str, rows: PaletteRows) -> int:
    return charts.save_style(edit, name, {PALETTE: rows_data(rows)})


def _styles(db: Connection, style_id: int) -> list[SavedStyle]:
    return [
        style for style in charts.list_styles(db) if style.id == style_id and PALETTE in style.data
    ]
