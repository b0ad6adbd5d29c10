"""Colours by name, as an i2 user knows them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import yaml

from iwtlink.chart.colours.palettes import load_palettes
from iwtlink.i18n import tr
from iwtlink.paths import resource


@cache
def named_colours() -> Mapping[str, str]:
    """Give the colours offered by name: name in English and "#rrggbb"."""
    text = resource("styles", "named_colours.yaml").read_text(encoding="utf-8")
    return {str(name): str(value) for name, value in yaml.safe_load(text).items()}


def colour_words(value: str) -> str:
    """Give what a colour is called, or "#rrggbb" again where it has no name."""
    name = _names().get(value.lower(), "")
    return tr(name) if name else value


@cache
def _names() -> Mapping[str, str]:
    """Give the name of each colour offered by name, and of those of palettes."""
    shades = {shade: name for name, shade in named_colours().items()}
    for palette in load_palettes().values():
        shades.update(zip(map(str.lower, palette.colours), palette.names, strict=False))
    return shades
