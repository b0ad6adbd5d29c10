"""The cover sheet by hand: filled in, put away, and asked for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from iwtlink.gui.charting.appearance.cover_fields import CoverFields
from iwtlink.gui.charting.appearance.title import TitleDialog
from iwtlink.gui.pages.chart import ChartPage
from iwtlink.gui.window import MainWindow
from iwtlink.operations.charting.templates import templates
from iwtlink.store.charts.cover import EACH, FIRST, CoverField
from tests.gui.charting_looks.conftest import trigger
from tests.gui.conftest import Settle


@pytest.mark.feature("C40")
def test_fields_of_ones_own_are_named_ticked_and_removed(qtbot: QtBot) -> None:
    fields = CoverFields([CoverField("category", "", "Ivory", ("header",))])
    qtbot.addWidget(fields)
    assert fields.fields() == (CoverField("category", "", "Ivory", ("header",)),)
    fields.rows.setCurrentCell(0, 1)
    assert not fields.remove.isEnabled()
    fields.add_own()
    fields.rows.item(3, 0).setText("Case")
    fields.rows.item(3, 1).setText(" 12/2026 ")
    fields.rows.item(3, 2).setCheckState(Qt.CheckState.Checked)
    assert fields.fields()[1:] == (CoverField("", "Case", "12/2026", ("block",)),)
    fields.rows.setCurrentCell(3, 1)
    fields.remove.click()
    assert len(fields.fields()) == 1


@pytest.mark.feature("C40")
def test_a_template_asks_for_the_cover_sheet_of_a_chart_made_by_it_until_it_is_filled_in(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    trigger(demo, "title_block", settle)
    dialog = demo.findChild(TitleDialog)
    dialog.subtitle.setText("Ivory at Boten")
    dialog.asks.setCurrentIndex(dialog.asks.findData(FIRST))
    dialog.accept()
    settle()
    assert chart.options.cover == {"asks": "first", "is_asked": True}
    demo.commands.chart_looks.keep_template(chart.chart_id, "Ours")
    settle()
    with demo.session.store.read() as db:
        (kept,) = templates(db)
    demo.commands.chart_looks.make_from(kept, "Case 13")
    settle()
    dialog = demo.findChild(TitleDialog)
    assert dialog is not None and dialog.isVisible()
    dialog.fields.rows.item(0, 1).setText("pangolin")
    dialog.accept()
    settle()
    made = demo.pages.front
    assert isinstance(made, ChartPage) and made is not chart
    assert made.options.cover["fields"] == ({"key": "keywords", "value": "pangolin", "places": ()},)
    assert made.options.cover["is_asked"]
    made.read()
    settle()
    assert demo.findChild(TitleDialog) is None


@pytest.mark.feature("C40")
def test_a_chart_that_wants_it_asks_each_time_it_is_opened_and_keeps_what_was_hidden(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    trigger(demo, "title_block", settle)
    dialog = demo.findChild(TitleDialog)
    dialog.subtitle.setText("Ivory at Boten")
    dialog.asks.setCurrentIndex(dialog.asks.findData(EACH))
    dialog.accept()
    settle()
    trigger(demo, "hide_title_block", settle)
    settle()
    assert chart.options.title_block == {}
    number = chart.chart_id
    demo.pages.close_page(chart)
    settle()
    demo.opener.show_chart(number)
    settle()
    dialog = demo.findChild(TitleDialog)
    assert dialog is not None and dialog.isVisible()
    assert dialog.subtitle.text() == "Ivory at Boten"
    dialog.reject()
    settle()
