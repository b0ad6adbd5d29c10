"""Random walks that merge, split, judge, retract, restore and edit, held against a plain model.

After each edit every row is in exactly one place, the one that ``merge_model`` gives it; at the
end all comes back from retraction and is split, and every row is with whom it was made for.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iwtlink.errors import Refused
from iwtlink.store import (
    DATABASE,
    Edit,
    Store,
    chart_scope,
    charts,
    entities,
    files,
    links,
    merging,
    observations,
    outputs,
    pages,
    passages,
    schema,
    statements,
)
from iwtlink.store.check import check
from iwtlink.store.ids import ChartId, EntityId, Item, LinkId, RecordId, StatementId, Subject
from iwtlink.store.judgements import VERDICTS, between, judge, withdraw
from iwtlink.store.leads import MergeKind
from iwtlink.store.merging.faults import faults as merging_faults
from iwtlink.store.retractions import list_retracted, restore_all
from iwtlink.store.reviews import clear_review, set_review
from iwtlink.store.settle import _settle_some
from iwtlink.store.strength import _work_out_some
from tests.store.merge_model import Model, Row, look
from tests.store.stores import add_source, contents, new_store, searchable
from tests.store.test_retract_walk import RetractingWalker
from tests.store.test_undo_walk import NAMES


class MergingWalker(RetractingWalker):
    """Makes the edits of the other walks; merges and splits as often, and asks the model."""

    def __init__(self, store: Store, seed: int) -> None:
        super().__init__(store, seed)
        self.model = Model()
        self.assigned: dict[Row, int] = {}

    def acts(self) -> list[tuple[str, Callable[[Edit], None]]]:
        """Give the usual acts but the loading of many, and those about merging."""
        left_out = {"load_entities", "retract", "delete_entity", "add_entities"}
        usual = [one for one in super().acts() if one[1].__name__ not in left_out]
        own = (
            *(self.retract, self.delete_entity, self.add_entities),
            *[self.add_circle] * 4,
            *[self.merge_entities] * 5,
            *(self.merge_links, self.merge_links, self.split, self.split, self.split_link),
            *(self.judge, self.withdraw, self.review, self.clear, self.state_of_link),
            *(self.link_some, self.link_some, self.observe_two, self.prefer),
            *(self.take_picture_away, self.add_product),
        )
        found = usual + [(DATABASE, act) for act in own]
        for chart_id in self.ids("chart"):
            found += [(chart_scope(chart_id), act) for act in (self.hide_link, self.show_links)]
        return found

    def step(self) -> None:
        """Make one random edit, sometimes take it back and do it again; ask the model."""
        before, count = self.states[-1], len(self.states)
        self.assigned = {}
        super().step()
        if len(self.states) > count and self.dice.random() < 0.3:
            assert self.store.undo(self.scopes[-1]) is not None
            assert contents(self.store) == before
            assert self.store.redo(self.scopes[-1]) is not None
            assert contents(self.store) == self.states[-1]
        self.ask()

    def ask(self) -> None:
        """Hold the database against the model."""
        seen = look(self.store)
        for row, owner in self.assigned.items():
            columns = self.model.owners[row]
            lead = self.lead_before
            columns.update({name: owner for name, was in columns.items() if was == lead})
        with self.store.read() as db:
            assert merging_faults(db) == []
        self.model.learn(seen)
        self.model.verify(seen)

    def some(self, table: str, count: int) -> list[int]:
        ids = self.ids(table)
        return self.dice.sample(ids, min(len(ids), count))

    def two(self, table: str) -> tuple[int, int]:
        """Give two rows of a table; IndexError where there is one only."""
        ids = self.some(table, 2)
        return ids[0], ids[1]

    def merge_entities(self, edit: Edit) -> None:
        ids = self.some("entity", self.dice.choice([2, 2, 3]))
        merging.merge(
            edit,
            "entity",
            ids,
            reason=self.dice.choice(["", "same phone"]),
            across_types=self.dice.random() < 0.7,
            despite_judgement=self.dice.random() < 0.5,
        )

    def merge_links(self, edit: Edit) -> None:
        db = edit.connection
        groups: dict[frozenset[int], list[int]] = {}
        for row in links.list_links(db):
            groups.setdefault(frozenset({row.from_id, row.to_id}), []).append(row.id)
        parallel = [ids for ids in groups.values() if len(ids) > 1]
        merging.merge(edit, "link", self.dice.choice(parallel)[:3], across_types=True)

    def absorbed(self, kind: str) -> list[int]:
        with self.store.read() as db:
            return [
                int(row[0])
                for row in db.exec_driver_sql(
                    "SELECT row_id FROM aside WHERE table_name = ? AND kind = ?", (kind, kind)
                )
            ]

    def split(self, edit: Edit) -> None:
        """Split someone off, and give him some of what was added since."""
        absorbed = self.dice.choice(self.absorbed("entity"))
        db = edit.connection
        found = merging.unclear(db, "entity", absorbed)
        chosen = [one for one in found if one.table != "external_ref" or self.dice.random() < 0.5]
        rows = {(one.table, one.row_id) for one in chosen if one.row_id % 2}
        lead = merging.lead_of(db, "entity", absorbed)
        mine = {
            row
            for row in rows
            if lead in self.model.owners[row].values()
            and not (row[0] == "link" or (row[0] == "statement" and self._is_of_link(db, row[1])))
        }
        merging.split_off(edit, "entity", absorbed, dict.fromkeys(mine, absorbed))
        self.lead_before = lead
        self.assigned = dict.fromkeys(mine, absorbed)

    def _is_of_link(self, db: object, statement_id: int) -> bool:
        rows = contents(self.store)["statement"]
        return next(row[2] for row in rows if row[0] == statement_id) == "link"

    def split_link(self, edit: Edit) -> None:
        merging.split_off(edit, "link", self.dice.choice(self.absorbed("link")))

    def judge(self, edit: Edit) -> None:
        kinds: tuple[MergeKind, ...] = ("entity", "link")
        kind = self.dice.choice(kinds)
        one, other = self.two(kind)
        verdict = self.dice.choice(VERDICTS)
        judge(edit, kind, one, other, verdict, "seen apart", ("name",))

    def withdraw(self, edit: Edit) -> None:
        withdraw(edit, self.dice.choice(list(between(edit.connection, "entity").values())).id)

    def add_circle(self, edit: Edit) -> None:
        """Add a few people who all know each other, told on a page, and put them on a chart."""
        document, record = add_source(edit, "Report", self.dice.choice(["A1", "B2", "E4"]))
        file = files.add_file(edit, "a.txt", b"words", "text/plain", document_id=document)
        page = pages.add_page(edit, file, 1, "words")
        people = [
            entities.add_entity(edit, "person", self.dice.choice(NAMES), record_id=record)
            for _ in range(3)
        ]
        entities.set_picture(edit, people[0], file)
        for one, other in combinations(people, 2):
            link = links.add_link(edit, "associate_of", one, other, record_ids=[record])
            subject = Subject("link", link)
            told = statements.state(edit, subject, "role", "a", record_id=record)
            passages.add_passage(edit, record, passages.Passage(page, 0, 5), told)
            ref = f"L{edit.next_id(schema.external_ref)}"
            entities.add_external_ref(edit, "link", link, "walk", ref)
            set_review(edit, Item("link", link), "2031-01-01", "retention")
        chart = charts.add_chart(edit, "Circle")
        others = self.some("entity", 3)
        shown = [*people, *(EntityId(i) for i in others)]
        charts.place(edit, chart, shown, np.array([[float(i), 0.0] for i in range(len(shown))]))
        for old in others[:1]:
            links.add_link(edit, "associate_of", EntityId(old), people[0], record_ids=[record])

    def add_product(self, edit: Edit) -> None:
        about = EntityId(self.dice.choice(self.ids("entity")))
        draft = outputs.ProductDraft("Dossier", "dossier", entity_id=about)
        outputs.add_product(edit, draft)
        outputs.add_recipient(edit, "Police", entity_id=about)

    def link_some(self, edit: Edit) -> None:
        """Link a few of the same type, so that some become parallel."""
        for _ in range(3):
            start, end = (EntityId(i) for i in self.two("entity"))
            links.add_link(edit, "located_at" if start % 2 else "associate_of", start, end)

    def state_of_link(self, edit: Edit) -> None:
        subject = Subject("link", self.dice.choice(self.ids("link")))
        record = RecordId(self.dice.choice(self.ids("record")))
        statements.state(edit, subject, "role", self.dice.choice("abc"), record_id=record)

    def observe_two(self, edit: Edit) -> None:
        one, other = (EntityId(i) for i in self.two("entity"))
        observations.add_observation(edit, "call", one, {}, other_id=other)

    def review(self, edit: Edit) -> None:
        item = Item(*self._reviewed())
        set_review(edit, item, f"20{self.dice.randint(27, 60)}-01-01", "retention")

    def clear(self, edit: Edit) -> None:
        clear_review(edit, Item(*self._reviewed()))

    def _reviewed(self) -> tuple[object, int]:
        kind = self.dice.choice(["entity", "entity", "link", "document"])
        return kind, self.dice.choice(self.ids(kind))

    def prefer(self, edit: Edit) -> None:
        statements.prefer(edit, StatementId(self.dice.choice(self.ids("statement"))))

    def take_picture_away(self, edit: Edit) -> None:
        entities.set_picture(edit, EntityId(self.dice.choice(self.ids("entity"))), None)

    def hide_link(self, edit: Edit) -> None:
        chart = ChartId(self.dice.choice(self.ids("chart")))
        charts.take_off(edit, chart, (), [LinkId(i) for i in self.some("link", 2)])

    def show_links(self, edit: Edit) -> None:
        charts.show_hidden_links(edit, ChartId(self.dice.choice(self.ids("chart"))))

    def bring_all_back(self) -> None:
        """Restore everything that was retracted, then split everything."""
        while True:
            with self.store.read() as db:
                rows = list_retracted(db)
            if not rows:
                break
            restored = False
            for row in rows:
                try:
                    with self.store.edit("Restore") as edit:
                        restore_all(edit, [row.id])
                    restored = True
                    break
                except Refused:
                    continue
            self.ask()
            if not restored:  # what it belonged to was deleted without a word
                break
        while absorbed := self.absorbed("entity"):
            with self.store.edit("Split") as edit:
                merging.split_off(edit, "entity", self.dice.choice(absorbed))
            self.ask()
        while absorbed := self.absorbed("link"):
            with self.store.edit("Split") as edit:
                merging.split_off(edit, "link", self.dice.choice(absorbed))
            self.ask()
        seen = look(self.store)
        assert not seen.aside
        live = {key: image for key, image in seen.live.items() if key in self.model.owners}
        for row, image in live.items():
            for name, owner in self.model.owners[row].items():
                if row[0] != "entity":
                    assert image[name] == owner


def _is_settled(store: Store) -> bool:
    """Whether working out labels, shown values and strengths anew would change nothing."""
    steps = len(store.steps())
    with store.edit("Work out anew") as edit:
        db = edit.connection
        for kind in ("entity", "link", "observation"):
            ids = [int(row[0]) for row in db.exec_driver_sql(f'SELECT id FROM "{kind}"')]
            if ids:
                _settle_some(db, kind, ids, store.ontology)
        following = "SELECT id FROM link WHERE is_strength_set = 0"
        ids = [int(row[0]) for row in db.exec_driver_sql(following)]
        _work_out_some(db, ids, store.ontology)
    return len(store.steps()) == steps


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**9))
def test_a_walk_with_merges_keeps_every_row_once_and_gives_all_back(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    _walk(tmp_path_factory.mktemp("walk"), seed, steps=40)


@pytest.mark.fuzz
@pytest.mark.parametrize("seed", range(40))
def test_a_long_walk_with_merges(tmp_path: Path, seed: int) -> None:
    _walk(tmp_path, seed, steps=200)


def _walk(folder: Path, seed: int, steps: int) -> None:
    with new_store(folder) as store:
        walker = MergingWalker(store, seed)
        for _ in range(steps):
            walker.step()
        assert check(store).faults == ()
        assert _is_settled(store)
        end, end_search = contents(store), searchable(store)
        for scope, state in zip(reversed(walker.scopes), reversed(walker.states[:-1]), strict=True):
            assert store.undo(scope) is not None
            assert contents(store) == state
        assert searchable(store) == []
        for scope, state in zip(walker.scopes, walker.states[1:], strict=True):
            assert store.redo(scope) is not None
            assert contents(store) == state
        assert (contents(store), searchable(store)) == (end, end_search)
        walker.bring_all_back()
        assert _is_settled(store)
        assert check(store).faults == ()
