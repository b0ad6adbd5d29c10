"""A page that does not stand among the tabs: beside them, or in a window of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from iwtlink.gui.icons import action_icon
from iwtlink.gui.pages.page import Page
from iwtlink.i18n import tr


class Holder(QFrame):
    """Holds one page under a line with its title and the way back to the tabs."""

    back_wanted = Signal(object)
    """The ``Page`` is to stand among the tabs again."""

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page_holder")
        self.page = page
        self.title = QLabel()
        self.title.setObjectName("holder_title")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.back = QToolButton()
        self.back.setObjectName("holder_back")
        self.back.setAutoRaise(True)
        self.back.setIcon(action_icon("x"))
        self.back.setText(tr("Back among the tabs"))
        self.back.setToolTip(tr("Back among the tabs"))
        self.back.setAccessibleName(tr("Back among the tabs"))
        self.back.clicked.connect(self._ask_back)
        line = QHBoxLayout()
        line.setContentsMargins(12, 4, 4, 4)
        line.addWidget(self.title, 1)
        line.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(page, 1)
        page.show()
        self.retitle()

    def retitle(self) -> None:
        """Show the title of the page."""
        self.title.setText(self.page.title())
        self.setWindowTitle(f"{self.page.title()} — iwtlink")
        self.setWindowIcon(self.page.picture())

    def let_go(self) -> Page:
        """Give the page away, and close for good."""
        page = self.page
        page.setParent(None)
        self.hide()
        self.deleteLater()
        return page

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the window puts the page back among the tabs."""
        event.ignore()
        self._ask_back()

    def _ask_back(self) -> None:
        self.back_wanted.emit(self.page)
