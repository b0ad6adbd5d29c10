"""Import with preview: what each table would bring is seen before anything is written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from iwtlink.errors import IwtlinkError, Progress
from iwtlink.gui.dialogs import import_report as report_tables
from iwtlink.gui.dialogs.import_state import Incoming, compared, meant, recognised, understand
from iwtlink.gui.dialogs.import_view import ImportView, plain_button
from iwtlink.gui.job_bar import JobBar
from iwtlink.gui.session import Session
from iwtlink.i18n import ntr, tr
from iwtlink.intake.proposals import EntityKey
from iwtlink.intake.report import ImportReport
from iwtlink.operations.imports import import_prepared
from iwtlink.store import Changes, Store


class ImportDialog(QDialog):
    """Shows tables and what they would bring; imports them in one step."""

    chart_wanted = Signal(list)
    """Ids of the entities that came in, to be shown on a chart."""

    def __init__(self, session: Session, paths: list[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import_dialog")
        self.setWindowTitle(tr("Import tables"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1040, 640)
        self._session = session
        self._tables = [Incoming(path) for path in paths]
        self._chosen: dict[Path, dict[EntityKey, int]] = {}
        """Whom new ones were taken for, by file: kept when it is read in another way."""
        self._asked = 0
        self._new_entities: list[int] = []
        self._make_widgets()
        self._arrange()
        self._connect()
        self._list_tables()
        self._look_again(range(len(self._tables)))

    # Arranging

    def _make_widgets(self) -> None:
        self.files = QListWidget()
        self.files.setObjectName("import_files")
        self.files.setAccessibleName(tr("Tables to import, in this order"))
        self.files.setFixedWidth(230)
        self.view = ImportView(self._session.store.ontology)
        self.doing = QLabel()
        self.doing.setProperty("part", "muted")
        self.bar = JobBar(
            "import_progress", tr("Progress of the import"), self._session, self.doing
        )
        self.undo = plain_button("import_undo", tr("Undo the import"))
        self.chart = plain_button("import_show_chart", tr("Show on a chart"))
        self.cancel = plain_button("import_cancel", tr("Cancel"))
        self.do_it = plain_button("import_do_it", tr("Import"))
        self.do_it.setDefault(True)

    def _arrange(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.files)
        middle.addWidget(self.view, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.doing, 1)
        for widget in (self.bar, self.undo, self.chart, self.cancel, self.do_it):
            foot.addWidget(widget)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 16)
        whole.setSpacing(12)
        whole.addLayout(middle, 1)
        whole.addLayout(foot)
        for widget in (self.bar, self.undo, self.chart):
            widget.hide()
        self.files.setVisible(len(self._tables) > 1)

    def _connect(self) -> None:
        self.files.currentRowChanged.connect(self._show_table)
        self.view.sheet_wanted.connect(lambda name: self._change(sheet_name=name))
        self.view.mapping_wanted.connect(lambda name: self._change(wanted_mapping=name))
        self.view.own_mapping_wanted.connect(self._ask_mapping_file)
        self.view.known.decided.connect(self._decide)
        self.cancel.clicked.connect(self._stop_or_close)
        self.do_it.clicked.connect(self._import)
        self.undo.clicked.connect(self._undo_import)
        self.chart.clicked.connect(self._show_on_chart)
        self.bar.failed.connect(self._failed)
        self.bar.stopped.connect(self._stopped)
        self._session.changed.connect(self._note_new)

    # Reading

    def _list_tables(self) -> None:
        row = max(self.files.currentRow(), 0)
        self.files.blockSignals(True)
        self.files.clear()
        for table in self._tables:
            line = f"{table.path.name}\n{report_tables.short(table)}"
            QListWidgetItem(line, self.files).setToolTip(str(table.path))
        self.files.setCurrentRow(row)
        self.files.blockSignals(False)
        self._show_table(row)

    def _look_again(self, places: range | list[int]) -> None:
        """Read these tables again, and compare all with the database, beside the window."""
        self._asked += 1
        asked, store, tables = self._asked, self._session.store, list(self._tables)
        for place in places:
            tables[place] = replace(
                tables[place], prepared=None, report=None, incomers=None, problem=""
            )
        self._tables = tables
        self.do_it.setEnabled(False)
        index, chosen = self._session.name_index, dict(self._chosen)

        def look(progress: Progress) -> tuple[int, list[Incoming]]:
            known = list(tables)
            for place in places:
                known[place] = understand(known[place], store, progress)
            known = recognised(known, store, index, progress)
            known = [meant(table, chosen.get(table.path, {})) for table in known]
            return asked, compared(known, store, progress)

        run = self._session.jobs.compute if len(tables) == 1 else self._session.jobs.write
        self.bar.watch(run(tr("Reading the tables"), look, self._looked))

    def _looked(self, found: tuple[int, list[Incoming]]) -> None:
        if found[0] != self._asked:
            return
        self._tables = found[1]
        self._list_tables()
        self.do_it.setEnabled(self._can_import())
        first_bad = next((i for i, t in enumerate(self._tables) if t.problem), None)
        if first_bad is not None:
            self.files.setCurrentRow(first_bad)

    # Choosing

    @property
    def _table(self) -> Incoming:
        return self._tables[max(self.files.currentRow(), 0)]

    def _show_table(self, _: int) -> None:
        self.view.show_table(self._table, self._chosen.get(self._table.path, {}))

    def _decide(self, choice: dict[EntityKey, int]) -> None:
        """Take new ones for ours, or not, and work out what the import does then."""
        path = self._table.path
        self._chosen[path] = {**self._chosen.get(path, {}), **choice}
        self._show_table(0)
        self._look_again([])

    def _change(self, **fields: str) -> None:
        place = max(self.files.currentRow(), 0)
        self._tables[place] = replace(self._tables[place], **fields)  # type: ignore[arg-type] # texts
        self._look_again([place])

    def _ask_mapping_file(self) -> None:
        dialog = QFileDialog(self, tr("A mapping of your own"), str(self._table.path.parent))
        dialog.setObjectName("import_mapping_file_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setNameFilter(tr("Mappings (*.yaml *.yml)"))
        dialog.fileSelected.connect(lambda path: self._change(wanted_mapping=path))
        dialog.open()

    # Importing

    def _can_import(self) -> bool:
        """Say whether every table is understood and something in them is new."""
        reports = [table.report for table in self._tables]
        return all(reports) and not all(r.changes_nothing for r in reports if r is not None)

    def _import(self) -> None:
        prepared = [table.prepared for table in self._tables if table.prepared is not None]

        def work(store: Store, progress: Progress) -> list[ImportReport]:
            return import_prepared(store, prepared, progress)

        self.do_it.setEnabled(False)
        self.view.set_choosing(False)
        job = self._session.write(tr("Importing"), work, initiator=self, on_done=self._imported)
        self.bar.watch(job)

    def _imported(self, reports: list[ImportReport]) -> None:
        self.doing.setText("")
        self.view.say(report_tables.outcome(reports))
        self._tables = [
            replace(table, report=report)
            for table, report in zip(self._tables, reports, strict=True)
        ]
        has_changed = not all(report.changes_nothing for report in reports)
        self.undo.setVisible(has_changed)
        self.chart.setVisible(bool(self._new_entities))
        self.do_it.hide()
        self.cancel.setText(tr("Close"))
        self.cancel.setDefault(True)

    def _note_new(self, changes: Changes, initiator: object) -> None:
        if initiator is self:
            self._new_entities = sorted(changes.entities)
            words = ntr(
                "Show {n} entity on a chart", "Show {n} entities on a chart", len(changes.entities)
            )
            self.chart.setText(words)

    def _undo_import(self) -> None:
        self._session.undo()
        self.close()

    def _show_on_chart(self) -> None:
        self.chart_wanted.emit(self._new_entities)
        self.close()

    # The job under way

    # What becomes of the job

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, IwtlinkError):
            self._session.jobs.failed.emit(error)
        self.view.say(str(error), is_problem=True)
        self.view.set_choosing(True)

    def _stopped(self) -> None:
        self.view.say(tr("Stopped; nothing was written."))
        self.view.set_choosing(True)
        self.do_it.setEnabled(self._can_import())

    def _stop_or_close(self) -> None:
        if not self.bar.cancel():
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.bar.cancel()
        super().closeEvent(event)
