"""Which characters a Latin syllable can spell, system by system."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from iwtlink.matching.chinese import tables
from iwtlink.matching.chinese.wade_giles import wade_giles

PINYIN, TAIWAN, CANTONESE = "pinyin", "Wade-Giles", "Cantonese"
SOUTHERN, VIETNAMESE = "Hokkien or Teochew", "Sino-Vietnamese"
LAO_THAI = "Lao or Thai"
SYSTEMS = (PINYIN, TAIWAN, CANTONESE, SOUTHERN, VIETNAMESE)


@dataclass(frozen=True, slots=True)
class System:
    """One way to spell Chinese: the characters that each syllable spells.

    ``rare`` holds those that are read so more seldom: believed, but with less weight.
    ``families`` gives the surnames that each spelling stands for.
    """

    name: str
    usual: Mapping[str, str]
    rare: Mapping[str, str]
    families: Mapping[str, frozenset[str]]
    longest: int

    def __contains__(self, syllable: str) -> bool:
        return self._key(syllable) in self.usual

    def characters(self, syllable: str) -> frozenset[str]:
        """Give the characters that a syllable usually spells."""
        return _set(self.usual.get(self._key(syllable), ""))

    def seldom(self, syllable: str) -> frozenset[str]:
        """Give the characters that it spells now and then."""
        return _set(self.rare.get(syllable, ""))

    def misread(self, spelled: str) -> frozenset[str]:
        """Give the surnames that who does not know better spells so: Ceng for 曾."""
        shares = tables.surnames().shares if self.name == PINYIN else {}
        found = self.characters(spelled) - self.surnames(spelled)
        return frozenset(char for char in found if shares.get(char, 0.0) >= _COMMON)

    def _key(self, syllable: str) -> str:
        return toned(syllable) if self.name == VIETNAMESE else syllable

    def surnames(self, spelled: str) -> frozenset[str]:
        """Give the surnames, single and double, that this can spell."""
        if self.name == VIETNAMESE:
            return _vietnamese_surnames(spelled)
        return self.families.get(spelled, _NONE)


_NONE = frozenset[str]()
_set = lru_cache(maxsize=16_384)(frozenset[str])


@lru_cache(maxsize=8)
def system(name: str) -> System:
    """Read one system: about 3 to 9 ms each when first asked for."""
    usual, rare = _SPELLED[name]()
    return System(name, usual, rare, _families(name, usual), max(map(len, usual), default=0))


def _families(name: str, usual: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Give the surnames by spelling; two-syllable ones in Vietnamese have marks to be sorted."""
    known = tables.surnames()
    own = _read_as(name) if name in (PINYIN, TAIWAN) else {}
    apart = known.read_as if own else {}
    found: dict[str, set[str]] = defaultdict(set)
    spelled: dict[str, list[str]] = defaultdict(list)
    for syllable, characters in usual.items():
        found[syllable].update(
            char for char in characters if char in known.shares and char not in apart
        )
        for char in characters if len(syllable) > 1 else "":
            spelled[char].append(syllable)
    for double in known.doubles if name != VIETNAMESE else ():
        for first, last in product(spelled[double[0]], spelled[double[1]]):
            found[first + last].add(double)
    for spelling, surnames in own.items():
        found[spelling] |= surnames
    return {spelling: frozenset(some) for spelling, some in found.items() if some}


