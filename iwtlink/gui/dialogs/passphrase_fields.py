"""Inputs for passphrases: unseen unless asked, and for a new one twice, with its strength."""

from __future__ import annotations

from importlib import import_module

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from iwtlink.gui.jobs import Jobs
from iwtlink.i18n import tr
from iwtlink.store.opening.keys import strength_of

_RATE_AFTER_MS = 120


class PassphraseLine(QWidget):
    """One line whose letters are dots until the button beside it shows them."""

    def __init__(self, label: str, name: str) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setObjectName(name)
        self.line.setAccessibleName(label)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.show_it = QPushButton(tr("Show"))
        self.show_it.setObjectName(f"{name}_show")
        self.show_it.setAutoDefault(False)
        self.show_it.setAccessibleName(tr("Show the passphrase"))
        self.show_it.setCheckable(True)
        self.show_it.toggled.connect(self.reveal)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self.show_it)
        self.setFocusProxy(self.line)

    def text(self) -> str:
        """Give what was typed."""
        return self.line.text()

    def reveal(self, is_shown: bool) -> None:
        """Show or hide the letters."""
        mode = QLineEdit.EchoMode
        self.line.setEchoMode(mode.Normal if is_shown else mode.Password)
        self.show_it.setText(tr("Hide") if is_shown else tr("Show"))

    def forget(self) -> None:
        """Empty the line and hide what is typed next."""
        self.line.clear()
        self.show_it.setChecked(False)


class NewPassphrase(QWidget):
    """A new passphrase: typed twice, rated while it is typed, its finality acknowledged.

    Without ``is_final`` nothing is lost with the passphrase, and nothing is acknowledged.
    """

    changed = Signal()

    def __init__(self, jobs: Jobs, *, is_optional: bool, is_final: bool = True) -> None:
        super().__init__()
        self._is_optional = is_optional
        self._is_final = is_final
        self.first = PassphraseLine(tr("Passphrase"), "new_passphrase")
        self.again = PassphraseLine(tr("Passphrase again"), "new_passphrase_again")
        self.first.line.setPlaceholderText(
            tr("empty: not encrypted") if is_optional else tr("four or five words")
        )
        self.again.line.setPlaceholderText(tr("the same once more"))
        self.bar = QProgressBar()
        self.bar.setObjectName("strength_bar")
        self.bar.setAccessibleName(tr("Strength of the passphrase"))
        self.bar.setRange(0, 4)
        self.bar.setTextVisible(False)
        self.sentence = QLabel()
        self.sentence.setObjectName("strength")
        self.sentence.setProperty("part", "muted")
        self.sentence.setWordWrap(True)
        self.final = QLabel(
            tr(
                "Nobody can open the file without its passphrase, also not those who made the "
                "program. Keep it where you keep such things."
            )
        )
        self.final.setObjectName("passphrase_warning")
        self.final.setWordWrap(True)
        self.known = QCheckBox(tr("I know that a forgotten passphrase is final"))
        self.known.setObjectName("passphrase_final")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.first, self.again, self.bar, self.sentence, self.final, self.known):
            column.addWidget(widget)
        for widget in (self.final, self.known):
            widget.setVisible(is_final)
        self.setFocusProxy(self.first)
        self._rate_soon = QTimer(self, singleShot=True, interval=_RATE_AFTER_MS)
        self._rate_soon.timeout.connect(self.rate)
        self.first.line.textChanged.connect(self._typed)
        self.first.show_it.toggled.connect(self.again.show_it.setChecked)
        self.again.line.textChanged.connect(self.changed)
        self.known.toggled.connect(self.changed)
        jobs.compute(tr("Preparing"), lambda progress: import_module("zxcvbn"))  # slow to load
        self._fit()

    def text(self) -> str:
        """Give the passphrase; empty where none is wanted."""
        return self.first.text()

    def forget(self) -> None:
        """Empty both lines."""
        self.first.forget()
        self.again.forget()

    def problem(self) -> str:
        """Say what stands in the way of using it; empty where nothing does."""
        first, again = self.first.text(), self.again.text()
        if not first and not again:
            return "" if self._is_optional else tr("Type the new passphrase.")
        if first != again:
            return tr("The two passphrases differ. Type the same twice.")
        if self._is_final and not self.known.isChecked():
            return tr("Tick that you know a forgotten passphrase is final.")
        return ""

    def rate(self) -> None:
        """Say how strong the passphrase is."""
        found = strength_of(self.first.text())
        self.bar.setValue(found.score)
        self.sentence.setText(found.sentence)

    def _typed(self) -> None:
        self._fit()
        self._rate_soon.start()
        self.changed.emit()

    def _fit(self) -> None:
        """What belongs to a passphrase is asked only where one is wanted."""
        is_wanted = bool(self.first.text()) or not self._is_optional
        for widget in (self.again, self.bar, self.final, self.known):
            widget.setEnabled(is_wanted)
        if not self.first.text():
            self.bar.setValue(0)
            self.sentence.setText(
                tr("Without a passphrase anyone who has the file can read it.")
                if self._is_optional
                else tr("Words that do not belong together are strong and easy to remember.")
            )
