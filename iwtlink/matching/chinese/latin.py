"""Two Latin spellings of one Chinese name, each in its own system."""

from __future__ import annotations

from iwtlink.i18n import tr
from iwtlink.matching.chinese import tables
from iwtlink.matching.chinese.explain import (
    both_read_as,
    characters,
    differs,
    given_characters,
    system_name,
)
from iwtlink.matching.chinese.readings import MIXED, Reading
from iwtlink.matching.chinese.scoring import score, surnames_agree, syllables_agree
from iwtlink.matching.chinese.syllables import (
    CANTONESE,
    LAO_THAI,
    PINYIN,
    TAIWAN,
    VIETNAMESE,
    grandfathers_way,
    officially_cantonese,
    system,
)
from iwtlink.matching.forms import POSSIBLE, Likeness, TokenMatch

_SAME_PINYIN = 0.98
_ONE_DIFFERS = 0.6
_UNLISTED = 0.1
_COMMON = 0.02
"""Share of people, in percent, from which a surname is taken for one."""
_NEARLY = 0.8
_OTHER_ENGLISH = 0.78
_GRANDFATHERS = 0.75
_NORTH_AND_CANTON = (PINYIN, TAIWAN, CANTONESE)
_MIXED_MOST = 0.88
_ALONE = (VIETNAMESE, MIXED, LAO_THAI)
"""Systems in which two names are compared elsewhere, or not at all."""


def compare(one: tuple[Reading, ...], other: tuple[Reading, ...]) -> Likeness | None:
    """Compare all readings of two names; None where they are not this package's business.

    Two names readable as pinyin are compared as pinyin only, unless one has a hyphen in the
    given name: so write Taiwan and Hong Kong, and pinyin does not. Two Vietnamese ones are left to
    those who know Vietnamese.
    """
    pinyin = [_in_pinyin(some) for some in (one, other)]
    if pinyin[0] and pinyin[1]:
        found = _as_pinyin(pinyin[0], pinyin[1])
        if found.score == _SAME_PINYIN or one[0].is_hyphened == other[0].is_hyphened:
            return found
    pairs = [_compare(a, b) for a in one for b in other if _may_meet(a, b)]
    best = max(pairs, key=lambda likeness: likeness.score, default=None)
    if best and best.score >= POSSIBLE:
        return best
    return _unlike_ones(one, other)


def _in_pinyin(some: tuple[Reading, ...]) -> list[Reading]:
    """Give the readings as pinyin; none with the surname last where another is at hand."""
    found = [r for r in some if r.system == PINYIN and r.is_listed and _is_common(r)]
    if any(not r.is_turned for r in found):
        return found
    return [] if any(not r.is_turned for r in some) else found


def _unlike_ones(one: tuple[Reading, ...], other: tuple[Reading, ...]) -> Likeness | None:
    """Say that two names of which both are plainly Chinese are not one; None where unsure."""
    if not (_is_plain(one) and _is_plain(other)):
        return None
    return Likeness(_ONE_DIFFERS, tr("no characters are read both ways"))


def _is_plain(some: tuple[Reading, ...]) -> bool:
    return any(
        r.system in _NORTH_AND_CANTON and len(r.given) == 2 and not r.extra and _is_common(r)
        for r in some
    ) and not any(r.system == VIETNAMESE for r in some)


def _is_common(one: Reading) -> bool:
    return tables.surnames().share(one.surnames) >= _COMMON


def _may_meet(a: Reading, b: Reading) -> bool:
    """Whether two readings are worth comparing.

    Within one system spellings differ little: there a surname and one syllable say nothing.
    """
    if a.system == b.system and (a.system in _ALONE or len(a.given) < 2):
        return False
    return len(a.given) == len(b.given) > 0


