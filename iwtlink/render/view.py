"""Which part of a chart is looked at, and how large."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
SMALLEST, LARGEST = 0.004, 8.0
"""Limits of zoom: logical pixels per chart unit."""


@dataclass(frozen=True, slots=True)
class View:
    """A window of ``width`` x ``height`` device pixels onto the chart.

    A chart point p lies at device pixel ``p * scale - (left, top)``. Left and top are whole
    pixels, so that a pan moves the picture exactly.
    """

    left: int
    top: int
    scale: float
    """Device pixels per chart unit."""
    width: int
    height: int
    ratio: float = 1.0
    """Device pixels per logical pixel of the screen."""

    @property
    def zoom(self) -> float:
        """Logical pixels per chart unit: 1 is the chart's own size."""
        return self.scale / self.ratio

    def to_device(self, points: Floats) -> Floats:
        """Give device pixels of chart points; shape (..., 2)."""
        return points * self.scale - (self.left, self.top)

    def to_chart(self, x: float, y: float) -> tuple[float, float]:
        """Give the chart point under a device pixel."""
        return (x + self.left) / self.scale, (y + self.top) / self.scale

    def region(self, clip: tuple[int, int, int, int], margin: float) -> Floats:
        """Give left, top, right, bottom in chart units of a device box x, y, width, height."""
        x, y, width, height = clip
        low, high = self.to_chart(x, y), self.to_chart(x + width, y + height)
        return np.array((*low, *high)) + margin * np.array((-1, -1, 1, 1))

    def panned(self, dx: int, dy: int) -> View:
        """Give the view after the picture moved by whole device pixels."""
        return replace(self, left=self.left - dx, top=self.top - dy)

    def zoomed(self, zoom: float, x: float, y: float) -> View:
        """Give the view at another zoom, with the point under device pixel x, y kept there."""
        scale = min(max(zoom, SMALLEST), LARGEST) * self.ratio
        chart_x, chart_y = self.to_chart(x, y)
        left, top = round(chart_x * scale - x), round(chart_y * scale - y)
        return replace(self, left=left, top=top, scale=scale)

    def sized(self, width: int, height: int, ratio: float) -> View:
        """Give the view in a window of another size, with the middle kept in the middle."""
        middle = self.to_chart(self.width / 2, self.height / 2)
        scale = self.zoom * ratio
        left = round(middle[0] * scale - width / 2)
        top = round(middle[1] * scale - height / 2)
        return View(left, top, scale, width, height, ratio)

    def centred(self, x: float, y: float) -> View:
        """Give the view with a chart point in the middle."""
        left = round(x * self.scale - self.width / 2)
        top = round(y * self.scale - self.height / 2)
        return replace(self, left=left, top=top)

    def fitted(
        self,
        extents: tuple[float, float, float, float],
        margin: float = 24.0,
        largest: float = 1.25,
    ) -> View:
        """Give the view in which a box of chart units just fits, at most ``largest`` zoomed.

        ``margin`` is in logical pixels.
        """
        left, top, right, bottom = extents
        room = 2 * margin * self.ratio
        wide = max(self.width - room, 16) / max(right - left, 1e-6)
        high = max(self.height - room, 16) / max(bottom - top, 1e-6)
        scale = min(max(min(wide, high) / self.ratio, SMALLEST), largest) * self.ratio
        return replace(self, scale=scale).centred((left + right) / 2, (top + bottom) / 2)
