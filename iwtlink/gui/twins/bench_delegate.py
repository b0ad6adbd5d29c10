"""How a row of the bench is painted: what it is, then the values of each record with grades."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from iwtlink.gui.panels.sheet_delegate import draw_wrapped, text_height
from iwtlink.gui.theme import Colours, colours
from iwtlink.gui.twins.bench_model import ROW, BenchModel
from iwtlink.gui.twins.rows import Row, Shown

_AnyIndex = QModelIndex | QPersistentModelIndex
PAD = 6
"""Room at both sides of the text of a cell, in pixels."""
_ABOVE = 4
"""Room above and below it."""
_GAP = 3
_RADIO = 22
_GLYPHS = {
    "+": "+",
    "-": "−",
    "veto": "!",
    "!": "!",
    "same": "=",
    "sounds": "≈",
    "close": "~",
    "initial": "~",
    "missing": "–",
    "differs": "≠",
}


class BenchDelegate(QStyledItemDelegate):
    """Paints sections, reasons, words of names, choices and values."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _AnyIndex) -> None:
        row, model = index.data(ROW), index.model()
        assert isinstance(row, Row)
        assert isinstance(model, BenchModel)
        chosen = colours()
        painter.save()
        painter.setFont(option.font)
        if row.kind == "section":
            _paint_section(painter, option, row, chosen)
        else:
            _paint_back(painter, option, index, chosen)
            if index.column() == 0:
                _paint_label(painter, option, row, chosen)
            elif index.column() <= len(row.cells):
                column = index.column() - 1
                _paint_cell(painter, option, row, column, model.column_of(row), chosen)
        painter.restore()


def row_height(font: QFont, row: Row, label_width: int, width: int) -> int:
    """Give how high a row is where each record has ``width`` pixels."""
    line = QFontMetrics(font).height()
    if row.kind == "section":
        return line + 14
    wide = label_width - 2 * PAD - (18 if row.sign else 0)
    highest = text_height(font, row.label, wide)
    if row.note:
        highest += text_height(small(font), row.note, wide)
    whole = width * max(len(row.cells), 1) if row.kind in ("reason", "sentence") else width
    for cell in row.cells:
        highest = max(highest, sum(_height(font, row, value, whole) + _GAP for value in cell))
    return max(highest, line) + 2 * _ABOVE


def value_at(font: QFont, row: Row, column: int, width: int, y: int) -> Shown | None:
    """Give the value of a cell that stands ``y`` pixels below its top."""
    top = _ABOVE
    for value in row.cells[column] if column < len(row.cells) else ():
        top += _height(font, row, value, width) + _GAP
        if y < top:
            return value
    return None


def small(font: QFont) -> QFont:
    """Give the font of what stands below a value."""
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() * 0.9)
    return made


def _below(row: Row, value: Shown) -> str:
    """Give what stands small below a value: when it held and, where it matters, its source."""
    ref = value.mark.ref if value.mark and row.is_choice else ""
    return " · ".join(part for part in (value.detail, ref) if part)


def _height(font: QFont, row: Row, value: Shown, width: int) -> int:
    wide = _text_width(font, row, value, width)
    height = text_height(font, value.text, wide)
    below = _below(row, value)
    return height + (text_height(small(font), below, wide) if below else 0)


def _text_width(font: QFont, row: Row, value: Shown, width: int) -> int:
    left = _RADIO if row.is_choice else 8
    return width - 2 * PAD - left - _chip_width(font, value)


def _chip_width(font: QFont, value: Shown) -> int:
    if value.mark is None or not value.mark.grade:
        return 0
    return max(QFontMetrics(small(font)).horizontalAdvance(value.mark.grade) + 12, 26) + 4


def _paint_section(
    painter: QPainter, option: QStyleOptionViewItem, row: Row, chosen: Colours
) -> None:
    area = option.rect
    painter.setPen(QColor(chosen.line))
    painter.drawLine(area.left(), area.top() + 2, area.right(), area.top() + 2)
    bold = QFont(option.font)
    bold.setWeight(QFont.Weight.DemiBold)
    painter.setFont(bold)
    painter.setPen(QColor(chosen.text))
    inside = area.adjusted(PAD, 6, -PAD, 0)
    painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, row.label)
    width = painter.fontMetrics().horizontalAdvance(row.label)
    painter.setFont(option.font)
    painter.setPen(QColor(chosen.muted))
    inside.setLeft(inside.left() + width + 12)
    painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, row.note)


