"""Joining two states, held against a plain model that keeps every writing ever made."""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from iwtlink.store.clocks import Clock
from iwtlink.store.clocks.stamps import following
from iwtlink.store.exchange import Row, State
from iwtlink.store.exchange.joining import join

NAME = ("record", "u1")
BIRTH = {"note": "as born", "handling": ""}
EDITED = ("note", "handling")


@dataclass
class Model:
    """One laptop as a set of all writings it has heard of: stamp, field, value, and what it knew.

    A value of None says that the row was taken out, 'back' that it came back.
    """

    heard: dict[str, tuple[str, str | None, frozenset[str]]] = field(default_factory=dict)

    def write(self, stamp: str, name: str, value: str | None) -> None:
        known = frozenset(s for s, (field_name, _, _) in self.heard.items() if field_name == name)
        self.heard[stamp] = (name, value, known)

    def value(self, name: str) -> str | None:
        found = [(stamp, v) for stamp, (n, v, _) in self.heard.items() if n == name]
        return max(found)[1] if found else BIRTH.get(name, "back")

    def hear(self, other: Model) -> set[str]:
        """Take in another's writings; give the fields that neither side wrote knowingly."""
        conflicts = set()
        for name in EDITED:
            one, two = self.newest(name), other.newest(name)
            neither_knew = one not in other.heard and two not in self.heard
            if one and two and neither_knew and self.value(name) != other.value(name):
                conflicts.add(name)
        self.heard |= other.heard
        return conflicts

    def newest(self, name: str) -> str | None:
        return max((s for s, (n, _, _) in self.heard.items() if n == name), default=None)


@dataclass
class Laptop:
    """The same laptop as the product keeps it, and the model beside it."""

    state: State
    last: dict[str, str]
    model: Model = field(default_factory=Model)

    def write(self, name: str, value: str | None, now: str, step: str) -> None:
        row = self.state[NAME]
        clock = following(row.clocks.get(name), now, step, is_gone=not name and value is None)
        data = dict(row.data if row.data is not None else self.last)
        if name:
            data[name] = str(value)
        self.last = {k: str(v) for k, v in data.items()}
        is_there = bool(name) or value is not None
        self.state[NAME] = Row(*NAME, data if is_there else None, {**row.clocks, name: clock})
        self.model.write(clock.stamp, name, value)

    def hear(self, other: Laptop) -> set[str]:
        joined = join(self.state, other.state, lambda _: {NAME: self.last})
        self.state |= joined.rows
        data = self.state[NAME].data
        if data is not None:
            self.last = {k: str(v) for k, v in data.items()}
        return {clash.field for clash in joined.clashes if clash.field}

    def holds(self, name: str) -> object:
        data = self.state[NAME].data
        return None if data is None else data[name]


def _laptops() -> list[Laptop]:
    return [Laptop({NAME: Row(*NAME, dict(BIRTH))}, dict(BIRTH)) for _ in range(3)]


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_fields_and_conflicts_are_those_of_a_model_that_keeps_every_writing(seed: int) -> None:
    dice, laptops, steps = random.Random(seed), _laptops(), itertools.count(1)
    for _ in range(30):
        one, other = dice.sample(laptops, 2)
        if dice.random() < 0.6:
            now = f"2026-01-{dice.randint(1, 28):02d}T00:00:00.000Z"
            value = dice.choice(["a", "b", "c"])
            one.write(dice.choice(EDITED), value, now, f"{next(steps):08x}")
        else:
            assert one.hear(other) == one.model.hear(other.model)
        for name in EDITED:
            assert one.holds(name) == one.model.value(name)


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_rows_taken_out_and_brought_back_end_the_same_whatever_the_order(seed: int) -> None:
    dice, laptops, steps = random.Random(seed), _laptops(), itertools.count(1)
    for _ in range(25):
        one, other = dice.sample(laptops, 2)
        now = f"2026-01-{dice.randint(1, 28):02d}T00:00:00.000Z"
        step = f"{next(steps):08x}"
        if dice.random() < 0.4:
            one.hear(other)
        elif one.state[NAME].data is None:
            one.write("", "back", now, step)
        elif dice.random() < 0.3:
            one.write("", None, now, step)
        else:
            one.write(dice.choice(EDITED), dice.choice(["a", "b"]), now, step)
    for _ in range(2):
        for one, other in itertools.permutations(laptops, 2):
            one.hear(other)
    ends = [(laptop.state[NAME].data, _stamps(laptop)) for laptop in laptops]
    assert ends[0] == ends[1] == ends[2]
    for one, other in itertools.permutations(laptops, 2):
        before = dict(one.state)
        assert one.hear(other) == set()
        assert _told(one.state[NAME]) == _told(before[NAME])


def _stamps(laptop: Laptop) -> dict[str, str]:
    row = laptop.state[NAME]
    return {n: c.stamp for n, c in row.clocks.items() if row.data is not None or not n}


def _told(row: Row) -> tuple[object, dict[str, str]]:
    return row.data, {name: clock.stamp for name, clock in row.clocks.items()}


@settings(max_examples=100, deadline=None)
@given(
    stamps=st.lists(st.integers(1, 9), min_size=3, max_size=3),
    values=st.lists(st.sampled_from("ab"), min_size=3, max_size=3),
)
def test_joining_is_the_same_in_any_order(stamps: list[int], values: list[str]) -> None:
    rows = [
        Row(*NAME, {"note": value}, {"note": Clock(f"2026-01-0{n}T00:00:00.000Z-0000000{n}")})
        for n, value in zip(stamps, values, strict=True)
    ]
    ends = set()
    for order in itertools.permutations(rows):
        state: State = {NAME: order[0]}
        for row in order[1:]:
            state |= join(state, {NAME: row}, lambda _: {}).rows
        clock = state[NAME].clocks["note"]
        ends.add((str(state[NAME].data), clock.stamp, clock.earlier))
    assert len(ends) == 1
