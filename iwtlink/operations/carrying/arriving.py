"""What of an extract comes into a database, and writing it there.

Items are known by their uid. What is known here stays as it is: only what is missing is added, so
that nothing has to be asked. What was retracted or purged here stays out, with what rests on it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from iwtlink.errors import BadInput
from iwtlink.i18n import tr
from iwtlink.operations.carrying.extract import Extract
from iwtlink.operations.exchange.log import READ, counted
from iwtlink.operations.exchange.taking import problems_of
from iwtlink.store import Edit, Store
from iwtlink.store.charts.arriving import Arriving, put_on
from iwtlink.store.charts.copying import Pasted
from iwtlink.store.events import write_event
from iwtlink.store.exchange import Name, State
from iwtlink.store.exchange.applying import add_analysts, apply_plan, keep_plan_clocks
from iwtlink.store.exchange.known import known_here, needed, resting_on
from iwtlink.store.exchange.planning import make_plan

_PLACES = frozenset({"chart", "chart_entity", "chart_link", "chart_shape", "chart_member"})
"""Tables that say how items stood on the chart they were copied from."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What bringing an extract in would do: how many by kind come in, and are known and stay."""

    new: Mapping[str, int] = field(default_factory=dict)
    known: Mapping[str, int] = field(default_factory=dict)
    gone: int = 0
    """Entities and links that were retracted or purged here, or rest on such."""
    additions: int = 0
    """Values and observations that are added to entities and links known here."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """What was written: what came onto the chart, and what an analyst should know of it."""

    pasted: Pasted
    problems: tuple[str, ...] = ()


@dataclass(slots=True)
class _Sorted:
    fresh: State
    known: set[Name]
    gone: set[Name]


def weigh(store: Store, extract: Extract) -> Weighed:
    """Say what bringing an extract in would do, without writing anything."""
    with store.read() as db:
        found = _sorted(db, _knowledge(extract))
    counts = counted(found.fresh)
    of_known = [
        row.data
        for row in found.fresh.values()
        if row.table in ("statement", "observation") and row.data is not None
    ]
    columns = ("subject_id", "entity_id")
    owners = {uid for table, uid in found.known if table in ("entity", "link")}
    added = sum(any(data.get(column) in owners for column in columns) for data in of_known)
    items = [name for name in found.gone if name[0] in ("entity", "link")]
    known = Counter(name[0] for name in found.known if name in extract.rows)
    return Weighed(counts, known, len(items), added)


def bring_in(
    edit: Edit, extract: Extract, chart_id: int, at: tuple[float, float] | None = None
) -> Arrived:
    """Write what is missing here, and put all onto a chart, the middle of it at ``at``.

    Cost: linear in the database, as for an exchange file.
    """
    db = edit.connection
    found = _sorted(db, _knowledge(extract))
    problems: tuple[str, ...] = ()
    if found.fresh:
        uid = str(db.scalar(text("SELECT uid FROM step WHERE id = :s"), {"s": edit.step_id}))
        plan = make_plan(db, found.fresh, None, edit.now, uid)
        analysts = {n: row for n, row in extract.rows.items() if n[0] == "analyst"}
        try:
            add_analysts(edit, plan, analysts)
            apply_plan(edit, plan)
        except IntegrityError as error:
            raise BadInput(
                tr(
                    "What lies on the clipboard does not fit together. Nothing was changed; use "
                    "an exchange file."
                )
            ) from error
        keep_plan_clocks(edit, plan)
        detail: dict[str, str | int] = {"file": "clipboard", "whom": extract.code}
        detail |= {"title": extract.title, **counted(plan.puts)}
        write_event(db, edit.analyst_id, READ, detail)
        problems = problems_of(plan)
    return Arrived(put_on(edit, chart_id, places_in(extract.rows, found.gone), at), problems)


def _knowledge(extract: Extract) -> State:
    aside = _PLACES | {"analyst"}
    return {name: row for name, row in extract.rows.items() if name[0] not in aside}


def _sorted(db: Connection, rows: State) -> _Sorted:
    """Tell apart what is new here, known here, and gone here or resting on what is nowhere."""
    pointed = {name for row in rows.values() for name in needed(row)} - rows.keys()
    here = known_here(db, [*rows, *pointed])
    known = {name for name, stands in here.items() if stands}
    missing = (rows.keys() & here.keys() | pointed) - known
    gone = resting_on(rows, missing) - known
    fresh = {name: row for name, row in rows.items() if name not in known and name not in gone}
    for name in _judged_here(fresh, known):
        del fresh[name]
    return _Sorted(fresh | _unpreferred(fresh, known), known, gone)


def _unpreferred(fresh: State, known: Collection[Name]) -> State:
    """Give values of what is known here as usual ones: which is preferred is judged here."""
    return {
        name: replace(
            row,
            data={**row.data, "is_preferred": 0},
            clocks={n: clock for n, clock in row.clocks.items() if n != "is_preferred"},
        )
        for name, row in fresh.items()
        if name[0] == "statement"
        and row.data is not None
        and row.data["is_preferred"]
        and (str(row.data["subject_kind"]), str(row.data["subject_id"])) in known
    }


def _judged_here(fresh: State, known: Collection[Name]) -> list[Name]:
    """Give merges that would make one of two items known here, if only by way of a new one."""
    groups: dict[Name, set[Name]] = {}
    found = []
    for name in sorted(name for name in fresh if name[0] == "merge"):
        ends = needed(fresh[name])
        joined = set().union(*(groups.get(end, {end}) for end in ends))
        if len(joined.intersection(known)) > 1:
            found.append(name)
        else:
            groups |= dict.fromkeys(joined, joined)
    return found


def places_in(known: State, gone: Collection[Name] = ()) -> Arriving:
    """Give how the items stood on the chart that they were copied from."""
    rows = [row for row in known.values() if row.data is not None]
    of = {t: [row for row in rows if row.table == t] for t in _PLACES}
    entities = {str((r.data or {})["entity_id"]): r.data or {} for r in of["chart_entity"]}
    return Arriving(
        {uid: data for uid, data in entities.items() if ("entity", uid) not in gone},
        {str((r.data or {})["link_id"]): r.data or {} for r in of["chart_link"]},
        {row.uid: row.data or {} for row in of["chart_shape"]},
        [row.data or {} for row in of["chart_member"]],
    )
