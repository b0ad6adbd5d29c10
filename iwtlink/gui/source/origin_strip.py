"""Who is behind a protected source: asked for once, logged, gone when the page is left."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QSizePolicy,
)

from iwtlink.errors import Progress
from iwtlink.gui.session import Session
from iwtlink.i18n import tr
from iwtlink.store import Store
from iwtlink.store.ids import DocumentId
from iwtlink.store.origins import Origin, reveal


class OriginStrip(QFrame):
    """Says that a source is protected; shows who it is only after a question."""

    def __init__(self, session: Session, document_id: int) -> None:
        super().__init__()
        self.setObjectName("origin_strip")
        self._session = session
        self._document_id = DocumentId(document_id)
        self.says = QLabel()
        self.says.setObjectName("origin_text")
        self.says.setTextFormat(Qt.TextFormat.PlainText)
        self.says.setWordWrap(True)
        self.says.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.button = QPushButton()
        self.button.setObjectName("origin_reveal")
        self.button.clicked.connect(self._press)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.addWidget(self.says, 1)
        row.addWidget(self.button)
        self._is_shown = False
        self._has_origin = False
        self.hide()

    def show_state(self, *, is_protected: bool, has_origin: bool) -> None:
        """Say whether the source is protected, and offer to reveal who is kept."""
        self._has_origin = has_origin
        self.setVisible(is_protected or has_origin)
        if not self._is_shown:
            self.forget()

    def forget(self) -> None:
        """Show no longer who it is."""
        self._is_shown = False
        self.says.setText(
            tr("Protected source: who it is stays apart from everything else.")
            if self._has_origin
            else tr("Protected source. Nobody wrote down who it is.")
        )
        self.button.setText(tr("Reveal the source…"))
        self.button.setVisible(self._has_origin)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.forget()

    def _press(self) -> None:
        if self._is_shown:
            self.forget()
        else:
            self._ask()

    def _ask(self) -> None:
        box = QMessageBox(self.window())
        box.setObjectName("reveal_dialog")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(tr("Reveal the source"))
        box.setText(tr("Show who is behind this document?"))
        box.setInformativeText(
            tr(
                "That you looked is written into the log, with your name and the time. It is "
                "shown until you leave this page."
            )
        )
        yes = box.addButton(tr("Reveal"), QMessageBox.ButtonRole.AcceptRole)
        yes.setObjectName("reveal_yes")
        cancel = box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        cancel.setObjectName("reveal_no")
        box.setDefaultButton(cancel)
        yes.clicked.connect(self._reveal)
        box.open()

    def _reveal(self) -> None:
        number = self._document_id

        def work(store: Store, progress: Progress) -> Origin:
            return reveal(store, number)

        self._session.write(tr("Revealing a source"), work, on_done=self._show)

    def _show(self, origin: Origin) -> None:
        if not self.isVisible():  # the page was left meanwhile
            return
        parts = (
            tr("Source: {name}", name=origin.name) if origin.name else "",
            tr("Contact: {contact}", contact=origin.contact) if origin.contact else "",
            origin.note,
        )
        self._is_shown = True
        self.says.setText("   ".join(part for part in parts if part))
        self.button.setText(tr("Hide"))
