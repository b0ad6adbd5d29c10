"""Numbers that carry a check digit, and how each is checked.

Each ``parse_...`` gives the canonical number or raises ``ValueProblem``; with ``is_lenient`` a
number whose check digit fails is kept as stated, for digits misread on purpose or by mistake.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from iwtlink.i18n import tr
from iwtlink.ontology.model import Value, ValueProblem
from iwtlink.ontology.numbers import plain

_LETTERS = {letter: 10 + index for index, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}


def _compact(text: str, keep: str = "") -> str:
    """Give capitals and digits only, with whatever else is to be kept."""
    return re.sub(rf"[^A-Z0-9{re.escape(keep)}]", "", plain(text).upper())


def _shaped(bare: str, pattern: str, sentence: str) -> None:
    if not re.fullmatch(pattern, bare):
        raise ValueProblem(sentence)


def _checked(given: str, is_right: bool, is_lenient: bool) -> None:
    if not is_right and not is_lenient:
        raise ValueProblem(
            tr("“{given}” is mistyped: its check digit does not fit.", given=given.strip())
        )


def parse_imo(text: str, is_lenient: bool = False) -> Value:
    """Read a ship's IMO number: seven digits, weights 7 to 2 (IMO Resolution A.1117(30))."""
    bare = re.sub(r"^IMO", "", _compact(text))
    _shaped(bare, r"\d{7}", tr("“{given}” is not an IMO number of 7 digits.", given=text))
    total = sum(int(digit) * weight for digit, weight in zip(bare, range(7, 1, -1), strict=False))
    _checked(text, total % 10 == int(bare[6]), is_lenient)
    return Value(bare)


def parse_mmsi(text: str) -> Value:
    """Read a ship's radio identity: nine digits (ITU-R M.585), which has no check digit."""
    bare = _compact(text)
    _shaped(bare, r"\d{9}", tr("“{given}” is not an MMSI of 9 digits.", given=text))
    return Value(bare)


def parse_container_no(text: str, is_lenient: bool = False) -> Value:
    """Read a freight container's number (ISO 6346): owner, U J or Z, six digits, check digit.

    Letters count 10 to 38 without the multiples of 11, each place twice the one before, modulo
    11 and then 10.
    """
    bare = _compact(text)
    sentence = tr("“{given}” is not a container number such as CSQU3054383.", given=text)
    _shaped(bare, r"[A-Z]{3}[UJZ]\d{7}", sentence)
    total = sum(_container_value(sign) << place for place, sign in enumerate(bare[:10]))
    _checked(text, total % 11 % 10 == int(bare[10]), is_lenient)
    return Value(bare)


def _container_value(sign: str) -> int:
    if sign.isdecimal():
        return int(sign)
    number = _LETTERS[sign]
    return number + (number - 1) // 10 if number > 10 else number


def parse_awb(text: str, is_lenient: bool = False) -> Value:
    """Read an air waybill: airline prefix, seven digits, check digit modulo 7 (IATA 600a)."""
    bare = _compact(text)
    sentence = tr("“{given}” is not an air waybill of 11 digits.", given=text)
    _shaped(bare, r"\d{11}", sentence)
    _checked(text, int(bare[3:10]) % 7 == int(bare[10]), is_lenient)
    return Value(f"{bare[:3]}-{bare[3:]}")


def parse_vin(text: str, is_lenient: bool = False) -> Value:
    """Read a vehicle's identification number: 17 signs without I, O and Q (ISO 3779).

    The check digit (49 CFR 565) is binding in North America (first sign 1 to 5) only.
    """
    bare = _compact(text)
    sentence = tr("“{given}” is not a vehicle identification number of 17 signs.", given=text)
    _shaped(bare, r"[A-HJ-NPR-Z0-9]{17}", sentence)
    values = {**dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", _VIN_VALUES, strict=True))}
    total = sum(
        (int(sign) if sign.isdecimal() else values[sign]) * weight
        for sign, weight in zip(bare, _VIN_WEIGHTS, strict=True)
    )
    is_right = bare[0] not in "12345" or "0123456789X"[total % 11] == bare[8]
    _checked(text, is_right, is_lenient)
    return Value(bare)


_VIN_VALUES = (*range(1, 9), *range(1, 6), 7, 9, *range(2, 10))
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)


