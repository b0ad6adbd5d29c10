"""What charts were in version 3 of the file they are in version 4, and in old exchange files."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlcipher3 import dbapi2

from iwtlink.store import Store, charts, merging, purge, retractions
from iwtlink.store.check import check
from iwtlink.store.exchange.earlier import as_now
from iwtlink.store.ids import Item

DATA = Path(__file__).parent.parent / "data"
_UID = "01a2054d-b45b-77b3-9e90-86fe4b35b6"


def _draw_as_before(path: Path) -> None:
    """Put two people on a chart with their link hidden, as versions 1 to 3 wrote it."""
    raw: Any = dbapi2.connect(str(path), isolation_level=None)
    (ends,) = raw.execute("SELECT id, from_id, to_id FROM link ORDER BY id").fetchall()[:1]
    raw.execute(
        "INSERT INTO step (uid, label, salt, scope, kind, started_at) "
        f"VALUES ('{_UID}01', 'Draw', 'ab', 'database', 'edit', '2026-01-01T00:00:00.000Z')"
    )
    raw.execute("UPDATE open_step SET step_id = (SELECT max(id) FROM step)")
    raw.execute(
        "INSERT INTO chart (uid, ref, title, options, entered_at) "
        f"VALUES ('{_UID}02', 'CHT-VT1-0001', 'Old', '{{\"is_fanned\": true}}', '2026-01-01')"
    )
    for number, entity in enumerate(ends[1:]):
        raw.execute(
            "INSERT INTO chart_entity (uid, chart_id, entity_id, x, y) VALUES (?, 1, ?, ?, 2.5)",
            (f"{_UID}1{number}", entity, float(number)),
        )
    raw.execute(
        "INSERT INTO chart_hidden_link (uid, chart_id, link_id) VALUES (?, 1, ?)",
        (f"{_UID}20", ends[0]),
    )
    raw.execute("UPDATE open_step SET step_id = NULL")
    raw.close()


def faults(store: Store) -> list[str]:
    """Give what is wrong but for the step that was written by hand, which nobody sealed."""
    return [fault for fault in check(store).faults if "Draw" not in fault]


@pytest.fixture(params=[1, 2, 3])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Give a copy of the stored file of an old version with a chart."""
    path = Path(shutil.copy(DATA / f"version{request.param}.iwt", tmp_path / "old.iwt"))
    _draw_as_before(path)
    return path


def test_a_hidden_link_stays_hidden_and_places_stay(old: Path) -> None:
    with Store.open(old) as store:
        assert faults(store) == []
        with store.read() as db:
            content = charts.read_chart(db, 1)
        assert (content.link_ids.tolist(), content.positions.tolist()) == ([], [[0, 2.5], [1, 2.5]])
        assert content.options.multiplicity == "each"
        assert not any(one.is_changed for one in content.facts)
        with store.edit("Show") as edit:
            charts.show_hidden_links(edit, 1)
            assert len(charts.read_chart(edit.connection, 1).link_ids) == 1


def test_what_was_on_an_old_chart_can_be_merged_retracted_restored_and_purged(old: Path) -> None:
    with Store.open(old) as store:
        with store.read() as db:
            first, second = charts.entities_on(db, 1)
        with store.edit("Retract") as edit:
            gone = retractions.retract(edit, Item("entity", first), "no")
        with store.edit("Restore") as edit:
            retractions.restore(edit, gone)
        with store.edit("Split") as edit:
            for kind in ("entity", "link"):
                for row in edit.connection.execute(
                    text("SELECT absorbed_id FROM merge WHERE kind = :k"), {"k": kind}
                ).all():
                    merging.split_off(edit, kind, row[0])  # type: ignore[arg-type]
        assert faults(store) == []
        assert purge.purge(store, Item("entity", second), "asked for").is_done
        assert faults(store) == []
        with store.read() as db:
            assert charts.entities_on(db, 1) == [first]


def test_a_row_of_an_old_exchange_file_is_read_as_it_would_be_now() -> None:
    table, data = as_now("chart_hidden_link", '{"chart_id": "a", "link_id": "b"}')
    assert table == "chart_link"
    assert json.loads(data or "") == {
        "chart_id": "a",
        "link_id": "b",
        "look": "{}",
        "visibility": "hidden",
    }
    assert as_now("chart_hidden_link", None) == ("chart_link", None)
    assert json.loads(as_now("chart_entity", '{"x": 1}')[1] or "")["placed_at"] == ""
    assert as_now("entity", "x") == ("entity", "x")
    assert as_now("chart_entity", "no json") == ("chart_entity", "no json")
