"""One item of a chart in SVG: highlight, form, words, icon or photograph and badges in a group."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from iwtlink.chart.display import Display
from iwtlink.chart.items.forms import CIRCLE, FORMS, ICON, THEME
from iwtlink.chart.items.icons import IconKey
from iwtlink.chart.style import ChartStyle, hex_colour
from iwtlink.chart.svg.photographs import icon_photograph
from iwtlink.chart.svg.symbols import Symbols
from iwtlink.chart.svg.words import number, plate, text_block, text_line
from iwtlink.chart.text.metrics import measure

_PICTURE_ROUNDING = 0.15
"""Radius of a photograph's corner against its side, as ``render.icons`` has it."""
_FRAME_ROUNDING = 0.15


def item_group(
    display: Display,
    item: int,
    badges: Sequence[int],
    symbols: Symbols,
    picture: Callable[[int], bytes],
    shade: int,
) -> Iterator[str]:
    """Draw an item with all that belongs to it; ``shade`` is the colour behind its words."""
    x, y = display.positions[item]
    style, form = display.style, int(display.forms[item])
    is_grey = bool(display.is_grey[item])
    yield (
        f'<g id="entity-{display.entity_ids[item]}" class="{FORMS[form]}" '
        f'transform="translate({number(x)} {number(y)})">'
    )
    if display.frames[item]:
        yield _frame(display, item)
    if form != ICON:
        yield _form(display, item)
    if form in (ICON, THEME):
        yield from plate(display.node_text, item, style, shade)
    yield from text_block(display.node_text, style, item=item, is_grey=is_grey)
    if display.icon_halves[item]:
        yield from _icon(display, item, symbols, picture)
    for badge in badges:
        yield _badge(display, badge, symbols)
    yield "</g>"


def pen(style: ChartStyle, colour: int, width: float, dash: int) -> str:
    """Give the attributes of an edge; none where its colour is 0."""
    if not colour:
        return 'stroke="none"'
    made = f'stroke="{hex_colour(colour)}" stroke-width="{number(max(width, 0.1))}"'
    if style.dashes[dash]:
        grown = max(1.0, width)
        lengths = " ".join(number(length * grown) for length in style.dashes[dash])
        made += f' stroke-dasharray="{lengths}"'
    return made


def ground(colour: int) -> str:
    """Give the attribute of a fill."""
    return f'fill="{hex_colour(colour)}"' if colour else 'fill="none"'


def rectangle(left: float, top: float, width: float, height: float, inks: str, r: float = 0) -> str:
    """Draw a rectangle."""
    rounding = f' rx="{number(r)}"' if r else ""
    return (
        f'<rect x="{number(left)}" y="{number(top)}" width="{number(width)}" '
        f'height="{number(height)}"{rounding} {inks}/>'
    )


def _frame(display: Display, item: int) -> str:
    style = display.style
    margin = display.frame_margins[item] + style.frame_px / 2
    wide, high = display.halves[item] + margin
    inks = f'fill="none" {pen(style, int(display.frames[item]), style.frame_px, 0)}'
    if display.forms[item] == CIRCLE:
        return f'<ellipse rx="{number(wide)}" ry="{number(high)}" {inks}/>'
    radius = 2 * high * _FRAME_ROUNDING if display.forms[item] == ICON else 0.0
    return rectangle(-wide, -high, 2 * wide, 2 * high, inks, radius)


def _form(display: Display, item: int) -> str:
    style, (wide, high) = display.style, display.halves[item]
    fill, edge = int(display.fills[item]), int(display.edges[item])
    if display.is_grey[item]:
        fill, edge = style.colours.paper if fill else 0, style.colours.grey
    stroke = pen(style, edge, float(display.edge_px[item]), int(display.edge_dashes[item]))
    if display.forms[item] == THEME:
        return f'<path d="{_way(display, item)}" fill="none" {stroke}/>'
    if display.forms[item] == CIRCLE:
        return f'<ellipse rx="{number(wide)}" ry="{number(high)}" {ground(fill)} {stroke}/>'
    return rectangle(-wide, -high, 2 * wide, 2 * high, f"{ground(fill)} {stroke}")


def _way(display: Display, item: int) -> str:
    """Give the way of a theme line as path data: at its level, or through its event frames."""
    pieces = display.ways.of(item)
    if not pieces:
        wide = float(display.halves[item, 0])
        return f"M{number(-wide)} 0H{number(wide)}"
    offs = [(piece - display.positions[item]).tolist() for piece in pieces]
    return "".join("M" + "L".join(f"{number(x)} {number(y)}" for x, y in off) for off in offs)


def _icon(
    display: Display, item: int, symbols: Symbols, picture: Callable[[int], bytes]
) -> Iterator[str]:
    half = float(display.icon_halves[item])
    x, y = display.icon_offsets[item]
    number_of = int(display.picture_ids[item])
    is_grey = bool(display.is_grey[item]) or display.style.is_mono
    image = icon_photograph(picture(number_of), is_grey=is_grey) if number_of else ""
    if not image:
        colour = hex_colour(int(display.node_colours[item]))
        yield symbols.use(symbols.of_item(item), x, y, 2 * half, colour)
        return
    name = f"picture-{display.entity_ids[item]}"
    box = (
        f'x="{number(x - half)}" y="{number(y - half)}" width="{number(2 * half)}" '
        f'height="{number(2 * half)}"'
    )
    faint = ' opacity="0.5"' if display.is_grey[item] else ""
    yield (
        f'<clipPath id="{name}"><rect {box} rx="{number(2 * half * _PICTURE_ROUNDING)}"/>'
        f'</clipPath><image {box} preserveAspectRatio="xMidYMid slice" clip-path="url(#{name})" '
        f'href="{image}" xlink:href="{image}"{faint}/>'
    )


def _badge(display: Display, badge: int, symbols: Symbols) -> str:
    badges = display.badges
    x, y = badges.offsets[badge]
    side = badges.side_px
    if badges.names[badge]:
        key = IconKey(badges.names[badge], is_grey=display.style.is_mono, folder="badges")
        return symbols.use(key, x, y, side)
    text, px = badges.texts[badge], round(badges.font_px)
    width, extent = float(badges.widths[badge]), measure(text, px, True)
    pill = rectangle(
        x - width / 2, y - side / 2, width, side, ground(int(badges.colours[badge])), side / 2
    )
    return pill + text_line(
        text,
        x - extent.width / 2,
        y + px * 0.357,
        px=px,
        width=extent.width,
        colour=int(badges.text_colours[badge]),
        is_bold=True,
    )
