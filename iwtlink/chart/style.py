"""How a chart looks, read from ``resources/styles/*.yaml``: sizes, dash patterns, colours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from iwtlink.errors import BadInput
from iwtlink.i18n import tr
from iwtlink.paths import resource

STRENGTHS = ("confirmed", "unconfirmed", "tentative")
"""In the order of ``ChartContent.strengths`` and of ``ChartStyle.dashes``."""


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours of one mode (light or dark) as 0xAARRGGBB."""

    paper: int
    text: int
    script_text: int
    link_text: int
    plate: int
    link: int
    selection: int
    link_types: Mapping[str, int]
    """Line colour by link type name; the rest take ``link``."""


@dataclass(frozen=True, slots=True)
class ChartStyle:
    """Sizes in chart units (pixels at zoom 1) and the colours in use."""

    icon_px: float
    icon_gap_px: float
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


def colour(text: str) -> int:
    """Give "#rrggbb" as 0xffrrggbb."""
    return 0xFF000000 | int(text.removeprefix("#"), 16)


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
    label, link = data["label"], data["link"]
    dashes = link["dashes"]
    if not isinstance(dashes, dict):
        raise TypeError("link: dashes")
    return ChartStyle(
        icon_px=_number(data["icon_px"]),
        icon_gap_px=_number(data["icon_gap_px"]),
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
            name: colour(str(part[name]))
            for name in ("paper", "text", "script_text", "link_text", "plate", "link", "selection")
        },
        link_types={str(name): colour(str(value)) for name, value in link_types.items()},
    )


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ValueError(str(value))
    if not 0 <= value < 10_000:
        raise ValueError(str(value))
    return float(value)
