"""The fields of the form by which a source document comes in."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from iwtlink.errors import BadInput
from iwtlink.gui.dialogs.attach_files import ReadFile
from iwtlink.gui.dialogs.attach_grade import GradeBoxes
from iwtlink.gui.empty_hint import EmptyHint
from iwtlink.gui.plain import tip
from iwtlink.i18n import tr
from iwtlink.ontology import CodeList, Ontology
from iwtlink.ontology.dates import PartialDate
from iwtlink.store.documents import Document, Record
from iwtlink.store.origins import Origin

_SIDE = 220
_MIDDLE = Qt.AlignmentFlag.AlignHCenter
_LOOKS = Qt.ItemDataRole.UserRole


class AttachForm(QWidget):
    """Files and their preview on the left, what is known of the document on the right."""

    open_wanted = Signal(int)
    """A document that holds one of the files already is to be shown."""

    def __init__(self, ontology: Ontology, dialog: QDialog, *, is_whole: bool) -> None:
        super().__init__(dialog)
        self.files: list[ReadFile] = []
        self._is_whole = is_whole
        self._offered: dict[QLineEdit, str] = {}
        self.list = QListWidget()
        self.preview = QLabel()
        self.known = QLabel()
        self.open = QToolButton()
        self.add = _button("attach_add", tr("&Add files…"))
        self.paste = _button("attach_paste", tr("&Paste"))
        self.join = QCheckBox(tr("&Join into one document"))
        self.title = _line("attach_title", tr("Title"))
        self.kind = _choice("attach_kind", ontology.code_lists["document_kinds"])
        self.language = _choice("attach_language", ontology.code_lists["languages"])
        self.originator = _line("attach_originator", tr("Originator"))
        self.register = _line("attach_register", tr("Register number"))
        self.date = _line("attach_date", tr("Date of the document"))
        self.received = _line("attach_received", tr("Received on"))
        self.taken = QLabel()
        self.take_date = _button("attach_take_date", tr("Take the &date"))
        self.take_place = _button("attach_take_place", tr("Note the p&lace"))
        self.note = _line("attach_note", tr("Note"))
        self.grades = GradeBoxes(ontology)
        self.protected = QCheckBox(tr("P&rotected source"))
        self.origin_name = _line("attach_origin_name", tr("Name of the source"))
        self.origin_contact = _line("attach_origin_contact", tr("How to reach the source"))
        self.origin_note = _line("attach_origin_note", tr("Note on the source"))
        self.problem = QLabel()
        self.bar = QProgressBar()
        self.keep = _button("attach_keep", tr("&Keep it"))
        self.cancel = _button("attach_cancel", tr("Cancel"))
        self._name_parts()
        EmptyHint(self.list, tr("Drop files here, or press Ctrl+V for what was copied."))
        self._lay_out(dialog)
        self._connect()
        self.received.setText(date.today().isoformat())
        self._refresh()

    # What the dialog asks

    def add_file(self, file: ReadFile) -> None:
        """Show a file that was read, and offer what it says of itself."""
        self.files.append(file)
        state = tr("it is {ref}", ref=file.known_ref) if file.known_id else ""
        item = QListWidgetItem(f"{file.name} — {state}" if state else file.name, self.list)
        item.setData(_LOOKS, file)
        item.setToolTip(tip(file.read.source.problem or file.name))
        self.list.setCurrentItem(item)
        self._offer()
        self._refresh()

    def document(self) -> Document:
        """Give what is known of the document. Raise ``BadInput`` where a date is none."""
        return Document(
            title=" ".join(self.title.text().split()),
            kind=str(self.kind.currentData() or ""),
            language=str(self.language.currentData() or ""),
            originator=self.originator.text().strip(),
            date=_date(self.date),
            received_on=_day(self.received),
            note=self.note.text().strip(),
            register_no=self.register.text().strip(),
            is_protected=self.protected.isChecked(),
        )

    def record(self) -> Record | None:
        """Give the grades as a record; None where none were chosen."""
        return self.grades.record() if self._is_whole else None

    def origin(self) -> Origin | None:
        """Give who is behind a protected source; None where nobody is named."""
        if not self.protected.isChecked():
            return None
        origin = Origin(
            self.origin_name.text().strip(),
            self.origin_contact.text().strip(),
            self.origin_note.text().strip(),
        )
        return origin if origin != Origin() else None

    def is_joined(self) -> bool:
        """Say whether all files become one document."""
        return self.join.isChecked() and self.join.isVisibleTo(self)

    def say_problem(self, sentence: str) -> None:
        """Show what stands in the way; an empty sentence takes it away."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def show_reading(self, *, is_reading: bool) -> None:
        """Show that files are being read or written."""
        self.bar.setVisible(is_reading)
        self.keep.setEnabled(not is_reading)
        if not is_reading:
            self._refresh()

    def show_progress(self, fraction: float, sentence: str) -> None:
        """Show how far reading or writing is."""
        self.bar.setValue(round(100 * fraction))
        self.bar.setToolTip(sentence)

    # Arranging

    def _name_parts(self) -> None:
        for widget, name, spoken in (
            (self.list, "attach_files", tr("Files")),
            (self.preview, "attach_preview", tr("Preview")),
            (self.known, "attach_known", tr("Known already")),
            (self.open, "attach_open_known", tr("Open it")),
            (self.join, "attach_join", tr("Join into one document")),
            (self.protected, "attach_protected", tr("Protected source")),
            (self.taken, "attach_taken", tr("What the camera says")),
            (self.bar, "attach_progress", tr("Progress of the running work")),
            (self.problem, "attach_problem", tr("What stands in the way")),
        ):
            widget.setObjectName(name)
            widget.setAccessibleName(spoken)
        for label in (self.preview, self.known, self.taken, self.problem):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.problem.setProperty("part", "problem")
        for label in (self.known, self.taken):
            label.setProperty("part", "muted")
        self.open.setText(tr("Open it"))
        self.keep.setDefault(True)
        self.bar.setTextVisible(False)
        self.preview.setFixedSize(_SIDE, 180)
        self.list.setFixedWidth(_SIDE)

    def _lay_out(self, dialog: QDialog) -> None:
        grid = QGridLayout(dialog)
        grid.setContentsMargins(20, 16, 20, 14)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(10)
        grid.addLayout(self._files_side(), 0, 0)
        if self._is_whole:
            grid.addLayout(self._fields(), 0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.problem, 1, 0, 1, 2)
        grid.addWidget(self.bar, 2, 0, 1, 2)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.keep)
        foot.addWidget(self.cancel)
        grid.addLayout(foot, 3, 0, 1, 2)
        dialog.setMinimumWidth(900 if self._is_whole else 380)
        self.hide()
        self.problem.hide()
        self.bar.hide()

    def _files_side(self) -> QVBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addWidget(self.paste)
        known = QHBoxLayout()
        known.addWidget(self.known, 1)
        known.addWidget(self.open)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.list, 1)
        column.addWidget(self.join)
        column.addLayout(known)
        column.addWidget(self.preview)
        return column

    def _fields(self) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(6)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(tr("Title"), self.title)
        form.addRow(tr("Kind"), _pair(self.kind, tr("Language"), self.language))
        form.addRow(tr("Originator"), _pair(self.originator, tr("Register number"), self.register))
        form.addRow(tr("Date of the document"), _pair(self.date, tr("Received on"), self.received))
        form.addRow("", self._camera())
        form.addRow(tr("Note"), self.note)
        form.addRow(tr("Grade and handling"), self.grades)
        form.addRow("", self.protected)
        form.addRow(tr("Name of the source"), self.origin_name)
        form.addRow(tr("How to reach the source"), self.origin_contact)
        form.addRow(tr("Note on the source"), self.origin_note)
        self._form = form
        return form

    def _camera(self) -> QWidget:
        self._camera_row = QWidget()
        row = QHBoxLayout(self._camera_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.taken, 1)
        row.addWidget(self.take_date)
        row.addWidget(self.take_place)
        return self._camera_row

    def _connect(self) -> None:
        self.list.currentItemChanged.connect(self._show_file)
        self.join.toggled.connect(self._offer)
        self.protected.toggled.connect(self._offer)
        self.protected.toggled.connect(self._refresh)
        self.open.clicked.connect(self._open)
        self.take_date.clicked.connect(self._take_date)
        self.take_place.clicked.connect(self._take_place)

    # Offering

    def _current(self) -> ReadFile | None:
        item = self.list.currentItem()
        if item is None:
            return None
        file = item.data(_LOOKS)
        assert isinstance(file, ReadFile)
        return file

    def _offer(self) -> None:
        """Offer what the first new file says of itself; of several documents nothing in common."""
        fresh = [one for one in self.files if not one.known_id]
        is_one = len(fresh) == 1 or (bool(fresh) and self.join.isChecked())
        source = fresh[0].read.source if fresh and is_one else None
        stem = source.name.rpartition(".")[0] or source.name if source else ""
        self._offer_text(self.title, (source.title or stem) if source else "")
        originator = source.originator if source and not self.protected.isChecked() else ""
        self._offer_text(self.originator, originator)
        self._offer_text(self.date, source.date if source else "")
        for box, code in ((self.kind, source.kind if source else ""),
                          (self.language, source.language if source else "")):  # fmt: skip
            if code and not box.currentData():
                box.setCurrentIndex(max(0, box.findData(code)))
        several = len(fresh) > 1 and not self.join.isChecked()
        self.title.setPlaceholderText(tr("Each file under its own title") if several else "")

    def _offer_text(self, line: QLineEdit, text: str) -> None:
        """Put an offer into a line, unless something else was typed there."""
        if line.text() in ("", self._offered.get(line, "")):
            line.setText(text)
            line.setCursorPosition(0)
            self._offered[line] = text

    def _show_file(self) -> None:
        file = self._current()
        if file is None:
            return
        side = Qt.AlignmentFlag.AlignLeft if file.preview.isNull() else _MIDDLE
        self.preview.setAlignment(Qt.AlignmentFlag.AlignTop | side)
        if file.preview.isNull():
            self.preview.setText(file.words[:220] or file.read.source.problem)
        else:
            ratio = self.devicePixelRatioF()
            room = self.preview.size() * ratio
            picture = QPixmap.fromImage(file.preview).scaled(
                room,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            picture.setDevicePixelRatio(ratio)
            self.preview.setPixmap(picture)
        self._refresh()

    def _refresh(self) -> None:
        """Show what belongs to the files there are and to the file in front."""
        fresh = [one for one in self.files if not one.known_id]
        file = self._current()
        self.join.setVisible(self._is_whole and len(fresh) > 1)
        is_known = file is not None and bool(file.known_id)
        self.known.setVisible(is_known)
        self.open.setVisible(is_known)
        if file is not None and is_known:
            self.known.setText(tr("This file is in the database: it is {ref}.", ref=file.known_ref))
        self.keep.setText(tr("&Keep them") if len(fresh) > 1 else tr("&Keep it"))
        if not self._is_whole:
            return
        source = file.read.source if file is not None else None
        camera = [part for part in (source.taken_at, source.taken_place) if part] if source else []
        self._camera_row.setVisible(bool(camera))
        self.taken.setText(tr("The camera says: {what}", what=" · ".join(camera)))
        self.take_date.setVisible(source is not None and bool(source.taken_at))
        self.take_place.setVisible(source is not None and bool(source.taken_place))
        for line in (self.origin_name, self.origin_contact, self.origin_note):
            self._form.setRowVisible(line, self.protected.isChecked())

    def _open(self) -> None:
        file = self._current()
        if file is not None and file.known_id:
            self.open_wanted.emit(file.known_id)

    def _take_date(self) -> None:
        file = self._current()
        if file is not None:
            self.date.setText(file.read.source.taken_at[:10])

    def _take_place(self) -> None:
        file = self._current()
        if file is None:
            return
        place = tr("Taken at {place}", place=file.read.source.taken_place)
        if place not in self.note.text():
            self.note.setText("; ".join(part for part in (self.note.text(), place) if part))


def _line(name: str, spoken: str) -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(name)
    line.setAccessibleName(spoken)
    return line


def _button(name: str, text: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setAccessibleName(text.replace("&", ""))
    button.setAutoDefault(False)
    return button


def _choice(name: str, codes: CodeList) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    box.setAccessibleName(tr(codes.label))
    box.addItem("", "")
    for code in codes.codes.values():
        box.addItem(tr(code.label), code.code)
    return box


def _pair(first: QWidget, label: str, second: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(first, 3)
    said = QLabel(label)
    said.setBuddy(second)
    row.addWidget(said)
    row.addWidget(second, 2)
    return row


def _date(line: QLineEdit) -> str:
    text = line.text().strip()
    return PartialDate.parse(text).text if text else ""


def _day(line: QLineEdit) -> str:
    text = _date(line)
    if text and len(text) != 10:
        raise BadInput(tr("“{given}” is no day; write it as 2017-03-14.", given=line.text()))
    return text
