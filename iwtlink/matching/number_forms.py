"""The forms in which numbers are compared: what is left when spelling is taken away."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from iwtlink.ontology import ValueProblem
from iwtlink.ontology.contacts import parse_phone, plate_key
from iwtlink.ontology.loader import load_ontology
from iwtlink.ontology.numbers import plain

_WILDCARDS = re.compile(r"[*#?…xX•_]|\.{2,}")
_FEWEST = 4
"""Signs that a number must have to tell anything apart."""
_SHORTEST_PHONE = 7
LOCAL_PHONE = 8
"""Digits that a local number must have to be looked for at the end of a whole one."""
_ENDING = 4


def phone_form(text: str, country: str) -> str:
    """Give E.164, a local number by its country; "" where digits are hidden or too few.

    A local number of no country is given without its first zeros.
    """
    if _WILDCARDS.search(text):
        return ""
    try:
        read = parse_phone(text, country).text
    except ValueProblem:
        return ""
    read = read if read.startswith("+") else read.lstrip("0")
    return read if len(read.lstrip("+")) >= _SHORTEST_PHONE else ""


def is_dialled_alike(one: str, other: str) -> bool:
    """Say whether one of two phone numbers may be the other, dialled inside its country."""
    if one.startswith("+") == other.startswith("+"):
        return one == other
    local, whole = (one, other) if other.startswith("+") else (other, one)
    return len(local) >= LOCAL_PHONE and whole.endswith(local)


def number_form(text: str) -> str:
    """Give capitals and digits only; "" where signs are hidden."""
    bare = "".join(sign for sign in plain(text).upper() if sign.isalnum())
    bare = re.sub(r"^IMO(?=\d{7}$)", "", bare)
    return "" if "*" in text or "…" in text or "?" in text or len(bare) < 2 else bare


def mrz_form(text: str) -> str:
    """Give the number of the document that a machine-readable zone belongs to (ICAO 9303)."""
    lines = re.sub(r"[^A-Z0-9<\n]", "", text.upper()).split("\n")
    if len(lines) == 3:
        return lines[0][5:14].replace("<", "")
    return lines[1][:9].replace("<", "") if len(lines) == 2 else ""


def account_form(text: str) -> str:
    """Give the digits of an account; "" where some are hidden, or too few to be one."""
    bare = "".join(sign for sign in plain(text).upper() if sign.isalnum())
    return "" if _WILDCARDS.search(text) or len(bare) <= _ENDING else bare


def ending_form(text: str) -> str:
    """Give the last four digits."""
    digits = re.sub(r"\D", "", plain(text))
    return digits[-_ENDING:] if len(digits) >= _ENDING else ""


def email_form(text: str) -> str:
    """Give an address in small letters; dots stay, as most servers tell them apart."""
    bare = re.sub(r"^mailto:", "", text.strip(), flags=re.IGNORECASE).casefold()
    return bare if "@" in bare else ""


def handle_form(text: str) -> str:
    """Give a handle without @ and the platform's word before it, in small letters."""
    bare = unicodedata.normalize("NFKC", text).strip().casefold()
    bare = re.sub(r"^[a-z ]*:\s*", "", bare).lstrip("@").strip()
    return bare if len(bare) >= 2 else ""


def url_form(text: str) -> str:
    """Give host and path: scheme, ``www``, ``m`` and a closing stroke say nothing."""
    full = text if "://" in text else f"https://{text}"
    try:
        parts = urlsplit(full.strip())
    except ValueError:
        return ""
    host = re.sub(r"^(?:www|m|mobile)\.", "", (parts.hostname or "").casefold())
    query = f"?{parts.query}" if re.search(r"(?:^|&)id=", parts.query) else ""
    return f"{host}{parts.path.rstrip('/')}{query}" if "." in host else ""


def plate_parts(text: str, words: Mapping[str, Any]) -> tuple[str, str]:
    """Take a plate apart: letters and digits without place words, and the place in small letters.

    Hidden signs give no plate. Places are the provinces of Laos by name and the country words.
    """
    if re.search(r"[*#?…•]", text):
        return "", ""
    place, rest = "", unicodedata.normalize("NFC", text.replace("\u200b", "")).upper()
    for word, code in _plate_places(tuple(words["plate_provinces"].items())):
        if word in rest and any(sign.isdigit() for sign in rest.replace(word, "")):
            rest, place = rest.replace(word, " ", 1), code.casefold()
            break
    begins = re.match(r"([A-Z]{2,3})[\s-]+(?=.*\d)(?=.*\w)", rest)
    country = words["plate_countries"].get(begins.group(1)) if begins else None
    if begins and country:
        rest, place = rest[begins.end() :], place or country.casefold()
    bare = plate_key(rest)
    return (bare, place) if len(bare) >= _FEWEST else ("", "")


@lru_cache(maxsize=4)
def _plate_places(given: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """Give place words with the code of their province, longest first."""
    provinces = load_ontology().code_lists["provinces"].codes.values()
    named = [
        (name.upper(), code.code)
        for code in provinces
        if code.code.startswith("LA-")
        for name in (code.label, *code.aliases)
        if len(name) >= 4
    ]
    words = [(word.upper(), code) for word, code in given]
    return sorted({*named, *words}, key=lambda found: (-len(found[0]), found))


FORMS: Mapping[str, Callable[[str], str]] = {
    "number": number_form,
    "mrz": mrz_form,
    "account": account_form,
    "ending": ending_form,
    "email": email_form,
    "handle": handle_form,
    "url": url_form,
}
"""Each form by its name in the rules; phones and plates lean on more than their text."""
