"""The list of pairs left to judge: two names each, under the heading of their band."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from iwtlink.gui.icons import entity_icon
from iwtlink.gui.plain import tip
from iwtlink.gui.theme import colours
from iwtlink.gui.twins.lines import Line, Pair, pair_of
from iwtlink.gui.twins.reasons import band_words
from iwtlink.i18n import ntr, tr
from iwtlink.matching.candidates import Candidate
from iwtlink.ontology import Ontology

_AnyIndex = QModelIndex | QPersistentModelIndex
_PAD = 6


class QueueModel(QAbstractListModel):
    """The lines as Qt wants them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []
        self.ontology: Ontology | None = None
        self._places: dict[Pair, int] = {}

    def show_lines(self, lines: Sequence[Line], ontology: Ontology) -> None:
        """Show these lines instead."""
        self.beginResetModel()
        self.lines, self.ontology = list(lines), ontology
        self._places = {
            pair_of(line.pair): at for at, line in enumerate(self.lines) if line.pair is not None
        }
        self.endResetModel()

    def place_of(self, pair: Pair) -> int:
        """Give the row of a pair; -1 where it is not listed."""
        return self._places.get(pair, -1)

    def next_pair(self, row: int, by: int) -> int:
        """Give the row of the next pair from ``row`` on, or the one before; -1 at the end."""
        row += by
        while 0 <= row < len(self.lines):
            if self.lines[row].pair is not None:
                return row
            row += by
        return -1

    @property
    def pairs(self) -> int:
        """How many pairs are listed."""
        return len(self._places)

    def rowCount(self, parent: _AnyIndex = QModelIndex()) -> int:  # noqa: B008 Qt's signature
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: _AnyIndex) -> Qt.ItemFlag:
        if self.lines[index.row()].pair is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return heading(line) if line.pair is None else f"{line.one} – {line.other}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(line)
        if role == Qt.ItemDataRole.ToolTipRole and line.pair is not None:
            why = [f"{_sign(one.sign)} {one.words}" for one in line.pair.reasons[:6]]
            return tip("\n".join([line.one, line.other, *why]))
        return None