def parse_iban(text: str, is_lenient: bool = False) -> Value:
    """Read an international bank account number (ISO 13616, check digits of ISO 7064 MOD 97-10)."""
    bare = _compact(text)
    sentence = tr("“{given}” is not an IBAN.", given=text)
    _shaped(bare, r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", sentence)
    turned = bare[4:] + bare[:4]
    number = int("".join(str(_LETTERS.get(sign, sign)) for sign in turned))
    _checked(text, number % 97 == 1, is_lenient)
    return Value(bare)


def parse_imei(text: str, is_lenient: bool = False) -> Value:
    """Read a handset's IMEI: 15 digits with a Luhn check digit (3GPP TS 23.003), or 14, or 16.

    Fourteen digits leave the check digit out; sixteen (IMEISV) end in the software version.
    """
    bare = _compact(text)
    sentence = tr("“{given}” is not an IMEI of 14 to 16 digits.", given=text)
    _shaped(bare, r"\d{14,16}", sentence)
    _checked(text, len(bare) != 15 or is_luhn(bare), is_lenient)
    return Value(bare)


def is_luhn(digits: str) -> bool:
    """Say whether the last digit checks the others (ISO/IEC 7812-1, annex B)."""
    doubled = (2 * int(digit) for digit in reversed(digits[:-1]))
    total = 0
    for place, number in enumerate(doubled):
        total += number // 10 + number % 10 if place % 2 == 0 else number // 2
    return (total + int(digits[-1])) % 10 == 0


def parse_chinese_id(text: str, is_lenient: bool = False) -> Value:
    """Read a Chinese resident's number: place, birth date, order, check (GB 11643-1999)."""
    bare = _compact(text)
    sentence = tr("“{given}” is not a Chinese resident number of 18 signs.", given=text)
    _shaped(bare, r"\d{17}[\dX]", sentence)
    total = sum(int(digit) * (2 ** (17 - place) % 11) for place, digit in enumerate(bare[:17]))
    is_right = "10X98765432"[total % 11] == bare[17] and _is_day(bare[6:14])
    _checked(text, is_right, is_lenient)
    return Value(bare)


def _is_day(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return False
    return True


def parse_thai_id(text: str, is_lenient: bool = False) -> Value:
    """Read a Thai citizen's number: 13 digits, weights 13 to 2, modulo 11."""
    bare = _compact(text)
    sentence = tr("“{given}” is not a Thai citizen number of 13 digits.", given=text)
    _shaped(bare, r"\d{13}", sentence)
    total = sum(int(digit) * (13 - place) for place, digit in enumerate(bare[:12]))
    _checked(text, (11 - total % 11) % 10 == int(bare[12]), is_lenient)
    return Value(bare)


def parse_mrz(text: str, is_lenient: bool = False) -> Value:
    """Read the machine-readable zone of a passport (ICAO 9303, TD3: two lines of 44 signs) or a
    card (TD1: three lines of 30; TD2: two of 36) and check all its digits.
    """
    bare = re.sub(r"[^A-Z0-9<]", "", plain(text).upper().replace("«", "<<"))
    if len(bare) not in _MRZ_FIELDS or bare[0].isdecimal():
        raise ValueProblem(
            tr("A machine-readable zone has 2 lines of 44, 2 of 36 or 3 of 30 signs.")
        )
    width, fields = _MRZ_FIELDS[len(bare)]
    is_right = all(
        _mrz_digit("".join(bare[start:end] for start, end in spans)) == bare[place]
        or (bare[place] == "<" and not "".join(bare[s:e] for s, e in spans).strip("<"))
        for spans, place in fields
    )
    _checked(text.replace("\n", " "), is_right, is_lenient)
    return Value("\n".join(bare[at : at + width] for at in range(0, len(bare), width)))


_Spans = tuple[tuple[int, int], ...]
_MRZ_FIELDS: dict[int, tuple[int, tuple[tuple[_Spans, int], ...]]] = {
    88: (
        44,
        (
            (((44, 53),), 53),
            (((57, 63),), 63),
            (((65, 71),), 71),
            (((72, 86),), 86),
            (((44, 54), (57, 64), (65, 87)), 87),
        ),
    ),
    72: (
        36,
        (
            (((36, 45),), 45),
            (((49, 55),), 55),
            (((57, 63),), 63),
            (((36, 46), (49, 56), (57, 71)), 71),
        ),
    ),
    90: (
        30,
        (
            (((5, 14),), 14),
            (((30, 36),), 36),
            (((38, 44),), 44),
            (((5, 30), (30, 37), (38, 45), (48, 59)), 59),
        ),
    ),
}
"""For each length: width of a line, and what each check digit (its place) is made from."""


def _mrz_digit(signs: str) -> str:
    """Give the check digit of ICAO 9303-3, section 4.9: weights 7, 3, 1, modulo 10."""
    total = sum(
        (int(sign) if sign.isdecimal() else _LETTERS.get(sign, 0)) * (7, 3, 1)[place % 3]
        for place, sign in enumerate(signs)
    )
    return str(total % 10)


_BY_COUNTRY: dict[str, tuple[str, Callable[[str, bool], Value]]] = {
    "CN": (r"\d{17}[\dX]", parse_chinese_id),
    "TH": (r"\d{13}", parse_thai_id),
}


def parse_id_number(text: str, country: str = "", is_lenient: bool = False) -> Value:
    """Read the number of an identity document, checked where its country's scheme is known.

    Others are kept as stated, in capitals: Lao and Vietnamese cards carry no check digit.
    """
    shape, parse = _BY_COUNTRY.get(country.upper(), ("", None))
    if parse and re.fullmatch(shape, _compact(text)):
        return parse(text, is_lenient)
    bare = plain(text).upper()
    if not any(sign.isalnum() for sign in bare):
        raise ValueProblem(tr("“{given}” is not a number of a document.", given=text))
    return Value(bare)
