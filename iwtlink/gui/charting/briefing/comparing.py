"""Two charts compared: one picture with signs at what differs, and the list of it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from iwtlink.chart.display import Display
from iwtlink.gui.charting.style_panel.colours import swatch
from iwtlink.gui.chartview.view import ChartView
from iwtlink.gui.save_dialog import csv_dialog
from iwtlink.gui.session import Session
from iwtlink.gui.tables.export import write_csv
from iwtlink.i18n import tr
from iwtlink.operations.charting.comparing import Compared, fate_labels
from iwtlink.operations.charting.marking import COLOURS, SIGNS, Fate, differences
from iwtlink.operations.drawing import pictures_of
from iwtlink.store.charts import Difference
from iwtlink.store.ids import Item

_ITEM = Qt.ItemDataRole.UserRole


class CompareWindow(QDialog):
    """Shows what differs; nothing here writes."""

    item_wanted = Signal(object)

    def __init__(
        self,
        title: str,
        compared: Compared,
        display: Display,
        session: Session,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("compare_window")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._title, self._compared, self._session = title, compared, session
        self.view = ChartView()
        self.view.setObjectName("compare_view")
        self.view.set_pictures(pictures_of(session.store))
        self.view.set_read_only(True)
        self.view.set_display(display)
        self.list = QTreeWidget()
        self.list.setObjectName("compare_list")
        self.list.setAccessibleName(tr("What differs"))
        self.list.setHeaderLabels([tr("What differs"), tr("In what")])
        columns = self.list.header()
        columns.setStretchLastSection(False)
        columns.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        columns.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.words = QLabel()
        self.words.setObjectName("compare_words")
        self.words.setWordWrap(True)
        self._fill()
        self._lay_out()
        self.list.currentItemChanged.connect(lambda *_: self._reveal())
        self.list.itemActivated.connect(lambda *_: self._open())
        session.closed.connect(self.close)
        self.resize(1100, 640)
        self.list.setFocus()

    def rows(self) -> list[tuple[str, str, str, str]]:
        """Give the list as text: what became of it, kind, label, in what."""
        labels, kinds = fate_labels(), _kinds()
        return [
            (labels[fate], kinds[one.kind], one.label, ", ".join(one.what))
            for fate, one in differences(self._compared.comparison)
        ]

    def write(self, path: str) -> None:
        """Write the list as CSV."""
        write_csv(Path(path), [tr("What"), tr("Kind"), tr("Item"), tr("In what")], self.rows())
        self.words.setText(tr("The list is written to {file}.", file=path))

    # Inside

    def _lay_out(self) -> None:
        save = QPushButton(tr("Save the list…"))
        save.setObjectName("compare_save")
        save.setEnabled(not self._compared.comparison.is_same)
        save.clicked.connect(self._ask_file)
        close = QPushButton(tr("Close"))
        close.setObjectName("compare_close")
        close.clicked.connect(self.close)
        for button in (save, close):
            button.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.addWidget(save)
        foot.addStretch(1)
        foot.addWidget(close)
        side = QWidget()
        column = QVBoxLayout(side)
        column.addWidget(self.words)
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        splitter = QSplitter()
        splitter.addWidget(self.view)
        splitter.addWidget(side)
        splitter.setSizes([700, 400])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(splitter)

    def _fill(self) -> None:
        found = differences(self._compared.comparison)
        for fate, label in fate_labels().items():
            ones = [one for kind, one in found if kind == fate]
            if ones:
                self._add_group(fate, label, ones)
        if not found:
            self.words.setText(tr("Nothing differs."))
        elif self._compared.draws_moves:
            self.words.setText(self._title)
        else:
            most = tr("Most items stand elsewhere: what moved is listed, not marked.")
            self.words.setText(f"{self._title}\n{most}")

    def _add_group(self, fate: Fate, label: str, ones: list[Difference]) -> None:
        head = QTreeWidgetItem([f"{SIGNS[fate]} {label} ({len(ones):,})", ""])
        font = head.font(0)
        font.setBold(True)
        head.setFont(0, font)
        head.setIcon(0, swatch(COLOURS[fate], self.list))
        self.list.addTopLevelItem(head)
        for one in ones:
            row = QTreeWidgetItem([one.label, ", ".join(one.what) or _kinds()[one.kind]])
            row.setData(0, _ITEM, (one.kind, one.id))
            row.setToolTip(0, one.label)
            row.setToolTip(1, row.text(1))
            head.addChild(row)
        head.setExpanded(True)

    def _chosen(self) -> tuple[str, int] | None:
        rows = self.list.selectedItems()
        found = rows[0].data(0, _ITEM) if rows else None
        return None if found is None else (str(found[0]), int(found[1]))

    def _reveal(self) -> None:
        """Bring the chosen item into view on the picture."""
        chosen, display = self._chosen(), self.view.display
        if chosen is None or display is None:
            return
        kind, number = chosen
        if kind == "entity" and number in display.entity_ids:
            self.view.choose([number])
            self.view.reveal(int(np.flatnonzero(display.entity_ids == number)[0]))
        elif kind == "link":
            self.view.choose([], [number])
        elif kind == "shape":
            self.view.choose([], [], [number])

    def _open(self) -> None:
        chosen = self._chosen()
        if chosen is not None and chosen[0] == "entity":
            self.item_wanted.emit(Item("entity", chosen[1]))
        elif chosen is not None and chosen[0] == "link":
            self.item_wanted.emit(Item("link", chosen[1]))

    def _ask_file(self) -> None:
        dialog = csv_dialog(self, "compare_save_dialog", tr("Save the list"), self._title)
        dialog.fileSelected.connect(self.write)
        dialog.open()


def _kinds() -> dict[str, str]:
    return {"entity": tr("Entity"), "link": tr("Link"), "shape": tr("Free item")}
