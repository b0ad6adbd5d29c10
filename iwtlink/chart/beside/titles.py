"""The title block of a chart: what it is, for whom, by whom and of when."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from iwtlink.chart.beside.cover import cover_of
from iwtlink.chart.beside.docking import docked, place_of
from iwtlink.chart.display import Display
from iwtlink.chart.parts import TitleBlock
from iwtlink.chart.text.lines import LINK, NAME, SCRIPT, TextBlock
from iwtlink.chart.text.setting import stack_lines
from iwtlink.store.charts.content import ChartContent

_PADDING_PX = 10.0
_TITLE = TextBlock(18.0, True, 60, 3, NAME)
_SUBTITLE = TextBlock(12.0, False, 80, 3, SCRIPT)
_MARKING = TextBlock(12.0, True, 80, 2, NAME)
_SMALL = TextBlock(10.0, False, 90, 2, LINK)


def with_title(display: Display, content: ChartContent, marking: str) -> Display:
    """Give the display with its title block, where the chart's options ask for one.

    ``options.title_block`` may hold ``subtitle``, ``marking``, ``author`` and ``date`` (else
    those of the chart) and ``place``: a side of the chart or the top left corner as x, y. Empty:
    no block. ``options.cover`` holds the rest of the cover sheet, which is known to the display
    even where it has no block.
    """
    stated = content.options.title_block
    cover = cover_of(content)
    display = replace(display, cover=cover)
    if not stated:
        return display
    marking = marking or str(stated.get("marking", ""))
    said = {name: str(stated.get(name, "")) for name in ("subtitle", "author", "date")}
    author, date = said["author"] or content.author, said["date"] or content.made_on
    foot = ", ".join(part for part in (author, date) if part)
    rows = [
        (content.title, _TITLE),
        (said["subtitle"], _SUBTITLE),
        (marking, _MARKING),
        (content.notice, _MARKING),
        *((words, _SMALL) for words in (cover.words_at("block") if cover else ())),
        (foot, _SMALL),
    ]
    text = stack_lines([rows], top=_PADDING_PX)
    offsets = text.offsets.copy()
    offsets[:, 0] = _PADDING_PX
    wide = float(text.sizes[:, 0].max(initial=0.0)) + 2 * _PADDING_PX
    high = float(text.sizes[:, 1].sum()) + 2 * _PADDING_PX
    dock, (x, y) = place_of(stated, "above")
    block = TitleBlock(
        box=(x, y, x + wide, y + high),
        title=content.title,
        subtitle=said["subtitle"],
        marking=marking,
        notice=content.notice,
        author=author,
        date=date,
        text=replace(
            text,
            offsets=offsets,
            boxes=np.array([[_PADDING_PX, _PADDING_PX, wide - _PADDING_PX, high - _PADDING_PX]]),
        ),
        dock=dock,
    )
    return docked(replace(display, title_block=block))
