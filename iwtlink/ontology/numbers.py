"""Numbers as stated: plain, with a unit, as a share, as money.

Both ``1,234.5`` and ``1.234,5`` are understood. One mark before exactly three digits is a
thousands mark when it is a comma (``42,000``), and for money also when it is a dot
(``310.000``); else it is the decimal mark (``1,5 t``, ``38.4``, ``1.234 kg``).
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation

from iwtlink.i18n import tr
from iwtlink.ontology.code_words import find_code
from iwtlink.ontology.model import CodeList, PropertyType, Value, ValueProblem

_SCALES = {
    "k": 10**3, "thousand": 10**3, "พัน": 10**3, "ພັນ": 10**3, "nghìn": 10**3, "ngàn": 10**3,
    "ม": 10**4, "หมื่น": 10**4, "ໝື່ນ": 10**4, "万": 10**4, "萬": 10**4,
    "แสน": 10**5, "ແສນ": 10**5, "lakh": 10**5,
    "m": 10**6, "mn": 10**6, "mio": 10**6, "mil": 10**6, "million": 10**6, "millions": 10**6,
    "ล้าน": 10**6, "ລ້ານ": 10**6, "triệu": 10**6, "tr": 10**6,
    "亿": 10**8, "億": 10**8,
    "bn": 10**9, "billion": 10**9, "tỷ": 10**9, "tỉ": 10**9, "ຕື້": 10**9, "พันล้าน": 10**9,
}  # fmt: skip
"""Words that multiply a sum of money."""

_QUALIFIERS = {
    "~": ("~", "about", "around", "approximately", "approx.", "approx", "circa", "ca.", "c.",
          "ປະມານ", "ประมาณ", "khoảng", "约"),
    "≥": ("≥", ">=", "at least", "minimum", "min."),
    "≤": ("≤", "<=", "at most", "maximum", "max.", "up to"),
    ">": (">", "more than", "over", "ຫຼາຍກວ່າ", "มากกว่า", "hơn"),
    "<": ("<", "less than", "under", "ໜ້ອຍກວ່າ", "น้อยกว่า", "dưới"),
}  # fmt: skip

_NUMBER = r"[+-]?\d(?:[\d.,'’ ]*\d)?(?:[eE][+-]?\d{1,2}(?!\w))?"
_SPACED = re.compile(r"[+-]?\d{1,3}(?: \d{3})+(?:[.,]\d+)?")
_FIGURE = re.compile(rf"({_NUMBER})(.*)", re.DOTALL)
_SPAN = re.compile(rf"({_NUMBER})\s*(?:-|–|\.\.|to)\s*({_NUMBER})(.*)", re.DOTALL)
_MASS_KG = {
    "KGM": Decimal(1),
    "GRM": Decimal("0.001"),
    "MGM": Decimal("0.000001"),
    "TON": Decimal(1000),
    "PND": Decimal("0.45359237"),
    "OUN": Decimal("0.028349523125"),
}
"""Kilograms in one unit of mass; pound and ounce are avoirdupois (exact by definition)."""

_FACTORS = {
    "mass": _MASS_KG,
    "length": {"MTR": Decimal(1), "CTM": Decimal("0.01")},
    "volume": {
        "MTQ": Decimal(1),
        "LTR": Decimal("0.001"),
        "MLT": Decimal("0.000001"),
        "CMQ": Decimal("0.000001"),
        "CUF": Decimal("0.028316846592"),
    },
}
"""What units measure, and how much of the first one is in each (cubic foot: 0.3048 m cubed)."""


def plain(text: str) -> str:
    """Give the text with ASCII digits, single spaces and ordinary signs."""
    normal = unicodedata.normalize("NFKC", text.replace("\u200b", "")).replace("\u2212", "-")
    digits = "".join(
        str(unicodedata.digit(letter)) if letter.isdecimal() else letter for letter in normal
    )
    return re.sub(r"\s+", " ", digits).strip()


def parse_decimal(text: str, *, dot_groups: bool = False) -> Decimal:
    """Read a number with whatever marks it has. Raises ``ValueProblem``.

    ``dot_groups``: a single dot before three digits is a thousands mark, as in money.
    """
    given = plain(text)
    if " " in given and not _SPACED.fullmatch(given):
        raise _not_a_number(text)
    bare = re.sub(r"[ '’]", "", given)
    comma, dot = bare.count(","), bare.count(".")
    if comma and dot:
        decimal = "," if bare.rfind(",") > bare.rfind(".") else "."
    else:
        mark = "," if comma else "."
        decimal = "" if _groups(bare, mark, comma or dot, dot_groups) else mark
    if decimal and not _is_well_marked(bare, decimal):
        raise _not_a_number(text)
    english = bare.translate({ord(mark): "." if mark == decimal else None for mark in ",."})
    try:
        number = Decimal(english)
    except InvalidOperation as error:
        raise _not_a_number(text) from error
    if not number.is_finite() or abs(number.adjusted()) > 30:
        raise _not_a_number(text)
    return number


def _is_well_marked(bare: str, decimal: str) -> bool:
    """Say whether the decimal mark comes once, and the other only before three digits each."""
    whole, _, part = bare.partition(decimal)
    groups = re.split(r"[.,]", whole)
    return not re.search(r"[.,]", part) and all(len(group) == 3 for group in groups[1:])


def _groups(bare: str, mark: str, count: int, dot_groups: bool) -> bool:
    """Say whether the only kind of mark in a number parts thousands."""
    if count == 0:
        return True
    parts = bare.lstrip("+-").split(mark)
    looks_grouped = all(len(part) == 3 for part in parts[1:]) and 1 <= len(parts[0]) <= 3
    if count > 1:
        return looks_grouped
    return looks_grouped and parts[0] != "0" and (mark == "," or dot_groups)


def _not_a_number(given: str) -> ValueProblem:
    return ValueProblem(tr("“{given}” is not a number.", given=given))


def number_text(number: Decimal) -> str:
    """Give a number as canonical text: no thousands marks, no needless zeros."""
    text = format(number.normalize(), "f")
    return "0" if text == "-0" else text


def grouped(text: str) -> str:
    """Give a canonical number with commas between thousands, for reading."""
    try:
        return f"{Decimal(text):,f}"
    except InvalidOperation:
        return text


def parse_number(text: str) -> Value:
    """Read a plain number."""
    number = parse_decimal(text)
    return Value(number_text(number), float(number))


def parse_integer(text: str) -> Value:
    """Read a whole number."""
    number = parse_decimal(text)
    if number != number.to_integral_value():
        raise ValueProblem(tr("“{given}” is not a whole number.", given=text))
    return Value(number_text(number), float(number))


def parse_percent(text: str) -> Value:
    """Read a share from 0 to 100, with or without the sign."""
    number = parse_decimal(re.sub(r"(?:%|percent|per cent|pct)\s*$", "", plain(text).lower()))
    if not 0 <= number <= 100:
        raise ValueProblem(tr("“{given}” is not a share between 0 and 100 %.", given=text))
    return Value(number_text(number), float(number), "%")


def parse_quantity(text: str, units: CodeList, default_unit: str = "") -> Value:
    """Read a number and its unit: ``12 kg``, ``1,5 t``, ``216 pieces``, ``about 40``.

    Known units become CITES codes, others stay as stated. Of a span (``200-300 kg``) the number
    is the lower bound, so that totals never overstate.
    """
    sign, rest = _qualified(plain(text))
    lower, upper, word = _figures(text, rest)
    number = parse_decimal(lower)
    figure = number_text(number)
    if upper:
        higher = parse_decimal(upper)
        if higher < number:
            raise ValueProblem(tr("“{given}” runs from high to low.", given=text))
        figure += f"..{number_text(higher)}"
    unit = unit_of(word, units) or default_unit
    return Value(f"{sign}{figure} {unit}".strip(), float(number), unit)


def parse_mass(text: str, units: CodeList) -> Value:
    """Read a mass and give it in kilograms (``KGM``); a bare number is kilograms."""
    stated = parse_quantity(text, units, "KGM")
    factor = _MASS_KG.get(stated.unit)
    if factor is None:
        raise ValueProblem(tr("“{given}” is not a weight; write it in kg.", given=text))
    sign, figure = _qualified(stated.text.rpartition(" ")[0])
    ends = [Decimal(end) * factor for end in figure.split("..")]
    if ends[0] < 0:
        raise ValueProblem(tr("“{given}” is less than nothing.", given=text))
    words = "..".join(number_text(end) for end in ends)
    return Value(f"{sign}{words} KGM", float(ends[0]), "KGM")


def factor_between(unit: str, wanted: str) -> Decimal | None:
    """Give how much of the ``wanted`` unit is in one ``unit`` (CITES codes); else nothing."""
    for factors in _FACTORS.values():
        if unit in factors and wanted in factors:
            return factors[unit] / factors[wanted]
    return None


def converted(text: str, units: CodeList, unit: str, wanted: str) -> str:
    """Give a quantity in the ``wanted`` unit: ``2 lb`` in kg is ``0.90718474 kg``.

    A bare number is of the ``unit``; both are CITES codes. Raises ``ValueProblem``.
    """
    stated = parse_quantity(text, units, unit)
    factor = factor_between(stated.unit, wanted)
    if factor is None:
        label = units.label_of(wanted)
        raise ValueProblem(tr("“{given}” cannot be given in {unit}.", given=text, unit=label))
    sign, figure = _qualified(stated.text.rpartition(" ")[0])
    words = "-".join(number_text(Decimal(end) * factor) for end in figure.split(".."))
    return f"{sign}{words} {units.label_of(wanted)}"


def _qualified(text: str) -> tuple[str, str]:
    """Part *about*, *at least* and *at most* from the number; give the sign that stands for it."""
    low = text.casefold()
    for sign, words in _QUALIFIERS.items():
        for word in words:
            if low.startswith(word):
                return sign, text[len(word) :].strip()
    return "", text


def _figures(text: str, rest: str) -> tuple[str, str, str]:
    """Part a number, or two with a dash, from the word behind."""
    if match := _SPAN.fullmatch(rest):
        return match[1], match[2], match[3].strip()
    if match := _FIGURE.fullmatch(rest):
        return match[1], "", match[2].strip()
    raise _not_a_number(text)


def unit_of(word: str, units: CodeList) -> str:
    """Give the CITES code of a unit, or the word as stated."""
    bare = word.strip().strip("()").strip()
    code = find_code(units, bare) or find_code(units, bare.rstrip("."))
    if code is None and bare and not bare[0].isalpha():
        raise ValueProblem(tr("“{given}” is not a unit.", given=bare))
    return code or bare


def parse_money(text: str, currencies: CodeList, default_currency: str = "") -> Value:
    """Read a sum and its currency: ``USD 42,000``, ``฿1,2 million``, ``310.000 kip``.

    A sum without currency takes the default one; where there is none it is refused.
    """
    sign, rest = _qualified(plain(text))
    match = re.fullmatch(rf"(\D*?)\s*({_NUMBER})\s*(.*)", rest)
    if not match:
        raise ValueProblem(tr("“{given}” is not a sum of money.", given=text))
    scale, after = _scale(match[3])
    currency = _currency(match[1], after, currencies) or default_currency
    if not currency:
        raise ValueProblem(
            tr("“{given}” does not say the currency; write it as 42,000 USD.", given=text)
        )
    number = parse_decimal(match[2], dot_groups=scale == 1) * scale
    return Value(f"{sign}{_sum_text(number)} {currency}", float(number), currency)


def _sum_text(number: Decimal) -> str:
    """Give a sum so that a third decimal is never mistaken for thousands when read again."""
    text = number_text(number)
    return f"{text}0" if re.fullmatch(r"-?\d{1,3}\.\d{3}", text) else text


def _scale(words: str) -> tuple[int, str]:
    """Part *million* and its like from what stands behind the number."""
    first, _, rest = words.partition(" ")
    for word, after in ((words, ""), (first, rest), (words[:1], words[1:])):
        if word == words[:1] and word.isascii() and words[1:2].isalpha():
            continue  # the m of metical is not a million
        if scale := _SCALES.get(word.casefold().rstrip(".")):
            return scale, after
    return 1, words


def _currency(before: str, after: str, currencies: CodeList) -> str:
    found = {
        code
        for word in (before.strip(), after.strip())
        if word
        for code in (find_code(currencies, word),)
        if code is not None
    }
    unknown = [
        word for word in (before.strip(), after.strip()) if word and not find_code(currencies, word)
    ]
    if unknown and re.fullmatch(r"[A-Z]{3}", unknown[0]):
        return unknown[0]  # a currency of ISO 4217 that is rare here
    if unknown:
        raise ValueProblem(tr("“{given}” is not a currency.", given=unknown[0]))
    if len(found) > 1:
        raise ValueProblem(tr("Two currencies are given: {found}.", found=", ".join(sorted(found))))
    return found.pop() if found else ""


def format_number(property_type: PropertyType, text: str, units: CodeList | None) -> str:
    """Show a canonical number, quantity or sum for reading: ``42,000 USD``, ``~12 kg``."""
    sign, rest = _qualified(text)
    figure, _, unit = rest.partition(" ")
    ends = "–".join(grouped(end) for end in figure.split(".."))
    if property_type.value_type == "percent":
        return f"{sign}{ends} %"
    label = units.label_of(unit) if units and unit else unit
    return f"{sign}{ends} {label}".strip()
