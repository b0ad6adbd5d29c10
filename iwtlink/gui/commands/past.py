"""Retract, restore, purge, review, and the pages that tell the past."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from iwtlink.gui.dialogs.purge import PurgeDialog
from iwtlink.gui.dialogs.retract import RetractDialog
from iwtlink.gui.dialogs.review import ReviewDialog
from iwtlink.gui.pages.history import HistoryPage, StepsPage
from iwtlink.gui.pages.lines import LinesPage
from iwtlink.gui.pages.log import LogPage
from iwtlink.gui.pages.retracted import RetractedPage
from iwtlink.gui.pages.reviews import ReviewsPage
from iwtlink.gui.plain import brief
from iwtlink.i18n import ntr, tr
from iwtlink.operations.purging import look_at_purge, purge_item, report_lines
from iwtlink.operations.retracting import restore_items, retract_items
from iwtlink.store import Edit, Step
from iwtlink.store.describing import describe
from iwtlink.store.ids import Item, Kind
from iwtlink.store.purge import PurgeReport
from iwtlink.store.retractions import (
    Retractable,
    Retracted,
    RetractionId,
    Target,
    reasons_used,
)
from iwtlink.store.retractions.removal import went_along
from iwtlink.store.reviews import clear_review, review_of, set_review

if TYPE_CHECKING:
    from iwtlink.gui.window import MainWindow


class PastCommands(QObject):
    """What the past of items and of the database needs."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session

    # Retracting and restoring

    def retract(self) -> None:
        """Ask why, then retract what is selected."""
        self.ask_why(self._window.selection.items)

    def ask_why(self, items: Sequence[Retractable]) -> None:
        """Ask why, then retract these items in one step."""
        if not items:
            return
        with self._session.store.read() as db:
            along = [
                one for item in items for one in went_along(db, Target.of(item).kind, [item.id])
            ]
            reasons = reasons_used(db)
        dialog = RetractDialog(self._named(items), len(set(along)), reasons, self._window)
        dialog.wanted.connect(lambda reason: self._retract(items, reason))
        dialog.open()

    def _named(self, items: Sequence[Retractable]) -> str:
        """Name the one item that is meant, or say how many are."""
        if len(items) == 1:
            with self._session.store.read() as db:
                store = self._session.store
                known = describe(db, store.ontology, items[0].kind, [items[0].id])
            if known:
                return brief(known[items[0].id].label)
        return ntr("{n} item", "{n} items", len(items))

    def _retract(self, items: Sequence[Retractable], reason: str) -> None:
        self._session.write(
            tr("Retracting"),
            lambda store, progress: retract_items(store, items, reason),
            on_done=self._retracted,
        )

    def _retracted(self, rows: list[Retracted]) -> None:
        what = brief(rows[0].label) if len(rows) == 1 else ntr("{n} item", "{n} items", len(rows))
        self._window.status.say(tr("Retracted: {what}. Undo brings it back.", what=what))

    def restore(self, retraction_ids: list[RetractionId]) -> None:
        """Restore retracted items in one step."""
        self._session.write(
            tr("Restoring"),
            lambda store, progress: restore_items(store, retraction_ids),
            on_done=self._restored,
        )

    def _restored(self, rows: list[Retracted]) -> None:
        what = brief(rows[0].label) if len(rows) == 1 else ntr("{n} item", "{n} items", len(rows))
        self._window.status.say(tr("Restored: {what}", what=what))

    # Pages

    def show_history(self) -> None:
        """Show the history of the chosen item."""
        item = self._chosen()
        if item is not None:
            self._open_history(item, self._named([item]))

    def _open_history(self, item: Item, name: str) -> None:
        key = f"history:{item.kind}:{item.id}"
        self._window.pages.open(key, lambda: self._steps(HistoryPage(self._session, item, name)))

    def show_log(self) -> None:
        """Show every step and event."""
        self._window.pages.open("log", lambda: self._steps(LogPage(self._session)))

    def show_retracted(self) -> None:
        """Show what is retracted."""
        self._window.pages.open("retracted", self._made_retracted)

    def show_reviews(self) -> None:
        """Show what is due to be looked at again."""
        self._window.pages.open("reviews", self._made_reviews)

    def _wired(self, page: LinesPage) -> LinesPage:
        page.item_wanted.connect(self._window.show_item)
        return page

    def _steps(self, page: StepsPage) -> LinesPage:
        page.step_unwanted.connect(self.take_back)
        return self._wired(page)

    def _made_retracted(self) -> LinesPage:
        page = RetractedPage(self._session)
        page.restore_wanted.connect(self.restore)
        page.history_wanted.connect(self._history_of)
        page.purge_wanted.connect(self._purge_retracted)
        return self._wired(page)

    def _made_reviews(self) -> LinesPage:
        page = ReviewsPage(self._session)
        page.review_wanted.connect(self._ask_review)
        page.reviewed.connect(self._reviewed)
        return self._wired(page)

    def _history_of(self, row: Retracted) -> None:
        self._open_history(Item(cast(Kind, row.kind), row.item_id), row.label)

    # Steps

    def take_back(self, step_id: int) -> None:
        """Take back a step of any age; what rests on it is named where that cannot be."""
        self._session.write(
            tr("Taking a step back"),
            lambda store, progress: store.take_back_step(step_id),
            on_done=self._taken_back,
        )

    def _taken_back(self, step: Step) -> None:
        self._window.status.say(tr("{label}. Undo brings it back.", label=step.label))
        self._window.refresh_situation()

    # Purging

    def purge(self) -> None:
        """Look what a purge of the chosen item would take, and ask for the last word."""
        item = self._chosen()
        if item is not None:
            self._look(item)

    def _purge_retracted(self, row: Retracted) -> None:
        self._look(Target(row.kind, row.item_id))

    def _look(self, item: Retractable) -> None:
        store = self._session.store
        self._session.jobs.compute(
            tr("Looking what a purge would take"),
            lambda progress: look_at_purge(store, item, progress),
            lambda report: self._ask_purge(item, report),
        )

    def _ask_purge(self, item: Retractable, report: PurgeReport) -> None:
        dialog = PurgeDialog(report, self._window)
        dialog.wanted.connect(lambda reason: self._purge(item, reason))
        dialog.open()

    def _purge(self, item: Retractable, reason: str) -> None:
        self._session.write(
            tr("Purging"),
            lambda store, progress: purge_item(store, item, reason, progress),
            on_done=self._purged,
        )

    def _purged(self, report: PurgeReport) -> None:
        self._window.status.say(report_lines(report)[0])
        self.show_log()

    # Reviews

    def set_review(self) -> None:
        """Ask when the chosen item must be looked at again."""
        item = self._chosen()
        if item is not None:
            self._ask_review(item)

    def _ask_review(self, item: Item) -> None:
        with self._session.store.read() as db:
            now = review_of(db, item)
        name = self._named([item])
        dialog = ReviewDialog(name, now, date.today(), self._window)
        dialog.wanted.connect(lambda day, basis: self._set_review(item, name, day, basis))
        dialog.cleared.connect(lambda: self._reviewed([item]))
        dialog.open()

    def _set_review(self, item: Item, name: str, day: date, basis: str) -> None:
        self._session.edit(
            tr("Review {name} on {day}", name=name, day=day.isoformat()),
            lambda edit: set_review(edit, item, day, basis),
        )

    def _reviewed(self, items: list[Item]) -> None:
        def work(edit: Edit) -> None:
            for item in items:
                clear_review(edit, item)

        self._session.edit(tr("Looked at {what}", what=self._named(items)), work)

    def _chosen(self) -> Item | None:
        """Give the item selected last, else the one in the inspector."""
        chosen = self._window.selection.current or self._window.inspector.item
        if chosen is None:
            self._window.status.say(tr("Choose an item first."))
        return chosen
