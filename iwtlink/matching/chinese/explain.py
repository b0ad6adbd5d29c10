"""Words for the analyst: which syllable stands for which character, read how."""

from __future__ import annotations

from dataclasses import replace

from iwtlink.i18n import tr
from iwtlink.matching.chinese import tables
from iwtlink.matching.chinese.readings import MIXED, Reading
from iwtlink.matching.chinese.syllables import (
    CANTONESE,
    LAO_THAI,
    PINYIN,
    SOUTHERN,
    TAIWAN,
    VIETNAMESE,
)
from iwtlink.matching.forms import Likeness, Name, TokenMatch

_SHOWN = 3


def system_name(name: str) -> str:
    """Give the name of a spelling system as an analyst reads it."""
    names = {
        PINYIN: tr("pinyin"),
        TAIWAN: tr("Wade-Giles"),
        CANTONESE: tr("Cantonese"),
        SOUTHERN: tr("Hokkien or Teochew"),
        VIETNAMESE: tr("Sino-Vietnamese"),
        LAO_THAI: tr("Lao or Thai writing"),
        MIXED: tr("family spelling with pinyin"),
    }
    return names.get(name, name)


def characters(some: frozenset[str]) -> str:
    """Give the commonest of some characters or surnames: 国, or 黄/王."""
    known = tables.surnames().shares
    ranked = sorted(some, key=lambda c: (-known.get(c, 0), -tables.given_share(frozenset(c)), c))
    return "/".join(ranked[:_SHOWN])


def given_characters(some: frozenset[str]) -> str:
    """Give the commonest of some characters of given names."""
    ranked = sorted(some, key=lambda c: (-tables.given_share(frozenset(c)), c))
    return "/".join(ranked[:_SHOWN])


def read_as(spelled: str, char: str, one: Reading) -> TokenMatch:
    """Say that a syllable is a reading of a character."""
    why = tr("{spelled} = {character} ({system})", spelled=spelled, character=char,
             system=system_name(one.system))  # fmt: skip
    return TokenMatch(char, spelled, "same", why)


def both_read_as(a: str, b: str, shared: str, one: Reading, other: Reading) -> TokenMatch:
    """Say that two syllables can spell the same character."""
    why = tr(
        "{spelled} ({system}) = {character} = {other} ({other_system})",
        spelled=a,
        system=system_name(one.system),
        character=shared,
        other=b,
        other_system=system_name(other.system),
    )
    return TokenMatch(a, b, "same" if a == b else "sounds", why)


def differs(a: str, b: str) -> TokenMatch:
    """Say that two parts have nothing in common."""
    return TokenMatch(a, b, "differs", tr("no character is read both ways"))


def unheard(char: str, spelled: str) -> TokenMatch:
    """Say that no reading of a character in the south is known."""
    why = tr("how {character} is read in the south is not on the table", character=char)
    return TokenMatch(char, spelled, "close", why)


def as_written(found: Likeness, one: Name, other: Name) -> Likeness:
    """Give a likeness with the characters of both names as they stand in them."""
    ours, theirs = _written(one), _written(other)
    if not ours and not theirs:
        return found
    tokens = tuple(
        replace(token, one=token.one.translate(ours), other=token.other.translate(theirs))
        for token in found.tokens
    )
    return replace(found, tokens=tokens, why=found.why.translate(ours or theirs))


def _written(name: Name) -> dict[int, str]:
    """Give the characters of a name that are not the simplified ones, by those."""
    plain = tables.simplified()
    return {ord(plain[ord(c)]): c for c in name.text if not c.isascii() and ord(c) in plain}


def turned(found: TokenMatch) -> TokenMatch:
    """Give a match as seen from the other name."""
    return TokenMatch(found.other, found.one, found.verdict, found.why)
