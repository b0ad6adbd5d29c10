"""Which word of one name answers which of the other, however they are ordered and parted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from iwtlink.matching import hmong
from iwtlink.matching.forms import Verdict, Word
from iwtlink.matching.near import are_forms_of_one, are_misread, is_near
from iwtlink.matching.sound import sound, squeezed

_MOST_PARTS = 4


@dataclass(frozen=True, slots=True)
class Pair:
    """Words of one name and their counterpart, by place; one side is empty where none answers."""

    one: tuple[int, ...]
    other: tuple[int, ...]
    verdict: Verdict
    reason: str = ""
    """What kind of agreement: sound, joined, clan, form, near, marks, letters."""

    @property
    def agrees(self) -> bool:
        """Whether it is the same word by letters or by sound."""
        return self.verdict in ("same", "sounds")


_pair = lru_cache(maxsize=4096)(Pair)
"""Names are short: few places and verdicts come up, again and again."""
_Answer = tuple[Verdict, str] | None
_Answers = Callable[[Word, Word], _Answer]


def align(one: Sequence[Word], other: Sequence[Word], *, by_letters: bool = False) -> list[Pair]:
    """Pair the words of two names, in the order of the first; the second's rest at the end.

    ``by_letters`` is for two Vietnamese names: there *th* and *t* tell names apart.
    """
    found: list[Pair] = []
    ours, theirs = list(range(len(one))), list(range(len(other)))
    _answered(one, other, ours, theirs, found, _spelled_same if by_letters else _heard_same)
    if ours and theirs:
        _joined(one, other, ours, theirs, found)
        _turned(one, other, ours, theirs, found)
        _answered(one, other, ours, theirs, found, _spelled_like if by_letters else _heard_like)
        _answered(one, other, ours, theirs, found, _begun)
    found += _left(ours, theirs)
    found.sort(key=lambda pair: pair.one or (len(one), *pair.other))
    return found


def _answered(
    one: Sequence[Word],
    other: Sequence[Word],
    ours: list[int],
    theirs: list[int],
    found: list[Pair],
    answers: _Answers,
) -> None:
    """Pair each word that is left with the first of the other name that answers it."""
    for i in tuple(ours):
        for j in theirs:
            if answer := answers(one[i], other[j]):
                found.append(_pair((i,), (j,), *answer))
                ours.remove(i)
                theirs.remove(j)
                break


def _heard_same(word: Word, its: Word) -> _Answer:
    if word.sound != its.sound or word.is_initial != its.is_initial:
        return None
    return ("same", "") if word.read == its.read else ("sounds", "sound")


def _spelled_same(word: Word, its: Word) -> _Answer:
    if word.plain != its.plain and not word.mark:
        return None
    if word.mark and its.mark and word.mark != its.mark:
        return None
    return _heard_same(word, its) if _letters(word) == _letters(its) else None


def _letters(word: Word) -> str:
    """Give the letters of a Vietnamese word as read, i for y."""
    return word.plain or word.read


def _joined(
    one: Sequence[Word],
    other: Sequence[Word],
    ours: list[int],
    theirs: list[int],
    found: list[Pair],
) -> None:
    """Pair a word with several of the other name that stand in a row: Khamsing, Kham Sing."""
    for i in tuple(ours) if len(theirs) > 1 else ():
        run = _run(one[i], other, theirs)
        if run:
            found.append(_pair((i,), run, "sounds", "joined"))
            ours.remove(i)
            for j in run:
                theirs.remove(j)


def _turned(
    one: Sequence[Word],
    other: Sequence[Word],
    ours: list[int],
    theirs: list[int],
    found: list[Pair],
) -> None:
    turned: list[Pair] = []
    _joined(other, one, theirs, ours, turned)
    found += [_pair(pair.other, pair.one, pair.verdict, pair.reason) for pair in turned]


def _run(word: Word, others: Sequence[Word], free: list[int]) -> tuple[int, ...]:
    if len(word.sound) < 4:
        return ()
    heard = squeezed(word.sound)
    for first in free:
        if others[first].sound[:1] != heard[:1] or len(others[first].sound) >= len(heard):
            continue
        run = [first]
        while len(run) < _MOST_PARTS:
            following = run[-1] + 1
            if following not in free:
                break
            run.append(following)
            parts = [others[j] for j in run]
            together = squeezed("".join(part.sound for part in parts))
            if together == heard or sound("".join(part.read for part in parts)) == word.sound:
                return tuple(run)
            if len(together) > len(heard) + 2:
                break
    return ()


def _spelled_like(word: Word, its: Word) -> _Answer:
    if word.is_initial or its.is_initial:
        return None
    if word.read == its.read:
        return "differs", "marks"
    swapped = len(word.read) > 4 and sorted(word.read) == sorted(its.read)
    return ("close", "near") if swapped and is_near(word.read, its.read) else None


def _heard_like(word: Word, its: Word) -> _Answer:
    if word.is_initial or its.is_initial:
        return None
    if not hmong.clans(word.read).isdisjoint(hmong.clans(its.read)) and (
        hmong.is_clan_spelled(word.text.lower()) or hmong.is_clan_spelled(its.text.lower())
    ):
        return "sounds", "clan"
    if are_forms_of_one(word.read, its.read):
        return "sounds", "form"
    if _numbers(word.read) != _numbers(its.read):
        return None
    if is_near(word.sound, its.sound) or are_misread(word.read, its.read):
        return "close", "near"
    return None


def _numbers(read: str) -> str:
    return "" if read.isalpha() else "".join(filter(str.isdigit, read))


def _begun(word: Word, its: Word) -> _Answer:
    short, long = (word, its) if word.is_initial else (its, word)
    if short.is_initial and short.read[0] in (long.read[:1], long.sound[:1]):
        return "initial", ""
    return None


def _left(ours: Sequence[int], theirs: Sequence[int]) -> list[Pair]:
    """Set the words that nothing answers against each other; what is over is missing."""
    both = min(len(ours), len(theirs))
    against = [_pair((i,), (j,), "differs") for i, j in zip(ours, theirs, strict=False)]
    alone = [_pair((i,), (), "missing") for i in ours[both:]]
    return against + alone + [_pair((), (j,), "missing") for j in theirs[both:]]
