"""Breaking a label into short lines: at spaces, and between clusters where a script has none."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

ELLIPSIS = "…"
_KEPT_SPACE = "\u00a0"
"""No line breaks at a no-break space; it is drawn as a plain one."""
_LEADING_VOWELS = frozenset("เแโใไເແໂໃໄ")
"""Thai and Lao vowels written before their consonant: no line ends after one."""
_NO_LINE_START = frozenset("ะาำๆฯะาຳຽະໆຯ、。，．：；！？）」』】》〉%)],.:;!?”’")
_NO_LINE_END = frozenset("(（「『【《〈[“‘")
_VIRAMAS = frozenset("\u1039\u17d2")
"""Burmese and Khmer stackers: the next consonant hangs below."""


def kept_together(text: str) -> str:
    """Give a text that no line break may part, such as an amount and its currency."""
    return text.replace(" ", _KEPT_SPACE)


def wrapped(text: str, characters: int, lines: int) -> tuple[str, ...]:
    """Give ``text`` as at most ``lines`` lines of about ``characters`` clusters each.

    Marks do not count. Words stay whole where they fit in a line; what is left over ends in an
    ellipsis. Control characters become spaces, so that no line holds a line break.
    """
    if 0 < len(text) <= characters and text.isprintable() and _is_tidy(text):
        return (text,)
    return _wrapped(text, characters, lines)


def _is_tidy(text: str) -> bool:
    return text[0] != " " and text[-1] != " " and "  " not in text


@lru_cache(maxsize=100_000)
def _wrapped(text: str, characters: int, lines: int) -> tuple[str, ...]:
    broken = _broken(_tidy(text), characters, lines)
    plain = (line.replace(_KEPT_SPACE, " ").strip() for line in broken)
    return tuple(line for line in plain if line)


def _broken(text: str, characters: int, lines: int) -> list[str]:
    done: list[str] = []
    line = ""
    for piece, space in _pieces(text, characters):
        longer = line + (" " if space and line else "") + piece
        if line and _length(longer) > characters:
            done.append(line)
            line = piece
            if len(done) == lines:
                done[-1] = _shortened(done[-1], characters)
                return done
        else:
            line = longer
    return [*done, line] if line else done


def _tidy(text: str) -> str:
    spaced = (" " if _separates(character) else character for character in text[:4000])
    return " ".join(part for part in "".join(spaced).split(" ") if part.strip(_KEPT_SPACE))


def _separates(character: str) -> bool:
    return character != _KEPT_SPACE and (
        character.isspace() or unicodedata.category(character) in ("Cc", "Zl", "Zp", "Zs", "Cs")
    )


def _pieces(text: str, characters: int) -> Iterator[tuple[str, bool]]:
    """Give the pieces a line may break between, and whether a space stands before each."""
    for word in text.split(" "):
        space = True
        for piece in _breakable(word, characters):
            yield piece, space
            space = False


def _breakable(word: str, characters: int) -> list[str]:
    """Cut a word where its script allows: Chinese anywhere, the rest only when too long."""
    clusters = list(_clusters(word))
    too_long = len(clusters) > characters
    pieces: list[str] = []
    for index, cluster in enumerate(clusters):
        before = clusters[index - 1] if index else ""
        if index and _may_break(before, cluster, too_long):
            pieces.append(cluster)
        elif pieces:
            pieces[-1] += cluster
        else:
            pieces.append(cluster)
    return pieces


def _may_break(before: str, after: str, too_long: bool) -> bool:
    if after[0] in _NO_LINE_START or before[-1] in _NO_LINE_END:
        return False
    return too_long or _is_ideograph(before[0]) or _is_ideograph(after[0])


def _is_ideograph(character: str) -> bool:
    return "\u2e80" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff"


def _clusters(word: str) -> Iterator[str]:
    """Give the parts of a word that a reader sees as one: a letter with its marks."""
    cluster = ""
    for character in word:
        if cluster and not _continues(cluster, character):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


def _continues(cluster: str, character: str) -> bool:
    last = cluster[-1]
    return (
        unicodedata.category(character) in ("Mn", "Mc", "Me", "Cf")
        or last == "\u200d"
        or last in _LEADING_VOWELS
        or last in _VIRAMAS
        or character in "ะาำະາຳຽ"
    )


def _length(text: str) -> int:
    return sum(unicodedata.category(c) not in ("Mn", "Me", "Cf") for c in text)


def _shortened(line: str, characters: int) -> str:
    clusters = list(_clusters(line))
    while clusters and _length("".join(clusters)) >= characters:
        clusters.pop()
    return "".join(clusters).rstrip(" ,.;:-") + ELLIPSIS
