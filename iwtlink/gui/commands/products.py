"""Making products: the Products menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from iwtlink.gui.window import MainWindow


class ProductCommands(QObject):
    """The Products menu."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def dossier(self) -> None:
        """Ask on whom, the selected entity being offered."""
        from iwtlink.gui.dialogs.product_dossier import DossierDialog  # slow to load

        chosen = self._window.selection.ids("entity")
        subject = chosen[-1] if chosen else None
        names = self._window.entry.names
        DossierDialog(self._window.session, names, subject, self._window).open()

    def situation(self) -> None:
        """Ask for the scope of a situational analysis."""
        from iwtlink.gui.dialogs.product_situation import SituationDialog  # slow to load

        SituationDialog(self._window.session, self._window).open()
