"""Steps on the text of a value: parted, put together, trimmed, replaced."""

from __future__ import annotations

import re

from iwtlink.i18n import tr
from iwtlink.intake.mapping.cleaning.declared import (
    Declared,
    Tables,
    on_all,
    on_each,
    with_blanks,
)
from iwtlink.intake.mapping.expressions import Step
from iwtlink.intake.mapping.patterns import read_pattern, search
from iwtlink.ontology import yaml_lines as lines
from iwtlink.ontology.yaml_lines import Spot

_MOST_REPLACEMENT = 200
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad\x00-\x08\x0e-\x1f]")
"""Marks that take no room: zero-width blanks, directions, soft hyphens, control characters.

The zero-width joiner goes with them: no script of the region needs it in a name.
"""


def _split(spot: Spot, _tables: Tables) -> Step:
    """Parts a cell at any of the given separators; blanks around the parts go."""
    given = [spot] if lines.is_scalar(spot) else lines.items(spot)
    separators = [found for item in given if (found := with_blanks(item))]
    if not separators:
        raise spot.wrong(tr("A separator is missing."))
    cut = re.compile("|".join(re.escape(s) for s in sorted(separators, key=len, reverse=True)))
    return on_all(
        lambda values: [
            part.strip() for value in values for part in cut.split(value) if part.strip()
        ]
    )


def _replace(spot: Spot, _tables: Tables) -> Step:
    pairs = [(name, with_blanks(value)) for name, _, value in lines.entries(spot)]
    if any(len(new) > _MOST_REPLACEMENT for _, new in pairs):
        raise spot.wrong(tr("A replacement has at most {most} characters.", most=_MOST_REPLACEMENT))

    def change(value: str) -> str:
        for old, new in pairs:
            value = value.replace(old, new)
        return value.strip()

    return on_each(change)


def _extract(spot: Spot, _tables: Tables) -> Step:
    """Takes the first group of a pattern (or all it matches); no match gives nothing."""
    pattern = read_pattern(spot)

    def take(value: str) -> str:
        match = search(pattern, value)
        if not match:
            return ""
        return str((match[1] if match.re.groups else match[0]) or "").strip()

    return on_each(take)


def _strip(spot: Spot, _tables: Tables) -> Step:
    characters = lines.text(spot)
    return on_each(lambda value: value.strip(characters).strip())


def _prefix(spot: Spot, _tables: Tables) -> Step:
    word = lines.text(spot)
    return on_each(lambda value: f"{word} {value}" if value else "")


def _join(spot: Spot, _tables: Tables) -> Step:
    between = lines.text(spot)
    glue = between if between in ("", "-", "/") else f"{between.rstrip()} "
    return on_all(lambda values: [glue.join(v for v in values if v)])


def _trim(value: str) -> str:
    """Single blanks, none at the ends; line ends stay, marks that nobody sees go."""
    seen = _UNSEEN.sub("", value).splitlines()
    return "\n".join(filter(None, (" ".join(line.split()) for line in seen)))


DECLARED = (
    Declared(
        "split", 'split: ";"', "tiger; bear", "tiger | bear",
        lambda: tr(
            'Parts a cell; several separators as a list: split: [";", ","]. '
            'split: "\\n" parts it at its line ends.'
        ),
        made=_split,
    ),
    Declared(
        "join", 'join: ", "', "Boten", "Boten",
        lambda: tr(
            "Makes one value of several, with this between them. Of several columns: "
            'from: ["{Village}", "{District}"].'
        ),
        made=_join,
    ),
    Declared(
        "replace", 'replace: {_: " "}', "Manis_javanica", "Manis javanica",
        lambda: tr("Replaces one text by another; several pairs are allowed."),
        made=_replace,
    ),
    Declared(
        "extract", 'extract: "(\\\\d+) pieces"', "216 pieces of ivory", "216",
        lambda: tr(
            "Takes the part of a pattern in brackets, or all that the pattern matches; "
            "else nothing."
        ),
        made=_extract,
    ),
    Declared(
        "trim", "trim", "Ban  Xieng ", "Ban Xieng",
        lambda: tr("Makes blanks single and takes off what nobody sees."),
        alone=on_each(_trim),
    ),
    Declared(
        "strip", 'strip: "()"', "(Boten)", "Boten",
        lambda: tr("Takes these characters off both ends."),
        made=_strip,
    ),
    Declared(
        "prefix", 'prefix: "Note:"', "seen twice", "Note: seen twice",
        lambda: tr("Puts a word before the value."),
        made=_prefix,
    ),
    Declared(
        "lower", "lower", "TIGER", "tiger",
        lambda: tr("Small letters."), alone=on_each(str.lower),
    ),
    Declared(
        "upper", "upper", "la", "LA",
        lambda: tr("Capital letters."), alone=on_each(str.upper),
    ),
    Declared(
        "title", "title", "ban xieng", "Ban Xieng",
        lambda: tr("Each word with a capital."), alone=on_each(str.title),
    ),
    Declared(
        "capital", "capital", "seized at night", "Seized at night",
        lambda: tr("The first letter a capital."),
        alone=on_each(lambda value: value[:1].upper() + value[1:]),
    ),
)  # fmt: skip
