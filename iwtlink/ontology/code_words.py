"""Finds the code meant by a word: by code, by label, or by one of its other names."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from iwtlink.i18n import tr
from iwtlink.ontology.model import CodeList, Value, ValueProblem

_YES = ("yes", "y", "true", "1", "x", "oui", "sim", "có", "ແມ່ນ", "ໃຊ່", "ใช่", "是")
_NO = ("no", "n", "false", "0", "non", "não", "không", "ບໍ່", "ບໍ່ແມ່ນ", "ไม่", "ไม่ใช่", "否")

_index_of: dict[int, tuple[CodeList, dict[str, tuple[str, ...]]]] = {}


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """Give a word so that case, accents and spacing do not matter; Lao and Thai marks stay."""
    joined = text.replace("\u200b", "").replace("ํา", "ำ").replace("ໍາ", "ຳ")
    normal = unicodedata.normalize("NFKD", joined).casefold().replace("đ", "d")
    bare = "".join(letter for letter in normal if not "\u0300" <= letter <= "\u036f")
    return " ".join(bare.replace("’", "'").split())


def find_codes(code_list: CodeList, word: str) -> tuple[str, ...]:
    """Give all codes a word may mean; a code as written in the list means only itself."""
    bare = word.strip()
    if bare in code_list.codes:
        return (bare,)
    return _index(code_list).get(folded(bare), ())


def find_code(code_list: CodeList, word: str) -> str | None:
    """Give the one code a word means; nothing where it means none or several."""
    found = find_codes(code_list, word)
    return found[0] if len(found) == 1 else None


def parse_code(text: str, code_list: CodeList) -> Value:
    """Read a code, its label or another of its names. Raises ``ValueProblem``."""
    found = find_codes(code_list, text)
    if len(found) == 1:
        return Value(found[0])
    if found:
        choice = tr(" or ").join(f"{code} ({code_list.label_of(code)})" for code in found)
        raise ValueProblem(
            tr("“{given}” may mean {choice}; write which.", given=text.strip(), choice=choice)
        )
    raise ValueProblem(
        tr("“{given}” is not in the list “{name}”.", given=text.strip(), name=code_list.label)
    )


def parse_yes_no(text: str) -> Value:
    """Read a yes or no, in a language of the region."""
    word = folded(text)
    if word in _YES_WORDS:
        return Value("yes", 1.0)
    if word in _NO_WORDS:
        return Value("no", 0.0)
    raise ValueProblem(tr("“{given}” is neither yes nor no.", given=text.strip()))


def _index(code_list: CodeList) -> dict[str, tuple[str, ...]]:
    """Give each folded word of a list with the codes it may mean; made once per list.

    A code beats a label and a label beats another name: *Congo* is the country so called.
    """
    known = _index_of.get(id(code_list))
    if known and known[0] is code_list:
        return known[1]
    index: dict[str, tuple[str, ...]] = {}
    levels = (
        [(code.code, code.code) for code in code_list.codes.values()],
        [(code.label, code.code) for code in code_list.codes.values()],
        [(alias, code.code) for code in code_list.codes.values() for alias in code.aliases],
    )
    for level in levels:
        found: dict[str, dict[str, None]] = {}
        for word, code in level:
            found.setdefault(folded(word), {})[code] = None
        for key, codes in found.items():
            index.setdefault(key, tuple(codes))
    _index_of[id(code_list)] = (code_list, index)
    return index


_YES_WORDS = frozenset(folded(word) for word in _YES)
_NO_WORDS = frozenset(folded(word) for word in _NO)
