"""The HTML document: drawing, cards, fonts, style and script in one text."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from iwtlink.chart.display import Display
from iwtlink.chart.html.fonts import font_faces
from iwtlink.chart.paper.parting import name_of
from iwtlink.chart.paper.sheet import heading_of, lay_out
from iwtlink.chart.style import hex_colour
from iwtlink.chart.svg.document import Picture, no_picture, sheet_svg
from iwtlink.chart.svg.lines import links_of
from iwtlink.chart.svg.words import escaped
from iwtlink.chart.text.lines import NAME
from iwtlink.i18n import ntr, tr
from iwtlink.paths import resource

_UNSAFE = re.compile("[<>&\\u2028\\u2029\\ud800-\\udfff]")
"""What may not stand in a script, and halves of characters, which no file can hold."""


def chart_html(
    display: Display,
    *,
    kinds: Mapping[int, str] | None = None,
    picture: Picture = no_picture,
    marking: str = "",
    date: str = "",
) -> str:
    """Give the chart as an HTML document that needs nothing else.

    ``kinds`` are the entity types in words by entity id. A card says no more than the chart
    shows. Ids of items are those of the SVG drawing: ``entity-<id>``, ``link-<id>``.
    """
    said = heading_of(replace(display, title_block=None), marking, date)
    sheet = lay_out(replace(display, title="", notice=""))
    drawing = sheet_svg(sheet, picture).split("?>", 1)[1].strip()
    cards = list(_cards(display, kinds or {}))
    data = _json({"cards": cards, "words": _words()})
    texts = [*display.node_text.texts, *display.link_text.texts, *_other_texts(display)]
    style = font_faces((*texts, said.title, said.notice, marking, *_flat(cards)))
    style += _shades(display) + _part("chart.css")
    script = f"const CHART = {data};\n{_part('chart.js')}"
    return _part("chart.html").format(
        title=escaped(display.title or tr("Chart")),
        marking=escaped(" · ".join(part for part in (marking, date) if part)),
        notice=escaped(said.notice),
        search=escaped(tr("Search the chart")),
        zoom_in=escaped(tr("Zoom in")),
        zoom_out=escaped(tr("Zoom out")),
        fit=escaped(tr("Fit")),
        close=escaped(tr("Close")),
        keys=escaped(
            tr(
                "Drag to move, wheel to zoom. Keys: arrows move, + and - zoom, 0 fits, / searches, "
                "Tab goes from item to item, Enter opens a card, Esc closes it."
            )
        ),
        counts=escaped(_counts(display)),
        style_hash=_hash(style),
        script_hash=_hash(script),
        style=style,
        script=script,
        drawing=drawing,
    )


def _cards(display: Display, kinds: Mapping[int, str]) -> Iterator[dict[str, Any]]:
    """Give for each item its name, kind, further lines and links as the chart shows them."""
    text = display.node_text
    for item, entity_id in enumerate(display.entity_ids.tolist()):
        rows = range(*text.starts[item : item + 2].tolist())
        lines = [text.texts[row] for row in rows if text.roles[row] != NAME]
        marks = [
            display.badges.texts[badge]
            for badge in np.flatnonzero(display.badges.owners == item).tolist()
        ]
        yield {
            "id": entity_id,
            "name": name_of(display, item),
            "kind": kinds.get(entity_id, ""),
            "lines": [*lines, *(mark for mark in marks if mark)],
            "links": list(_links(display, item)),
        }


def _links(display: Display, item: int) -> Iterator[dict[str, Any]]:
    text = display.link_text
    first, last = display.neighbour_starts[item : item + 2].tolist()
    for line in display.neighbour_lines[first:last].tolist():
        a, b = display.ends[line].tolist()
        other = b if a == item else a
        words = " ".join(text.texts[row] for row in range(*text.starts[line : line + 2].tolist()))
        yield {
            "line": links_of(display, line)[0],
            "to": int(display.entity_ids[other]),
            "name": name_of(display, other),
            "words": words,
            "out": a == item,
        }


def _other_texts(display: Display) -> Iterator[str]:
    for part in (*display.shapes, display.legend, display.title_block):
        if part is not None:
            yield from part.text.texts
    yield from display.badges.texts


def _flat(cards: list[dict[str, Any]]) -> Iterator[str]:
    yield from (str(card["kind"]) for card in cards)
    yield from (value for value in _words().values())


def _words() -> dict[str, str]:
    return {
        "found": tr("{n} found"),
        "none": tr("Nothing found"),
        "links": tr("Links"),
        "chart": tr("Chart"),
    }


def _counts(display: Display) -> str:
    entities, links = len(display.entity_ids), len(display.link_ids)
    return ", ".join(
        (ntr("{n} entity", "{n} entities", entities), ntr("{n} link", "{n} links", links))
    )


def _shades(display: Display) -> str:
    colours = display.style.colours
    paper, text, accent = map(hex_colour, (colours.paper, colours.text, colours.selection))
    return f"\n:root{{--paper:{paper};--text:{text};--accent:{accent}}}\n"


def _part(name: str) -> str:
    return resource("templates", "chart", name).read_text(encoding="utf-8")


def _json(value: object) -> str:
    """Give JSON that may stand in a script element."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", written)


def _hash(text: str) -> str:
    """Give the hash by which the page's policy allows its own script and style (CSP 3, 2.3.1)."""
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
