"""The text of a page: read, selected by mouse or keyboard, with its marks underlined.

Known names have a straight line beneath them, candidates a dotted one: the lines differ in
shape as well as in colour. The text is only read, so plain keys are free for work.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QToolTip, QWidget

from iwtlink.gui.plain import tip
from iwtlink.gui.source.keys import action_of
from iwtlink.gui.source.marks import PageMarks, mark_text
from iwtlink.gui.source.shown import Chosen, Part, part_of
from iwtlink.gui.theme import colours
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.operations.marking import Candidate, Mark

_SMALLEST, _LARGEST = 7, 28


class TextView(QPlainTextEdit):
    """Shows a part of a page's text; tells what is chosen in it and which key was pressed."""

    asked = Signal(str)
    """A key asks for something: ``entity``, ``link``, ``next_page`` (see ``keys``)."""
    accepted = Signal(object)
    """What is marked here is to be entered: a ``Mark`` or a ``Candidate``."""
    told = Signal(str)
    """What stands at the text cursor, in a line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page_text")
        self.setAccessibleName(tr("Text of the page"))
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setUndoRedoEnabled(False)
        self.viewport().setMouseTracking(True)
        self.page_id = 0
        self.part: Part = part_of("", 0, 0)
        self.marks = PageMarks()
        self._ontology: Ontology | None = None
        self._shown_passage: tuple[int, int] | None = None
        self.cursorPositionChanged.connect(self._tell)

    # What is shown

    def show_part(self, page_id: int, part: Part) -> None:
        """Show a part of a page; it has no marks yet."""
        self.page_id, self.part = page_id, part
        self.marks, self._shown_passage = PageMarks(), None
        self.setExtraSelections([])
        self.setPlainText(part.text)

    def show_marks(self, marks: PageMarks, ontology: Ontology) -> None:
        """Underline what was found in the part shown."""
        self.marks, self._ontology = marks, ontology
        self._draw()
        self._tell()

    def show_passage(self, first: int, last: int) -> None:
        """Bring a passage into view and set it off from the rest."""
        self._shown_passage = (first, last)
        cursor = self.textCursor()
        cursor.setPosition(self.part.to_view(last))
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        cursor.setPosition(self.part.to_view(first))
        self.setTextCursor(cursor)
        self.centerCursor()
        self._draw()

    def retint(self) -> None:
        """Draw the marks in the colours of the mode in use."""
        self._draw()

    # What is chosen

    def chosen(self) -> Chosen | None:
        """Give the selected words, or the marked ones at the text cursor; None without both."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            first = self.part.to_page(cursor.selectionStart())
            last = self.part.to_page(cursor.selectionEnd())
            return self._trimmed(first, last)
        found = self.marked()
        return self._trimmed(found.first, found.last) if found is not None else None

    def marked(self) -> Mark | Candidate | None:
        """Give what is marked at the text cursor, or is the whole selection."""
        cursor = self.textCursor()
        found = self.marks.at(self.part.to_page(cursor.selectionStart()))
        if found is None or not cursor.hasSelection():
            return found
        chosen = self._trimmed(
            self.part.to_page(cursor.selectionStart()), self.part.to_page(cursor.selectionEnd())
        )
        is_whole = chosen is not None and (chosen.first, chosen.last) == (found.first, found.last)
        return found if is_whole else None

    def select(self, first: int, last: int) -> None:
        """Select characters of the page, and bring them into view."""
        cursor = self.textCursor()
        cursor.setPosition(self.part.to_view(first))
        cursor.setPosition(self.part.to_view(last), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def step(self, *, forward: bool) -> bool:
        """Go to the next mark, or the one before, and select it; False where there is none."""
        cursor = self.textCursor()
        if forward:
            is_fresh = cursor.position() == 0 and not cursor.hasSelection()
            start = self.part.to_page(cursor.selectionStart())
            found = self.marks.after(start - 1 if is_fresh else start)
        else:
            found = self.marks.before(self.part.to_page(cursor.selectionStart()))
        if found is None:
            return False
        self.select(found.first, found.last)
        return True

    # Keys and mouse

    def focusNextPrevChild(self, next: bool) -> bool:
        return self.step(forward=next) or super().focusNextPrevChild(next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        asked = action_of(event)
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if asked == "accept" or is_enter:
            found = self.marked()
            if found is not None:
                self.accepted.emit(found)
            return
        if asked == "leave":
            cursor = self.textCursor()
            cursor.clearSelection()
            self.setTextCursor(cursor)
        elif asked in ("larger", "smaller"):
            self.enlarge(1 if asked == "larger" else -1)
            return
        if asked:
            self.asked.emit(asked)
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position().toPoint())
        if found is not None:
            self.select(found.first, found.last)
        else:
            super().mouseDoubleClickEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self._at(self.viewport().mapFromGlobal(event.globalPos()))
            text = self._text_of(found)
            if text:
                QToolTip.showText(event.globalPos(), tip(text), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def enlarge(self, steps: int) -> None:
        """Show letters larger or smaller."""
        font = self.font()
        size = font.pointSizeF() + steps
        font.setPointSizeF(min(max(size, _SMALLEST), _LARGEST))
        self.setFont(font)

    # Inside

    def _at(self, where: QPoint) -> Mark | Candidate | None:
        return self.marks.at(self.part.to_page(self.cursorForPosition(where).position()))

    def _text_of(self, found: Mark | Candidate | None) -> str:
        if found is None or self._ontology is None:
            return ""
        return mark_text(self._ontology, found)

    def _tell(self) -> None:
        self.told.emit(self._text_of(self.marked()))

    def _trimmed(self, first: int, last: int) -> Chosen | None:
        """Leave spaces at either end out of what is chosen."""
        words = self.part.text[first - self.part.first : last - self.part.first]
        first += len(words) - len(words.lstrip())
        words = words.strip()
        if not words:
            return None
        return Chosen(self.page_id, first, first + len(words), words=words)

    def _draw(self) -> None:
        known, offered = _underlines()
        found = [
            self._extra(one.first, one.last, known if isinstance(one, Mark) else offered)
            for one in self.marks.all
        ]
        if self._shown_passage is not None:
            found.insert(0, self._extra(*self._shown_passage, _highlight()))
        self.setExtraSelections(found)

    def _extra(self, first: int, last: int, look: QTextCharFormat) -> QTextEdit.ExtraSelection:
        extra = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.part.to_view(first))
        cursor.setPosition(self.part.to_view(last), QTextCursor.MoveMode.KeepAnchor)
        extra.cursor = cursor
        extra.format = look
        return extra


def _underlines() -> tuple[QTextCharFormat, QTextCharFormat]:
    """Give the looks of a known name and of a candidate."""
    chosen = colours()
    known, offered = QTextCharFormat(), QTextCharFormat()
    known.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    known.setUnderlineColor(QColor(chosen.accent))
    offered.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    offered.setUnderlineColor(QColor(chosen.warning))
    return known, offered


def _highlight() -> QTextCharFormat:
    """Give the look of a passage that was asked for: between two lines, on a wash."""
    chosen = colours()
    look = QTextCharFormat()
    look.setBackground(QColor(chosen.warning_wash))
    look.setFontOverline(True)
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    look.setUnderlineColor(QColor(chosen.warning))
    return look
