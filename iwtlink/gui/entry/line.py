"""A line of inputs that breaks into several where the panel stands at a side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

_GAP = 6


class Line(QWidget):
    """Inputs side by side; in a narrow panel in rows of two or three."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(_GAP)
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
        while (old := self._column.takeAt(0)) is not None:
            if (layout := old.layout()) is not None:
                layout.deleteLater()
        start = 0
        for count in self._rows if is_narrow else (len(self._widgets),):
            row = QHBoxLayout()
            row.setSpacing(_GAP)
            for widget, stretch in self._widgets[start : start + count]:
                row.addWidget(widget, stretch)
            if not any(stretch for _, stretch in self._widgets[start : start + count]):
                row.addStretch(1)
            self._column.addLayout(row)
            start += count
