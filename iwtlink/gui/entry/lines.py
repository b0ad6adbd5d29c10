"""The lines of the entry panel: side by side below a page, broken into rows at its side."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QGridLayout,
    QLabel,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from iwtlink.gui.entry.document_row import DocumentRow
from iwtlink.gui.entry.entity_row import EntityRow
from iwtlink.gui.entry.link_row import LinkRow
from iwtlink.gui.entry.names import NameBook
from iwtlink.gui.entry.record_row import RecordRow
from iwtlink.gui.entry.source import SourceHolder
from iwtlink.gui.entry.source_row import SourceRow
from iwtlink.gui.entry.value_row import ValueRow
from iwtlink.gui.plain import tip
from iwtlink.i18n import tr
from iwtlink.store.passages import Passage

_NARROW = 620
"""Pixels: in a narrower panel the lines break into rows."""
_NARROWEST = 330


class EntryLines(QWidget):
    """Source, entity, link and value, and a message below them."""

    def __init__(self, holder: SourceHolder, names: NameBook, window: QWidget) -> None:
        super().__init__()
        self.source = SourceRow(holder, window)
        self.document = DocumentRow()
        self.entity = EntityRow(names, window)
        self.link = LinkRow(names, window)
        self.value = ValueRow(names, window)
        self.record = RecordRow()
        self.message = QLabel()
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.message.setObjectName("entry_message")
        self.message.setAccessibleName(tr("What was entered last"))
        self.on_chart = QCheckBox(tr("Place on the chart in front"))
        self.on_chart.setObjectName("entry_on_chart")
        self._arrange()

    def say(self, sentence: str, *, is_problem: bool = False) -> None:
        """Say what happened, or what stands in the way."""
        self.message.setText(sentence)
        self.message.setToolTip(tip(sentence))
        self.message.setProperty("part", "problem" if is_problem else "muted")
        self.message.style().unpolish(self.message)
        self.message.style().polish(self.message)

    def ask_document(self, title: str) -> None:
        """Ask for a new document in the place of the source."""
        self._first.setCurrentWidget(self.document)
        self.document.begin(title)

    def show_source(self) -> None:
        """Show the working source again."""
        self._first.setCurrentWidget(self.source)
        self.source.refresh()

    def show_value(self) -> None:
        """Ask for a value in the last line."""
        self._last.setCurrentWidget(self.value)
        self._last_label.setText(tr("Value"))

    def ask_note(self, passage: Passage) -> None:
        """Ask for the note on a record of this passage, in the place of the value."""
        self._last.setCurrentWidget(self.record)
        self._last_label.setText(tr("Record"))
        self.record.begin(passage)

    def clear(self) -> None:
        """Empty what was filled in from a page."""
        self.entity.clear_lines()
        self.link.leave_end()
        self.value.leave_value()
        self.show_value()

    def minimumSizeHint(self) -> QSize:
        """Be as narrow as a panel at the side; what stands in one line there breaks."""
        return QSize(_NARROWEST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < _NARROW
        if is_narrow != self._is_narrow:
            self._lay(is_narrow=is_narrow)

    # Arranging

    def _arrange(self) -> None:
        self._first = QStackedWidget()
        self._first.addWidget(self.source)
        self._first.addWidget(self.document)
        self._last = QStackedWidget()
        self._last.addWidget(self.value)
        self._last.addWidget(self.record)
        self._last_label = _muted("")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._labelled = [
            (_muted(tr("Source")), self._first),
            (_muted(tr("Entity")), self.entity),
            (_muted(tr("Link")), self.link),
            (self._last_label, self._last),
        ]
        self._grid.setColumnStretch(1, 1)
        self.show_value()
        foot = self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        foot.addWidget(self.message, 1)
        foot.addWidget(self.on_chart)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 6)
        column.setSpacing(6)
        column.addLayout(self._grid)
        column.addLayout(foot)
        column.addStretch(1)
        self._lay(is_narrow=False)

    def _lay(self, *, is_narrow: bool) -> None:
        """Put the words for the lines before them, or above them in a narrow panel."""
        for place, (label, widget) in enumerate(self._labelled):
            if is_narrow:
                self._grid.addWidget(label, 2 * place, 1)
                self._grid.addWidget(widget, 2 * place + 1, 1)
            else:
                self._grid.addWidget(label, place, 0)
                self._grid.addWidget(widget, place, 1)
        for line in (self.source, self.document, self.entity, self.link, self.value, self.record):
            line.use_narrow(is_narrow=is_narrow)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._foot.setDirection(down if is_narrow else across)
        self.message.setWordWrap(is_narrow)
        self._is_narrow = is_narrow


def _muted(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("part", "muted")
    return label