def _paint_back(
    painter: QPainter, option: QStyleOptionViewItem, index: _AnyIndex, chosen: Colours
) -> None:
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(option.rect, QColor(chosen.accent_wash))
    painter.setPen(QColor(chosen.raised))
    painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
    if index.column() > 1:
        painter.drawLine(option.rect.topLeft(), option.rect.bottomLeft())


def _tint(sign: str, chosen: Colours) -> str:
    tints = {
        "+": chosen.good,
        "same": chosen.good,
        "sounds": chosen.good,
        "-": chosen.warning,
        "!": chosen.warning,
        "close": chosen.warning,
        "initial": chosen.warning,
        "veto": chosen.bad,
        "differs": chosen.bad,
    }
    return tints.get(sign, chosen.muted)


def _paint_label(
    painter: QPainter, option: QStyleOptionViewItem, row: Row, chosen: Colours
) -> None:
    area = option.rect.adjusted(PAD, _ABOVE, -PAD, 0)
    if row.sign:
        tint = QColor(_tint(row.sign, chosen))
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.Bold)
        painter.setFont(bold)
        painter.setPen(tint)
        glyph = QRect(area.left(), area.top(), 14, painter.fontMetrics().height())
        painter.drawText(glyph, Qt.AlignmentFlag.AlignCenter, _GLYPHS.get(row.sign, ""))
        painter.setFont(option.font)
        area.setLeft(area.left() + 18)
    painter.setPen(QColor(chosen.muted))
    draw_wrapped(painter, area, row.label)
    if row.note:
        area.setTop(area.top() + text_height(option.font, row.label, area.width()))
        painter.setFont(small(option.font))
        painter.setPen(QColor(chosen.warning if row.is_choice else chosen.muted))
        draw_wrapped(painter, area, row.note)


def _paint_cell(
    painter: QPainter,
    option: QStyleOptionViewItem,
    row: Row,
    column: int,
    picked: int,
    chosen: Colours,
) -> None:
    area = option.rect.adjusted(PAD, _ABOVE, -PAD, 0)
    top = area.top()
    for place, value in enumerate(row.cells[column]):
        height = _height(option.font, row, value, option.rect.width())
        box = QRect(area.left(), top, area.width(), height)
        if value.is_shared and row.kind == "values":
            _paint_shared(painter, box, chosen)
        if row.can_take(column) and place == 0:
            _paint_radio(painter, box, column == picked, chosen)
        _paint_value(painter, option, row, value, box, chosen)
        top += height + _GAP


def _paint_shared(painter: QPainter, box: QRect, chosen: Colours) -> None:
    """A bar and a wash say that another record has the same."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(chosen.accent))
    painter.drawRoundedRect(QRectF(box.left(), box.top(), 3, box.height()), 1.5, 1.5)


def _paint_radio(painter: QPainter, box: QRect, is_picked: bool, chosen: Colours) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle = QPointF(box.left() + 7.5, box.top() + 8.5)
    painter.setBrush(QColor(chosen.base))
    painter.setPen(QPen(QColor(chosen.accent if is_picked else chosen.faint), 1.4))
    painter.drawEllipse(middle, 6, 6)
    if is_picked:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(chosen.accent))
        painter.drawEllipse(middle, 3.2, 3.2)


def _paint_value(
    painter: QPainter,
    option: QStyleOptionViewItem,
    row: Row,
    value: Shown,
    box: QRect,
    chosen: Colours,
) -> None:
    wide = _text_width(option.font, row, value, option.rect.width())
    left = box.left() + (_RADIO if row.is_choice else 8)
    text = QRect(left, box.top(), wide, box.height())
    height = text_height(option.font, value.text, wide)
    painter.setFont(option.font)
    painter.setPen(QColor(chosen.muted if value.is_rival else chosen.text))
    draw_wrapped(painter, text, value.text)
    below = _below(row, value)
    if below:
        painter.setFont(small(option.font))
        painter.setPen(QColor(chosen.muted))
        draw_wrapped(painter, text.adjusted(0, height, 0, 0), below)
    if value.mark is not None and value.mark.grade:
        _paint_chip(painter, option, value.mark.grade, box, chosen)


def _paint_chip(
    painter: QPainter, option: QStyleOptionViewItem, grade: str, box: QRect, chosen: Colours
) -> None:
    painter.setFont(small(option.font))
    metrics = painter.fontMetrics()
    width = max(metrics.horizontalAdvance(grade) + 12, 26)
    chip = QRect(box.right() - width, box.top(), width, metrics.height() + 1)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(chosen.raised))
    painter.drawRoundedRect(chip, 4, 4)
    painter.setPen(QColor(chosen.accent))
    painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, grade)
