"""A chart as tables: its items, its links, its cards; every attribute class is a column.

Rows of items and links bear the number of their chart item, those of cards are counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from iwtlink.errors import BadInput
from iwtlink.i18n import tr
from iwtlink.intake.networks.anx.chart import Card, Chart, Facts, Item, Tie
from iwtlink.intake.sheet import MOST_COLUMNS, Row, Sheet, unique_headers

FACTS = (
    "Date",
    "Time",
    "UTC offset",
    "Date as described",
    "Source reliability",
    "Information reliability",
    "Handling",
    "Source reference",
    "Source type",
)
ITEMS = (
    "Reference",
    "Type",
    "Label",
    "Label below",
    "Identity",
    "Description",
    *FACTS,
    "Representation",
    "Picture",
    "Cards",
)
LINKS = (
    "Reference",
    "From",
    "To",
    "Type",
    "From type",
    "To type",
    "From label",
    "To label",
    "Label",
    "Label below",
    "Description",
    "Direction",
    "Strength",
    "Strength as named",
    *FACTS,
    "Cards",
)
CARDS = (
    "Reference",
    "Item",
    "Item type",
    "Item label",
    "From",
    "To",
    "Type",
    "From type",
    "To type",
    "Summary",
    "Text",
    *FACTS,
)
NAMES = ("Items", "Links", "Cards")


@dataclass(frozen=True, slots=True)
class Sheets:
    """The sheets of a chart, None where it holds nothing of that kind; ``columns`` gives the
    column of each attribute class in the first two."""

    items: Sheet
    links: Sheet | None
    cards: Sheet | None
    item_columns: Mapping[str, str]
    link_columns: Mapping[str, str]


def make_sheets(path: Path, sha256: str, chart: Chart) -> Sheets:
    """Give the tables of a chart that has at least one item."""
    used_by_items = _used(chart, chart.items)
    used_by_links = _used(chart, chart.ties)
    item_heads, item_columns = _headers(path, ITEMS, used_by_items)
    link_heads, link_columns = _headers(path, LINKS, used_by_links)

    def sheet(name: str, columns: tuple[str, ...], rows: Iterable[Row]) -> Sheet | None:
        found = tuple(rows)
        if not found:
            return None
        return Sheet(
            path=str(path),
            file=path.name,
            sha256=sha256,
            name=name,
            columns=columns,
            rows=found,
            header_row=0,
            sheet_names=NAMES,
        )

    items = sheet("Items", item_heads, (_item(item, used_by_items) for item in chart.items))
    if items is None:
        raise BadInput(tr("{file} is an i2 chart without items.", file=path.name))
    return Sheets(
        items=items,
        links=sheet("Links", link_heads, (_tie(tie, used_by_links) for tie in chart.ties)),
        cards=sheet("Cards", CARDS, _cards(chart)),
        item_columns=item_columns,
        link_columns=link_columns,
    )


def _used(chart: Chart, holders: Sequence[Item | Tie]) -> list[str]:
    found = {name for holder in holders for name in holder.attributes}
    return [name for name in chart.attributes if name in found]


def _headers(
    path: Path, fixed: tuple[str, ...], attributes: list[str]
) -> tuple[tuple[str, ...], dict[str, str]]:
    """Headers that a mapping can name: no braces, no question mark at the end."""
    if len(fixed) + len(attributes) > MOST_COLUMNS:
        raise BadInput(
            tr("{file} has more than {most} columns.", file=path.name, most=f"{MOST_COLUMNS:,}")
        )
    clean = [
        name.replace("{", "(").replace("}", ")").replace(".", " ").strip(" ?")
        for name in attributes
    ]
    heads = unique_headers((*fixed, *clean))
    return heads, dict(zip(attributes, heads[len(fixed) :], strict=True))


def _item(item: Item, attributes: list[str]) -> Row:
    return Row(
        item.number,
        (
            item.ref,
            item.type,
            item.label,
            item.more_label,
            item.identity,
            item.description,
            *_facts(item.facts),
            item.representation,
            item.picture,
            str(len(item.cards) or ""),
            *(item.attributes.get(name, "") for name in attributes),
        ),
    )


def _tie(tie: Tie, attributes: list[str]) -> Row:
    return Row(
        tie.number,
        (
            tie.ref,
            tie.start.ref,
            tie.end.ref,
            tie.type,
            tie.start.type,
            tie.end.type,
            tie.start.label,
            tie.end.label,
            tie.label,
            tie.more_label,
            tie.description,
            tie.direction,
            tie.strength,
            tie.strength_name,
            *_facts(tie.facts),
            str(len(tie.cards) or ""),
            *(tie.attributes.get(name, "") for name in attributes),
        ),
    )


def _cards(chart: Chart) -> Iterable[Row]:
    number = 0
    for item in chart.items:
        for at, card in enumerate(item.cards, start=1):
            number += 1
            whose = (item.ref, item.type, item.label, "", "", "", "", "")
            yield _card(number, f"{item.ref} card {at}", whose, card)
    for tie in chart.ties:
        for card in tie.cards:
            number += 1
            ends = (tie.start.ref, tie.end.ref, tie.type, tie.start.type, tie.end.type)
            yield _card(number, tie.ref, (tie.ref, "", "", *ends), card)


def _card(number: int, ref: str, whose: tuple[str, ...], card: Card) -> Row:
    return Row(number, (ref, *whose, card.summary, card.text, *_facts(card.facts)))


def _facts(facts: Facts) -> tuple[str, ...]:
    when = facts.date
    return (
        when.date,
        when.time,
        when.offset,
        when.words,
        *facts.grades,
        facts.source_reference,
        facts.source_type,
    )
