"""Which rows leave: everything, or what was chosen, and only what the ceilings let go.

What is chosen takes along what it rests on: the ends of a link, the record and the document of a
statement, the pages of a passage. That something was taken out always leaves, without a word.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection, text

from iwtlink.errors import BadInput
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.ontology.dates import PartialDate
from iwtlink.ontology.values import ValueProblem
from iwtlink.operations.exchange.ceiling import Ceiling, mask_protected
from iwtlink.operations.exchange.log import last_written_for
from iwtlink.operations.exchange.model import Choice
from iwtlink.operations.exchange.network import Network
from iwtlink.store.clocks.fields import SHAPES
from iwtlink.store.exchange import Name, State
from iwtlink.store.exchange.originals import Here


@dataclass(slots=True)
class Chosen:
    """The rows that leave, how many by kind were kept back, and the choice in words."""

    rows: State
    left_out: dict[str, int] = field(default_factory=dict)
    since: str = ""
    words: str = ""
    is_whole: bool = True


def choose(db: Connection, ontology: Ontology, here: Here, choice: Choice) -> Chosen:
    """Choose the rows that leave; raise ``BadInput`` for a day or an entity that is none."""
    state = here.state
    if not choice.with_origins:
        state = mask_protected(state)
    since, after_step = _since(db, choice)
    first, last = _period(choice)
    network = Network(state)
    picked: set[Name] | None = None
    if since:
        picked = _touched_since(db, choice, after_step)
    if choice.about:
        picked = _both(picked, network.about(_names_of(here, choice.about), ontology))
    if first or last:
        picked = _both(picked, network.dated(first, last))
    rows = dict(state)
    if picked is not None:
        kept = network.with_what_it_rests_on(picked)
        rows = {n: row for n, row in state.items() if row.data is None or n in kept}
    if since and picked is not None:
        rows = {n: row for n, row in rows.items() if row.data is not None or n in picked}
    ceiling = Ceiling(ontology, choice, state)
    left_out: dict[str, int] = {}
    if ceiling.is_set:
        rows, left_out = ceiling.lowered(rows)
    words = _words(choice, since, first, last, _refs(here, choice.about))
    return Chosen(rows, left_out, since, words, picked is None and not ceiling.is_set)


def _both(one: set[Name] | None, other: set[Name]) -> set[Name]:
    return other if one is None else one & other


# What was asked for


def _since(db: Connection, choice: Choice) -> tuple[str, int]:
    """Give the moment in UTC from which on changes count, and the step after which they do."""
    found, after_step = _beginning(choice), 0
    if choice.since_last_with.strip():
        at, after_step = last_written_for(db, choice.since_last_with)
        found = max(found, at)
    return found, after_step


def _beginning(choice: Choice) -> str:
    return f"{_day(choice.since).first}T00:00:00.000Z" if choice.since.strip() else ""


def _period(choice: Choice) -> tuple[str, str]:
    first = _day(choice.first).first if choice.first.strip() else ""
    last = _day(choice.last).last if choice.last.strip() else ""
    if first and last and first > last:
        raise BadInput(
            tr("The period begins after it ends: {first}, {last}.", first=first, last=last)
        )
    return first, last


def _day(words: str) -> PartialDate:
    try:
        return PartialDate.parse(words.strip())
    except ValueProblem as problem:
        raise BadInput(str(problem)) from problem


def _names_of(here: Here, ids: Collection[int]) -> set[Name]:
    wanted = set(ids)
    found = {name for name, i in here.ids.items() if name[0] == "entity" and i in wanted}
    if len(found) < len(wanted):
        raise BadInput(tr("What the file should be about is not there any more."))
    return found


def _refs(here: Here, ids: Collection[int]) -> list[str]:
    names = _names_of(here, ids)
    return sorted(str(data["ref"]) for n in names if (data := here.state[n].data) is not None)


def _words(choice: Choice, since: str, first: str, last: str, refs: Iterable[str]) -> str:
    """Say what was chosen; items by reference, so that no name leaves by this."""
    told = []
    if since:
        told.append(tr("changed since {moment}", moment=since[:16].replace("T", " ")))
    if choice.about:
        told.append(tr("about {refs}", refs=", ".join(refs)))
    if first or last:
        told.append(tr("from {first} to {last}", first=first or "…", last=last or "…"))
    if choice.ceiling_tlp:
        told.append(tr("up to TLP:{code}", code=choice.ceiling_tlp))
    codes = [code for code in choice.ceiling_handling if code]
    if codes:
        told.append(tr("handling {codes}", codes=", ".join(codes)))
    if choice.with_origins:
        told.append(tr("with who is behind protected sources"))
    return "; ".join(told) or tr("everything")


_TOUCHED = text(
    "SELECT DISTINCT table_name, coalesce(after, before) ->> 'uid' FROM touched "
    "WHERE step_id >= :first AND coalesce(after, before) IS NOT NULL"
)
_TOUCHED_ASIDE = text(
    "SELECT table_name, image ->> 'uid' FROM aside WHERE id IN (SELECT row_id FROM touched "
    "WHERE table_name = 'aside' AND step_id >= :first)"
)
_TOLD = text(
    "SELECT table_name, row_uid FROM reading WHERE step_id >= :first AND table_name <> '' "
    "UNION SELECT table_name, row_uid FROM clock WHERE field = 'purged' AND substr(stamp, -8) IN "
    "(SELECT substr(uid, -8) FROM step WHERE id >= :first AND scope = 'purge')"
)
"""Rows of which a file told when they were written, and rows of which a purge left no image."""


def _touched_since(db: Connection, choice: Choice, after_step: int) -> set[Name]:
    """Give the rows that were written here since then, whoever wrote them first."""
    query = text("SELECT min(id) FROM step WHERE id > :n AND started_at >= :since")
    first = db.scalar(query, {"n": after_step, "since": _beginning(choice)})
    if first is None:
        return set()
    found: set[Name] = set()
    rows = db.execute(text("SELECT uid, table_name FROM waiting"))
    waiting = {str(uid): str(table) for uid, table in rows}
    for table, uid in (
        *db.execute(_TOUCHED, {"first": first}),
        *db.execute(_TOUCHED_ASIDE, {"first": first}),
        *db.execute(_TOLD, {"first": first}),
    ):
        name = (waiting.get(str(uid), "") if table == "waiting" else str(table), str(uid))
        if name[0] in SHAPES:
            found.add(name)
    return found
