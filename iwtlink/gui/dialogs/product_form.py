"""What both product dialogs share: marking, readers, picture, file; then making it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Protocol, TypeVar

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from iwtlink.chart.display import Display
from iwtlink.errors import BadInput, IwtlinkError, Progress
from iwtlink.gui.dialogs.form import FormDialog
from iwtlink.gui.entry.code_box import CodeBox
from iwtlink.gui.jobs import Job
from iwtlink.gui.save_dialog import save_dialog
from iwtlink.gui.session import Session
from iwtlink.i18n import tr
from iwtlink.ontology.dates import PartialDate
from iwtlink.operations.drawing import pictures_of
from iwtlink.operations.products import Draw, Issued
from iwtlink.products.options import ProductOptions
from iwtlink.render.png import draw_png
from iwtlink.settings import load_settings
from iwtlink.store import Store

Subject = TypeVar("Subject", contravariant=True)


class Make(Protocol[Subject]):
    """Makes a product of its subject: an entity, or a scope."""

    def __call__(
        self,
        store: Store,
        subject: Subject,
        target: Path,
        /,
        *,
        options: ProductOptions,
        draw: Draw | None,
        enter: bool,
        progress: Progress,
    ) -> Issued: ...


"""Makes the product: store, target, options, drawing, whether to enter it, progress."""


class ProductDialog(FormDialog):
    """A product to be made: its options, and what became of it."""

    def __init__(
        self,
        name: str,
        title: str,
        sentence: str,
        accept_text: str,
        session: Session,
        parent: QWidget | None,
    ) -> None:
        super().__init__(name, title, sentence, accept_text, parent)
        self.setMinimumWidth(600)
        self._session = session
        self._job: Job | None = None
        self._has_own_path = False
        self._stem = ""
        self.written: Path | None = None

    # Fields

    def add_period(self) -> None:
        """Ask for the period covered."""
        self.first, self.last = QLineEdit(), QLineEdit()
        for line, name, label in (
            (self.first, "product_first", tr("From")),
            (self.last, "product_last", tr("To")),
        ):
            line.setObjectName(name)
            line.setAccessibleName(label)
            line.setPlaceholderText(tr("2015 or 2015-03 or 2015-03-14"))
        self.form.addRow(tr("Period"), _row(self.first, QLabel(tr("to")), self.last))

    def add_options(self) -> None:
        """Ask for marking, readers, picture, register and file."""
        ontology = self._session.store.ontology
        self.tlp = CodeBox("product_tlp", tr("TLP"))
        self.tlp.list_codes(ontology.code_lists["tlp"].codes.values())
        self.handling = CodeBox("product_handling", tr("Handling"))
        systems = ontology.grading_systems.values()
        handling = next((s.handling for s in systems if s.handling), None)
        codes = (handling or ontology.code_lists["handling_caveats"]).codes.values()
        self.handling.list_codes(codes, by_label=handling is None)
        strictest = QLabel(tr("or that of its strictest source, if stricter"))
        strictest.setProperty("part", "muted")
        self.form.addRow(tr("Marking"), _row(self.tlp, self.handling, strictest, None))
        self.recipients = QLineEdit()
        self.recipients.setPlaceholderText(tr("Names, with semicolons between them"))
        self.add_row(tr("Recipients"), self.recipients, "product_recipients")
        self.author = QLineEdit(load_settings().analyst_name)
        self.add_row(tr("Author"), self.author, "product_author")
        self.picture = QCheckBox(tr("With the chart picture (A3, 200 dpi)"))
        self.picture.setObjectName("product_picture")
        self.picture.setChecked(True)
        self.register = QCheckBox(tr("Give it a number in the product register and keep a copy"))
        self.register.setObjectName("product_register")
        self.register.setEnabled(self._session.is_writable)
        self.register.setChecked(self._session.is_writable)
        self.form.addRow("", self.picture)
        self.form.addRow("", self.register)
        self.path = QLineEdit()
        self.path.setObjectName("product_path")
        self.path.setAccessibleName(tr("File"))
        self.path.textEdited.connect(self._own_path)
        browse = QPushButton(tr("Browse…"))
        browse.setObjectName("product_browse")
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        self.form.addRow(tr("File"), _row(self.path, browse))
        self._add_outcome()

    def suggest_path(self, title: str) -> None:
        """Name the file after the title, until the user names it."""
        plain = re.sub(r"[^\w\- ]+", "", title).strip().replace(" ", "_")
        if plain and not self._has_own_path:
            folder = Path(load_settings().last_folder or Path.home())
            self.path.setText(str(folder / f"{plain}.xlsx"))

    def options(self) -> ProductOptions:
        """Give what the user chose. Raise ``IwtlinkError`` where a date is none."""
        names = re.split(r"[;\n]", self.recipients.text())
        return ProductOptions(
            author=self.author.text().strip(),
            recipients=tuple(name.strip() for name in names if name.strip()),
            tlp=self.tlp.code,
            handling=self.handling.code,
            first=_day(self.first.text(), is_first=True),
            last=_day(self.last.text(), is_first=False),
        )

    def target(self) -> Path:
        """Give the file to write. Raise ``BadInput`` where it cannot be one."""
        text = self.path.text().strip()
        if not text:
            raise BadInput(tr("Say which file to write."))
        path = Path(text).expanduser()
        if path.suffix.lower() != ".xlsx":
            path = path.with_name(f"{path.name}.xlsx")
        if not path.parent.is_dir():
            raise BadInput(tr("There is no folder {folder}.", folder=path.parent))
        return path

    # Making

    def start(self, make: Make[Subject], subject: Subject) -> None:
        """Make the product beside the window, or say what stands in the way."""
        try:
            target, options = self.target(), self.options()
        except IwtlinkError as error:
            self.say_problem(str(error))
            return
        draw = _drawing(self._session.store) if self.picture.isChecked() else None
        enter = self.register.isChecked()
        label = tr("Making {file}", file=target.name)

        def work(store: Store, progress: Progress) -> Issued:
            return make(
                store, subject, target, options=options, draw=draw, enter=enter, progress=progress
            )

        self.say_problem("")
        self.do_it.setEnabled(False)
        if enter:
            job = self._session.write(label, work, on_done=self._made)
        else:
            store = self._session.store
            job = self._session.jobs.compute(label, lambda p: work(store, p), self._made)
        self._watch(job)

    def reject(self) -> None:
        """Stop what is under way, or close."""
        if self._job is not None:
            self._job.cancel()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._job is not None:
            self._job.cancel()
        super().closeEvent(event)

    def _add_outcome(self) -> None:
        self.bar = QProgressBar()
        self.bar.setObjectName("product_progress")
        self.bar.setAccessibleName(tr("Progress"))
        self.bar.setTextVisible(False)
        self.bar.hide()
        self.outcome = QLabel()
        self.outcome.setTextFormat(Qt.TextFormat.PlainText)
        self.outcome.setObjectName("product_outcome")
        self.outcome.setWordWrap(True)
        self.outcome.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.outcome.hide()
        self.open_file = QPushButton(tr("Open the file"))
        self.open_file.setObjectName("product_open")
        self.open_folder = QPushButton(tr("Open its folder"))
        self.open_folder.setObjectName("product_open_folder")
        for button in (self.open_file, self.open_folder):
            button.setAutoDefault(False)
        self.open_file.clicked.connect(self._open_file)
        self.open_folder.clicked.connect(self._open_folder)
        self._ways = _row(self.open_file, self.open_folder, None)
        self._ways.hide()
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        for widget in (self.bar, self.outcome, self._ways):
            column.insertWidget(column.count() - 1, widget)

    def _watch(self, job: Job) -> None:
        self._job = job
        self.bar.setRange(0, 0)
        self.bar.show()
        job.failed.disconnect(self._session.jobs.failed)
        job.progressed.connect(self._progressed)
        job.failed.connect(self._failed)
        job.stopped.connect(self._stopped)
        job.ended.connect(self._ended)

    def _progressed(self, fraction: float, sentence: str) -> None:
        self.bar.setRange(0, 1000)
        self.bar.setValue(round(fraction * 1000))
        self.outcome.setText(sentence)
        self.outcome.show()

    def _made(self, issued: Issued) -> None:
        self.written = issued.path
        number = issued.product.number if issued.product_id is not None else ""
        entered = tr("It is in the product register as {number}.", number=number) if number else ""
        sentence = tr("Written: {file}.", file=issued.path)
        self.outcome.setText(" ".join(part for part in (sentence, entered) if part))
        self.outcome.show()
        self._ways.show()
        self.do_it.setText(tr("Make it again"))
        leave = self.findChild(QPushButton, "cancel")
        if leave is not None:
            leave.setText(tr("Close"))

    def _failed(self, error: Exception) -> None:
        self.outcome.hide()
        if isinstance(error, IwtlinkError):
            self.say_problem(str(error))
        else:
            self._session.jobs.failed.emit(error)

    def _stopped(self) -> None:
        self.outcome.setText(tr("Stopped; no file was written."))

    def _ended(self) -> None:
        if self._job is self.sender():
            self._job = None
            self.bar.hide()
            self.do_it.setEnabled(True)

    def _open_file(self) -> None:
        if self.written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.written)))

    def _open_folder(self) -> None:
        if self.written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.written.parent)))

    def _own_path(self) -> None:
        self._has_own_path = True

    def _browse(self) -> None:
        title, kinds = tr("Where to write it"), tr("Workbooks (*.xlsx)")
        proposed = self.path.text()
        dialog = save_dialog(self, "product_file_dialog", title, proposed, kinds, "xlsx")
        dialog.fileSelected.connect(self._take_path)
        dialog.open()

    def _take_path(self, path: str) -> None:
        self._has_own_path = True
        self.path.setText(path)


def _drawing(store: Store) -> Draw:
    picture = pictures_of(store)

    def draw(display: Display) -> bytes:
        return draw_png(display, picture=picture, paper="A3", dpi=200)

    return draw


def _day(text: str, *, is_first: bool) -> str:
    """Give the first or last day of a partial date as typed; empty for nothing."""
    if not text.strip():
        return ""
    date = PartialDate.parse(text)
    return (date.first if is_first else date.last) or ""


def _row(*widgets: QWidget | None) -> QWidget:
    """Put widgets beside each other; None is room that grows, a line of input grows too."""
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    for widget in widgets:
        if widget is None:
            line.addStretch(1)
        else:
            line.addWidget(widget, int(isinstance(widget, QLineEdit)))
    return holder
