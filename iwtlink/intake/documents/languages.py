"""Which language a text is in, guessed by its letters: an offer, never more."""

from __future__ import annotations

import re

_SAMPLE = 20_000
_SCRIPTS = (
    ("lo", re.compile("[\u0e81-\u0edf]")),
    ("th", re.compile("[\u0e01-\u0e5b]")),
    ("km", re.compile("[\u1780-\u17ff]")),
    ("my", re.compile("[\u1000-\u109f\uaa60-\uaa7f]")),
    ("zh", re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")),
)
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_VIETNAMESE = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")


def guess_language(words: str) -> str:
    """Give the code of the language most letters belong to; empty where there are too few.

    Vietnamese is told from other Latin letters by marks that no other language has; what
    else is written in Latin letters is taken for English.
    """
    sample = words[:_SAMPLE]
    counts = {code: len(letters.findall(sample)) for code, letters in _SCRIPTS}
    counts["zh"] *= 3  # one Chinese character says as much as several letters
    latin = len(_LATIN.findall(sample))
    is_vietnamese = len(_VIETNAMESE.findall(sample)) > 0.04 * latin
    counts["vi" if is_vietnamese else "en"] = latin
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] >= 12 else ""
