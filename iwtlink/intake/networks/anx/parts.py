"""The items, links and cards of a chart, from its elements.

Both ways of naming are read: ``ChartItem/@Id`` with references, and ``EntityId`` with names. A
collection may stand anywhere and more than once.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from iwtlink.errors import Progress
from iwtlink.i18n import tr
from iwtlink.intake.networks.anx import looks
from iwtlink.intake.networks.anx.chart import Card, Facts, Item
from iwtlink.intake.networks.anx.dates import attribute_date, stated_date
from iwtlink.intake.networks.anx.definitions import (
    Definitions,
    grade_of,
    read_definitions,
    type_name,
)
from iwtlink.intake.networks.anx.elements import part_of, parts_of, said
from iwtlink.intake.networks.anx.losses import Losses
from iwtlink.intake.networks.anx.words import Words
from iwtlink.intake.networks.xml import local_name
from iwtlink.intake.proposals import fold_ref

MOST_ITEMS = 1_000_000
BETWEEN_REPORTS = 5000


class Reading:
    """One chart being read: what it declares, what was found so far, what is lost."""

    def __init__(self, root: etree._Element, words: Words, losses: Losses) -> None:
        self.root, self.words, self.losses = root, words, losses
        self.definitions: Definitions = read_definitions(root)
        self.attributes: dict[str, None] = {}
        self.items: list[Item] = []
        self.by_id: dict[str, Item] = {}
        """By the id of the chart item."""
        self.by_own: dict[str, Item] = {}
        """By ``EntityId``, and by identity where no such id has that name."""
        self.labels: set[str] = set()
        """Ids of free texts, which links may lead to."""
        self._refs: dict[str, str] = {}

    def chart_items(self) -> list[tuple[int, etree._Element]]:
        """Give all chart items with their numbers, from every collection."""
        found = (
            item
            for collection in parts_of(self.root, "ChartItemCollection")
            for item in parts_of(collection, "ChartItem")
        )
        return list(enumerate(found, start=1))

    # -- items

    def read_items(self, chart_items: list[tuple[int, etree._Element]], progress: Progress) -> None:
        """Read the ends of the chart: its entities; free texts are told as lost."""
        for number, element in chart_items:
            if number % BETWEEN_REPORTS == 0:
                progress(number / len(chart_items), tr("Reading chart item {n}", n=number))
            end = part_of(element, "End")
            if end is None:
                if part_of(element, "Link") is None:
                    self.losses.add(tr("chart item that is neither item nor link"), where(number))
                continue
            entity = part_of(end, "Entity")
            if entity is None:
                label = part_of(end, "Label")
                self.labels |= {said(element, "Id"), said(label, "LabelId")} - {""}
                self.losses.add(tr("free text"), where(number))
                continue
            self._keep(self._item(number, element, end, entity), element, entity)

    def _keep(self, item: Item, element: etree._Element, entity: etree._Element) -> None:
        self.items.append(item)
        for known, name in (
            (self.by_id, said(element, "Id")),
            (self.by_own, said(entity, "EntityId")),
            (self.by_own, item.identity),
        ):
            if name:
                known.setdefault(name, item)

    def _item(
        self, number: int, element: etree._Element, end: etree._Element, entity: etree._Element
    ) -> Item:
        shape = part_of(entity, *looks.REPRESENTATIONS)
        kind = local_name(shape) if shape is not None else ""
        style = part_of(shape, f"{kind}Style") if kind else None
        drawn_as = looks.REPRESENTATIONS.get(kind, ("Icon", ""))[0]
        type_word = type_name(self.definitions.entity_types, style, "EntityTypeReference")
        label, more = split_label(said(element, "Label"))
        identity = said(entity, "Identity")
        return Item(
            number=number,
            ref=self._ref(number, element, entity, identity),
            identity=identity,
            type=type_word or said(style, "TypeIconName") or drawn_as,
            label=label or identity or type_word or tr("Item {n}", n=number),
            more_label=more,
            description=said(element, "Description"),
            facts=self.facts(element),
            attributes=self.attributes_of(element),
            representation=drawn_as,
            picture=tr("yes") if part_of(style, "IconPicture") is not None else "",
            drawn=looks.drawn_at(element, end, shape, kind),
            cards=self.cards(entity),
        )

    def _ref(
        self, number: int, element: etree._Element, entity: etree._Element, identity: str
    ) -> str:
        """The identity, which makes items one in i2; where there is none, the item's own id.

        Identities are told apart by case in i2 but not with us: a second one that differs only
        in case goes by its own id.
        """
        own = said(entity, "EntityId") or said(element, "Id") or f"{number}"
        if identity:
            before = self._refs.setdefault(fold_ref(identity), identity)
            if before == identity:
                return identity
            self.losses.add(tr("identity that differs from another only in case"), where(number))
        return f"item {own}"

    # -- what all have in common

    def facts(self, element: etree._Element) -> Facts:
        """Give date, grades and source of a chart item or card."""
        definitions, words = self.definitions, self.words
        return Facts(
            date=stated_date(element, words),
            grades=(
                grade_of(definitions, words, element, "GradeOne"),
                grade_of(definitions, words, element, "GradeTwo"),
                grade_of(definitions, words, element, "GradeThree"),
            ),
            source_reference=said(element, "SourceReference"),
            source_type=said(element, "SourceType"),
        )

    def cards(self, holder: etree._Element) -> tuple[Card, ...]:
        """Give the cards of an entity or link."""
        return tuple(
            Card(said(card, "Summary"), said(card, "Text"), self.facts(card))
            for collection in parts_of(holder, "CardCollection")
            for card in parts_of(collection, "Card")
        )

    def attributes_of(self, element: etree._Element) -> Mapping[str, str]:
        """Give the attributes of a chart item by the name of their class."""
        found: dict[str, str] = {}
        declared = self.definitions
        for collection in parts_of(element, "AttributeCollection"):
            for attribute in parts_of(collection, "Attribute"):
                reference = said(attribute, "AttributeClassReference")
                name = declared.attributes.get(reference) or said(attribute, "AttributeClass")
                name = name or reference
                value = _value(said(attribute, "Value"), declared.value_types.get(name, ""))
                if name and value:
                    self.attributes.setdefault(name)
                    found[name] = f"{found[name]}\n{value}" if name in found else value
        return found


def split_label(text: str) -> tuple[str, str]:
    """Give the first line of a label, and the others one under the other."""
    rows = [row.strip() for row in text.splitlines() if row.strip()]
    return (rows[0], "\n".join(rows[1:])) if rows else ("", "")


def where(number: int) -> str:
    """Give the words for the place of a chart item."""
    return tr("chart item {n}", n=number)


def chart_title(root: etree._Element, file: str) -> str:
    """Give the title on the chart's cover sheet, else the name of the file."""
    for summary in parts_of(root, "Summary"):
        for fields in parts_of(summary, "FieldCollection"):
            for field in parts_of(fields, "Field"):
                if said(field, "Type") == "SummaryFieldTitle" and said(field, "Field"):
                    return said(field, "Field")
    return file


def _value(text: str, value_type: str) -> str:
    if value_type == "AttFlag":
        return tr("yes") if text.lower() in ("true", "1", "-1", "") else ""
    if value_type == "AttTime":
        return attribute_date(text)
    return text
