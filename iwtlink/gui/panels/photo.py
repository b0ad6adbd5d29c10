"""The photo of an entity: shown, set by file or by dropping one, removed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from iwtlink.gui.icons import action_icon
from iwtlink.gui.theme import colours
from iwtlink.i18n import tr

_SIDE = 96
_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".bmp", ".gif", ".tif", ".tiff")


class Photo(QWidget):
    """A square with the photo, or the type's icon where there is none."""

    chosen = Signal(Path)
    removed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("photo")
        self.setAccessibleName(tr("Photo"))
        self.setFixedSize(QSize(_SIDE, _SIDE))
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._picture: QPixmap | None = None
        self._icon = ""
        self._is_writable = False

    def show_photo(self, data: bytes, icon: str, *, is_writable: bool) -> None:
        """Show this photo; without data the icon of the type."""
        image = QImage.fromData(data) if data else QImage()
        self._picture = None if image.isNull() else QPixmap.fromImage(_middle(image))
        self._icon = icon
        self._is_writable = is_writable
        tip = tr("Click to set a photo, or drop an image file here") if is_writable else ""
        self.setToolTip(tip)
        self.update()

    @property
    def has_photo(self) -> bool:
        """A photo is shown."""
        return self._picture is not None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(0.5, 0.5, _SIDE - 1, _SIDE - 1), 8, 8)
        chosen = colours()
        if self._picture is not None:
            painter.setClipPath(shape)
            painter.drawPixmap(self.rect(), self._picture)
            painter.setClipping(False)
        else:
            painter.fillPath(shape, QColor(chosen.raised))
            from iwtlink.render.icons import icon_svg  # the chart's icons are slow to load

            icon_svg(self._icon).render(painter, QRectF(24, 24, _SIDE - 48, _SIDE - 48))
        painter.setPen(QColor(chosen.accent if self.hasFocus() else chosen.line))
        painter.drawPath(shape)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._is_writable and event.button() == Qt.MouseButton.LeftButton:
            self.offer(event.position().toPoint())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_writable and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Space):
            self.offer(self.rect().bottomLeft())
        else:
            super().keyPressEvent(event)

    def offer(self, where: QPoint) -> None:
        """Offer what can be done with the photo; without one, ask for a file at once."""
        if not self.has_photo:
            self.browse()
            return
        menu = QMenu(self)
        menu.setObjectName("photo_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        replace = QAction(action_icon("photo-plus"), tr("Replace the photo…"), menu)
        replace.triggered.connect(self.browse)
        remove = QAction(action_icon("photo-off"), tr("Remove the photo"), menu)
        remove.triggered.connect(self.removed)
        menu.addActions([replace, remove])
        menu.popup(self.mapToGlobal(where))

    def browse(self) -> None:
        """Ask for an image file."""
        patterns = " ".join(f"*{suffix}" for suffix in _SUFFIXES)
        dialog = QFileDialog(self, tr("Choose a photo"), "", tr("Images ({p})", p=patterns))
        dialog.setObjectName("photo_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.chosen.emit(Path(path)))
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._is_writable and dropped_image(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_image(event)
        if self._is_writable and path is not None:
            event.acceptProposedAction()
            self.chosen.emit(path)


def dropped_image(event: QDropEvent) -> Path | None:
    """Give the image file that is being dropped, or None."""
    for url in event.mimeData().urls():
        path = Path(url.toLocalFile())
        if path.suffix.casefold() in _SUFFIXES:
            return path
    return None


def _middle(image: QImage) -> QImage:
    """Give the middle square, a little above the centre: where the face is."""
    side = min(image.width(), image.height())
    square = image.copy((image.width() - side) // 2, (image.height() - side) // 4, side, side)
    return square.scaled(
        3 * _SIDE,
        3 * _SIDE,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
