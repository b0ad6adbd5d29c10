"""How a row of the inspector is painted and edited: label, value with its detail, source."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QWidget,
)

from iwtlink.gui.icons import entity_icon
from iwtlink.gui.kinds import kind_icon
from iwtlink.gui.panels.choice_line import ChoiceLine
from iwtlink.gui.panels.editors import editor_text
from iwtlink.gui.reading.sheet import SheetRow, SheetSection
from iwtlink.gui.theme import Colours, colours
from iwtlink.i18n import tr

_AnyIndex = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
"""Role under which an item of the tree keeps its ``SheetRow`` or ``SheetSection``."""

EditorMaker = Callable[[QWidget, SheetRow], QWidget]
LABEL, VALUE, SOURCE = 0, 1, 2
_PAD = 4
_ICON = 16
_MOST_LINES = 8
_INSET = 12
"""Left margin of headings, labels and the header above, in pixels."""
_UNCOUNTED = {"values", "fields", "ends"}
_KINDS = {"chart", "document", "record", "article", "product", "recipient"}


class SheetDelegate(QStyledItemDelegate):
    """Paints the three columns; values wrap, details stand muted below them."""

    typed = Signal(object, str)
    """The row edited and what was typed."""

    def __init__(self, tree: QTreeWidget, editors: EditorMaker) -> None:
        super().__init__(tree)
        self._tree = tree
        self._editors = editors

    def sizeHint(self, option: QStyleOptionViewItem, index: _AnyIndex) -> QSize:
        row = _row_of(index)
        line = option.fontMetrics.height()
        if not isinstance(row, SheetRow):
            return QSize(40, line + 14)
        if index.column() == LABEL:
            width = self._tree.columnWidth(LABEL) - 3 * _PAD - self._tree.indentation()
            return QSize(40, max(text_height(option.font, row.label, width), line) + 2 * _PAD)
        if index.column() == SOURCE:
            is_double = row.mark is not None and row.mark.is_converted
            return QSize(40, (2 * line if is_double else line) + 2 * _PAD)
        width = self._tree.columnWidth(VALUE) - 2 * _PAD - (_ICON + 6 if row.icon else 0)
        height = text_height(option.font, row.text, width)
        if row.detail:
            height += text_height(_small(option.font), row.detail, width)
        height = min(height, _MOST_LINES * option.fontMetrics.lineSpacing())
        return QSize(60, max(height, line) + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _AnyIndex) -> None:
        row = _row_of(index)
        chosen = colours()
        painter.save()
        painter.setFont(option.font)
        if isinstance(row, SheetSection):
            self._paint_section(painter, option, index, row, chosen)
        elif isinstance(row, SheetRow):
            if option.state & QStyle.StateFlag.State_Selected:
                painter.fillRect(option.rect, QColor(chosen.accent_wash))
            elif option.state & QStyle.StateFlag.State_MouseOver:
                painter.fillRect(option.rect, QColor(chosen.hover))
            paint = (self._paint_label, self._paint_value, self._paint_source)[index.column()]
            paint(painter, option, row, chosen)
        else:
            self._paint_add(painter, option, index, chosen)
        painter.restore()

    def _paint_section(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: _AnyIndex,
        section: SheetSection,
        chosen: Colours,
    ) -> None:
        if index.column() != LABEL:
            return
        whole = QRect(option.rect)
        whole.setRight(self._tree.viewport().width() - 8)
        painter.setPen(QColor(chosen.line))
        painter.drawLine(_INSET, whole.top(), whole.right(), whole.top())
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(chosen.text))
        area = whole.adjusted(_INSET, 4, 0, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, middle, section.title)
        if section.name in _UNCOUNTED:
            return
        painter.setFont(option.font)
        painter.setPen(QColor(chosen.muted))
        after = painter.fontMetrics().horizontalAdvance(section.title) + 14
        painter.drawText(area.adjusted(after, 0, 0, 0), middle, f"{section.total:,}")

    def _paint_add(
        self, painter: QPainter, option: QStyleOptionViewItem, index: _AnyIndex, chosen: Colours
    ) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(chosen.accent_wash))
        if index.column() != LABEL:
            return
        whole = QRect(option.rect)
        whole.setRight(self._tree.viewport().width())
        painter.setPen(QColor(chosen.accent))
        painter.drawText(
            whole.adjusted(2 * _PAD, 0, 0, 0),
            Qt.AlignmentFlag.AlignVCenter,
            str(index.data(Qt.ItemDataRole.DisplayRole) or ""),
        )

    def _paint_label(
        self, painter: QPainter, option: QStyleOptionViewItem, row: SheetRow, chosen: Colours
    ) -> None:
        area = option.rect.adjusted(2 * _PAD, _PAD, -_PAD, -_PAD)
        leads = row.label_target or row.deed
        painter.setPen(QColor(chosen.accent if leads else chosen.muted))
        draw_wrapped(painter, area, row.label)

    def _paint_value(
        self, painter: QPainter, option: QStyleOptionViewItem, row: SheetRow, chosen: Colours
    ) -> None:
        area = option.rect.adjusted(_PAD, _PAD, -_PAD, -_PAD)
        if row.icon:
            icon = kind_icon(row.icon) if row.icon in _KINDS else entity_icon(row.icon)
            icon.paint(painter, QRect(area.left(), area.top(), _ICON, _ICON))
            area.setLeft(area.left() + _ICON + 6)
        plain = chosen.muted if row.is_rival else chosen.text
        painter.setPen(QColor(chosen.accent if row.target else plain))
        height = text_height(option.font, row.text, area.width())
        draw_wrapped(painter, area, row.text)
        if row.detail:
            painter.setFont(_small(option.font))
            painter.setPen(QColor(chosen.muted))
            draw_wrapped(painter, area.adjusted(0, height, 0, 0), row.detail)

    def _paint_source(
        self, painter: QPainter, option: QStyleOptionViewItem, row: SheetRow, chosen: Colours
    ) -> None:
        if row.mark is None and not row.statement_id:
            return
        text = (row.mark.grade if row.mark else "") or "–"
        painter.setFont(_small(option.font))
        metrics = painter.fontMetrics()
        width = max(metrics.horizontalAdvance(text) + 12, 28)
        top = option.rect.top() + _PAD
        chip = QRect(option.rect.right() - width - 4, top, width, metrics.height() + 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(chosen.raised if row.mark else "#00000000"))
        painter.drawRoundedRect(chip, 4, 4)
        painter.setPen(QColor(chosen.accent if row.mark else chosen.faint))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)
        if row.mark is not None and row.mark.is_converted:
            painter.setPen(QColor(chosen.muted))
            below = QRect(chip.left() - 24, chip.bottom() + 1, chip.width() + 24, chip.height())
            painter.drawText(below, Qt.AlignmentFlag.AlignRight, tr("conv."))

    # Editing

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: _AnyIndex
    ) -> QWidget:
        row = _row_of(index)
        assert isinstance(row, SheetRow)
        editor = self._editors(parent, row)
        if isinstance(editor, ChoiceLine):
            editor.taken.connect(lambda _: self._take(editor))
        return editor

    def _take(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def setEditorData(self, editor: QWidget, index: _AnyIndex) -> None:
        """The editor was made with its text."""

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _AnyIndex) -> None:
        self.typed.emit(_row_of(index), editor_text(editor))

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: _AnyIndex
    ) -> None:
        area = QRect(option.rect)
        area.setRight(self._tree.viewport().width() - 4)
        area.setHeight(max(area.height(), editor.sizeHint().height()))
        if editor.metaObject().className() == "QPlainTextEdit":
            area.setHeight(96)
        editor.setGeometry(area)


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.92)
    return small


def _row_of(index: _AnyIndex) -> object:
    return index.model().index(index.row(), 0, index.parent()).data(ROW)


def draw_wrapped(painter: QPainter, area: QRect, text: str) -> None:
    """Draw a text in lines, broken between words where it can be."""
    painter.drawText(QRectF(area), text, _WRAPPED)


_FONTS: dict[str, QFont] = {}
"""Fonts by their key: a font made from its text alone forgets the families for other scripts."""


@lru_cache(maxsize=4096)
def _height(font_key: str, text: str, width: int) -> int:
    layout = QTextLayout(text.replace("\n", "\u2028"), _FONTS[font_key])
    layout.setTextOption(_WRAPPED)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        height += line.height()
    layout.endLayout()
    return round(height)


def text_height(font: QFont, text: str, width: int) -> int:
    """Give the height of a text broken into lines of ``width`` pixels."""
    if not text:
        return 0
    key = font.key()
    if key not in _FONTS:
        _FONTS[key] = QFont(font)
    return _height(key, text, max(width, 40))


_WRAPPED = QTextOption(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
_WRAPPED.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
