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
class Word:
    """A telling word: as it stands in the ``text``, ``read`` in Latin letters, and its ``sound``.

    ``mark`` is its form with Vietnamese marks, where the name has such; ``plain`` its letters as
    Vietnamese names are compared: more closely than by sound. ``is_initial`` says that only its
    first letter stands there.
    """

    text: str
    read: str
    sound: str
    mark: str = ""
    plain: str = ""
    is_initial: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """One name taken apart.

    ``words`` are the telling words, folded and read out in Latin letters; ``sounds`` say how
    each of them sounds. ``titles`` and ``legal_form`` (a code such as ``co_ltd``) were taken
    off. ``marked`` holds the words with their Vietnamese marks, ``han`` the Chinese characters
    in simplified form: empty where there are none. ``initials`` are the first letters of the
    words. ``others`` are the further names that stood in the same text, after *alias* or in
    brackets. Spellings of one name share at least one of the ``keys``.

    ``language`` is ``vi`` or ``my`` where the spelling shows it. What an organisation does and
    where it is are codes in ``trades`` and ``places``: they tell less than its own words.
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
    parts: tuple[Word, ...] = ()
    language: str = ""
    trades: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    may_be_chinese: bool = False
    """Whether a Chinese reading of it exists, in any spelling."""

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
