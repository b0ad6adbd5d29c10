"""What a palette lists: headings, with the rows below each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from iwtlink.gui.charting.palette.free_items import SHAPE, shape_titles
from iwtlink.gui.charting.palette.presets import value_row
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.operations.charting.named_palettes import PaletteRows
from iwtlink.operations.charting.preset_values import is_value, preset_words

LINK = "link:"
"""Begins what the palette calls a link type."""
Row = tuple[str, str, str]
"""What the palette calls it, its words, and its icon where it has one of its own."""
Group = tuple[str, list[Row], bool]
"""Heading, rows, and whether they are shown at first."""


def groups_of_all(ontology: Ontology, recent: Sequence[str], *, are_used: bool) -> list[Group]:
    """Give the palette of all types; ``are_used`` where the first ones were used last."""
    known = {n: one for n, one in ontology.entity_types.items() if not one.is_abstract}
    first = [_entity_row(ontology, name) for name in recent if name in known]
    free = [(f"{SHAPE}{name}", words, "") for name, words in shape_titles().items()]
    return [
        (tr("Used last") if are_used else tr("Used most"), first, True),
        (tr("Entities"), _entity_rows(ontology, known), True),
        (tr("Links"), _link_rows(ontology, ontology.link_types), False),
        (tr("Free items"), free, True),
    ]


def groups_of_named(ontology: Ontology, rows: PaletteRows) -> list[Group]:
    """Give a named palette, without what this database does not know."""
    values = [
        (value_row(name, value), preset_words(ontology, name, value), "")
        for name, value in rows.values
        if is_value(ontology, name, value)
    ]
    return [
        (tr("Entities"), _entity_rows(ontology, rows.entity_types), True),
        (tr("Links"), _link_rows(ontology, rows.link_types), True),
        (tr("Preset values"), values, True),
    ]


def _entity_rows(ontology: Ontology, names: Iterable[str]) -> list[Row]:
    known = ontology.entity_types
    rows = [_entity_row(ontology, n) for n in names if n in known and not known[n].is_abstract]
    return sorted(rows, key=lambda row: row[1].casefold())


def _entity_row(ontology: Ontology, name: str) -> Row:
    known = ontology.entity_types[name]
    return name, tr(known.label), known.icon


def _link_rows(ontology: Ontology, names: Iterable[str]) -> list[Row]:
    known = ontology.link_types
    rows = [
        (f"{LINK}{name}", tr(known[name].label), "")
        for name in names
        if name in known and known[name].joins_entities
    ]
    return sorted(rows, key=lambda row: row[1].casefold())
