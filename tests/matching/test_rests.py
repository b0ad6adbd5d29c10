"""What two names have beside the words they share: only what cannot be alike is ruled out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iwtlink.matching import Name, read_name
from iwtlink.matching.rests import WordTable, may_be_alike
from iwtlink.matching.screening import is_rest_alike
from tests.matching.corruption import corrupted, names_made

LEAST = 80


def pairs_ruled_out(names: list[Name], least: int) -> list[tuple[Name, Name]]:
    one, other = np.triu_indices(len(names), 1)
    may = may_be_alike(WordTable.of(names), one, other, least, singly=least < LEAST)
    out = np.flatnonzero(~may)
    return [(names[one[at]], names[other[at]]) for at in out]


@pytest.mark.parametrize("least", [72, LEAST])
def test_no_names_that_are_alike_are_ruled_out_and_most_others_are(least: int) -> None:
    made = corrupted(names_made(60, seed=21), seed=22)
    names = [read_name(text) for pair in made for text in (pair.one, pair.other)]
    out = pairs_ruled_out(names, least)
    assert not [pair for pair in out if is_rest_alike(*pair, least)]
    assert len(out) > len(names) ** 2 / 4


WORDS = st.text(alphabet="abkhmnoprs0", min_size=1, max_size=7)


@given(st.lists(st.lists(WORDS, min_size=1, max_size=9), min_size=2, max_size=4))
def test_names_of_any_letters_are_ruled_out_only_where_they_are_not_alike(
    words: list[list[str]],
) -> None:
    names = [read_name(" ".join(some)) for some in words]
    for least in (72, LEAST):
        assert not [pair for pair in pairs_ruled_out(names, least) if is_rest_alike(*pair, least)]


def test_a_single_letter_must_begin_a_word_of_the_other_name() -> None:
    names = [read_name(text) for text in ("Khamsing V", "Khamsing Vongphady", "Khamsing Latda")]
    out = pairs_ruled_out(names, LEAST)
    assert (names[0], names[1]) not in out
    assert (names[0], names[2]) in out
