"""How a list of rows looks and is chosen from, wherever rows are shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
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
    header = view.horizontalHeader()
    header.setHighlightSections(False)
    # a choice of its own, always empty: with the view's it asks the model of each chosen cell
    header.setSelectionModel(QItemSelectionModel(model, header))
    return view


def chosen_rows(view: QTableView) -> list[int]:
    """Give the chosen rows from top to bottom."""
    return sorted(picked_rows(view))


def picked_rows(view: QTableView) -> dict[int, None]:
    """Give the chosen rows in the order in which they were chosen.

    By ranges: Qt's own list asks the model of every cell, 2 s where 50,000 rows are chosen.
    """
    ranges = view.selectionModel().selection().toList()
    return {row: None for part in ranges for row in range(part.top(), part.bottom() + 1)}


def selection_of(model: TableModel, rows: Sequence[int]) -> QItemSelection:
    """Give the selection of these rows, which ascend; neighbours as one range."""
    found = QItemSelection()
    first = 0
    for place, row in enumerate(rows):
        if place + 1 == len(rows) or rows[place + 1] != row + 1:
            found.select(model.index(rows[first], 0), model.index(row, 0))
            first = place + 1
    return found
