"""Lets the garbage collector look everything through only while nobody is there.

With the names and tables of 100,000 entities in memory one full pass takes a second, in which
the window stands still whatever thread it runs on. The short passes over what is new go on.
"""

from __future__ import annotations

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from iwtlink.gui.jobs import Jobs

_NEVER = 1_000_000
_LOOK_MS = 10_000
_QUIET_S = 20.0
"""So long nobody must have touched keyboard or mouse."""
_WORTH = 100
"""Short passes since the last full one, from which on another is worth its while."""


class Tidier(QObject):
    """Collects while no job runs and nobody was there for some seconds."""

    def __init__(self, jobs: Jobs, idle_s: Callable[[], float], parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._idle_s = idle_s
        new, young, _ = gc.get_threshold()
        gc.set_threshold(new, young, _NEVER)
        self._clock = QTimer(self, interval=_LOOK_MS)
        self._clock.timeout.connect(self.look)
        self._clock.start()

    def look(self) -> None:
        """Collect where it is worth it and disturbs nobody."""
        is_quiet = self._jobs.is_idle and self._idle_s() >= _QUIET_S
        if is_quiet and gc.get_count()[2] >= _WORTH:
            gc.collect()
