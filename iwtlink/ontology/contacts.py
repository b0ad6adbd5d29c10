"""How someone is reached or seen: phones, e-mail, web addresses, number plates."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

from iwtlink.i18n import tr
from iwtlink.ontology.model import Value, ValueProblem
from iwtlink.ontology.numbers import plain

_EMAIL = re.compile(r"[^@\s\"(),:;<>\[\]\\]+@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*[^\W_]")
_FEWEST_DIGITS, _MOST_DIGITS = 3, 15
"""ITU-T E.164 allows 15 digits; short codes have three or more."""


def parse_phone(text: str, country: str = "") -> Value:
    """Read a phone number and give it as E.164 (``+8562055550171``).

    A local number needs the ``country`` (ISO alpha-2) it belongs to. A number no numbering plan
    knows, as in fictional or misread ones, is kept as its digits so long as it looks like one.
    """
    import phonenumbers  # its tables cost 0.1 s: only where a number is read

    bare = re.sub(r"^tel[.:]?\s*", "", plain(text), flags=re.IGNORECASE)
    dialled = f"+{bare[2:]}" if bare.startswith("00") else bare
    try:
        number = phonenumbers.parse(dialled, country.upper() or None)
    except phonenumbers.NumberParseException:
        return Value(_plausible_digits(text, dialled))
    if number.extension or not phonenumbers.is_possible_number(number):
        return Value(_plausible_digits(text, dialled))
    return Value(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def format_phone(text: str) -> str:
    """Show a stored number in groups: ``+856 20 5555 0171``."""
    import phonenumbers

    if not text.startswith("+"):
        return text
    try:
        number = phonenumbers.parse(text, None)
    except phonenumbers.NumberParseException:
        return text
    shown = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return shown if re.sub(r"\D", "", shown) == text[1:] else text


def _plausible_digits(given: str, dialled: str) -> str:
    """Give the digits of a number outside all plans; refuse what cannot be a number at all."""
    if not re.fullmatch(r"\+?[\d\s().\-/x*#,;ext]+", dialled.casefold()):
        raise ValueProblem(tr("“{given}” is not a phone number.", given=given))
    digits = re.sub(r"\D", "", dialled)
    if not _FEWEST_DIGITS <= len(digits) <= _MOST_DIGITS + 6:
        raise ValueProblem(tr("“{given}” has too few or too many digits.", given=given))
    return f"+{digits}" if dialled.startswith("+") else digits


def parse_email(text: str) -> Value:
    """Read an e-mail address; the part behind the @ is given in small letters."""
    bare = re.sub(r"^mailto:", "", plain(text), flags=re.IGNORECASE)
    if not _EMAIL.fullmatch(bare):
        raise ValueProblem(tr("“{given}” is not an e-mail address.", given=text))
    name, _, domain = bare.rpartition("@")
    return Value(f"{name}@{domain.lower()}")


def parse_url(text: str) -> Value:
    """Read a web address; without a scheme it is taken as https."""
    bare = text.strip()
    full = bare if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", bare) else f"https://{bare}"
    try:
        parts = urlsplit(full)
        has_host = bool(parts.hostname) and ("." in str(parts.hostname) or parts.port is not None)
    except ValueError:
        has_host = False
    if re.search(r"\s", full) or not has_host:
        raise ValueProblem(tr("“{given}” is not a web address.", given=text))
    host = parts.netloc.lower()
    return Value(parts._replace(scheme=parts.scheme.lower(), netloc=host).geturl())


def parse_plate(text: str) -> Value:
    """Read a number plate: capitals and digits of all scripts, single spaces, marks kept.

    ``ກຂ 1234``, ``กข-1234``, ``38B-01.177`` and ``粤Z·F023港`` stay themselves; comparing is left
    to ``plate_key``.
    """
    bare = " ".join(unicodedata.normalize("NFC", text.replace("\u200b", "")).upper().split())
    if not any(letter.isalnum() for letter in bare) or len(bare) > 30:
        raise ValueProblem(tr("“{given}” is not a number plate.", given=text))
    return Value(bare)


def plate_key(text: str) -> str:
    """Give the form in which two ways of writing one plate are equal: letters and digits only."""
    kept = (
        str(unicodedata.digit(letter)) if letter.isdecimal() else letter
        for letter in unicodedata.normalize("NFKC", text).upper()
        if letter.isalnum() or unicodedata.category(letter).startswith("M")
    )
    return "".join(kept)
