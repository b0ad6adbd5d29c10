"""Says beside a form what would leave and what is held back, a moment after each change."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from iwtlink.errors import IwtlinkError, Progress
from iwtlink.gui.dialogs.import_tables_model import TextTableView
from iwtlink.gui.jobs import Job
from iwtlink.gui.session import Session
from iwtlink.i18n import tr
from iwtlink.ontology.kind_words import row_title
from iwtlink.operations import exchange
from iwtlink.operations.exchange import Choice, Weighed, Written
from iwtlink.operations.exchange.log import COUNTED

_AFTER_MS = 300


class Weigher(QObject):
    """Weighs the choice asked for last; older answers are dropped."""

    weighed = Signal(object)
    refused = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._choice = Choice()
        self._asked = 0
        self._job: Job | None = None
        self._soon = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._soon.timeout.connect(self._weigh)

    def ask(self, choice: Choice) -> None:
        """Weigh this, unless something else is asked within a moment."""
        self.stop()
        self._choice = choice
        self._soon.start()

    def stop(self) -> None:
        """Forget what was asked."""
        self._asked += 1
        self._soon.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    @property
    def is_waiting(self) -> bool:
        """What was asked last is not weighed yet."""
        return self._soon.isActive() or self._job is not None

    def _weigh(self) -> None:
        if not self._session.is_open:
            return
        store, choice, asked = self._session.store, self._choice, self._asked

        def work(progress: Progress) -> tuple[int, Weighed]:
            return asked, exchange.weigh(store, choice, progress)

        job = self._session.jobs.compute(tr("Counting what leaves"), work, self._take)
        job.failed.disconnect(self._session.jobs.failed)
        job.failed.connect(self._failed)
        job.ended.connect(self._ended)
        self._job = job

    def _take(self, found: tuple[int, Weighed]) -> None:
        if found[0] == self._asked:
            self.weighed.emit(found[1])

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, IwtlinkError):
            self._session.jobs.failed.emit(error)
        elif self.sender() is self._job:
            self.refused.emit(str(error))

    def _ended(self) -> None:
        if self.sender() is self._job:
            self._job = None


class LeavingPanel(QWidget):
    """The table of what leaves and what is held back, and a sentence below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = QLabel(tr("What leaves, and what is held back"))
        self.heading.setProperty("part", "heading")
        self.table = TextTableView("exchange_leaving", tr("What leaves, and what is held back"))
        self.sentence = QLabel()
        self.sentence.setObjectName("exchange_leaving_words")
        self.sentence.setProperty("part", "muted")
        self.sentence.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.heading)
        column.addWidget(self.table, 1)
        column.addWidget(self.sentence)
        self.show_nothing(tr("Counting…"))

    def show_nothing(self, sentence: str) -> None:
        """Say why there is nothing to show."""
        self._fill([])
        self.sentence.setText(sentence)

    def show_written(self, written: Written) -> None:
        """Show what a file holds that was written."""
        self.heading.setText(tr("What the file holds, and what was held back"))
        self.show_weighed(Weighed(written.counts, written.left_out))

    def show_weighed(self, weighed: Weighed) -> None:
        """Show these counts."""
        names = [n for n in COUNTED if weighed.counts.get(n) or weighed.left_out.get(n)]
        rows = [
            (
                row_title(name),
                f"{weighed.counts.get(name, 0):,}",
                f"{weighed.left_out.get(name, 0):,}" if weighed.left_out.get(name) else "",
            )
            for name in names
        ]
        self._fill(rows)
        self.sentence.setText(_leaving_text(weighed))

    def _fill(self, rows: list[tuple[str, str, str]]) -> None:
        headings = (tr("What"), tr("Leaves"), tr("Held back"))
        self.table.show_rows(headings, rows, right=(1, 2), stretched=0)


def _leaving_text(weighed: Weighed) -> str:
    if not any(weighed.counts.values()):
        return tr("Nothing would leave.")
    if any(weighed.left_out.values()):
        return tr(
            "Held back is what is marked more strictly than you let out, and what rests on it."
        )
    return tr("Nothing is held back by its marking.")
