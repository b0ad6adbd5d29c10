"""Asks on which chart to put what is selected."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from iwtlink.gui.dialogs.form import FormDialog
from iwtlink.gui.kinds import kind_icon
from iwtlink.i18n import ntr, tr
from iwtlink.store.charts import ChartRow


class ChooseChartDialog(FormDialog):
    """Tells the id of the chart chosen."""

    wanted = Signal(int)

    def __init__(
        self,
        charts: Sequence[ChartRow],
        count: int,
        parent: QWidget | None = None,
        *,
        title: str = "",
        sentence: str = "",
        accept: str = "",
    ) -> None:
        super().__init__(
            "choose_chart_dialog",
            title or tr("Add to a chart"),
            sentence
            or ntr("Put {n} entity on this chart:", "Put {n} entities on this chart:", count),
            accept or tr("Add"),
            parent,
        )
        self.list = QListWidget()
        self.list.setObjectName("charts")
        self.list.setAccessibleName(tr("Charts"))
        for chart in charts:
            item = QListWidgetItem(kind_icon("chart"), f"{chart.title}  ({chart.entity_count})")
            item.setData(Qt.ItemDataRole.UserRole, int(chart.id))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(self.accept)
        self.form.addRow(self.list)

    def accept(self) -> None:
        """Tell the chart and close."""
        item = self.list.currentItem()
        if item is not None:
            self.wanted.emit(item.data(Qt.ItemDataRole.UserRole))
            super().accept()
