"""Three laptops work and exchange at random, and end equal."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from iwtlink.errors import Refused
from iwtlink.ontology import Value
from iwtlink.store import (
    Edit,
    Store,
    charts,
    documents,
    entities,
    judgements,
    links,
    merging,
    reviews,
    statements,
)
from iwtlink.store.check import check
from iwtlink.store.ids import ChartId, EntityId, Item, LinkId, RecordId, StatementId, Subject
from iwtlink.store.retractions import RetractionId, Target, restore, retract
from iwtlink.store.retractions.removal import Removable, remove
from tests.operations.laptops import carry, live, make_laptop, original
from tests.store.charts.acts import ACTS
from tests.store.stores import add_source

RETRACTED: tuple[Removable, ...] = ("entity", "link", "record", "document", "statement")
NAMES = ["Khamsing VONGPHADY", "ຄຳສິງ", "陈国钊", "TRẦN Đình Khuê", "Sing Nyai"]


class Laptop:
    """One laptop whose analyst does something at random."""

    def __init__(self, store: Store, dice: random.Random) -> None:
        self.store = store
        self.dice = dice

    def ids(self, table: str) -> list[int]:
        with self.store.read() as db:
            return list(db.scalars(text(f'SELECT id FROM "{table}" ORDER BY uid')))

    def one_of(self, table: str) -> int:
        return self.dice.choice(self.ids(table))

    def work(self) -> None:
        """Do one thing; what is refused leaves everything as it was."""
        if self.dice.random() < 0.12:
            self.store.undo()
            return
        acts = [self.add_people] if len(self.ids("entity")) < 4 else self.acts()
        for act in self.dice.sample(acts, len(acts)):
            try:
                with self.store.edit(act.__name__) as edit:
                    act(edit)
            except (Refused, IndexError, ValueError):
                continue
            return

    def acts(self) -> list[Callable[[Edit], None]]:
        return [
            *(
                self.add_people,
                self.add_link,
                self.add_link,
                self.state,
                self.change_value,
                self.remove_value,
            ),
            *(self.regrade, self.note, self.retract, self.restore, self.merge, self.merge),
            *(self.split, self.judge, self.place, self.take_off, self.review, self.set_strength),
            *(self.add_chart, self.take_external, *[self.draw] * 6),
        ]

    def add_people(self, edit: Edit) -> None:
        _, record = add_source(edit, "Report", self.dice.choice(["A1", "B2", "E4"]))
        for _ in range(self.dice.randint(1, 3)):
            name = self.dice.choice(NAMES)
            entities.add_entity(edit, "person", name, aliases=["Sing"], record_id=record)

    def add_link(self, edit: Edit) -> None:
        start, end = self.dice.sample(self.ids("entity"), 2)
        value = {"role": Value(self.dice.choice(["driver", "buyer"]))}
        links.add_link(edit, "associate_of", EntityId(start), EntityId(end), values=value)

    def state(self, edit: Edit) -> None:
        subject = Subject("entity", self.one_of("entity"))
        record = RecordId(self.one_of("record"))
        for name in ("name", "birth_date", "description"):
            statements.state(edit, subject, name, self.value(), record_id=record)

    def value(self) -> Value:
        return Value(self.dice.choice(NAMES), self.dice.random() * 10 ** self.dice.randint(-9, 9))

    def change_value(self, edit: Edit) -> None:
        statements.change_value(edit, StatementId(self.one_of("statement")), self.value())

    def remove_value(self, edit: Edit) -> None:
        with self.store.read() as db:
            named = list(db.scalars(text("SELECT id FROM statement WHERE property <> 'name'")))
        remove(edit.connection, "statement", [self.dice.choice(named)])

    def regrade(self, edit: Edit) -> None:
        chosen = RecordId(self.one_of("record"))
        documents.change_record(edit, chosen, reliability=self.dice.choice("ABCDE"))

    def note(self, edit: Edit) -> None:
        chosen = RecordId(self.one_of("record"))
        documents.change_record(edit, chosen, note=self.dice.choice(NAMES))

    def retract(self, edit: Edit) -> None:
        kind = self.dice.choice(RETRACTED)
        if kind == "statement" and self.dice.random() >= 0.3:
            kind = "link"
        retract(edit, Target(kind, self.one_of(kind)), "Mistaken")

    def restore(self, edit: Edit) -> None:
        restore(edit, RetractionId(self.one_of("retraction")))

    def merge(self, edit: Edit) -> None:
        chosen = self.dice.sample(self.ids("entity"), 2)
        merging.merge(edit, "entity", chosen, reason="Same", despite_judgement=True)

    def split(self, edit: Edit) -> None:
        with self.store.read() as db:
            absorbed = list(
                db.scalars(text("SELECT row_id FROM aside WHERE table_name = 'entity'"))
            )
        chosen = self.dice.choice(absorbed)
        assign = {}
        lead = merging.lead_of(edit.connection, "entity", chosen)
        if self.dice.random() < 0.5:
            query = text(
                "SELECT id FROM statement WHERE subject_kind = 'entity' AND subject_id = :l"
            )
            own = list(edit.connection.scalars(query, {"l": lead}))
            assign = {("statement", self.dice.choice(own)): chosen}
        merging.split_off(edit, "entity", chosen, assign)

    def judge(self, edit: Edit) -> None:
        one, other = self.dice.sample(self.ids("entity"), 2)
        verdict = self.dice.choice(["different", "unsure"])
        judgements.judge(edit, "entity", one, other, verdict, "Seen both")

    def add_chart(self, edit: Edit) -> None:
        charts.add_chart(edit, "Chart")

    def place(self, edit: Edit) -> None:
        chosen = self.dice.sample(self.ids("entity"), 2)
        where = np.array([[self.dice.random() * 1e3, -0.1]] * 2)
        charts.place(edit, ChartId(self.one_of("chart")), [EntityId(i) for i in chosen], where)

    def take_off(self, edit: Edit) -> None:
        links_shown = [LinkId(i) for i in self.ids("link")[:1]]
        charts.take_off(
            edit, ChartId(self.one_of("chart")), [EntityId(self.one_of("entity"))], links_shown
        )

    def draw(self, edit: Edit) -> None:
        self.dice.choice(ACTS)(edit, self.dice, self.one_of("chart"))

    def review(self, edit: Edit) -> None:
        day = f"2027-0{self.dice.randint(1, 9)}-01"
        reviews.set_review(edit, Item("entity", self.one_of("entity")), day, "after 12 months")

    def set_strength(self, edit: Edit) -> None:
        chosen = LinkId(self.one_of("link"))
        if self.dice.random() < 0.5:
            links.let_strength_follow(edit, chosen)
        else:
            links.set_strength(edit, chosen, self.dice.choice(["confirmed", "tentative"]), "Seen")

    def take_external(self, edit: Edit) -> None:
        number = f"P0{self.dice.randint(1, 3)}"
        taken = edit.connection.scalar(
            text("SELECT 1 FROM external_ref WHERE ref = :r"), {"r": number}
        )
        if not taken:
            entities.add_external_ref(edit, "entity", self.one_of("entity"), "list", number)


def _laptops(stack: ExitStack, folder: Path, dice: random.Random) -> list[Laptop]:
    """Make three laptops, of which the second is a copy of the first, short code and all."""
    first = stack.enter_context(make_laptop(folder / "a", "VT1", "VT"))
    found = [Laptop(first, dice)]
    for _ in range(8):
        found[0].work()
    first.close()
    (folder / "b").mkdir()
    shutil.copy(folder / "a" / "VT1.iwt", folder / "b" / "VT2.iwt")
    for path, who in ((folder / "a" / "VT1.iwt", "VT"), (folder / "b" / "VT2.iwt", "KP")):
        store = stack.enter_context(Store.open(path))
        store.sign_in(f"Analyst {who}", who)
        found.append(Laptop(store, dice))
    third = stack.enter_context(make_laptop(folder / "c", "VT3", "VT"))
    return [*found[1:], Laptop(third, dice)]


def meet(laptops: list[Laptop]) -> None:
    """Let everyone hear everyone, twice round."""
    for _ in range(2):
        for one in laptops:
            for other in laptops:
                if one is not other:
                    carry(one.store, other.store)


def _walk(folder: Path, seed: int, rounds: int) -> None:
    dice = random.Random(seed)
    with ExitStack() as stack:
        laptops = _laptops(stack, folder, dice)
        for _ in range(rounds):
            for laptop in laptops:
                for _ in range(dice.randint(1, 4)):
                    laptop.work()
            one, other = dice.sample(laptops, 2)
            carry(one.store, other.store)
        meet(laptops)
        _assert_equal(laptops)
        for one in laptops:
            for other in laptops:
                if one is not other:
                    assert carry(one.store, other.store).step_id == 0


def _assert_equal(laptops: list[Laptop]) -> None:
    first = laptops[0].store
    for laptop in laptops:
        assert check(laptop.store).faults == ()
    for laptop in laptops[1:]:
        assert original(laptop.store) == original(first)
        assert live(laptop.store) == live(first)


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**9))
def test_three_laptops_end_equal_and_exchanging_again_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    _walk(tmp_path_factory.mktemp("walk"), seed, rounds=4)


@pytest.mark.fuzz
@pytest.mark.parametrize("seed", range(40))
def test_three_laptops_that_exchange_for_long_end_equal(tmp_path: Path, seed: int) -> None:
    _walk(tmp_path, seed, rounds=15)
