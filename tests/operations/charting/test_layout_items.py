"""Items that the settings of a layout name mean the same on every laptop."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest

from iwtlink.operations.charting.layout_items import kept_settings, used_layout
from iwtlink.store import Store, charts, entities
from iwtlink.store.charts import ChartContent
from tests.operations.laptops import carry, make_laptop


def content(store: Store) -> ChartContent:
    with store.read() as db:
        return charts.read_chart(db, 1)


@pytest.mark.feature("L_radial", "L_hierarchy")
def test_the_middle_of_a_radial_chart_is_the_same_person_on_another_laptop(
    tmp_path: Path,
) -> None:
    with (
        make_laptop(tmp_path / "a", "VT1", "VT") as one,
        make_laptop(tmp_path / "b", "VT2", "KP") as other,
    ):
        with other.edit("Own") as edit:
            for name in ("Somebody", "Else"):
                entities.add_entity(edit, "person", name)
        with one.edit("Draw") as edit:
            people = [entities.add_entity(edit, "person", name) for name in ("Kham", "Noi")]
            chart = charts.add_chart(edit, "Case")
            charts.place(edit, chart, people, np.zeros((2, 2)))
            here = charts.read_chart(edit.connection, chart)
            settings = {"centre": int(people[1]), "roots": tuple(people), "levels": 200.0}
            kept = {"name": "radial", "settings": kept_settings(settings, here)}
            charts.change_options(edit, chart, layout=kept)
        carry(one, other)
        there = content(other)
        used = used_layout(there.options.layout, there)["settings"]
        names = dict(zip(there.entity_ids.tolist(), there.labels, strict=True))
        assert names[used["centre"]] == "Noi"
        assert [names[i] for i in used["roots"]] == ["Kham", "Noi"]
        assert used["levels"] == 200.0
        assert used["centre"] != int(people[1]), "two numbers of one person"


def test_settings_with_numbers_of_before_or_of_nobody_here_are_passed_over() -> None:
    here = cast(ChartContent, SimpleNamespace(uids=("u1", "u2"), entity_ids=np.array([7, 8])))
    old = {"name": "radial", "settings": {"centre": 7, "roots": [7, 8], "way": "down", "on": True}}
    assert used_layout(old, here)["settings"] == {"way": "down", "on": True}
    gone = {"name": "radial", "settings": {"centre": "u9", "roots": ["u9", "u2"]}}
    assert used_layout(gone, here)["settings"] == {"centre": "u9", "roots": (8,)}
    assert kept_settings({"centre": 99, "roots": (99,)}, here) == {}
    assert used_layout({"name": "x", "settings": 7}, None) == {"name": "x", "settings": 7}
    assert json.dumps(kept_settings({"centre": 7}, here)) == '{"centre": "u1"}'
    assert used_layout(gone, None)["settings"] == {"centre": "u9"}
