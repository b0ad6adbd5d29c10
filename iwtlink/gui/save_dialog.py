"""Asks where a file is to be written."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from iwtlink.i18n import tr
from iwtlink.writing import file_stem


def save_dialog(
    parent: QWidget, name: str, title: str, proposed: str, kinds: str = "", suffix: str = ""
) -> QFileDialog:
    """Make the dialog; connect its ``fileSelected`` and open it."""
    dialog = QFileDialog(parent, title, proposed, kinds)
    dialog.setObjectName(name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix)
    return dialog


def csv_dialog(parent: QWidget, name: str, title: str, subject: str = "") -> QFileDialog:
    """Make the dialog for a list that goes out as CSV; ``subject`` proposes its name."""
    proposed = f"{file_stem(subject)}.csv" if subject else ""
    return save_dialog(parent, name, title, proposed, tr("CSV files (*.csv)"), "csv")