class QueueDelegate(QStyledItemDelegate):
    """Paints a heading, or the two names of a pair below each other."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _AnyIndex) -> QSize:
        return QSize(120, 2 * option.fontMetrics.height() + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _AnyIndex) -> None:
        model = index.model()
        assert isinstance(model, QueueModel)
        line = model.lines[index.row()]
        painter.save()
        painter.setFont(option.font)
        if line.pair is None:
            _paint_heading(painter, option, line)
        else:
            _paint_pair(painter, option, line, line.pair, model.ontology)
        painter.restore()


def _paint_heading(painter: QPainter, option: QStyleOptionViewItem, line: Line) -> None:
    chosen = colours()
    area = option.rect.adjusted(8, 0, -8, -_PAD)
    bold = QFont(option.font)
    bold.setWeight(QFont.Weight.DemiBold)
    painter.setFont(bold)
    painter.setPen(QColor(chosen.text))
    bottom = Qt.AlignmentFlag.AlignBottom
    painter.drawText(area, bottom | Qt.AlignmentFlag.AlignLeft, band_words(line.band))
    painter.setFont(option.font)
    painter.setPen(QColor(chosen.muted))
    painter.drawText(area, bottom | Qt.AlignmentFlag.AlignRight, f"{line.count:,}")


def _paint_pair(
    painter: QPainter,
    option: QStyleOptionViewItem,
    line: Line,
    pair: Candidate,
    ontology: Ontology | None,
) -> None:
    chosen = colours()
    area = option.rect
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(area, QColor(chosen.accent_wash))
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(area, QColor(chosen.hover))
    if not line.is_joined:
        painter.setPen(QColor(chosen.raised))
        painter.drawLine(area.left() + 8, area.top(), area.right() - 8, area.top())
    known = ontology.entity_types.get(line.type) if ontology else None
    if known is not None:
        middle = area.center().y() - 8
        entity_icon(known.icon).paint(painter, QRect(area.left() + 8, middle, 16, 16))
    right = _paint_right(painter, option, pair, area)
    text = area.adjusted(32, _PAD - 1, -right, -_PAD + 1)
    half = text.height() // 2
    painter.setFont(option.font)
    painter.setPen(QColor(chosen.text))
    metrics = painter.fontMetrics()
    for place, said in enumerate(shortened(line.one, line.other, metrics, text.width())):
        room = QRect(text.left(), text.top() + place * half, text.width(), half)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, said)


def shortened(one: str, other: str, metrics: QFontMetrics, width: int) -> tuple[str, str]:
    """Cut two names to a width in pixels: at the end, or in the middle where the end differs."""
    end, middle = Qt.TextElideMode.ElideRight, Qt.TextElideMode.ElideMiddle
    cut = metrics.elidedText(one, end, width), metrics.elidedText(other, end, width)
    if cut[0] == cut[1] and one != other:
        return metrics.elidedText(one, middle, width), metrics.elidedText(other, middle, width)
    return cut


def _paint_right(
    painter: QPainter, option: QStyleOptionViewItem, pair: Candidate, area: QRect
) -> int:
    """Paint how sure the pair is, and whether it is asked again; gives the room it takes."""
    chosen = colours()
    font = QFont(option.font)
    font.setPointSizeF(option.font.pointSizeF() * 0.9)
    painter.setFont(font)
    painter.setPen(QColor(chosen.muted))
    said = f"{percent(pair)} %"
    width = painter.fontMetrics().horizontalAdvance(said)
    inside = area.adjusted(0, _PAD, -8, -_PAD)
    top_right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
    painter.drawText(inside, top_right, said)
    if pair.is_asked_again:
        again = tr("again")
        width = max(width, painter.fontMetrics().horizontalAdvance(again))
        painter.setPen(QColor(chosen.warning))
        painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, again)
    return width + 16


def percent(pair: Candidate) -> int:
    """Give how sure a pair is, from 0 to 100; 100 only where an identifier says so."""
    return min(round(100 * pair.score), 100 if pair.band == "certain" else 99)


def heading(line: Line) -> str:
    """Give the heading of a band with its count."""
    pairs = ntr("{n} pair", "{n} pairs", line.count)
    return tr("{band}: {pairs}", band=band_words(line.band), pairs=pairs)


def spoken(line: Line) -> str:
    """Give a line for those who hear it."""
    if line.pair is None:
        return heading(line)
    again = tr("asked again") if line.pair.is_asked_again else ""
    score = tr("{n} percent", n=percent(line.pair))
    return ", ".join(part for part in (line.one, line.other, score, again) if part)


def _sign(sign: str) -> str:
    return {"+": "+", "-": "−", "veto": "!"}[sign]


class QueueList(QListView):
    """The list itself; arrows move through the pairs."""

    pair_shown = Signal(object)
    """Another pair is to be judged: the ``Candidate``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("queue_list")
        self.setAccessibleName(tr("Pairs that may be one"))
        self.queue = QueueModel(self)
        self.setModel(self.queue)
        self.setItemDelegate(QueueDelegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._moved)

    def show_lines(self, lines: Sequence[Line], ontology: Ontology, kept: Pair | None) -> None:
        """Show these lines; the pair in use stays where it is."""
        scroll = self.verticalScrollBar().value()
        blocked = self.selectionModel().blockSignals(True)
        self.queue.show_lines(lines, ontology)
        if kept is not None and self.queue.place_of(kept) >= 0:
            self.setCurrentIndex(self.queue.index(self.queue.place_of(kept)))
        self.selectionModel().blockSignals(blocked)
        self.verticalScrollBar().setValue(scroll)

    def current_pair(self) -> Candidate | None:
        """Give the pair in use."""
        at = self.currentIndex().row()
        return self.queue.lines[at].pair if 0 <= at < len(self.queue.lines) else None

    def go_to(self, pair: Pair) -> bool:
        """Go to a pair; False where it is not listed."""
        return self._go(self.queue.place_of(pair))

    def step(self, by: int) -> bool:
        """Go to the next pair, or the one before; False at the end."""
        return self._go(self.queue.next_pair(self.currentIndex().row(), by))

    def go_first(self) -> bool:
        """Go to the first pair; False where there is none."""
        return self._go(self.queue.next_pair(-1, 1))

    def _go(self, row: int) -> bool:
        if row < 0:
            return False
        self.setCurrentIndex(self.queue.index(row))
        self.scrollTo(self.queue.index(row))
        return True

    def _moved(self, index: QModelIndex) -> None:
        pair = self.current_pair()
        if pair is not None:
            self.pair_shown.emit(pair)
