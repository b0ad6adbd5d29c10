"""The tops of the columns: photo, names, references, and which record is kept."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QRadioButton,
    QScrollBar,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from iwtlink.gui.icons import action_icon, entity_icon
from iwtlink.gui.kinds import kind_icon
from iwtlink.gui.theme import colours
from iwtlink.gui.twins.bench_table import LABELS
from iwtlink.gui.twins.rows import Head
from iwtlink.gui.twins.words import Words
from iwtlink.i18n import tr

MOST = 5
"""Records that can stand side by side."""
_SIDE = 52


class Face(QWidget):
    """A small photo, or the icon of the type where there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(_SIDE, _SIDE)
        self._picture = QPixmap()
        self._icon = ""

    def show_face(self, data: bytes, icon: str) -> None:
        """Show this photo, or else the icon."""
        image = QImage.fromData(data) if data else QImage()
        self._picture = QPixmap() if image.isNull() else QPixmap.fromImage(_square(image))
        self._icon = icon
        self.setAccessibleName(tr("Photo") if not self._picture.isNull() else tr("No photo"))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        chosen = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(0.5, 0.5, _SIDE - 1, _SIDE - 1), 6, 6)
        if self._picture.isNull():
            painter.fillPath(shape, QColor(chosen.raised))
            icon = entity_icon(self._icon) if self._icon else kind_icon("link")
            icon.paint(painter, self.rect().adjusted(12, 12, -12, -12))
        else:
            painter.setClipPath(shape)
            painter.drawPixmap(self.rect(), self._picture)
            painter.setClipping(False)
        painter.setPen(QColor(chosen.line))
        painter.drawPath(shape)
        painter.end()


class HeadCard(QFrame):
    """One record: its photo, names and references, and whether it is the one kept."""

    def __init__(self, place: int) -> None:
        super().__init__()
        self.setObjectName(f"bench_head_{place}")
        self.face = Face()
        self.name = Words(f"bench_name_{place}", is_bold=True)
        self.script = Words(f"bench_script_{place}")
        self.facts = Words(f"bench_facts_{place}", is_muted=True)
        self.keep = QRadioButton()
        self.keep.setObjectName(f"bench_keep_{place}")
        self.leave = QToolButton()
        self.leave.setObjectName(f"bench_leave_{place}")
        self.leave.setIcon(action_icon("x"))
        self.leave.setAutoRaise(True)
        self.leave.setToolTip(tr("Take this record away from the comparison"))
        self.leave.setAccessibleName(self.leave.toolTip())
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(self.name)
        words.addWidget(self.script)
        words.addWidget(self.facts)
        words.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.face, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 4)
        column.setSpacing(4)
        column.addLayout(top)
        below = QHBoxLayout()
        below.setSpacing(2)
        below.addWidget(self.keep, 1)
        below.addWidget(self.leave)
        column.addLayout(below)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_head(self, head: Head, place: int, *, can_leave: bool) -> None:
        """Show a record in the column of this place, counted from 0."""
        self.face.show_face(head.picture, head.icon)
        self.name.setText(head.label)
        self.script.setText(head.script)
        self.facts.setText(head.facts)
        self.keep.setText(tr("{n}  keep {ref}", n=place + 1, ref=head.ref))
        self.keep.setToolTip(
            tr("The others come to this record; its reference stays. Theirs are still found.")
        )
        self.keep.setAccessibleName(tr("Keep {name}, {ref}", name=head.label, ref=head.ref))
        self.leave.setVisible(can_leave)


class HeadStrip(QWidget):
    """The tops of all columns, as wide as those of the table below."""

    kept = Signal(int)
    """The record in this column is the one to keep."""
    left = Signal(int)
    """The record in this column is taken away."""
    more_wanted = Signal()
    """Another record is to stand beside these."""

    def __init__(self, bar: QScrollBar) -> None:
        super().__init__()
        self.setObjectName("bench_heads")
        self.cards = [HeadCard(place) for place in range(MOST)]
        self._group = QButtonGroup(self)
        self.add = QToolButton()
        self.add.setObjectName("bench_add")
        self.add.setIcon(action_icon("plus"))
        self.add.setText(tr("Add… (A)"))
        self.add.setToolTip(tr("Put another record beside these"))
        self.add.setAccessibleName(self.add.toolTip())
        self.add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.add.clicked.connect(self.more_wanted)
        left = QWidget()
        left.setFixedWidth(LABELS)
        room = QVBoxLayout(left)
        room.setContentsMargins(0, 6, 6, 4)
        room.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        room.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, bar.sizeHint().width(), 0)
        row.setSpacing(0)
        row.addWidget(left)
        for place, card in enumerate(self.cards):
            self._group.addButton(card.keep, place)
            card.leave.clicked.connect(lambda _=False, at=place: self.left.emit(at))
            row.addWidget(card, 1)
            card.hide()
        self._group.idClicked.connect(self.kept)

    def show_heads(self, heads: Sequence[Head], kept: int) -> None:
        """Show these records; the one in column ``kept`` is kept."""
        for place, card in enumerate(self.cards):
            card.setVisible(place < len(heads))
            if place < len(heads):
                card.show_head(heads[place], place, can_leave=len(heads) > 2)
        self.keep(kept)
        self.add.setEnabled(len(heads) < MOST)

    def keep(self, column: int) -> None:
        """Mark the record that is kept."""
        self.cards[column].keep.setChecked(True)


def _square(image: QImage) -> QImage:
    side = min(image.width(), image.height())
    middle = image.copy((image.width() - side) // 2, (image.height() - side) // 4, side, side)
    return middle.scaled(
        3 * _SIDE,
        3 * _SIDE,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
