"""Dates in whole phrases: *ngày 14 tháng 3 năm 2015*, *14 de março de 2015*, *วันที่ 14 มีนาคม*.

Each phrase is made into the plain shape that ``date_words`` knows; what is none stays as it is.
"""

from __future__ import annotations

import re

_DAY = r"(?:ngày|วันที่|ວັນທີ)"
_MONTH = r"(?:tháng|เดือน|ເດືອນ)"
_YEAR = r"(?:năm|ปี|ປີ)?\s*(?:(?:พ\.?ศ|ค\.?ศ|ພ\.?ສ|ຄ\.?ສ)\.?)?"

_DAY_MONTH_YEAR = re.compile(
    rf"(?:{_DAY}\s*)?(?:(?P<day>\d{{1,2}})\s*)?(?:{_MONTH}\s*)"
    rf"(?P<month>\d{{1,2}})\s*[,/]?\s*(?:{_YEAR})\s*(?P<year>\d{{4}})",
    re.IGNORECASE,
)
_FILLERS = re.compile(
    rf"(?:{_DAY}|{_MONTH}|ปี|ປີ|(?:พ\.?ศ|ค\.?ศ|ພ\.?ສ|ຄ\.?ສ)\.?)\s*(?=[\d\w])", re.IGNORECASE
)
_OF = re.compile(r"(?<=\w) del? (?=\w)", re.IGNORECASE)
_WEEKDAY = re.compile(
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?|"
    r"วัน(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|ศุกร์|เสาร์|อาทิตย์)(?:ที่)?|"
    r"(?:segunda|terça|quarta|quinta|sexta)-feira,?|sábado,?|domingo,?)\s+(?=\S)",
    re.IGNORECASE,
)
_VIETNAMESE_MONTHS = (
    ("mười hai", "12"), ("mười một", "11"), ("mười", "10"), ("chín", "9"), ("tám", "8"),
    ("bảy", "7"), ("sáu", "6"), ("năm", "5"), ("tư", "4"), ("bốn", "4"), ("ba", "3"),
    ("hai", "2"), ("một", "1"), ("giêng", "1"), ("chạp", "12"),
)  # fmt: skip
_NUMBER_OF = dict(_VIETNAMESE_MONTHS)
_WORDED_MONTH = re.compile(
    r"tháng\s+(" + "|".join(word for word, _ in _VIETNAMESE_MONTHS) + r")\b", re.IGNORECASE
)
_CHINESE = re.compile(
    r"([〇零○一二三四五六七八九\d]{4})\s*年(?:\s*([一二三四五六七八九十\d]{1,2})\s*月"
    r"(?:\s*([一二三四五六七八九十\d]{1,3})\s*[日号號])?)?"
)
_FIGURES = {letter: number for number, letter in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
}


def plain_phrase(text: str) -> str:
    """Give a date without the words around its numbers; ``text`` is tidied already."""
    if text.isascii() and " de " not in text and not text[:3].isalpha():
        return text
    text = _WEEKDAY.sub("", text, count=1) if _WEEKDAY.match(text) else text
    if match := _CHINESE.fullmatch(text):
        return _in_figures(match)
    text = _WORDED_MONTH.sub(lambda found: f"tháng {_NUMBER_OF[found[1].lower()]}", text)
    if match := _DAY_MONTH_YEAR.fullmatch(text):
        parts = (match["day"], match["month"], match["year"])
        return "/".join(part for part in parts if part)
    return _OF.sub(" ", _FILLERS.sub("", text)).strip()


def _in_figures(match: re.Match[str]) -> str:
    year = "".join(str(_FIGURES.get(letter, letter)) for letter in match[1])
    month, day = (_number(part) if part else "" for part in (match[2], match[3]))
    return f"{year}年" + (f"{month}月" if month else "") + (f"{day}日" if day else "")


def _number(word: str) -> str:
    """Give 一 to 三十一 in figures; figures stay."""
    if word.isascii():
        return word
    tens, ten, ones = word.rpartition("十")
    if not ten:
        return "".join(str(_FIGURES.get(letter, letter)) for letter in word)
    first = _FIGURES.get(tens, tens) if tens else 1
    return f"{first}{_FIGURES.get(ones, ones) if ones else 0}"
