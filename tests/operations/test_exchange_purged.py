"""What was purged on one laptop stays purged there, and is retracted on the others."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Literal

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from iwtlink.errors import Refused
from iwtlink.ontology import Value
from iwtlink.operations import exchange
from iwtlink.store import Store, charts, entities, links, merging, statements
from iwtlink.store.check import check
from iwtlink.store.clocks.purged import purged_rows
from iwtlink.store.exchange.originals import read_here
from iwtlink.store.ids import EntityId, Item, Kind, LinkId, Subject
from iwtlink.store.purge import purge
from iwtlink.store.retractions import RetractionId, Target, list_retracted, restore, retract
from tests.operations.laptops import PASSPHRASE, carry, live, make_laptop, original
from tests.operations.test_exchange_walk import Laptop, meet
from tests.store.rich import fill
from tests.store.stores import add_source

SECRET = "Khamvone"


@pytest.fixture
def laptops(tmp_path: Path) -> Iterator[list[Store]]:
    with ExitStack() as stack:
        yield [
            stack.enter_context(make_laptop(tmp_path / code, code, who))
            for code, who in (("VT1", "VT"), ("VT2", "KP"), ("VT3", "SL"))
        ]


def add_secret(store: Store) -> tuple[EntityId, EntityId, LinkId]:
    with store.edit("Report") as edit:
        _, record = add_source(edit, "Report", "B2")
        secret = entities.add_entity(edit, "person", f"Nang {SECRET}", record_id=record)
        other = entities.add_entity(edit, "person", "Open Man", record_id=record)
        link = links.add_link(edit, "associate_of", secret, other, record_ids=[record])
    return secret, other, link


def person(store: Store, ref: str) -> EntityId:
    with store.read() as db:
        return EntityId(db.scalar(text("SELECT id FROM entity WHERE ref = :r"), {"r": ref}) or 0)


def say_more(store: Store) -> None:
    """Let another laptop say, in every table, more of whom the first has purged."""
    with store.edit("More") as edit:
        secret, other = person(store, "PER-VT1-0001"), person(store, "PER-VT1-0002")
        statements.state(edit, Subject("entity", secret), "note", Value(f"{SECRET} note"))
        entities.add_external_ref(edit, "entity", secret, f"{SECRET} list", "77")
        third = entities.add_entity(edit, "person", "Third Man")
        link = links.add_link(
            edit, "associate_of", secret, third, values={"role": Value(f"{SECRET} driver")}
        )
        statements.state(edit, Subject("link", link), "note", Value(f"{SECRET} again"))
        chart = charts.add_chart(edit, "Case")
        places = np.array([[1.0, 2.0], [3.0, 4.0]])
        charts.place(edit, chart, [secret, other], places)
        merging.merge(edit, "entity", [third, secret], reason=f"{SECRET} it is")


def words_in(store: Store) -> bytes:
    """Give every page of the file, decrypted, with what is still beside it."""
    with store.aside() as db:
        db.exec_driver_sql("SELECT 1")
        return b"\n".join(
            str(row).encode()
            for (table,) in db.exec_driver_sql(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%fts5%'"
            ).all()
            for row in db.exec_driver_sql(f'SELECT * FROM "{table}"').all()
        )


def files_of(store: Store) -> bytes:
    names = store.path.parent.glob(f"{store.path.name}*")
    return b"".join(path.read_bytes() for path in names)


def test_what_was_purged_comes_in_from_no_file(laptops: list[Store]) -> None:
    one, other, _ = laptops
    secret, _, _ = add_secret(one)
    carry(one, other)
    purge(one, Item("entity", secret), "Court order")
    say_more(other)
    done = carry(other, one)
    assert done.problems == ("13 rows of items purged here were not taken in.",)
    assert SECRET.encode() not in files_of(one)
    assert SECRET.encode() not in words_in(one)
    with one.read() as db:
        assert db.scalar(text("SELECT count(*) FROM entity")) == 2
        assert not db.scalar(text("SELECT count(*) FROM waiting"))
    assert check(one).faults == ()
    assert carry(other, one).step_id == 0


def test_the_preview_names_nothing_that_was_purged(laptops: list[Store], tmp_path: Path) -> None:
    one, other, _ = laptops
    secret, _, _ = add_secret(one)
    carry(one, other)
    purge(one, Item("entity", secret), "Court order")
    say_more(other)
    exchange.write(other, tmp_path / "a.iwx", PASSPHRASE)
    preview = exchange.look(one, tmp_path / "a.iwx", PASSPHRASE)
    assert SECRET not in str(preview)
    assert "purged" in preview.problems[0]


def test_the_others_see_it_retracted_and_may_restore_it(laptops: list[Store]) -> None:
    one, other, third = laptops
    secret, _, _ = add_secret(one)
    carry(one, other)
    before = live(other)
    purge(one, Item("entity", secret), "Court order")
    assert carry(one, other).problems == ()
    with other.read() as db:
        gone = {row.label: row for row in list_retracted(db)}
    assert gone[f"Nang {SECRET}"].reason == "purged on another laptop"
    assert gone[f"Nang {SECRET}"].by == "VT"
    assert carry(one, other).step_id == 0
    with other.edit("Restore") as edit:
        restore(edit, gone[f"Nang {SECRET}"].id)
    assert live(other) == before
    assert check(other).faults == ()
    assert carry(one, other).step_id == 0
    carry(other, third)
    carry(third, one)
    carry(one, third)
    assert live(third) == live(other)
    with one.read() as db:
        assert not list_retracted(db)
    assert SECRET.encode() not in words_in(one)


def test_a_file_of_what_changed_since_tells_of_a_purge(laptops: list[Store]) -> None:
    one, other, _ = laptops
    secret, _, _ = add_secret(one)
    choice = exchange.Choice(since_last_with="KP", recipient="KP")
    target = one.path.parent / "since.iwx"
    exchange.write(one, target, PASSPHRASE, choice)
    exchange.read(other, target, PASSPHRASE)
    purge(one, Item("entity", secret), "Court order")
    exchange.write(one, target, PASSPHRASE, choice)
    exchange.read(other, target, PASSPHRASE)
    with other.read() as db:
        assert f"Nang {SECRET}" in {row.label for row in list_retracted(db)}


def test_what_was_retracted_before_stays_purged_too(laptops: list[Store]) -> None:
    one, other, _ = laptops
    secret, _, _ = add_secret(one)
    carry(one, other)
    with one.edit("Retract") as edit:
        retract(edit, Item("entity", secret), "Mistaken")
    carry(one, other)
    purge(one, Item("entity", secret), "Court order")
    with other.edit("Restore") as edit, other.read() as db:
        chosen = [row.id for row in list_retracted(db) if row.kind == "entity"]
        restore(edit, RetractionId(chosen[0]))
    carry(other, one)
    assert SECRET.encode() not in words_in(one)


@pytest.mark.parametrize("table", ["document", "link", "entity"])
def test_a_purge_of_anything_leaves_the_rest_alike_everywhere(
    laptops: list[Store], table: Kind
) -> None:
    one, other, _ = laptops
    fill(one)
    carry(one, other)
    with one.read() as db:
        chosen = db.scalar(text(f'SELECT min(id) FROM "{table}"'))
    purge(one, Item(table, chosen), "Court order")
    carry(one, other)
    assert live(one) == live(other)
    mine = original(one)
    carry(other, one)
    assert original(one) == mine
    assert check(one).faults == check(other).faults == ()


Purgeable = Kind | Literal["retraction"]
PURGEABLE: tuple[Purgeable, ...] = ("entity", "link", "record", "document", "retraction")


class Purging(Laptop):
    """One laptop whose analyst also purges at random."""

    def work(self) -> None:
        if self.dice.random() < 0.15:
            table = self.dice.choice(PURGEABLE)
            ids = self.ids(table)
            if ids:
                self.purge(table, self.dice.choice(ids))
        with suppress(Refused):
            super().work()

    def purge(self, table: Purgeable, row_id: int) -> None:
        target = Target(table, row_id) if table != "retraction" else self.retracted(row_id)
        with suppress(Refused):
            purge(self.store, target, "Court order")

    def retracted(self, retraction_id: int) -> Target:
        with self.store.read() as db:
            row = db.execute(
                text("SELECT kind, item_id FROM retraction WHERE id = :i"), {"i": retraction_id}
            ).one()
        return Target(row.kind, row.item_id)


def _walk(folder: Path, seed: int, rounds: int) -> None:
    dice = random.Random(seed)
    with ExitStack() as stack:
        stores = [
            stack.enter_context(make_laptop(folder / code, code, who))
            for code, who in (("VT1", "VT"), ("VT2", "KP"), ("VT3", "VT"))
        ]
        laptops = [Purging(store, dice) for store in stores]
        for _ in range(rounds):
            for laptop in laptops:
                for _ in range(dice.randint(1, 4)):
                    laptop.work()
            one, other = dice.sample(stores, 2)
            carry(one, other)
        meet(laptops)
        for store in stores:
            assert check(store).faults == ()
            with store.read() as db:
                held = read_here(db).state
                assert not [n for n in purged_rows(db) if held[n].data is not None]
        for one, other in itertools.permutations(stores, 2):
            assert carry(one, other).step_id == 0


@settings(max_examples=1, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**9))
def test_what_laptops_purge_at_random_stays_purged_and_they_come_to_rest(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    _walk(tmp_path_factory.mktemp("walk"), seed, rounds=4)


@pytest.mark.fuzz
@pytest.mark.parametrize("seed", range(20))
def test_what_laptops_purge_for_long_stays_purged(tmp_path: Path, seed: int) -> None:
    _walk(tmp_path, seed, rounds=12)
