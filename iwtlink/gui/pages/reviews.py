"""Review dates: what must be looked at again, the most overdue first."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QCheckBox, QWidget

from iwtlink.gui.icons import action_icon
from iwtlink.gui.pages.lines import LinesPage
from iwtlink.gui.reading.columns import Column
from iwtlink.gui.selection import Selection
from iwtlink.gui.session import Session
from iwtlink.i18n import ntr, tr
from iwtlink.store import Store
from iwtlink.store.reviews import Due, list_reviews, with_names


class ReviewsPage(LinesPage):
    """Every item with a review date; those due, unless all are asked for."""

    kind = "reviews"
    key = "reviews"
    review_wanted = Signal(object)
    """A review date is to be set: the ``Item``."""
    reviewed = Signal(object)
    """Items were looked at and need no review date any more: a list of ``Item``."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        columns = (
            Column("due", tr("Due"), is_date=True),
            Column("days", tr("Days overdue"), is_number=True),
            Column("kind", tr("Kind")),
            Column("ref", tr("Reference")),
            Column("label", tr("Name")),
            Column("basis", tr("Ground")),
        )
        super().__init__(session, "reviews_page", columns, parent)
        self._due_count = 0
        self.all = QCheckBox(tr("Later ones too"))
        self.all.setObjectName("reviews_all")
        self.all.setAccessibleName(self.all.text())
        self.all.toggled.connect(self.read)
        self.add_beside(self.all)
        self.show_it = self.add_button("reviews_show", tr("Show"), "arrow-right", self.open_chosen)
        self.set = self.add_button("reviews_set", tr("Set the date…"), "calendar", self._set)
        self.done = self.add_button("reviews_done", tr("Looked at"), "check", self._done)
        self.add_button("reviews_export", tr("Export CSV…"), "file-export", self.export)
        self.read()

    def title(self) -> str:
        return tr("Reviews due")

    def picture(self) -> QIcon:
        return action_icon("calendar")

    def heading(self) -> str:
        return ntr(
            "{n} item is due to be looked at again.",
            "{n} items are due to be looked at again.",
            self._due_count,
        )

    def when_empty(self) -> str:
        return tr(
            "Nothing is due. Choose an item and set its review date in the menu Edit, or with "
            "Ctrl+R."
        )

    def selection(self) -> Selection:
        return Selection(tuple(line.item for line in self.chosen()))

    def read_lines(self, store: Store) -> list[Due]:
        today = date.today()
        with store.read() as db:
            found = list_reviews(db)
            self._due_count = sum(review.due_on <= today for review in found)
            wanted = [one for one in found if self.all.isChecked() or one.due_on <= today]
            return with_names(db, wanted, store.ontology)

    def cells(self, line: Any) -> list[str]:
        assert isinstance(line, Due)
        days = (date.today() - line.due_on).days
        overdue = f"{days:,}" if days > 0 else ""
        return [
            line.due_on.isoformat(),
            overdue,
            tr(line.item.kind),
            line.ref,
            line.label,
            line.basis,
        ]

    def fit_buttons(self) -> None:
        chosen, can_write = self.chosen(), self._session.is_writable
        self.show_it.setEnabled(len(chosen) == 1)
        self.set.setEnabled(len(chosen) == 1 and can_write)
        self.done.setEnabled(bool(chosen) and can_write)

    def open_chosen(self) -> None:
        chosen = self.chosen()
        if chosen:
            self.item_wanted.emit(chosen[0].item)

    def _set(self) -> None:
        self.review_wanted.emit(self.chosen()[0].item)

    def _done(self) -> None:
        self.reviewed.emit([line.item for line in self.chosen()])
