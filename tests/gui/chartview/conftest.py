"""A chart of four people in a square, on the screen."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from iwtlink.chart.building import build_display
from iwtlink.chart.display import Display
from iwtlink.chart.style import load_style
from iwtlink.gui.chartview.view import ChartView
from iwtlink.ontology import load_ontology
from iwtlink.store.charts.content import ChartContent, Membership
from iwtlink.store.charts.look import Look, Shape

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
NO, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
PLACES = [(0.0, 0.0), (300.0, 0.0), (300.0, 240.0), (0.0, 240.0)]


def content(places: list[tuple[float, float]] = PLACES) -> ChartContent:
    """Four people in a square, linked around it."""
    n = len(places)
    ends = np.array([(i, (i + 1) % n) for i in range(n)], np.int64)
    return ChartContent(
        chart_id=1,
        title="Naga Eye",
        notice="",
        entity_ids=np.arange(101, 101 + n),
        types=["person"] * n,
        labels=[f"Somsak {i}" for i in range(n)],
        script_labels=[""] * n,
        positions=np.array(places, np.float64).reshape(-1, 2),
        is_pinned=np.zeros(n, bool),
        picture_ids=np.zeros(n, np.int64),
        link_ids=np.arange(501, 501 + n),
        link_types=["director_of"] * n,
        ends=ends,
        is_directed=np.ones(n, bool),
        strengths=np.zeros(n, np.uint8),
        roles=["knows"] * n,
        percents=np.full(n, np.nan),
        amounts=[""] * n,
        quantities=[""] * n,
        starts=[""] * n,
        ends_on=[""] * n,
    )


def display_of(chart: ChartContent, *, dark: bool = False) -> Display:
    return build_display(chart, load_ontology(), load_style(dark=dark))


@pytest.fixture
def view(qtbot: QtBot) -> ChartView:
    """Give a chart of four people at its own size, shown."""
    widget = ChartView()
    qtbot.addWidget(widget)
    widget.resize(700, 560)
    widget.set_display(display_of(content()))
    widget.show()
    qtbot.waitExposed(widget)
    widget.actual_size()
    return widget


class Told:
    """Keeps what a view tells."""

    def __init__(self, view: ChartView) -> None:
        self.selections: list[tuple[list[int], list[int]]] = []
        self.moves: list[tuple[list[int], np.ndarray]] = []
        self.others: list[tuple[object, ...]] = []
        view.selection_changed.connect(lambda e, i: self.selections.append((e, i)))
        view.items_moved.connect(lambda e, p: self.moves.append((e, p)))
        view.opened.connect(lambda kind, i: self.others.append(("opened", kind, i)))
        view.expand_requested.connect(lambda i: self.others.append(("expand", i)))
        view.take_off_requested.connect(lambda e, i: self.others.append(("take_off", e, i)))
        view.context_requested.connect(lambda kind, i, _: self.others.append(("menu", kind, i)))
        view.entities_dropped.connect(lambda e, at: self.others.append(("dropped", e, at)))
        view.link_drawn.connect(lambda a, b: self.others.append(("link", a, b)))


@pytest.fixture
def told(view: ChartView) -> Told:
    return Told(view)


class Heard:
    """Keeps what a view tells of the hand's work."""

    def __init__(self, view: ChartView) -> None:
        self.all: list[tuple[Any, ...]] = []
        for name in (
            "entity_wanted",
            "name_typed",
            "disarmed",
            "tool_changed",
            "renamed",
            "link_end_moved",
            "corners_changed",
            "spacing_changed",
            "alone_touched",
            "label_moved",
            "shape_changed",
            "part_moved",
            "locked_touched",
            "moved_together",
            "removal_requested",
        ):
            getattr(view, name).connect(self._keeper(name))

    def _keeper(self, name: str) -> object:
        return lambda *what: self.all.append((name, *what))


@pytest.fixture
def heard(view: ChartView) -> Heard:
    view.set_aligning(False)
    return Heard(view)


def with_shapes(*members: Membership) -> ChartContent:
    """The square, a note (7) to its left and a filled box (8) round it."""
    note = Shape(7, "u7", "text", -150, 120, 90, 40, 0, "seen\ntwice", Look(fill="#fff8c4"))
    box = Shape(8, "u8", "box", 150, 400, 500, 120, -1, "", Look(fill="#eef4ff", is_container=True))
    return replace(content(), shapes=(note, box), members=members)


def spot(view: ChartView, x: float, y: float) -> QPoint:
    """Give the place of a chart point in the widget."""
    px, py = view.view.to_device(np.array([x, y])) / view.view.ratio
    return QPoint(round(px), round(py))


def of(view: ChartView, item: int) -> QPoint:
    assert view.display is not None
    return spot(view, *view.display.positions[item].tolist())


def click(qtbot: QtBot, view: ChartView, at: QPoint, keys: Qt.KeyboardModifier = NO) -> None:
    qtbot.mouseClick(view.viewport(), LEFT, keys, at)


def drag(
    qtbot: QtBot,
    view: ChartView,
    start: QPoint,
    end: QPoint,
    keys: Qt.KeyboardModifier = NO,
    button: Qt.MouseButton = LEFT,
) -> None:
    port = view.viewport()
    qtbot.mousePress(port, button, keys, start)
    for share in (0.25, 0.5, 0.75, 1.0):
        qtbot.mouseMove(port, start + (end - start) * share)
        port.repaint()
    qtbot.mouseRelease(port, button, keys, end)


def picture(view: ChartView) -> QImage:
    return view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
