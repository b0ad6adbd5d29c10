"""Locking an encrypted database: by itself after idle minutes, or at once on wish."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

from iwtlink.errors import IwtlinkError, Progress, WrongPassphrase
from iwtlink.gui.cover import Cover
from iwtlink.gui.lock_page import LockPage
from iwtlink.i18n import tr
from iwtlink.operations.keeping import is_kept, keep_if_changed
from iwtlink.operations.keeping.rekey import refuse_wrong
from iwtlink.settings import load_settings
from iwtlink.store import Store

if TYPE_CHECKING:
    from iwtlink.gui.window import MainWindow

_LOOK_MS = 5_000
_AGAIN_MS = 2_000
_SOON_MS = 100
_ASLEEP_S = 30
_SIGNS = frozenset(
    (
        *(QEvent.Type.KeyPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress),
        *(QEvent.Type.Wheel, QEvent.Type.TouchBegin, QEvent.Type.TabletMove),
    )
)
"""What tells that somebody is there."""


class IdleWatch(QObject):
    """Knows how long nobody has touched keyboard or mouse in any window of the program.

    Time is the clock on the wall, since a laptop's other clocks stop while its lid is closed.
    """

    woke = Signal()
    """Somebody is there again after half a minute or more; he is not yet counted."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._last = time.time()
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self.watch)

    @property
    def idle_s(self) -> float:
        """Seconds since the last sign; a clock set back counts as none."""
        return max(0.0, time.time() - self._last)

    def watch(self, window: QWindow | None) -> None:
        """Look at what comes to a window as well."""
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def touch(self) -> None:
        """Count from now."""
        self._last = time.time()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note a sign of somebody there; every event goes on its way."""
        if event.type() in _SIGNS:
            if self.idle_s >= _ASLEEP_S:
                self.woke.emit()  # a lid opened after an hour locks before the first key counts
            self.touch()
        return False


class Locker(QObject):
    """Covers the window, waits for what is under way, and has the store forget its key."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._jobs = window.jobs
        self._is_locking = False
        self._held: list[Exception] = []
        self._pausing: set[QObject] = set()
        """What is shown to others, and must not be covered by itself."""
        self.page = LockPage()
        window.cover_stack.addWidget(self.page)
        self.cover = Cover(window, window.cover_stack, self.page)
        self.idle = IdleWatch(self)
        self.idle.woke.connect(self.look)
        self._clock = QTimer(self, interval=_LOOK_MS)
        self._clock.timeout.connect(self.look)
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(self._lock_when_idle)
        self._jobs.idled.connect(self._again_soon)
        self.page.unlock_wanted.connect(self._unlock)
        self.page.close_wanted.connect(self._session.close)
        self._session.opened.connect(self._opened)

    def look(self) -> None:
        """Lock where nobody was there for the minutes that are set."""
        minutes = load_settings().lock_minutes
        if self._pausing:
            return
        if self._can_lock() and minutes and self.idle.idle_s >= minutes * 60:
            self.lock()

    def lock(self) -> None:
        """Cover the window now and lock the database as soon as nothing is under way."""
        if not self._can_lock():
            self._window.status.say(
                tr("Without a passphrase there is nothing to lock; see File, Encryption.")
            )
            return
        self._session.is_locked = True
        self._window.commands.chart_copy.carried.forget()
        self.page.begin()
        self.cover.put_on(tr("iwtlink: locked"))
        self._window.refresh_situation()
        self._again_soon()

    def pause(self, reason: QObject) -> None:
        """Do not lock by idle minutes while something is shown to others; at once on wish."""
        self._pausing.add(reason)

    def resume(self, reason: QObject) -> None:
        """Count idle minutes again, from now."""
        self._pausing.discard(reason)
        self.idle.touch()

    def hold(self, error: Exception) -> bool:
        """Keep an error until the window is open again; False where it is open now."""
        if self.cover.is_on:
            self._held.append(error)
        return self.cover.is_on

    def leave(self) -> None:
        """Take off the cover of a database that was closed while it was locked."""
        self._is_locking = False
        self._clock.stop()
        self._held.clear()
        self.cover.take_off(with_dialogs=False)

    def _can_lock(self) -> bool:
        session = self._session
        return session.is_open and session.store.is_encrypted and not session.is_locked

    def _opened(self) -> None:
        self.idle.touch()
        self.idle.watch(self._window.windowHandle())
        self._clock.start()

    # Locking

    def _again_soon(self) -> None:
        if self._session.is_locked and not self._is_locking:
            self._again.start(0)

    def _lock_when_idle(self) -> None:
        """Lock once every edit is written and everything that is shown was read."""
        session = self._session
        if not session.is_locked or self._is_locking or session.store.is_locked:
            return
        if not self._jobs.is_idle:
            return  # asked again when the jobs are done
        self._is_locking = True
        store = session.store
        job = self._jobs.write(tr("Locking"), lambda progress: _lock(store, progress))
        job.failed.disconnect(self._jobs.failed)
        job.failed.connect(self._lock_failed)
        job.done.connect(self._locked)

    def _locked(self, problem: IwtlinkError | None) -> None:
        self._is_locking = False
        if problem is not None:
            self._held.append(problem)
        self.page.say(tr("Type the passphrase to go on where you stopped."))

    def _lock_failed(self, error: Exception) -> None:
        self._is_locking = False
        self.page.say(str(error) if isinstance(error, IwtlinkError) else tr("Trying again…"))
        self._again.start(_AGAIN_MS)

    # Unlocking

    def _unlock(self, passphrase: str) -> None:
        """Try a passphrase beside the writer, which may be busy with what the lock waits for."""
        if not self._session.is_locked:
            return
        store = self._session.store
        job = self._jobs.compute(tr("Unlocking"), lambda progress: _unlock(store, passphrase))
        job.failed.disconnect(self._jobs.failed)
        job.failed.connect(self._refused)
        job.done.connect(lambda: self._unlocked(passphrase))

    def _refused(self, error: Exception) -> None:
        if isinstance(error, WrongPassphrase):  # its own words name the file
            self.page.refuse(
                tr("This is not the passphrase. Mind capitals and the keyboard's language.")
            )
        elif isinstance(error, IwtlinkError):
            self.page.refuse(str(error))
        else:
            self.page.refuse(tr("That did not work. Close the database and open it again."))

    def _unlocked(self, passphrase: str) -> None:
        if self._is_locking or self._session.store.is_locked:  # the lock came in between
            QTimer.singleShot(_SOON_MS, self, lambda: self._unlock(passphrase))
            return
        self._session.is_locked = False
        self.page.line.forget()
        self.idle.touch()
        self.cover.take_off()
        self._window.refresh_situation()
        held, self._held = self._held, []
        for error in held:
            self._window.show_error(error)


def _lock(store: Store, progress: Progress) -> IwtlinkError | None:
    """Back up what changed, then forget the key; gives why there is no backup."""
    problem = None
    try:
        if is_kept(store):
            keep_if_changed(store, progress, reason="working")
    except IwtlinkError as error:
        problem = error
    store.lock()
    return problem


def _unlock(store: Store, passphrase: str) -> None:
    if store.is_locked:
        store.unlock(passphrase)
    else:
        refuse_wrong(store, passphrase)
