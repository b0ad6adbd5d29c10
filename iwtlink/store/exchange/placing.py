"""Which rows of a state can stand in the tables, and what else must give way.

The same state gives the same answer on every laptop: a row waits where one that it belongs to does
not stand, or where a row of the same meaning stands for it; of two references that are the same,
the row of the smaller uid keeps its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from iwtlink.store.clocks.fields import EXCHANGED, SHAPES, WRITTEN_BY_ITSELF
from iwtlink.store.exchange.state import Data, Name, Row, Scalar, State, target

Meaning = Callable[[Data], tuple[object, ...]]
"""Gives what a row says that no second row may say."""

_ONLY_ONE: Mapping[str, Meaning] = {
    "page": lambda d: (d["file_id"], d["number"]),
    "origin": lambda d: (d["document_id"],),
    "external_ref": lambda d: (d["kind"], d["item_id"], d["origin"], folded_ref(d)),
    "chart_entity": lambda d: (d["chart_id"], d["entity_id"]),
    "chart_link": lambda d: (d["chart_id"], d["link_id"]),
    "chart_member": lambda d: (d["chart_id"], d["member_entity_id"], d["member_shape_id"]),
    "chart_style": lambda d: (d["name"],),
    "retraction": lambda d: (d["kind"], d["item_id"]),
    "review": lambda d: (d["kind"], d["item_id"]),
    "merge": lambda d: (d["kind"], *sorted((str(d["kept_id"]), str(d["absorbed_id"])))),
    "judgement": lambda d: (d["kind"], *sorted((str(d["one_id"]), str(d["other_id"])))),
}
_NEWEST_STANDS = frozenset({"retraction", "judgement", "chart_style"})
"""Tables of which the newest row stands; of the others the oldest does."""


def folded_ref(data: Data) -> str:
    """Give a source's reference as the tables compare it: A to Z in either size are the same."""
    return str(data["ref"]).translate(_SMALL)


_SMALL = {ord(letter): letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}


@dataclass(slots=True)
class Placed:
    """What stands, with the values to be written, and what waits, with who stands for it.

    ``lengthened`` are rows whose reference another has: the reference before and after.
    """

    standing: dict[Name, Data] = field(default_factory=dict)
    waiting: dict[Name, str] = field(default_factory=dict)
    lengthened: dict[Name, tuple[str, str]] = field(default_factory=dict)


def place(state: State, was_here: Callable[[Name], bool]) -> Placed:
    """Say what of a state stands; ``was_here`` whether a row that does not stand has an id here."""
    placed, by_table = Placed(), dict[str, list[Row]]()
    for row in state.values():
        if row.data is not None:
            by_table.setdefault(row.table, []).append(row)
    for table in EXCHANGED:
        rows = sorted(by_table.get(table, ()), key=lambda row: row.uid)
        _place_table(table, rows, placed, was_here)
        if table in WRITTEN_BY_ITSELF and table != "retraction":
            _tell_apart(table, placed, [row.name for row in rows if row.name in placed.standing])
    return placed


def _place_table(
    table: str, rows: list[Row], placed: Placed, was_here: Callable[[Name], bool]
) -> None:
    meaning, said = _ONLY_ONE.get(table), dict[tuple[object, ...], str]()
    for row in reversed(rows) if table in _NEWEST_STANDS else rows:
        data = _pointed(row, placed)
        if data is None or not _has_what_it_needs(row, data, placed, was_here):
            placed.waiting[row.name] = ""
            continue
        if meaning is not None:
            stands = said.setdefault(meaning(data), row.uid)
            if stands != row.uid:
                placed.waiting[row.name] = stands
                continue
        if table == "retraction":
            data = _without_stranger(data, placed, was_here)
        placed.standing[row.name] = data


def _without_stranger(data: Data, placed: Placed, was_here: Callable[[Name], bool]) -> Data:
    """Leave out what an item went along with, where that was never here."""
    kind, _, uid = str(data["went_with"]).partition(":")
    if not uid or (kind, uid) in placed.standing or was_here((kind, uid)):
        return data
    return {**data, "went_with": ""}


def _pointed(row: Row, placed: Placed) -> Data | None:
    """Give the values with pointers at what stands; None where a row it rests on does not."""
    data = row.data or {}
    changed: dict[str, Scalar] = {}
    for pointer in SHAPES[row.table].pointers.values():
        name = target(pointer, data)
        if name is None or name in placed.standing or pointer.holds == "weak":
            continue
        if name[0] == "analyst":
            continue
        if name[0] == "page" and placed.waiting.get(name):
            changed[pointer.column] = placed.waiting[name]
        elif pointer.holds == "soft":
            changed[pointer.column] = None
        else:
            return None
    return {**data, **changed} if changed else data


def _has_what_it_needs(
    row: Row, data: Data, placed: Placed, was_here: Callable[[Name], bool]
) -> bool:
    weak = [target(p, data) for p in SHAPES[row.table].pointers.values() if p.holds == "weak"]
    if not weak:
        return True
    if row.table == "retraction":
        return all(n is not None and n not in placed.standing and was_here(n) for n in weak)
    return all(n is not None and (n in placed.standing or was_here(n)) for n in weak)


# References


def _tell_apart(table: str, placed: Placed, names: list[Name]) -> None:
    """Lengthen the references that another row has; ``names`` are in order of uid."""
    column = "origin" if table == "external_ref" else "ref"
    taken: dict[object, str] = {}
    for name in names:
        data = placed.standing[name]
        key = _key(table, data)
        if taken.setdefault(key, name[1]) == name[1]:
            continue
        before = str(data[column])
        after = f"{before} · {name[1][-4:]}" if column == "origin" else _suffixed(before, name[1])
        made = {**data, column: after}
        if taken.setdefault(_key(table, made), name[1]) != name[1]:
            made[column] = after = f"{after}{name[1]}"
            taken[_key(table, made)] = name[1]
        placed.standing[name] = made
        placed.lengthened[name] = (before, after)


WITH_REF = frozenset(
    {"entity", "link", "observation", "document", "record", "article", "product"}
    | {"recipient", "chart"}
)
"""Tables whose rows have a reference that nothing else may have."""


def lengthen(placed: Placed, name: Name, ref: str) -> None:
    """Tell a row's reference apart from that of a row which does not stand now."""
    after = _suffixed(ref, name[1])
    placed.standing[name] = {**placed.standing[name], "ref": after}
    placed.lengthened[name] = (ref, after)


def _suffixed(ref: str, uid: str) -> str:
    return f"{ref}-{uid[-4:].upper()}"


def _key(table: str, data: Data) -> object:
    if table == "external_ref":
        return data["kind"], data["origin"], folded_ref(data)
    return data["ref"]
