"""The fonts of a chart: the vendored ones, by name, the same in every picture."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from iwtlink.chart.text.metrics import FONT_FAMILIES, FONT_FILES
from iwtlink.paths import resource


@cache
def load_fonts() -> tuple[str, ...]:
    """Make the vendored fonts known to Qt; give their families. Needs a running application."""
    found: dict[str, None] = {}
    for file in dict.fromkeys(file for files in FONT_FILES.values() for file in files):
        number = QFontDatabase.addApplicationFont(str(resource("fonts", file)))
        found.update(dict.fromkeys(QFontDatabase.applicationFontFamilies(number)))
    return tuple(found)


@cache
def chart_font(px: int, is_bold: bool, is_italic: bool = False) -> QFont:
    """Give the font of chart text at a whole number of pixels.

    Unhinted, so that a text is as wide on the screen as it was measured, at every zoom.
    """
    font = QFont()
    font.setFamilies(list(FONT_FAMILIES))
    font.setPixelSize(px)
    font.setBold(is_bold)
    font.setItalic(is_italic)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
