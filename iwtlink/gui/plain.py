"""Texts of the data shown as they stand, also where they look like markup."""

from __future__ import annotations

from PySide6.QtGui import Qt

_LONGEST_TIP = 1_000
_LONGEST_LABEL = 60


def tip(text: str) -> str:
    """Give what a tooltip shows as ``text``: Qt would read a name such as ``<b>`` as HTML."""
    short = text if len(text) <= _LONGEST_TIP else text[:_LONGEST_TIP] + "…"
    if not Qt.mightBeRichText(short):
        return short
    return Qt.convertFromPlainText(short, Qt.WhiteSpaceMode.WhiteSpaceNormal)


def brief(text: str) -> str:
    """Give a text short enough to stand in a menu or the status bar, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_LABEL else line[: _LONGEST_LABEL - 1].rstrip() + "…"


def menu_text(text: str) -> str:
    """Give a text for a menu: short, and its ampersands mark no key."""
    return brief(text).replace("&", "&&")
