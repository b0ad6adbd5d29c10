"""What taking in another laptop's state would change here, before anything is written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from iwtlink.store.clocks import Clock, Place
from iwtlink.store.clocks.fields import SHAPES
from iwtlink.store.exchange.joining import Joined, Side, decide, join
from iwtlink.store.exchange.originals import Here, gone_rows, read_here, refs_of_gone
from iwtlink.store.exchange.placing import WITH_REF, Placed, lengthen, place
from iwtlink.store.exchange.purged import without_purged
from iwtlink.store.exchange.state import Data, Name, State, target

Decisions = Mapping[tuple[str, str, str], Side]


@dataclass(slots=True)
class Plan:
    """The difference between what stands here and what will.

    ``puts`` are rows to put in, ``changes`` those to change, ``takes`` those to take out; ``waits``
    are rows that will wait and that do not, or otherwise, now; ``calls`` those that wait no longer.
    ``old_ids`` are ids of rows that were here before. ``clocks`` are those that will differ.
    ``theirs`` is what the other laptop knows without the ``of_purged`` rows that were purged here.
    """

    here: Here
    joined: Joined
    placed: Placed
    state: State
    puts: list[Name] = field(default_factory=list)
    changes: list[Name] = field(default_factory=list)
    takes: list[Name] = field(default_factory=list)
    waits: dict[Name, str] = field(default_factory=dict)
    calls: list[Name] = field(default_factory=list)
    old_ids: dict[Name, int] = field(default_factory=dict)
    clocks: dict[Place, Clock] = field(default_factory=dict)
    clocks_before: dict[Place, Clock] = field(default_factory=dict)
    theirs: State = field(default_factory=dict)
    of_purged: int = 0

    @property
    def writes_rows(self) -> bool:
        """Whether any row would be written."""
        return bool(self.puts or self.changes or self.takes or self.waits or self.calls)

    def standing_now(self, name: Name) -> Data | None:
        """Give what stands here now of a row."""
        return self.here.state[name].data if name in self.here.ids else None


def make_plan(
    db: Connection,
    theirs: State,
    decisions: Decisions | None = None,
    now: str = "",
    step_uid: str = "",
) -> Plan:
    """Join what another laptop knows with what is here; conflicts not decided go by default.

    ``now`` and ``step_uid`` are those of the step that will write it. Cost: linear in the database.
    """
    here = read_here(db)
    theirs, of_purged = without_purged(db, theirs)
    gone = _Gone(db)
    joined = join(here.state, theirs, gone.images)
    for clash in joined.clashes:
        side = (decisions or {}).get((*clash.name, clash.field))
        if side is not None:
            decide(joined, clash, side, now, step_uid)
    state = {**here.state, **joined.rows}
    gone.find(_weakly_pointed(state, here))
    placed = place(state, lambda name: name in here.ids or name in gone.ids)
    plan = Plan(here, joined, placed, state, theirs=theirs, of_purged=of_purged)
    _compare(plan)
    gone.find(plan.puts)
    plan.old_ids = gone.ids
    _keep_refs_of_gone(db, plan)
    _compare_clocks(plan)
    return plan


class _Gone:
    """Looks up rows that were here and were taken out, each table once for many rows."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._looked: set[Name] = set()
        self.ids: dict[Name, int] = {}
        self._data: dict[Name, Data] = {}

    def find(self, names: Iterable[Name]) -> None:
        wanted = set(names) - self._looked
        self._looked |= wanted
        for name, (row_id, data) in gone_rows(self._db, wanted).items():
            self.ids[name], self._data[name] = row_id, data

    def images(self, names: Collection[Name]) -> Mapping[Name, Data]:
        self.find(names)
        return {name: self._data[name] for name in names if name in self._data}


_WEAK = {
    table: [pointer for pointer in shape.pointers.values() if pointer.holds == "weak"]
    for table, shape in SHAPES.items()
}


def _weakly_pointed(state: State, here: Here) -> set[Name]:
    """Give the rows that do not stand here and of which others only need to know the number."""
    return {
        name
        for row in state.values()
        if row.data is not None
        for name in _pointed_at(row.table, row.data)
        if name[0] in SHAPES and name not in here.ids
    }


def _pointed_at(table: str, data: Data) -> list[Name]:
    names = [name for pointer in _WEAK[table] if (name := target(pointer, data)) is not None]
    if table == "retraction":
        kind, _, uid = str(data["went_with"]).partition(":")
        names.append((kind, uid))
    return names


def _compare(plan: Plan) -> None:
    here, standing = plan.here, plan.placed.standing
    for name, data in standing.items():
        if name not in here.ids:
            plan.puts.append(name)
        elif data is not here.state[name].data and dict(data) != here.state[name].data:
            plan.changes.append(name)
    plan.takes = [name for name in here.ids if name not in standing]
    for name, by in plan.placed.waiting.items():
        is_same = name in here.state and here.state[name].data == plan.state[name].data
        if here.waiting.get(name) != by or not is_same:
            plan.waits[name] = by
    plan.calls = [name for name in here.waiting if name not in plan.placed.waiting]


def _keep_refs_of_gone(db: Connection, plan: Plan) -> None:
    """Lengthen references of new rows that something had which may be restored here."""
    new: dict[str, dict[str, Name]] = {}
    for name in plan.puts:
        data = plan.placed.standing[name]
        if "ref" in data and name[0] in WITH_REF and name not in plan.old_ids:
            new.setdefault(name[0], {})[str(data["ref"])] = name
    for table, names in new.items():
        taken = {ref for ref, uid in refs_of_gone(db, table, names) if uid != names[ref][1]}
        going = [name for name in plan.takes if name[0] == table]
        taken |= {ref for name in going if (ref := _ref(plan, name)) in names}
        for ref in sorted(taken):
            lengthen(plan.placed, names[ref], ref)


def _ref(plan: Plan, name: Name) -> str:
    return str((plan.standing_now(name) or {}).get("ref", ""))


def _compare_clocks(plan: Plan) -> None:
    for name, row in plan.joined.rows.items():
        known = plan.here.state.get(name)
        before = known.clocks if known is not None else {}
        for field_name, clock in row.clocks.items():
            if before.get(field_name) != clock:
                plan.clocks[(*name, field_name)] = clock
            if field_name in before:
                plan.clocks_before[(*name, field_name)] = before[field_name]
