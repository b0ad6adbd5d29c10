"""The title block of a chart: subtitle, author, date, marking, place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from iwtlink.gui.dialogs.form import FormDialog
from iwtlink.i18n import tr
from iwtlink.store.charts import ChartContent


def places() -> dict[str, str]:
    """Give the sides of the chart at which legend and title block can stand."""
    return {
        "above": tr("Above"),
        "below": tr("Below"),
        "left": tr("At the left"),
        "right": tr("At the right"),
    }


def place_box(stated: Any, usual: str) -> QComboBox:
    """Give a box with the sides; a place set by hand is kept until another is chosen."""
    box = QComboBox()
    for name, words in places().items():
        box.addItem(words, name)
    if isinstance(stated, (list, tuple)):
        box.addItem(tr("Where it was put"), list(stated))
        box.setCurrentIndex(box.count() - 1)
    else:
        box.setCurrentIndex(max(0, box.findData(stated or usual)))
    return box


class TitleDialog(FormDialog):
    """Tells the title block as ``ChartOptions`` keeps it; empty for none."""

    wanted = Signal(object)
    is_fitted = True

    def __init__(
        self, content: ChartContent, markings: Sequence[str], parent: QWidget | None = None
    ) -> None:
        stated = content.options.title_block
        super().__init__(
            "title_block_dialog",
            tr("Title block"),
            tr(
                "It stands on the chart and on everything printed from it, with the title "
                "“{title}” and the notice of the database.",
                title=content.title,
            ),
            tr("Apply"),
            parent,
        )
        self.is_shown = QCheckBox(tr("Show the title block"))
        self.is_shown.setObjectName("title_shown")
        self.is_shown.setChecked(True)
        self.form.addRow("", self.is_shown)
        self.subtitle = QLineEdit(str(stated.get("subtitle", "")))
        self.add_row(tr("Subtitle"), self.subtitle, "title_subtitle")
        self.author = QLineEdit(str(stated.get("author", "")))
        self.author.setPlaceholderText(content.author)
        self.add_row(tr("Author"), self.author, "title_author")
        self.date = QLineEdit(str(stated.get("date", "")))
        self.date.setPlaceholderText(content.made_on)
        self.add_row(tr("Date"), self.date, "title_date")
        self.marking = QComboBox()
        self.marking.setEditable(True)
        typed = self.marking.lineEdit()
        assert typed is not None  # since it is editable
        typed.setPlaceholderText(tr("No marking"))
        self.marking.addItems(markings)
        self.marking.setCurrentIndex(-1)
        self.marking.setCurrentText(str(stated.get("marking", "")))
        self.add_row(tr("Marking"), self.marking, "title_marking")
        self.place = place_box(stated.get("place"), "above")
        self.add_row(tr("Place"), self.place, "title_place")
        self.subtitle.setFocus()

    def accept(self) -> None:
        """Tell the title block and close."""
        block: dict[str, Any] = {}
        if self.is_shown.isChecked():
            block = {"place": self.place.currentData()}
            for name, words in (
                ("subtitle", self.subtitle.text()),
                ("author", self.author.text()),
                ("date", self.date.text()),
                ("marking", self.marking.currentText()),
            ):
                if words.strip():
                    block[name] = words.strip()
        super().accept()
        self.wanted.emit(block)
