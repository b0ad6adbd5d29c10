"""What a program reads is the same in every language: keys, types, codes and rules."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from iwtlink.i18n import set_language
from tests.cli.conftest import Run

_PLAIN = re.compile(r"[a-z][a-z0-9_]*")


def keys_of(value: Any) -> set[str]:
    """Give every key of a JSON value, however deep."""
    if isinstance(value, dict):
        return set(value).union(*(keys_of(inner) for inner in value.values()))
    if isinstance(value, list):
        return set().union(*map(keys_of, value))
    return set()


@pytest.mark.parametrize(
    "words",
    [
        ("show", "FILE", "P01"),
        ("show", "FILE", "L013"),
        ("list", "FILE", "person"),
        ("search", "FILE", "ivory"),
        ("history", "FILE", "P01"),
        ("records", "FILE"),
        ("quality", "FILE", "--limit", "5"),
        ("check", "FILE"),
        ("analyse", "FILE", "--measure", "degree"),
        ("purge", "FILE", "P01", "--reason", "x", "--dry-run"),
    ],
    ids=lambda words: "-".join(words[::2]),
)
def test_keys_are_plain_words_and_do_not_change_with_the_language(
    run: Run, demo_file: Path, words: tuple[str, ...]
) -> None:
    given = [demo_file if word == "FILE" else word for word in words]
    english = run(*given, "--json").result
    set_language("lo")
    lao = run(*given, "--json").result
    assert all(_PLAIN.fullmatch(key) for key in keys_of(english))
    assert keys_of(lao) == keys_of(english)
    assert types_of(lao) == types_of(english)


def types_of(value: Any) -> list[str]:
    """Give every ``type``, ``kind`` and ``level`` of a JSON value, in order."""
    if isinstance(value, list):
        return [found for inner in value for found in types_of(inner)]
    if not isinstance(value, dict):
        return []
    own = [str(value[key]) for key in ("type", "kind", "level") if isinstance(value.get(key), str)]
    return own + [found for inner in value.values() for found in types_of(inner)]
