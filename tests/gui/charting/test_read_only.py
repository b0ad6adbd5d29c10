"""Charts of a database that may only be read: looked at, drawn and printed, never written."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import numpy as np
import pytest

from iwtlink.errors import IwtlinkError, no_progress
from iwtlink.gui.pages.chart_reading import read_for_window
from iwtlink.gui.pages.export import export_chart
from iwtlink.operations import carrying
from iwtlink.store import Store, charts, entities, links, retractions
from iwtlink.store.charts import snapshot_content
from iwtlink.store.ids import EntityId, Item


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a database with two charts and a snapshot that nobody may write, nor its folder."""
    folder = tmp_path_factory.mktemp("stick")
    with Store.create(folder / "a.iwt", title="A", code="VT1") as store:
        store.sign_in("Analyst", "AN")
        with store.edit("Draw") as edit:
            people = [EntityId(entities.add_entity(edit, "person", n)) for n in ("Kham", "Noi")]
            links.add_link(edit, "associate_of", *people)
            for title in ("One", "Two"):
                chart = charts.add_chart(edit, title)
                charts.place(edit, chart, people, np.array([[0.0, 0], [90, 90]]))
            charts.add_snapshot(edit, 1, "Then")
            gone = EntityId(entities.add_entity(edit, "person", "Gone"))
            charts.place(edit, 1, [gone], np.array([[5.0, 5]]))
        with store.edit("Retract") as edit:
            retractions.retract(edit, Item("entity", gone), "mistaken")
    return folder / "a.iwt"


def test_charts_are_opened_switched_stepped_through_and_exported_without_a_write(
    locked: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    path = Path(shutil.copy(locked, stick / "a.iwt"))
    path.chmod(0o444)
    before = _traces(stick)
    with Store.open(path, read_only=True) as store:
        for chart_id in (1, 2):
            shown = read_for_window(store, chart_id, [1], dark=False)
            assert shown is not None
            assert "Kham" in shown.content.labels
            for ending in ("svg", "png", "pdf", "html"):
                target = tmp_path / f"{chart_id}.{ending}"
                export_chart(store, chart_id, target, no_progress)
                assert target.stat().st_size > 500
        with store.read() as db:
            (kept,) = charts.list_snapshots(db, 1)
            assert snapshot_content(db, kept.id).labels == ["Kham", "Noi"]
        assert carrying.taken(store, 1, [1, 2], ()).rows
        with pytest.raises(IwtlinkError, match="read"), store.edit("Move") as edit:
            charts.apply_snapshot(edit, kept.id)
    assert _traces(stick) == before


def _traces(folder: Path) -> list[tuple[str, int, str]]:
    return sorted((path.name, path.stat().st_mtime_ns, _digest(path)) for path in folder.iterdir())


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
