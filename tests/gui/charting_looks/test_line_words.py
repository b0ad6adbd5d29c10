"""What lines say, set for the whole chart in its settings."""

from __future__ import annotations

import pytest

from iwtlink.gui.charting.appearance.settings import SettingsDialog
from iwtlink.gui.pages.chart import ChartPage
from iwtlink.gui.window import MainWindow
from iwtlink.store.charts import change_link_looks
from tests.gui.charting_looks.conftest import Entity, pick, trigger
from tests.gui.conftest import Settle


@pytest.mark.feature("C11")
def test_a_link_drawn_by_hand_shows_no_words_until_asked_where_the_chart_says_so(
    demo: MainWindow, chart: ChartPage, entity: Entity, settle: Settle
) -> None:
    trigger(demo, "chart_settings", settle)
    dialog = demo.findChild(SettingsDialog)
    dialog.bare.setChecked(True)
    pick(dialog.line_words, "The words of each link, the same once")
    pick(dialog.multiplicity, "Every link on its own")
    dialog.accept()
    settle()
    assert (chart.options.has_bare_links, chart.options.line_words) == (True, "merged")
    there = set(chart.content.link_ids.tolist())
    chart.view.use_tool("link")
    chart.hand.armed_link = "associate_of"
    chart.hand.offer_link(entity("P01"), entity("P02"))
    settle()
    (new,) = {*chart.content.link_ids.tolist()} - there
    assert _words_of(chart, new) == []
    chart.writing.write(
        "Ask", lambda edit: change_link_looks(edit, chart.chart_id, [new], words_shown="")
    )
    settle()
    assert _words_of(chart, new) != []


def _words_of(page: ChartPage, link_id: int) -> list[str]:
    display = page.view.display
    assert display is not None
    line = display.link_ids[display.members].tolist().index(link_id)
    return display.link_text.texts[slice(*display.link_text.starts[line : line + 2].tolist())]
