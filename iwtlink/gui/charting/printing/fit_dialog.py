"""One sheet of paper with the chart on it, and what to do where it cannot be read."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from iwtlink.chart.paper.fitting import SMALLEST_PT, Fitted
from iwtlink.gui.charting.printing.frame import paper_label
from iwtlink.gui.charting.printing.preview import PagePreview
from iwtlink.i18n import ntr, tr


class FitDialog(QDialog):
    """Shows the sheet; tells what is wanted of it."""

    pdf_wanted = Signal(object)
    arranged_wanted = Signal(object)
    """The items are to stand on the chart as on the sheet: ``Fitted``."""
    parts_wanted = Signal(object)
    """A chart is to be made of each part: ``Fitted``."""

    def __init__(self, fitted: Fitted, image: QImage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("fit_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        name = paper_label(fitted.paper, fitted.is_portrait)
        self.setWindowTitle(tr("The chart on {paper}", paper=name))
        self._fitted = fitted
        self.preview = PagePreview(self.windowTitle())
        self.preview.show_pages([image], 1)
        self.words = QLabel(_words(fitted))
        self.words.setObjectName("fit_words")
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        buttons = QDialogButtonBox()
        self.pdf = self._button(buttons, "fit_pdf", tr("Save as PDF…"), self._save)
        self.pdf.setDefault(True)
        self.arrange = self._button(buttons, "fit_arrange", tr("Arrange the chart so"), self._move)
        self.arrange.setVisible(fitted.is_moved)
        split = ntr("Make {n} chart", "Make {n} charts", len(fitted.parts))
        self.split = self._button(buttons, "fit_split", split, self._split)
        self.split.setVisible(len(fitted.parts) > 1)
        close = self._button(buttons, "fit_close", tr("Close"), self.reject)
        close.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(self.preview, 1)
        column.addWidget(self.words)
        column.addWidget(buttons)
        self.resize(760, 620)
        self.pdf.setFocus()

    def _button(self, box: QDialogButtonBox, name: str, words: str, slot: object) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        assert callable(slot)
        button.clicked.connect(lambda: slot())
        box.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        return button

    def _save(self) -> None:
        self.pdf_wanted.emit(self._fitted)

    def _move(self) -> None:
        self.accept()
        self.arranged_wanted.emit(self._fitted)

    def _split(self) -> None:
        self.accept()
        self.parts_wanted.emit(self._fitted)


def _words(fitted: Fitted) -> str:
    if fitted.advice:
        return fitted.advice
    said = tr(
        "It can be read: the smallest label is printed {size} pt high; {least} pt is the least.",
        size=f"{fitted.smallest_pt:.1f}",
        least=f"{SMALLEST_PT:g}",
    )
    if fitted.is_moved:
        said += " " + tr("Items stand closer here than on the chart, which stays as it is.")
    return said
