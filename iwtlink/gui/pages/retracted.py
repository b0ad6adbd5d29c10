"""Retracted items: why each went, and the way back."""

from __future__ import annotations

from collections import Counter
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QCheckBox, QWidget

from iwtlink.gui.icons import action_icon
from iwtlink.gui.pages.lines import LinesPage, local_time
from iwtlink.gui.reading.columns import Column
from iwtlink.gui.session import Session
from iwtlink.i18n import ntr, tr
from iwtlink.store import Store
from iwtlink.store.retractions import Retracted, list_retracted


class RetractedPage(LinesPage):
    """Everything that is retracted now; chosen lines are restored in one step."""

    kind = "retracted"
    widest = 210
    key = "retracted"
    restore_wanted = Signal(object)
    """Items are to be restored: the ids of their retractions."""
    history_wanted = Signal(object)
    """The history of a retracted item is asked for: the ``Retracted``."""
    purge_wanted = Signal(object)
    """A retracted item is to be purged: the ``Retracted``."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        columns = (
            Column("at", tr("Retracted"), is_date=True),
            Column("who", tr("Who")),
            Column("kind", tr("Kind")),
            Column("ref", tr("Reference")),
            Column("label", tr("Name")),
            Column("reason", tr("Reason")),
            Column("with", tr("With it")),
        )
        super().__init__(session, "retracted_page", columns, parent)
        self._names: dict[str, str] = {}
        self._along: Counter[str] = Counter()
        self.all = QCheckBox(tr("What went along too"))
        self.all.setObjectName("retracted_all")
        self.all.setAccessibleName(self.all.text())
        self.all.toggled.connect(self.choose)
        self.add_beside(self.all)
        self.restore = self.add_button(
            "retracted_restore", tr("Restore"), "arrow-back-up", self._restore
        )
        self.past = self.add_button("retracted_history", tr("History"), "history", self.open_chosen)
        self.purge = self.add_button("retracted_purge", tr("Purge…"), "trash", self._purge)
        self.add_button("retracted_export", tr("Export CSV…"), "file-export", self.export)
        self.read()

    def title(self) -> str:
        return tr("Retracted items")

    def picture(self) -> QIcon:
        return action_icon("trash")

    def heading(self) -> str:
        return tr(
            "These are left out of every list, chart and product. Restoring one brings back what "
            "went with it; a link returns when both its ends are there."
        )

    def when_empty(self) -> str:
        return tr(
            "Nothing is retracted. What you delete comes here, until it is restored or purged."
        )

    def read_lines(self, store: Store) -> list[Retracted]:
        with store.read() as db:
            return list_retracted(db)

    def take_choices(self, lines: list[Any]) -> None:
        self._names = {f"{row.kind}:{row.item_id}": row.ref or row.label for row in lines}
        self._along = Counter(row.went_with for row in lines)

    def is_wanted(self, line: Any) -> bool:
        return self.all.isChecked() or line.went_with not in self._names

    def cells(self, line: Any) -> list[str]:
        assert isinstance(line, Retracted)
        kind = tr("value") if line.kind == "statement" else tr(line.kind)
        told = (kind, line.ref, line.label, line.reason, self._company(line))
        return [local_time(line.at), line.by, *told]

    def _company(self, line: Retracted) -> str:
        """Say with what it went, or how many items went with it."""
        if line.went_with:
            owner = self._names.get(line.went_with)
            return tr("went with {item}", item=owner) if owner else tr("waits for its other end")
        count = self._along[f"{line.kind}:{line.item_id}"]
        return ntr("{n} item", "{n} items", count) if count else ""

    def fit_buttons(self) -> None:
        chosen, can_write = self.chosen(), self._session.is_writable
        self.restore.setEnabled(bool(chosen) and can_write)
        self.past.setEnabled(len(chosen) == 1 and chosen[0].kind != "statement")
        self.purge.setEnabled(len(chosen) == 1 and can_write)

    def open_chosen(self) -> None:
        chosen = self.chosen()
        if chosen and chosen[0].kind != "statement":
            self.history_wanted.emit(chosen[0])

    def _restore(self) -> None:
        self.restore_wanted.emit([row.id for row in self.chosen()])

    def _purge(self) -> None:
        self.purge_wanted.emit(self.chosen()[0])
