"""Entry, import and products as the window offers them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton

from iwtlink.gui.dialogs.attach import AttachDialog
from iwtlink.gui.dialogs.import_tables import ImportDialog
from iwtlink.gui.dialogs.product_dossier import DossierDialog
from iwtlink.gui.dialogs.product_situation import SituationDialog
from iwtlink.gui.selection import Selection
from iwtlink.gui.window import MainWindow
from iwtlink.matching import Known
from iwtlink.paths import resource
from iwtlink.store.charts import list_charts, read_chart

Settle = Callable[[], None]


def shortcut(window: MainWindow, name: str) -> None:
    window.actions_by_name[name].trigger()


def dropped(window: MainWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)


def test_the_working_source_stands_in_the_status_bar(demo: MainWindow, settle: Settle) -> None:
    shortcut(demo, "working_source")
    assert demo.entry_dock.isVisible()
    QTest.keyClicks(demo.entry.source.document, "air waybill")
    QTest.keyClick(demo.entry.source.document, Qt.Key.Key_Return)
    QTest.keyClicks(demo.entry.source.page, "4")
    assert demo.status.source.text().startswith("Source: Customs record: air waybill")
    assert "p. 4" in demo.status.source.text()


def test_a_document_that_is_undone_is_no_longer_read(demo: MainWindow, settle: Settle) -> None:
    shortcut(demo, "working_source")
    QTest.keyClicks(demo.entry.source.document, "Interview with the driver")
    QTest.keyClick(demo.entry.source.document, Qt.Key.Key_Return)
    QTest.keyClick(demo.entry.document.title, Qt.Key.Key_Return)
    settle()
    assert demo.entry.holder.source.document_id is not None
    demo.session.undo()
    settle()
    assert demo.entry.holder.source.document_id is None
    assert demo.status.source.text() == ""


def test_what_is_entered_shows_in_the_inspector_and_on_the_chart(
    demo: MainWindow, settle: Settle
) -> None:
    with demo.session.store.read() as db:
        chart_id = list_charts(db)[0].id
    demo.opener.show_chart(chart_id)
    settle()
    shortcut(demo, "new_entity")
    demo.entry.on_chart.setChecked(True)
    QTest.keyClicks(demo.entry.entity.name, "Bounmy SOULIYA")
    QTest.keyClick(demo.entry.entity.name, Qt.Key.Key_Return)
    settle()
    settle()
    with demo.session.store.read() as db:
        assert "Bounmy SOULIYA" in read_chart(db, chart_id).labels


def test_a_link_begins_at_the_selected_entity(demo: MainWindow, settle: Settle) -> None:
    demo.take_selection(Selection.of("entity", [1]))
    shortcut(demo, "link_from_selected")
    choice = demo.entry.link.start.choice
    assert isinstance(choice, Known)
    assert choice.entity_id == 1
    assert demo.focusWidget() is demo.entry.link.verb


def answer(window: MainWindow, name: str) -> None:
    (box,) = window.findChildren(QMessageBox)
    button = box.findChild(QPushButton, name)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_tables_dropped_on_the_window_are_previewed(demo: MainWindow, settle: Settle) -> None:
    dropped(demo, resource("demo", "entities.csv"))
    answer(demo, "tables_import")
    settle()
    (dialog,) = demo.findChildren(ImportDialog)
    assert "known already" in dialog.view.summary.text()
    dialog.close()


def test_tables_dropped_may_be_kept_as_a_source(demo: MainWindow, settle: Settle) -> None:
    dropped(demo, resource("demo", "entities.csv"))
    answer(demo, "tables_keep")
    settle()
    settle()
    (dialog,) = demo.findChildren(AttachDialog)
    assert [one.name for one in dialog.files] == ["entities.csv"]
    dialog.reject()


def test_a_database_dropped_on_the_window_is_opened(
    window: MainWindow, demo_file: Path, settle: Settle
) -> None:
    dropped(window, demo_file)
    settle()
    assert window.session.is_open


def test_a_dossier_is_offered_on_the_selected_entity(demo: MainWindow, settle: Settle) -> None:
    demo.take_selection(Selection.of("entity", [1]))
    shortcut(demo, "dossier")
    (dialog,) = demo.findChildren(DossierDialog)
    assert dialog.subject.text() == "Khamsing VONGPHADY"
    dialog.reject()


def test_a_situational_analysis_can_be_asked_for(demo: MainWindow, settle: Settle) -> None:
    shortcut(demo, "situation")
    (dialog,) = demo.findChildren(SituationDialog)
    dialog.reject()


def test_nothing_can_be_entered_in_a_read_only_database(
    window: MainWindow, demo_file: Path, settle: Settle
) -> None:
    window.commands.file.open_path(str(demo_file), read_only=True)
    settle()
    assert not window.actions_by_name["new_entity"].isEnabled()
    assert not window.actions_by_name["import_tables"].isEnabled()
    assert window.actions_by_name["dossier"].isEnabled()
    assert not window.entry.isEnabled()
