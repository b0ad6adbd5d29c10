"""How alike the names of two companies, shops, facilities or other named things are.

Their own words must agree. What kind of body it is says little, what it does and where it is a
little more: a shop and a farm of one name, or two branches, may be one or not.
"""

from __future__ import annotations

from collections.abc import Sequence

from iwtlink.i18n import tr
from iwtlink.matching import tables
from iwtlink.matching.align import Pair, align
from iwtlink.matching.explain import explain
from iwtlink.matching.forms import POSSIBLE, Likeness, Name, TokenMatch
from iwtlink.matching.names import as_body
from iwtlink.matching.organisations import is_place
from iwtlink.matching.word_order import are_syllables

_LONG = 5
"""Letters by sound from which a single word tells a body."""
_DIFFERENT = 0.6
_LEAST_INITIALS = 3
_BESIDE = 0.65
"""A company and something else that share a word only are no more alike than this."""
_OTHER_WORDS = 0.08
"""Taken off where one says only that it trades, the other what it does."""
_TURNED_SYLLABLES = 0.85
_WEAK_TRADES = frozenset(
    {"group", "international", "import_export", "trading", "branch", "services"}
)
"""They say too little to tell two bodies of one name apart."""


def compare_bodies(one: Name, other: Name, *, fully: bool = False) -> Likeness:
    """Say how alike two bodies' names are; word by word where they may be one, or ``fully``."""
    one, other = as_body(one), as_body(other)
    if one.han and other.han and one.han != other.han:
        token = TokenMatch(one.han, other.han, "differs", tr("other characters"))
        return Likeness(0.0, "", (token,), tr("the Chinese characters differ"))
    pairs = align(one.parts, other.parts)
    if acronym := _acronym(one, other):
        return Likeness(0.8, tr("initials of the other name"), (acronym,))
    score, why, veto = _judged(pairs, one, other)
    lowered = _lowered(one, other)
    if not fully and score < POSSIBLE:
        return Likeness(round(score, 3), why if score > 0 else "", (), veto)
    for points, said in lowered:
        score -= points
        why = f"{why}; {said}"
    tokens = [explain(pair, one.parts, other.parts) for pair in pairs]
    tokens += [TokenMatch("", "", "differs", said) for _, said in lowered]
    return Likeness(round(max(score, 0.0), 3), why if score > 0 else "", tuple(tokens), veto)


def _judged(pairs: Sequence[Pair], one: Name, other: Name) -> tuple[float, str, str]:
    numbers = [_numbers(name) for name in (one, other)]
    if numbers[0] and numbers[1] and numbers[0] != numbers[1]:
        return 0.4, tr("the numbers differ"), tr("the numbers in the two names differ")
    verdicts = {pair.verdict for pair in pairs}
    agreeing = [pair for pair in pairs if pair.agrees]
    named = ", ".join(" ".join(one.parts[i].text for i in pair.one) for pair in agreeing)
    if "differs" in verdicts:
        share = _letters(agreeing, one) / max(1, len(one.joined), len(other.joined))
        why = tr("{words} agree, other words differ", words=named) if named else ""
        return _DIFFERENT * share, why, ""
    if "missing" in verdicts:
        score, why, veto = _partial(agreeing, named, one, other)
        is_beside = bool(one.legal_form or one.trades) != bool(other.legal_form or other.trades)
        return min(score, _BESIDE) if is_beside and len(agreeing) < 2 else score, why, veto
    if is_place(one.words) and is_place(other.words):
        return _only_places(one, other)
    if "close" in verdicts:
        return (0.85 if agreeing or len(one.joined) >= _LONG else 0.7), tr("similar spelling"), ""
    if "initial" in verdicts:
        return 0.75, tr("one word and initials agree"), ""
    return _complete(pairs, one, other)


def _complete(pairs: Sequence[Pair], one: Name, other: Name) -> tuple[float, str, str]:
    if one.text == other.text:
        return 1.0, tr("same name"), ""
    places = [place for pair in pairs for place in pair.other]
    if not places:
        return 0.0, "", ""
    if places != sorted(places):
        if are_syllables((*one.parts, *other.parts)):
            return _TURNED_SYLLABLES, tr("same words in another order"), ""
        return 0.91, tr("same words by sound, in another order or joined"), ""
    if len(pairs) == 1 and len(one.joined) < _LONG:
        return 0.85, tr("the same single short name"), ""
    if all(pair.verdict == "same" for pair in pairs):
        return 0.97, tr("the words that tell it agree"), ""
    return 0.95, tr("the words that tell it sound the same"), ""


def _only_places(one: Name, other: Name) -> tuple[float, str, str]:
    """Compare bodies called by a place: what they do tells them apart."""
    if one.trades == other.trades and one.words == other.words:
        return 0.85, tr("the same place and trade"), ""
    return 0.5, tr("only the place agrees"), ""


def _partial(
    agreeing: Sequence[Pair], named: str, one: Name, other: Name
) -> tuple[float, str, str]:
    why = tr("{words}: part of the name", words=named)
    if not agreeing:
        return 0.0, "", ""
    if any(_numbers(one) ^ _numbers(other)):
        return 0.7, why, ""
    share = _letters(agreeing, one) / max(1, len(one.joined), len(other.joined))
    if len(agreeing) > 1 and share >= 0.6:
        return 0.78, why, ""
    return (0.73 if share >= 0.5 else 0.6), why, ""


def _letters(pairs: Sequence[Pair], one: Name) -> int:
    return sum(len(one.parts[i].sound) for pair in pairs for i in pair.one)


def _numbers(name: Name) -> frozenset[str]:
    return frozenset(part.sound for part in name.parts if any(map(str.isdigit, part.sound)))


def _acronym(one: Name, other: Name) -> TokenMatch | None:
    for short, long in ((one, other), (other, one)):
        if len(short.parts) == 1 and len(long.parts) > 1:
            word = short.parts[0]
            if word.text.isupper() and _are_initials(word.read, long.initials):
                why = tr("{word} are the initials of the other name", word=word.text)
                return TokenMatch(word.text, long.text, "initial", why)
    return None


def _are_initials(word: str, initials: str) -> bool:
    return len(word) >= _LEAST_INITIALS and initials.startswith(word)


def _kindred(trades: frozenset[str]) -> frozenset[str]:
    """Give trades with those that go together with each of them."""
    groups = (group for group in tables.groups("kindred_trades") if not trades.isdisjoint(group))
    return trades.union(*groups)


def _lowered(one: Name, other: Name) -> list[tuple[float, str]]:
    found = []
    ours, theirs = one.trades - _WEAK_TRADES, other.trades - _WEAK_TRADES
    if ours and theirs and not _kindred(ours) & theirs:
        is_short = min(len(one.parts), len(other.parts)) == 1
        found.append((0.26 if is_short else 0.16, tr("what they do differs")))
    elif one.trades and other.trades and not _kindred(one.trades) & other.trades:
        found.append((_OTHER_WORDS, tr("what they do is said otherwise")))
    if ("branch" in one.trades) != ("branch" in other.trades):
        found.append((0.08, tr("one is a branch")))
    if one.places and other.places and not one.places & other.places:
        are_alike = one.trades == other.trades or bool(one.trades & other.trades)
        found.append((0.22 if are_alike else 0.26, tr("where they are differs")))
    return found
