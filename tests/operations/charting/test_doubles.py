"""Items of a chart that may be one carry a warning with the words why."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from iwtlink.matching.candidates import Candidate, Reason
from iwtlink.operations.charting.doubles import with_doubles
from iwtlink.store import Store, charts, entities
from iwtlink.store.charts import ChartContent, EntityFacts


def content(tmp_path: Path) -> ChartContent:
    with Store.create(tmp_path / "a.iwt", title="A", code="VT1") as store:
        with store.edit("Draw") as edit:
            people = [entities.add_entity(edit, "person", n) for n in ("Kham", "Khamm", "Noi")]
            chart = charts.add_chart(edit, "Case")
            charts.place(edit, chart, people, np.zeros((3, 2)))
        with store.read() as db:
            return charts.read_chart(db, chart)


def pair(one: int, other: int, score: float, words: str) -> Candidate:
    reasons = (Reason("place", "-", -1.0, "another place"), Reason("name", "+", 3.0, words))
    return Candidate(one, other, score, "likely", reasons if words else ())


def test_both_ends_say_with_whom_and_why_the_surest_first(tmp_path: Path) -> None:
    known = content(tmp_path)
    facts = (EntityFacts(warning="Two dates."), *known.facts[1:])
    pairs = [
        pair(1, 3, 0.6, ""),
        pair(1, 2, 0.9, "the names sound alike."),
        pair(2, 99, 0.9, "not on this chart"),
        replace(pair(2, 3, 0.9, "links"), kind="link"),
    ]
    marked = with_doubles(replace(known, facts=facts), pairs)
    assert [one.warning for one in marked.facts] == [
        "Two dates. May be the same as Khamm: the names sound alike. May be the same as Noi.",
        "May be the same as Kham: the names sound alike.",
        "May be the same as Kham.",
    ]
    assert with_doubles(known, []) is known
    bare = replace(known, facts=())
    assert with_doubles(bare, pairs) is bare
