"""The painted picture of a chart, kept between frames so that pan, zoom and drag reuse it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from iwtlink.chart.display import Display
from iwtlink.chart.hand.carried import Carried, carried, carried_by
from iwtlink.render.icons import Pictures
from iwtlink.render.nearby import Nearby
from iwtlink.render.overview import READABLE_ZOOM, OverviewNames, overview_names
from iwtlink.render.painter import Clip, paint_display
from iwtlink.render.reach import reach_of
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
        self._is_whole = False
        self._is_stale = True
        self._names: OverviewNames | None = None
        self._nearby: Nearby | None = None
        self._carried: Carried | None = None
        self._carried_now: Display | None = None
        self._still: Display | None = None
        """The display without the shapes that are being dragged."""
        self._last_s = 0.0

    @property
    def is_sharp(self) -> bool:
        """Whether the picture kept is of the view now."""
        return self._is_sharp

    @property
    def is_whole(self) -> bool:
        """Whether it was painted in one go. A picture that was panned is put together of strips.

        Qt starts the dashes of a line anew where it comes into the picture, so that along the
        edge of a strip some do not meet: painted once more at rest, all is in its place.
        """
        return self._is_sharp and self._is_whole

    @property
    def is_quick(self) -> bool:
        """Whether every frame may be painted fresh: a small chart, or one quick to paint last."""
        count = 0 if self.display is None else len(self.display.positions)
        return count <= FEW or self._last_s <= AT_ONCE_S

    def show(self, display: Display | None) -> None:
        """Take another display; the picture is painted when next asked for."""
        self.display = display
        self._nearby = None
        self._carried = self._carried_now = self._still = None
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
        if self.is_whole:
            return
        started = time.perf_counter()
        self._image = self._sized(self._image)
        self._paint(self._image, (0, 0, self.view.width, self.view.height))
        self._painted_view = self.view
        self._is_sharp = self._is_whole = True
        self._is_stale = False
        self._last_s = time.perf_counter() - started

    def blit(self, painter: QPainter) -> None:
        """Draw the picture at the window's corner; ``painter`` counts logical pixels."""
        if self._carried is not None:
            self._blit_moving(painter)
            return
        if self._is_stale:  # of another display: not even fit to be scaled
            self.sharpen()
        if self._is_sharp:
            self._blit_still(painter)
            return
        self._blit_scaled(painter)

    @property
    def carried(self) -> Carried | None:
        """What is being dragged, taken out of the display; None: nothing."""
        return self._carried

    @property
    def carried_now(self) -> Display | None:
        """What is being dragged where it is now, as a small display."""
        return self._carried_now

    def begin_move(
        self, items: Indexes, shapes: Sequence[int] = (), around: Sequence[int] = ()
    ) -> None:
        """Keep all but these items, their lines and free shapes in the picture, for a drag.

        ``around`` are items painted anew with them though they are not moved themselves.
        """
        if self.display is None:
            return
        display = self.display
        held = carried(display, items, shapes, around)
        self._carried, self._carried_now = held, held.display
        self._still = replace(
            display, shapes=tuple(s for i, s in enumerate(display.shapes) if i not in set(shapes))
        )
        others, rest = np.ones(len(display.positions), bool), np.ones(len(display.ends), bool)
        others[held.items[held.shown]] = False
        rest[held.lines] = False
        left = reach_of(display, np.flatnonzero(others), np.flatnonzero(rest))
        self._nearby = Nearby(display, left)
        self._image = self._sized(self._image)
        self._paint(self._image, (0, 0, self.view.width, self.view.height))
        self._painted_view = self.view
        self._is_sharp = self._is_whole = True
        self._is_stale = False

    def move(self, dx: float, dy: float) -> None:
        """Show what is dragged so many chart units from where it was."""
        if self._carried is not None:
            self._carried_now = carried_by(self._carried, dx, dy)

    def end_move(self) -> None:
        """Paint all in one picture again."""
        self._carried = self._carried_now = self._still = None
        self._nearby = None
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
        self._is_whole = False
        if dx:
            self._paint(self._image, (0 if dx > 0 else width + dx, 0, abs(dx), height))
        if dy:
            self._paint(self._image, (0, 0 if dy > 0 else height + dy, width, abs(dy)))

    def _paint(self, image: QImage, clip: Clip) -> None:
        if self.display is None:
            image.fill(0xFFFFFFFF)
            return
        display = self._still or self.display
        if self._nearby is None:
            self._nearby = Nearby(display)
        painter = QPainter(image)
        paint_display(
            painter,
            display,
            self.view,
            pictures=self.pictures,
            names=self._names_now(),
            clip=clip,
            reach=self._nearby.reach(self.view),
            are_passing=self._nearby.passing(self.view),
        )
        painter.end()

    def _names_now(self) -> OverviewNames | None:
        if self.display is None or self.view.zoom >= READABLE_ZOOM:
            return None
        if self._names is None or not self._names.is_for(self.view):
            self._names = overview_names(self.display, self.view, self._names)
        return self._names

    def _blit_moving(self, painter: QPainter) -> None:
        held, now = self._carried, self._carried_now
        if held is None or now is None:
            return
        self._blit_still(painter)
        whole = self._names_now()
        names = whole and OverviewNames(whole.is_named[held.items], whole.text_scale)
        painter.save()
        painter.scale(1 / self.view.ratio, 1 / self.view.ratio)
        paint_display(
            painter,
            now,
            self.view,
            pictures=self.pictures,
            names=names,
            reach=reach_of(now, held.shown),
            has_paper=False,
            has_shapes=True,
        )
        painter.restore()

    def _blit_still(self, painter: QPainter) -> None:
        self._image.setDevicePixelRatio(self.view.ratio)
        painter.drawImage(0, 0, self._image)
        self._image.setDevicePixelRatio(1.0)

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
