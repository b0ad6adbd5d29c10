"""A line of inputs that breaks into several where the panel stands at a side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

_GAP = 6
_COLUMNS = 12
"""Of a narrow panel: rows of one, two, three and four inputs stand under each other."""


class Line(QWidget):
    """Inputs side by side; in a narrow panel in rows of two or three."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        self._widgets: list[tuple[QWidget, int]] = []
        self._rows: tuple[int, ...] = ()
        self._is_narrow: bool | None = None

    def lay(self, widgets: Sequence[tuple[QWidget, int]], rows: Sequence[int]) -> None:
        """Lay these inputs, each with its share of the room left over.

        ``rows`` says how many stand in each row of a narrow panel.
        """
        self._widgets, self._rows = list(widgets), tuple(rows)
        self.use_narrow(is_narrow=False)

    def use_narrow(self, *, is_narrow: bool) -> None:
        """Stand in one line, or in several."""
        if is_narrow == self._is_narrow:
            return
        self._is_narrow = is_narrow
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1 if is_narrow else 0)
        if is_narrow:
            self._lay_rows()
        else:
            for column, (widget, stretch) in enumerate(self._widgets):
                self._grid.addWidget(widget, 0, column)
                self._grid.setColumnStretch(column, stretch)

    def _lay_rows(self) -> None:
        start = 0
        for row, count in enumerate(self._rows):
            span = _COLUMNS // count
            for place, (widget, _) in enumerate(self._widgets[start : start + count]):
                self._grid.addWidget(widget, row, place * span, 1, span)
            start += count
