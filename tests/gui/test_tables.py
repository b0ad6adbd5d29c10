"""Tables: rows, filter, sort, columns, copy and export."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from iwtlink.errors import BadInput
from iwtlink.gui.drag import entities_from_mime
from iwtlink.gui.reading.columns import Column, TableContent, TableName
from iwtlink.gui.tables.export import tab_separated, write_csv
from iwtlink.gui.tables.model import TableModel
from iwtlink.gui.tables.page import TablePage
from iwtlink.gui.window import MainWindow
from iwtlink.store import DATABASE, Changes
from iwtlink.store.entities import add_entity
from tests.gui.conftest import Settle

NOTHING = float("nan")


@pytest.fixture
def model() -> TableModel:
    columns = (Column("name", "Name"), Column("kg", "Kg", is_number=True))
    cells = [["Đinh", "9 kg"], ["Anan", ""], ["Zhao", "12 kg"], ["anouk", "9.5 kg"]]
    sorts = {1: [9.0, NOTHING, 12.0, 9.5]}
    return TableModel(TableContent("entity", "person", columns, [1, 2, 3, 4], cells, sorts))


@pytest.fixture
def people(demo: MainWindow, settle: Settle) -> TablePage:
    page = demo.opener.show_table(TableName("entity", "person"))
    settle()
    return page


def shown(model: TableModel) -> list[int]:
    return [model.id_at(row) for row in range(model.rowCount())]


def test_text_is_sorted_without_regard_to_capitals(model: TableModel) -> None:
    model.sort(0)
    assert shown(model) == [2, 4, 3, 1]


def test_numbers_are_sorted_by_size_and_empty_cells_come_last_both_ways(
    model: TableModel,
) -> None:
    model.sort(1)
    assert shown(model) == [1, 4, 3, 2]
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert shown(model) == [3, 4, 1, 2]


def test_the_filter_finds_words_without_their_marks(model: TableModel) -> None:
    model.filter("dinh")
    assert shown(model) == [1]
    model.filter("9 kg an")
    assert shown(model) == [4]


def test_new_rows_keep_filter_and_order(model: TableModel) -> None:
    model.sort(0)
    model.filter("an")
    old = model.content
    model.show_content(
        TableContent("entity", "person", old.columns, [4, 2], [["anouk", ""], ["Anan", ""]], {})
    )
    assert shown(model) == [2, 4]


def test_rows_dragged_out_carry_their_entities(model: TableModel) -> None:
    data = model.mimeData([model.index(0, 0), model.index(0, 1), model.index(2, 0)])
    assert entities_from_mime(data) == [1, 3]
    assert data.text() == "Đinh\nZhao"


def test_the_people_of_the_demonstration_are_all_there(people: TablePage) -> None:
    assert people.model.rowCount() == 28
    assert people.title() == "People"
    assert "28 rows" in people.count.text()


def test_typing_in_the_filter_narrows_and_says_how_many(
    people: TablePage, qtbot: QtBot, demo: MainWindow
) -> None:
    qtbot.keyClicks(people.filter, "vang")
    assert people.model.texts([0], [0]) == [["Neng Chue VANG"]]
    assert people.count.text() == "1 of 28 rows shown"
    assert demo.status.shown.text() == "1 of 28 rows shown"
    qtbot.keyClicks(people.filter, "zzz")
    assert people.nothing.isVisible()


def test_a_selected_row_is_shown_in_the_inspector(
    people: TablePage, demo: MainWindow, settle: Settle
) -> None:
    people.view.selectRow(0)
    settle()
    assert demo.inspector.header.name.text() == people.model.texts([0], [0])[0][0]
    assert "1 entity" in demo.status.selected.text()


def test_copied_rows_fit_a_spreadsheet(people: TablePage, demo: MainWindow) -> None:
    people.view.selectRow(0)
    demo.actions_by_name["copy"].trigger()
    header, row = QGuiApplication.clipboard().text().split("\n")
    assert header.split("\t")[0] == "Name"
    assert row.split("\t")[0] == people.model.texts([0], [0])[0][0]


def test_the_table_is_exported_as_shown(
    people: TablePage, settle: Settle, tmp_path: Path, qtbot: QtBot
) -> None:
    qtbot.keyClicks(people.filter, "vang")
    people.export_to(str(tmp_path / "people.csv"))
    settle()
    with (tmp_path / "people.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows[0][0] == "Name"
    assert rows[1][0] == "Neng Chue VANG"
    assert len(rows) == 2


def test_a_cell_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    write_csv(tmp_path / "t.csv", ["a"], [["=1+1"], ["-5"], ["+856 20 55"], ["ok"]])
    lines = (tmp_path / "t.csv").read_text(encoding="utf-8-sig").split()
    assert lines[1] == "'=1+1"
    assert lines[2] == "-5"
    assert lines[3] == "'+856"


def test_a_table_that_cannot_be_written_says_why(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="Cannot write"):
        write_csv(tmp_path / "missing" / "t.csv", ["a"], [])


def test_line_breaks_in_a_cell_do_not_break_the_copied_row() -> None:
    assert tab_separated(["a", "b"], [["one\ntwo", "three"]]) == "a\tb\none two\tthree"


def test_a_property_can_be_shown_as_a_column(people: TablePage, settle: Settle) -> None:
    people._add_column("first_seen")
    settle()
    assert "first_seen" in [column.name for column in people.model.content.columns]


def test_the_table_follows_an_edit_and_keeps_the_selection(
    people: TablePage, demo: MainWindow, settle: Settle
) -> None:
    people.view.selectRow(5)
    before = people.selection()
    demo.session.edit("Add", lambda edit: add_entity(edit, "person", "Aaron New"))
    settle()
    assert people.model.rowCount() == 29
    assert people.selection() == before


def test_enter_on_a_document_opens_its_page(demo: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    page = demo.opener.show_table(TableName("document"))
    settle()
    page.view.selectRow(0)
    page.view.setCurrentIndex(page.model.index(0, 0))
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    settle()
    assert demo.pages.front.kind == "document"


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        (TableName("link"), 150),
        (TableName("observation", "seizure_item"), 8),
        (TableName("document"), 125),
        (TableName("article"), 24),
        (TableName("product"), 22),
    ],
)
def test_every_kind_has_its_table(
    demo: MainWindow, settle: Settle, table: TableName, rows: int
) -> None:
    page = demo.opener.show_table(table)
    settle()
    assert page.model.rowCount() == rows


def test_what_was_chosen_stays_chosen_in_one_go_when_rows_are_read_again(
    people: TablePage, settle: Settle, qtbot: QtBot
) -> None:
    people.select_all()
    chosen = people.selection()
    assert len(chosen) == people.model.total
    told: list[object] = []
    people.selected.connect(told.append)
    people.follow(changes_of(people), None)
    settle()
    assert set(people.selection().items) == set(chosen.items)
    assert len(told) <= 2


def test_a_large_table_behind_another_page_is_read_again_when_it_is_shown(
    demo: MainWindow, people: TablePage, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("iwtlink.gui.tables.page._MANY", 5)
    before = people.model.total
    demo.opener.show_table(TableName("entity", "company"))
    demo.session.edit("Enter", lambda edit: add_entity(edit, "person", "Somebody New"))
    settle()
    assert people.model.total == before
    demo.opener.show_table(TableName("entity", "person"))
    settle()
    assert people.model.total == before + 1


def changes_of(page: TablePage) -> Changes:
    """Give a change of the first item of a page."""
    return Changes(1, "Change", DATABASE, entities=frozenset({page.model.id_at(0)}))
