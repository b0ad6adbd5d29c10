"""The words on a line: role or verb, then share, amount or quantity, summed for several links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from iwtlink.chart.text.wrapping import kept_together
from iwtlink.i18n import ntr, tr
from iwtlink.ontology import Ontology
from iwtlink.store.charts.content import ChartContent

_STATED = re.compile(r"(-?[\d,]+(?:\.\d+)?(?:e[+-]?\d+)?)\s*(.*)")
_MOST_SUMS = 3
"""Sums in more currencies or units than this are left to the tooltip."""


def link_label(content: ChartContent, ontology: Ontology, link: int) -> str:
    """Give the words at the middle of a link: role (or verb), then percent or amount."""
    percent = content.percents[link]
    value = (
        f"{percent:g} %"
        if np.isfinite(percent)
        else content.amounts[link] or shown_quantity(ontology, content.quantities[link])
    )
    return _with_value(link_words(content, ontology, link), value)


def line_label(content: ChartContent, ontology: Ontology, links: Sequence[int]) -> str:
    """Give the words on a line that stands for several links: what they are, how many, their sum.

    Amounts are summed by currency and quantities by unit, where the chart's options say so.
    Shares of one kind held one way are added up while they stay within 100 %.
    """
    texts = [link_words(content, ontology, link) for link in links]
    words = plain_line_label(texts[0] if len(set(texts)) == 1 else "", len(links))
    value = _value_of(content, ontology, links)
    return _with_value(words, value)


def joined_label(
    content: ChartContent, ontology: Ontology, links: Sequence[int], own: Mapping[int, str]
) -> str:
    """Give the words of several links on their line, as the chart's options join them.

    ``own`` are words by hand by link, empty for one without words. Where there is a sum, it
    stands behind the words; else each link has its own value.
    """
    value, way = _value_of(content, ontology, links), content.options.line_words
    say = link_words if value else link_label
    texts = [own[link] if link in own else say(content, ontology, link) for link in links]
    if way == "none":
        texts = []
    words = ", ".join(filter(None, dict.fromkeys(texts) if way == "merged" else texts))
    return _with_value(words, value) if words else kept_together(value)


def plain_line_label(same: str, count: int) -> str:
    """Give the words on a line of so many links, without values; ``same`` is what all say."""
    return f"{same} ({count})" if same else ntr("{n} link", "{n} links", count)


def link_words(content: ChartContent, ontology: Ontology, link: int) -> str:
    """Give the role of a link, else the verb of its type."""
    return content.roles[link] or verb(ontology, content.link_types[link])


def verb(ontology: Ontology, type_name: str) -> str:
    """Give the verb of a link type; its name in words where the ontology lacks it."""
    known = ontology.link_types.get(type_name)
    return tr(known.verb) if known else type_name.replace("_", " ")


def shown_quantity(ontology: Ontology, stated: str) -> str:
    """Give a quantity with its unit in words: ``64 KGM`` is *64 kg*, ``3 NAR`` *3 items*."""
    number, _, unit = stated.rpartition(" ")
    known = ontology.code_lists.get("cites_units")
    if unit == "NAR":
        return tr("{number} items", number=number)
    return f"{number} {tr(known.label_of(unit))}" if number and known else stated


def _with_value(words: str, value: str) -> str:
    return words if value in words else f"{words} {kept_together(value)}"


def _value_of(content: ChartContent, ontology: Ontology, links: Sequence[int]) -> str:
    """Give the sum on a line of several links; empty where there is none or it is not wanted."""
    if not content.options.has_sums:
        return ""
    return _share_of(content, links) or " + ".join(_sums(content, ontology, links))


def _share_of(content: ChartContent, links: Sequence[int]) -> str:
    shares = content.percents[list(links)]
    kinds = {(content.link_types[link], *content.ends[link].tolist()) for link in links}
    total = float(shares.sum())
    return f"{total:g} %" if len(kinds) == 1 and total <= 100 else ""


def _sums(content: ChartContent, ontology: Ontology, links: Sequence[int]) -> list[str]:
    money = _added(content.amounts[link] for link in links)
    mass = _added(content.quantities[link] for link in links)
    shown = [f"{total:,.10g} {unit}".strip() for unit, total in money.items()]
    shown += [shown_quantity(ontology, f"{total:,.10g} {unit}") for unit, total in mass.items()]
    return shown if len(shown) <= _MOST_SUMS else []


def _added(stated: Iterable[str]) -> dict[str, float]:
    """Add up values such as "42,000 USD" by what stands behind the number."""
    totals: dict[str, float] = {}
    for text in stated:
        match = _STATED.fullmatch(text.strip())
        if match:
            number = float(match[1].replace(",", ""))
            totals[match[2]] = totals.get(match[2], 0.0) + number
    return totals
