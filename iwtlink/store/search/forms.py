"""Numbers in any form: phones, plates, accounts and references without their dividers.

``020 5555 1234``, ``+856 20 55551234`` and ``85620-5555-1234`` are one phone. Beside the words
of a unit its numbers are kept *closed up* (letters and digits only); a question's number is
closed up too, loses its country code and leading zeros, and is then looked for as a part.
"""

from __future__ import annotations

import re

_DIVIDER = r"[ \-–./()·,:]"
_RUN = re.compile(rf"\d(?:{_DIVIDER}{{0,3}}\d)+")
"""Digits with at most three dividers between two of them."""

_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece"
_BEFORE_NUMBER = re.compile(
    rf"(?<!\w)(?:(?:[^\W\d_][{_MARKS}]?){{1,3}}[ \-.·]{{1,3}}"
    r"|\d{1,2} ?-?[a-z]{1,2}[ \-]{1,3})$"
)
_NUMBER = re.compile(r"\d{2,6}(?:\.\d{2,3})?(?!\d)")
"""A plate in running text: up to three letters and a number, or as in ``38B-01.177``."""

_WINDOW = 12
_DIGIT = re.compile(r"\d")
_DATE = re.compile(r"[12]\d{3}[-./]\d{1,2}(?:[-./]\d{1,2})?|\d{1,2}[-./]\d{1,2}[-./](?:\d\d){1,2}")
_OTHER = re.compile(rf"[^\w{_MARKS}]|_")
SIGN = re.compile(rf"[^\W_]|[{_MARKS}]")
"""A letter, a digit or a mark on one: what ``closed`` keeps."""

_ZEROS = re.compile(r"(?<=[^\W\d])0+(?=\d)")
_FEWEST = 3
_LONGEST_VALUE = 60
_WHOLE_NUMBER = 7
"""A number of so many digits is looked for closed up only, not by its groups."""

_CALLING_CODE = re.compile(
    "(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|[2-9]\\d\\d)(?=\\d{7})"
)
"""Country codes of ITU-T E.164."""

_NEAR_CALLING_CODE = re.compile("(?:856|855|852|853|886|66|84|86|95|60|65|62|63|27)(?=\\d{8})")
"""Those written without a plus often enough in this region."""


def closed(text: str) -> str:
    """Give letters and digits only, of a text in bare form."""
    return _OTHER.sub("", text)


def without_zeros(text: str) -> str:
    """Take away zeros before a number that follows letters: ``p007`` is ``p7``."""
    return _ZEROS.sub("", text)


def forms_of(text: str, is_value: bool) -> list[str]:
    """Give the closed-up forms to keep beside a field, which is in bare form.

    A value is closed up whole; in running text what looks like a number or a plate is.
    """
    if not _DIGIT.search(text):
        return []
    if is_value and len(text) <= _LONGEST_VALUE:
        found = [] if _DATE.fullmatch(text) or len(_DIGIT.findall(text)) < 2 else [text]
    else:
        found = [run[0] for run in _RUN.finditer(text) if not _DATE.fullmatch(run[0])]
        found += _plates(text)
    whole = [closed(form) for form in found]
    forms = dict.fromkeys(form for one in whole for form in (one, without_zeros(one)))
    return [form for form in forms if form not in text and (is_value or len(form) > _FEWEST)]


def _plates(text: str) -> list[str]:
    """Look before each number for the letters of a plate."""
    found = []
    for number in _NUMBER.finditer(text):
        letters = _BEFORE_NUMBER.search(text[max(0, number.start() - _WINDOW) : number.start()])
        if letters:
            found.append(letters[0] + number[0])
    return found


def number_of(word: str) -> str:
    """Give a long number in the form to look for; empty where it is none.

    Leading zeros go, and a country code where a plus, two zeros or the length betrays it.
    """
    digits = re.sub(r"\D", "", word)
    if len(digits) < _WHOLE_NUMBER or _DATE.fullmatch(word) or re.search(r"[^\W\d_]", word):
        return ""
    sign = word.lstrip("(")[:1]
    if sign == "+" or digits.startswith("00"):
        digits = _CALLING_CODE.sub("", digits.lstrip("0"), count=1)
    else:
        digits = _NEAR_CALLING_CODE.sub("", digits, count=1)
    return digits.lstrip("0") or digits


def is_number_part(word: str) -> bool:
    """Whether a word of a question holds digits and dividers only."""
    return bool(re.fullmatch(rf"\+?(?:\d|{_DIVIDER})*\d(?:\d|{_DIVIDER})*", word))


def is_code_part(word: str) -> bool:
    """Whether a word of a question may be part of a plate, account or reference."""
    return any(sign.isdigit() for sign in word) or len(closed(word)) <= 4
