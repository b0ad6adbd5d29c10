"""The history of an item, and the log of everything that happened to the database."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import text

from iwtlink.errors import BadInput
from iwtlink.i18n import tr
from iwtlink.store import Store
from iwtlink.store.history import HistoryLine, find_ever, history_of, step_words
from iwtlink.store.ids import Item
from iwtlink.store.purge import find_purged


@dataclass(frozen=True, slots=True)
class ItemHistory:
    """Everything known of one item's past; ``purged`` is what is left of a purged one."""

    ref: str
    kind: str
    lines: tuple[HistoryLine, ...]
    purged: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One step or event; ``at`` in UTC. ``step_id`` is 0 for an event.

    ``state`` says of a step whether it holds: empty, or undone.
    """

    at: str
    who: str
    kind: str
    text: str
    scope: str
    step_id: int
    rows: int
    state: str
    key: int


def item_history(store: Store, item: Item) -> list[HistoryLine]:
    """Give everything that was ever written about an item, newest first."""
    with store.read() as db:
        return history_of(db, item, store.ontology)


def history_of_reference(store: Store, reference: str) -> ItemHistory:
    """Give the history of what a reference means or meant; raise ``BadInput`` for none."""
    with store.read() as db:
        items = find_ever(db, reference)
        purged = find_purged(db, reference)
        if not items and purged is None:
            raise BadInput(tr("Nothing here has the reference {ref}.", ref=reference))
        lines = [line for item in items for line in history_of(db, item, store.ontology)]
    kind = items[0].kind if items else str((purged or {}).get("what", ""))
    return ItemHistory(reference.strip().upper(), kind, tuple(lines), purged)


def read_log(store: Store) -> list[LogEntry]:
    """Read every step and event, newest first."""
    in_force = store.steps_in_force()
    with store.read() as db:
        steps = db.execute(
            text(
                "SELECT s.id, s.started_at, coalesce(a.initials, ''), s.kind, s.label, s.scope, "
                "s.row_count, s.salt FROM step s LEFT JOIN analyst a ON a.id = s.analyst_id"
            )
        ).all()
        events = db.execute(
            text(
                "SELECT e.id, e.at, coalesce(a.initials, ''), e.kind, e.detail, e.salt "
                "FROM event e LEFT JOIN analyst a ON a.id = e.analyst_id"
            )
        ).all()
        titles = {
            f"chart:{row[0]}": str(row[1])
            for row in db.execute(text("SELECT id, title FROM chart"))
        }
    entries = [
        LogEntry(
            row[1],
            row[2],
            _step_kind(row[3]),
            step_words(row[4], row[3], row[7]),
            _scope_text(row[5], titles),
            int(row[0]),
            int(row[6]),
            ""
            if row[0] in in_force or row[3] == "undo" or row[5] != _plain(row[5])
            else tr("undone"),
            int(row[0]) * 2,
        )
        for row in steps
    ]
    entries += [
        LogEntry(
            row[1],
            row[2],
            event_kind(row[3]),
            detail_text(row[4], row[5]),
            "",
            0,
            0,
            "",
            int(row[0]) * 2 + 1,
        )
        for row in events
    ]
    return sorted(entries, key=lambda entry: (entry.at, entry.key), reverse=True)


def _plain(scope: str) -> str:
    """Give the scope where its steps can be undone, else nothing."""
    return scope if scope == "database" or scope.startswith("chart:") else ""


def _scope_text(scope: str, titles: dict[str, str]) -> str:
    if scope.startswith("chart:"):
        return tr("Chart: {title}", title=titles.get(scope, scope.removeprefix("chart:")))
    return ""


def _step_kind(kind: str) -> str:
    words = {"edit": tr("step"), "undo": tr("undo"), "redo": tr("redo")}
    return words.get(kind, kind)


def event_kind(kind: str) -> str:
    """Give the word for a kind of event."""
    words = {
        "opened": tr("opened"),
        "export": tr("export"),
        "purged": tr("purge"),
        "new analyst": tr("new analyst"),
        "source revealed": tr("source revealed"),
        "backup made": tr("backup made"),
        "backup restored": tr("backup restored"),
        "upgraded": tr("upgraded"),
    }
    return words.get(kind, kind)


def detail_text(detail: str, salt: str | None) -> str:
    """Give an event's detail as one line of words."""
    if salt is None:
        return tr("(purged)")
    told: dict[str, object] = json.loads(detail)
    return ", ".join(_told(name, value) for name, value in _worth_telling(told))


def _worth_telling(told: dict[str, object]) -> Iterable[tuple[str, object]]:
    return ((n, v) for n, v in told.items() if n not in ("uid", "id", "sha256") and v != "")


def _told(name: str, value: object) -> str:
    return str(value) if name in ("what", "name", "document", "file") else f"{name} {value}"
