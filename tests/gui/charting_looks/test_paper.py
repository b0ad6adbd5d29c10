"""A chart on paper: the edge while arranging, one sheet, many pages, a picture."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from iwtlink.chart.paper.fitting import SMALLEST_PT
from iwtlink.gui.charting.printing.fit_dialog import FitDialog
from iwtlink.gui.charting.printing.frame import frame_of
from iwtlink.gui.charting.printing.print_dialog import PrintDialog
from iwtlink.gui.pages.chart import ChartPage
from iwtlink.gui.window import MainWindow
from iwtlink.store import charts
from tests.gui.charting_looks.conftest import trigger
from tests.gui.conftest import Settle


def save_as(window: MainWindow, target: Path) -> None:
    """Choose a file in the dialog that asks for one."""
    dialog = window.findChild(QFileDialog, "save_pdf_dialog")
    dialog.fileSelected.emit(str(target))
    dialog.close()


def test_the_edge_of_the_paper_is_shown_as_chosen_and_keeps_still(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    trigger(demo, "show_frame", settle)
    box = chart.view.ground.frame
    assert box is not None and demo.actions_by_name["paper_a3_landscape"].isChecked()
    assert box[2] - box[0] > box[3] - box[1]
    display = chart.view.display
    assert display is not None
    chart.writing.put("Move", display.entity_ids.tolist()[:1], display.positions[:1] + 300)
    settle()
    assert chart.view.ground.frame == pytest.approx(box)
    trigger(demo, "paper_a4_portrait", settle)
    box = chart.view.ground.frame
    assert box is not None and box[2] - box[0] < box[3] - box[1]
    trigger(demo, "show_frame", settle)
    assert chart.view.ground.frame is None


def test_inside_the_edge_labels_are_printed_high_enough_to_read(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    display = chart.view.display
    assert display is not None
    box, words = frame_of(display, charts.ChartOptions(paper="A3"), None)
    assert "fits" in words and f"{SMALLEST_PT:g} pt" in words
    wide = 400 / 25.4 * 96 / (box[2] - box[0])
    assert wide * display.link_text.font_px.min() * 0.75 >= SMALLEST_PT
    _, words = frame_of(display, charts.ChartOptions(paper="A4"), (1e5, 1e5))
    assert "reaches beyond" in words


def test_one_sheet_is_looked_at_with_its_advice_and_saved(
    demo: MainWindow, chart: ChartPage, tmp_path: Path, settle: Settle
) -> None:
    trigger(demo, "fit_to_a3", settle)
    dialog = demo.findChild(FitDialog)
    assert "It can be read" in dialog.words.text()
    assert dialog.preview.pictures and not dialog.split.isVisible()
    dialog.pdf.click()
    save_as(demo, tmp_path / "sheet.pdf")
    settle()
    page = PdfReader(tmp_path / "sheet.pdf").pages[0]
    assert round(float(page.mediabox.width) / 72 * 25.4) == 420
    dialog.close()


@pytest.mark.feature("C40")
def test_pages_are_looked_at_and_saved_as_they_were_seen(
    demo: MainWindow, chart: ChartPage, tmp_path: Path, settle: Settle
) -> None:
    trigger(demo, "print_chart", settle)
    dialog = demo.findChild(PrintDialog)
    dialog.columns.setValue(2)
    dialog.rows.setValue(2)
    dialog.mono.setChecked(True)
    dialog._draw()
    settle()
    assert len(dialog.preview.pictures) == 4
    dialog.save.click()
    target = tmp_path / "pages.pdf"
    save_as(demo, target)
    settle()
    assert len(PdfReader(target).pages) == 4
    dialog.overlap.setValue(80)
    dialog.margin.setValue(60)
    dialog._draw()
    assert dialog.problem.text() and not dialog.print_it.isEnabled()
    dialog.close()


def test_the_whole_chart_is_copied_as_picture_and_words(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    trigger(demo, "copy_picture", settle)
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasImage() and "Khamsing VONGPHADY" in data.text()
    assert "FICTIONAL" in data.text()


def test_a_chart_that_cannot_be_read_is_split_into_charts_that_can(
    demo: MainWindow, settle: Settle
) -> None:
    with demo.session.store.read() as db:
        rows = charts.list_charts(db)
    large = max(rows, key=lambda row: row.entity_count)
    page = demo.opener.show_chart(large.id)
    settle()
    trigger(demo, "fit_to_a4", settle)
    dialog = demo.findChild(FitDialog)
    parts = len(dialog._fitted.parts)
    assert "Split the chart" in dialog.words.text()
    dialog.split.click()
    settle()
    with demo.session.store.read() as db:
        made = [row for row in charts.list_charts(db) if row.title.startswith(page.title() + " (")]
    assert len(made) == parts
    trigger(demo, "undo", settle)
    with demo.session.store.read() as db:
        assert len(charts.list_charts(db)) == len(rows)


def test_as_many_pages_as_there_can_be_are_looked_at_small(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    trigger(demo, "print_chart", settle)
    dialog = demo.findChild(PrintDialog)
    dialog.columns.setValue(20)
    dialog.rows.setValue(20)
    dialog._draw()
    settle()
    assert len(dialog.preview.pictures) == 400
    dialog.columns.setValue(1)
    dialog._draw()
    dialog.close()
    settle()
