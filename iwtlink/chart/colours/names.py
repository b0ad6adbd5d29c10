"""Colours by name, as an i2 user knows them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import yaml

from iwtlink.i18n import tr
from iwtlink.paths import resource


@cache
def named_colours() -> Mapping[str, str]:
    """Give the colours offered by name: name in English and "#rrggbb"."""
    text = resource("styles", "named_colours.yaml").read_text(encoding="utf-8")
    return {str(name): str(value) for name, value in yaml.safe_load(text).items()}


def colour_words(value: str) -> str:
    """Give what a colour is called, or "#rrggbb" again where it has no name."""
    names = {shade: name for name, shade in named_colours().items()}
    return tr(names[value.lower()]) if value.lower() in names else value
