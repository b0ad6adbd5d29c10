"""The history of an item, and the log of everything that happened to the database."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, text

from iwtlink.errors import BadInput
from iwtlink.i18n import tr
from iwtlink.ontology.kind_words import counts_text
from iwtlink.store import DATABASE, Store
from iwtlink.store.history import HistoryLine, find_ever, history_of, step_words
from iwtlink.store.ids import Item
from iwtlink.store.purge import find_purged

_EXCHANGES = ("exchange written", "exchange read")


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

    ``state`` says of a step whether it holds: empty, or undone. ``key`` is like no other entry's.
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
        entries = [*_step_entries(db, in_force), *_event_entries(db)]
    return sorted(entries, key=lambda entry: (entry.at, entry.key), reverse=True)


def _step_entries(db: Connection, in_force: Collection[int]) -> Iterable[LogEntry]:
    titles = {f"chart:{i}": str(t) for i, t in db.execute(text("SELECT id, title FROM chart"))}
    rows = db.execute(
        text(
            "SELECT s.id, s.started_at, coalesce(a.initials, ''), s.kind, s.label, s.scope, "
            "s.row_count, s.salt FROM step s LEFT JOIN analyst a ON a.id = s.analyst_id"
        )
    )
    for step_id, at, who, kind, label, scope, count, salt in rows:
        was_undone = kind != "undo" and _is_undoable(scope) and step_id not in in_force
        yield LogEntry(
            at=at,
            who=who,
            kind=_step_kind(kind),
            text=step_words(label, kind, salt),
            scope=_scope_text(scope, titles),
            step_id=int(step_id),
            rows=int(count),
            state=tr("undone") if was_undone else "",
            key=int(step_id) * 2,
        )


def _event_entries(db: Connection) -> Iterable[LogEntry]:
    rows = db.execute(
        text(
            "SELECT e.id, e.at, coalesce(a.initials, ''), e.kind, e.detail, e.salt "
            "FROM event e LEFT JOIN analyst a ON a.id = e.analyst_id"
        )
    )
    for event_id, at, who, kind, detail, salt in rows:
        words = detail_text(detail, salt, kind)
        key = int(event_id) * 2 + 1
        yield LogEntry(at, who, event_kind(kind), words, "", 0, 0, "", key)


def _is_undoable(scope: str) -> bool:
    """Whether steps of this scope can be undone at all."""
    return scope == DATABASE or scope.startswith("chart:")


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
        "encrypted": tr("encrypted"),
        "decrypted": tr("passphrase taken away"),
        "passphrase changed": tr("passphrase changed"),
        "exchange written": tr("exchange written"),
        "exchange read": tr("exchange read"),
    }
    return words.get(kind, kind)


def detail_text(detail: str, salt: str | None, kind: str = "") -> str:
    """Give an event's detail as one line of words."""
    if salt is None:
        return tr("(purged)")
    told: dict[str, object] = json.loads(detail)
    if kind in _EXCHANGES:
        return _exchange_text(kind, told)
    return ", ".join(_told(name, value) for name, value in _worth_telling(told))


def _exchange_text(kind: str, told: dict[str, object]) -> str:
    """Say with whom a file was exchanged, what part it was and how much it held."""
    whom, file = told.get("whom", ""), told.get("file", "")
    if not whom:
        what = str(file)
    elif kind == "exchange written":
        what = tr("{file} for {whom}", file=file, whom=whom)
    else:
        what = tr("{file} from {whom}", file=file, whom=whom)
    counts = {name: value for name, value in told.items() if isinstance(value, int)}
    counts.pop("decided", 0)
    counts.pop("step", 0)
    parts = (what, str(told.get("choice", "")), counts_text(counts))
    return "; ".join(part for part in parts if part)


def _what(value: str) -> str:
    """Give the word for what was opened or exported; anything else stands as it is."""
    words = {
        "window": tr("window"),
        "command line": tr("command line"),
        "product": tr("product"),
        "chart": tr("chart"),
        "table": tr("table"),
        "quality": tr("quality"),
        "history": tr("history"),
        "log": tr("log"),
        "retracted": tr("retracted items"),
        "reviews": tr("reviews due"),
    }
    return words.get(value, value)


def _worth_telling(told: dict[str, object]) -> Iterable[tuple[str, object]]:
    return ((n, v) for n, v in told.items() if n not in ("uid", "id", "sha256") and v != "")


def _told(name: str, value: object) -> str:
    if name == "what":
        return _what(str(value))
    return str(value) if name in ("name", "document", "file") else f"{name} {value}"
