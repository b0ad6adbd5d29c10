"""Under which forms a name or an identifier is looked for in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iwtlink.operations.marking.plain import HAN, is_unspaced, plain_key

_FEWEST_LATIN = 3
"""Latin names of fewer letters say too little."""
_FEWEST_OF_CAPITAL = 5
"""Single Latin words of fewer letters are names only where they begin with a capital."""
_FEWEST_UNSPACED = 5
"""Lao, Thai, Khmer and Burmese names of fewer letters must stand apart from other words."""
_FEWEST_HAN = 2
_FEWEST_SIGNS = 5
"""Identifiers of fewer signs say too little."""
_LONGEST = 120

_CALLING_CODES = ("856", "855", "852", "853", "886", "66", "84", "86", "95", "60", "65", "62")
"""Calling codes of the region (ITU-T E.164): a number at home is dialled with 0 in its place."""

_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*://(?:www\.)?", re.IGNORECASE)


def name_keys(name: str, is_person: bool) -> Iterator[str]:
    """Give the forms of a name: as written and, for a person, with the family name first."""
    key = plain_key(name)
    if _is_name(key):
        yield key
    words = name.split()
    if is_person and len(words) == 2 and key.isascii():
        yield plain_key(f"{words[1]} {words[0]}")


def identifier_keys(value_type: str, value: str) -> Iterator[str]:
    """Give the forms of an identifier; a phone's number with and without the calling code."""
    key = plain_key(_SCHEME.sub("", value) if value_type == "url" else value)
    if not _FEWEST_SIGNS <= len(key) <= _LONGEST:
        return
    yield key
    if value_type == "phone" and value.startswith("+"):
        yield f"00{key}"
        code = next((code for code in _CALLING_CODES if key.startswith(code)), "")
        home = key[len(code) :]
        if code and len(home) >= 7:
            yield f"0{home}"
            if len(home) >= 9:
                yield home


def is_too_short(key: str, written: str, is_apart: bool) -> bool:
    """Whether a short name, found written so, is rather a part of some other word.

    ``is_apart``: signs, spaces or another script stand on either side of it.
    """
    if is_unspaced(key[0]) and not HAN.match(key[0]):
        return len(key) < _FEWEST_UNSPACED and not is_apart
    if key.isascii() and key.isalpha() and len(key) < _FEWEST_OF_CAPITAL:
        return not written[0].isupper()
    return False


def _is_name(key: str) -> bool:
    if not key or len(key) > _LONGEST:
        return False
    if HAN.match(key[0]):
        return len(key) >= _FEWEST_HAN
    if key.isdecimal():
        return len(key) >= _FEWEST_SIGNS
    return len(key) >= _FEWEST_LATIN
