"""How alike two names are, and why: word by word, in any order that people use."""

from __future__ import annotations

from rapidfuzz.distance import JaroWinkler
from rapidfuzz.fuzz import ratio

from iwtlink.i18n import tr
from iwtlink.matching.forms import LIKELY, POSSIBLE, Likeness, Name

_CAP = 0.88
_OTHER_ORDER = 0.85
_PART = 0.8
_ENOUGH = 6
"""Letters by sound from which a beginning says something."""
_LONG_PART = 0.9


__all__ = ["LIKELY", "POSSIBLE", "Likeness", "compare_names"]

_NOT = Likeness(0.0, "")


def compare_names(
    one: Name,
    other: Name,
    *,
    type_name: str = "",  # noqa: ARG001 organisations are weighed otherwise, soon
) -> Likeness:
    """Say how alike two names are.

    Two names in Chinese characters are the same ones or are different; two with Vietnamese
    marks differ where the marks do; else every word must agree by sound to be likely.
    """
    if one.han and other.han:
        same = Likeness(1.0, tr("same Chinese characters"))
        return same if one.han == other.han else _NOT
    if not one.sounds or not other.sounds:
        return _NOT
    found = _by_sound(one, other)
    if one.marked and other.marked and sorted(one.marked) != sorted(other.marked):
        return Likeness(min(found.score, 0.6), tr("Vietnamese marks differ"))
    return found


def _by_sound(one: Name, other: Name) -> Likeness:
    if one.sounds == other.sounds:
        return _same(one, other)
    if other.joined in _rotations(one.sounds):
        return Likeness(0.97, tr("same words by sound, in another order or joined"))
    found = _by_words(one, other)
    if found.score < _PART and _begins(one, other):
        return Likeness(_PART, tr("begins the same, by sound"))
    return found


def _begins(typed: Name, known: Name) -> bool:
    """Whether a name still being typed is the beginning of a known one, however parted."""
    return len(typed.joined) >= _ENOUGH and known.joined.startswith(typed.joined)


def _same(one: Name, other: Name) -> Likeness:
    if one.text == other.text:
        return Likeness(1.0, tr("same name"))
    if one.words == other.words:
        return Likeness(0.99, tr("same name but for capitals, marks or titles"))
    return Likeness(0.98, tr("sounds the same"))


def _rotations(sounds: tuple[str, ...]) -> set[str]:
    return {"".join(sounds[i:] + sounds[:i]) for i in range(len(sounds))}


def _by_words(one: Name, other: Name) -> Likeness:
    short, long = sorted((one, other), key=lambda name: len(name.sounds))
    pairs = _aligned(short.sounds, long.sounds)
    agreeing = [pair for pair in pairs if pair[2] >= 1.0]
    if len(agreeing) == len(short.sounds):
        return _all_agree(short, long, pairs)
    weights = [max(len(a), len(b)) for a, b, _ in pairs]
    total = sum(weight * alike for weight, (_, _, alike) in zip(weights, pairs, strict=True))
    missing = len(long.joined) - sum(len(b) for _, b, _ in pairs)
    score = min(total / (sum(weights) + 0.5 * max(missing, 0)), _CAP)
    named = ", ".join(_spoken(long, b) for _, b, alike in pairs if alike >= 1.0)
    why = tr("{words} agree by sound", words=named) if named else tr("similar spelling")
    return Likeness(score, why)


def _all_agree(short: Name, long: Name, pairs: list[tuple[str, str, float]]) -> Likeness:
    if len(short.sounds) < len(long.sounds):
        named = ", ".join(_spoken(long, b) for _, b, _ in pairs)
        many = len(short.sounds) > 1 and len(short.joined) >= 6
        return Likeness(_LONG_PART if many else _PART, tr("{words}: part of the name", words=named))
    order = [long.sounds.index(b) for _, b, _ in pairs]
    turns = sum(here > after for here, after in zip(order, order[1:] + order[:1], strict=True))
    if turns > 1:
        return Likeness(_OTHER_ORDER, tr("same words by sound, but their order differs"))
    return Likeness(0.93, tr("sounds the same, with initials"))


def _aligned(short: tuple[str, ...], long: tuple[str, ...]) -> list[tuple[str, str, float]]:
    """Pair each word of the shorter name with the closest of the longer one, best first taken."""
    ranked = sorted(
        ((_alike(a, b), i, j) for i, a in enumerate(short) for j, b in enumerate(long)),
        key=lambda found: (-found[0], found[1], found[2]),
    )
    taken: dict[int, tuple[int, float]] = {}
    used: set[int] = set()
    for alike, i, j in ranked:
        if i not in taken and j not in used:
            taken[i] = (j, alike)
            used.add(j)
    return [(short[i], long[j], alike) for i, (j, alike) in sorted(taken.items())]


def _alike(a: str, b: str) -> float:
    if a == b:
        return 1.0
    if (len(a) == 1 or len(b) == 1) and a[:1] == b[:1]:
        return 1.0
    return min(_CAP, 0.5 * ratio(a, b) / 100 + 0.5 * JaroWinkler.similarity(a, b))


def _spoken(name: Name, heard: str) -> str:
    return name.words[name.sounds.index(heard)]
