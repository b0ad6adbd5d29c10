"""A random walk over a chart, held against a plain second model after every step.

The model is a few dictionaries that know nothing of tables, merges' rows or journals: what each
person's own place, look and holder on the chart are, and who stands for whom.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iwtlink.errors import Refused
from iwtlink.store import Edit, Store, chart_scope, charts, entities, links, merging, purge
from iwtlink.store.charts import LinkLook, Look
from iwtlink.store.check import check
from iwtlink.store.ids import EntityId, Item
from tests.store.stores import contents, new_store

PEOPLE = 7
COLOURS = ("", "#ff0000", "#00ff00", "#0000ff")
Key = tuple[str, int]


@dataclass
class Model:
    """What is on the chart, by the item's own id; ``lead`` says who stands for whom."""

    places: dict[int, tuple[float, float]] = field(default_factory=dict)
    fills: dict[int, str] = field(default_factory=dict)
    marks: dict[int, str] = field(default_factory=dict)
    colours: dict[int, str] = field(default_factory=dict)
    link_marks: dict[int, str] = field(default_factory=dict)
    shapes: dict[int, tuple[float, str]] = field(default_factory=dict)
    holders: dict[Key, Key] = field(default_factory=dict)
    lead: dict[int, int] = field(default_factory=dict)
    snapshots: dict[int, Any] = field(default_factory=dict)
    convention: str = "icons"

    def own(self, shown: int) -> int | None:
        """Whose place is shown for a lead: its own, else the oldest member's."""
        members = sorted(i for i in self.lead if self.lead[i] == shown and i in self.places)
        return shown if shown in self.places else next(iter(members), None)

    def shown(self) -> dict[int, int]:
        """Give whose place is shown, by who is shown."""
        found = {i: self.own(i) for i in set(self.lead.values())}
        return {i: own for i, own in found.items() if own is not None}

    def visible(self) -> dict[int, int]:
        return {i: own for i, own in self.shown().items() if self.marks.get(own) != "hidden"}

    def held(self) -> set[tuple[Key, Key]]:
        """Give (holder, member) of what is shown; the member's own before others."""
        found: dict[Key, tuple[bool, int, Key]] = {}
        for number, (member, holder) in enumerate(self.holders.items()):
            now, above = self._now(member), self._now(holder)
            if now != above:
                order = (now != member, number, above)
                found[now] = min(found.get(now, order), order)
        seen = self.visible()
        return {
            (holder, member)
            for member, (_, _, holder) in found.items()
            if all(i in seen for kind, i in (holder, member) if kind == "entity")
        }

    def _now(self, item: Key) -> Key:
        return (item[0], self.lead[item[1]]) if item[0] == "entity" else item


