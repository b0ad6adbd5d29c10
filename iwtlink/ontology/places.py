"""Where: coordinates with their precision, countries, provinces."""

from __future__ import annotations

import re

from iwtlink.i18n import tr
from iwtlink.ontology.code_words import find_code, find_codes, parse_code
from iwtlink.ontology.model import CodeList, Value, ValueProblem
from iwtlink.ontology.numbers import plain

_DECIMALS = 6
"""Digits behind the point that are kept: 0.1 m on the ground."""

_PAIR = re.compile(
    r"([+-]?\d{1,3}(?:[.,]\d+)?)\s*°?\s*(?:[,;/ ]\s*)([+-]?\d{1,3}(?:[.,]\d+)?)\s*°?"
)
_DEGREES = re.compile(
    r"([NSEWOnsewo]?)\s*(\d{1,3}(?:[.,]\d+)?)"
    r"(?:\s*[°d:\s]\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*['′’:m\s]?\s*)?"
    r"(?:(\d{1,2}(?:[.,]\d+)?)\s*[\"”s]?\s*)?)?\s*([NSEWOnsewo]?)"
)
_ADMIN1 = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")


def parse_coordinates(text: str, precisions: CodeList) -> Value:
    """Read latitude and longitude, decimal or in degrees, and how exact they are.

    ``17.964, 102.61``, ``17°57'50"N 102°36'36"E``, each with a precision behind it such as
    ``(town)``. Without one the precision is *unknown*: a point is never taken for exact.
    """
    signs = plain(text.replace("º", "°")).replace("′′", '"').replace("''", '"')
    given, precision = _precision(signs, precisions)
    latitude, longitude = _decimal_pair(given) or _degree_pair(given) or _refuse(text)
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise ValueProblem(
            tr("“{given}” is not on Earth: latitude goes to 90, longitude to 180.", given=text)
        )
    return Value(f"{_degrees_text(latitude)},{_degrees_text(longitude)}", unit=precision)


def format_coordinates(text: str, precision: str) -> str:
    """Show coordinates for reading, with their precision."""
    pair = text.replace(",", ", ")
    return f"{pair} ({precision})" if precision else pair


def _precision(text: str, precisions: CodeList) -> tuple[str, str]:
    """Part the word for the precision from the numbers before it."""
    match = re.search(r"[\s(,;]+\(?([^\W\d_]{3,})\)?$", text)
    if match:
        code = find_code(precisions, match[1])
        if code is None:
            names = ", ".join(precisions.codes)
            raise ValueProblem(
                tr("“{given}” is not a precision; known are {names}.", given=match[1], names=names)
            )
        return text[: match.start()], code
    return text, "unknown"


def _decimal_pair(text: str) -> tuple[float, float] | None:
    match = _PAIR.fullmatch(text.strip("()[] "))
    if not match:
        return None
    return _float(match[1]), _float(match[2])


def _degree_pair(text: str) -> tuple[float, float] | None:
    """Read two angles with letters for north, south, east and west, in either order."""
    angles: dict[str, float] = {}
    rest = text.strip("()[] ").replace(",", " ") if text.count(",") == 1 else text.strip("()[] ")
    for half in _halves(rest):
        match = _DEGREES.fullmatch(half.strip())
        if not match or bool(match[1]) == bool(match[5]):
            return None
        letter = (match[1] or match[5]).upper()
        angle = _angle(match[2], match[3], match[4])
        axis = "latitude" if letter in "NS" else "longitude"
        angles[axis] = -angle if letter in "SWO" else angle
    if len(angles) != 2:
        return None
    return angles["latitude"], angles["longitude"]


def _halves(text: str) -> tuple[str, ...]:
    """Cut the text after the first letter, or before the second where a letter comes first."""
    letters = [match.start() for match in re.finditer(r"[NSEWOnsewo]", text)]
    if len(letters) != 2:
        return ()
    cut = letters[1] if letters[0] == 0 else letters[0] + 1
    return (text[:cut], text[cut:].lstrip(" ,;/"))


def _angle(degrees: str, minutes: str | None, seconds: str | None) -> float:
    parts = [_float(part) if part else 0.0 for part in (degrees, minutes, seconds)]
    if parts[1] >= 60 or parts[2] >= 60:
        raise ValueProblem(tr("Minutes and seconds of an angle go to 59."))
    return parts[0] + parts[1] / 60 + parts[2] / 3600


def _float(text: str) -> float:
    return float(text.replace(",", "."))


def _degrees_text(number: float) -> str:
    text = f"{number:.{_DECIMALS}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _refuse(text: str) -> tuple[float, float]:
    raise ValueProblem(
        tr("“{given}” are not coordinates; write 17.964, 102.61 or 17°57'50\"N 102°36'36\"E.",
           given=text)
    )  # fmt: skip


def parse_country(text: str, countries: CodeList) -> Value:
    """Read a country by code or name, in English or a language of the region.

    ``NA`` is Namibia, never *not available*.
    """
    bare = plain(text)
    for word in (bare, bare.upper() if len(bare) in (2, 3) else bare, _without_article(bare)):
        found = find_codes(countries, word)
        if len(found) == 1:
            return Value(found[0])
    return parse_code(bare, countries)


def _without_article(name: str) -> str:
    return re.sub(r"^(?:the|kingdom of|republic of)\s+", "", name, flags=re.IGNORECASE)


def parse_province(text: str, provinces: CodeList, countries: CodeList, country: str = "") -> Value:
    """Read a province by its ISO 3166-2 code or one of its spellings.

    ``country`` narrows a name that several countries have. A code of a country whose provinces
    are not listed is kept as it stands.
    """
    bare = plain(text)
    code = bare.upper()
    if code in provinces.codes:
        return Value(code)
    if _ADMIN1.fullmatch(code) and code[:2] in countries.codes:
        if any(known.startswith(code[:3]) for known in provinces.codes):
            raise ValueProblem(tr("“{given}” is not a province of that country.", given=bare))
        return Value(code)
    found = _provinces_named(bare, provinces)
    here = [code for code in found if country and code.startswith(f"{country}-")]
    if len(here or found) == 1:
        return Value((here or found)[0])
    return parse_code(bare, provinces)


def _provinces_named(name: str, provinces: CodeList) -> tuple[str, ...]:
    short = re.sub(
        r"^(?:ແຂວງ|จังหวัด|tỉnh)\s*|\s+(?:province|prov\.?|khoueng|changwat)$",
        "",
        name,
        flags=re.IGNORECASE,
    )
    return find_codes(provinces, name) or find_codes(provinces, short)
