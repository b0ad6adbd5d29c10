"""The legend and the title block of a chart in SVG."""

from __future__ import annotations

from collections.abc import Iterator

from iwtlink.chart.beside.pieces import LEGEND_ROUNDING_PX, Box, sample_box
from iwtlink.chart.display import Display
from iwtlink.chart.items.icons import IconKey
from iwtlink.chart.parts import Legend, LegendRow
from iwtlink.chart.svg.figures import ground, pen, rectangle
from iwtlink.chart.svg.symbols import Symbols
from iwtlink.chart.svg.words import number, text_block, text_line
from iwtlink.chart.text.metrics import measure


def legend_parts(display: Display, symbols: Symbols) -> Iterator[str]:
    """Draw the legend, if the chart has one."""
    legend = display.legend
    if legend is None:
        return
    yield '<g id="legend">'
    yield _ground(display, legend.box)
    for row in legend.rows:
        yield _sample(display, legend, row, symbols)
    yield from text_block(legend.text, display.style, legend.box[:2], is_left=True)
    yield "</g>"


def title_block_parts(display: Display) -> Iterator[str]:
    """Draw the title block, if the chart has one."""
    block = display.title_block
    if block is None:
        return
    yield '<g id="title-block">'
    yield _ground(display, block.box)
    yield from text_block(block.text, display.style, block.box[:2], is_left=True)
    yield "</g>"


def _ground(display: Display, box: Box) -> str:
    colours = display.style.colours
    inks = f"{ground(colours.paper)} {pen(display.style, colours.edge, 1.0, 0)}"
    left, top, right, bottom = box
    return rectangle(left, top, right - left, bottom - top, inks, LEGEND_ROUNDING_PX)


def _sample(display: Display, legend: Legend, row: LegendRow, symbols: Symbols) -> str:
    style, side = display.style, legend.sample_px
    x, y = legend.box[0] + row.centre[0], legend.box[1] + row.centre[1]
    if row.sample == "icon":
        return symbols.use(IconKey(row.name, is_grey=style.is_mono), x, y, side)
    if row.sample == "badge":
        key = IconKey(row.name, is_grey=style.is_mono, folder="badges")
        return symbols.use(key, x, y, min(side, display.badges.side_px or side))
    if row.sample == "line":
        stroke = pen(style, row.colour, row.width_px, row.dash)
        way = f"M{number(x - side / 2)} {number(y)}H{number(x + side / 2)}"
        return f'<path fill="none" {stroke} d="{way}"/>'
    left, top, right, bottom = sample_box(legend.box, row.centre, side, 0.6)
    size = (left, top, right - left, bottom - top)
    if row.sample == "fill":
        edge = pen(style, style.colours.edge, 1.0, 0)
        return rectangle(*size, f"{ground(row.colour)} {edge}")
    if row.sample in ("frame", "edge"):
        edge = pen(style, row.colour, max(row.width_px, 1.0), row.dash)
        return rectangle(*size, f'fill="none" {edge}')
    if row.sample == "circle":
        edge = pen(style, row.colour, max(row.width_px, 1.0), row.dash)
        middle = f'cx="{number(x)}" cy="{number(y)}" r="{number(side / 2)}"'
        return f'<circle {middle} fill="none" {edge}/>'
    width = measure("Aa", 12.0, True).width
    return text_line(
        "Aa",
        x - width / 2,
        y + 4.0,
        px=12.0,
        width=width,
        colour=row.colour or style.colours.text,
        is_bold=True,
    )
