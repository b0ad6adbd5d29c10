"""What reading an exchange file would do, before anything is written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import Connection, text

from iwtlink.errors import Progress, no_progress
from iwtlink.i18n import tr
from iwtlink.operations.exchange.model import Conflict, Line, Preview
from iwtlink.operations.exchange.naming import Names
from iwtlink.operations.exchange.taking import head_of, opened_rows, problems_of
from iwtlink.operations.exchange.telling import Difference, tell
from iwtlink.store import Store
from iwtlink.store.clocks import Clock
from iwtlink.store.exchange import Clash, Name, Row, State
from iwtlink.store.exchange.file import Opened
from iwtlink.store.exchange.planning import Plan, make_plan


def look(store: Store, source: Path, passphrase: str, progress: Progress = no_progress) -> Preview:
    """Say what reading an exchange file would do, without writing anything."""
    progress(0.0, tr("Reading the exchange file"))
    with opened_rows(store, source, passphrase) as (file, theirs, _), store.read() as db:
        head = head_of(file)
        progress(0.4, tr("Comparing it with what is here"))
        plan = make_plan(db, theirs)
        theirs = plan.theirs
        names = Names(_known(plan.here.state, theirs, plan.state), store.ontology)
        lines = tell(_theirs(plan), "theirs", names, _reasons(theirs))
        is_whole = bool(file.head.get("is_whole"))
        mine = _mine(plan, theirs, is_whole=is_whole)
        lines += tell(mine, "mine", names, _reasons(plan.here.state))
        writers = _writers(db, file)
        conflicts = tuple(_conflict(clash, names, writers) for clash in plan.joined.clashes)
        progress(1.0, tr("Done"))
        return Preview(head, tuple(_in_order(lines)), conflicts, problems_of(plan))


def _known(*states: State) -> State:
    """Give every row as the last state that holds it has it; what was taken out keeps its name."""
    found: dict[Name, Row] = {}
    for state in states:
        for name, row in state.items():
            if row.data is not None or name not in found:
                found[name] = row
    return found


def _in_order(lines: list[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (line.side != "theirs", line.change, line.kind, line.ref))


def _theirs(plan: Plan) -> Difference:
    """Give what would be written here."""
    here, standing = plan.here, plan.placed.standing
    found = Difference(back={n for n in plan.puts if n in here.state and not here.state[n].data})
    found.new = {name: standing[name] for name in plan.puts}
    found.gone = {name: here.state[name].data or {} for name in plan.takes}
    found.changed = {name: (here.state[name].data or {}, standing[name]) for name in plan.changes}
    return found


def _mine(plan: Plan, theirs: State, *, is_whole: bool) -> Difference:
    """Give what is here and not in the file; of a part of a database only what it tells of.

    Protected origins stay at home as a rule, so that a file without them tells nothing.
    """
    found, here = Difference(), plan.here
    for name in here.ids:
        data = here.state[name].data or {}
        other = theirs.get(name)
        if other is None:
            if is_whole and name not in plan.takes and name[0] != "origin":
                found.new[name] = data
        elif name in plan.placed.standing:
            after = plan.state[name].data or {}
            if other.data is None:
                found.new[name] = after
            elif {column: after[column] for column in other.data} != other.data:
                found.changed[name] = ({**after, **other.data}, after)
    found.gone = {
        name: row.data
        for name, row in theirs.items()
        if row.data is not None and name in plan.state and plan.state[name].data is None
    }
    return found


def _reasons(state: State) -> dict[Name, str]:
    """Give why items were retracted, by item."""
    return {
        (str(row.data["kind"]), str(row.data["item_id"])): str(row.data["reason"])
        for (table, _), row in state.items()
        if table == "retraction" and row.data is not None
    }


# Conflicts


def _writers(db: Connection, file: Opened) -> dict[str, str]:
    """Give who took a step, by the letters that its stamps end with."""
    rows = db.execute(
        text(
            "SELECT substr(s.uid, -8), a.initials FROM step s JOIN analyst a ON a.id = s.analyst_id"
        )
    )
    try:
        theirs = {str(k): str(v) for k, v in json.loads(file.head.get("writers", "{}")).items()}
    except (ValueError, AttributeError):
        theirs = {}
    return theirs | {str(end): str(initials) for end, initials in rows}


def _conflict(clash: Clash, names: Names, writers: Mapping[str, str]) -> Conflict:
    data = clash.mine.data or clash.theirs.data or {}
    owner = names.owner(clash.name, data) or clash.name
    stamps = [_last(row, clash.field) for row in (clash.mine, clash.theirs)]
    by = [writers.get(clock.stamp[-8:], "") if clock else "" for clock in stamps]
    at = [clock.stamp[:24] if clock else "" for clock in stamps]
    said = [_said(row, clash, names) for row in (clash.mine, clash.theirs)]
    return Conflict(
        (*clash.name, clash.field),
        names.label(owner) or names.label(clash.name, data),
        names.field(clash.name[0], clash.field, data),
        mine=said[0],
        theirs=said[1],
        mine_by=by[0],
        theirs_by=by[1],
        mine_at=at[0],
        theirs_at=at[1],
        default=clash.default,
    )


def _last(row: Row, field: str) -> Clock | None:
    """Give the clock that matters: of a row still there its newest."""
    if field or row.data is None:
        return row.clocks.get(field)
    return max(row.clocks.values(), key=lambda clock: clock.stamp, default=None)


def _said(row: Row, clash: Clash, names: Names) -> str:
    if row.data is None:
        return tr("retracted")
    if clash.field:
        return names.value(clash.name[0], clash.field, row.data)
    changed = [names.field(clash.name[0], n, row.data) for n in row.clocks if n]
    if not changed:
        return tr("restored")
    return tr("changed: {fields}", fields=", ".join(changed[:4]))
