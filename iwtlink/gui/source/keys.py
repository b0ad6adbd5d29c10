"""The plain keys of a page being read, and what each asks for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

KEYS = {
    "E": "entity",
    "L": "link",
    "V": "value",
    "R": "record",
    "A": "accept",
    "U": "picture_of",
    "P": "show_picture",
    "T": "show_text",
    "B": "show_both",
}
"""Letters, without Ctrl or Alt."""

_CONTROL = Qt.KeyboardModifier.ControlModifier
_OTHERS = {
    (Qt.Key.Key_PageDown, True): "next_page",
    (Qt.Key.Key_PageUp, True): "previous_page",
    (Qt.Key.Key_Plus, False): "larger",
    (Qt.Key.Key_Equal, False): "larger",
    (Qt.Key.Key_Minus, False): "smaller",
    (Qt.Key.Key_Escape, False): "leave",
}


def action_of(event: QKeyEvent) -> str:
    """Give what a key asks for; empty where it means nothing here.

    On a keyboard of another script the key in the place of the Latin letter counts, where
    the system tells it.
    """
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    key = Qt.Key(event.key())
    named = _OTHERS.get((key, bool(held & _CONTROL)))
    if named and not held & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier):
        return named
    if held:
        return ""
    code = event.key()
    if not event.text().isascii() and event.text().isalpha():
        code = event.nativeVirtualKey()
    return KEYS.get(chr(code), "") if 0x41 <= code <= 0x5A else ""
