"""How alike two people's names are.

Every telling word must agree by letters or sound to be likely, at least two of them. A single
name says little; one family name and two given ones are two people.
"""

from __future__ import annotations

from collections.abc import Sequence

from iwtlink.i18n import tr
from iwtlink.matching import vietnamese
from iwtlink.matching.align import Pair, align
from iwtlink.matching.explain import explain
from iwtlink.matching.forms import POSSIBLE, Likeness, Name, TokenMatch
from iwtlink.matching.near import telling_syllables
from iwtlink.matching.titles import sex_of
from iwtlink.matching.word_order import are_syllables, order_of

_DIFFERENT = 0.6
"""More than this no two names get of which a word differs."""
_GENERATIONS = frozenset(("junior", "senior"))
_ELDER_OR_YOUNGER = 0.85
_SYLLABLE_MORE = 0.8
"""A name of single syllables with one more: in Hmong or Khmer easily another name."""
_NAMES_BESIDE = 2
_ONLY_INITIALS = 0.74
_SHORT = 3
_FEW_LETTERS = 4
"""A single name of so few letters that only sounds like a part of another says nothing."""


def compare_people(one: Name, other: Name, *, fully: bool = False) -> Likeness:
    """Say how alike two people's names are; word by word where they may be one, or ``fully``."""
    by_letters = one.language == other.language == "vi"
    pairs = align(one.parts, other.parts, by_letters=by_letters)
    pairs = _without_titles(pairs, one, other)
    score, why, veto = _judged(pairs, one, other, by_letters)
    tokens: tuple[TokenMatch, ...] = ()
    if fully or score >= POSSIBLE:
        tokens = tuple(explain(pair, one.parts, other.parts) for pair in pairs)
    if one.titles or other.titles:
        if not veto and (said := _titles_contradict(one, other)):
            score, veto = min(score, _DIFFERENT), said
        if _GENERATIONS & ({*one.titles} ^ {*other.titles}):
            score = min(score, _ELDER_OR_YOUNGER)
    return Likeness(round(score, 3), why if score else "", tokens, veto)


def _without_titles(pairs: list[Pair], one: Name, other: Name) -> list[Pair]:
    """Leave a missing word out that stands as a title in the other name: Thao, a clan and Mr."""
    if not (one.titles or other.titles):
        return pairs
    return [pair for pair in pairs if not _is_title(pair, one, other)]


def _is_title(pair: Pair, one: Name, other: Name) -> bool:
    if pair.verdict != "missing":
        return False
    words, titles = (one, other.titles) if pair.one else (other, one.titles)
    return words.parts[(pair.one or pair.other)[0]].read in titles


def _titles_contradict(one: Name, other: Name) -> str:
    ours, theirs = sex_of(one.titles), sex_of(other.titles)
    if ours and theirs and ours != theirs:
        return tr("one title is said of men, the other of women")
    mine, its = _GENERATIONS & {*one.titles}, _GENERATIONS & {*other.titles}
    if mine and its and mine != its:
        return tr("one is called the elder, the other the younger")
    return ""


def _judged(
    pairs: Sequence[Pair], one: Name, other: Name, by_letters: bool
) -> tuple[float, str, str]:
    if any(pair.reason == "marks" for pair in pairs):
        return (
            min(_shared(pairs, one, other), _DIFFERENT),
            tr("Vietnamese marks differ"),
            tr("both names have Vietnamese marks, and these differ"),
        )
    if any(pair.verdict == "differs" for pair in pairs):
        return _different(pairs, one, other)
    missing = [pair for pair in pairs if pair.verdict == "missing"]
    if any(pair.one for pair in missing) and any(pair.other for pair in missing):
        return _different(pairs, one, other)
    if missing:
        return _partial(pairs, one, other, by_letters)
    return _complete(pairs, one, other, by_letters)


def _shared(pairs: Sequence[Pair], one: Name, other: Name) -> float:
    """Give the share of the longer name's letters that agree, 0 to 1."""
    agreed = sum(
        len(one.parts[i].sound) for pair in pairs if pair.verdict in _AGREEING for i in pair.one
    )
    return agreed / max(1, len(one.joined), len(other.joined))


_AGREEING = ("same", "sounds", "close")


def _different(pairs: Sequence[Pair], one: Name, other: Name) -> tuple[float, str, str]:
    score = min(_shared(pairs, one, other), 1.0) * _DIFFERENT
    agreeing = [_shown(pair, one) for pair in pairs if pair.agrees]
    if agreeing:
        return score, tr("{words} agree, other words differ", words=", ".join(agreeing)), ""
    begun = _is_begun(one, other) or _is_begun(other, one)
    if begun:
        return _DIFFERENT, tr("begins the same, by sound"), ""
    return score, tr("the words differ") if score else "", ""


def _is_begun(short: Name, long: Name) -> bool:
    """Whether a single word, still being typed, is the beginning of the other name."""
    return (
        len(short.parts) == 1
        and len(short.joined) >= _SHORT
        and any(sound.startswith(short.joined) for sound in (long.joined, *long.sounds))
    )


def _shown(pair: Pair, one: Name) -> str:
    return " ".join(one.parts[i].text for i in pair.one)


def _count(pairs: Sequence[Pair], one: Name, by_letters: bool) -> int:
    """Give how many telling words agree; words joined in one name count as in the other.

    An initial that stands in both tells little.
    """
    empty = vietnamese.untelling() if by_letters else frozenset()
    return sum(
        max(len(pair.one), len(pair.other))
        for pair in pairs
        if pair.agrees
        and not any(one.parts[i].read in empty or one.parts[i].is_initial for i in pair.one)
    )


# Every word has its counterpart


