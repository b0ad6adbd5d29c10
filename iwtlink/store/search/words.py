"""What is typed into a search: words, quoted phrases, words to leave out, numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby

from iwtlink.store.folding import bare
from iwtlink.store.search.forms import (
    closed,
    is_code_part,
    is_number_part,
    number_of,
    without_zeros,
)

_PART = re.compile(r"(-?)(?:[\"“”„«](.+?)[\"“”«»]|(\S+))")
_NOTHING_TO_FIND = re.compile(r"[\W_]*")
_MOST_WORDS = 12
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """A question taken apart; every text is in bare form.

    ``ways`` are lists of terms: a unit fits that holds all terms of one of them. ``left_out``
    are terms that it must not hold. ``whole`` is the question without signs, for comparing
    with names.
    """

    ways: tuple[tuple[str, ...], ...]
    left_out: tuple[str, ...]
    whole: str

    @property
    def terms(self) -> tuple[str, ...]:
        """Every term of every way, the longest first."""
        return tuple(sorted(dict.fromkeys(t for way in self.ways for t in way), key=len)[::-1])


def is_short(term: str) -> bool:
    """Whether a term is too short for the index of triples."""
    return len(term) < _SHORT


def take_apart(words: str) -> Asked:
    """Take apart what was typed; ``ways`` is empty where there is nothing to look for."""
    plain: list[str] = []
    phrases: list[str] = []
    left_out: list[str] = []
    for found in list(_PART.finditer(words))[:_MOST_WORDS]:
        term = bare(found[2] if found[2] is not None else found[3].strip('"“”„«»'))
        if _NOTHING_TO_FIND.fullmatch(term):
            continue
        if found[1]:
            left_out.append(term)
        elif found[2] is not None:
            phrases.append(term)
        else:
            plain.append(term)
    ways = [_with_numbers(plain)]
    if any(map(is_number_part, plain)) or any(closed(word) != word for word in plain):
        ways.append(_with_codes(plain))
    unlike = dict.fromkeys(tuple(dict.fromkeys((*way, *phrases))) for way in ways)
    return Asked(tuple(way for way in unlike if way), tuple(left_out), " ".join((*plain, *phrases)))


def _with_numbers(words: list[str]) -> list[str]:
    """Put each long number, which may be spread over words, into the form it is looked for."""
    terms: list[str] = []
    for belongs, run in groupby(words, is_number_part):
        listed = list(run)
        number = number_of(" ".join(listed)) if belongs else ""
        terms += [number] if number else [word.lstrip("+(") for word in listed]
    return terms


def _with_codes(words: list[str]) -> list[str]:
    """Close up what may be a plate, an account or a reference, with letters in it."""
    terms: list[str] = []
    for belongs, run in groupby(words, is_code_part):
        listed = list(run)
        code = without_zeros(closed("".join(listed))) if belongs else ""
        has_number = any(sign.isdigit() for sign in code)
        terms += [code] if has_number and not code.isdigit() else _with_numbers(listed)
    return terms
