"""Asks for a name in one line."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QWidget

from iwtlink.i18n import tr

_WIDTH = 440


def name_dialog(
    parent: QWidget, name: str, title: str, label: str, accept_text: str, value: str = ""
) -> QInputDialog:
    """Make the dialog; connect its ``textValueSelected`` and open it."""
    dialog = QInputDialog(parent)
    dialog.setObjectName(name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(title)
    dialog.setLabelText(label)
    dialog.setTextValue(value)
    dialog.setOkButtonText(accept_text)
    dialog.setCancelButtonText(tr("Cancel"))
    dialog.resize(_WIDTH, dialog.sizeHint().height())
    return dialog
