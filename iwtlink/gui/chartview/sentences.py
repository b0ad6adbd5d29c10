"""What the chart says in words: tooltips, and its description for a screen reader."""

from __future__ import annotations

from iwtlink.chart.display import Display
from iwtlink.chart.sentences import item_sentences, line_sentences
from iwtlink.i18n import ntr, tr


def words_under(display: Display, item: int, line: int) -> str:
    """Say what is under the mouse: an item, else a line (indexes, -1: none), else nothing."""
    if item >= 0:
        return item_sentences(display, item)
    return line_sentences(display, line) if line >= 0 else ""


def chart_sentence(display: Display | None, entities: int, links: int, shapes: int = 0) -> str:
    """Say what the chart shows and how much of it is selected."""
    if display is None:
        return tr("No chart.")
    shown = tr(
        "Chart {title}: {items}, {lines}.",
        title=display.title,
        items=ntr("{n} entity", "{n} entities", len(display.entity_ids)),
        lines=ntr("{n} link", "{n} links", len(display.members)),
    )
    parts = [ntr("{n} entity", "{n} entities", entities), ntr("{n} link", "{n} links", links)]
    if shapes:
        parts.append(ntr("{n} shape", "{n} shapes", shapes))
    if not entities and not links and not shapes:
        return shown
    return f"{shown} {tr('Selected: {items}.', items=', '.join(parts))}"
