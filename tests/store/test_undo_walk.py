"""Random walks of edits: undone to the start, redone to the end, after reopening too."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iwtlink.errors import Refused
from iwtlink.ontology import Value
from iwtlink.store import (
    DATABASE,
    Edit,
    Store,
    chart_scope,
    charts,
    documents,
    entities,
    files,
    links,
    observations,
    schema,
    statements,
)
from iwtlink.store.check import check
from iwtlink.store.ids import ChartId, EntityId, LinkId, RecordId, StatementId, Subject
from iwtlink.store.journal.blocks import FEW
from iwtlink.store.retractions.removal import remove
from tests.store.charts.acts import ACTS
from tests.store.stores import add_source, contents, new_store, searchable

NAMES = ["Khamsing VONGPHADY", "ຄຳສິງ", "陈国钊", "TRẦN Đình Khuê", "'quoted\" name", "  x  ", "🐘"]


class Walker:
    """Makes random edits of a store and remembers the scope and state after each."""

    def __init__(self, store: Store, seed: int) -> None:
        self.store = store
        self.dice = random.Random(seed)
        self.scopes: list[str] = []
        self.states = [contents(store)]

    def ids(self, table: str) -> list[int]:
        return [int(str(row[0])) for row in contents(self.store)[table]]

    def step(self) -> None:
        """Make one random edit; one that is refused leaves everything as it was."""
        scope, act = self.dice.choice(self.acts())
        before = contents(self.store)
        try:
            with self.store.edit(act.__name__, scope) as edit:
                act(edit)
        except (Refused, IndexError):
            assert contents(self.store) == before
            return
        after = contents(self.store)
        if after != before:
            self.scopes.append(scope)
            self.states.append(after)

    def acts(self) -> list[tuple[str, Callable[[Edit], None]]]:
        found = [
            (DATABASE, act)
            for act in (
                self.add_entities,
                self.load_entities,
                self.add_link,
                self.state_values,
                self.change_value,
                self.remove_statement,
                self.add_observation,
                self.regrade,
                self.give_picture,
                self.delete_entity,
                self.delete_link,
                self.add_chart,
            )
        ]
        for chart_id in self.ids("chart"):
            found += [(chart_scope(chart_id), act) for act in (self.place, self.take_off)]
            found.append((chart_scope(chart_id), self.draw_on(chart_id)))
        return found

    def draw_on(self, chart_id: int) -> Callable[[Edit], None]:
        """Give one of the things that are done on a chart."""
        chosen = self.dice.choice(ACTS)

        def draw(edit: Edit) -> None:
            chosen(edit, self.dice, chart_id)

        return draw

    def add_entities(self, edit: Edit) -> None:
        _, record = add_source(edit, "Report", self.dice.choice(["A1", "B2", "E4"]))
        for _ in range(self.dice.randint(1, 3)):
            entities.add_entity(
                edit,
                self.dice.choice(["person", "company", "phone"]),
                self.dice.choice(NAMES),
                script_name=self.dice.choice(NAMES),
                record_id=record,
                external_refs=[("walk", f"W{edit.next_id(entities.schema.external_ref)}")],
            )

    def load_entities(self, edit: Edit) -> None:
        """Load so many that they are journalled in blocks; some end under another label."""
        count = self.dice.randint(FEW, 2 * FEW)
        ids = edit.insert_rows(
            schema.entity,
            ("ref", "type", "label", "entered_at"),
            [(ref, "person", ref, edit.now) for ref in edit.take_refs("person", count)],
        )
        columns = ("subject_kind", "subject_id", "property", "value", "kind", "entered_at")
        rows = [
            ("entity", i, self.dice.choice(["name", "name", "description"]), name, "", edit.now)
            for i in ids
            for name in self.dice.choices(NAMES, k=self.dice.randint(0, 2))
        ]
        edit.insert_rows(schema.statement, columns, rows)

    def add_link(self, edit: Edit) -> None:
        start, end = self.dice.sample(self.ids("entity"), 2) if self.pair() else (0, 0)
        kind = self.dice.choice(["associate_of", "director_of", "uses"])
        value = {"percent": Value("0.1", 0.1), "start": Value("2015-03")}
        links.add_link(edit, kind, EntityId(start), EntityId(end), values=value)

    def pair(self) -> bool:
        return len(self.ids("entity")) > 1

    def state_values(self, edit: Edit) -> None:
        subject = Subject("entity", self.dice.choice(self.ids("entity")))
        for name in ("country", "name", "description"):
            record = RecordId(self.dice.choice(self.ids("record")))
            number = self.dice.random() * 10 ** self.dice.randint(-9, 9)
            value = Value(self.dice.choice(NAMES), number)
            statements.state(edit, subject, name, value, record_id=record)

    def change_value(self, edit: Edit) -> None:
        chosen = StatementId(self.dice.choice(self.ids("statement")))
        statements.change_value(edit, chosen, Value(self.dice.choice(NAMES)))

    def remove_statement(self, edit: Edit) -> None:
        remove(edit.connection, "statement", [self.dice.choice(self.ids("statement"))])

    def add_observation(self, edit: Edit) -> None:
        owner = EntityId(self.dice.choice(self.ids("entity")))
        values = {"quantity": Value("12 KGM", 12.0, "KGM")}
        observations.add_observation(edit, "seizure_item", owner, values, date="2015-03")

    def regrade(self, edit: Edit) -> None:
        chosen = RecordId(self.dice.choice(self.ids("record")))
        documents.change_record(edit, chosen, reliability=self.dice.choice("ABCDE"))

    def give_picture(self, edit: Edit) -> None:
        picture = files.add_file(edit, "a.png", self.dice.randbytes(50), "image/png")
        entities.set_picture(edit, EntityId(self.dice.choice(self.ids("entity"))), picture)

    def delete_entity(self, edit: Edit) -> None:
        remove(edit.connection, "entity", [self.dice.choice(self.ids("entity"))])

    def delete_link(self, edit: Edit) -> None:
        remove(edit.connection, "link", [self.dice.choice(self.ids("link"))])

    def add_chart(self, edit: Edit) -> None:
        charts.add_chart(edit, "Chart")

    def place(self, edit: Edit) -> None:
        chart_id = ChartId(self.dice.choice(self.ids("chart")))
        chosen = self.dice.sample(self.ids("entity"), min(2, len(self.ids("entity"))))
        where = np.array([[self.dice.random() * 1e3, -0.1]] * len(chosen)).reshape(-1, 2)
        charts.place(edit, chart_id, [EntityId(i) for i in chosen], where)

    def take_off(self, edit: Edit) -> None:
        chart_id = ChartId(self.dice.choice(self.ids("chart")))
        chosen = [EntityId(i) for i in self.ids("entity")[:1]]
        charts.take_off(edit, chart_id, chosen, [LinkId(i) for i in self.ids("link")[:1]])


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**9))
def test_a_walk_undone_to_the_start_and_redone_to_the_end(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    _walk(tmp_path_factory.mktemp("walk"), seed, steps=25)


@pytest.mark.fuzz
@pytest.mark.parametrize("seed", range(40))
def test_a_long_walk_undone_to_the_start_and_redone_to_the_end(tmp_path: Path, seed: int) -> None:
    _walk(tmp_path, seed, steps=150)


def _walk(folder: Path, seed: int, steps: int) -> None:
    with new_store(folder) as store:
        walker = Walker(store, seed)
        for _ in range(steps):
            walker.step()
        end, end_search = contents(store), searchable(store)
        for scope, state in zip(reversed(walker.scopes), reversed(walker.states[:-1]), strict=True):
            assert store.undo(scope) is not None
            assert contents(store) == state
        assert searchable(store) == []
        assert check(store).faults == ()
        path = store.path
    with Store.open(path) as store:
        for scope, state in zip(walker.scopes, walker.states[1:], strict=True):
            assert store.redo(scope) is not None
            assert contents(store) == state
        assert contents(store) == end
        assert searchable(store) == end_search
        assert check(store).faults == ()
