"""Tells of many rows as one line an item: what is new, changed, retracted, merged, judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from iwtlink.i18n import ntr, tr
from iwtlink.operations.exchange.model import Change, Line, Side
from iwtlink.operations.exchange.naming import ITEMS, Names
from iwtlink.store.exchange import Name
from iwtlink.store.exchange.state import Data
from iwtlink.store.statements import EXISTS

MOST_DETAILS = 40
"""Values of one item that are told of by themselves."""


@dataclass(slots=True)
class Difference:
    """Rows that one side has and the other has not; data by row, of a taken one what it was.

    ``back`` are those of the new ones that had been taken out; ``changed`` holds the rows before
    and after.
    """

    new: dict[Name, Data] = field(default_factory=dict)
    gone: dict[Name, Data] = field(default_factory=dict)
    changed: dict[Name, tuple[Data, Data]] = field(default_factory=dict)
    back: set[Name] = field(default_factory=set)


@dataclass(slots=True)
class _Tally:
    new: int = 0
    gone: int = 0
    fields: dict[str, None] = field(default_factory=dict)
    details: list[tuple[str, str]] = field(default_factory=list)
    """What came (+), went (-) or changed (empty sign)."""


def tell(found: Difference, side: Side, names: Names, reasons: Mapping[Name, str]) -> list[Line]:
    """Give the lines of one side; ``reasons`` are those of retractions, by item."""
    told: list[Line] = []
    for name, data in found.new.items():
        if name[0] in ITEMS:
            told.append(_line(name, "restored" if name in found.back else "new", side, names))
        elif name[0] == "merge":
            told.append(_pair(name, data, "merged", side, names, str(data["reason"])))
        elif name[0] == "judgement":
            told.append(_pair(name, data, "judged", side, names, _verdict(data)))
    for name, data in found.gone.items():
        if name[0] in ITEMS:
            told.append(_line(name, "retracted", side, names, reasons.get(name, ""), data))
        elif name[0] == "merge":
            told.append(_pair(name, data, "split", side, names))
        elif name[0] == "judgement":
            told.append(_pair(name, data, "judged", side, names, tr("judgement withdrawn")))
    for name, (_, data) in found.changed.items():
        if name[0] == "judgement":
            told.append(_pair(name, data, "judged", side, names, _verdict(data)))
    touched = {(line.table, line.uid) for line in told}
    tallies = _tallies(found, names)
    for owner, tally in tallies.items():
        if owner not in touched:
            told.append(_line(owner, "changed", side, names, _words(tally)))
    return [_with_details(line, tallies) for line in told]


def _with_details(line: Line, tallies: Mapping[Name, _Tally]) -> Line:
    tally = tallies.get((line.table, line.uid))
    if tally is None:
        return line
    return replace(line, details=tuple(_detail_text(line, *told) for told in tally.details))


def _detail_text(line: Line, sign: str, what: str) -> str:
    if sign == "-" and line.change != "retracted":
        return tr("gone: {what}", what=what)
    if sign == "+" and line.change not in ("new", "restored"):
        return tr("new: {what}", what=what)
    return what


def _tallies(found: Difference, names: Names) -> dict[Name, _Tally]:
    tallies: dict[Name, _Tally] = {}

    def of(name: Name, data: Data) -> _Tally | None:
        owner = names.owner(name, data)
        return None if owner is None else tallies.setdefault(owner, _Tally())

    for name, data in _parts(found.new):
        tally = of(name, data)
        if tally is not None:
            tally.new += 1
            _detail(tally, "+", name, data, names)
    for name, data in _parts(found.gone):
        tally = of(name, data)
        if tally is not None:
            tally.gone += 1
            _detail(tally, "-", name, data, names)
    for name, (before, after) in found.changed.items():
        tally = None if name[0] in ("merge", "judgement", "retraction") else of(name, after)
        if tally is not None:
            for column in after:
                if before.get(column) != after.get(column):
                    words = names.field(name[0], column, after)
                    tally.fields[words] = None
                    was, now = (names.value(name[0], column, d) for d in (before, after))
                    if was != now and len(tally.details) < MOST_DETAILS:
                        tally.details.append(("", f"{words}: {was or '–'} → {now or '–'}"))
    return tallies


def _detail(tally: _Tally, sign: str, name: Name, data: Data, names: Names) -> None:
    """Keep what a row says, where it says more than that the item is there."""
    if len(tally.details) >= MOST_DETAILS or data.get("property") == EXISTS:
        return
    if (what := names.label(name, data)) not in ("", name[0]):
        tally.details.append((sign, what))


def _parts(rows: Mapping[Name, Data]) -> Iterable[tuple[Name, Data]]:
    alone = (*ITEMS, "merge", "judgement", "retraction")
    return ((name, data) for name, data in rows.items() if name[0] not in alone)


def _words(tally: _Tally) -> str:
    told = []
    if tally.new:
        told.append(ntr("{n} entry added", "{n} entries added", tally.new))
    if tally.gone:
        told.append(ntr("{n} entry taken out", "{n} entries taken out", tally.gone))
    if tally.fields:
        told.append(tr("changed: {fields}", fields=", ".join(list(tally.fields)[:4])))
    return "; ".join(told)


def _line(
    name: Name, change: Change, side: Side, names: Names, words: str = "", data: Data | None = None
) -> Line:
    ref = names.ref(name) or str((data or {}).get("ref", ""))
    return Line(name[0], name[0], name[1], ref, names.label(name, data), change, side, words)


def _pair(
    name: Name, data: Data, change: Change, side: Side, names: Names, words: str = ""
) -> Line:
    kind = str(data["kind"])
    first = str(data["kept_id"] if name[0] == "merge" else data["one_id"])
    label = names.label(name, data)
    return Line(kind, name[0], name[1], names.ref((kind, first)), label, change, side, words)


def _verdict(data: Data) -> str:
    verdict = tr("different") if data["verdict"] == "different" else tr("not sure")
    return f"{verdict}: {data['reason']}" if data["reason"] else verdict
