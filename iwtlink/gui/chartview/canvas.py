"""The painted picture of a chart, kept between frames so that pan, zoom and drag reuse it."""

from __future__ import annotations

import time
from collections.abc import Sequence, Set
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from iwtlink.chart.display import Display
from iwtlink.chart.moving import touched_lines
from iwtlink.render.icons import Pictures
from iwtlink.render.overview import READABLE_ZOOM, OverviewNames, overview_names
from iwtlink.render.painter import Clip, paint_display
from iwtlink.render.reach import Reach, reach_of
from iwtlink.render.view import View

Indexes = NDArray[np.int64]
FEW = 300
"""Charts of up to so many items, the everyday ones, are always painted fresh."""
AT_ONCE_S = 0.016
"""A picture that takes longer than this to paint is scaled first and painted sharp after."""


class Canvas:
    """A display painted for a view.

    ``view`` is what is looked at now; ``is_sharp`` tells whether the picture kept is of just
    that view. While it is not, ``blit`` scales the picture there is.
    """

    def __init__(self) -> None:
        self.view = View(0, 0, 1.0, 1, 1)
        self.pictures: Pictures | None = None
        self.display: Display | None = None
        self._image = QImage()
        self._spare = QImage()
        self._painted_view = self.view
        self._is_sharp = False
        self._is_stale = True
        self._names: OverviewNames | None = None
        self._named_scale = 0.0
        self._reach: Reach | None = None
        self._moving: Indexes | None = None
        self._moving_lines: Indexes | None = None
        self._moving_shapes: frozenset[int] = frozenset()
        self._frame = QImage()
        self._last_s = 0.0

    @property
    def is_sharp(self) -> bool:
        """Whether the picture kept is of the view now."""
        return self._is_sharp

    @property
    def is_quick(self) -> bool:
        """Whether every frame may be painted fresh: a small chart, or one quick to paint last."""
        count = 0 if self.display is None else len(self.display.positions)
        return count <= FEW or self._last_s <= AT_ONCE_S

    def show(self, display: Display | None) -> None:
        """Take another display; the picture is painted when next asked for."""
        self.display = display
        self._reach = None
        self._moving = None
        self._names = None
        self._is_sharp = False
        self._is_stale = True

    def look(self, view: View) -> None:
        """Look elsewhere. A pan by less than the window keeps what stays in view."""
        before, self.view = self._painted_view, view
        same_size = (before.width, before.height) == (view.width, view.height)
        if self._is_sharp and before.scale == view.scale and same_size:
            self._pan(before.left - view.left, before.top - view.top)
        else:
            self._is_sharp = False

    def sharpen(self) -> None:
        """Paint the picture for the view now."""
        if self._is_sharp:
            return
        started = time.perf_counter()
        self._image = self._sized(self._image)
        self._paint(self._image, (0, 0, self.view.width, self.view.height))
        self._painted_view = self.view
        self._is_sharp = True
        self._is_stale = False
        self._last_s = time.perf_counter() - started

    def blit(self, painter: QPainter) -> None:
        """Draw the picture at the window's corner; ``painter`` counts logical pixels."""
        if self._moving is not None:
            self._blit_moving(painter)
            return
        if self._is_stale:  # of another display: not even fit to be scaled
            self.sharpen()
        if self._is_sharp:
            self._image.setDevicePixelRatio(self.view.ratio)
            painter.drawImage(0, 0, self._image)
            self._image.setDevicePixelRatio(1.0)
            return
        self._blit_scaled(painter)

    def begin_move(self, items: Indexes, shapes: Sequence[int] = ()) -> None:
        """Keep all but these items, their lines and free shapes in the picture, for a drag."""
        if self.display is None:
            return
        display = self.display
        self._moving_shapes = frozenset(shapes)
        lines = touched_lines(display, items)
        others = np.setdiff1d(np.arange(len(display.positions)), items)
        rest = np.setdiff1d(np.arange(len(display.ends)), lines)
        self._reach = reach_of(display, others, rest)
        self._moving, self._moving_lines = np.sort(items), lines
        self._image = self._sized(self._image)
        self._paint(self._image, (0, 0, self.view.width, self.view.height))
        self._painted_view = self.view
        self._is_sharp = True
        self._is_stale = False

    def move(self, display: Display) -> None:
        """Show the moving items where ``display`` has them."""
        self.display = display

    def end_move(self) -> None:
        """Paint all in one picture again."""
        self._moving = None
        self._reach = None
        self._is_sharp = False
        self._is_stale = True

    def _pan(self, dx: int, dy: int) -> None:
        width, height = self.view.width, self.view.height
        if abs(dx) >= width or abs(dy) >= height:
            self._is_sharp = False
            return
        if not dx and not dy:
            return
        self._spare = self._sized(self._spare)
        painter = QPainter(self._spare)
        painter.drawImage(dx, dy, self._image)
        painter.end()
        self._image, self._spare = self._spare, self._image
        self._painted_view = self.view
        if dx:
            self._paint(self._image, (0 if dx > 0 else width + dx, 0, abs(dx), height))
        if dy:
            self._paint(self._image, (0, 0 if dy > 0 else height + dy, width, abs(dy)))

    def _paint(self, image: QImage, clip: Clip) -> None:
        if self.display is None:
            image.fill(0xFFFFFFFF)
            return
        display = self.display
        if self._moving is not None:  # the picture below what is being moved
            display = _with_shapes(display, self._moving_shapes, kept=False)
        if self._reach is None:
            self._reach = reach_of(display)
        painter = QPainter(image)
        paint_display(
            painter,
            display,
            self.view,
            pictures=self.pictures,
            names=self._names_now(),
            clip=clip,
            reach=self._reach,
        )
        painter.end()

    def _names_now(self) -> OverviewNames | None:
        if self.display is None or self.view.zoom >= READABLE_ZOOM:
            return None
        if self._names is None or self._named_scale != self.view.scale:
            self._names = overview_names(self.display, self.view)
            self._named_scale = self.view.scale
        return self._names

    def _blit_moving(self, painter: QPainter) -> None:
        if self.display is None or self._moving is None:
            return
        self._frame = self._sized(self._frame)
        frame = QPainter(self._frame)
        frame.drawImage(0, 0, self._image)
        paint_display(
            frame,
            _with_shapes(self.display, self._moving_shapes, kept=True),
            self.view,
            pictures=self.pictures,
            names=self._names_now(),
            reach=reach_of(self.display, self._moving, self._moving_lines),
            has_paper=False,
        )
        frame.end()
        self._frame.setDevicePixelRatio(self.view.ratio)
        painter.drawImage(0, 0, self._frame)
        self._frame.setDevicePixelRatio(1.0)

    def _blit_scaled(self, painter: QPainter) -> None:
        old, new = self._painted_view, self.view
        factor = new.scale / old.scale
        left = (old.left * factor - new.left) / new.ratio
        top = (old.top * factor - new.top) / new.ratio
        size = (old.width * factor / new.ratio, old.height * factor / new.ratio)
        if self.display is not None:
            paper = QColor.fromRgb(self.display.style.colours.paper)
            painter.fillRect(QRectF(0, 0, new.width, new.height), paper)
        painter.drawImage(QRectF(left, top, *size), self._image)

    def _sized(self, image: QImage) -> QImage:
        if (image.width(), image.height()) == (self.view.width, self.view.height):
            return image
        return QImage(self.view.width, self.view.height, QImage.Format.Format_RGB32)


def _with_shapes(display: Display, moving: Set[int], *, kept: bool) -> Display:
    """Give the display with only the moving shapes (``kept``), or with all but those."""
    if not display.shapes and display.legend is None and display.title_block is None:
        return display
    shapes = tuple(s for i, s in enumerate(display.shapes) if (i in moving) == kept)
    if kept:
        return replace(display, shapes=shapes, legend=None, title_block=None)
    return replace(display, shapes=shapes)
