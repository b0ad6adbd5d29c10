"""One freshly painted frame of a chart against one QGraphicsItem per thing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QGraphicsScene, QGraphicsView

from iwtlink.chart.building import build_display
from iwtlink.chart.display import Display
from iwtlink.chart.style import load_style
from iwtlink.ontology import load_ontology
from iwtlink.render.icons import icon_image
from iwtlink.render.painter import paint_display
from iwtlink.render.view import View
from iwtlink.store.charts.content import ChartContent

pytestmark = pytest.mark.speed
WIDTH, HEIGHT = 1600, 1000
SIZES = (300, 2_000, 10_000)


def _content(count: int) -> ChartContent:
    dice = np.random.default_rng(1)
    side = np.sqrt(count) * 130.0
    ends = dice.integers(0, count, (2 * count, 2))
    ends = ends[ends[:, 0] != ends[:, 1]]
    links = len(ends)
    return ChartContent(
        chart_id=1,
        title="",
        notice="",
        entity_ids=np.arange(1, count + 1),
        types=["person"] * count,
        labels=[f"Person {k}" for k in range(count)],
        script_labels=[""] * count,
        positions=dice.random((count, 2)) * side,
        is_pinned=np.zeros(count, dtype=bool),
        picture_ids=np.zeros(count, dtype=np.int64),
        link_ids=np.arange(1, links + 1),
        link_types=["associate_of"] * links,
        ends=ends,
        is_directed=np.zeros(links, dtype=bool),
        strengths=dice.integers(0, 3, links).astype(np.uint8),
        roles=[""] * links,
        percents=np.full(links, np.nan),
        amounts=[""] * links,
        quantities=[""] * links,
        starts=[""] * links,
        ends_on=[""] * links,
    )


def _image() -> QImage:
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    return image


def _fitted(display: Display, shift: int) -> View:
    left, top, right, bottom = display.extents
    scale = min(WIDTH / (right - left), HEIGHT / (bottom - top))
    return View(scale=scale, left=left + shift, top=top, width=WIDTH, height=HEIGHT)


@pytest.mark.parametrize("count", SIZES)
def test_frame(benchmark: Any, qapp: Any, count: int) -> None:
    benchmark.group = f"frame of {count} entities, {2 * count} links"
    display = build_display(_content(count), load_ontology(), load_style())
    shifts = iter(range(10**6))

    def frame() -> QImage:
        image = _image()
        painter = QPainter(image)
        paint_display(painter, display, _fitted(display, float(next(shifts) % 7)))
        painter.end()
        return image

    assert benchmark(frame) != _image()


@pytest.mark.parametrize("count", SIZES)
def test_frame_yardstick_graphics_items(benchmark: Any, qapp: Any, count: int) -> None:
    benchmark.group = f"frame of {count} entities, {2 * count} links"
    content = _content(count)
    scene = QGraphicsScene()
    pen = QPen()
    pen.setCosmetic(True)
    for start, end in content.ends.tolist():
        points = (QPointF(*content.positions[start]), QPointF(*content.positions[end]))
        scene.addLine(QLineF(*points), pen)
    from PySide6.QtGui import QPixmap

    icon = QPixmap.fromImage(icon_image("person", 40))
    for (x, y), label in zip(content.positions.tolist(), content.labels, strict=True):
        scene.addPixmap(icon).setPos(x - 20, y - 20)
        scene.addSimpleText(label).setPos(x - 20, y + 22)
    view = QGraphicsView(scene)
    view.resize(WIDTH, HEIGHT)
    box = scene.itemsBoundingRect()
    shifts = iter(range(10**6))

    def frame() -> QImage:
        image = _image()
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        moved = box.translated(float(next(shifts) % 7), 0)
        scene.render(painter, QRectF(0, 0, WIDTH, HEIGHT), moved)
        painter.end()
        return image

    assert benchmark(frame) != _image()
