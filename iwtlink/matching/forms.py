"""What a name is made of, and what comparing two of them gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

LIKELY = 0.9
"""From here on two names are probably one: every telling word agrees, nothing contradicts."""

POSSIBLE = 0.72
"""From here on it is worth a look."""

Verdict = Literal["same", "sounds", "close", "initial", "missing", "differs"]


@dataclass(frozen=True, slots=True)
class Name:
    """One name taken apart.

    ``words`` are the telling words, folded and read out in Latin letters; ``sounds`` say how
    each of them sounds. ``titles`` and ``legal_form`` (a code such as ``co_ltd``) were taken
    off. ``marked`` holds the words with their Vietnamese marks, ``han`` the Chinese characters
    in simplified form: empty where there are none. ``initials`` are the first letters of the
    words. ``others`` are the further names that stood in the same text, after *alias* or in
    brackets. Spellings of one name share at least one of the ``keys``.
    """

    text: str
    words: tuple[str, ...]
    sounds: tuple[str, ...]
    marked: tuple[str, ...] = ()
    han: str = ""
    titles: tuple[str, ...] = ()
    legal_form: str = ""
    is_organisation: bool = False
    initials: str = ""
    keys: frozenset[str] = frozenset()
    others: tuple[Name, ...] = ()

    @property
    def joined(self) -> str:
        """All sounds in a row: Li Xiang and Lixiang agree here."""
        return "".join(self.sounds)


@dataclass(frozen=True, slots=True)
class TokenMatch:
    """A word of one name and its counterpart in the other; either may be empty.

    ``why`` says in plain words what makes them the same, or tells them apart.
    """

    one: str
    other: str
    verdict: Verdict
    why: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """``score`` from 0 to 1; ``why`` is a sentence for the analyst, empty at 0.

    ``tokens`` go word by word; ``veto`` says what alone forbids that the two are one.
    """

    score: float
    why: str
    tokens: tuple[TokenMatch, ...] = ()
    veto: str = ""
