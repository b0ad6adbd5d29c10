"""Which characters a Latin syllable can spell, system by system."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product

from iwtlink.matching.chinese import tables
from iwtlink.matching.chinese.wade_giles import wade_giles
from iwtlink.store.folding import fold

PINYIN, TAIWAN, CANTONESE = "pinyin", "Wade-Giles", "Cantonese"
SOUTHERN, VIETNAMESE = "Hokkien or Teochew", "Sino-Vietnamese"
LAO_THAI = "Lao or Thai"
SYSTEMS = (PINYIN, TAIWAN, CANTONESE, SOUTHERN, VIETNAMESE)


@dataclass(frozen=True, slots=True)
class System:
    """One way to spell Chinese: syllable -> characters, surname as spelled -> surnames."""

    name: str
    characters: Mapping[str, frozenset[str]]
    rare: Mapping[str, frozenset[str]]
    """Characters that are read so more seldom: believed, but with less weight."""
    surnames: Mapping[str, frozenset[str]]
    longest: int = field(default=6)


@lru_cache(maxsize=8)
def system(name: str) -> System:
    """Read one system; the first costs about 10 ms, for its tables."""
    usual, rare = _SPELLED[name]()
    longest = max(map(len, usual), default=0)
    return System(name, usual, rare, _surnames(name, usual), longest)


def _surnames(name: str, usual: Mapping[str, frozenset[str]]) -> Mapping[str, frozenset[str]]:
    """Give the surnames of every spelling; double ones are spelled without a space."""
    known = tables.surnames()
    spelled: dict[str, set[str]] = defaultdict(set)
    behind: dict[str, list[str]] = defaultdict(list)
    parts = {char for surname in known.shares for char in surname}
    for syllable, characters in usual.items():
        for char in characters & parts:
            behind[char].append(syllable)
    for surname in known.shares:
        read_as = known.read_as.get(surname) if name in (PINYIN, TAIWAN) else None
        for spelling in _spellings(name, surname, read_as, behind):
            spelled[spelling].add(surname)
    return {spelling: frozenset(some) for spelling, some in spelled.items()}


def _spellings(
    name: str, surname: str, read_as: tuple[str, ...] | None, behind: Mapping[str, list[str]]
) -> Iterable[str]:
    if read_as is None:
        return ["".join(parts) for parts in product(*(behind.get(char, []) for char in surname))]
    if name == PINYIN:
        return read_as
    return [form for pinyin in read_as if len(surname) == 1 for form in wade_giles(pinyin)] or [
        "".join(parts) for parts in product(*(behind.get(char, []) for char in surname))
    ]


Spelled = tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]


def _frozen(found: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    return {syllable: frozenset(some) for syllable, some in found.items() if some}


@lru_cache(maxsize=1)
def _pinyin() -> Spelled:
    usual, rare = {}, {}
    for row in tables.rows("mandarin.tsv"):
        syllable, main, seldom = [*row, "", ""][:3]
        if set(syllable) & set("aeiouv"):
            for form in _u_forms(syllable):
                usual[form], rare[form] = main, seldom
    rare["lu"], rare["nu"] = rare["lu"] + usual["lv"], rare["nu"] + usual["nv"]
    return _frozen(usual), _frozen(rare)


def _u_forms(syllable: str) -> list[str]:
    """Spell ü as v, and as yu like in passports; what was ü in the text is v here."""
    if "v" not in syllable:
        return [syllable]
    forms = [syllable, syllable.replace("v", "yu")]
    return [*forms, syllable.replace("v", "u")] if syllable.endswith("ve") else forms


def _taiwan() -> Spelled:
    usual: dict[str, set[str]] = defaultdict(set)
    rare: dict[str, set[str]] = defaultdict(set)
    main, seldom = _pinyin()
    for syllable in {*main, *seldom}:
        for form in wade_giles(syllable):
            usual[form] |= main.get(syllable, frozenset())
            rare[form] |= seldom.get(syllable, frozenset())
    return _frozen(usual), _frozen(rare)


def _cantonese() -> Spelled:
    parts = _parts("cantonese_spelling.tsv")
    usual: dict[str, set[str]] = defaultdict(set)
    for name in ("cantonese.tsv", "cantonese_more.tsv"):
        for sound, characters in tables.rows(name):
            for form in _spell(sound, parts):
                usual[form].update(characters)
    return _frozen(usual), {}


def _lao_thai() -> Spelled:
    """Give what pinyin sounds like once it went through Lao or Thai writing."""
    parts = _parts("lao_thai_spelling.tsv")
    usual: dict[str, set[str]] = defaultdict(set)
    for row in tables.rows("mandarin.tsv"):
        for form in _spell(row[0], parts):
            usual[form].update(row[1])
    return _frozen(usual), {}


Parts = Mapping[str, Mapping[str, list[str]]]


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
    usual: dict[str, set[str]] = defaultdict(set)
    for characters, forms in tables.rows("southern.tsv"):
        for form in forms.split():
            usual[form] |= set(characters)
    return _frozen(usual), {}


def _vietnamese() -> Spelled:
    """Give syllables with their marks; without them too, where that is another spelling."""
    usual: dict[str, set[str]] = defaultdict(set)
    for name in ("vietnamese.tsv", "vietnamese_more.tsv"):
        for syllable, characters in tables.rows(name):
            usual[syllable] |= set(characters)
    for syllable in list(usual):
        if (plain := fold(syllable)) != syllable:
            usual[plain] |= usual[syllable]
    return _frozen(usual), {}


_SPELLED: Mapping[str, Callable[[], Spelled]] = {
    PINYIN: _pinyin,
    TAIWAN: _taiwan,
    CANTONESE: _cantonese,
    SOUTHERN: _southern,
    VIETNAMESE: _vietnamese,
    LAO_THAI: _lao_thai,
}
