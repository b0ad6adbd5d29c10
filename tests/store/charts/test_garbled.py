"""A chart of which the file holds garbage can still be read, changed and undone."""

from __future__ import annotations

import numpy as np
import pytest

from iwtlink.chart.building import build_display
from iwtlink.chart.style import load_style
from iwtlink.store import charts
from iwtlink.store.charts import Look
from iwtlink.store.check import check
from tests.store.charts.conftest import Case

GARBAGE = ("{", "[]", "7", "[" * 5_000, '{"later": {"x": [1]}}', '{"rules": [7], "legend": [1]}')


@pytest.mark.parametrize("words", GARBAGE)
def test_garbage_in_looks_options_and_snapshots_is_passed_over(case: Case, words: str) -> None:
    with case.store.edit("Draw") as edit:
        charts.change_looks(edit, case.chart, case.everybody, fill="#ff0000")
        charts.add_shape(edit, case.chart, "text", 0, 0, 40, 40, text="Here")
        kept = charts.add_snapshot(edit, case.chart, "Then", "", {})
        charts.save_style(edit, "Ours", {"rules": []})
    with case.store.edit("Garble", case.scope) as edit:
        for table, column in (
            *(("chart", "options"), ("chart_entity", "look"), ("chart_shape", "look")),
            *(("chart_snapshot", "state"), ("chart_style", "data")),
        ):
            edit.connection.exec_driver_sql(f"UPDATE {table} SET {column} = ?", (words,))
    content = case.read()
    assert set(content.looks) <= {Look()}
    assert len(build_display(content, case.store.ontology, load_style()).entity_ids) == 4
    with case.store.read() as db:
        assert [one.title for one in charts.list_snapshots(db, case.chart)] == ["Then"]
        assert [one.name for one in charts.list_styles(db)] == ["Ours"]
        charts.snapshot_content(db, kept)
    with case.store.edit("Work on", case.scope) as edit:
        charts.change_looks(edit, case.chart, case.everybody, enlargement=2.0)
        charts.change_options(edit, case.chart, has_grid=True)
        charts.add_snapshot(edit, case.chart, "Now", "", {})
        charts.copy_chart(edit, case.chart, "Copy")
        charts.apply_snapshot(edit, kept)
    assert check(case.store).faults == ()
    case.store.undo(case.scope)
    case.store.undo(case.scope)
    assert {look.fill for look in case.read().looks} == {"#ff0000"}
    assert check(case.store).faults == ()


@pytest.mark.parametrize("far", [1e308, -1e308, 1e30, 1e12, float("inf"), float("nan")])
def test_places_far_away_or_nowhere_can_be_drawn(case: Case, far: float) -> None:
    with case.store.edit("Throw", case.scope) as edit:
        edit.connection.exec_driver_sql(
            "UPDATE chart_entity SET x = ?, y = ? WHERE entity_id = ?", (far, -far, case.noi)
        )
    content = case.read()
    display = build_display(content, case.store.ontology, load_style())
    assert np.isfinite(display.positions).all()
    assert check(case.store).faults == ()
