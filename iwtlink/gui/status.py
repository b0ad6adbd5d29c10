"""The status bar: what is selected, shown, running, undoable, and the working source."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QStatusBar,
    QToolButton,
    QWidget,
)

from iwtlink.gui.icons import action_icon
from iwtlink.gui.jobs import Job, Jobs
from iwtlink.i18n import tr

_SHOW_AFTER_MS = 250
"""A job shorter than this is not worth a moving bar."""


class JobStrip(QWidget):
    """The oldest job under way: what it does, how far it is, and a way to stop it."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setObjectName("job_text")
        self.bar = QProgressBar()
        self.bar.setObjectName("job_progress")
        self.bar.setAccessibleName(tr("Progress of the running work"))
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(120)
        self.stop = QToolButton()
        self.stop.setObjectName("job_stop")
        self.stop.setAutoRaise(True)
        self.stop.setIcon(action_icon("x"))
        self.stop.setText(tr("Stop"))
        self.stop.setToolTip(tr("Stop this work"))
        self.stop.setAccessibleName(tr("Stop this work"))
        self.stop.clicked.connect(self._stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 4, 0)
        row.setSpacing(6)
        for widget in (self.text, self.bar, self.stop):
            row.addWidget(widget)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOW_AFTER_MS)
        self._timer.timeout.connect(self._show_oldest)
        jobs.began.connect(self._began)
        jobs.ended.connect(self._ended)
        self.hide()

    def _began(self, job: Job) -> None:
        if self._job is None and not self._timer.isActive():
            self._timer.start()

    def _ended(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            self._show_oldest()

    def _show_oldest(self) -> None:
        running = self._jobs.running
        self.setVisible(bool(running))
        if not running or self._job is not None:
            return
        self._job = running[0]
        self.text.setText(self._job.label)
        self.bar.setRange(0, 0)
        self.stop.setEnabled(True)
        self._job.progressed.connect(self._progressed)

    def _progressed(self, fraction: float, sentence: str) -> None:
        self.bar.setRange(0, 1000)
        self.bar.setValue(round(fraction * 1000))
        if sentence:
            self.text.setText(sentence)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.stop.setEnabled(False)
            self.text.setText(tr("Stopping…"))


class StatusStrip(QStatusBar):
    """The window's status bar, left to right as the analyst reads it."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_bar")
        self.setSizeGripEnabled(False)
        self.doing = _part("status_doing", tr("What the mouse does now"))
        self.doing.hide()
        self.selected = _part("status_selected", tr("Selected"))
        self.shown = _part("status_shown", tr("Shown"))
        self.source = _part("status_source", tr("Working source"))
        self.undo = _part("status_undo", tr("Last step"))
        self.saved = _part("status_saved", tr("State of the database"))
        self.encryption = _part("status_encryption", tr("Encryption"))
        self.jobs = JobStrip(jobs)
        self.addWidget(self.doing)
        self.addWidget(self.selected)
        self.addWidget(self.shown)
        self.addPermanentWidget(self.jobs)
        self.addPermanentWidget(self.source)
        self.addPermanentWidget(self.undo)
        self.addPermanentWidget(self.encryption)
        self.addPermanentWidget(self.saved)

    def show_encryption(self, is_encrypted: bool | None) -> None:
        """Say whether the open database is encrypted; None where none is open."""
        words = tr("● encrypted") if is_encrypted else tr("not encrypted")
        self.encryption.setText("" if is_encrypted is None else words)
        self.encryption.setToolTip(
            tr("Nobody can read the file without its passphrase.")
            if is_encrypted
            else tr("Anyone who has the file can read it. File, Encryption gives it a passphrase.")
        )

    def tell_doing(self, sentence: str) -> None:
        """Say for as long as it lasts what the mouse does; nothing for empty words."""
        if sentence != self.doing.text():
            self.doing.setText(sentence)
            self.doing.setVisible(bool(sentence))
            if sentence:
                self.clearMessage()

    def say(self, sentence: str) -> None:
        """Show a sentence for some seconds."""
        self.showMessage(sentence, 6000)


def _part(name: str, spoken: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setAccessibleName(spoken)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
