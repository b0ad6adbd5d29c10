"""Why two words agree or not, in plain words: *ph = p, y = i*."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from iwtlink.i18n import tr
from iwtlink.matching.align import Pair
from iwtlink.matching.forms import TokenMatch, Word

_LETTERS = re.compile(
    r"(?:tch|chh|nyh|aeo|eow|eua|uea|ph|th|kh|ch|sh|zh|gn|ny|nh|ng|hs|ts|ou|oo|ai|ay|ei|ey|ae|"
    r"eo|eu|ew|ao|au|aw|oe|er|ua|ia|ie|ck|(?:ne|n)$|(.)\1|.)"
)


def explain(pair: Pair, one: Sequence[Word], other: Sequence[Word]) -> TokenMatch:
    """Say what a pair of words is, and why."""
    ours, theirs = [one[i] for i in pair.one], [other[j] for j in pair.other]
    left, right = _text(ours), _text(theirs)
    return TokenMatch(left, right, pair.verdict, _why(pair, ours, theirs, left, right))


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _why(pair: Pair, ours: Sequence[Word], theirs: Sequence[Word], left: str, right: str) -> str:
    if not ours or not theirs:
        return tr("{word} is missing in the other name", word=left or right)
    if pair.reason == "joined":
        return tr("{one} and {other} are the same words, joined", one=left, other=right)
    if pair.reason == "clan":
        return tr("{one} and {other} are spellings of one Hmong clan", one=left, other=right)
    if pair.reason == "form":
        return tr("{one} and {other} are forms of one given name", one=left, other=right)
    if pair.reason == "marks":
        return tr("the marks of {one} and {other} differ", one=left, other=right)
    if pair.verdict == "initial":
        return tr("{one} and {other} begin with the same letter", one=left, other=right)
    if pair.verdict == "close":
        return tr("{one} and {other} differ by a letter or two", one=left, other=right)
    if pair.verdict == "differs":
        return tr("{one} and {other} are different words", one=left, other=right)
    return _same(ours[0], theirs[0])


def _same(one: Word, other: Word) -> str:
    if one.text == other.text:
        return tr("{word} stands in both", word=one.text)
    read = [
        tr("{word} is read {latin}", word=word.text, latin=word.read)
        for word in (one, other)
        if not word.text[:1].isascii() and _is_read_out(word)
    ]
    letters = heard_alike(one.read, other.read)
    if one.read == other.read and not read:
        return tr("{one} and {other} are the same word", one=one.text, other=other.text)
    reasons = "; ".join(filter(None, [*read, letters]))
    return tr(
        "{one} and {other} sound the same: {why}", one=one.text, other=other.text, why=reasons
    )


def _is_read_out(word: Word) -> bool:
    return not any(letter.isascii() and letter.isalpha() for letter in word.text)


@lru_cache(maxsize=16_384)
def heard_alike(one: str, other: str) -> str:
    """Give the letters that are spelled otherwise and heard alike, such as *ph = p, y = i*."""
    ours = [found[0] for found in _LETTERS.finditer(one)]
    theirs = [found[0] for found in _LETTERS.finditer(other)]
    pairs: dict[str, None] = {}
    for kind, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        left, right = "".join(ours[a:b]), "".join(theirs[c:d])
        if left and right:
            pairs[f"{left} = {right}"] = None
        else:
            pairs[tr("{letters} is not heard", letters=left or right)] = None
    return ", ".join(pairs)
