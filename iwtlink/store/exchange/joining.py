"""Two states of the same rows become one, whichever is first and however often.

Of two writings of a field the one that knew of the other holds; where neither knew, the greater
stamp, so that every laptop chooses alike (last writer wins, Shapiro et al., *Conflict-free
replicated data types*, 2011, with the stamps before it kept so that a true conflict is told apart
from a later writing). Whether a row is there is one more such field.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from iwtlink.store.clocks import Clock
from iwtlink.store.clocks.fields import NOT_ASKED, SHAPES, WRITTEN_BY_ITSELF
from iwtlink.store.clocks.stamps import following, joined
from iwtlink.store.exchange.state import Data, Name, Row, Scalar, State

Side = Literal["mine", "theirs"]


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that both sides wrote without knowing of each other; '' for the row itself."""

    name: Name
    field: str
    mine: Row
    theirs: Row
    default: Side


@dataclass(slots=True)
class Joined:
    """Rows that are not as they were here, and the conflicts among them."""

    rows: State = field(default_factory=dict)
    clashes: list[Clash] = field(default_factory=list)


Images = Callable[[Collection[Name]], Mapping[Name, Data]]
"""Gives the last values of rows that were here and were taken out."""


def join(mine: State, theirs: State, images: Images) -> Joined:
    """Join what another laptop knows with what is known here; give only what is new here."""
    found = Joined()
    coming_back = {
        name
        for name, row in theirs.items()
        if row.data is not None and name in mine and mine[name].data is None
    }
    last = images(coming_back) if coming_back else {}
    for name, row in theirs.items():
        known = mine.get(name)
        if known is None:
            found.rows[name] = _made_whole(row) if row.data is not None else _only_gone(row)
            continue
        made = _join_row(known, row, last.get(name), found.clashes)
        if made.data != known.data or made.clocks != known.clocks:
            found.rows[name] = made
    return found


def _only_gone(row: Row) -> Row:
    return replace(row, clocks={name: clock for name, clock in row.clocks.items() if not name})


def _made_whole(row: Row) -> Row:
    """Give a row that is new here with what was left out of it as it is at birth."""
    shape, data = SHAPES[row.table], row.data or {}
    missing = shape.types.keys() - data.keys()
    return replace(row, data={**data, **{n: shape.types[n]() for n in missing}}) if missing else row


def _join_row(mine: Row, theirs: Row, last: Data | None, clashes: list[Clash]) -> Row:
    there = _join_presence(mine, theirs, clashes)
    clock = {"": there} if there is not None else {}
    if mine.data is None and theirs.data is None:
        return replace(mine, clocks={**mine.clocks, **clock})
    holds = _holds(mine, theirs)
    if (mine if holds == "mine" else theirs).data is None:
        return Row(mine.table, mine.uid, None, {**mine.clocks, **clock})
    if theirs.data is None:
        return replace(mine, clocks={**mine.clocks, **clock})
    if mine.data is None:
        if last is None:
            return replace(_made_whole(theirs), clocks={**theirs.clocks, **clock})
        mine = replace(mine, data=last)
    data, clocks = _join_fields(mine, theirs, clashes)
    return Row(mine.table, mine.uid, data, {**clocks, **clock})


# Whether the row is there


def _holds(mine: Row, theirs: Row) -> Side:
    """Give whose word holds on whether the row is there."""
    if (mine.data is None) == (theirs.data is None):
        return "mine"
    one, other = mine.clocks.get(""), theirs.clocks.get("")
    stamps = (one.stamp if one else "", other.stamp if other else "")
    if stamps[0] == stamps[1]:
        return "mine" if mine.data is None else "theirs"
    return "mine" if stamps[0] > stamps[1] else "theirs"


def _join_presence(mine: Row, theirs: Row, clashes: list[Clash]) -> Clock | None:
    both = joined(mine.clocks.get(""), theirs.clocks.get(""))
    if both is None or (mine.data is None) == (theirs.data is None):
        return both
    gone, there = (mine, theirs) if mine.data is None else (theirs, mine)
    out, back = gone.clocks.get(""), there.clocks.get("")
    if out is None or (back is not None and back.knows(out)):
        return both
    unseen = {
        clock.stamp
        for name, clock in there.clocks.items()
        if not out.knows(clock)
        and (not name or not (name in gone.clocks and gone.clocks[name].knows(clock)))
    }
    if unseen:
        clashes.append(Clash(mine.name, "", mine, theirs, _holds(mine, theirs)))
        both = both._replace(earlier=tuple(sorted({*both.earlier, *unseen} - {both.stamp})))
    return both


# What the row says


def _join_fields(
    mine: Row, theirs: Row, clashes: list[Clash]
) -> tuple[dict[str, Scalar], dict[str, Clock]]:
    one, other = mine.data or {}, theirs.data or {}
    data, clocks = dict(one), {n: c for n, c in mine.clocks.items() if n}
    by_itself = WRITTEN_BY_ITSELF.get(mine.table, frozenset())
    for name, columns in SHAPES[mine.table].fields.items():
        if any(column not in other for column in columns):
            continue
        values = tuple(one.get(c) for c in columns), tuple(other[c] for c in columns)
        if name in by_itself:
            data[name] = max(values[0][0], values[1][0], key=lambda v: (len(str(v)), str(v)))
            continue
        before, after = mine.clocks.get(name), theirs.clocks.get(name)
        both = joined(before, after)
        if both is not None:
            clocks[name] = both
        if values[0] != values[1]:
            side = _later(before, after, *values)
            if side == "theirs":
                data.update(zip(columns, values[1], strict=True))
            if is_conflict(mine.table, name, before, after):
                clashes.append(Clash(mine.name, name, mine, theirs, side))
    return data, clocks


Values = tuple[Scalar, ...]


def _later(before: Clock | None, after: Clock | None, mine: Values, theirs: Values) -> Side:
    stamps = (before.stamp if before else "", after.stamp if after else "")
    if stamps[0] != stamps[1]:
        return "mine" if stamps[0] > stamps[1] else "theirs"
    return "mine" if _fullness(mine) > _fullness(theirs) else "theirs"


def _fullness(values: Values) -> tuple[int, str]:
    """Order values of one stamp: more is said where a pointer was left out on the other side."""
    return sum(value is not None for value in values), json.dumps(values)


def is_conflict(table: str, name: str, before: Clock | None, after: Clock | None) -> bool:
    """Whether both sides wrote a field, neither knowing of the other, and it matters."""
    return (
        before is not None
        and after is not None
        and not before.knows(after)
        and not after.knows(before)
        and name not in NOT_ASKED.get(table, frozenset())
    )


# What the analyst decides


def decide(found: Joined, clash: Clash, side: Side, now: str, step_uid: str) -> None:
    """Let a side hold that would not by default, as a new writing that knew of both."""
    if side == clash.default:
        return
    row = found.rows.get(clash.name, clash.mine)
    chosen = clash.mine if side == "mine" else clash.theirs
    clock = following(row.clocks.get(clash.field), now, step_uid, is_gone=False)
    if not clash.field:
        clock = clock._replace(is_gone=chosen.data is None)
        fields = {n: c for n, c in chosen.clocks.items() if n}
        kept = fields if chosen.data is not None else row.clocks
        found.rows[clash.name] = replace(row, data=chosen.data, clocks={**kept, "": clock})
        return
    if row.data is None or chosen.data is None:
        return
    columns = SHAPES[row.table].fields[clash.field]
    data = {**row.data, **{column: chosen.data.get(column) for column in columns}}
    found.rows[clash.name] = replace(row, data=data, clocks={**row.clocks, clash.field: clock})
