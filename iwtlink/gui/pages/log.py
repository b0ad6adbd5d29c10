"""The log of all steps and events, by who, when and of which kind; a step can be taken back."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QWidget

from iwtlink.gui.icons import action_icon
from iwtlink.gui.pages.history import StepsPage
from iwtlink.gui.pages.lines import local_time
from iwtlink.gui.pages.log_choices import LogChoices
from iwtlink.gui.reading.columns import Column
from iwtlink.gui.session import Session
from iwtlink.i18n import tr
from iwtlink.operations.history import LogEntry, read_log
from iwtlink.store import Store


class LogPage(StepsPage):
    """Every step and every event: openings, exports, reveals, backups, purges."""

    kind = "log"
    key = "log"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        columns = (
            Column("at", tr("When"), is_date=True),
            Column("who", tr("Who")),
            Column("kind", tr("Kind")),
            Column("text", tr("What")),
            Column("rows", tr("Rows"), is_number=True),
            Column("step", tr("No."), is_number=True),
            Column("state", tr("State")),
            Column("scope", tr("Where")),
        )
        super().__init__(session, "log_page", columns, parent)
        self.choices = LogChoices()
        self.choices.changed.connect(self.choose)
        for box in self.choices.boxes:
            self.add_beside(box)
        self.add_step_buttons()
        self.read()

    def title(self) -> str:
        return tr("History and log")

    def picture(self) -> QIcon:
        return action_icon("history")

    def heading(self) -> str:
        return tr(
            "Every step, and what was opened, exported, revealed, backed up and purged; newest "
            "first. Nothing can be taken out of this list."
        )

    def read_lines(self, store: Store) -> list[LogEntry]:
        return read_log(store)

    def take_choices(self, lines: list[Any]) -> None:
        self.choices.offer(lines)

    def is_wanted(self, line: Any) -> bool:
        return self.choices.lets_through(line)

    def cells(self, line: Any) -> list[str]:
        assert isinstance(line, LogEntry)
        rows = f"{line.rows:,}" if line.step_id else ""
        step = str(line.step_id) if line.step_id else ""
        told = (line.who, line.kind, line.text)
        return [local_time(line.at), *told, rows, step, line.state, line.scope]
