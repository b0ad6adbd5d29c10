"""Blocking leaves next to no twin out, and compares a small part of all pairs."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from iwtlink.matching import Name, read_name
from iwtlink.matching.blocking import pairs_to_compare
from iwtlink.matching.screening import is_spelled_alike
from tests.matching.corruption import corrupted, names_made

LEAST_RECALL = 0.97


def pairs_of(names: list[Name], families: list[int] | None = None) -> set[tuple[int, int]]:
    owners = np.arange(len(names))
    kinds = np.array(families or [0] * len(names))
    return {(one, other) for one, other in pairs_to_compare(names, owners, kinds).tolist()}


def test_corrupted_names_are_paired_with_the_names_they_were() -> None:
    made = corrupted(names_made(900, seed=11), seed=12)
    names = [read_name(pair.one) for pair in made] + [read_name(pair.other) for pair in made]
    found = pairs_of(names)
    missed: dict[str, int] = {}
    for row, pair in enumerate(made):
        if (row, row + len(made)) not in found:
            missed[pair.what] = missed.get(pair.what, 0) + 1
    assert 1 - sum(missed.values()) / len(made) >= LEAST_RECALL, missed
    assert len(found) < 8 * len(names)


def test_names_of_two_families_of_types_are_no_pair() -> None:
    names = [read_name("Khamsing VONGPHADY"), read_name("Khamsing Vongphadi")]
    assert pairs_of(names) == {(0, 1)}
    assert pairs_of(names, [0, 1]) == set()


def test_names_of_one_owner_are_no_pair() -> None:
    names = [read_name("Khamsing VONGPHADY"), read_name("Khamsing Vongphadi")]
    found = pairs_to_compare(names, np.zeros(2, np.int64), np.zeros(2, np.int64))
    assert len(found) == 0


def test_scripts_and_systems_of_one_name_meet() -> None:
    names = [read_name(name) for name in ("陈国钊", "CHAN Kwok-chiu", "Chen Guozhao")]
    assert pairs_of(names) == {(0, 1), (0, 2), (1, 2)}


def test_a_name_that_hundreds_bear_stays_affordable() -> None:
    names = [read_name("Khamsing VONGPHADY")] * 400
    found = pairs_of(names)
    assert {row for pair in found for row in pair} == set(range(400))
    assert len(found) < 400 * 40


def test_no_names_and_one_name_make_no_pairs() -> None:
    assert pairs_of([]) == set()
    assert pairs_of([read_name("Sing")]) == set()


@given(st.lists(st.sampled_from(["X", "A.", "B C", "!!", "Thao", "1", "😀", "Sing"]), max_size=4))
def test_names_of_a_letter_or_of_nothing_are_blocked_too(texts: list[str]) -> None:
    found = pairs_of([read_name(text) for text in texts])
    assert all(one < other < len(texts) for one, other in found)


@given(st.lists(st.sampled_from(names_made(40, seed=3)), max_size=12))
def test_the_very_same_name_always_meets(texts: list[str]) -> None:
    names = [read_name(text) for text in texts]
    found = pairs_of(names)
    for one in range(len(texts)):
        for other in range(one + 1, len(texts)):
            if texts[one] == texts[other]:
                assert (one, other) in found


def test_one_letter_of_a_long_word_is_an_error_and_of_a_short_one_another_name() -> None:
    one, typed = read_name("Khamsing VONGPHADY"), read_name("Khamsing VONGPHDAY")
    assert is_spelled_alike(one, typed)
    assert not is_spelled_alike(read_name("Nguyen An"), read_name("Nguyen Anh"))
