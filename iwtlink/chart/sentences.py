"""What stands on a chart said as sentences: for hovering, and for a screen reader."""

from __future__ import annotations

import numpy as np

from iwtlink.chart.display import Display
from iwtlink.chart.items.badges import badge_sentences
from iwtlink.chart.links.wording import shown_quantity, verb
from iwtlink.i18n import ntr, tr
from iwtlink.ontology import Ontology
from iwtlink.store.charts.content import ChartContent, LinkFacts

MOST_LINKS = 8
"""So many links of a line are said one by one."""
_NO_FACTS = LinkFacts()


def link_sentence(content: ChartContent, ontology: Ontology, link: int) -> str:
    """Say a link: who, what, whom, how much, when, and how well it is known.

    Such as "Khamsing pays Naga Trading, 5,000 USD, on 2016-05-03, B2".
    """
    start, end = (content.labels[item] for item in content.ends[link].tolist())
    what, role = verb(ontology, content.link_types[link]), content.roles[link]
    if role and role != what:
        said = tr("{first} {verb} {second} ({role})", first=start, verb=what, second=end, role=role)
    else:
        said = tr("{first} {verb} {second}", first=start, verb=what, second=end)
    return ", ".join([said, *_details(content, ontology, link)])


def line_sentences(display: Display, line: int) -> str:
    """Say all links a line stands for, one below the other."""
    first, last = display.member_starts[line : line + 2].tolist()
    links = display.members[first:last].tolist()
    said = [link_sentence(display.content, display.ontology, link) for link in links[:MOST_LINKS]]
    if len(links) > 1:
        said.insert(0, _line_head(display, line, len(links)))
    if len(links) > MOST_LINKS:
        said.append(ntr("and {n} more", "and {n} more", len(links) - MOST_LINKS))
    return "\n".join(said)


def item_sentences(display: Display, item: int) -> str:
    """Say what an item is: its names, its type, what its badges mean, how many lines it has."""
    content, ontology = display.content, display.ontology
    known = ontology.entity_types.get(content.types[item])
    names = [content.labels[item], content.script_labels[item]]
    head = " · ".join(name for name in dict.fromkeys(names) if name)
    kind = tr(known.label) if known else content.types[item]
    lines = int(display.neighbour_starts[item + 1] - display.neighbour_starts[item])
    rows = [head, tr("{kind}, {lines}", kind=kind, lines=_lines(lines))]
    if display.counts[item] > 1:
        rows.append(ntr("Stands for {n} item.", "Stands for {n} items.", int(display.counts[item])))
    if content.facts:
        rows += badge_sentences(content.facts[item])
    if content.is_pinned[item] and "pinned" in content.options.badges:
        rows.append(tr("Pinned to its place."))
    return "\n".join(rows)


def _lines(count: int) -> str:
    return ntr("{n} line on this chart", "{n} lines on this chart", count)


def _line_head(display: Display, line: int, count: int) -> str:
    first, second = (display.content.labels[item] for item in display.ends[line].tolist())
    links = ntr("{n} link", "{n} links", count)
    return tr("{links} between {first} and {second}:", links=links, first=first, second=second)


def _details(content: ChartContent, ontology: Ontology, link: int) -> list[str]:
    """Give share, amount, quantity, time, strength and grade of a link, each where there is one."""
    facts = content.link_facts[link] if content.link_facts else _NO_FACTS
    percent = content.percents[link]
    said = [f"{percent:g} %"] if np.isfinite(percent) else []
    said += filter(
        None,
        (
            content.amounts[link],
            shown_quantity(ontology, content.quantities[link]),
            _when(content.starts[link], content.ends_on[link]),
            ("", tr("unconfirmed"), tr("tentative"))[min(int(content.strengths[link]), 2)],
            facts.grade,
            tr("retracted") if facts.is_retracted else "",
        ),
    )
    return said


def _when(start: str, end: str) -> str:
    if start and end:
        if start == end:
            return tr("on {date}", date=start) if len(start) == 10 else tr("in {date}", date=start)
        return tr("from {start} to {end}", start=start, end=end)
    if start:
        return tr("since {date}", date=start)
    return tr("until {date}", date=end) if end else ""
