"""The links of a chart, their ends found by whichever name the chart gives them."""

from __future__ import annotations

from lxml import etree

from iwtlink.errors import Progress
from iwtlink.i18n import tr
from iwtlink.intake.networks.anx.chart import Item, Tie
from iwtlink.intake.networks.anx.definitions import strength_of, type_name
from iwtlink.intake.networks.anx.elements import part_of, said
from iwtlink.intake.networks.anx.parts import BETWEEN_REPORTS, Reading, split_label, where

_DIRECTIONS = {"ArrowOnHead": "forward", "ArrowOnTail": "backward", "ArrowOnBoth": "both"}


def read_ties(
    reading: Reading, chart_items: list[tuple[int, etree._Element]], progress: Progress
) -> list[Tie]:
    """Give the links; one that leads nowhere, or to a free text, is told as lost."""
    ties: list[Tie] = []
    taken: set[str] = set()
    for number, element in chart_items:
        if number % BETWEEN_REPORTS == 0:
            progress(number / len(chart_items), tr("Reading chart item {n}", n=number))
        link = part_of(element, "Link")
        if link is None:
            continue
        ends = [_end(reading, link, which) for which in ("End1", "End2")]
        if ends[0] is None or ends[1] is None:
            _tell_missing(reading, link, ends, number)
            continue
        if ends[0].ref == ends[1].ref:
            reading.losses.add(tr("link from an item to itself"), where(number))
            continue
        tie = _tie(reading, number, element, link, (ends[0], ends[1]), taken)
        taken.add(tie.ref)
        ties.append(tie)
    return ties


def _tie(
    reading: Reading,
    number: int,
    element: etree._Element,
    link: etree._Element,
    ends: tuple[Item, Item],
    taken: set[str],
) -> Tie:
    style = part_of(link, "LinkStyle")
    strength, strength_name = strength_of(reading.definitions, reading.words, style)
    direction = _DIRECTIONS.get(said(style, "ArrowStyle"), "none")
    start, end = reversed(ends) if direction == "backward" else ends
    label, more = split_label(said(element, "Label"))
    ref = f"link {said(element, 'Id')}"
    return Tie(
        number=number,
        ref=ref if said(element, "Id") and ref not in taken else f"link no. {number}",
        start=start,
        end=end,
        type=type_name(reading.definitions.link_types, style, "LinkTypeReference"),
        label=label,
        more_label=more,
        description=said(element, "Description"),
        direction=direction,
        strength=strength,
        strength_name=strength_name,
        facts=reading.facts(element),
        attributes=reading.attributes_of(element),
        cards=reading.cards(link),
    )


def _end(reading: Reading, link: etree._Element, which: str) -> Item | None:
    """The item at an end: by reference to a chart item, else by the entity's own id."""
    for name, first, second in (
        (said(link, f"{which}Reference"), reading.by_id, reading.by_own),
        (said(link, f"{which}Id"), reading.by_own, reading.by_id),
    ):
        found = first.get(name) or second.get(name)
        if name and found:
            return found
    return None


def _tell_missing(
    reading: Reading, link: etree._Element, ends: list[Item | None], number: int
) -> None:
    for which, end in zip(("End1", "End2"), ends, strict=True):
        named = {said(link, f"{which}Reference"), said(link, f"{which}Id")}
        if end is None:
            to_text = bool(named & reading.labels)
            what = tr("link to a free text") if to_text else tr("link to an item that is not there")
            reading.losses.add(what, where(number))
            return
