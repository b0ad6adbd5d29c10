"""One freshly painted frame of a chart against one QGraphicsItem per thing.

``python -m tests.speed.chart`` measures all the rest: drag, pan, zoom, hits, 100,000 entities.
"""

from __future__ import annotations

from typing import Any

import pytest

from iwtlink.gui.chartview.canvas import Canvas
from tests.speed.chart import graphs
from tests.speed.chart.gates import blank, links_not_drawn, pan_differs, pan_misplaces, pixels
from tests.speed.chart.items import NaiveScene, TunedScene
from tests.speed.chart.measuring import by_turns
from tests.speed.chart.ours import OurChart

pytestmark = pytest.mark.speed
SIZES = (300, 2_000, 10_000)
CHARTS = {"ours": OurChart, "tuned": TunedScene, "naive": NaiveScene}


@pytest.mark.parametrize("count", SIZES)
@pytest.mark.parametrize("name", CHARTS)
def test_frame(benchmark: Any, qapp: Any, name: str, count: int) -> None:
    benchmark.group = f"frame of {count} entities, {2 * count} links"
    content = graphs.content_of(count)
    chart = CHARTS[name](content)
    view = graphs.whole(graphs.display_of(content))
    image, steps = blank(view), iter(range(10**6))

    def frame() -> None:
        step = next(steps)
        nearer = view.zoomed(view.zoom * (1 + step % 7 / 500), 800, 500)
        chart.paint(image, nearer.panned(step % 100, 1))

    benchmark(frame)
    assert len(set(pixels(image).ravel().tolist())) > 10


def test_what_is_measured_is_painted(qapp: Any) -> None:
    chart = OurChart(graphs.content_of(300))
    for view in (graphs.whole(chart.display), graphs.near(chart.display)):
        assert pan_differs(chart, view, at_rest=True) == 0
        assert pan_misplaces(chart, view) == 0
    assert links_not_drawn(chart, graphs.whole(chart.display)) == 0


def test_what_is_not_painted_is_found_out(qapp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    chart = OurChart(graphs.content_of(300))
    view = graphs.whole(chart.display)
    with monkeypatch.context() as patch:
        patch.setattr("iwtlink.render.painter.paint_lines", lambda *_, **__: None)
        assert links_not_drawn(chart, view) > 0
    with monkeypatch.context() as patch:
        paint, whole = Canvas._paint, (0, 0, view.width, view.height)
        patch.setattr(
            Canvas,
            "_paint",
            lambda canvas, image, clip: clip == whole and paint(canvas, image, clip),
        )
        assert pan_misplaces(chart, view) > 0
    still = blank(view)
    with pytest.raises(AssertionError, match="before"):
        by_turns({"still": lambda step: still}, {"still": 3})
