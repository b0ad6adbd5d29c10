"""A small case with a chart, for the tests of charts in the store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from iwtlink.ontology import Value
from iwtlink.store import Store, chart_scope, charts, entities, links
from iwtlink.store.charts import ChartContent
from iwtlink.store.ids import ChartId, EntityId, LinkId
from tests.store.stores import add_source, new_store


@dataclass(slots=True)
class Case:
    """Three people and a company on a chart, joined by four links."""

    store: Store
    chart: ChartId
    kham: EntityId
    noi: EntityId
    dao: EntityId
    company: EntityId
    director: LinkId
    paid: LinkId
    knows: LinkId
    paid_again: LinkId

    @property
    def everybody(self) -> list[EntityId]:
        """Give who is on the chart, in order."""
        return [self.kham, self.noi, self.dao, self.company]

    @property
    def scope(self) -> str:
        """Give the scope of edits of the chart."""
        return chart_scope(self.chart)

    def read(self, **how: object) -> ChartContent:
        """Read the chart."""
        with self.store.read() as db:
            return charts.read_chart(db, self.chart, **how)  # type: ignore[arg-type]

    def labels(self, **how: object) -> list[str]:
        """Give the labels of what is drawn."""
        return self.read(**how).labels


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    """Give a new case."""
    with new_store(tmp_path) as store:
        with store.edit("Add") as edit:
            _, record = add_source(edit, "Report", "B2")
            kham = entities.add_entity(edit, "person", "Kham", record_id=record)
            noi = entities.add_entity(edit, "person", "Noi", record_id=record)
            dao = entities.add_entity(edit, "person", "Dao")
            company = entities.add_entity(edit, "company", "Phou Fa", record_id=record)
            director = links.add_link(
                edit, "director_of", kham, company, strength="confirmed", record_ids=[record]
            )
            paid = links.add_link(
                edit,
                "pays",
                kham,
                noi,
                strength="tentative",
                values={"amount": Value("5000 USD", number=5000, unit="USD")},
            )
            knows = links.add_link(edit, "associate_of", noi, dao, strength="unconfirmed")
            again = links.add_link(edit, "pays", kham, noi, strength="confirmed")
        with store.edit("Draw") as edit:
            chart = charts.add_chart(edit, "Chart")
            people = [kham, noi, dao, company]
            charts.place(edit, chart, people, np.array([[0, 0], [100, 0], [100, 80], [0, 80]]))
        yield Case(store, chart, kham, noi, dao, company, director, paid, knows, again)
