"""Names, numbers and addresses that are kept back, found in words that stand beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from iwtlink.store.folding import fold

_START = 4
"""Letters of a secret by which it is looked up, so that their number costs nothing."""
_LAST_DIGITS = 8
"""What telephone numbers have in common however their country is written."""
_LEAST_DIGITS = 5
"""A shorter number is a quantity or a year, and stands in many words by chance."""


class Secrets:
    """Words that are kept back; says whether other words hold one, however it is written."""

    def __init__(self, words: Iterable[str]) -> None:
        self._starts: dict[str, list[str]] = {}
        for secret in sorted({fold(word) for word in words} - {""}):
            self._starts.setdefault(secret[:_START], []).append(secret)
        self._lengths = sorted({len(start) for start in self._starts})

    def is_in(self, words: str) -> bool:
        """Whether words hold a secret; linear in the words."""
        if not self._starts or not words:
            return False
        folded = fold(words)
        return self._is_in(folded) or self._is_in(_digits(folded))

    def _is_in(self, words: str) -> bool:
        return any(
            words.startswith(secret, i)
            for i in range(len(words))
            for n in self._lengths
            for secret in self._starts.get(words[i : i + n], ())
        )


def telling(property_name: str, value: str) -> Iterable[str]:
    """Yield what of a stated value would tell of whom it is stated: a name, number or address."""
    if property_name == "name" or "@" in value:
        yield value
    digits = _digits(value)
    if len(digits) >= _LEAST_DIGITS:
        yield digits[-_LAST_DIGITS:]


def _digits(words: str) -> str:
    return "".join(re.findall(r"[0-9]", words))
