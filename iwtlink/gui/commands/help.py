"""The manual, the keyboard, and what this program is: the Help menu."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox

from iwtlink import __version__
from iwtlink.gui.dialogs.manual import ManualWindow
from iwtlink.gui.dialogs.shortcuts import ShortcutsDialog
from iwtlink.i18n import tr
from iwtlink.settings import Settings, change_settings

if TYPE_CHECKING:
    from iwtlink.gui.window import MainWindow


class HelpCommands(QObject):
    """The Help menu."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def manual(self) -> None:
        """Show the manual, from this computer."""
        ManualWindow(self._window).show()

    def shortcuts(self) -> None:
        """List every action with its keys, to be read and changed."""
        dialog = ShortcutsDialog(self._window.actions_by_name, self._window)
        dialog.wanted.connect(self.keep_keys)
        dialog.open()

    def keep_keys(self, own: Mapping[str, str]) -> None:
        """Give actions keys of the user's own, now and whenever the program starts.

        What was kept for actions that this program does not have stays kept.
        """
        known = self._window.actions_by_name.usual_keys

        def change(settings: Settings) -> Settings:
            others = {n: keys for n, keys in settings.shortcuts.items() if n not in known}
            kept = {n: keys for n, keys in own.items() if keys != known[n]}
            return replace(settings, shortcuts={**others, **kept})

        self._window.use_keys(change_settings(change).shortcuts)

    def about(self) -> None:
        """Say what this program is, which version, under which licence."""
        box = QMessageBox(self._window)
        box.setObjectName("about_dialog")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(tr("About iwtlink"))
        box.setIconPixmap(self._window.windowIcon().pixmap(64, 64))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(tr("iwtlink {version}", version=__version__))
        box.setInformativeText(
            tr(
                "Link analysis for those who map wildlife-trafficking networks. "
                "It works offline: nothing leaves this computer unless you export it."
                "\n\nApache licence 2.0. "
                "Icons: Tabler (MIT), Fluent Emoji (MIT). Fonts: Noto (OFL)."
                "\nPython {python}, PySide6 {pyside}.",
                python=platform.python_version(),
                pyside=pyside_version,
            )
        )
        box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box.addButton(tr("Close"), QMessageBox.ButtonRole.AcceptRole)
        box.open()
