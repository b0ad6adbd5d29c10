"""Hands the database, or a part of it, to another laptop: chosen, seen, then written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from iwtlink.errors import IwtlinkError, Progress
from iwtlink.gui.dialogs.import_view import plain_button
from iwtlink.gui.entry.names import NameBook
from iwtlink.gui.exchange.offered import Offered, read_offered
from iwtlink.gui.exchange.weighing import LeavingPanel, Weigher
from iwtlink.gui.exchange.write_form import WriteForm
from iwtlink.gui.job_bar import JobBar
from iwtlink.gui.session import Session
from iwtlink.i18n import tr
from iwtlink.operations import exchange
from iwtlink.operations.exchange import Weighed, Written
from iwtlink.store import Store


class WriteExchangeDialog(QDialog):
    """Asks, shows what would leave, writes, and says what became of it."""

    told = Signal(str)
    """A sentence for the status bar: what was written."""

    def __init__(
        self,
        session: Session,
        names: NameBook,
        selected: Sequence[int] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("write_exchange_dialog")
        self.setWindowTitle(tr("Write an exchange file"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1020, 620)
        self._session = session
        self._is_weighed = False
        self.written: Path | None = None
        self.form = WriteForm(session, names, selected, self)
        self.panel = LeavingPanel()
        self.weigher = Weigher(session, self)
        self._make_widgets()
        self._arrange()
        self._connect()
        store = session.store
        session.jobs.compute(tr("Preparing"), lambda progress: read_offered(store), self._offer)
        self.form.setFocus()
        self._weigh_again()

    # Arranging

    def _make_widgets(self) -> None:
        self.words = QLabel(
            tr(
                "An exchange file carries your work to another laptop, encrypted under a "
                "passphrase of its own. Whoever reads it sees first what it brings."
            )
        )
        self.words.setWordWrap(True)
        self.problem = QLabel()
        self.problem.setObjectName("exchange_problem")
        self.problem.setProperty("part", "problem")
        self.outcome = QLabel()
        self.outcome.setObjectName("exchange_outcome")
        self.outcome.setAlignment(Qt.AlignmentFlag.AlignTop)
        for label in (self.problem, self.outcome):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.doing = QLabel()
        self.doing.setProperty("part", "muted")
        self.bar = JobBar("exchange_write_progress", tr("Progress"), self._session, self.doing)
        self.open_folder = plain_button("exchange_open_folder", tr("Open its &folder"))
        self.copy_path = plain_button("exchange_copy_path", tr("&Copy its path"))
        self.cancel = plain_button("exchange_write_cancel", tr("Cancel"))
        self.do_it = plain_button("exchange_write_it", tr("&Write the file"))
        self.do_it.setDefault(True)

    def _arrange(self) -> None:
        self.inside = QScrollArea()
        self.inside.setObjectName("exchange_form_area")
        self.inside.setWidgetResizable(True)
        self.inside.setFrameShape(QScrollArea.Shape.NoFrame)
        self.inside.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.inside.setWidget(self.form)
        self.layers = QStackedWidget()
        self.layers.addWidget(self.inside)
        self.layers.addWidget(self.outcome)
        both = QHBoxLayout()
        both.setSpacing(24)
        both.addWidget(self.layers, 3)
        both.addWidget(self.panel, 2)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.doing, 1)
        for widget in (self.bar, self.open_folder, self.copy_path, self.cancel, self.do_it):
            foot.addWidget(widget)
            widget.setVisible(widget in (self.cancel, self.do_it))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(self.words)
        column.addLayout(both, 1)
        column.addWidget(self.problem)
        column.addLayout(foot)
        self.problem.hide()

    def _connect(self) -> None:
        self.form.changed.connect(self._weigh_again)
        self.form.what.subject.escaped.connect(self.reject)
        self.weigher.weighed.connect(self._weighed)
        self.weigher.refused.connect(self._cannot_weigh)
        self.cancel.clicked.connect(self.reject)
        self.do_it.clicked.connect(self._write)
        self.open_folder.clicked.connect(self._open_folder)
        self.copy_path.clicked.connect(self._copy_path)
        self.bar.failed.connect(self._failed)
        self.bar.stopped.connect(self._stopped)
        self.bar.ended.connect(self._ended)

    # What leaves

    def _offer(self, offered: Offered) -> None:
        self.form.offer(offered)

    def _weigh_again(self) -> None:
        self._is_weighed = False
        self.do_it.setEnabled(False)
        self.say_problem("")
        try:
            choice = self.form.choice()
        except IwtlinkError as error:
            self.weigher.stop()
            self.panel.show_nothing(str(error))
            return
        self.panel.sentence.setText(tr("Counting…"))
        self.weigher.ask(choice)

    def _weighed(self, weighed: Weighed) -> None:
        self.panel.show_weighed(weighed)
        self._is_weighed = any(weighed.counts.values())
        self.do_it.setEnabled(self._is_weighed and not self.bar.is_busy)

    def _cannot_weigh(self, sentence: str) -> None:
        self.panel.show_nothing(sentence)

    # Writing

    def _write(self) -> None:
        try:
            choice, target = self.form.choice(), self.form.target()
        except IwtlinkError as error:
            self.say_problem(str(error))
            return
        if problem := self.form.passphrase.problem():
            self.say_problem(problem)
            self.form.passphrase.setFocus()
            return
        passphrase = self.form.passphrase.text()

        def work(store: Store, progress: Progress) -> Written:
            return exchange.write(store, target, passphrase, choice, progress)

        self.say_problem("")
        self._set_working(is_working=True)
        label = tr("Writing {file}", file=target.name)
        self.bar.watch(self._session.write(label, work, initiator=self, on_done=self._done))

    def _done(self, written: Written) -> None:
        self.written = written.file
        self.form.passphrase.forget()
        self.outcome.setText(_outcome(written))
        self.words.hide()
        self.layers.setCurrentWidget(self.outcome)
        self.panel.show_written(written)
        self.do_it.hide()
        self.open_folder.show()
        self.copy_path.show()
        self.cancel.setText(tr("Close"))
        self.cancel.setDefault(True)
        self.cancel.setFocus()
        self.told.emit(tr("Written: {file}.", file=written.file.name))

    def _failed(self, error: Exception) -> None:
        if isinstance(error, IwtlinkError):
            self.say_problem(str(error))
        else:
            self._session.jobs.failed.emit(error)

    def _stopped(self) -> None:
        self.say_problem(tr("Stopped; no file was written."))

    def say_problem(self, sentence: str) -> None:
        """Show what stands in the way; an empty sentence takes it away."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _set_working(self, *, is_working: bool) -> None:
        self.form.set_asking(not is_working)
        self.do_it.setEnabled(not is_working)

    def _ended(self) -> None:
        self._set_working(is_working=False)

    # Afterwards

    def _open_folder(self) -> None:
        if self.written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.written.parent)))

    def _copy_path(self) -> None:
        if self.written is not None:
            QGuiApplication.clipboard().setText(str(self.written))

    def reject(self) -> None:
        """Stop what is under way, or forget the passphrase and close."""
        if self.bar.cancel():
            return
        self.weigher.stop()
        self.form.passphrase.forget()
        super().reject()


def _outcome(written: Written) -> str:
    parts = [
        tr("Written: {file}", file=written.file),
        tr(
            "Give the passphrase another way than the file: by telephone or in person, never in "
            "the same message. Without it nobody can read the file; you can always write another."
        ),
        tr("Its fingerprint (SHA-256):\n{digest}", digest=written.sha256),
    ]
    return "\n\n".join(parts)
