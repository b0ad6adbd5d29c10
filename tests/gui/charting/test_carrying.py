"""Items of a chart copied in one database and pasted in another, in the same window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from iwtlink.gui.charting.arriving import ArrivingDialog, sentences
from iwtlink.gui.charting.carrying import CHART_EXTRACT
from iwtlink.gui.charting.clipboard import CHART_ITEMS, database_mark
from iwtlink.gui.pages.chart import ChartPage
from iwtlink.gui.window import MainWindow
from iwtlink.operations import carrying
from iwtlink.operations.carrying import Extract, Weighed
from iwtlink.store import Store, charts
from tests.gui.charting.conftest import Entity, stored, trigger
from tests.gui.conftest import Settle

CTRL = Qt.KeyboardModifier.ControlModifier


def places(content: charts.ChartContent) -> dict[int, list[float]]:
    """Give where each entity of a chart stands."""
    return dict(zip(content.entity_ids.tolist(), content.positions.tolist(), strict=True))


def elsewhere(window: MainWindow, path: Path, settle: Settle) -> ChartPage:
    """Open another database with an empty chart, and show that."""
    with Store.create(path, title="Elsewhere", code="VT9") as store:
        store.sign_in("Noy Demo", "ND")
        with store.edit("Chart") as edit:
            charts.add_chart(edit, "Mine")
    window.commands.file.open_path(str(path))
    settle()
    window.opener.show_chart(1)
    settle()
    page = window.pages.front
    assert isinstance(page, ChartPage)
    page.view.setFocus()
    return page


def test_what_was_copied_comes_to_another_database_after_a_look_as_one_step(
    demo: MainWindow,
    chart: ChartPage,
    entity: Entity,
    qtbot: QtBot,
    settle: Settle,
    tmp_path: Path,
) -> None:
    chart.view.choose([entity("P01"), entity("P02")])
    qtbot.keyClick(chart.view, Qt.Key.Key_C, CTRL)
    settle()
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasFormat(CHART_EXTRACT)
    assert data.hasImage()
    page = elsewhere(demo, tmp_path / "other.iwt", settle)
    qtbot.keyClick(page.view, Qt.Key.Key_V, CTRL)
    settle()
    dialog = demo.findChild(ArrivingDialog)
    assert stored(demo, page).labels == []
    qtbot.keyClick(dialog.do_it, Qt.Key.Key_Return)
    settle()
    assert {"Khamsing VONGPHADY", "Bouakham SENGDALA"} == set(stored(demo, page).labels)
    assert len(page.view.selected_entities()) == 2
    assert demo.session.store.undo_label(page.scope).startswith("Paste items from")
    qtbot.keyClick(page.view, Qt.Key.Key_V, CTRL)
    settle()
    assert demo.findChild(ArrivingDialog) is None, "all are known: nothing is asked"
    demo.session.undo(page.scope)
    settle()
    assert stored(demo, page).labels == []


def test_what_is_too_much_for_an_extract_is_cut_and_pasted_by_its_places_alone(
    demo: MainWindow,
    chart: ChartPage,
    entity: Entity,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    taken: list[int] = []
    monkeypatch.setattr(carrying, "MOST_ENTITIES", 1)
    monkeypatch.setattr(carrying, "taken_with_places", lambda *_: taken.append(1))
    chosen = {entity("P01"), entity("P02")}
    before = places(stored(demo, chart))
    chart.view.choose(chosen)
    trigger(demo, "cut", settle)
    assert chosen.isdisjoint(places(stored(demo, chart)))
    assert not QGuiApplication.clipboard().mimeData().hasFormat(CHART_EXTRACT)
    trigger(demo, "paste", settle)
    assert places(stored(demo, chart)) == before
    assert taken == []


def test_an_encrypted_database_puts_no_sources_on_the_clipboard_and_the_lock_forgets_them(
    demo: MainWindow,
    chart: ChartPage,
    entity: Entity,
    settle: Settle,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Store, "is_encrypted", property(lambda store: "demo" in store.path.name))
    chart.view.choose([entity("P01")])
    trigger(demo, "copy", settle)
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasFormat(CHART_ITEMS)
    assert not data.hasFormat(CHART_EXTRACT)
    page = elsewhere(demo, tmp_path / "other.iwt", settle)
    trigger(demo, "paste", settle)
    dialog = demo.findChild(ArrivingDialog)
    dialog.reject()
    settle()
    demo.commands.chart_copy.carried.forget()  # as the lock does
    trigger(demo, "paste", settle)
    assert "Write an exchange file" in demo.status.currentMessage()
    assert stored(demo, page).labels == []


def test_nothing_is_kept_of_what_is_copied_as_the_window_locks(
    demo: MainWindow,
    chart: ChartPage,
    entity: Entity,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chart.view.choose([entity("P01")])
    monkeypatch.setattr(demo.session, "is_locked", True)
    demo.commands.chart_copy.copy(chart)
    settle()
    data = QGuiApplication.clipboard().mimeData()
    assert not data.hasFormat(CHART_EXTRACT)
    assert demo.commands.chart_copy.carried.extract_on(data) == b""


def test_what_is_marked_red_stays_behind_and_the_question_says_so(
    demo: MainWindow, chart: ChartPage, entity: Entity, settle: Settle, tmp_path: Path
) -> None:
    chart.view.choose([entity("P01")])
    demo.session.edit(
        "Mark",
        lambda edit: edit.connection.exec_driver_sql("UPDATE record SET tlp = 'RED'"),
    )
    settle()
    trigger(demo, "copy", settle)
    page = elsewhere(demo, tmp_path / "other.iwt", settle)
    trigger(demo, "paste", settle)
    dialog = demo.findChild(ArrivingDialog)
    told = dialog.findChild(QLabel, "arriving_told")
    assert "marked TLP:RED" in told.text()
    dialog.accept()
    settle()
    assert stored(demo, page).labels == ["Khamsing VONGPHADY"]  # what no record states is amber
    with demo.session.store.read() as db:
        assert db.exec_driver_sql("SELECT count(*) FROM record").scalar() == 0


def test_cut_items_come_back_with_their_places_and_looks(
    demo: MainWindow, chart: ChartPage, entity: Entity, settle: Settle
) -> None:
    doomed = entity("P02")
    chart.writing.write(
        "Red", lambda edit: charts.change_looks(edit, chart.chart_id, [doomed], fill="#ff0000")
    )
    settle()
    before = stored(demo, chart)
    row = before.entity_ids.tolist().index(doomed)
    chart.view.choose([doomed])
    trigger(demo, "cut", settle)
    assert doomed not in stored(demo, chart).entity_ids
    trigger(demo, "paste", settle)
    after = stored(demo, chart)
    again = after.entity_ids.tolist().index(doomed)
    assert after.looks[again].fill == "#ff0000"
    assert after.positions[again].tolist() == before.positions[row].tolist()


def test_what_another_program_made_of_the_clipboard_is_refused(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    before = stored(demo, chart).labels
    mark = database_mark(demo.session.store)
    garbled = (
        *("{", '{"database": 1, "chart": 1, "entities": [], ', "[" * 100_000),
        *('{"database": "", "chart": 1, "entities": 7, "shapes": []}',),
        *(
            f'{{"database": "{mark}", "chart": {number}, "entities": [{number}], "shapes": []}}'
            for number in ("1e400", str(2**63), "-1", "true", '"1"', "1.5")
        ),
    )
    for items in garbled:
        data = QMimeData()
        data.setData(CHART_ITEMS, items.encode())
        data.setData(CHART_EXTRACT, b"")
        QGuiApplication.clipboard().setMimeData(data)
        trigger(demo, "paste", settle)
    assert "Copy items of a chart first" in demo.status.currentMessage()
    assert stored(demo, chart).labels == before


def test_the_question_says_what_comes_what_is_known_and_what_stays_out() -> None:
    extract = Extract("Case", "VT1", {}, {"entity": 1, "statement": 2, "retraction": 3}, True)
    weighed = Weighed({"entity": 12, "link": 9, "document": 5}, {"entity": 2}, 1, 4)
    assert list(sentences(extract, weighed, is_encrypted=False)) == [
        "From “Case” (VT1): 12 entities and 9 links come in.",
        "2 items are already here and stay as they are.",
        "4 values that are not here yet are added to those.",
        (
            "5 sources come along with their titles, grades and passages; their files, and who is "
            "behind a protected source, stay behind."
        ),
        (
            "Left out when copying, since they rest on records marked TLP:RED: 1 entity, 0 links, "
            "2 values. An exchange file can carry them."
        ),
        "3 retracted items were left out when copying.",
        "1 item was retracted or purged here, or rests on such a one, and stays out.",
        "They come from an encrypted database, and this one is not encrypted.",
    ]
    assert len(list(sentences(extract, Weighed({"entity": 1}), is_encrypted=True))) == 3
