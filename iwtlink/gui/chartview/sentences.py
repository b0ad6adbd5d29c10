"""What the chart says in words: tooltips, and its description for a screen reader."""

from __future__ import annotations

from iwtlink.chart.display import Display
from iwtlink.chart.parts import DrawnShape
from iwtlink.chart.text.lines import NAME, TextLines
from iwtlink.i18n import ntr, tr


def name_of(display: Display, item: int) -> str:
    """Give the name of an item as it stands on the chart, in one line."""
    return _joined(display.node_text, item, only_names=True)


def label_of(display: Display, line: int) -> str:
    """Give the words on a line, in one line."""
    return _joined(display.link_text, line)


def words_of_shape(shape: DrawnShape) -> str:
    """Give the words of a free shape, in one line."""
    return " ".join(shape.text.texts)


def words_under(display: Display, item: int, line: int) -> str:
    """Say what is under the mouse: an item, else a line (indexes, -1: none), else nothing."""
    if item >= 0:
        return item_sentence(display, item)
    return line_sentence(display, line) if line >= 0 else ""


def item_sentence(display: Display, item: int) -> str:
    """Say what an item is: its names, and how many lines it has on the chart."""
    count = int(display.neighbour_starts[item + 1] - display.neighbour_starts[item])
    linked = ntr("{n} line on this chart", "{n} lines on this chart", count)
    text = display.node_text
    lines = range(int(text.starts[item]), int(text.starts[item + 1]))
    script = " ".join(text.texts[i] for i in lines if text.roles[i] != NAME)
    name = name_of(display, item)
    return "\n".join(part for part in (name, script, linked) if part)


def line_sentence(display: Display, line: int) -> str:
    """Say a link as a sentence: from whom, what, to whom, and how sure it is."""
    start, end = display.ends[line]
    heads = {bool(at_end) for at_end in display.arrow_at_end[display.arrow_lines == line].tolist()}
    if heads == {False}:  # said in the direction of its arrow
        start, end = end, start
    strength = (tr("confirmed"), tr("unconfirmed"), tr("tentative"))[int(display.strengths[line])]
    return tr(
        "{first} – {words} – {second} ({strength})",
        first=name_of(display, int(start)),
        words=_joined(display.link_text, line),
        second=name_of(display, int(end)),
        strength=strength,
    )


def chart_sentence(display: Display | None, entities: int, links: int) -> str:
    """Say what the chart shows and how much of it is selected."""
    if display is None:
        return tr("No chart.")
    shown = tr(
        "Chart {title}: {items}, {lines}.",
        title=display.title,
        items=ntr("{n} entity", "{n} entities", len(display.entity_ids)),
        lines=ntr("{n} link", "{n} links", len(display.members)),
    )
    if not entities and not links:
        return shown
    chosen = tr(
        "Selected: {items}, {lines}.",
        items=ntr("{n} entity", "{n} entities", entities),
        lines=ntr("{n} link", "{n} links", links),
    )
    return f"{shown} {chosen}"


def _joined(text: TextLines, owner: int, *, only_names: bool = False) -> str:
    lines = range(int(text.starts[owner]), int(text.starts[owner + 1]))
    return " ".join(text.texts[i] for i in lines if not only_names or text.roles[i] == NAME)
