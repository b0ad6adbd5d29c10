"""Keys of one's own for actions: which may be, who has them already, and which are in use."""

from __future__ import annotations

import re
from collections.abc import Mapping

from PySide6.QtGui import QKeySequence

from iwtlink.i18n import tr

_HELD = ("Ctrl+", "Alt+", "Meta+", "Shift+", "Num+")
_FREES = ("Ctrl+", "Alt+", "Meta+")
"""Held with a key, it is none that types."""
_FUNCTION = re.compile(r"F\d{1,2}")
_ALWAYS_THE_PLACES = frozenset(
    ("Left", "Right", "Up", "Down", "Tab", "Backtab", "Esc", "F2", "Menu")
)
"""What lists, text and charts answer themselves, with whatever is held besides."""


def portable(keys: str) -> str:
    """Give keys as they are kept and compared, such as "Ctrl+Shift+P"."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText)


def shown_keys(keys: str) -> str:
    """Give keys as this system writes them."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def why_unfit(keys: str, menus: Mapping[str, str]) -> str:
    """Say why no action can have these keys; nothing where one can.

    ``menus`` are the titles of the menus, in which "&" stands before the letter that opens them.
    """
    text, held = portable(keys), []
    while start := next((one for one in _HELD if text.startswith(one)), ""):
        held.append(start)
        text = text.removeprefix(start)
    if not text or QKeySequence(keys).count() != 1:
        return tr("Press one key, with Ctrl or Alt held.")
    if text in _ALWAYS_THE_PLACES:
        return tr("Lists, text and charts need {keys} themselves.", keys=shown_keys(keys))
    if not _FUNCTION.fullmatch(text) and not set(_FREES) & set(held):
        return tr(
            "{keys} is needed for typing. Hold Ctrl or Alt with it, or take a key from F1 to F12.",
            keys=shown_keys(keys),
        )
    for title in menus.values():
        _, _, rest = title.partition("&")
        if rest and portable(keys) == portable(f"Alt+{rest[0]}"):
            return tr(
                "{keys} opens the menu “{menu}”.",
                keys=shown_keys(keys),
                menu=title.replace("&", ""),
            )
    return ""


def who_has(keys: str, in_use: Mapping[str, str], but: str = "") -> str:
    """Give the name of the action that has these keys, another than ``but``; empty where none."""
    wanted = portable(keys)
    found = (name for name, own in in_use.items() if own and portable(own) == wanted)
    return next((name for name in found if name != but), "") if wanted else ""


def own_keys(
    usual: Mapping[str, str], kept: Mapping[str, str], menus: Mapping[str, str]
) -> dict[str, str]:
    """Give those of the kept keys that can be used, by action; empty keys for none.

    What is unfit, of an unknown action or had by another action is left out: such an action has
    its usual keys. No two actions of the result have the same keys, if no two usual ones do.
    """
    own = {
        name: portable(keys)
        for name, keys in kept.items()
        if name in usual
        and portable(keys) != portable(usual[name])
        and not (keys and why_unfit(keys, menus))
    }
    while True:
        in_use = {**usual, **own}
        twice = next((name for name in own if who_has(own[name], in_use, but=name)), "")
        if not twice:
            return own
        del own[twice]
