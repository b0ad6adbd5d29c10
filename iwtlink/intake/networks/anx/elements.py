"""Single values of an element: numbers, flags, colours; what is not one is as if not there."""

from __future__ import annotations

import math
from collections.abc import Iterator

from lxml import etree

from iwtlink.intake.networks.xml import local_name


def parts_of(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Give the children of these names, in order."""
    return (child for child in element if local_name(child) in names)


def part_of(element: etree._Element | None, *names: str) -> etree._Element | None:
    """Give the first child of these names; the one child where no name is given."""
    if element is None:
        return None
    for child in element:
        if not names or local_name(child) in names:
            return child
    return None


def said(element: etree._Element | None, *names: str) -> str:
    """Give the first of these attributes that is filled, as text without blanks round it."""
    if element is not None:
        for name in names:
            text = str(element.get(name, "")).strip()
            if text:
                return text
    return ""


def number(element: etree._Element | None, name: str) -> float | None:
    """Give a number, in scientific notation too; None where there is none."""
    text = said(element, name).replace(",", ".")
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def whole(text: str) -> int | None:
    """Give a whole number of up to nine digits; None where the text is none."""
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 9:
        return None
    return int(text)


def is_set(element: etree._Element | None, name: str, usual: bool = False) -> bool:
    """Give a flag: true, 1 or -1."""
    text = said(element, name).lower()
    return text in ("true", "1", "-1") if text else usual


def colour(element: etree._Element | None, name: str) -> str:
    """Give a Windows colour number, or "#AARRGGBB", as "#rrggbb"; empty where there is none."""
    text = said(element, name)
    if text.startswith("#") and len(text) in (7, 9):
        digits = text[-6:].lower()
        return f"#{digits}" if all(d in "0123456789abcdef" for d in digits) else ""
    value = whole(text)
    if value is None or not 0 <= value <= 0xFFFFFF:
        return ""
    return f"#{value & 255:02x}{value >> 8 & 255:02x}{value >> 16 & 255:02x}"
