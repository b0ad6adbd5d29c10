"""Titles and forms of address taken off a name: Thao, Khun, Ông, U, Mr, ranks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from iwtlink.matching import burmese, tables, vietnamese
from iwtlink.ontology import yaml_lines as lines
from iwtlink.store.folding import fold

Token = tuple[str, str]
"""A word as it stands, and folded."""

_LEAST_LEFT = 3
"""Letters that must be left where a title is written against the name."""


@dataclass(frozen=True, slots=True)
class _Titles:
    before: Mapping[tuple[str, ...], str]
    marked: Mapping[str, str]
    after: Mapping[str, str]
    against: tuple[tuple[str, str], ...]
    careful: Mapping[str, Mapping[str, str]]
    sex: Mapping[str, str]
    longest: int


@tables.once
def _titles() -> _Titles:
    before: dict[tuple[str, ...], str] = {}
    marked: dict[str, str] = {}
    after: dict[str, str] = {}
    against: dict[str, str] = {}
    careful: dict[str, dict[str, str]] = {"vietnamese": {}, "burmese": {}}
    sex: dict[str, str] = {}
    for spot in tables.spots("titles"):
        for code, _, value in lines.entries(spot):
            given = lines.fields(value, tables.TITLE_KEYS)
            if "sex" in given:
                sex[code] = lines.text(given["sex"])
            for word in lines.texts(given["before"]) if "before" in given else ():
                if vietnamese.has_marks(word):
                    marked[vietnamese.marked(word)] = code
                else:
                    before[tuple(fold(word).split())] = code
            for word in lines.texts(given["after"]) if "after" in given else ():
                after[fold(word)] = code
            for word in lines.texts(given["against"]) if "against" in given else ():
                against[fold(word)] = code
            for language, _, some in lines.entries(given["careful"]) if "careful" in given else ():
                careful[language].update((word, code) for word in lines.texts(some))
    longest_first = tuple(sorted(against.items(), key=lambda pair: -len(pair[0])))
    return _Titles(before, marked, after, longest_first, careful, sex, max(map(len, before)))


def take_titles(tokens: Sequence[Token]) -> tuple[tuple[str, ...], list[Token]]:
    """Give the titles of a name and the words left; a title alone is a name."""
    titles: list[str] = []
    rest = list(tokens)
    while len(rest) > 1:
        code, length = _first(rest)
        if not code:
            break
        titles.append(code)
        rest = rest[length:]
    while len(rest) > 1 and (code := _titles().after.get(rest[-1][1], "")):
        titles.append(code)
        rest = rest[:-1]
    if rest and not rest[0][1].isascii():
        rest[0] = _detached(rest[0], titles)
    return tuple(titles), rest


def _first(rest: Sequence[Token]) -> tuple[str, int]:
    known = _titles()
    for length in range(min(known.longest, len(rest) - 1), 0, -1):
        code = known.before.get(tuple(word for _, word in rest[:length]))
        if code and not _is_burmese_name(rest):
            return code, length
    shown, folded = rest[0]
    if not shown.isascii() and (code := known.marked.get(vietnamese.marked(shown))):
        return code, 1
    if (code := known.careful["burmese"].get(folded)) and _is_burmese(rest[1:], folded):
        return code, 1
    for length in range(min(known.longest, len(rest) - 1), 0, -1):
        code = known.careful["vietnamese"].get(" ".join(word for _, word in rest[:length]))
        if code and _is_vietnamese(rest[length:]):
            return code, length
    return "", 0


def _is_burmese_name(rest: Sequence[Token]) -> bool:
    """Whether the seeming title is a syllable of a Burmese name: Than Shwe."""
    return all(burmese.usual(word) for _, word in rest) and not _titles().careful["burmese"].get(
        rest[0][1]
    )


def _is_burmese(rest: Sequence[Token], title: str) -> bool:
    """Whether Burmese syllables follow a title, and not the same again: Ko Ko Aung is a name."""
    return rest[0][1] != title and all(burmese.usual(word) for _, word in rest)


def _is_vietnamese(rest: Sequence[Token]) -> bool:
    telling, known = vietnamese.surnames()
    words = [word for _, word in rest]
    if not all(map(vietnamese.is_syllable, words)):
        return False
    if len(words) == 1:
        return words[0] not in known and any(vietnamese.has_marks(shown) for shown, _ in rest)
    return words[0] in telling or any(vietnamese.has_marks(shown) for shown, _ in rest)


def _detached(first: Token, titles: list[str]) -> Token:
    for title, code in _titles().against:
        if first[1].startswith(title) and len(first[1]) - len(title) >= _LEAST_LEFT:
            titles.append(code)
            return first[1][len(title) :], first[1][len(title) :]
    return first


def sex_of(titles: Sequence[str]) -> str:
    """Give what titles say of the bearer: m, f, or nothing."""
    said = {_titles().sex.get(title, "") for title in titles} - {""}
    return said.pop() if len(said) == 1 else ""
