"""Which of an entity's names is shown, and which stands below it in the original script."""

from __future__ import annotations

from collections.abc import Iterable

from iwtlink.store.folding import is_latin

CHOSEN = "chosen"
"""Stands for the kind of a name that an analyst chose to be shown."""
_ORDER = (CHOSEN, "primary", "", "romanised", "alias", "trade", "nickname", "former")
_PLACES = {kind: place for place, kind in enumerate(_ORDER)}


def labels_of(names: Iterable[tuple[str, int | str, str]]) -> tuple[str, str]:
    """Choose the name shown and the one in the original script below it.

    ``names`` are (kind of name, when it was stated as anything that sorts, name). Names in Latin
    script are shown first, kinds in the order chosen, primary to former, older statements before
    newer ones; of two that were chosen the newer one.
    """
    latin: list[str] = []
    other: list[tuple[int, str]] = []
    listed = list(names)
    chosen = sorted((name for name in listed if name[0] == CHOSEN), reverse=True)
    rest = sorted((_PLACES.get(kind, 99), i, name) for kind, i, name in listed if kind != CHOSEN)
    for place, name in [*((0, name[2]) for name in chosen), *((p, name) for p, _, name in rest)]:
        if name.isascii() or is_latin(name):
            latin.append(name)
        else:
            other.append((place, name))
    if not latin:
        return (other[0][1], "") if other else ("", "")
    original = (name for place, name in other if place <= _PLACES["romanised"])
    return latin[0], next(original, "")
