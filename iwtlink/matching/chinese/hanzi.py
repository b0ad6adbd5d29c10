"""Names in Chinese characters: their plain form, their parts, and nicknames."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from iwtlink.matching.chinese import tables
from iwtlink.matching.chinese.words import words
from iwtlink.matching.forms import Name

HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff〇]+")
_BETWEEN = re.compile("(?<=[\u3400-\u9fff])[ ·・　]+(?=[\u3400-\u9fff])")


@dataclass(frozen=True, slots=True)
class HanName:
    """A name in characters. A nickname has a part only: a surname or a given name."""

    surname: str
    given: str
    is_nickname: bool = False

    @property
    def whole(self) -> str:
        """Surname and given name in a row."""
        return self.surname + self.given


def han_of(name: Name) -> str:
    """Give the characters of a name, simplified; those in brackets where no others stand."""
    if name.text.isascii():
        return ""
    plain = _BETWEEN.sub("", name.text)
    outside = re.sub(r"\([^)]*\)|（[^）]*）|\[[^\]]*\]", " ", plain)
    found = HAN.findall(outside) or HAN.findall(plain)
    return max(found, key=len).translate(dict(tables.simplified())) if found else ""


@lru_cache(maxsize=65_536)
def parts(han: str) -> tuple[HanName, ...]:
    """Give the ways to part a name in characters; none where it has no known surname."""
    known, plain = tables.surnames().shares, _without_title(han)
    found = []
    if plain != han and len(plain) == 1:
        found.append(HanName(plain, "", is_nickname=True))
    elif (plain[:1] in words().before and len(plain) == 2) or (
        plain[:1] in words().before and plain[0] not in known
    ):
        found += _nicknames(plain[0], plain[1:])
    if 2 <= len(plain) <= 4 and not (found and found[0].is_nickname and plain[0] not in known):
        found += [
            HanName(plain[:length], plain[length:])
            for length in (2, 1)
            if plain[:length] in known and 1 <= len(plain) - length <= 2
        ]
    return tuple(found)


def _nicknames(before: str, rest: str) -> list[HanName]:
    """Part old Wu and little Wang (surnames) and Ah Keung (a given name, or a surname)."""
    known = tables.surnames().shares
    given = [HanName("", rest, is_nickname=True)] if before in "阿亚小" and len(rest) <= 2 else []
    family = [HanName(rest, "", is_nickname=True)] if rest in known else []
    return given + family if before in "阿亚" else family + given


def _without_title(han: str) -> str:
    for title in words().after:
        if han.endswith(title) and len(han) > len(title):
            return han[: -len(title)]
    return han
