"""How a chart looks, read from ``resources/styles/*.yaml``: sizes, dash patterns, colours."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from iwtlink.errors import BadInput
from iwtlink.i18n import tr
from iwtlink.paths import resource

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
STRENGTHS = ("confirmed", "unconfirmed", "tentative")
"""In the order of ``ChartContent.strengths`` and of ``ChartStyle.dashes``."""


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours of one mode (light or dark) as 0xAARRGGBB."""

    paper: int
    text: int
    script_text: int
    link_text: int
    attribute_text: int
    grey: int
    """Edges and lines of greyed items."""
    grey_text: int
    container: int
    """Ground of a container."""
    badge: int
    badge_text: int
    edge: int
    """Of free shapes, legend and title block."""
    plate: int
    link: int
    passing: int
    """Of lines that only pass through a view, where there are very many."""
    selection: int
    link_types: Mapping[str, int]
    """Line colour by link type name; the rest take ``link``."""


@dataclass(frozen=True, slots=True)
class ChartStyle:
    """Sizes in chart units (pixels at zoom 1) and the colours in use."""

    icon_px: float
    icon_gap_px: float
    edge_px: float
    padding_px: float
    """Between words inside a form and its edge."""
    frame_px: float
    """Width of the highlight round an item."""
    frame_margin_px: float
    form_wrap_characters: int
    event_icon_px: float
    theme_width_px: float
    container_padding_px: float
    badge_px: float
    badge_font_px: float
    attribute_px: float
    name_px: float
    name_bold: bool
    script_px: float
    script_bold: bool
    wrap_characters: int
    name_lines: int
    script_lines: int
    label_gap_px: float
    link_label_px: float
    link_wrap_characters: int
    link_lines: int
    link_width_px: float
    dashes: tuple[tuple[float, ...], ...]
    """By strength: lengths on and off; empty for a solid line."""
    arrow_length_px: float
    arrow_width_px: float
    fan_spacing_px: float
    plate_margin_px: float
    colours: Colours
    is_dark: bool
    is_mono: bool = False
    """Drawn in black, white and grey, as for a printer without colours."""


def colour(text: str) -> int:
    """Give "#rrggbb" as 0xffrrggbb."""
    return 0xFF000000 | int(text.removeprefix("#"), 16)


def colour_or(text: str, otherwise: int = 0) -> int:
    """Give "#rrggbb" as 0xffrrggbb, or something else where the text is no colour."""
    return colour(text) if _COLOUR.fullmatch(text) else otherwise


def within(value: float | None, low: float, high: float, otherwise: float) -> float:
    """Give a number drawn into its limits; something else where there is none."""
    if value is None or not math.isfinite(value):
        return otherwise
    return min(max(float(value), low), high)


def luminance(colours: NDArray[np.uint32]) -> NDArray[np.float64]:
    """Give the relative luminance of 0xffrrggbb colours, 0 to 1 (WCAG 2.2)."""
    parts = np.stack([colours >> np.uint32(shift) & np.uint32(255) for shift in (16, 8, 0)])
    share = parts / 255.0
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    weighed: NDArray[np.float64] = np.tensordot((0.2126, 0.7152, 0.0722), linear, axes=1)
    return weighed


def ink_on(ground: str, ink: str) -> int:
    """Give the colour of words: their own, else what can be read on a ground of their own."""
    own, behind = colour_or(ink), colour_or(ground)
    return own or (int(readable_on(np.array([behind], np.uint32))[0]) if behind else 0)


def readable_on(grounds: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Give black or white, whichever is read more easily on each ground."""
    return np.where(luminance(grounds) > 0.18, 0xFF14181D, 0xFFFFFFFF).astype(np.uint32)


def hex_colour(argb: int) -> str:
    """Give 0xaarrggbb as "#rrggbb"."""
    return f"#{argb & 0xFFFFFF:06x}"


@cache
def load_style(name: str = "default", *, dark: bool = False) -> ChartStyle:
    """Give the shipped style of that name. ``BadInput`` where its file is not usable."""
    return read_style(resource("styles", f"{name}.yaml"), dark=dark)


def read_style(path: Path, *, dark: bool = False) -> ChartStyle:
    """Give the style in a YAML file. ``BadInput`` says which value is missing or wrong."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        return _style(data, dark)
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as problem:
        raise BadInput(
            tr("Cannot read the chart style {file}: {reason}", file=path, reason=problem)
        ) from problem
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise BadInput(
            tr(
                "The chart style {file} lacks a value or has a wrong one: {reason}",
                file=path,
                reason=problem,
            )
        ) from problem


def _style(data: Mapping[str, Mapping[str, object]], dark: bool) -> ChartStyle:
    label, link, form = data["label"], data["link"], data["form"]
    dashes = link["dashes"]
    if not isinstance(dashes, dict):
        raise TypeError("link: dashes")
    return ChartStyle(
        icon_px=_number(data["icon_px"]),
        icon_gap_px=_number(data["icon_gap_px"]),
        edge_px=_number(form["edge_px"]),
        padding_px=_number(form["padding_px"]),
        frame_px=_number(form["frame_px"]),
        frame_margin_px=_number(form["frame_margin_px"]),
        form_wrap_characters=int(_number(form["wrap_characters"])),
        event_icon_px=_number(form["event_icon_px"]),
        theme_width_px=_number(form["theme_width_px"]),
        container_padding_px=_number(form["container_padding_px"]),
        badge_px=_number(form["badge_px"]),
        badge_font_px=_number(form["badge_font_px"]),
        attribute_px=_number(label["attribute_px"]),
        name_px=_number(label["name_px"]),
        name_bold=bool(label["name_bold"]),
        script_px=_number(label["script_px"]),
        script_bold=bool(label["script_bold"]),
        wrap_characters=int(_number(label["wrap_characters"])),
        name_lines=int(_number(label["name_lines"])),
        script_lines=int(_number(label["script_lines"])),
        label_gap_px=_number(label["gap_px"]),
        link_label_px=_number(link["label_px"]),
        link_wrap_characters=int(_number(link["wrap_characters"])),
        link_lines=int(_number(link["lines"])),
        link_width_px=_number(link["width_px"]),
        dashes=tuple(tuple(_number(part) for part in dashes[name]) for name in STRENGTHS),
        arrow_length_px=_number(link["arrow_length_px"]),
        arrow_width_px=_number(link["arrow_width_px"]),
        fan_spacing_px=_number(link["fan_spacing_px"]),
        plate_margin_px=_number(link["plate_margin_px"]),
        colours=_colours(data, "dark" if dark else "light"),
        is_dark=dark,
    )


def _colours(data: Mapping[str, Mapping[str, object]], mode: str) -> Colours:
    part = data[mode]
    link_types = data["link_colours"][mode]
    if not isinstance(link_types, dict):
        raise TypeError(f"link_colours: {mode}")
    return Colours(
        **{
            field.name: colour(str(part[field.name]))
            for field in fields(Colours)
            if field.name != "link_types"
        },
        link_types={str(name): colour(str(value)) for name, value in link_types.items()},
    )


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ValueError(str(value))
    if not 0 <= value < 10_000:
        raise ValueError(str(value))
    return float(value)
