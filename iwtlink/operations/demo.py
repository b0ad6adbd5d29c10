"""Make the fictional demo database from its tables."""

from __future__ import annotations

import csv
from pathlib import Path

from iwtlink.errors import Progress, no_progress
from iwtlink.i18n import tr
from iwtlink.operations.drawing import entities_within, make_chart
from iwtlink.operations.finding import find_entity
from iwtlink.operations.imports import import_sources
from iwtlink.paths import resource
from iwtlink.store import Store, entities

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


def make_demo(path: Path | str, progress: Progress = no_progress) -> Store:
    """Make the demo database with its charts, and give it open for writing."""
    folder = resource("demo")
    with (folder / TABLES[1]).open(encoding="utf-8-sig", newline="") as stream:
        notice = next(csv.DictReader(stream))["fictional_notice"]
    title = tr("Operation NAGA EYE (fictional)")
    store = Store.create(path, title=title, code="NGE", notice=notice)
    try:
        store.sign_in(tr("Demo analyst"), "DA")
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
