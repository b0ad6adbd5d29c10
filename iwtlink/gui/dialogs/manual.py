"""The manual, read from the files that came with the program."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QSplitter, QTextBrowser, QWidget

from iwtlink.i18n import language, tr
from iwtlink.paths import resource


class ManualWindow(QWidget):
    """A window of its own: chapters on the left, the text on the right."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("manual_window")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("iwtlink manual"))
        self.resize(960, 680)
        self._chapters = manual_chapters()
        self.list = QListWidget()
        self.list.setObjectName("manual_chapters")
        self.list.setAccessibleName(tr("Chapters"))
        self.list.setMaximumWidth(280)
        self.text = QTextBrowser()
        self.text.setObjectName("manual_text")
        self.text.setAccessibleName(tr("Text of the chapter"))
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(24)
        self.text.anchorClicked.connect(self._follow)
        self.list.addItems([chapter_title(path) for path in self._chapters])
        self.list.currentRowChanged.connect(self._show)
        splitter = QSplitter()
        splitter.addWidget(self.list)
        splitter.addWidget(self.text)
        splitter.setStretchFactor(1, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(splitter)
        if self._chapters:
            self.list.setCurrentRow(0)
        else:
            self.text.setPlainText(tr("The manual did not come with this copy of the program."))

    def _show(self, row: int) -> None:
        path = self._chapters[row]
        document = self.text.document()
        document.setBaseUrl(QUrl.fromLocalFile(str(path.parent) + "/"))
        github = QTextDocument.MarkdownFeature.MarkdownDialectGitHub
        document.setMarkdown(path.read_text(encoding="utf-8"), github)

    def _follow(self, url: QUrl) -> None:
        names = [path.name for path in self._chapters]
        if url.fileName() in names:
            self.list.setCurrentRow(names.index(url.fileName()))


def manual_chapters() -> list[Path]:
    """Give the chapters in order, in the user's language where it has them."""
    for folder in (resource("manual", language()), resource("manual", "en"), resource("manual")):
        found = sorted(folder.glob("*.md"))
        if found:
            return found
    return []


def chapter_title(path: Path) -> str:
    """Give a chapter's first heading."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            return line[2:].strip()
    return path.stem
