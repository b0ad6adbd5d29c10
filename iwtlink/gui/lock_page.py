"""What a locked window shows: nothing of the database, and a line for the passphrase."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from iwtlink.gui.dialogs.passphrase_fields import PassphraseLine
from iwtlink.i18n import tr

_WIDTH = 480


class LockPage(QWidget):
    """Covers the window; tells what was typed, and that the database is to be closed."""

    unlock_wanted = Signal(str)
    close_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lock_page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.heading = QLabel(tr("Locked"))
        self.heading.setProperty("part", "title")
        self.state = _words("lock_state", "")
        self.line = PassphraseLine(tr("Passphrase"), "unlock_passphrase")
        self.line.line.setPlaceholderText(tr("Passphrase"))
        self.line.line.returnPressed.connect(self.unlock)
        self.problem = _words("lock_problem", "problem")
        self.problem.hide()
        self.do_it = QPushButton(tr("Unlock"))
        self.do_it.setObjectName("unlock")
        self.do_it.setProperty("primary", "true")
        self.do_it.clicked.connect(self.unlock)
        self.close_it = QPushButton(tr("Close the database"))
        self.close_it.setObjectName("close_locked")
        self.close_it.clicked.connect(self.close_wanted)
        note = _words("lock_note", "muted")
        note.setText(
            tr(
                "Everything stands as you left it, also what you were typing. What you copied "
                "before is still on the clipboard, where other programs can read it."
            )
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.do_it)
        buttons.addWidget(self.close_it)
        buttons.addStretch(1)
        inner = QWidget()
        inner.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(inner)
        column.setSpacing(12)
        for widget in (self.heading, self.state, self.line, self.problem):
            column.addWidget(widget)
        column.addLayout(buttons)
        column.addWidget(note)
        around = QVBoxLayout(self)
        around.addStretch(2)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(inner, 20)
        middle.addStretch(1)
        around.addLayout(middle)
        around.addStretch(3)
        self.setFocusProxy(self.line)

    def begin(self) -> None:
        """Start with an empty line."""
        self.line.forget()
        self.say_problem("")
        self.wait(is_waiting=False)
        self.say(tr("Finishing what is under way…"))

    def say(self, sentence: str) -> None:
        """Say how far the locking is."""
        self.state.setText(sentence)

    def unlock(self) -> None:
        """Tell what was typed and wait for the answer."""
        if not self.line.text():
            self.say_problem(tr("Type the passphrase."))
            return
        self.say_problem("")
        self.wait(is_waiting=True)
        self.unlock_wanted.emit(self.line.text())

    def refuse(self, sentence: str) -> None:
        """Say that it was wrong and let it be typed again."""
        self.wait(is_waiting=False)
        self.say_problem(sentence)
        self.line.line.selectAll()
        self.line.line.setFocus()

    def wait(self, *, is_waiting: bool) -> None:
        """Let nothing be typed while the passphrase is tried."""
        self.line.setEnabled(not is_waiting)
        self.do_it.setEnabled(not is_waiting)
        self.close_it.setEnabled(not is_waiting)
        self.do_it.setText(tr("Unlocking…") if is_waiting else tr("Unlock"))

    def say_problem(self, sentence: str) -> None:
        """Show what stands in the way; an empty sentence takes it away."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))


def _words(name: str, part: str) -> QLabel:
    made = QLabel()
    made.setObjectName(name)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    if part:
        made.setProperty("part", part)
    return made
