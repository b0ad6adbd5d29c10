"""How large each form is and where icon and words stand in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.items.forms import BOX, CIRCLE, EVENT, ICON, TEXT, THEME
from iwtlink.chart.style import ChartStyle, within
from iwtlink.chart.text.lines import TextLines, shifted
from iwtlink.store.charts.look import Look

Floats = NDArray[np.float64]
_LEAST, _MOST = 4.0, 20_000.0
"""Limits of half a width or height set by hand."""


@dataclass(frozen=True, slots=True)
class Sized:
    """Forms with their sizes: see ``Display``."""

    halves: Floats
    icon_offsets: Floats
    icon_halves: Floats
    text: TextLines


def sized(
    forms: NDArray[np.uint8],
    text: TextLines,
    enlargements: Floats,
    looks: Sequence[tuple[int, Look]],
    style: ChartStyle,
    gaps: Floats,
) -> Sized:
    """Give the size of each form: by hand where its look says so, else by its words.

    ``text`` has its first line's top on the anchor; ``looks`` are those of items that have one of
    their own; ``gaps`` (N,) is the room between an icon and its name.
    """
    icon = style.icon_px / 2 * enlargements
    halves = np.column_stack((icon, icon))
    offsets = np.zeros((len(forms), 2))
    icon_halves = icon.copy()
    words = text.boxes[:, 2:4] - text.boxes[:, 0:2]
    shifts = np.zeros((len(forms), 2))
    shifts[:, 1] = icon + gaps
    if (forms != ICON).any():
        halves = _by_words(forms, words, enlargements, style)
        icon_halves = _icons_in(forms, icon, enlargements, style)
    if looks:
        _by_hand(forms, halves, icon_halves, looks)
        shifts[:, 1] = np.where(forms == ICON, icon_halves + gaps, shifts[:, 1])
    inside = (forms != ICON) & (forms != THEME)
    shifts[inside, 1] = -words[inside, 1] / 2
    is_event, is_theme = forms == EVENT, forms == THEME
    offsets[is_event, 0] = (style.padding_px + icon_halves - halves[:, 0])[is_event]
    shifts[is_event, 0] = (style.padding_px / 2 + icon_halves)[is_event]
    offsets[is_theme, 0] = icon_halves[is_theme] - halves[is_theme, 0]
    shifts[is_theme] += offsets[is_theme]
    for item, look in looks:
        if look.label_dx or look.label_dy:
            by = (within(look.label_dx, -_MOST, _MOST, 0), within(look.label_dy, -_MOST, _MOST, 0))
            shifts[item] += by
    return Sized(halves, offsets, icon_halves, shifted(text, shifts))


def _by_words(
    forms: NDArray[np.uint8], words: Floats, enlargements: Floats, style: ChartStyle
) -> Floats:
    """Give half the sizes that hold the words: a circle round them, a box with some room."""
    pad, half = style.padding_px, style.icon_px / 2
    icon = half * enlargements
    event = style.event_icon_px / 2 * enlargements
    halves = np.column_stack((icon, icon))
    boxed = words / 2 + (pad, pad * 0.8)
    radius = np.hypot(words[:, 0], words[:, 1]) / 2 + pad * 0.6
    beside = np.column_stack((boxed[:, 0] + pad / 2 + event, np.maximum(boxed[:, 1], event + 4.0)))
    for form, size in (
        (CIRCLE, np.maximum(np.column_stack((radius, radius)), half)),
        (BOX, np.maximum(boxed, (half * 1.5, half * 0.8))),
        (TEXT, np.maximum(boxed, pad)),
        (EVENT, beside),
        (THEME, np.column_stack((np.full(len(forms), style.theme_width_px / 2), icon))),
    ):
        chosen = forms == form
        halves[chosen] = size[chosen]
    return halves


def _icons_in(
    forms: NDArray[np.uint8], icon: Floats, enlargements: Floats, style: ChartStyle
) -> Floats:
    """Give half the side of the icon in each form; 0 where it has none."""
    sides = np.where((forms == ICON) | (forms == THEME), icon, 0.0)
    sides[forms == EVENT] = (style.event_icon_px / 2 * enlargements)[forms == EVENT]
    return sides


def _by_hand(
    forms: NDArray[np.uint8], halves: Floats, icon_halves: Floats, looks: Sequence[tuple[int, Look]]
) -> None:
    for item, look in looks:
        if look.width is None and look.height is None:
            continue
        wide, high = halves[item]
        wide = within(look.width, 2 * _LEAST, 2 * _MOST, 2 * wide) / 2
        high = within(look.height, 2 * _LEAST, 2 * _MOST, 2 * high) / 2
        if forms[item] == ICON:
            wide = high = icon_halves[item] = min(wide, high)
        halves[item] = wide, high
