"""A chart for a printer without colours: black lines and words, white ground, icons in grey."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.beside.legend import with_rows
from iwtlink.chart.beside.signs import telling
from iwtlink.chart.colours.shades import grey, mixed
from iwtlink.chart.display import Display
from iwtlink.chart.parts import DrawnShape, LegendRow
from iwtlink.chart.style import ChartStyle, Colours
from iwtlink.chart.text.lines import TextLines

BLACK, WHITE, DIM = 0xFF000000, 0xFFFFFFFF, 0xFF8A8A8A
_LIGHTENED = 0.6
"""Grounds are drawn so far towards white, so that black words on them can be read."""


def black_and_white(display: Display) -> Display:
    """Give the display in black, white and grey. Strength stays a dash, kind a shape or a word.

    Of the legend's lines and frames those are left out that look alike without their colours.
    """
    style = mono_style(display.style)
    if display.legend is not None:
        display = with_rows(display, telling(display.legend.rows))
    badges = display.badges
    legend, block = display.legend, display.title_block
    if legend is not None:
        rows = tuple(map(_row, legend.rows))
        legend = replace(legend, rows=rows, text=_plain(legend.text))
    if block is not None:
        block = replace(block, text=_plain(block.text))
    return replace(
        display,
        style=style,
        fills=_lightened(display.fills),
        edges=_black(display.edges),
        frames=_black(display.frames),
        tints=np.zeros_like(display.tints),
        node_colours=np.full_like(display.node_colours, DIM),
        line_colours=np.full_like(display.line_colours, BLACK),
        pen_colours=np.full_like(display.pen_colours, BLACK),
        badges=replace(
            badges,
            colours=np.full_like(badges.colours, BLACK),
            text_colours=np.full_like(badges.text_colours, WHITE),
        ),
        node_text=_plain(display.node_text),
        link_text=_plain(display.link_text),
        shapes=tuple(map(_shape, display.shapes)),
        legend=legend,
        title_block=block,
    )


def mono_style(style: ChartStyle) -> ChartStyle:
    """Give a style without colours: a chart built with it has a legend that tells none apart."""
    return replace(style, colours=_colours(style.colours), is_mono=True, is_dark=False)


def _colours(colours: Colours) -> Colours:
    return replace(
        colours,
        paper=WHITE,
        text=BLACK,
        script_text=BLACK,
        link_text=BLACK,
        attribute_text=BLACK,
        grey=DIM,
        grey_text=DIM,
        container=WHITE,
        badge=BLACK,
        badge_text=WHITE,
        edge=BLACK,
        plate=WHITE,
        link=BLACK,
        link_types={},
    )


def _plain(text: TextLines) -> TextLines:
    dress = text.dress
    if dress is not None:
        dress = replace(dress, grounds=_lightened(dress.grounds))
    return replace(text, colours=np.zeros_like(text.colours), dress=dress)


def _black(colours: NDArray[np.uint32]) -> NDArray[np.uint32]:
    return np.where(colours != 0, np.uint32(BLACK), np.uint32(0))


def _lightened(colours: NDArray[np.uint32]) -> NDArray[np.uint32]:
    different, index = np.unique(colours, return_inverse=True)
    made = np.array([_light(int(one)) for one in different], np.uint32)
    return made[index].reshape(colours.shape)


def _light(colour: int) -> int:
    return mixed(grey(colour), WHITE, _LIGHTENED) if colour else 0


def _shape(shape: DrawnShape) -> DrawnShape:
    ink, text = DIM if shape.is_grey else BLACK, _plain(shape.text)
    return replace(
        shape,
        edge=ink if shape.edge else 0,
        fill=_light(shape.fill),
        frame=ink if shape.frame else 0,
        text=replace(text, colours=np.full_like(text.colours, DIM)) if shape.is_grey else text,
    )


def _row(row: LegendRow) -> LegendRow:
    return replace(row, colour=_light(row.colour) if row.sample == "fill" else BLACK)
