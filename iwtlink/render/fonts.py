"""The fonts of a chart: the vendored ones, by name, the same in every picture."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QStaticText, QTransform

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


@lru_cache(maxsize=20_000)
def shaped(text: str, px: int, is_bold: bool, is_italic: bool = False) -> QStaticText:
    """Give a text shaped once, to be drawn often: a third of the time of drawing it plain."""
    made = QStaticText(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    made.prepare(QTransform(), chart_font(px, is_bold, is_italic))
    return made
