"""The step that reads phone numbers: each of a cell as E.164, by the country they are of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iwtlink.i18n import tr
from iwtlink.intake.mapping.cleaning.declared import Declared, Tables, otherwise_of
from iwtlink.intake.mapping.expressions import Report, Step
from iwtlink.ontology import yaml_lines as lines
from iwtlink.ontology.numbers import plain
from iwtlink.ontology.yaml_lines import Spot

_BETWEEN = re.compile(
    r"\s*(?:[;,/|\n&、；]|(?<=[\d)\s])(?:and|or|ແລະ|ຫຼື|และ|หรือ|và|hoặc|ou|e|y|和|或)(?=[\d(+\s]))\s*",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"^(?:(?:tel|phone|mobile|mob|cell|fax|whatsapp|ໂທ|โทร|điện thoại|đt|电话|telefone)"
    r"[.:\s]*)+",
    re.IGNORECASE,
)
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?e\+?\d+", re.IGNORECASE)
_WHOLE = re.compile(r"\d+\.0")
_NUMBER_LIKE = re.compile(r"[+(\d][\d\s().\-/x*#]*")
_LAO_MOBILE = re.compile(r"[257-9]\d{7}")
_MOST_IN_A_CELL = 50


def _phone(spot: Spot, _tables: Tables) -> Step:
    """``{country: LA, otherwise:}``, or the country alone."""
    found = (
        {"country": spot}
        if lines.is_scalar(spot)
        else lines.fields(spot, ("country", "otherwise"), ("country",))
    )
    country = lines.text(found["country"]).upper()
    if not _is_region(country):
        raise found["country"].wrong(
            tr("“{word}” is not the code of a country, such as LA.", word=country)
        )
    otherwise = otherwise_of(found, "problem")

    def step(values: list[str], report: Report) -> list[str]:
        result: list[str] = []
        for value in values:
            for part in phones_apart(value, country):
                number = e164(part, country)
                if number:
                    result.append(number)
                elif otherwise == "keep":
                    result.append(part)
                elif otherwise == "problem":
                    report(_why_not(part, country))
        return result

    return step


def _is_region(country: str) -> bool:
    import phonenumbers  # its tables cost 0.1 s: only where a number is read

    return country in phonenumbers.SUPPORTED_REGIONS


def _why_not(part: str, country: str) -> str:
    if _ROUNDED.fullmatch(part):
        return tr("“{given}” is a phone number that a spreadsheet has rounded.", given=part)
    return tr(
        "“{given}” is not a phone number of {country}, nor one with a country code.",
        given=part,
        country=country,
    )


def phones_apart(text: str, country: str) -> Iterator[str]:
    """Gives each number of a cell as written: parted by signs, words, or only by blanks."""
    for line in text.splitlines()[:_MOST_IN_A_CELL]:
        text_line = plain(line)
        if _ROUNDED.fullmatch(text_line):
            yield text_line
            continue
        parts = [part for part in _BETWEEN.split(text_line) if part]
        for part in parts[:_MOST_IN_A_CELL]:
            bare = _SAID.sub("", part)
            yield from [bare] if e164(bare, country) else _by_blanks(bare, country)


def _by_blanks(text: str, country: str) -> list[str]:
    """Parts *020 5555 0171 020 5555 0172*: the longest numbers from the left, or the whole."""
    words = text.split()
    if not 2 <= len(words) <= 12 or not _NUMBER_LIKE.fullmatch(text):
        return [text]
    found: list[str] = []
    while words:
        ends = range(len(words), 0, -1)
        at = next((n for n in ends if e164(" ".join(words[:n]), country)), 0)
        if not at:
            return [text]
        found.append(" ".join(words[:at]))
        words = words[at:]
    return found


def e164(text: str, country: str) -> str:
    """Gives one number as ``+8562055550171``, or "" where it can be none of that country.

    Lao mobile numbers are also written without their 020.
    """
    import phonenumbers

    bare = text.removesuffix(".0") if _WHOLE.fullmatch(text) else text
    if not _NUMBER_LIKE.fullmatch(bare) or len(bare) > 40:
        return ""
    digits = re.sub(r"\D", "", bare)
    if country == "LA" and _LAO_MOBILE.fullmatch(digits) and not bare.startswith("+"):
        mobile = _valid(f"020{digits}", country)
        if mobile and not _valid(digits, country):
            return mobile
    dialled = f"+{bare[2:]}" if bare.startswith("00") else bare
    try:
        number = phonenumbers.parse(dialled, country)
    except phonenumbers.NumberParseException:
        return ""
    reason = phonenumbers.is_possible_number_with_reason(number)
    if number.extension or reason != phonenumbers.ValidationResult.IS_POSSIBLE:
        return _valid(f"+{digits}", country)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _valid(digits: str, country: str) -> str:
    import phonenumbers

    try:
        number = phonenumbers.parse(digits, country)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


DECLARED = (
    Declared(
        "phone", "phone: LA", "020 5555 0171 / 030 5550 172", "+8562055550171 | +856305550172",
        lambda: tr(
            "Gives each phone number of a cell in the international form, by the country that "
            "numbers without a country code are of. What is none is reported; phone: {country: "
            "LA, otherwise: keep} keeps it."
        ),
        made=_phone,
    ),
)  # fmt: skip
