"""What a chart declares: types, strengths, grades, attribute classes, by number and by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from iwtlink.intake.networks.anx.elements import parts_of, said, whole
from iwtlink.intake.networks.anx.words import Words
from iwtlink.ontology.code_words import folded

_GRADES = ("GradeOne", "GradeTwo", "GradeThree")


@dataclass(slots=True)
class Definitions:
    """The declarations of one chart. Mappings by id hold names."""

    entity_types: dict[str, str] = field(default_factory=dict)
    icons: dict[str, str] = field(default_factory=dict)
    """The icon of an entity type, by the type's name."""
    link_types: dict[str, str] = field(default_factory=dict)
    attributes: dict[str, str] = field(default_factory=dict)
    """Names of attribute classes by id; of the value types below by name."""
    value_types: dict[str, str] = field(default_factory=dict)
    strengths: list[tuple[str, str, str]] = field(default_factory=list)
    """Id, name and pattern of the line."""
    grades: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """Id and text of each grade, by the list's name."""


def read_definitions(root: etree._Element) -> Definitions:
    """Give what a chart declares, wherever it stands and however often."""
    found = Definitions()
    for part in parts_of(root, "EntityTypeCollection"):
        for kind in parts_of(part, "EntityType"):
            name = said(kind, "Name", "IconFile")
            if said(kind, "Id"):
                found.entity_types.setdefault(said(kind, "Id"), name)
            if said(kind, "IconFile"):
                found.icons.setdefault(name, said(kind, "IconFile"))
    for part in parts_of(root, "LinkTypeCollection"):
        for kind in parts_of(part, "LinkType"):
            found.link_types.setdefault(said(kind, "Id"), said(kind, "Name"))
    for part in parts_of(root, "AttributeClassCollection"):
        for kind in parts_of(part, "AttributeClass"):
            name = said(kind, "Name", "Id")
            found.attributes.setdefault(said(kind, "Id"), name)
            found.value_types.setdefault(name, said(kind, "Type"))
    for part in parts_of(root, "StrengthCollection"):
        for kind in parts_of(part, "Strength"):
            found.strengths.append((said(kind, "Id"), said(kind, "Name"), said(kind, "DotStyle")))
    for name in _GRADES:
        texts = found.grades.setdefault(name, [])
        for part in parts_of(root, name):
            for listed in parts_of(part, "StringCollection"):
                texts += [(said(s, "Id"), said(s, "Text")) for s in parts_of(listed, "String")]
    return found


def type_name(declared: Mapping[str, str], style: etree._Element | None, reference: str) -> str:
    """Give the type that a style names: its reference where that is declared, else its word."""
    return declared.get(said(style, reference), "") or said(style, "Type")


def strength_of(
    definitions: Definitions, words: Words, style: etree._Element | None
) -> tuple[str, str]:
    """Give the strength of a link with us and as the chart names it.

    By reference, by name, or (in charts of version 6) by its number in the list.
    """
    listed = definitions.strengths
    reference, name = said(style, "StrengthReference"), said(style, "Strength")
    for number, known, dots in listed:
        if (reference and number == reference) or (name and known == name):
            return _strength(words, known, dots), known
    at = whole(name)
    if at is not None and 0 <= at < len(listed):
        _, known, dots = listed[at]
        return _strength(words, known, dots), known
    stated = name or reference
    return _strength(words, stated, ""), stated


def _strength(words: Words, name: str, dots: str) -> str:
    known = words.strengths.get(folded(name))
    return words.lines.get(dots, "") if known is None else known


def grade_of(definitions: Definitions, words: Words, element: etree._Element, which: str) -> str:
    """Give the text of a grade of an item or card; empty where none is set.

    The last entry of a list stands for "not set", and for every number outside the list.
    """
    listed = definitions.grades.get(which, [])
    reference = said(element, f"{which}Reference")
    found = next((i for i, (number, _) in enumerate(listed) if number == reference), None)
    at = found if reference and found is not None else whole(said(element, f"{which}Index"))
    if at is None or not 0 <= at < len(listed):
        return ""
    text = listed[at][1]
    is_last = at == len(listed) - 1 and len(listed) > 1
    return "" if is_last or folded(text) in words.no_grade else text
