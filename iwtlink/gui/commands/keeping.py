"""Backups, passphrase and lock: the part of the File menu that keeps the work safe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from iwtlink.gui.dialogs.backups import BackupsDialog
from iwtlink.gui.dialogs.encryption import EncryptionDialog

if TYPE_CHECKING:
    from iwtlink.gui.window import MainWindow


class KeepingCommands(QObject):
    """What keeps a database from being lost or read by others."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def backups(self) -> None:
        """Show the backups of the open database; of every one where none is open."""
        session = self._window.session
        BackupsDialog(self._window, session.store.path if session.is_open else None).open()

    def encryption(self) -> None:
        """Ask for a passphrase to give, change or take away."""
        EncryptionDialog(self._window).open()

    def lock_now(self) -> None:
        """Cover the window until the passphrase is typed again."""
        self._window.locker.lock()
