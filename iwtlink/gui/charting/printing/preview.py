"""Pages as they will be printed, one beside the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

_GAP = 8.0


class PagePreview(QWidget):
    """Pictures of pages in columns, as large as they fit."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page_preview")
        self.setAccessibleName(words)
        self.pictures: Sequence[QImage] = ()
        self._columns = 1
        self.setMinimumSize(360, 260)

    def sizeHint(self) -> QSize:
        return QSize(520, 380)

    def show_pages(self, pictures: Sequence[QImage], columns: int) -> None:
        """Show these pages, row by row."""
        self.pictures, self._columns = list(pictures), max(1, columns)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Mid))
        if not self.pictures:
            return
        rows = -(-len(self.pictures) // self._columns)
        first = self.pictures[0]
        wide = (self.width() - _GAP * (self._columns + 1)) / self._columns / first.width()
        high = (self.height() - _GAP * (rows + 1)) / rows / first.height()
        scale = min(wide, high)
        width, height = first.width() * scale, first.height() * scale
        left = (self.width() - self._columns * (width + _GAP) + _GAP) / 2
        top = (self.height() - rows * (height + _GAP) + _GAP) / 2
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for place, picture in enumerate(self.pictures):
            row, column = divmod(place, self._columns)
            x, y = left + column * (width + _GAP), top + row * (height + _GAP)
            smooth = picture.scaled(
                max(1, round(width * self.devicePixelRatioF())),
                max(1, round(height * self.devicePixelRatioF())),
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            painter.drawImage(QRectF(x, y, width, height), smooth)
