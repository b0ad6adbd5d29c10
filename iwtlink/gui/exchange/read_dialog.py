"""What an exchange file brings, seen and decided before anything is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from iwtlink.errors import IwtlinkError, Progress
from iwtlink.gui.dialogs.import_tables_model import TextTableView
from iwtlink.gui.dialogs.import_view import plain_button
from iwtlink.gui.exchange.conflict_view import ConflictPage
from iwtlink.gui.exchange.lines import Group
from iwtlink.gui.exchange.lines_view import LinesPage
from iwtlink.gui.exchange.words import head_text, warnings
from iwtlink.gui.job_bar import JobBar
from iwtlink.gui.session import Session
from iwtlink.i18n import ntr, tr
from iwtlink.ontology.kind_words import counts_text
from iwtlink.operations import exchange
from iwtlink.operations.exchange import Key, Preview, Read, Side
from iwtlink.store import Store

_NOTHING = QSize(640, 160)
"""How large the dialog is where the file brings nothing."""


class ReadExchangeDialog(QDialog):
    """Shows a file's preview; reads it in as one step, once the conflicts are decided."""

    told = Signal(str)
    """A sentence for the status bar: what was read in."""
    left = Signal(object)
    """Closed without reading in: the decisions made until then."""

    def __init__(
        self,
        session: Session,
        source: Path,
        passphrase: str,
        preview: Preview,
        groups: Sequence[Group],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("read_exchange_dialog")
        self.setWindowTitle(tr("Read {file}", file=source.name))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1240, 680)
        self._session = session
        self._source = source
        self._passphrase = passphrase
        self.preview = preview
        self._make_widgets()
        self._arrange()
        self._connect()
        self._show(groups)

    # Arranging

    def _make_widgets(self) -> None:
        self.head = _sentence("exchange_head")
        self.warning = _sentence("exchange_warning")
        self.warning.setProperty("part", "problem")
        self.summary = _sentence("exchange_summary")
        self.lines = LinesPage()
        self.conflicts = ConflictPage()
        self.problems = TextTableView("exchange_problems", tr("Problems"))
        self.tabs = QTabWidget()
        self.tabs.setObjectName("exchange_tabs")
        self.tabs.setDocumentMode(True)
        self.doing = _sentence("exchange_doing")
        self.doing.setProperty("part", "muted")
        self.bar = JobBar("exchange_progress", tr("Progress"), self._session, self.doing)
        self.undo = plain_button("exchange_undo", tr("&Undo the reading"))
        self.cancel = plain_button("exchange_cancel", tr("Cancel"))
        self.do_it = plain_button("exchange_read_in", tr("&Read in"))
        self.do_it.setDefault(True)

    def _arrange(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.doing, 1)
        for widget in (self.bar, self.undo, self.cancel, self.do_it):
            foot.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        for label in (self.head, self.warning, self.summary):
            column.addWidget(label)
        column.addWidget(self.tabs, 1)
        column.addLayout(foot)
        for widget in (self.bar, self.undo):
            widget.hide()

    def _connect(self) -> None:
        self.cancel.clicked.connect(self.reject)
        self.do_it.clicked.connect(self._read_in)
        self.undo.clicked.connect(self._undo)
        self.bar.failed.connect(self._failed)
        self.bar.stopped.connect(self._stopped)

    # What is shown

    def _show(self, groups: Sequence[Group]) -> None:
        preview = self.preview
        self.head.setText(head_text(preview.head))
        self.warning.setText("\n".join(warnings(preview.head, self._session.store.about)))
        self.warning.setVisible(bool(self.warning.text()))
        self.summary.setText(_summary(preview))
        self.do_it.setVisible(not preview.is_empty)
        if preview.is_empty:
            self.cancel.setText(tr("Close"))
            self.cancel.setDefault(True)
        if not preview.rows and not preview.conflicts and not preview.problems:
            self.tabs.hide()
            self.resize(_NOTHING)
            self.cancel.setFocus()
            return
        self._add_tabs(groups)

    def _add_tabs(self, groups: Sequence[Group]) -> None:
        preview = self.preview
        if groups:
            self.lines.show_groups(groups, preview.head.code)
            self.tabs.addTab(self.lines, tr("What &differs"))
        if preview.conflicts:
            self.conflicts.model.show_conflicts(preview.conflicts)
            self.conflicts.grid.selectRow(0)
            count = ntr("{n} &conflict", "{n} &conflicts", len(preview.conflicts))
            self.tabs.addTab(self.conflicts, count)
        if preview.problems:
            self.problems.show_rows(
                (tr("What is wrong"),), [(words,) for words in preview.problems], stretched=0
            )
            count = ntr("{n} &problem", "{n} &problems", len(preview.problems))
            self.tabs.addTab(self.problems, count)
        if preview.conflicts:
            self.tabs.setCurrentWidget(self.conflicts)
        self.tabs.currentWidget().setFocus()

    def take_decisions(self, decided: Mapping[Key, Side]) -> None:
        """Go on with what was decided when this file was looked at before."""
        self.conflicts.model.take_decisions(decided)

    # Reading in

    def _read_in(self) -> None:
        source, passphrase = self._source, self._passphrase
        decisions = self.conflicts.model.decisions()

        def work(store: Store, progress: Progress) -> Read:
            return exchange.read(store, source, passphrase, decisions, progress)

        self._set_working(is_working=True)
        label = tr("Reading in {file}", file=source.name)
        job = self._session.write(label, work, initiator=self, on_done=self._done)
        self.bar.watch(job)

    def _done(self, read: Read) -> None:
        self._passphrase = ""
        if read.step_id:
            sentence = tr(
                "{file} is read in, as one step: {counts}.",
                file=self._source.name,
                counts=counts_text(read.counts) or tr("nothing else"),
            )
        else:
            sentence = tr("Everything in this file is here already: nothing was written.")
        self.summary.setText("\n".join((sentence, *read.problems)))
        self.conflicts.set_deciding(False)
        self.undo.setVisible(bool(read.step_id))
        self.do_it.hide()
        self.cancel.setText(tr("Close"))
        self.cancel.setDefault(True)
        self.cancel.setFocus()
        self.told.emit(sentence)

    def _undo(self) -> None:
        self._session.undo()
        self.reject()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, IwtlinkError):
            self._say_problem(str(error))
        else:
            self._session.jobs.failed.emit(error)
        self._set_working(is_working=False)

    def _stopped(self) -> None:
        self._say_problem(tr("Stopped; nothing was written."))
        self._set_working(is_working=False)

    def _say_problem(self, sentence: str) -> None:
        self.warning.setText(sentence)
        self.warning.show()

    def _set_working(self, *, is_working: bool) -> None:
        self.do_it.setEnabled(not is_working)
        self.conflicts.set_deciding(not is_working)
        if is_working:
            self.warning.hide()

    def reject(self) -> None:
        """Stop what is under way, or forget the passphrase and close."""
        if self.bar.cancel():
            return
        if self._passphrase:
            self.left.emit(self.conflicts.model.decisions())
        self._passphrase = ""
        super().reject()


def _summary(preview: Preview) -> str:
    theirs = sum(line.side == "theirs" for line in preview.rows)
    mine = len(preview.rows) - theirs
    if preview.is_empty:
        words = tr("Everything in this file is here already: there is nothing to read in.")
    else:
        words = ntr(
            "It brings {n} item. Nothing is written until you read it in.",
            "It brings {n} items. Nothing is written until you read it in.",
            theirs,
        )
    if mine:
        only = ntr(
            "{n} item is only here, as far as the file tells.",
            "{n} items are only here, as far as the file tells.",
            mine,
        )
        words = f"{words} {only}"
    return words


def _sentence(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