def _complete(
    pairs: Sequence[Pair], one: Name, other: Name, by_letters: bool
) -> tuple[float, str, str]:
    count = _count(pairs, one, by_letters)
    closes = sum(pair.verdict == "close" for pair in pairs)
    initials = sum(
        pair.verdict == "initial" or any(one.parts[i].is_initial for i in pair.one)
        for pair in pairs
    )
    if closes:
        return _with_closes(count, closes, initials)
    if initials:
        if count >= _NAMES_BESIDE:
            return 0.93, tr("sounds the same, with initials"), ""
        if not count and all(pair.agrees for pair in pairs):
            return _ONLY_INITIALS, tr("the same initials"), ""
        return (0.84 if count else 0.4), tr("one word and initials agree"), ""
    if count < _NAMES_BESIDE:
        return _single(pairs, one, other)
    order = order_of(pairs, one, other, by_letters)
    if order == "other":
        return (
            _DIFFERENT if by_letters else 0.85,
            tr("same words, but their order differs"),
            tr("in Vietnamese the order of middle and given name tells people apart")
            if by_letters
            else "",
        )
    if order == "unsure":
        return 0.85, tr("same words in another order"), ""
    return _same(pairs, one, other, by_letters, order)


def _same(
    pairs: Sequence[Pair], one: Name, other: Name, by_letters: bool, order: str
) -> tuple[float, str, str]:
    if one.text == other.text:
        return 1.0, tr("same name"), ""
    unmarked = by_letters and bool(one.marked) != bool(other.marked)
    if unmarked and len(one.parts) <= _NAMES_BESIDE:
        return 0.88, tr("same letters, but one name has no Vietnamese marks"), ""
    if unmarked:
        return 0.95, tr("same letters; one name has no Vietnamese marks"), ""
    if order == "turned":
        return 0.97, tr("same words by sound, in another order or joined"), ""
    if all(pair.verdict == "same" for pair in pairs):
        return 0.99, tr("same name but for capitals, marks or titles"), ""
    if any(pair.reason == "joined" for pair in pairs):
        return 0.97, tr("same words by sound, in another order or joined"), ""
    return 0.98, tr("sounds the same"), ""


def _with_closes(count: int, closes: int, initials: int) -> tuple[float, str, str]:
    why = tr("one word differs by a letter or two") if closes == 1 else tr("similar spelling")
    if closes == 1 and count:
        return (0.86 if not initials else 0.78), why, ""
    if closes == 1:
        return 0.73, why, ""
    return (0.8 if count else 0.74) if closes == _NAMES_BESIDE and not initials else 0.65, why, ""


def _single(pairs: Sequence[Pair], one: Name, other: Name) -> tuple[float, str, str]:
    if not any(pair.agrees for pair in pairs):
        return 0.0, "", ""
    if len(one.joined) < _SHORT:
        return 0.74, tr("the same single short name"), ""
    if one.text == other.text or all(pair.verdict == "same" for pair in pairs):
        return 0.85, tr("the same single name"), ""
    return 0.82, tr("a single name that sounds the same"), ""


# Words are missing in one of the two


def _partial(
    pairs: Sequence[Pair], one: Name, other: Name, by_letters: bool
) -> tuple[float, str, str]:
    short, long = (one, other) if len(one.parts) <= len(other.parts) else (other, one)
    count = _count(pairs, one, by_letters)
    sure = [pair for pair in pairs if pair.verdict != "missing"]
    agreed = ", ".join(_shown(pair, one) for pair in sure)
    why = tr("{words}: part of the name", words=agreed)
    if any(pair.verdict == "close" for pair in sure):
        return (0.76 if count else 0.5), why, ""
    if any(pair.verdict == "initial" for pair in sure):
        return (0.78 if count else 0.3), why, ""
    if by_letters:
        return _vietnamese_part(sure, short, long, count), why, ""
    if order_of([pair for pair in sure if pair.one and pair.other], one, other, False) == "other":
        return 0.7, why, ""
    if one.language == "my" or other.language == "my":
        return 0.7, why, ""  # Burmese names have no family name: a syllable more is another name
    if count >= _NAMES_BESIDE and are_syllables((*one.parts, *other.parts)):
        return _SYLLABLE_MORE, why, ""
    if count >= _NAMES_BESIDE:
        return (0.9 if 2 * len(short.joined) >= len(long.joined) else 0.78), why, ""
    if len(short.joined) <= _FEW_LETTERS and sure[0].verdict != "same":
        return _DIFFERENT, why, ""
    return (0.74 if len(short.joined) > _SHORT else 0.72), why, ""


def _vietnamese_part(sure: Sequence[Pair], short: Name, long: Name, count: int) -> float:
    """A middle name left out is common; the given name, which stands last, must be there."""
    known = vietnamese.surnames()[1]
    ends = {long.parts[0].read, long.parts[-1].read}
    given = long.parts[-1] if long.parts[0].read in known else long.parts[0]
    words = {part.read for part in short.parts}
    if len(words) == 1:
        return 0.73 if given.read in words else 0.5
    if ends <= words and count >= _NAMES_BESIDE:
        both_marked = bool(short.marked) and bool(long.marked)
        return 0.9 if both_marked and len(sure) > _NAMES_BESIDE else 0.84
    return 0.76 if given.read in words and count >= _NAMES_BESIDE else 0.5


def nickname_of(short: Name, long: Name) -> bool:
    """Whether a single short name is the end of a given name built of syllables: Sing, Khamsing."""
    if len(short.parts) != 1 or len(long.parts) < _NAMES_BESIDE:
        return False
    called, known = short.parts[0].sound, telling_syllables()
    return len(called) >= _SHORT and any(
        part.sound.endswith(called) and part.sound[: -len(called)] in known for part in long.parts
    )
