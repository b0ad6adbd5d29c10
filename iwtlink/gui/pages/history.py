"""The history of one item; any of its steps can be taken back."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QWidget

from iwtlink.gui.icons import action_icon
from iwtlink.gui.pages.lines import LinesPage, local_time
from iwtlink.gui.plain import brief
from iwtlink.gui.reading.columns import Column
from iwtlink.gui.session import Session
from iwtlink.i18n import tr
from iwtlink.operations.history import item_history
from iwtlink.store import Store
from iwtlink.store.history import HistoryLine
from iwtlink.store.ids import Item


class StepsPage(LinesPage):
    """Lines that each belong to a step, which a button takes back."""

    step_unwanted = Signal(int)
    """A step is to be taken back: its id."""

    def add_step_buttons(self) -> None:
        """Add the buttons that every list of steps has."""
        self.back = self.add_button(
            f"{self.objectName()}_back", tr("Take this step back"), "arrow-back-up", self._take_back
        )
        self.add_button(
            f"{self.objectName()}_export", tr("Export CSV…"), "file-export", self.export
        )

    def fit_buttons(self) -> None:
        chosen = self.chosen()
        can = len(chosen) == 1 and chosen[0].step_id > 0 and self._session.is_writable
        self.back.setEnabled(can)

    def _take_back(self) -> None:
        chosen = self.chosen()
        if chosen:
            self.step_unwanted.emit(chosen[0].step_id)


class HistoryPage(StepsPage):
    """What stood in each property of one item, what stands there now, who, when and why."""

    kind = "history"
    widest = 150

    def __init__(
        self, session: Session, item: Item, name: str, parent: QWidget | None = None
    ) -> None:
        columns = (
            Column("at", tr("When"), is_date=True),
            Column("who", tr("Who")),
            Column("property", tr("What")),
            Column("old", tr("Before")),
            Column("new", tr("After")),
            Column("why", tr("Why, or source")),
            Column("step", tr("No."), is_number=True),
            Column("label", tr("Step")),
        )
        super().__init__(session, "history_page", columns, parent)
        self.item = item
        self.key = f"history:{item.kind}:{item.id}"
        self._name = name
        self.add_button("history_show", tr("Show the item"), "arrow-right", self.open_chosen)
        self.add_step_buttons()
        self.read()

    def title(self) -> str:
        return tr("History: {name}", name=brief(self._name))

    def picture(self) -> QIcon:
        return action_icon("history")

    def heading(self) -> str:
        return tr(
            "Everything that was ever written about {name}, newest first. Times are those of "
            "this computer’s clock.",
            name=self._name,
        )

    def read_lines(self, store: Store) -> list[HistoryLine]:
        return item_history(store, self.item)

    def cells(self, line: Any) -> list[str]:
        assert isinstance(line, HistoryLine)
        told = (line.who, line.property, line.old, line.new, line.why)
        return [local_time(line.at), *told, str(line.step_id), line.label]

    def open_chosen(self) -> None:
        self.item_wanted.emit(self.item)
