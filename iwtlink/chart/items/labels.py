"""The words of an item: its name in one script or two, a template, properties under it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from functools import lru_cache

from iwtlink.chart.departures import own_looks
from iwtlink.chart.items.attributes import attribute_lines, written_by
from iwtlink.chart.items.dates import dated_in
from iwtlink.chart.style import ChartStyle, colour_or, ink_on, within
from iwtlink.chart.text.lines import ATTRIBUTE, NAME, SCRIPT, Blocks, TextBlock
from iwtlink.chart.text.setting import Labels
from iwtlink.ontology import EntityType, Ontology
from iwtlink.store.charts.content import ChartContent, EntityFacts
from iwtlink.store.charts.look import Look, Shown

Columns = list[tuple[list[str], TextBlock]]
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_EMPTY_BRACKETS = re.compile(r"\(\s*\)|\[\s*\]")
_LOOSE_MARKS = re.compile(r"(?:\s*[,;:/–-](?=\s*(?:[,;:/–-]|[)\]]|$)))+|^[\s,;:/–-]+(?=\s)")
_NO_FACTS = EntityFacts()
_USUAL = Look()
_ATTRIBUTE_CHARACTERS, _ATTRIBUTE_LINES = 34, 3


def item_labels(
    content: ChartContent,
    ontology: Ontology,
    style: ChartStyle,
    inside: Mapping[int, float] | None = None,
) -> Labels:
    """Give the texts of every item from top to bottom.

    ``inside`` are the items whose words stand inside their form, in shorter lines, with how much
    larger they are written.
    """
    columns = _names(content, style)
    own: dict[int, Blocks] = {}
    options = content.options
    looks = dict(own_looks(content))
    ways, attribute = written_by(options.written), _attribute_block(style)
    typed = options.labels.keys() | options.shows.keys()
    for item in _told_apart(content, typed, looks):
        kind, look = content.types[item], looks.get(item, _USUAL)
        shown = options.shows.get(kind, ()) if look.shows is None else look.shows
        facts = content.facts[item] if content.facts else _NO_FACTS
        if look.date_shown:
            shown = _with_dates(shown, facts, ontology.entity_types.get(kind), look.date_shown)
        head = _headed(_of(columns, item), look, options.labels.get(kind, ""), facts)
        lines = attribute_lines(shown, facts, ontology, kind, ways)
        own[item] = (*head, *((line, attribute) for line in lines))
    for item, scale in (inside or {}).items():
        is_wide = looks.get(item, _USUAL).is_container
        characters = style.wrap_characters * 2 if is_wide else style.form_wrap_characters
        words = own[item] if item in own else _of(columns, item)
        own[item] = _narrowed(words, characters, scale)
    return Labels(columns, own, len(content.labels))


def _with_dates(
    shown: tuple[str, ...], facts: EntityFacts, kind: EntityType | None, way: Shown
) -> tuple[str, ...]:
    """Give the properties under a label with the dates of the item, or without them."""
    dates = dated_in(facts, kind)
    if way == "off":
        return tuple(name for name in shown if name not in dates)
    return (*shown, *(name for name in dates if name not in shown))


def _told_apart(content: ChartContent, typed: Set[str], looks: Mapping[int, Look]) -> Iterable[int]:
    """Give the items whose words are not just their names."""
    if not typed:
        return looks
    return [item for item, kind in enumerate(content.types) if kind in typed or item in looks]


def _of(columns: Columns, item: int) -> Blocks:
    return [(texts[item], block) for texts, block in columns]


def filled(template: str, name: str, values: Mapping[str, str]) -> str:
    """Give a label by its template, such as "{name}, {nationality}".

    A property without a value leaves no trace: neither its brackets nor a loose comma.
    """
    known = {**values, "name": name}
    text = _PLACEHOLDER.sub(lambda match: known.get(match[1], ""), template)
    text = _EMPTY_BRACKETS.sub("", text)
    return " ".join(_LOOSE_MARKS.sub("", text.strip()).split()) or name


def _names(content: ChartContent, style: ChartStyle) -> Columns:
    name, script = _name_block(style), _script_block(style)
    both = zip(content.labels, content.script_labels, strict=True)
    if content.options.names == "latin":
        return [(content.labels, name)]
    if content.options.names == "original":
        return [([original or label for label, original in both], name)]
    originals = [
        original if original and original.casefold() != label.casefold() else ""
        for label, original in both
    ]
    return [(content.labels, name), (originals, script)]


def _headed(names: Blocks, look: Look, template: str, facts: EntityFacts) -> Blocks:
    """Give the name as the item's look or its type's template has it."""
    if look.name_shown == "off":
        return []
    if look.label:
        names = [(look.label, names[0][1])]
    elif template:
        names = [(filled(template, names[0][0], facts.values), names[0][1]), *names[1:]]
    return names if look is _USUAL else [(text, _lettered(block, look)) for text, block in names]


def _lettered(block: TextBlock, look: Look) -> TextBlock:
    """Give a block of text in the letters of a look."""
    plain = look.font_px is None and look.is_bold is None and not look.is_italic
    is_bare = not (look.is_underlined or look.is_struck or look.text_ground)
    if plain and is_bare and not look.text_colour:
        return block
    size = round(within(look.font_px, 5.0, 96.0, block.size_px))
    return replace(
        block,
        size_px=float(size),
        is_bold=block.is_bold if look.is_bold is None else look.is_bold,
        is_italic=look.is_italic,
        colour=ink_on(look.text_ground, look.text_colour),
        is_underlined=look.is_underlined,
        is_struck=look.is_struck,
        ground=colour_or(look.text_ground),
    )


def _narrowed(blocks: Blocks, characters: int, scale: float) -> Blocks:
    return [(text, _narrow(block, characters, scale)) for text, block in blocks]


@lru_cache(maxsize=1024)
def _narrow(block: TextBlock, characters: int, scale: float) -> TextBlock:
    if block.role == ATTRIBUTE:
        characters = block.characters
    return replace(
        block, characters=characters, size_px=float(max(5, round(block.size_px * scale)))
    )


def _name_block(style: ChartStyle) -> TextBlock:
    return TextBlock(style.name_px, style.name_bold, style.wrap_characters, style.name_lines, NAME)


def _script_block(style: ChartStyle) -> TextBlock:
    return TextBlock(
        style.script_px, style.script_bold, style.wrap_characters, style.script_lines, SCRIPT
    )


def _attribute_block(style: ChartStyle) -> TextBlock:
    return TextBlock(style.attribute_px, False, _ATTRIBUTE_CHARACTERS, _ATTRIBUTE_LINES, ATTRIBUTE)
