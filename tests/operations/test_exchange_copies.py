"""Laptops whose databases are copies of one file: made by hand, restored, or of an old version."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from pathlib import Path

from iwtlink.ontology import Value
from iwtlink.operations import exchange
from iwtlink.store import Store, entities, statements
from iwtlink.store.check import check
from iwtlink.store.ids import StatementId
from tests.operations.laptops import PASSPHRASE, carry, live, make_laptop, original
from tests.store.rich import fill
from tests.store.stores import add_pair

DATA = Path(__file__).parents[1] / "store" / "data"


def assert_alike(*stores: Store) -> None:
    for store in stores:
        assert live(store) == live(stores[0])
        assert original(store) == original(stores[0])
        assert check(store).faults == ()


def add(store: Store, name: str) -> None:
    with store.edit("Add") as edit:
        entities.add_entity(edit, "person", name)


def test_two_copies_of_an_old_file_and_a_third_laptop_end_equal(tmp_path: Path) -> None:
    with ExitStack() as stack:
        copies = []
        for name, who in (("a", "VT"), ("b", "KP")):
            path = Path(shutil.copy(DATA / "version2.iwt", tmp_path / f"{name}.iwt"))
            store = stack.enter_context(Store.open(path))
            store.sign_in(f"Analyst {who}", who)
            add(store, f"Somebody of {who}")
            copies.append(store)
        one, other = copies
        third = stack.enter_context(make_laptop(tmp_path / "c", "VT9", "SL"))
        for start, end in ((one, third), (other, third), (third, one), (third, other)):
            carry(start, end)
        assert_alike(one, other, third)


def test_a_restored_backup_gets_back_what_it_had(tmp_path: Path) -> None:
    with make_laptop(tmp_path / "b", "VT2", "KP") as other:
        with make_laptop(tmp_path / "a", "VT1", "VT") as one:
            fill(one)
            carry(one, other)
        old = Path(shutil.copy(tmp_path / "a" / "VT1.iwt", tmp_path / "old.iwt"))
        with Store.open(tmp_path / "a" / "VT1.iwt") as one:
            one.sign_in("Analyst VT", "VT")
            add(one, "Later")
            with one.edit("Change") as edit:
                statements.change_value(edit, StatementId(2), Value("Changed"))
            carry(one, other)
        with Store.open(old) as restored:
            restored.sign_in("Analyst VT", "VT")
            add(restored, "Later again")
            carry(other, restored)
            carry(restored, other)
            assert_alike(restored, other)
            assert {"Later", "Later again"} <= {
                row["label"] for row in live(restored)["entity"].values()
            }


def test_the_same_value_written_on_both_is_no_question(tmp_path: Path) -> None:
    with (
        make_laptop(tmp_path / "a", "VT1", "VT") as one,
        make_laptop(tmp_path / "b", "VT2", "KP") as other,
    ):
        add_pair(one)
        carry(one, other)
        for store in (one, other):
            with store.edit("Change") as edit:
                statements.change_value(edit, StatementId(2), Value("The same"))
        target = tmp_path / "x.iwx"
        exchange.write(one, target, PASSPHRASE)
        assert exchange.look(other, target, PASSPHRASE).is_empty
        carry(one, other)
        carry(other, one)
        assert_alike(one, other)
