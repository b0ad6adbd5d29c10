"""Diagrams of Aleph: entities, places, colours and groups."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from iwtlink.intake import ImportReport
from iwtlink.intake.networks.ftm import read
from iwtlink.intake.networks.ftm.vis import UNIT
from iwtlink.intake.networks.model import Drawn
from iwtlink.ontology import Ontology
from iwtlink.store import Store
from tests.intake.networks.ftm.conftest import entity, told

A, B = entity("a", "Person", name="Ana Invented"), entity("b", "Person", name="Ben Invented")
KIN = entity("f", "Family", person=[A], relative=[B], relationship="Cousin")
DIAGRAM = {
    "layout": {
        "entities": [A, B, KIN],
        "vertices": [
            {
                "id": "entity:a",
                "entityId": "a",
                "color": "#106BA3",
                "position": {"x": 1, "y": -2.5},
            },
            {"id": "entity:b", "color": "GRAY", "position": {"x": "far", "y": 0}},
            {"id": "country:la", "label": "la", "position": {"x": 4, "y": 4}},
        ],
        "edges": [],
        "groupings": [
            {"id": "g", "label": "Cell", "vertices": ["entity:a", "country:la"], "color": "#106BA3"}
        ],
    },
    "viewport": {"zoomLevel": 1},
}


def test_a_diagram_gives_entities_places_and_groups(
    store: Store, ontology: Ontology, bring: Callable[..., list[ImportReport]]
) -> None:
    found = read(Path("cell.vis"), json.dumps(DIAGRAM, indent=2).encode(), ontology)
    assert (found.kind, found.title) == ("vis", "cell")
    assert found.drawing is not None
    assert dict(found.drawing.items) == {"a": Drawn(UNIT, -2.5 * UNIT, {"colour": "#106BA3"})}
    assert told(found) == {
        "Vertex without a place": 1,
        "Vertex for a value that is no entity": 1,
        "Colour of a group": 1,
    }
    assert [table.sheet.name for table in found.tables] == ["Person", "Family", "Groups"]
    reports = bring(found)
    assert not [problem for report in reports for problem in report.problems]
    with store.read() as db:
        tagged = db.exec_driver_sql(
            "SELECT label FROM statement JOIN entity ON entity.id = subject_id "
            "WHERE subject_kind = 'entity' AND property = 'tag' AND value = 'Cell'"
        )
        assert [tuple(row) for row in tagged] == [("Ana Invented",)]


def test_a_real_diagram_keeps_every_entity_and_its_place(
    shared_data: Path, ontology: Ontology
) -> None:
    path = shared_data / "ftm" / "royal-family.vis"
    found = read(path, path.read_bytes(), ontology)
    layout = json.loads(path.read_bytes())["layout"]
    counted = sum(len(t.sheet.rows) for t in found.tables if t.sheet.name != "Groups")
    assert counted == len({one["id"] for one in layout["entities"]})
    assert found.drawing is not None
    drawn = {v["entityId"]: v["position"] for v in layout["vertices"] if v["type"] == "entity"}
    places = {ref: (at.x / UNIT, at.y / UNIT) for ref, at in found.drawing.items.items()}
    assert places == {ref: (at["x"], at["y"]) for ref, at in drawn.items()}
