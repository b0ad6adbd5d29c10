"""Chinese characters that a PDF gives as the radicals they are drawn like.

Fonts draw 走 and the radical ⾛ (U+2F9B) with one shape, and many programs write the radical's
number into a PDF. A name taken from there would be another one. Kangxi radicals are replaced
by their compatibility decomposition (Unicode Standard, chapter 18), of the supplement those that
are whole characters of modern texts (EquivalentUnifiedIdeograph.txt).
"""

from __future__ import annotations

import unicodedata

_SUPPLEMENT = (
    "⺟母⺠民⻅见⻆角⻉贝⻋车⻓长⻔门⻙韦⻚页⻛风⻜飞⻢马⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟"
)
_CHARACTERS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)} | {
    ord(radical): whole for radical, whole in zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True)
}


def without_radicals(text: str) -> str:
    """Give a text of the same length with whole characters for radicals."""
    return text if text.isascii() else text.translate(_CHARACTERS)
