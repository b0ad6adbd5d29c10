"""Where and how an item was drawn, in our units and words.

i2 measures places in units of which 80 make an inch, y downwards, and lengths of circles in
inches; ours are pixels, of which 96 make an inch.
"""

from __future__ import annotations

from lxml import etree

from iwtlink.intake.networks.anx.elements import colour, is_set, number, part_of, said
from iwtlink.intake.networks.model import Drawn

PIXELS_PER_UNIT = 96 / 80
_MOST = 1e7

REPRESENTATIONS = {
    "Icon": ("Icon", "icon"),
    "Box": ("Box", "box"),
    "Circle": ("Circle", "circle"),
    "Event": ("Event frame", "event"),
    "Theme": ("Theme line", "theme"),
    "TextBlock": ("Text block", "text"),
    "OleItem": ("OLE object", "box"),
}
"""The name of an element: the word for it, and the representation of a look."""

_ENLARGED = {
    "ICEnlargeHalf": 0.5,
    "ICEnlargeSingle": 1.0,
    "ICEnlargeDouble": 2.0,
    "ICEnlargeTriple": 3.0,
    "ICEnlargeQuadruple": 4.0,
}
_SIDES = ("Width", "Height")


def drawn_at(
    chart_item: etree._Element, end: etree._Element, shape: etree._Element | None, kind: str
) -> Drawn | None:
    """Give place and look of an item; None where the chart does not place it."""
    x, y = number(end, "X"), number(end, "Y")
    if x is None:
        x = number(chart_item, "XPosition")
    if x is None and y is None:
        return None
    return Drawn(_scaled(x or 0.0), _scaled(y or 0.0), _look(shape, kind))


def _look(shape: etree._Element | None, kind: str) -> dict[str, object]:
    style = part_of(shape, f"{kind}Style")
    look: dict[str, object] = {}
    if kind in REPRESENTATIONS:
        look["representation"] = REPRESENTATIONS[kind][1]
    enlarged = _ENLARGED.get(said(style, "Enlargement"), 1.0)
    if enlarged != 1.0:
        look["enlargement"] = enlarged
    for name, field in (("LineColour", "colour"), ("IconShadingColour", "shading")):
        found = colour(style, name)
        if found and found != "#000000":  # black stands for none
            look[field] = found
    fill = colour(style, "BackColour")
    if fill and is_set(style, "Filled"):
        look["fill"] = fill
    frame = part_of(style, "FrameStyle")
    if frame is not None and is_set(frame, "Visible"):
        look["frame"] = colour(frame, "Colour") or "#99ccff"
    return look | _size(shape, style, kind)


def _size(
    shape: etree._Element | None, style: etree._Element | None, kind: str
) -> dict[str, object]:
    if kind == "Circle":
        inches = number(style, "Diameter")
        across = _scaled((inches or 0) * 80)
        return {"width": across, "height": across} if across > 0 else {}
    holder = shape if kind == "Box" else style if kind in ("Event", "TextBlock") else None
    sides = {name.lower(): _scaled(number(holder, name) or 0) for name in _SIDES}
    return {name: length for name, length in sides.items() if length > 0}


def _scaled(units: float) -> float:
    return round(max(-_MOST, min(_MOST, units)) * PIXELS_PER_UNIT, 3)
