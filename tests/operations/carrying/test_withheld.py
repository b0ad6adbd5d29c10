"""What may not lie on a clipboard is not there, whatever of the chart is chosen."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iwtlink.operations.carrying import packed, taken
from iwtlink.store import (
    Edit,
    Store,
    charts,
    documents,
    entities,
    files,
    links,
    merging,
    observations,
    origins,
    purge,
    statements,
)
from iwtlink.store.ids import EntityId, Item, RecordId, Subject
from iwtlink.store.retractions import retract
from tests.operations.laptops import make_laptop

NAMED = "Nang Khamvone"
"""Stated by a record marked TLP:RED alone, and written beside all kinds of other things."""
NEVER = (NAMED, "555987654", "Canary", "REF-9", "Retracted One", "Purged One")
"""Words that no extract may hold."""
SAID = "Open Word"
"""Stated by a record marked TLP:RED and by an open one."""


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Make a chart of twelve items with every kind of word that is kept back."""
    with make_laptop(tmp_path_factory.mktemp("case"), "VT1", "VT") as store:
        with store.edit("Open") as edit:
            _fill_open(edit)
        with store.edit("Merge") as edit:
            merging.merge(edit, "entity", [1, 2], reason=f"says {NAMED}")
        with store.edit("Red") as edit:
            _fill_red(edit)
        with store.edit("Retract") as edit:
            retract(edit, Item("entity", 7), "Canary reason")
        with store.edit("Retract") as edit:
            retract(edit, Item("entity", 8), "wrong")
        assert purge.purge(store, Item("entity", 8), "asked for").is_done
        yield store


def _fill_open(edit: Edit) -> None:
    paper = _record(edit, "Newspaper", "AMBER", "he paid")
    names = ("Kham", "Khamm", "Noi", "PFK", "Mai", "Lek", "Retracted One", "Purged One")
    items = [entities.add_entity(edit, "person", name, record_id=paper) for name in names]
    statements.state(edit, Subject("entity", items[2]), "name", SAID, record_id=paper)
    for one, other in pairwise(items):
        link = links.add_link(edit, "associate_of", one, other, record_ids=[paper])
        links.set_strength(edit, link, "confirmed", f"seen with {NAMED.upper()}")
    photo = files.add_file(edit, "Canary face.png", b"Canary in the photo", "image/png")
    entities.set_picture(edit, items[0], photo)
    chart = charts.add_chart(edit, f"Around {NAMED}")
    charts.place(edit, chart, items, np.arange(2.0 * len(items)).reshape(-1, 2))
    charts.change_looks(edit, chart, [int(items[3])], label=f"with {NAMED}")
    charts.change_link_looks(edit, chart, [3], label=f"{NAMED} pays")
    charts.add_shape(edit, chart, "text", 0, 0, 9, 9, f"home of {NAMED.lower()}")
    charts.add_shape(edit, chart, "box", 0, 0, 9, 9, "call 020 5559 87654")
    charts.add_snapshot(edit, chart, "Canary of then")


def _fill_red(edit: Edit) -> None:
    red = _record(edit, "Canary interview", "RED", "Canary said it")
    hidden = entities.add_entity(edit, "person", NAMED, record_id=red)
    entities.add_external_ref(edit, "entity", int(hidden), "register", "REF-9")
    charts.add_shape(edit, 1, "text", 0, 0, 9, 9, "file REF-9")
    for value in ("Canary alias", SAID):
        statements.state(edit, Subject("entity", EntityId(1)), "name", value, record_id=red)
    phone = "+856 20 555 987654"
    statements.state(edit, Subject("entity", EntityId(3)), "phone", phone, record_id=red)
    links.add_link(edit, "associate_of", EntityId(4), hidden, record_ids=[red])
    observations.add_observation(
        edit, "call", EntityId(3), {}, date="2016", other_id=hidden, record_id=red
    )
    charts.place(edit, 1, [hidden], np.array([[5.0, 5.0]]))


def _record(edit: Edit, title: str, tlp: str, passage: str) -> RecordId:
    document = documents.add_document(
        edit, documents.Document(title, originator="Canary of the port", is_protected=True)
    )
    files.add_file(edit, "Canary.txt", title.encode(), "text/plain", document_id=document)
    origins.set_origin(edit, document, origins.Origin(name="Canary Seven", contact="Canary road"))
    return documents.add_record(edit, document, documents.Record(tlp=tlp, passage=passage))


@settings(max_examples=40)
@given(st.sets(st.integers(1, 9)), st.sets(st.integers(1, 3)))
def test_no_choice_of_items_takes_along_what_is_kept_back(
    case: Store, chosen: set[int], shapes: set[int]
) -> None:
    said = zlib.decompress(packed(taken(case, 1, chosen, shapes))).decode().casefold()
    assert [word for word in NEVER if word.casefold() in said] == []


def test_what_an_open_record_says_too_is_not_kept_back(case: Store) -> None:
    with case.edit("Say") as edit:
        shape = charts.add_shape(edit, 1, "text", 0, 0, 9, 9, f"near {SAID}")
    assert f"near {SAID}" in zlib.decompress(packed(taken(case, 1, [5], [shape]))).decode()


def test_a_chart_of_a_database_without_red_records_is_copied_whole(tmp_path: Path) -> None:
    with make_laptop(tmp_path, "VT2", "VT") as store:
        with store.edit("Open") as edit:
            _fill_open(edit)
        said = zlib.decompress(packed(taken(store, 1, range(1, 9), [1, 2]))).decode()
    assert said.count(NAMED) >= 2
    assert "Canary" not in said
