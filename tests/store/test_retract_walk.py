"""Random walks that retract, restore, re-grade and take back, undone to the start and redone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iwtlink.errors import Refused
from iwtlink.store import DATABASE, Edit, Store
from iwtlink.store.check import check
from iwtlink.store.retractions import Target, list_retracted, restore_all, retract_all
from iwtlink.store.retractions.removal import Removable
from tests.store.stores import contents, new_store, searchable
from tests.store.test_undo_walk import Walker

_KINDS = ("entity", "link", "observation", "record", "document", "statement", "chart")


class RetractingWalker(Walker):
    """Makes the edits of every walk, and retracts and restores in between."""

    def acts(self) -> list[tuple[str, Callable[[Edit], None]]]:
        """Give the usual acts, and as many that retract or restore."""
        usual = super().acts()
        own = [(DATABASE, act) for act in (self.retract, self.retract, self.restore, self.restore)]
        return usual + own * max(1, len(usual) // 8)

    def retract(self, edit: Edit) -> None:
        """Retract one to three items of any kinds."""
        targets = {
            Target(kind, self.dice.choice(ids))
            for kind in self.dice.choices(_KINDS, k=self.dice.randint(1, 3))
            if (ids := self.ids(kind))
        }
        if targets:
            retract_all(edit, sorted(targets), self.dice.choice(["Twin", "Wrong", "ຜິດ"]))

    def restore(self, edit: Edit) -> None:
        """Restore one or two retracted items, whether they went by themselves or along."""
        rows = list_retracted(edit.connection)
        chosen = self.dice.sample(rows, min(len(rows), self.dice.randint(1, 2)))
        if chosen:
            restore_all(edit, [row.id for row in chosen])


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**9))
def test_a_walk_with_retractions_undone_to_the_start_and_redone_to_the_end(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    _walk(tmp_path_factory.mktemp("walk"), seed, steps=25)


@pytest.mark.fuzz
@pytest.mark.parametrize("seed", range(40))
def test_a_long_walk_with_retractions_undone_and_redone(tmp_path: Path, seed: int) -> None:
    _walk(tmp_path, seed, steps=120)


def _walk(folder: Path, seed: int, steps: int) -> None:
    with new_store(folder) as store:
        walker = RetractingWalker(store, seed)
        for _ in range(steps):
            walker.step()
        assert check(store).faults == ()
        end, end_search = contents(store), searchable(store)
        for scope, state in zip(reversed(walker.scopes), reversed(walker.states[:-1]), strict=True):
            assert store.undo(scope) is not None
            assert contents(store) == state
        assert searchable(store) == []
        path = store.path
    with Store.open(path) as store:
        for scope, state in zip(walker.scopes, walker.states[1:], strict=True):
            assert store.redo(scope) is not None
            assert contents(store) == state
        assert (contents(store), searchable(store)) == (end, end_search)
        assert check(store).faults == ()


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**9))
def test_everything_retracted_after_a_walk_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    with new_store(tmp_path_factory.mktemp("walk")) as store:
        walker = Walker(store, seed)
        for _ in range(15):
            walker.step()
        before, words = contents(store), searchable(store)
        kinds: list[Removable] = ["link", "entity", "record", "document"]
        walker.dice.shuffle(kinds)
        for kind in kinds:
            ids = walker.ids(kind)
            for number in walker.dice.sample(ids, len(ids)):
                if number in walker.ids(kind):
                    with store.edit("Retract") as edit:
                        retract_all(edit, [Target(kind, number)], "Wrong")
        _restore_all_in_any_order(store, walker)
        assert contents(store) == before
        assert searchable(store) == words
        assert check(store).faults == ()


def _restore_all_in_any_order(store: Store, walker: Walker) -> None:
    """Restore what can be, again and again, until nothing is retracted."""
    while True:
        with store.read() as db:
            rows = list_retracted(db)
        if not rows:
            return
        walker.dice.shuffle(rows)
        count = len(rows)
        for row in rows:
            try:
                with store.edit("Restore") as edit:
                    restore_all(edit, [row.id])
            except Refused:
                continue
        with store.read() as db:
            assert len(list_retracted(db)) < count
