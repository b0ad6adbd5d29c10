"""What dialogs share: a form with a sentence above, a problem line and two buttons."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from iwtlink.i18n import tr


class FormDialog(QDialog):
    """A dialog of labelled inputs; ``accept_text`` stands on the button that does it."""

    is_fitted = False
    """Has the height of its words: for dialogs in which nothing stretches."""

    def __init__(
        self, name: str, title: str, sentence: str, accept_text: str, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(480)
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(16)
        self.form.setVerticalSpacing(8)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.problem = QLabel()
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setObjectName("problem")
        self.problem.setProperty("part", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.buttons = QDialogButtonBox()
        self.do_it = QPushButton(accept_text)
        self.do_it.setObjectName("accept")
        self.do_it.setDefault(True)
        cancel = QPushButton(tr("Cancel"))
        cancel.setObjectName("cancel")
        cancel.setAutoDefault(False)
        self.buttons.addButton(self.do_it, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(16)
        if sentence:
            text = QLabel(sentence)
            text.setWordWrap(True)
            column.addWidget(text)
        column.addLayout(self.form)
        column.addWidget(self.problem)
        column.addWidget(self.buttons)

    def add_row(self, label: str, field: QWidget, name: str) -> None:
        """Add an input with its label, which also names it for those who hear it."""
        field.setObjectName(name)
        field.setAccessibleName(label)
        self.form.addRow(label, field)

    def say_problem(self, sentence: str) -> None:
        """Show what stands in the way; an empty sentence takes it away."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self._make_room()

    def event(self, event: QEvent) -> bool:
        """Take the height of the words anew where they changed."""
        is_done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._make_room()
        return is_done

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Take the height that the words need at this width: Qt reserves more, or too little."""
        layout = self.layout()
        if layout is None or not layout.hasHeightForWidth():
            return
        needed = layout.totalHeightForWidth(self.width())
        if needed > self.height() or (self.is_fitted and needed < self.height()):
            self.resize(self.width(), needed)
