"""The evidence card: one statement at a time with its source, paged through by Space."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from iwtlink.gui.icons import action_icon
from iwtlink.gui.labels import data_label
from iwtlink.gui.plain import tip
from iwtlink.gui.reading.evidence import Evidence
from iwtlink.i18n import tr

_HEIGHT = 232
"""Of the card, in pixels; longer passages scroll."""


class EvidenceCard(QFrame):
    """Shows one piece of evidence; Space goes on, Shift+Space back, Enter opens, Esc closes."""

    turned = Signal(int)
    """The statement now shown."""
    wanted = Signal(object)
    """The source of this ``Evidence`` is to be opened at its passage."""
    left = Signal()
    """The user is done with the evidence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: Sequence[Evidence] = ()
        self._place = 0
        self.setObjectName("evidence_card")
        self.setAccessibleName(tr("Evidence"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAutoFillBackground(True)
        self.count = data_label("evidence_count", "heading")
        self.said = data_label("evidence_said", "")
        self.source = data_label("evidence_source", "")
        self.where = data_label("evidence_where", "muted")
        self.words = data_label("evidence_words", "quote")
        self.grade = data_label("evidence_grade", "")
        self.handling = data_label("evidence_handling", "muted")
        self.entered = data_label("evidence_entered", "muted")
        self.origin = data_label("evidence_origin", "muted")
        self.back = _button("evidence_back", "chevron-left", tr("Evidence before (Shift+Space)"))
        self.next = _button("evidence_next", "chevron-right", tr("Next evidence (Space)"))
        self.open = _button(
            "evidence_open", "arrow-right", tr("Open the source at the passage (Enter)")
        )
        self.close_it = _button("evidence_close", "x", tr("Close the evidence (Esc)"))
        self._lay_out()
        self.back.clicked.connect(lambda: self.turn(-1))
        self.next.clicked.connect(lambda: self.turn(1))
        self.open.clicked.connect(self.open_source)
        self.close_it.clicked.connect(self.left)
        self.hide()

    @property
    def shown(self) -> Evidence | None:
        """The piece of evidence shown, or None."""
        return self._found[self._place] if self._found else None

    def show_evidence(self, found: Sequence[Evidence], statement_id: int = 0) -> None:
        """Show the evidence of an item, beginning at a statement of it."""
        self._found = found
        self._place = next(
            (place for place, one in enumerate(found) if one.statement_id == statement_id), 0
        )
        self.setVisible(True)
        self._fill()

    def turn(self, by: int) -> None:
        """Go on, or back, through the evidence, round and round."""
        if self._found:
            self._place = (self._place + by) % len(self._found)
            self._fill()

    def open_source(self) -> None:
        """Ask for the source of what is shown."""
        if self.shown is not None and self.shown.record_id:
            self.wanted.emit(self.shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_Space:
            self.turn(-1 if shift else 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_source()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(2)
        top.addWidget(self.count, 1)
        for button in (self.back, self.next, self.open, self.close_it):
            top.addWidget(button)
        inside = QWidget()
        inside.setObjectName("evidence_inside")
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        for label in (
            *(self.said, self.source, self.where, self.origin, self.entered),
            *(self.words, self.handling, self.grade),
        ):
            lines.addWidget(label)
        lines.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("evidence_scroll")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 8)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(scroll, 1)
        self.setFixedHeight(_HEIGHT)

    def _fill(self) -> None:
        one = self.shown
        if one is None:
            self.count.setText(tr("No evidence is recorded"))
            for label in (self.said, self.source, self.where, self.words):
                label.hide()
            for label in (self.grade, self.handling, self.entered, self.origin):
                label.hide()
            return
        count = tr("Evidence {n} of {total}", n=self._place + 1, total=len(self._found))
        self.count.setText(count)
        lost = "" if one.is_shown else tr("(not the value shown)")
        said = f"{one.label}: {one.value} {lost}".strip()
        source = " · ".join(part for part in (one.refs, one.source) if part)
        origin = tr("Came with {ref}, merged into this", ref=one.origin) if one.origin else ""
        for label, words in (
            (self.said, said),
            (self.source, source or tr("No source is recorded for this")),
            (self.where, one.page),
            (self.words, f"“{one.words}”" if one.words else ""),
            (self.origin, origin),
            (self.entered, one.entered),
            (self.handling, one.handling),
            (self.grade, one.grade.brief or (tr("Not graded") if one.record_id else "")),
        ):
            label.setText(words)
            label.setVisible(bool(words))
        self.grade.setToolTip(tip(one.grade.words))
        self.open.setEnabled(bool(one.record_id))
        told = (
            count,
            said,
            source,
            one.page,
            one.words,
            one.grade.words,
            one.handling,
            origin,
            one.entered,
        )
        self.setAccessibleDescription("\n".join(part for part in told if part))
        self.turned.emit(one.statement_id)


def _button(name: str, icon: str, text: str) -> QToolButton:
    button = QToolButton()
    button.setObjectName(name)
    button.setIcon(action_icon(icon))
    button.setToolTip(text)
    button.setAccessibleName(text)
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
