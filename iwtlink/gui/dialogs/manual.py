"""The manual, read from the pages that came with the program."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QSplitter, QTextBrowser, QWidget

from iwtlink.i18n import language, tr
from iwtlink.paths import resource

_MARGIN = 24
_INDENT = 32
"""Room that the style sheet's own margins take."""
_LINK = re.compile(r'<li><a href="([\w-]+\.html)">')
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


class ManualWindow(QWidget):
    """A window of its own: chapters on the left, the text on the right."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("manual_window")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("iwtlink manual"))
        self.resize(1080, 720)
        self._chapters = manual_chapters()
        self.list = QListWidget()
        self.list.setObjectName("manual_chapters")
        self.list.setAccessibleName(tr("Chapters"))
        self.list.ensurePolished()
        self.list.addItems([chapter_title(path) for path in self._chapters])
        self.list.currentRowChanged.connect(self._show)
        self.text = _Text()
        self.text.sourceChanged.connect(self._mark)
        splitter = QSplitter()
        splitter.addWidget(self.list)
        splitter.addWidget(self.text)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([300, 780])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(splitter)
        if self._chapters:
            self.list.setCurrentRow(0)
        else:
            self.text.setPlainText(tr("The manual did not come with this copy of the program."))

    def _show(self, row: int) -> None:
        wanted = QUrl.fromLocalFile(str(self._chapters[row]))
        if self.text.source().path() != wanted.path():
            self.text.setSource(wanted)

    def _mark(self, url: QUrl) -> None:
        names = [path.name for path in self._chapters]
        if url.fileName() in names:
            self.list.setCurrentRow(names.index(url.fileName()))


class _Text(QTextBrowser):
    """Shows a page; pictures are no wider than the room there is."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("manual_text")
        self.setAccessibleName(tr("Text of the chapter"))
        self.document().setDocumentMargin(_MARGIN)

    def loadResource(self, kind: int, url: QUrl | str) -> object:
        place = self.document().baseUrl().resolved(QUrl(url))
        is_picture = kind == QTextDocument.ResourceType.ImageResource.value
        if not is_picture or not place.isLocalFile():
            return super().loadResource(kind, url)
        image = QImage(place.toLocalFile())
        ratio = self.devicePixelRatioF()
        room = round((self.viewport().width() - 2 * _MARGIN - _INDENT) * ratio)
        if image.width() > room > 0:
            image = image.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)
        image.setDevicePixelRatio(ratio)
        return image


def manual_chapters() -> list[Path]:
    """Give the pages in the order of the contents, in the user's language where there are any."""
    for folder in (resource("manual", language()), resource("manual")):
        contents = folder / "index.html"
        if contents.is_file():
            names = _LINK.findall(contents.read_text(encoding="utf-8"))
            return [contents, *(folder / name for name in names)]
    return []


def chapter_title(path: Path) -> str:
    """Give a page's title."""
    found = _TITLE.search(path.read_text(encoding="utf-8"))
    return found[1].strip() if found else path.stem
