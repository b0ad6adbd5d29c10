"""Text, numbers and pictures as they stand in an SVG file."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from iwtlink.chart.colours.shades import role_colours
from iwtlink.chart.style import ChartStyle, hex_colour
from iwtlink.chart.text.lines import STROKE_EM, THROUGH_EM, UNDER_EM, TextLines
from iwtlink.chart.text.metrics import FONT_FAMILIES, families_of, is_vendored, reads_from_right

FAMILIES = ", ".join(f"'{name}'" for name in FONT_FAMILIES) + ", Arial, sans-serif"


def number(value: float) -> str:
    """Give a number to a hundredth, without needless zeros."""
    return f"{float(value):.2f}".rstrip("0").rstrip(".")


def escaped(text: str) -> str:
    """Escape text for XML and drop what XML 1.0 forbids."""
    allowed = (
        c
        for c in text
        if c in "\t\n" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
    )
    return escape("".join(allowed))


def text_block(
    lines: TextLines,
    style: ChartStyle,
    anchor: tuple[float, float] = (0.0, 0.0),
    item: int | None = None,
    *,
    is_grey: bool = False,
    is_left: bool = False,
) -> Iterator[str]:
    """Draw the lines of one item of a text (default: of all) at their anchor.

    ``is_left``: they all start at the left, else they stand about a middle.
    """
    first, last = (0, len(lines.texts)) if item is None else lines.starts[item : item + 2].tolist()
    shades = role_colours(style)
    for line in range(first, last):
        x, y = lines.offsets[line]
        colour = int(lines.colours[line]) or shades[int(lines.roles[line])]
        if is_grey:
            colour = style.colours.grey_text
        if lines.dress is not None and lines.dress.grounds[line]:
            yield _ground(lines, line, anchor, style)
        yield text_line(
            lines.texts[line],
            x + anchor[0],
            y + anchor[1],
            px=float(lines.font_px[line]),
            width=float(lines.sizes[line, 0]),
            colour=colour,
            is_bold=bool(lines.is_bold[line]),
            is_italic=bool(lines.is_italic[line]),
            is_left=is_left,
        )
        yield from _strokes(lines, line, anchor, colour)


def _ground(lines: TextLines, line: int, anchor: tuple[float, float], style: ChartStyle) -> str:
    """Draw the ground of one line of text."""
    assert lines.dress is not None  # asked for where there is one
    (x, y), (wide, high) = lines.offsets[line], lines.sizes[line]
    margin = style.plate_margin_px
    return (
        f'<rect x="{number(x + anchor[0] - margin)}" '
        f'y="{number(y + anchor[1] - lines.ascents[line])}" '
        f'width="{number(wide + 2 * margin)}" height="{number(high)}" '
        f'fill="{hex_colour(int(lines.dress.grounds[line]))}"/>'
    )


def _strokes(
    lines: TextLines, line: int, anchor: tuple[float, float], colour: int
) -> Iterator[str]:
    """Draw the lines under and through a line of text: not all viewers know text-decoration."""
    if lines.dress is None:
        return
    (x, y), px = lines.offsets[line], float(lines.font_px[line])
    ways = ((lines.dress.is_underlined, UNDER_EM), (lines.dress.is_struck, THROUGH_EM))
    for top in (at * px for has, at in ways if has[line]):
        yield (
            f'<rect class="stroke" x="{number(x + anchor[0])}" y="{number(y + anchor[1] + top)}" '
            f'width="{number(lines.sizes[line, 0])}" height="{number(STROKE_EM * px)}" '
            f'fill="{hex_colour(colour)}"/>'
        )


def text_line(
    text: str,
    x: float,
    y: float,
    *,
    px: float,
    width: float,
    colour: int,
    is_bold: bool = False,
    is_italic: bool = False,
    is_left: bool = False,
) -> str:
    """Draw one line of text from the left end of its baseline.

    It is squeezed to its measured width where a viewer lacks the font; what no vendored font
    has was measured generously, and stands in the middle of its width instead, or at its left.
    """
    face = ' font-weight="bold"' if is_bold else ""
    face += ' font-style="italic"' if is_italic else ""
    fits = f' textLength="{number(width)}" lengthAdjust="spacingAndGlyphs"'
    if not is_vendored(text):
        is_from_right = reads_from_right(text)
        left = ' text-anchor="end"' if is_from_right else ""
        x, fits = (x, left) if is_left else (x + width / 2, ' text-anchor="middle"')
        face += ' direction="rtl"' if is_from_right else ""
    return (
        f'<text x="{number(x)}" y="{number(y)}" font-size="{number(px)}"{face}{_family(text)} '
        f'fill="{hex_colour(colour)}"{fits}>{escaped(text)}</text>'
    )


def plate(lines: TextLines, item: int, style: ChartStyle, shade: int) -> Iterator[str]:
    """Draw the ground of an item's words at their anchor, in a colour of its own."""
    if lines.starts[item] == lines.starts[item + 1]:
        return
    left, top, right, bottom = lines.boxes[item]
    margin = style.plate_margin_px
    yield (
        f'<rect x="{number(left - margin)}" y="{number(top)}" '
        f'width="{number(right - left + 2 * margin)}" height="{number(bottom - top)}" '
        f'fill="{hex_colour(shade)}" fill-opacity="0.9"/>'
    )


def _family(text: str) -> str:
    """Name the families a text needs first: some viewers look no further than the first."""
    needed = families_of(text)
    if not needed or needed[0] == FONT_FAMILIES[0]:
        return ""
    names = dict.fromkeys((*needed, *FONT_FAMILIES))
    return f' font-family="{", ".join(names)}, Arial, sans-serif"'
