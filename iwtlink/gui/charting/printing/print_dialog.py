"""A chart over n × m pages: looked at before it is printed or saved as PDF."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from iwtlink.chart.display import Display
from iwtlink.chart.paper.pages import PagePlan, check_plan
from iwtlink.errors import BadInput, Progress
from iwtlink.gui.charting.printing.preview import PagePreview
from iwtlink.gui.charting.style_panel.fields import TEXT_MARGINS
from iwtlink.gui.jobs import Job, while_there
from iwtlink.gui.session import Session
from iwtlink.i18n import tr
from iwtlink.operations.drawing import pictures_of
from iwtlink.render.pages import page_images

_PREVIEW_DPI = 48.0
_PAUSE_MS = 150


class PrintDialog(QDialog):
    """Tells the plan of the pages and whether they are without colours."""

    print_wanted = Signal(object, bool)
    pdf_wanted = Signal(object, bool)

    def __init__(
        self, display: Display, paper: str, session: Session, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("print_dialog")
        self.setWindowTitle(tr("Print the chart"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._display, self._session = display, session
        self._asked = 0
        self._job: Job | None = None
        self.preview = PagePreview(tr("Pages as they will be printed"))
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._soon.timeout.connect(self._draw)
        self._make_fields(paper)
        self.problem = QLabel()
        self.problem.setObjectName("print_problem")
        self.problem.setProperty("part", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self._lay_out()
        self._draw()
        self.paper.setFocus()

    def plan(self) -> PagePlan:
        """Give the pages that are asked for."""
        return PagePlan(
            paper=self.paper.currentText(),
            is_portrait=bool(self.way.currentData()),
            columns=self.columns.value(),
            rows=self.rows.value(),
            margin_mm=float(self.margin.value()),
            overlap_mm=float(self.overlap.value()),
            has_marks=self.marks.isChecked(),
        )

    # Inside

    def _make_fields(self, paper: str) -> None:
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(12)
        self.form.setVerticalSpacing(8)
        self.paper = QComboBox()
        self.paper.addItems(["A4", "A3"])
        self.paper.setCurrentText(paper or "A4")
        self.way = QComboBox()
        self.way.addItem(tr("Across"), False)
        self.way.addItem(tr("Upright"), True)
        self.columns, self.rows = _number(1, 1, 20), _number(1, 1, 20)
        self.margin, self.overlap = _number(10, 0, 60, tr(" mm")), _number(10, 0, 80, tr(" mm"))
        self.marks = QCheckBox(tr("Marks for putting together"))
        self.marks.setChecked(True)
        self.mono = QCheckBox(tr("Black and white"))
        for label, field, name in (
            (tr("Paper"), self.paper, "print_paper"),
            (tr("Way round"), self.way, "print_way"),
            (tr("Pages across"), self.columns, "print_columns"),
            (tr("Pages down"), self.rows, "print_rows"),
            (tr("Margin"), self.margin, "print_margin"),
            (tr("Overlap"), self.overlap, "print_overlap"),
        ):
            field.setObjectName(name)
            field.setAccessibleName(label)
            self.form.addRow(label, field)
        for tick, name in ((self.marks, "print_marks"), (self.mono, "print_mono")):
            tick.setObjectName(name)
            self.form.addRow(tick)
        for box in (self.paper, self.way):
            box.currentIndexChanged.connect(self._soon.start)
        for number in (self.columns, self.rows, self.margin, self.overlap):
            number.valueChanged.connect(self._soon.start)
        for tick in (self.marks, self.mono):
            tick.toggled.connect(self._soon.start)

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox()
        self.print_it = self._button(buttons, "print_print", tr("Print…"))
        self.print_it.setDefault(True)
        self.print_it.clicked.connect(lambda: self._tell(self.print_wanted))
        self.save = self._button(buttons, "print_pdf", tr("Save as PDF…"))
        self.save.clicked.connect(lambda: self._tell(self.pdf_wanted))
        self._button(buttons, "print_close", tr("Close")).clicked.connect(self.reject)
        left = QVBoxLayout()
        left.addLayout(self.form)
        left.addWidget(self.problem)
        left.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addLayout(left)
        row.addWidget(self.preview, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(16)
        column.addLayout(row, 1)
        column.addWidget(buttons)
        self.resize(880, 540)

    def _button(self, box: QDialogButtonBox, name: str, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        button.setAutoDefault(False)
        box.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        return button

    def _tell(self, signal: SignalInstance) -> None:
        signal.emit(self.plan(), self.mono.isChecked())

    def _draw(self) -> None:
        """Draw the pages beside the window."""
        plan, is_mono = self.plan(), self.mono.isChecked()
        try:
            check_plan(plan)
        except BadInput as problem:
            self._refuse(str(problem))
            return
        self._refuse("")
        self._asked += 1
        asked, display = self._asked, self._display
        picture = pictures_of(self._session.store)
        dpi = _PREVIEW_DPI / max(1.0, (plan.count / 4) ** 0.5)

        def draw(progress: Progress) -> list[QImage]:
            return page_images(
                display, plan, dpi, picture=picture, is_mono=is_mono, progress=progress
            )

        if self._job is not None:
            self._job.cancel()
        shown = while_there(self, lambda images: self._show(asked, images, plan.columns))
        self._job = job = self._session.jobs.compute(tr("Drawing the pages"), draw, shown)
        job.ended.connect(self._ended)
        self.finished.connect(job.cancel)

    def _ended(self) -> None:
        if self.sender() is self._job:
            self._job = None

    def _show(self, asked: int, images: list[QImage], columns: int) -> None:
        if asked == self._asked:
            self.preview.show_pages(images, columns)

    def _refuse(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        for button in (self.print_it, self.save):
            button.setEnabled(not sentence)


def _number(value: int, least: int, most: int, suffix: str = "") -> QSpinBox:
    box = QSpinBox()
    box.lineEdit().setTextMargins(*TEXT_MARGINS)
    box.setRange(least, most)
    box.setValue(value)
    box.setSuffix(suffix)
    return box