def _read_as(name: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for surname, readings in tables.surnames().read_as.items():
        for pinyin in readings:
            single = name == TAIWAN and len(surname) == 1
            for form in wade_giles(pinyin) if single else [pinyin]:
                found[form].add(surname)
    return {spelling: frozenset(some) for spelling, some in found.items()}


@lru_cache(maxsize=65_536)
def _vietnamese_surnames(spelled: str) -> frozenset[str]:
    known = system(VIETNAMESE)
    found = known.families.get(toned(spelled), _NONE)
    for length in range(2, len(spelled) - 1):
        one = known.characters(spelled[:length])
        if one and (other := known.characters(spelled[length:])):
            doubles = tables.surnames().doubles
            found = found.union(two for two in doubles if two[0] in one and two[1] in other)
    return found


_COMMON = 0.02
"""Share of people, in percent, from which a misread surname is thought of."""
_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_Y = re.compile("(?<=[hklmst])y$|(?<=qu)y$")
_PLAIN = str.maketrans("đăâêôơưýỳỷỹỵ", "daaeoouyyyyy", "\u0300\u0301\u0303\u0309\u0323")


@lru_cache(maxsize=16_384)
def toned(syllable: str) -> str:
    """Give a Vietnamese syllable with its tone at the end, and with one i.

    *Hòa* and *hoà* are one, *Lý* and *Lí*, *Quý* and *Quí*.
    """
    marks = unicodedata.normalize("NFD", syllable)
    tone = "".join(_TONE.findall(marks))
    return _Y.sub("i", unicodedata.normalize("NFC", _TONE.sub("", marks))) + tone


Parts = Mapping[str, Mapping[str, list[str]]]
Spelled = tuple[Mapping[str, str], Mapping[str, str]]


@lru_cache(maxsize=1)
def _pinyin() -> Spelled:
    usual, rare = {}, {}
    for row in tables.rows("mandarin.tsv"):
        syllable, main, seldom = [*row, "", ""][:3]
        if set(syllable) & set("aeiouv"):
            for form in _u_forms(syllable):
                usual[form], rare[form] = main, seldom
    for (left_out,) in tables.rows("pinyin_left_out.txt"):
        for syllable in left_out.split():
            usual.pop(syllable, None)
    rare["lu"], rare["nu"] = rare["lu"] + usual["lv"], rare["nu"] + usual["nv"]
    return usual, rare


def _u_forms(syllable: str) -> list[str]:
    """Spell ü as v, and as yu like in passports; what was ü in the text is v here."""
    if "v" not in syllable:
        return [syllable]
    forms = [syllable, syllable.replace("v", "yu")]
    return [*forms, syllable.replace("v", "u")] if syllable.endswith("ve") else forms


def _taiwan() -> Spelled:
    usual: dict[str, str] = defaultdict(str)
    rare: dict[str, str] = defaultdict(str)
    main, seldom = _pinyin()
    for syllable, some in main.items():
        for form in wade_giles(syllable):
            usual[form] += some
            rare[form] += seldom[syllable]
    return dict(usual), dict(rare)


def _cantonese() -> Spelled:
    parts = _parts("cantonese_spelling.tsv")
    return _spelled_by(parts, "cantonese.tsv", "cantonese_more.tsv"), {}


@lru_cache(maxsize=1)
def officially_cantonese() -> Mapping[str, frozenset[str]]:
    """Give the characters of a syllable as officials of Hong Kong write it, that way alone."""
    parts = _parts("cantonese_spelling.tsv")
    found: dict[str, set[str]] = defaultdict(set)
    for sound, characters in tables.rows("cantonese.tsv"):
        for form in list(_spell(sound, parts))[:1]:
            found[form].update(characters)
    return {form: frozenset(some) for form, some in found.items()}


def _lao_thai() -> Spelled:
    """Give what pinyin sounds like once it went through Lao or Thai writing."""
    return _spelled_by(_parts("lao_thai_spelling.tsv"), "mandarin.tsv"), {}


def _spelled_by(parts: Parts, *names: str) -> dict[str, str]:
    usual: dict[str, str] = defaultdict(str)
    for name in names:
        for row in tables.rows(name):
            for form in _spell(row[0], parts):
                usual[form] += row[1]
    return dict(usual)


def _parts(name: str) -> Parts:
    found: dict[str, dict[str, list[str]]] = {"initial": {}, "final": {}, "syllable": {}}
    for kind, sound, forms in tables.rows(name):
        found[kind][sound] = [form.replace("-", "") for form in forms.split()]
    return found


def _spell(sound: str, parts: Parts) -> Iterable[str]:
    """Put a syllable together from the spellings of its beginning and its end."""
    if sound in parts["syllable"]:
        return parts["syllable"][sound]
    for length in (2, 1):
        begin, end = sound[:length], sound[length:]
        if begin in parts["initial"] and end in parts["final"]:
            return [one + other for one in parts["initial"][begin] for other in parts["final"][end]]
    plain = parts["initial"].get("-", [])
    return [one + other for one in plain for other in parts["final"].get(sound, [])]


def _southern() -> Spelled:
    usual: dict[str, str] = defaultdict(str)
    for characters, forms in tables.rows("southern.tsv"):
        for form in forms.split():
            usual[form] += characters
    return dict(usual), {}


@lru_cache(maxsize=1)
def grandfathers_way() -> Mapping[str, str]:
    """Give the surnames behind their first spelling in the south: Tan is 陈."""
    found: dict[str, str] = defaultdict(str)
    for characters, forms in tables.rows("southern.tsv"):
        found[forms.split()[0]] += characters
    return dict(found)


@lru_cache(maxsize=1)
def southern_characters() -> frozenset[str]:
    """Give the characters whose southern readings are known."""
    return frozenset("".join(row[0] for row in tables.rows("southern.tsv")))


def _vietnamese() -> Spelled:
    """Give syllables with their marks; without them too, where that is another spelling."""
    usual: dict[str, str] = defaultdict(str)
    for name in ("vietnamese.tsv", "vietnamese_more.tsv"):
        for syllable, characters in tables.rows(name):
            usual[toned(syllable)] += characters
    for syllable in list(usual):
        plain = syllable.translate(_PLAIN)
        if plain != syllable:
            usual[plain] += usual[syllable]
    return dict(usual), {}


_SPELLED: Mapping[str, Callable[[], Spelled]] = {
    PINYIN: _pinyin,
    TAIWAN: _taiwan,
    CANTONESE: _cantonese,
    SOUTHERN: _southern,
    VIETNAMESE: _vietnamese,
    LAO_THAI: _lao_thai,
}
