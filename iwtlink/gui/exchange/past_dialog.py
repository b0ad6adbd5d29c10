"""What was exchanged: when, which way, with whom, which file, how much, by whom."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from iwtlink.errors import Progress
from iwtlink.gui.dialogs.import_view import plain_button
from iwtlink.gui.empty_hint import EmptyHint
from iwtlink.gui.pages.lines import local_time
from iwtlink.gui.reading.columns import Column, TableContent, folded_rows
from iwtlink.gui.session import Session
from iwtlink.gui.tables.export import tab_separated
from iwtlink.gui.tables.model import TableModel
from iwtlink.gui.tables.view import chosen_rows, rows_view
from iwtlink.i18n import tr
from iwtlink.ontology.kind_words import counts_text
from iwtlink.operations import exchange
from iwtlink.operations.exchange import Exchange

_WIDTHS = (140, 90, 180, 60, 250)


class PastExchangesDialog(QDialog):
    """Lists the files written and read, newest first; can be copied."""

    write_wanted = Signal()
    read_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("past_exchanges_dialog")
        self.setWindowTitle(tr("Past exchanges"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1060, 480)
        self._session = session
        self.model = TableModel(_content([]), self)
        self.view = rows_view(self, self.model, "past_exchanges", tr("Past exchanges"))
        self.view.horizontalHeader().setStretchLastSection(True)
        for column, width in enumerate(_WIDTHS):
            self.view.setColumnWidth(column, width)
        EmptyHint(
            self.view, tr("Nothing was exchanged yet. Write a file for a colleague’s laptop.")
        )
        self.copy = plain_button("copy_past_exchanges", tr("&Copy all"))
        self.write = plain_button("past_write_exchange", tr("&Write a file…"))
        self.read = plain_button("past_read_exchange", tr("&Read a file…"))
        self.leave = plain_button("close_past_exchanges", tr("Close"))
        self._arrange()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Read the list again, beside the window."""
        store = self._session.store

        def read(progress: Progress) -> list[Exchange]:
            with store.read() as db:
                return exchange.past(db)

        self._session.jobs.compute(tr("Reading the past exchanges"), read, self.show_past)

    def show_past(self, past: list[Exchange]) -> None:
        """Show these."""
        self.model.show_content(_content(past))
        self.copy.setEnabled(bool(past))
        if past:
            self.view.selectRow(0)
            self.view.setFocus()

    def _arrange(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for button in (self.write, self.read, self.copy):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.view, 1)
        column.addLayout(foot)
        for button in (self.write, self.read):
            button.setEnabled(self._session.is_writable)
        self.leave.setDefault(True)

    def _connect(self) -> None:
        self.leave.clicked.connect(self.reject)
        self.copy.clicked.connect(self._copy_all)
        self.write.clicked.connect(self._ask_write)
        self.read.clicked.connect(self._ask_read)
        shortcut = QShortcut(QKeySequence.StandardKey.Copy, self.view)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self._copy_chosen)

    def _ask_write(self) -> None:
        self.accept()
        self.write_wanted.emit()

    def _ask_read(self) -> None:
        self.accept()
        self.read_wanted.emit()

    def _copy_all(self) -> None:
        self._copy_rows(list(range(self.model.rowCount())))

    def _copy_chosen(self) -> None:
        self._copy_rows(chosen_rows(self.view))

    def _copy_rows(self, rows: list[int]) -> None:
        header = [column.label for column in _columns()]
        texts = self.model.texts(rows, list(range(len(header))))
        QGuiApplication.clipboard().setText(tab_separated(header, texts))


def _columns() -> tuple[Column, ...]:
    return (
        Column("at", tr("When"), is_date=True),
        Column("direction", tr("Direction")),
        Column("with_whom", tr("With whom")),
        Column("by", tr("By")),
        Column("file", tr("File")),
        Column("counts", tr("What")),
    )


def _content(past: list[Exchange]) -> TableContent:
    cells = [
        [
            local_time(one.at),
            tr("written") if one.direction == "written" else tr("read"),
            one.with_whom,
            one.by,
            one.file,
            counts_text(one.counts),
        ]
        for one in past
    ]
    ids = list(range(len(cells)))
    # the lines are no items: the kind plays no part, an id is a line's place
    return TableContent("record", "", _columns(), ids, cells, {}, folded_rows(cells))
