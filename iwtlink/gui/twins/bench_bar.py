"""The foot of the bench: what merging would do, a reason, and the judgements."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from iwtlink.gui.flow import let_flow
from iwtlink.i18n import tr


class BenchBar(QWidget):
    """Buttons that say their key, for those who have not learnt the keys yet."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("bench_bar")
        self.sentence = QLabel()
        self.sentence.setObjectName("bench_summary")
        self.sentence.setWordWrap(True)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.reason = QLineEdit()
        self.reason.setObjectName("bench_reason")
        self.reason.setAccessibleName(tr("Reason"))
        self.reason.setPlaceholderText(tr("Reason, if you want to keep one (R)"))
        self.same = _button("bench_same", tr("Same: merge (S)"))
        self.same.setProperty("primary", "true")
        self.different = _button("bench_different", tr("Different (D)"))
        self.unsure = _button("bench_unsure", tr("Not sure (U)"))
        self.back = _button("bench_back", tr("← Back"))
        self.skip = _button("bench_skip", tr("Next →"))
        buttons = QWidget()
        flow = let_flow(buttons, spacing=6)
        for button in (self.same, self.different, self.unsure, self.back, self.skip):
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 0)
        column.setSpacing(6)
        column.addWidget(self.sentence)
        column.addWidget(self.reason)
        column.addWidget(buttons)

    def tell(self, sentence: str) -> None:
        """Say what merging would do."""
        self.sentence.setText(sentence)
        self.same.setAccessibleDescription(sentence)

    def said(self) -> str:
        """Give the reason typed, without useless blanks."""
        return " ".join(self.reason.text().split())

    def fit(self, *, is_writable: bool) -> None:
        """Enable what can be done."""
        for one in (self.same, self.different, self.unsure, self.reason):
            one.setEnabled(is_writable)

    def show_steps(self, *, are_shown: bool) -> None:
        """Show the buttons that go from pair to pair, or leave them away."""
        self.back.setVisible(are_shown)
        self.skip.setVisible(are_shown)


def _button(name: str, text: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setAccessibleName(text)
    button.setAutoDefault(False)
    return button
