"""Colours made from colours: faded for what is greyed, tinted, in shades of grey. 0xffrrggbb."""

from __future__ import annotations

import colorsys
import re

from iwtlink.chart.style import ChartStyle

FADED = 0.6
"""How far what is greyed is drawn towards the paper."""
_TINTED = 0.8
"""How much of a tint an icon takes on."""
_HEX = re.compile(r"#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b")


def role_colours(style: ChartStyle) -> tuple[int, int, int, int, int]:
    """Give the colour of text by its role: name, script, link, attribute, description."""
    own = style.colours
    return (own.text, own.script_text, own.link_text, own.attribute_text, own.script_text)


def faded(colour: int, paper: int) -> int:
    """Give a colour as it is drawn for what is greyed: without hue, near the paper."""
    return mixed(grey(colour), paper, FADED)


def grey(colour: int) -> int:
    """Give a colour's grey of the same luma (ITU-R BT.601)."""
    red, green, blue = _parts(colour)
    level = round(0.299 * red + 0.587 * green + 0.114 * blue)
    return _colour(level, level, level)


def mixed(colour: int, other: int, share: float) -> int:
    """Give a colour mixed with another one's ``share`` (0 to 1)."""
    pairs = zip(_parts(colour), _parts(other), strict=True)
    return _colour(*(round(a + (b - a) * share) for a, b in pairs))


def tinted(colour: int, tint: int) -> int:
    """Give a colour in the hue of a tint, as light as it was."""
    red, green, blue = (part / 255 for part in _parts(colour))
    light = colorsys.rgb_to_hls(red, green, blue)[1]
    hue, _, strong = colorsys.rgb_to_hls(*(part / 255 for part in _parts(tint)))
    made = (round(part * 255) for part in colorsys.hls_to_rgb(hue, light, strong))
    return mixed(colour, _colour(*made), _TINTED)


def recoloured(drawing: str, *, tint: int = 0, is_grey: bool = False, paper: int = 0) -> str:
    """Give an SVG text with its colours tinted; or grey, and faded where a paper is given."""

    def other(match: re.Match[str]) -> str:
        colour = _read(match[1])
        if is_grey:
            shade = faded(colour, paper) if paper else grey(colour)
        else:
            shade = tinted(colour, tint)
        return f"#{shade & 0xFFFFFF:06x}"

    return _HEX.sub(other, drawing) if tint or is_grey else drawing


def _read(digits: str) -> int:
    wide = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    return 0xFF000000 | int(wide, 16)


def _parts(colour: int) -> tuple[int, int, int]:
    return colour >> 16 & 0xFF, colour >> 8 & 0xFF, colour & 0xFF


def _colour(red: int, green: int, blue: int) -> int:
    return 0xFF000000 | red << 16 | green << 8 | blue
