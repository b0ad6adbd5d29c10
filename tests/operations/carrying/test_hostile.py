"""Any program can put bytes on the clipboard: what fits nothing changes nothing."""

from __future__ import annotations

import json
import shutil
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iwtlink.errors import BadInput, IwtlinkError
from iwtlink.operations.carrying import Extract, packed, taken, unpacked, weigh
from iwtlink.store import Store, chart_scope, merging, statements
from iwtlink.store.check import check
from iwtlink.store.clocks.fields import SHAPES
from iwtlink.store.exchange.part import CARRIED
from iwtlink.store.ids import EntityId, RecordId, Subject
from tests.operations.carrying import test_carrying
from tests.operations.carrying.test_carrying import content, copy, count, paste
from tests.operations.laptops import live

masters, stores = test_carrying.masters, test_carrying.stores
Told = dict[str, Any]


def told(store: Store, *entity_ids: int) -> Told:
    """Give what lies on the clipboard, for a hostile program to change."""
    known: Told = json.loads(zlib.decompress(packed(taken(store, 1, entity_ids, (1,)))))
    return known


def read(store: Store, forged: object) -> Extract:
    return unpacked(zlib.compress(json.dumps(forged).encode()), store.ontology)


@pytest.fixture(scope="module")
def hostile(
    masters: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Store, Told]]:
    """Give a database that knows one of three items, and what is said of all."""
    folder = tmp_path_factory.mktemp("hostile")
    paths = [Path(shutil.copy(masters / f"{code}.iwt", folder)) for code in ("VT1", "VT2")]
    with Store.open(paths[0]) as one, Store.open(paths[1]) as other:
        one.sign_in("Analyst VT", "VT")
        other.sign_in("Analyst KP", "KP")
        with one.edit("Merge") as edit:
            merging.merge(edit, "entity", [1, 4])
        paste(other, copy(one, [2]))
        yield other, told(one, 1, 2, 3)


OTHER = "00000000-0000-0000-0000-00000000000"


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "x" * 10_000_000},
        {"title": "\ud800"},
        {"code": "VT1\nand more"},
        {"code": "x" * 10_000},
        {"left_out": {"entity": -1}},
        {"left_out": {"entity": 10**3000}},
        {"left_out": {"the whole database": 7}},
        {"is_encrypted": "no"},
    ],
)
def test_what_is_said_of_the_items_is_looked_at(stores: tuple[Store, Store], changes: Told) -> None:
    with pytest.raises(BadInput, match="clipboard"):
        read(stores[1], told(stores[0], 1) | changes)


def test_only_rows_that_copying_puts_there_are_taken(hostile: tuple[Store, Told]) -> None:
    """None that retracts, judges, reviews or names a protected source."""
    other, known = hostile
    for table in sorted(SHAPES.keys() - CARRIED):
        data = {c: kind() for c, kind in SHAPES[table].types.items()}
        forged = [*known["rows"], [table, OTHER + "1", json.dumps(data), "{}"]]
        with pytest.raises(BadInput, match="cannot be used here"):
            read(other, known | {"rows": forged})


def test_half_letters_in_a_look_are_passed_over(stores: tuple[Store, Store]) -> None:
    one, other = stores
    known = told(one, 1)
    for row in known["rows"]:
        data = json.loads(row[2])
        if "look" in data:
            row[2] = json.dumps(data | {"look": '{"label": "\\ud800", "fill": "#00ff00"}'})
    paste(other, read(other, known))
    assert [(look.label, look.fill) for look in content(other).looks] == [("", "#00ff00")]


def test_rows_that_rest_on_what_is_nowhere_do_not_wait_for_it(
    stores: tuple[Store, Store],
) -> None:
    one, other = stores
    whole = copy(one, [1, 2, 3])
    rows = {n: row for n, row in whole.rows.items() if n[0] not in ("document", "entity")}
    paste(other, replace(whole, rows=rows))
    assert count(other, "waiting") == 0
    assert live(other)["link"] == {}


def test_a_new_item_does_not_make_one_of_two_that_are_known(stores: tuple[Store, Store]) -> None:
    one, other = stores
    paste(other, copy(one, [1, 2]))
    with one.edit("Merge") as edit:
        merging.merge(edit, "entity", [4, 1])
        merging.merge(edit, "entity", [4, 2])
    paste(other, copy(one, [4]))
    assert count(other, "merge") == 1
    assert len(live(other)["entity"]) == 2


def test_which_value_of_a_known_item_is_preferred_is_judged_here(
    stores: tuple[Store, Store],
) -> None:
    one, other = stores
    paste(other, copy(one, [1]))
    with one.edit("Prefer") as edit:
        said = statements.state(
            edit, Subject("entity", EntityId(1)), "name", "Khamsing", record_id=RecordId(1)
        )
        statements.prefer(edit, said)
    paste(other, copy(one, [1]))
    assert content(other).labels == ["Kham"]
    with other.read() as db:
        preferred = "SELECT count(*) FROM statement WHERE is_preferred"
        assert db.exec_driver_sql(preferred).scalar() == 0


NUMBERS = st.sampled_from([-1, 0, 2, 2**62, 2**63, 1e299, -1e299, 0.5, None, True, "7"])
WORDS = st.sampled_from(
    [
        *("", "x" * 20_000, "\ud800", "link", "statement", "2016", None, 7),
        *("{}", '{"label": "\\ud800"}', '{"corners": [[1e299, 1]]}', "[" * 9_000),
    ]
)
STAMP = "9999-11-23T02:10:14.554Z-f9a96eab"


def _spoil(known: Told, draw: Callable[..., Any]) -> None:
    """Change one row as somebody might who knows how they look."""
    rows = known["rows"]
    row = draw(st.sampled_from(rows))
    data = json.loads(row[2])
    column = draw(st.sampled_from(sorted(data)))
    value = data[column]
    if isinstance(value, str) and len(value) == 36:
        known_uids = st.sampled_from([each[1] for each in rows])
        data[column] = draw(known_uids | st.just(OTHER + "7"))
    else:
        data[column] = draw(WORDS if isinstance(value, str) else NUMBERS)
    row[2] = json.dumps(data)
    match draw(st.integers(0, 7)):
        case 0:
            rows.remove(row)
        case 1:
            row[1] = OTHER + "8"
        case 2:
            row[1] = draw(st.sampled_from(rows))[1]
        case 3:
            row[3] = json.dumps({"": [STAMP, "", draw(st.integers(0, 1))]})


@settings(max_examples=60)
@given(st.data())
def test_whatever_lies_there_is_refused_or_leaves_a_sound_database_as_it_was(
    hostile: tuple[Store, Told], data: st.DataObject
) -> None:
    other, known = hostile
    forged = json.loads(json.dumps(known))
    for _ in range(data.draw(st.integers(1, 3))):
        _spoil(forged, data.draw)
    before, steps = live(other), count(other, "step")
    try:
        extract = read(other, forged)
        weigh(other, extract)
        paste(other, extract)
    except IwtlinkError:
        assert (live(other), count(other, "step")) == (before, steps)
        return
    after = live(other)
    for table in ("link", "record", "observation"):
        assert before[table].items() <= after[table].items()
    assert before["entity"].keys() <= after["entity"].keys()
    assert check(other).faults == ()
    assert count(other, "waiting") == 0
    content(other)
    if count(other, "step") > steps:
        other.undo(chart_scope(1))
    assert live(other) == before
