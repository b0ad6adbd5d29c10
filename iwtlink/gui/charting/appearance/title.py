"""The title block of a chart and the rest of its cover sheet, and when that is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from iwtlink.gui.charting.appearance.cover_fields import CoverFields
from iwtlink.gui.dialogs.form import FormDialog
from iwtlink.i18n import tr
from iwtlink.store.charts import ChartContent
from iwtlink.store.charts.cover import EACH, FIRST, block_of, fields_of, written_fields

_WIDE_PX = 780
"""At which the values of the cover sheet can be read."""


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
    """Tells title block and cover sheet as ``ChartOptions`` keeps them, by name."""

    wanted = Signal(object)
    """Options by name: ``title_block`` (empty for none on the chart) and ``cover``."""
    is_fitted = True

    def __init__(
        self, content: ChartContent, markings: Sequence[str], parent: QWidget | None = None
    ) -> None:
        self._cover = content.options.cover
        stated = block_of(content.options.title_block, self._cover)
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
        self.setMinimumWidth(_WIDE_PX)
        self.is_shown = QCheckBox(tr("Show the title block"))
        self.is_shown.setObjectName("title_shown")
        self.is_shown.setChecked(bool(content.options.title_block) or not self._cover.get("fields"))
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
        self.fields = CoverFields(fields_of(self._cover))
        self.form.addRow(tr("Cover sheet"), self.fields)
        self.asks = QComboBox()
        for when, words in _times().items():
            self.asks.addItem(words, when)
        self.asks.setCurrentIndex(max(0, self.asks.findData(self._cover.get("asks", ""))))
        self.add_row(tr("Ask for it"), self.asks, "cover_asks")
        self.subtitle.setFocus()

    def accept(self) -> None:
        """Tell title block and cover sheet, and close."""
        said = self._said()
        block = {"place": self.place.currentData(), **said} if self.is_shown.isChecked() else {}
        hidden = {} if block else said
        cover = self._cover_sheet(hidden)
        super().accept()
        self.wanted.emit({"title_block": block, "cover": cover})

    def _said(self) -> dict[str, Any]:
        """Give what stands in the lines, without those that are empty."""
        lines = {
            "subtitle": self.subtitle.text(),
            "author": self.author.text(),
            "date": self.date.text(),
            "marking": self.marking.currentText(),
        }
        return {name: words.strip() for name, words in lines.items() if words.strip()}

    def _cover_sheet(self, hidden: dict[str, Any]) -> dict[str, Any]:
        asks = self.asks.currentData()
        parts = {
            "fields": written_fields(self.fields.fields()),
            "asks": asks,
            "is_asked": asks == FIRST,
            "hidden_block": hidden,
        }
        return {name: part for name, part in parts.items() if part}


def _times() -> dict[str, str]:
    return {
        "": tr("Never"),
        FIRST: tr("When a chart is first made by a template of it"),
        EACH: tr("Each time the chart is opened"),
    }
