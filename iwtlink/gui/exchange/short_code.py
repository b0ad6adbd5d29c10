"""Asks for another short code: two laptops that exchange must not share one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from iwtlink.errors import IwtlinkError
from iwtlink.gui.dialogs.form import FormDialog
from iwtlink.i18n import tr
from iwtlink.store.about import clean_code


class ShortCodeDialog(FormDialog):
    """Tells the new code; references made before keep the one they have."""

    wanted = Signal(str)
    is_fitted = True

    def __init__(self, code: str, parent: QWidget | None = None) -> None:
        super().__init__(
            "short_code_dialog",
            tr("Short code of this database"),
            tr(
                "The short code stands in every reference, such as PER-{code}-0042. Laptops that "
                "exchange their work need one each, or both would give the same reference to two "
                "items. References made until now keep the code they have.",
                code=code,
            ),
            tr("Change the short code"),
            parent,
        )
        self._now = code
        self.line = QLineEdit(code)
        self.line.setPlaceholderText(tr("two to six letters or digits, such as VT2"))
        self.add_row(tr("Short code"), self.line, "short_code")
        self.line.selectAll()
        self.line.setFocus()

    def accept(self) -> None:
        """Tell the code and close, or say what is wrong with it."""
        try:
            code = clean_code(self.line.text())
        except IwtlinkError as error:
            self.say_problem(str(error))
            return
        if code != self._now:
            self.wanted.emit(code)
        super().accept()
