"""What the look of a name says of its kind: an address with @, a row of digits, a legal form."""

from __future__ import annotations

import re

_PHONE = re.compile(r"\+?[\d\s().\-/]+")
_DIGITS = range(7, 16)
"""Shorter rows of digits are rather numbers of a document; ITU-T E.164 allows 15."""

_LEGAL_FORMS = frozenset(
    (
        "company",
        "corp",
        "corporation",
        "gmbh",
        "inc",
        "jsc",
        "lda",
        "limitada",
        "limited",
        "llc",
        "llp",
        "ltd",
        "ltda",
        "plc",
        "pte",
        "pty",
        "sarl",
        "tnhh",
    )
)
"""Words that no person is called by; ``co`` and ``sa`` are left out, which some are."""

_BEGINNINGS = ("ບໍລິສັດ", "บริษัท", "công ty ")
_ENDINGS = ("公司", "จำกัด", "ຈຳກັດ", "ຈໍາກັດ", " co.")


def type_by_look(text: str) -> str:
    """Give the entity type that a name looks like: email, phone or company; else ""."""
    name = " ".join(text.split()).casefold()
    if "@" in name.strip("@") and " " not in name:
        return "email"
    if _PHONE.fullmatch(name) and sum(map(str.isdigit, name)) in _DIGITS:
        return "phone"
    words = re.findall(r"\w+", name)
    is_formed = len(words) > 1 and not _LEGAL_FORMS.isdisjoint(words[1:])
    if is_formed or name.startswith(_BEGINNINGS) or name.endswith(_ENDINGS):
        return "company"
    return ""
