"""A template brings all of how a chart is drawn, and nothing of what is on it."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from iwtlink.operations.charting.templates import make_from, save_template, templates
from iwtlink.store import Store, charts, entities
from iwtlink.store.charts import ChartOptions

DRAWN: dict[str, Any] = {
    "convention": "unodc",
    "multiplicity": "direction",
    "link_spacing": 21.0,
    "has_sums": False,
    "line_words": "merged",
    "has_bare_links": True,
    "names": "latin",
    "shows": {"person": ("nationality",)},
    "written": {"nationality": {"led_by": "sign", "after": "!"}},
    "labels": {"person": "{name}, {nationality}"},
    "badges": ("grade",),
    "type_looks": {"person": {"fill": "#112233"}},
    "form_looks": {"box": {"fill": "#223344"}},
    "link_type_looks": {"pays": {"colour": "#445566"}},
    "rules": ({"about": "entities"},),
    "is_snapped": True,
    "has_grid": True,
    "paper": "A3",
    "is_portrait": True,
    "has_frame": True,
    "legend": {"place": "right"},
    "title_block": {"marking": "TLP:AMBER"},
    "cover": {"asks": "first", "fields": ({"name": "Case", "value": "7", "places": ()},)},
}
OF_ITEMS: dict[str, Any] = {
    "hidden_types": ("person",),
    "least_strength": "confirmed",
    "shown_if": ({"about": "entities"},),
    "hidden_are": "grey",
    "focus": ("u1",),
    "let_go": ("u2",),
    "folded": (("u1", "u2"),),
    "selections": {"1": ("u1",)},
    "is_locked": True,
    "sheet": (0.0, 0.0, 5.0, 5.0),
}


@pytest.mark.feature("C02")
def test_a_template_has_every_setting_of_the_drawing_and_none_of_the_items(tmp_path: Path) -> None:
    uid = "01a2054d-b45b-77b3-9e90-86fe4b35b601"
    settings = {"centre": uid, "roots": (uid,), "distance": 9.0, "way": "down"}
    layout = {"name": "radial", "settings": settings}
    assert {*DRAWN, *OF_ITEMS, "layout"} == {one.name for one in fields(ChartOptions)}
    with Store.create(tmp_path / "a.iwt", title="A", code="VT1") as store:
        with store.edit("Draw") as edit:
            chart = charts.add_chart(edit, "Case")
            people = [entities.add_entity(edit, "person", "Kham")]
            charts.place(edit, chart, people, np.zeros((1, 2)))
            charts.add_shape(edit, chart, "box", 0, 0, 5, 5, "Cell")
            charts.change_options(edit, chart, **DRAWN, **OF_ITEMS, layout=layout)
            save_template(edit, chart, "Ours")
        with store.read() as db:
            (kept,) = templates(db)
        with store.edit("New") as edit:
            made = make_from(edit, kept, "By our template")
            content = charts.read_chart(edit.connection, made)
    usual = ChartOptions()
    assert {name: getattr(content.options, name) for name in DRAWN} == DRAWN
    assert all(getattr(content.options, name) == getattr(usual, name) for name in OF_ITEMS)
    assert content.options.layout == {
        "name": "radial",
        "settings": {"distance": 9.0, "way": "down"},
    }
    assert (content.labels, content.shapes) == ([], ())
