"""The pages of a document in a row of small pictures, made as they come into view."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QListView, QWidget

from iwtlink.gui.theme import colours
from iwtlink.i18n import tr

WIDTH, HEIGHT = 68, 88
"""Of a small picture, in device-independent pixels."""
_MOST_KEPT = 400

_AnyIndex = QModelIndex | QPersistentModelIndex


class ThumbnailModel(QAbstractListModel):
    """Numbers of pages with their small pictures, so far as they were made."""

    wanted = Signal(int)
    """The small picture of the page in this place is wanted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._labels: list[str] = []
        self._icons: OrderedDict[int, QIcon] = OrderedDict()
        self._empty = QIcon()

    def show_pages(self, labels: list[str]) -> None:
        """Show these pages; none has a picture yet."""
        self.beginResetModel()
        self._labels, self._icons = labels, OrderedDict()
        self._empty = _blank()
        self.endResetModel()

    def take(self, place: int, picture: QImage) -> None:
        """Show the small picture of a page; a page that has none is not asked for again."""
        if place >= len(self._labels):
            return
        self._icons[place] = self._empty if picture.isNull() else QIcon(_on_paper(picture))
        while len(self._icons) > _MOST_KEPT:
            self._icons.popitem(last=False)
        index = self.index(place)
        self.dataChanged.emit(index, index, [Qt.ItemDataRole.DecorationRole])

    def rowCount(self, parent: _AnyIndex = QModelIndex()) -> int:  # noqa: B008 Qt's signature
        return 0 if parent.isValid() else len(self._labels)

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._labels[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return tr("Page {n}", n=self._labels[index.row()])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignHCenter
        if role == Qt.ItemDataRole.DecorationRole:
            icon = self._icons.get(index.row())
            if icon is None:
                self.wanted.emit(index.row())
            return icon or self._empty
        return None


class Thumbnails(QListView):
    """The list itself, from top to bottom."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page_thumbnails")
        self.setAccessibleName(tr("Pages"))
        self.pages = ThumbnailModel(self)
        self.setModel(self.pages)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.TopToBottom)
        self.setWrapping(False)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setIconSize(QSize(WIDTH, HEIGHT))
        self.setGridSize(QSize(WIDTH + 20, HEIGHT + 28))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(WIDTH + 38)

    def point_at(self, place: int) -> None:
        """Mark the page that is shown, without asking for it."""
        index = self.pages.index(place)
        if index.isValid() and self.currentIndex() != index:
            self.selectionModel().blockSignals(True)
            self.setCurrentIndex(index)
            self.selectionModel().blockSignals(False)
            self.scrollTo(index)
            self.viewport().update()


def _blank() -> QIcon:
    paper = QPixmap(WIDTH, HEIGHT)
    paper.fill(QColor(colours().raised))
    return QIcon(paper)


def _on_paper(picture: QImage) -> QPixmap:
    """Lay a small picture on an area of the common size, with a line around it."""
    small = picture.scaled(
        WIDTH * 2,
        HEIGHT * 2,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    area = QPixmap(WIDTH * 2, HEIGHT * 2)
    area.fill(Qt.GlobalColor.transparent)
    painter = QPainter(area)
    left, top = (area.width() - small.width()) // 2, (area.height() - small.height()) // 2
    painter.drawImage(left, top, small)
    painter.setPen(QColor(colours().line))
    painter.drawRect(left, top, small.width() - 1, small.height() - 1)
    painter.end()
    return area
