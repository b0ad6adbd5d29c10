"""The bar of a dialog that waits for its own work: how far it is, in a bar and in words."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QProgressBar

from iwtlink.gui.jobs import Job
from iwtlink.gui.session import Session


class JobBar(QProgressBar):
    """Follows the job that the dialog waits for; hidden where none is under way.

    What fails is told to the dialog alone, not to the window.
    """

    failed = Signal(object)
    stopped = Signal()
    ended = Signal()

    def __init__(self, name: str, accessible_name: str, session: Session, doing: QLabel) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setTextVisible(False)
        self.setFixedWidth(160)
        self._session = session
        self._doing = doing
        self._job: Job | None = None

    @property
    def is_busy(self) -> bool:
        """Say whether a job is under way."""
        return self._job is not None

    def watch(self, job: Job) -> None:
        """Follow a job from now on; one followed before may end unseen."""
        self._job = job
        self.setRange(0, 0)
        self.show()
        self._doing.setText(job.label)
        job.failed.disconnect(self._session.jobs.failed)
        job.progressed.connect(self._progressed)
        job.failed.connect(self.failed)
        job.stopped.connect(self.stopped)
        job.ended.connect(self._ended)

    def cancel(self) -> bool:
        """Ask the job under way to stop; give whether there is one."""
        if self._job is None:
            return False
        self._job.cancel()
        return True

    def _progressed(self, fraction: float, sentence: str) -> None:
        self.setRange(0, 1000)
        self.setValue(round(fraction * 1000))
        self._doing.setText(sentence)

    def _ended(self) -> None:
        if self._job is self.sender():
            self._job = None
            self.hide()
            self._doing.setText("")
            self.ended.emit()