class Walker:
    """Makes one random edit after the other, of the chart and of the model alike."""

    def __init__(self, store: Store, seed: int) -> None:
        self.store = store
        self.dice = random.Random(seed)
        self.model = Model()
        self.past: list[Model] = []
        self.future: list[Model] = []
        with store.edit("Start") as edit:
            names = [f"P{n}" for n in range(PEOPLE)]
            self.people = [int(entities.add_entity(edit, "person", name)) for name in names]
            ring = zip(self.people, self.people[1:] + self.people[:1], strict=True)
            for n, (one, other) in enumerate(ring):
                if n % 2 == 0:
                    links.add_link(edit, "associate_of", EntityId(one), EntityId(other))
            self.chart = charts.add_chart(edit, "Chart")
        self.scope = chart_scope(self.chart)
        self.model.lead = {i: i for i in self.people}
        self.base = len(store.steps())

    def step(self) -> None:
        dice = self.dice.random()
        if dice < 0.12 and self.past:
            assert self.store.undo(self.scope) is not None
            self.future.append(self.model)
            self.model = self.past.pop()
        elif dice < 0.2 and self.future:
            assert self.store.redo(self.scope) is not None
            self.past.append(self.model)
            self.model = self.future.pop()
        else:
            self.edit(self.dice.choice(self.acts()))
        self.ask()

    def edit(self, act: Callable[[Edit], None]) -> None:
        before, kept = contents(self.store), copy.deepcopy(self.model)
        try:
            with self.store.edit(act.__name__, self.scope) as edit:
                act(edit)
        except (Refused, IndexError):
            assert contents(self.store) == before
            self.model = kept
            return
        if contents(self.store) != before:
            self.past.append(kept)
            self.future.clear()

    def acts(self) -> list[Callable[[Edit], None]]:
        return [
            *(self.place, self.place, self.move, self.take_off, self.fill, self.colour),
            *(self.mark, self.mark_link, self.draw, self.draw, self.redraw, self.erase),
            *(self.hold, self.hold, self.hold, self.release, self.snap, self.go_back),
            *(self.choose, self.merge, self.split, self.split),
        ]

    def on_chart(self) -> list[int]:
        return sorted(self.model.shown())

    def links(self) -> list[int]:
        with self.store.read() as db:
            return [row.id for row in links.list_links(db)]

    def place(self, edit: Edit) -> None:
        person = self.dice.choice(sorted(set(self.model.lead.values())))
        where = (float(self.dice.randint(0, 99)), float(self.dice.randint(0, 99)))
        charts.place(edit, self.chart, [EntityId(person)], np.array([where]))
        own = self.model.own(person)
        self.model.places[person if own is None else own] = where

    def move(self, edit: Edit) -> None:
        person = self.dice.choice(self.on_chart())
        where = (float(self.dice.randint(0, 99)), 5.0)
        charts.move(edit, self.chart, [EntityId(person)], np.array([where]))
        self.model.places[self.model.shown()[person]] = where

    def take_off(self, edit: Edit) -> None:
        person = self.dice.choice(self.on_chart())
        charts.take_off(edit, self.chart, [EntityId(person)])
        gone = {i for i, lead in self.model.lead.items() if lead == person}
        for known in (self.model.places, self.model.fills, self.model.marks):
            for i in gone & known.keys():
                del known[i]
        keys = {("entity", i) for i in gone}
        self.model.holders = {
            m: h for m, h in self.model.holders.items() if m not in keys and h not in keys
        }

    def fill(self, edit: Edit) -> None:
        person, colour = self.dice.choice(self.on_chart()), self.dice.choice(COLOURS)
        charts.change_looks(edit, self.chart, [person], fill=colour)
        self.model.fills[self.model.shown()[person]] = colour

    def colour(self, edit: Edit) -> None:
        link, colour = self.dice.choice(self.links()), self.dice.choice(COLOURS)
        charts.change_link_looks(edit, self.chart, [link], colour=colour)
        self.model.colours[link] = colour

    def mark(self, edit: Edit) -> None:
        person, mark = self.dice.choice(self.on_chart()), self.dice.choice(["", "grey", "hidden"])
        charts.set_visibility(edit, self.chart, [person], [], mark)
        self.model.marks[self.model.shown()[person]] = mark

    def mark_link(self, edit: Edit) -> None:
        link, mark = self.dice.choice(self.links()), self.dice.choice(["", "grey", "hidden"])
        charts.set_visibility(edit, self.chart, [], [link], mark)
        self.model.link_marks[link] = mark

    def draw(self, edit: Edit) -> None:
        x = float(self.dice.randint(0, 99))
        shape = charts.add_shape(edit, self.chart, "box", x, 0, 10, 10, "Cell")
        self.model.shapes[shape] = (x, "Cell")

    def redraw(self, edit: Edit) -> None:
        shape, x = self.dice.choice(sorted(self.model.shapes)), float(self.dice.randint(0, 99))
        charts.change_shape(edit, shape, x=x, text="Moved")
        self.model.shapes[shape] = (x, "Moved")

    def erase(self, edit: Edit) -> None:
        shape = self.dice.choice(sorted(self.model.shapes))
        charts.remove_shapes(edit, [shape])
        del self.model.shapes[shape]
        gone = ("shape", shape)
        self.model.holders = {m: h for m, h in self.model.holders.items() if gone not in (m, h)}

    def hold(self, edit: Edit) -> None:
        """Let an item that is one with nobody hold another such that nothing holds."""
        alone = [i for i in self.on_chart() if list(self.model.lead.values()).count(i) == 1]
        items: list[Key] = [("entity", i) for i in alone]
        items += [("shape", i) for i in sorted(self.model.shapes)]
        member = self.dice.choice([item for item in items if item not in self.model.holders])
        holder = self.dice.choice(items)
        above: Key | None = holder
        while above is not None:
            if above == member:
                raise IndexError
            above = self.model.holders.get(above)
        charts.hold(edit, self.chart, *holder, [member])
        self.model.holders[member] = holder

    def release(self, edit: Edit) -> None:
        alone = {i for i, lead in self.model.lead.items() if lead == i}
        alone -= {lead for i, lead in self.model.lead.items() if lead != i}
        held = [m for m in self.model.holders if m[0] == "shape" or m[1] in alone]
        member = self.dice.choice(sorted(held))
        charts.release(edit, self.chart, [member])
        del self.model.holders[member]

    def is_apart(self) -> bool:
        return all(i == lead for i, lead in self.model.lead.items())

    def snap(self, edit: Edit) -> None:
        """Keep a state; only while nobody is merged, when the model can give it back whole."""
        if not self.is_apart():
            raise IndexError
        snapshot = charts.add_snapshot(edit, self.chart, "Now")
        kept = copy.deepcopy(self.model)
        kept.snapshots = {}
        self.model.snapshots[snapshot] = kept

    def go_back(self, edit: Edit) -> None:
        if not self.is_apart() or self.model.shapes:
            raise IndexError
        snapshot = self.dice.choice(sorted(self.model.snapshots))
        kept: Model = copy.deepcopy(self.model.snapshots[snapshot])
        if kept.shapes:
            raise IndexError
        charts.apply_snapshot(edit, snapshot)
        later = self.model.places.keys() - kept.places.keys()
        for i in later:
            kept.places[i], kept.marks[i] = self.model.places[i], "hidden"
            kept.fills[i] = self.model.fills.get(i, "")
        among = links.list_links(edit.connection)
        for row in among:
            ends = {int(row.from_id), int(row.to_id)}
            if not ends <= kept.places.keys() - later:
                kept.colours[row.id] = self.model.colours.get(row.id, "")
                kept.link_marks[row.id] = self.model.link_marks.get(row.id, "")
                if ends <= kept.places.keys():
                    kept.link_marks[row.id] = "hidden"
        kept.snapshots = self.model.snapshots
        self.model = kept

    def choose(self, edit: Edit) -> None:
        self.model.convention = self.dice.choice(["icons", "unodc"])
        charts.change_options(edit, self.chart, convention=self.model.convention)

    def merge(self, edit: Edit) -> None:
        """Merge two who are one with nobody, and are not linked; the first one leads."""
        alone = [i for i in self.people if list(self.model.lead.values()).count(i) == 1]
        one, other = self.dice.sample(alone, 2) if len(alone) > 1 else (0, 0)
        if not one or self._are_linked(edit, one, other):
            raise IndexError
        merging.merge(edit, "entity", [one, other])
        self.model.lead[other] = one

    def _are_linked(self, edit: Edit, one: int, other: int) -> bool:
        near: dict[int, set[int]] = {}
        for row in links.list_links(edit.connection):
            near.setdefault(row.from_id, set()).add(row.to_id)
            near.setdefault(row.to_id, set()).add(row.from_id)
        beside = near.get(one, set()) & near.get(other, set())
        return other in near.get(one, set()) or bool(beside)

    def split(self, edit: Edit) -> None:
        absorbed = self.dice.choice([i for i, lead in self.model.lead.items() if i != lead])
        merging.split_off(edit, "entity", absorbed)
        self.model.lead[absorbed] = absorbed

    def ask(self) -> None:
        """Hold what is read against the model."""
        with self.store.read() as db:
            content = charts.read_chart(db, self.chart, facts=False)
            rows = {row.id: row for row in links.list_links(db)}
        seen, model = self.model.visible(), self.model
        ids = content.entity_ids.tolist()
        assert sorted(ids) == sorted(seen)
        looks = content.looks or (Look(),) * len(ids)
        grey = content.is_grey.tolist() or [False] * len(ids)
        for n, shown in enumerate(ids):
            own = seen[shown]
            assert tuple(content.positions[n]) == model.places[own]
            assert looks[n].fill == model.fills.get(own, "")
            assert grey[n] == (model.marks.get(own) == "grey")
        expected = {
            i
            for i, row in rows.items()
            if {int(row.from_id), int(row.to_id)} <= seen.keys()
            and model.link_marks.get(i) != "hidden"
        }
        drawn = content.link_ids.tolist()
        assert set(drawn) == expected
        link_looks = content.link_looks or (LinkLook(),) * len(drawn)
        for n, link in enumerate(drawn):
            assert link_looks[n].colour == model.colours.get(link, "")
        assert {s.id: (s.x, s.text) for s in content.shapes} == model.shapes
        assert content.options.convention == model.convention
        assert {
            ((m.holder_kind, m.holder_id), (m.member_kind, m.member_id)) for m in content.members
        } == model.held()


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**9))
def test_a_chart_is_what_a_plain_model_says(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    _walk(tmp_path_factory.mktemp("walk"), seed, steps=40)


@pytest.mark.fuzz
@pytest.mark.parametrize("seed", range(20))
def test_a_chart_is_for_long_what_a_plain_model_says(tmp_path: Path, seed: int) -> None:
    _walk(tmp_path, seed, steps=250)


def _walk(folder: Path, seed: int, steps: int) -> None:
    with new_store(folder) as store:
        walker = Walker(store, seed)
        for _ in range(steps):
            walker.step()
        assert check(store).faults == ()
        doomed = walker.dice.choice(sorted(set(walker.model.lead.values())))
        purge.purge(store, Item("entity", doomed), "asked for")
        assert check(store).faults == ()
        with store.read() as db:
            left = charts.read_chart(db, walker.chart)
        assert doomed not in left.entity_ids
        assert not any(doomed == m.member_id for m in left.members if m.member_kind == "entity")
