"""Items that glide to the places a layout gave them, so that the eye can follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEasingCurve, QObject, Qt, QVariantAnimation
from PySide6.QtWidgets import QApplication

from iwtlink.chart.display import Display
from iwtlink.chart.moving import moved

if TYPE_CHECKING:
    from iwtlink.gui.chartview.view import ChartView

MOST_GLIDING = 400
"""Above so many items a frame takes too long for the eye to follow."""
_MS = 260


class Glide(QObject):
    """One movement at a time from where items stood to where a new display has them."""

    def __init__(self, view: ChartView) -> None:
        super().__init__(view)
        self._view = view
        self._target: Display | None = None
        self._items = np.zeros(0, np.int64)
        self._from = np.zeros((0, 2))
        self._run = QVariantAnimation(self, duration=_MS, startValue=0.0, endValue=1.0)
        self._run.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._run.valueChanged.connect(self._step)
        self._run.finished.connect(self.stop)

    @property
    def is_under_way(self) -> bool:
        """Whether items are gliding."""
        return self._target is not None

    def to(self, display: Display) -> None:
        """Show a display, its items gliding from where they are seen now.

        At once where nothing moves, too much does, or the system wants no animation.
        """
        before = self._view.display
        self.stop()
        if before is None or not wants_motion() or len(display.positions) > MOST_GLIDING:
            self._view.set_display(display)
            return
        stood = dict(zip(before.entity_ids.tolist(), before.positions, strict=True))
        items = [
            place
            for place, number in enumerate(display.entity_ids.tolist())
            if number in stood and not np.array_equal(stood[number], display.positions[place])
        ]
        if not items:
            self._view.set_display(display)
            return
        self._target = display
        self._items = np.array(items, np.int64)
        self._from = np.array([stood[int(display.entity_ids[place])] for place in items])
        self._run.start()

    def stop(self) -> None:
        """Show the end of the movement now."""
        target, self._target = self._target, None
        if target is not None:
            self._run.stop()
            self._view.set_display(target)

    def _step(self, share: object) -> None:
        if self._target is None or not isinstance(share, float):
            return
        ends = self._target.positions[self._items]
        between = self._from + (ends - self._from) * share
        self._view.canvas.show(moved(self._target, self._items, between))
        self._view.redraw()


def wants_motion() -> bool:
    """Whether the system lets windows move things."""
    return bool(QApplication.isEffectEnabled(Qt.UIEffect.UI_AnimateMenu)) or bool(
        QApplication.isEffectEnabled(Qt.UIEffect.UI_General)
    )
