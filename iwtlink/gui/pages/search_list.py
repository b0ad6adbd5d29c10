"""The results of a search: two lines each, the words in bold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QIcon, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from iwtlink.gui.drag import ENTITIES, entities_to_mime
from iwtlink.gui.marked_text import Marks, draw_marked
from iwtlink.gui.plain import tip
from iwtlink.gui.search_box import hit_icon
from iwtlink.gui.theme import colours
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.operations.searching import Finding, type_label, where_found
from iwtlink.store.search import Hit

_AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One result as it is shown; ``is_new`` to who works, in a saved search."""

    hit: Hit
    icon: QIcon = field(default_factory=QIcon)
    facts: str = ""
    where: str = ""
    is_new: bool = False

    @property
    def has_passage(self) -> bool:
        """Whether there is more to show than the name."""
        return bool(self.where or self.hit.snippet)

    def spoken(self) -> str:
        """Give the whole row for those who hear it, and for the clipboard."""
        new = tr("new") if self.is_new else ""
        parts = (self.hit.label, self.hit.script_label, self.facts, new, self.where)
        return ", ".join(part for part in (*parts, self.hit.snippet) if part)


def result_rows(ontology: Ontology, found: Finding) -> list[ResultRow]:
    """Give the rows of what was found."""
    return [
        ResultRow(
            hit,
            hit_icon(ontology, hit),
            _facts(ontology, hit),
            where_found(ontology, hit),
            hit.item in found.new,
        )
        for hit in found.answer.hits
    ]


def _facts(ontology: Ontology, hit: Hit) -> str:
    facts = (type_label(ontology, hit), hit.date, hit.grade, hit.ref)
    return "  ·  ".join(fact for fact in facts if fact)


class ResultModel(QAbstractListModel):
    """The rows as Qt wants them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[ResultRow] = []

    def show_rows(self, rows: list[ResultRow]) -> None:
        """Show these rows instead."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: _AnyIndex = QModelIndex()) -> int:  # noqa: B008 Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.hit.label
        if role == Qt.ItemDataRole.ToolTipRole:
            lines = (row.hit.label, row.hit.script_label, row.facts, row.hit.snippet)
            return tip("\n".join(line for line in lines if line))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken()
        return None

    def flags(self, index: _AnyIndex) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and self.rows[index.row()].hit.item.kind == "entity":
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags | Qt.ItemFlag.ItemNeverHasChildren

    def mimeTypes(self) -> list[str]:
        return [ENTITIES]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Pack the entities among some rows, to be dropped on a chart."""
        hits = [self.rows[index.row()].hit for index in indexes]
        entities = [hit for hit in hits if hit.item.kind == "entity"]
        return entities_to_mime(
            [hit.item.id for hit in entities], "\n".join(hit.label for hit in entities)
        )


class ResultDelegate(QStyledItemDelegate):
    """Paints icon, name and facts on one line, the passage with the words on the next."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _AnyIndex) -> QSize:
        row = index.model().rows[index.row()]  # type: ignore[attr-defined] # ResultModel
        lines = 2 if row.has_passage else 1
        return QSize(320, option.fontMetrics.height() * lines + 6 + 4 * (lines + 1))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _AnyIndex) -> None:
        row = index.model().rows[index.row()]  # type: ignore[attr-defined] # ResultModel
        chosen = colours()
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(chosen.accent_wash))
        painter.setPen(QColor(chosen.line))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        area = option.rect.adjusted(16, 5, -16, -5)
        row.icon.paint(painter, QRect(area.left(), area.top() + 1, 16, 16))
        area.setLeft(area.left() + 28)
        upper, lower = QRect(area), QRect(area)
        if row.has_passage:
            upper.setBottom(area.top() + area.height() // 2)
            lower.setTop(upper.bottom())
        painter.setFont(option.font)
        self._paint_name(painter, upper, row)
        if row.has_passage:
            self._paint_passage(painter, lower, row)
        painter.restore()

    def _paint_name(self, painter: QPainter, area: QRect, row: ResultRow) -> None:
        chosen = colours()
        painter.setPen(QColor(chosen.muted))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, right, row.facts)
        area.setRight(area.right() - painter.fontMetrics().horizontalAdvance(row.facts) - 16)
        if row.is_new:
            area.setLeft(area.left() + self._paint_new(painter, area))
        painter.setPen(QColor(chosen.text))
        width = draw_marked(painter, area, row.hit.label, row.hit.label_marks)
        area.setLeft(area.left() + width + 12)
        if row.hit.script_label and area.width() > 30:
            painter.setPen(QColor(chosen.muted))
            draw_marked(painter, area, row.hit.script_label, row.hit.script_marks)

    def _paint_new(self, painter: QPainter, area: QRect) -> int:
        """Paint the badge of what is new; gives how much room it takes."""
        chosen = colours()
        plain, small = painter.font(), QFont(painter.font())
        small.setPointSizeF(plain.pointSizeF() * 0.85)
        painter.setFont(small)
        word = tr("new")
        width = painter.fontMetrics().horizontalAdvance(word) + 12
        badge = QRect(area.left(), area.center().y() - 8, width, 17)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(chosen.accent))
        painter.drawRoundedRect(badge, 4, 4)
        painter.setPen(QColor(chosen.on_accent))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, word)
        painter.setFont(plain)
        return width + 8

    def _paint_passage(self, painter: QPainter, area: QRect, row: ResultRow) -> None:
        chosen = colours()
        if row.where:
            painter.setPen(QColor(chosen.muted))
            where = f"{row.where}:" if row.hit.snippet else row.where
            width = draw_marked(painter, area, where, ())
            area.setLeft(area.left() + width + 6)
        painter.setPen(QColor(chosen.text))
        if row.hit.snippet:
            marks: Marks = row.hit.marks
            draw_marked(painter, area, row.hit.snippet, marks)


def result_list(parent: QWidget) -> tuple[QListView, ResultModel]:
    """Make the list of results and its model."""
    view, model = QListView(parent), ResultModel(parent)
    view.setObjectName("search_results")
    view.setAccessibleName(tr("Results: Enter opens one"))
    view.setModel(model)
    view.setItemDelegate(ResultDelegate(view))
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setDragEnabled(True)
    view.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return view, model
