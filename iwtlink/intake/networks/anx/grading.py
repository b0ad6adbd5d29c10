"""What the records of a chart take from its grades: the system that its words fit, and codes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from iwtlink.intake.mapping.cleaning import fold_cell
from iwtlink.intake.networks.anx.chart import Chart, Facts
from iwtlink.ontology import Ontology
from iwtlink.ontology.code_words import folded
from iwtlink.ontology.model import CodeList

_PREFERRED = ("admiralty", "5x5x5", "4x4", "3x5x2")
_CODE = re.compile(r"^([A-Z]?\d?)(?=$|[\s:.)-])")


SOURCE = "{Source type?} {Source reference?}"


@dataclass(frozen=True, slots=True)
class Grades:
    """The ``record`` part of the mappings of a chart, and the tables that it looks grades up in."""

    rule: dict[str, object]
    tables: dict[str, dict[str, list[str]]]


def grades_of(chart: Chart, ontology: Ontology) -> Grades:
    """Give how the grades of a chart are understood: in the system that all of them fit; where
    none does, they are kept in their words."""
    rule: dict[str, object] = {}
    tables: dict[str, dict[str, list[str]]] = {}
    used = [{facts.grades[at] for facts in _all_facts(chart)} - {""} for at in range(3)]
    if any(used):
        rule["original_grade"] = "{Source reliability?} {Information reliability?} {Handling?}"
    for name in _PREFERRED if used[0] or used[1] else ():
        system = ontology.grading_systems.get(name)
        if system is None:
            continue
        source, information = _codes(system.source, used[0]), _codes(system.information, used[1])
        if source is None or information is None:
            continue
        rule["grading"] = name
        for field, column, table in (
            ("reliability", "Source reliability", source),
            ("credibility", "Information reliability", information),
        ):
            if table:
                tables[field] = table
                rule[field] = {"from": f"{{{column}}}", "steps": [{"table": field}]}
        break
    return Grades({**rule, "note": SOURCE}, tables)


def _codes(listed: CodeList | None, texts: Iterable[str]) -> dict[str, list[str]] | None:
    """The texts of each code, known by its first letters or by its words; None where one is
    of no code."""
    found: dict[str, list[str]] = {}
    labels = {folded(code.label): code.code for code in listed.codes.values()} if listed else {}
    for text in sorted(texts):
        start = _CODE.match(text)
        code = labels.get(folded(text)) or (start.group(1) if start else "")
        if listed is None or code not in listed.codes:
            return None
        texts_of_code = found.setdefault(code, [])
        if fold_cell(text) != fold_cell(code):
            texts_of_code.append(text)
    return found


def _all_facts(chart: Chart) -> Iterator[Facts]:
    for item in chart.items:
        yield item.facts
        yield from (card.facts for card in item.cards)
    for tie in chart.ties:
        yield tie.facts
        yield from (card.facts for card in tie.cards)