def _compare(a: Reading, b: Reading) -> Likeness:
    family = surnames_agree(a.surnames, b.surnames)
    if not family.shared:
        return Likeness(0.0, "")
    agreeing = [family]
    written = [characters(family.shared)]
    shown = [both_read_as(a.surname, b.surname, characters(family.shared), a, b)]
    for place in range(len(a.given)):
        found = syllables_agree(a.characters(place), b.characters(place))
        if not found.shared:
            return Likeness(0.0, "")
        agreeing.append(found)
        shared = given_characters(found.shared)
        written.append(shared)
        shown.append(both_read_as(a.given[place], b.given[place], shared, a, b))
    most = _MIXED_MOST if MIXED in (a.system, b.system) else 1.0
    taken = sum(_UNLISTED for one in (a, b) if not one.is_listed)
    if _have_other_names(a, b) or _are_two_official_ones(a, b):
        most = min(most, _OTHER_ENGLISH)
    why = tr(
        "both can be {han}: one is {system}, the other {other_system}",
        han=" ".join(written),
        system=system_name(a.system),
        other_system=system_name(b.system),
    )
    return Likeness(round(min(most, score(agreeing) - taken), 3), why, tuple(shown))


def _as_pinyin(one: list[Reading], other: list[Reading]) -> Likeness:
    pairs = [(a, b) for a in one for b in other]
    for a, b in pairs:
        if _letters(a) == _letters(b) and _have_other_names(a, b):
            return Likeness(_OTHER_ENGLISH, tr("the same name in pinyin, another English one"))
        if _letters(a) == _letters(b):
            tokens = tuple(TokenMatch(x, y, "same") for x, y in _units(a, b))
            if a.is_turned != b.is_turned and len(a.given) == 1 and _is_surname(a):
                return Likeness(_NEARLY, tr("which is the surname is not sure"), tokens)
            return Likeness(_SAME_PINYIN, tr("the same name in pinyin"), tokens)
    best = min(pairs, key=lambda pair: sum(_unlike(x, y) for x, y in _units(*pair)))
    tokens = tuple(
        differs(x, y) if _unlike(x, y) else TokenMatch(x, y, "same") for x, y in _units(*best)
    )
    for a, b in pairs:
        if _without_dots(a) == _without_dots(b):
            return Likeness(_NEARLY, tr("the same but for the dots of ü"))
    if shared := next(filter(None, (_grandfathers(a, b) for a, b in pairs)), None):
        return shared
    wrong = sum(token.verdict == "differs" for token in tokens)
    return Likeness(_ONE_DIFFERS if wrong == 1 else 0.3, tr("different in pinyin"), tokens)


def _grandfathers(a: Reading, b: Reading) -> Likeness | None:
    """Take Tan Weiming for Chen Weiming: the surname as it is spelled in the south."""
    for one, other in ((a, b), (b, a)):
        shared = other.surnames & set(grandfathers_way().get(one.surname, ""))
        if shared and _u("".join(a.given)) == _u("".join(b.given)):
            han = characters(frozenset(shared))
            why = tr(
                "{spelled} is how {character} is spelled in the south",
                spelled=one.surname,
                character=han,
            )
            return Likeness(_GRANDFATHERS, why, (TokenMatch(a.surname, b.surname, "sounds", why),))
    return None


def _letters(one: Reading) -> tuple[str, str]:
    return _u(one.surname), _u("".join(one.given))


def _is_surname(one: Reading) -> bool:
    """Whether the given name might be the surname as well: Yang Guo, Guo Yang."""
    return tables.surnames().share(system(one.system).surnames(one.given[0])) >= _COMMON


def _are_two_official_ones(a: Reading, b: Reading) -> bool:
    """Whether two Cantonese names are apart as officials spell: Fung and Fong."""
    if not a.system == b.system == CANTONESE:
        return False
    known = officially_cantonese()
    pairs = [(known.get(x), known.get(y)) for x, y in _units(a, b) if x != y]
    return any(one and other and not one & other for one, other in pairs)


def _have_other_names(a: Reading, b: Reading) -> bool:
    """Whether both have an English name, and not the same."""
    return bool(a.extra and b.extra and not set(a.extra) & set(b.extra))


def _without_dots(one: Reading) -> str:
    return " ".join(_letters(one)).replace("v", "u")


def _units(a: Reading, b: Reading) -> list[tuple[str, str]]:
    if len(a.given) == len(b.given):
        return [(a.surname, b.surname), *zip(a.given, b.given, strict=True)]
    return [(a.surname, b.surname), ("".join(a.given), "".join(b.given))]


def _unlike(x: str, y: str) -> bool:
    return _u(x) != _u(y)


def _u(letters: str) -> str:
    """Write ü one way: lyu is lv."""
    return letters.replace("lyu", "lv").replace("nyu", "nv")
