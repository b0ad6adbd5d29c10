"""Preset values of a palette: what a row of one is called, and setting one on a chart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from iwtlink.i18n import ntr, tr
from iwtlink.operations.charting.preset_values import (
    Setting,
    preset_words,
    set_value,
    setting_words,
)
from iwtlink.store import Edit

if TYPE_CHECKING:
    from iwtlink.gui.pages.chart import ChartPage

VALUE = "value:"
"""Begins what the palette calls a preset value."""


def value_row(name: str, value: str) -> str:
    """Give what the palette calls a value of a property."""
    return f"{VALUE}{name}={value}"


def value_in(row: str) -> tuple[str, str]:
    """Give property and value of what the palette calls a preset value."""
    name, _, value = row.removeprefix(VALUE).partition("=")
    return name, value


def set_preset(page: ChartPage, row: str, entity_ids: Sequence[int]) -> None:
    """Set a preset value of entities in one step, by the working source; say what became of it."""
    (name, value), ontology = value_in(row), page.ontology
    source, ids = page.session.working_source, list(entity_ids)
    what = preset_words(ontology, name, value)
    if not ids:
        page.say(tr("Click or drop “{what}” on an entity.", what=what))
        return

    def work(edit: Edit) -> Setting:
        return set_value(edit, source, ids, name, value)

    page.writing.write(
        ntr("Set “{what}” of {n} entity", "Set “{what}” of {n} entities", len(ids), what=what),
        work,
        lambda found: _tell(page, row, found),
    )


def preset_doing(page: ChartPage, row: str) -> str:
    """Say what a click does while a preset value is armed."""
    what = preset_words(page.ontology, *value_in(row))
    return tr("{what}: click the entities that are to have it; Esc ends it.", what=what)


def _tell(page: ChartPage, row: str, found: Setting) -> None:
    words = setting_words(page.ontology, *value_in(row), found)
    if words:
        page.say(words)
