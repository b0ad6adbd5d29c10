"""Which panel has the lower corners of the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow

NARROW = 1200
"""Width below which explorer, entry panel and inspector do not fit side by side, in pixels."""


def fit_corners(window: QMainWindow) -> None:
    """Give the panel at the foot the whole width where the window is narrow, else the middle."""
    is_narrow = window.width() < NARROW
    for corner, side in (
        (Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea),
        (Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea),
    ):
        area = Qt.DockWidgetArea.BottomDockWidgetArea if is_narrow else side
        if window.corner(corner) != area:
            window.setCorner(corner, area)
