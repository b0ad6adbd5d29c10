"""Opening a database: passphrase, who else has it, what if it is damaged."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox

from iwtlink.errors import (
    BadInput,
    DamagedDatabase,
    DatabaseInUse,
    IwtlinkError,
    PassphraseNeeded,
    Progress,
    WrongPassphrase,
)
from iwtlink.gui import recent
from iwtlink.gui.dialogs.backups import BackupsDialog
from iwtlink.gui.dialogs.passphrase import PassphraseDialog
from iwtlink.i18n import ntr, tr
from iwtlink.operations.keeping import was_left_open
from iwtlink.operations.keeping.restore import Damage, damage_of
from iwtlink.settings import change_settings
from iwtlink.store import Store
from iwtlink.store.opening.damage import quick_faults

if TYPE_CHECKING:
    from iwtlink.gui.window import MainWindow


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be opened, and how."""

    path: Path
    read_only: bool = False
    passphrase: str = field(default="", repr=False)


class DatabaseOpener(QObject):
    """Opens one file at a time beside the window and asks what has to be asked."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._under_way: set[Path] = set()
        self._asking: PassphraseDialog | None = None
        self._offered: Store | None = None
        """The open database for which a way back was offered already."""

    def open(self, path: Path, *, read_only: bool = False, passphrase: str = "") -> None:
        """Open a file; once, however often it is asked for."""
        if path not in self._under_way:
            self._begin(Wish(path, read_only, passphrase))

    def take(self, store: Store, *, was_left: bool = False) -> None:
        """Work with a database from now on; look it over where its last sitting broke off."""
        self._session.take(store)
        folder = str(store.path.absolute().parent)
        change_settings(lambda settings: replace(settings, last_folder=folder))
        recent.remember(store.path)
        if was_left:
            self._look_over(store)

    def _begin(self, wish: Wish) -> None:
        self._under_way.add(wish.path)

        def work(progress: Progress) -> tuple[Store, bool]:
            import_module("iwtlink.operations.drawing")  # slow to load, needed for the first chart
            was_left = not wish.read_only and was_left_open(wish.path)
            store = Store.open(wish.path, read_only=wish.read_only, passphrase=wish.passphrase)
            return store, was_left

        def opened(found: tuple[Store, bool]) -> None:
            if self._window.jobs.is_closed:
                found[0].close()
                return
            self._stop_asking()
            self.take(found[0], was_left=found[1])

        label = tr("Opening {file}", file=wish.path.name)
        job = self._window.jobs.write(label, work, opened)
        job.failed.disconnect(self._window.jobs.failed)
        job.failed.connect(lambda error: self._refused(wish, error))
        job.ended.connect(lambda: self._under_way.discard(wish.path))

    def _refused(self, wish: Wish, error: Exception) -> None:
        if isinstance(error, WrongPassphrase) and self._asking is not None:
            self._asking.refuse(str(error))
            return
        if isinstance(error, PassphraseNeeded | WrongPassphrase):
            self._ask(wish, error)
            return
        self._stop_asking()
        if isinstance(error, DatabaseInUse):
            self._offer_reading(wish, error)
        elif isinstance(error, DamagedDatabase | BadInput):
            self._look_for_backups(wish, error)
        else:
            self._window.show_error(error)

    # Passphrase

    def _ask(self, wish: Wish, error: IwtlinkError) -> None:
        self._stop_asking()
        dialog = PassphraseDialog(str(error), tr("Open"), self._window, offers_backups=True)
        dialog.wanted.connect(lambda typed: self._begin(replace(wish, passphrase=typed)))
        dialog.backups_wanted.connect(lambda: self._show_backups(wish.path))
        dialog.finished.connect(self._forget_dialog)
        self._asking = dialog
        dialog.open()

    def _stop_asking(self) -> None:
        if self._asking is not None:
            self._asking.finish()

    def _forget_dialog(self) -> None:
        if self.sender() is self._asking:
            self._asking = None

    def _show_backups(self, path: Path) -> None:
        self._stop_asking()
        BackupsDialog(self._window, path).open()

    # Someone else has it

    def _offer_reading(self, wish: Wish, error: DatabaseInUse) -> None:
        box = QMessageBox(self._window)
        box.setObjectName("in_use_dialog")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Information)
        box.setWindowTitle(tr("The database is in use"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(str(error))
        box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        read = box.addButton(tr("Open read-only"), QMessageBox.ButtonRole.AcceptRole)
        read.setObjectName("open_read_only")
        box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        read.clicked.connect(lambda: self._begin(replace(wish, read_only=True)))
        box.open()

    # Damage

    def _look_for_backups(self, wish: Wish, error: IwtlinkError) -> None:
        def work(progress: Progress) -> Damage | None:
            return damage_of(wish.path, error, wish.passphrase)

        def found(damage: Damage | None) -> None:
            if damage is None:
                self._window.show_error(error)
            else:
                BackupsDialog(self._window, wish.path, damage=damage).open()

        self._window.jobs.compute(tr("Looking for backups"), work, found)

    def offer_way_back(self, error: DamagedDatabase) -> bool:
        """Offer the backups of the open database, once; False where they were offered before."""
        session = self._session
        if not session.is_open or session.is_locked or self._offered is session.store:
            return False
        self._offered = session.store
        self._look_for_backups(Wish(session.store.path), error)
        return True

    def _look_over(self, store: Store) -> None:
        """Check a file whose last sitting broke off, beside the work."""

        def looked(faults: list[str]) -> None:
            if not faults:
                self._window.status.say(
                    tr("The last sitting ended without closing. The file was looked over: whole.")
                )
                return
            sentence = ntr(
                "{file} was not closed last time, and {n} fault was found in it.",
                "{file} was not closed last time, and {n} faults were found in it.",
                len(faults),
                file=store.path.name,
            )
            self._window.show_error(DamagedDatabase(sentence))

        self._window.jobs.compute(
            tr("Looking over the file"), lambda progress: quick_faults(store, progress), looked
        )
