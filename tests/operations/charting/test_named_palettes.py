"""Named palettes: kept with the saved styles, locked against changes, carried in a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from iwtlink.errors import BadInput, Refused
from iwtlink.operations.charting.named_palettes import (
    NamedPalette,
    PaletteRows,
    delete_palette,
    keep_palette,
    lock_palette,
    named_palettes,
    refuse_locked,
)
from iwtlink.operations.charting.palette_files import read_palette, write_palette
from iwtlink.store import Store, charts

ROWS = PaletteRows(("person", "vehicle"), ("pays",), (("watch", "wanted"), ("risk", "high")))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "small.iwt", code="VT1") as made:
        made.sign_in("A. Nalyst", "AN")
        yield made


def keep(store: Store, palette: NamedPalette) -> int:
    with store.edit("Keep") as edit:
        return keep_palette(edit, palette)


def known(store: Store) -> list[NamedPalette]:
    with store.read() as db:
        return named_palettes(db)


@pytest.mark.feature("C34")
def test_a_palette_is_kept_renamed_and_deleted_and_each_is_a_step_to_undo(store: Store) -> None:
    number = keep(store, NamedPalette(0, "  Border  watch ", ROWS))
    assert known(store) == [NamedPalette(number, "Border watch", ROWS)]
    assert keep(store, NamedPalette(number, "Airport", PaletteRows(("person",)))) == number
    assert known(store) == [NamedPalette(number, "Airport", PaletteRows(("person",)))]
    with store.edit("Delete") as edit:
        delete_palette(edit, number)
    assert known(store) == []
    store.undo()
    assert [one.name for one in known(store)] == ["Airport"]
    store.undo()
    assert known(store) == [NamedPalette(number, "Border watch", ROWS)]


@pytest.mark.feature("C34")
def test_a_locked_palette_is_unlocked_before_it_is_changed_or_deleted(store: Store) -> None:
    number = keep(store, NamedPalette(0, "Watch", ROWS))
    with store.edit("Lock") as edit:
        lock_palette(edit, number, is_locked=True)
    (locked,) = known(store)
    assert locked.rows.is_locked and locked.rows.values == ROWS.values
    for changed in (NamedPalette(number, "Other", ROWS), NamedPalette(number, "Watch", ROWS)):
        with pytest.raises(Refused, match="“Watch” is locked"):
            keep(store, changed)
    with pytest.raises(Refused, match="is locked"), store.edit("Delete") as edit:
        delete_palette(edit, number)
    with pytest.raises(Refused, match="is locked"), store.edit("Delete") as edit:
        refuse_locked(edit.connection, number)
    assert known(store) == [locked]
    with store.edit("Unlock") as edit:
        lock_palette(edit, number, is_locked=False)
    with store.edit("Delete") as edit:
        delete_palette(edit, number)
    assert known(store) == []


@pytest.mark.feature("C34")
def test_no_two_palettes_have_one_name(store: Store) -> None:
    keep(store, NamedPalette(0, "One", ROWS))
    number = keep(store, NamedPalette(0, "Two", ROWS))
    for palette in (NamedPalette(0, "One", ROWS), NamedPalette(number, "One", ROWS)):
        with pytest.raises(Refused, match="There is a palette “One” already"):
            keep(store, palette)
    with pytest.raises(Refused, match="needs a name"):
        keep(store, NamedPalette(0, " ", ROWS))


def test_rules_of_the_same_name_stay_whatever_becomes_of_the_palette(store: Store) -> None:
    with store.edit("Keep rules") as edit:
        charts.save_style(edit, "Wall", {"rules": [{"about": "entities"}]})
        charts.save_style(edit, "Court", {"rules": []})
    number = keep(store, NamedPalette(0, "Wall", ROWS))
    moved = keep(store, NamedPalette(number, "Court", ROWS))
    with store.read() as db:
        held = {one.name: set(one.data) for one in charts.list_styles(db)}
    assert held == {"Wall": {"rules"}, "Court": {"rules", "palette"}}
    with store.edit("Delete") as edit:
        delete_palette(edit, moved)
    with store.read() as db:
        assert [set(one.data) for one in charts.list_styles(db)] == [{"rules"}, {"rules"}]


def test_what_is_garbled_in_a_palette_is_passed_over(store: Store) -> None:
    garbled = {
        "entity_types": ["person"],
        "link_types": 7,
        "values": [["watch", "wanted", "x"]],
        "is_locked": "yes",
        "more": [1],
    }
    with store.edit("Keep") as edit:
        charts.save_style(edit, "Odd", {"palette": garbled})
        charts.save_style(edit, "Odder", {"palette": [1, 2]})
    assert [one.rows for one in known(store)] == [PaletteRows(("person",)), PaletteRows()]


@pytest.mark.feature("C34")
def test_a_palette_goes_to_another_database_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "border.yaml"
    palette = NamedPalette(7, "ດ່ານ Border", replace(ROWS, is_locked=True))
    write_palette(path, palette)
    assert read_palette(path) == NamedPalette(0, palette.name, palette.rows)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- 1", "holds no palette"),
        ("palette: 7", "holds no palette"),
        ("palette: ''", "holds no palette"),
        ("palette: [", "Cannot read the palette"),
        ("a: &x 1\npalette: *x", "stands for another part"),
    ],
)
def test_a_file_that_is_no_palette_is_refused_with_a_sentence(
    tmp_path: Path, text: str, words: str
) -> None:
    path = tmp_path / "odd.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=words):
        read_palette(path)
    with pytest.raises(BadInput, match="Cannot read the palette"):
        read_palette(tmp_path / "missing.yaml")
