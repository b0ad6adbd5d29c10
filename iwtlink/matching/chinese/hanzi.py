"""Names in Chinese characters: their plain form, their parts, and nicknames."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from iwtlink.matching.chinese import tables
from iwtlink.matching.chinese.words import words

HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff〇]+")
_BRACKETS = re.compile(r"\([^)]*\)|（[^）]*）|\[[^\]]*\]")
_COMMON = 0.01
"""Share of people, in percent, from which a character alone is taken for a surname."""
_INTIMATE = "阿亚"
"""Before a given name rather than a surname."""
_BETWEEN = re.compile("(?<=[\u3400-\u9fff])[ ·・　]+(?=[\u3400-\u9fff])")


@dataclass(frozen=True, slots=True)
class HanName:
    """A name in characters. A nickname has a part only: a surname or a given name."""

    surname: str
    given: str
    before: str = ""
    """What makes it a nickname: 老, 小, 阿, or the title that stands after a surname."""

    @property
    def is_nickname(self) -> bool:
        """Whether it says a part of the name only."""
        return not (self.surname and self.given)

    @property
    def whole(self) -> str:
        """Surname and given name in a row."""
        return self.surname + self.given


def han_of(text: str) -> str:
    """Give the characters of a name, simplified; those in brackets where no others stand."""
    if text.isascii():
        return ""
    plain = _BETWEEN.sub("", text)
    found = HAN.findall(_BRACKETS.sub(" ", plain)) or HAN.findall(plain)
    return max(found, key=len).translate(tables.simplified()) if found else ""


@lru_cache(maxsize=65_536)
def parts(han: str) -> tuple[HanName, ...]:
    """Give the ways to part a name in characters, likeliest first.

    老吴 is old Wu, 阿强 is somebody's Qiang, 陈老板 is Chen who has a shop. Two characters
    without a known surname are a given name.
    """
    known, plain = tables.surnames().shares, without_title(han)
    title = han[len(plain) :]
    if title and plain in known:
        return (HanName(plain, "", title),)
    found = []
    if plain[0] in words().before and 2 <= len(plain) <= 3:
        found = _nicknames(plain[0], plain[1:])
    whole = [
        HanName(plain[:length], plain[length:])
        for length in (2, 1)
        if plain[:length] in known and 1 <= len(plain) - length <= 2
    ]
    if found and known.get(plain[0], 0.0) < _COMMON:
        return tuple(found)
    if plain in known:
        whole.append(HanName(plain, ""))
    if not found and not whole and len(plain) == 2:
        return (HanName("", plain),)
    return tuple(found + whole) if len(plain) == 2 else tuple(whole + found)


def _nicknames(before: str, rest: str) -> list[HanName]:
    known = tables.surnames().shares
    given = [HanName("", rest, before)] if before in words().before_given else []
    family = [HanName(rest, "", before)] if known.get(rest, 0.0) >= _COMMON else []
    return given + family if before in _INTIMATE else family + given


def without_title(han: str) -> str:
    """Leave 先生, 老板 and their like aside at the end."""
    for title in words().after:
        if han.endswith(title) and len(han) > len(title):
            return han[: -len(title)]
    return han
