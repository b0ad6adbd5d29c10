"""A mark at items of a chart that may be one and the same, with the words why.

The pairs are those that the line above the chart counts: found beside the window once the chart
is shown, never while it is read. The mark is a note for who works on the chart; what is printed
or handed on is read without it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from iwtlink.i18n import tr
from iwtlink.matching.candidates import Candidate
from iwtlink.store.charts import ChartContent


def with_doubles(content: ChartContent, pairs: Iterable[Candidate]) -> ChartContent:
    """Give a chart whose items warn of whom on it they may be one with, the surest first."""
    rows = {entity_id: row for row, entity_id in enumerate(content.entity_ids.tolist())}
    said: dict[int, list[str]] = {}
    for pair in sorted(pairs, key=lambda one: -one.score):
        if pair.kind == "entity" and pair.one_id in rows and pair.other_id in rows:
            one, other = rows[pair.one_id], rows[pair.other_id]
            said.setdefault(one, []).append(_sentence(content.labels[other], pair))
            said.setdefault(other, []).append(_sentence(content.labels[one], pair))
    if not said or not content.facts:
        return content
    facts = list(content.facts)
    for row, sentences in said.items():
        known = [facts[row].warning] if facts[row].warning else []
        facts[row] = replace(facts[row], warning=" ".join((*known, *sentences)))
    return replace(content, facts=tuple(facts))


def _sentence(label: str, pair: Candidate) -> str:
    why = next((reason.words for reason in pair.reasons if reason.sign == "+"), "")
    if not why:
        return tr("May be the same as {other}.", other=label)
    return tr("May be the same as {other}: {why}.", other=label, why=why.rstrip("."))
