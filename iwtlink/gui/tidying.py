"""Collects garbage on the window's own thread alone, and in full only while nobody is there.

By itself Python collects on whatever thread happens to make a new value. Windows and charts are
often part of a ring of references; taken apart on a thread that reads or writes the database,
they take Qt and the program down with them. So Python's own passes are off, and the
window's clock runs them: short ones over what is new as soon as it is worth it, and with the
names and tables of 100,000 entities in memory a full one takes a second in which the window
stands still, so it waits until nobody is there.
"""

from __future__ import annotations

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from iwtlink.gui.jobs import Jobs
from iwtlink.store.collector import FULL, MIDDLE, Passes

_LOOK_MS = 250
_QUIET_S = 20.0
"""So long nobody must have touched keyboard or mouse."""


class Tidier(QObject):
    """Collects from its making to the end of the program; it must live on the window's thread."""

    def __init__(self, jobs: Jobs, idle_s: Callable[[], float], parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._idle_s = idle_s
        self._passes = Passes()
        gc.disable()
        self._clock = QTimer(self, interval=_LOOK_MS)
        self._clock.timeout.connect(self.look)
        self._clock.start()

    def look(self) -> None:
        """Collect where it is worth it, in full only where that disturbs nobody."""
        is_quiet = self._jobs.is_idle and self._idle_s() >= _QUIET_S
        self._passes.run(FULL if is_quiet else MIDDLE)
