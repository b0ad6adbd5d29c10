"""Make the fictional demo database from its tables."""

from __future__ import annotations

import csv
from contextlib import suppress
from pathlib import Path

from iwtlink.errors import BadDatabase, PassphraseNeeded, Progress, Refused, no_progress
from iwtlink.i18n import tr
from iwtlink.operations.drawing import entities_within, make_chart
from iwtlink.operations.finding import find_entity
from iwtlink.operations.imports import import_sources
from iwtlink.paths import resource, state_dir
from iwtlink.store import Store, entities
from iwtlink.store.opening.lock import WriterLock

TABLES = (
    "sources.csv",
    "entities.csv",
    "links.csv",
    "seizure_items.csv",
    "products.csv",
    "media_articles.csv",
)
"""The demo's tables, in the order in which they build on each other."""

PRINCIPAL = "P01"
CODE = "NGE"
"""Short code of every demo database."""
_PARTS = ("", "-wal", "-shm")
"""The files of one database: what SQLite keeps beside it goes where it goes."""


def demo_analyst() -> tuple[str, str]:
    """Give the name and initials of who works on a demo before saying who he is."""
    return tr("Demo analyst"), "DA"


def demo_path() -> Path:
    """Give where the user's own demo database stands, made or not."""
    return state_dir() / "demo.iwt"


def ready_demo(progress: Progress = no_progress, *, is_afresh: bool = False) -> Path:
    """Give the path of the user's demo database: the one there is, made where there is none.

    One that cannot be opened (damaged, of another build) is replaced by a new one, and with
    ``is_afresh`` any is; the one before stays beside it as ``demo-earlier.iwt``. Raise
    ``DatabaseInUse`` where it is to be replaced and open elsewhere.
    """
    path = demo_path()
    if not path.exists():
        make_demo(path, progress).close()
    elif is_afresh or not _opens(path):
        _replace(path, progress)
    return path


def _opens(path: Path) -> bool:
    try:
        Store.open(path, read_only=True).close()
    except (PassphraseNeeded, Refused):  # of an older version, which opening for writing mends
        return True
    except BadDatabase:
        return False
    return True


def _replace(path: Path, progress: Progress) -> None:
    """Make the demo beside the one there is, then put it in its place."""
    beside, earlier = path.with_name("demo-new.iwt"), path.with_name("demo-earlier.iwt")
    lock = WriterLock(path)
    lock.take()
    try:
        _remove(beside)
        make_demo(beside, progress).close()
        _remove(earlier)
        for part in _PARTS:
            with suppress(FileNotFoundError):
                Path(f"{path}{part}").replace(f"{earlier}{part}")
        beside.replace(path)
    finally:
        lock.release()


def _remove(path: Path) -> None:
    for part in _PARTS:
        Path(f"{path}{part}").unlink(missing_ok=True)


def make_demo(path: Path | str, progress: Progress = no_progress) -> Store:
    """Make the demo database with its charts, and give it open for writing."""
    folder = resource("demo")
    with (folder / TABLES[1]).open(encoding="utf-8-sig", newline="") as stream:
        notice = next(csv.DictReader(stream))["fictional_notice"]
    title = tr("Operation NAGA EYE (fictional)")
    store = Store.create(path, title=title, code=CODE, notice=notice)
    try:
        store.sign_in(*demo_analyst())
        import_sources(store, [folder / name for name in TABLES], progress=progress)
        _add_charts(store, title, progress)
    except BaseException:
        store.close()
        Path(path).unlink(missing_ok=True)
        raise
    return store


def _add_charts(store: Store, title: str, progress: Progress) -> None:
    with store.read() as db:
        everyone = [row.id for row in entities.list_entities(db)]
        principal = find_entity(db, PRINCIPAL)
        around = entities_within(db, [principal], 1)
        label = entities.get_entities(db, [principal])[principal].label
    with store.edit(tr("Add the demo's charts")) as edit:
        make_chart(edit, title, everyone, progress)
        make_chart(edit, tr("Around {name}", name=label), around, progress)
