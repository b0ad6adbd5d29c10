"""How a chart is drawn where paper is scarce: small signs and words of one size, names bold."""

from __future__ import annotations

from dataclasses import replace

from iwtlink.chart.building import build_display
from iwtlink.chart.display import Display
from iwtlink.chart.style import ChartStyle

WORDS_PX = 10.0
"""Of all words but names and titles: none is smaller, so none need be printed larger."""
_NAME_PX, _ICON_PX, _BADGE_PX = 10.5, 30.0, 17.0
_NAME_CHARACTERS, _LINK_CHARACTERS = 20, 20


def printed(display: Display) -> Display:
    """Give a chart with small signs and words, its items where they stand.

    Sizes chosen by hand keep their proportion to the usual ones.
    """
    content = replace(display.content, positions=display.positions)
    marking = display.title_block.marking if display.title_block else ""
    return build_display(content, display.ontology, _small(display.style), marking=marking)


def _small(style: ChartStyle) -> ChartStyle:
    return replace(
        style,
        icon_px=min(style.icon_px, _ICON_PX),
        icon_gap_px=2.0,
        padding_px=min(style.padding_px, 5.0),
        event_icon_px=min(style.event_icon_px, 20.0),
        badge_px=_BADGE_PX,
        badge_font_px=WORDS_PX,
        attribute_px=WORDS_PX,
        name_px=_NAME_PX,
        script_px=WORDS_PX,
        wrap_characters=min(style.wrap_characters, _NAME_CHARACTERS),
        link_label_px=WORDS_PX,
        link_wrap_characters=min(style.link_wrap_characters, _LINK_CHARACTERS),
        fan_spacing_px=min(style.fan_spacing_px, 26.0),
    )
