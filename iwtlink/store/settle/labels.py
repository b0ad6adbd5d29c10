"""Which of an entity's names is shown, and which stands below it in the original script."""

from __future__ import annotations

from collections.abc import Iterable

from iwtlink.store.folding import is_latin

_ORDER = ("primary", "", "romanised", "alias", "trade", "nickname", "former")
_PLACES = {kind: place for place, kind in enumerate(_ORDER)}


def labels_of(names: Iterable[tuple[str, int, str]]) -> tuple[str, str]:
    """Choose the name shown and the one in the original script below it.

    ``names`` are (kind of name, id of its statement, name). Names in Latin script are shown
    first, kinds in the order primary to former, older statements before newer ones.
    """
    latin: list[str] = []
    other: list[tuple[int, str]] = []
    for place, _, name in sorted((_PLACES.get(kind, 99), i, name) for kind, i, name in names):
        if name.isascii() or is_latin(name):
            latin.append(name)
        else:
            other.append((place, name))
    if not latin:
        return (other[0][1], "") if other else ("", "")
    original = (name for place, name in other if place <= _PLACES["romanised"])
    return latin[0], next(original, "")
