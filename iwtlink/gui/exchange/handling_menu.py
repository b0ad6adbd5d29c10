"""A button with a list of handling codes: those without a tick are held back."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton

from iwtlink.gui.plain import menu_text
from iwtlink.i18n import tr


class HandlingMenu(QPushButton):
    """Lets every code leave until a tick is taken away."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("exchange_handling")
        self.setAutoDefault(False)
        self.codes: dict[str, QAction] = {}
        menu = QMenu(self)
        menu.setObjectName("exchange_handling_menu")
        self.setMenu(menu)
        self._tell()

    def offer(self, codes: Mapping[str, str]) -> None:
        """Offer these codes with what they mean, all ticked."""
        for code, meaning in codes.items():
            words = " — ".join(part for part in (code, meaning) if part)
            action = self.menu().addAction(menu_text(words))
            action.setObjectName(f"exchange_handling_{code}")
            action.setCheckable(True)
            action.setChecked(True)
            action.toggled.connect(self._toggled)
            self.codes[code] = action
        self.setEnabled(bool(codes))
        self._tell()

    def ceiling(self) -> tuple[str, ...]:
        """Give the codes that may leave, that of no code among them; empty where all may."""
        if not self._held():
            return ()
        return ("", *(code for code, action in self.codes.items() if action.isChecked()))

    def _held(self) -> list[str]:
        return [code for code, action in self.codes.items() if not action.isChecked()]

    def _toggled(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        held = ", ".join(self._held())
        if held:
            words = tr("Held back: handling {codes}", codes=held)
        else:
            words = tr("Every handling code") if self.codes else tr("No handling codes in use")
        self.setText(words)
        self.setAccessibleName(words)
