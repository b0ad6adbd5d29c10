"""Pinyin syllables as Wade and Giles spell them, and passports of Taiwan."""

from __future__ import annotations

import re

_WHOLE = {
    "zhi": "chih", "chi": "ch'ih", "shi": "shih", "ri": "jih", "zi": "tzu", "ci": "tz'u",
    "si": "szu", "yi": "i", "you": "yu", "ye": "yeh", "yan": "yen", "yong": "yung",
    "yue": "yueh", "er": "erh", "ge": "ko", "ke": "k'o", "he": "ho", "gui": "kuei",
    "kui": "k'uei", "e": "o", "jiong": "chiung", "qiong": "ch'iung", "xiong": "hsiung",
}  # fmt: skip
_ALSO = {
    "yi": ["yi"], "ying": ["ing"], "si": ["ssu", "sze"], "zi": ["tze"], "ci": ["tz'e"],
    "ge": ["ke"],
    "ke": ["k'e"], "e": ["e"], "xu": ["hsu", "shu"], "guo": ["kuo"], "zhe": ["che"],
    "xie": ["hsieh", "shieh"], "huang": ["huang", "hwang"], "ye": ["yeh"], "li": ["lee"],
    "song": ["sung", "soong"], "xiao": ["hsiao", "shiao"], "cai": ["ts'ai", "tsay"],
    "lu": ["lu", "loo"], "hu": ["hu", "hoo"],
}  # fmt: skip
_INITIALS = (
    ("zh", "ch"), ("ch", "ch'"), ("sh", "sh"), ("b", "p"), ("p", "p'"), ("d", "t"), ("t", "t'"),
    ("g", "k"), ("k", "k'"), ("j", "ch"), ("q", "ch'"), ("x", "hs"), ("r", "j"), ("z", "ts"),
    ("c", "ts'"),
)  # fmt: skip
_FINALS = (
    (re.compile(r"ian$"), "ien"),
    (re.compile(r"ie$"), "ieh"),
    (re.compile(r"[uv]e$"), "ueh"),
    (re.compile(r"ong$"), "ung"),
    (re.compile(r"v"), "u"),
)
_O = re.compile(r"^([dtnlzcr]|zh|ch|s)uo$")


def wade_giles(pinyin: str) -> list[str]:
    """Give the spellings of a pinyin syllable (ü as v), each with and without apostrophe."""
    forms = [_WHOLE.get(pinyin) or _built(pinyin), *_ALSO.get(pinyin, [])]
    return list(dict.fromkeys([*forms, *(form.replace("'", "") for form in forms)]))


def _built(pinyin: str) -> str:
    body = _O.sub(r"\1o", pinyin)
    for ending, by in _FINALS:
        body = ending.sub(by, body)
    for letters, by_initial in _INITIALS:
        if body.startswith(letters):
            return by_initial + body[len(letters) :]
    return body
