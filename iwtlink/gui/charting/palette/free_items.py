"""The free items that the palette offers: what they are called, and how large they are placed."""

from __future__ import annotations

from collections.abc import Mapping

from iwtlink.i18n import tr

SHAPE = "shape:"
"""Begins what the palette calls a free item."""
CONTAINER = "container"
"""What the palette calls a box that holds what stands in it."""
SHAPE_SIZES: Mapping[str, tuple[float, float]] = {
    "text": (140.0, 32.0),
    "box": (240.0, 160.0),
    "circle": (180.0, 180.0),
    CONTAINER: (320.0, 240.0),
    "line": (160.0, 0.0),
    "arrow": (160.0, 0.0),
}
"""Width and height of a free item that is placed by a click, in chart units."""


def shape_titles() -> dict[str, str]:
    """Give what the free items are called, in the order of the palette."""
    return {
        "text": tr("Words"),
        "box": tr("Box"),
        CONTAINER: tr("Container of items"),
        "circle": tr("Circle"),
        "line": tr("Line"),
        "arrow": tr("Arrow"),
    }
