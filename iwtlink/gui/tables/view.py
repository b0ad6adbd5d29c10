"""How a list of rows looks and is chosen from, wherever rows are shown."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from iwtlink.gui.tables.model import TableModel

MEASURED = 200
"""Rows whose texts decide how wide a column is at first."""


def rows_view(parent: QWidget, model: TableModel, name: str, label: str) -> QTableView:
    """Make a sortable table of whole rows, calm and dense."""
    view = QTableView(parent)
    view.setObjectName(name)
    view.setAccessibleName(label)
    view.setModel(model)
    view.setSortingEnabled(True)
    view.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
    view.setAlternatingRowColors(True)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setTabKeyNavigation(False)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(view.fontMetrics().height() + 10)
    view.horizontalHeader().setHighlightSections(False)
    return view


def chosen_rows(view: QTableView) -> list[int]:
    """Give the chosen rows from top to bottom."""
    return sorted(index.row() for index in view.selectionModel().selectedRows())
