"""Nothing of a purged person is left on any chart, nor in the file."""

from __future__ import annotations

import numpy as np

from iwtlink.store import charts, purge
from iwtlink.store.check import check
from iwtlink.store.ids import Item
from tests.store.charts.conftest import Case

NAMES = (b"Big boss", b"bribes him", b"#abcdef")


def test_labels_looks_and_places_go_with_the_person(case: Case) -> None:
    with case.store.edit("Draw", case.scope) as edit:
        charts.change_looks(edit, case.chart, [case.kham], label="Big boss", fill="#abcdef")
        charts.change_link_looks(edit, case.chart, [case.paid], label="bribes him")
        box = charts.add_shape(edit, case.chart, "box", 0, 0, 9, 9, "Cell")
        charts.hold(edit, case.chart, "shape", box, [("entity", case.kham)])
        charts.hold(edit, case.chart, "entity", case.kham, [("entity", case.dao)])
    with case.store.edit("Move", case.scope) as edit:
        charts.move(edit, case.chart, [case.kham], np.array([[5.0, 5.0]]))
        charts.change_looks(edit, case.chart, [case.kham], fill="")
    assert all(name in _bytes(case) for name in NAMES)
    assert purge.purge(case.store, Item("entity", case.kham), "asked for").is_done
    assert check(case.store).faults == ()
    assert case.labels() == ["Noi", "Dao", "Phou Fa"]
    assert case.read().members == ()
    assert not any(name in _bytes(case) for name in NAMES)


def test_a_note_or_a_snapshot_that_names_the_person_is_told_of(case: Case) -> None:
    with case.store.edit("Draw", case.scope) as edit:
        charts.add_shape(edit, case.chart, "text", 0, 0, 9, 9, "Why Phou Fa?")
        charts.add_snapshot(edit, case.chart, "Without Kham")
    for person, name in ((case.company, "Phou Fa"), (case.kham, "Kham")):
        found = purge.look(case.store, Item("entity", person))
        assert name and ("chart", "Chart") in {(one.kind, one.label) for one in found.mentions}


def _bytes(case: Case) -> bytes:
    path = case.store.path
    files = [path, *path.parent.glob(f"{path.name}-wal")]
    return b"".join(file.read_bytes() for file in files)
