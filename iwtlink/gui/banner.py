"""A strip above the pages that says what is special about the open database."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from iwtlink.gui.session import Session
from iwtlink.i18n import tr


class Banner(QFrame):
    """Shown while the database is read-only or carries a notice, such as a fictional one."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setObjectName("banner")
        self.text = QLabel()
        self.text.setObjectName("banner_text")
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 12, 5)
        row.addWidget(self.text, 1)
        session.opened.connect(self.refresh)
        session.closed.connect(self.hide)
        self.hide()

    def refresh(self) -> None:
        """Say what is special now."""
        store = self._session.store
        sentences = []
        if store.is_read_only:
            sentences.append(tr("Read-only: look, search and export; nothing can be changed."))
        if store.about.notice:
            sentences.append(store.about.notice)
        self.text.setText("  ·  ".join(sentences))
        self.setVisible(bool(sentences))
