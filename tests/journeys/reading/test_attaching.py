"""Files become graded documents."""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from iwtlink.gui.dialogs.attach import AttachDialog
from iwtlink.gui.pages.document import DocumentPage
from iwtlink.gui.window import MainWindow
from iwtlink.store.documents import get_document, list_documents, records_of
from iwtlink.store.files import files_of_document
from tests.gui.conftest import Settle
from tests.journeys.reading.conftest import TEXT, photo


def dropped(widget: QWidget, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    widget.dropEvent(event)


def form_of(demo: MainWindow, settle: Settle) -> AttachDialog:
    settle()
    settle()
    return next(one for one in demo.findChildren(AttachDialog) if one.isVisible())


def typed(dialog: AttachDialog, name: str, text: str) -> None:
    line = dialog.findChild(QLineEdit, name)
    assert line is not None
    line.selectAll()
    QTest.keyClicks(line, text)


def test_files_dropped_together_join_one_graded_document(
    demo: MainWindow, settle: Settle, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("First page", encoding="utf-8")
    (tmp_path / "b.jpg").write_bytes(photo())
    dropped(demo, tmp_path / "a.txt", tmp_path / "b.jpg")
    dialog = form_of(demo, settle)
    form = dialog.form
    assert [one.name for one in dialog.files] == ["a.txt", "b.jpg"]
    form.join.setChecked(True)
    typed(dialog, "attach_title", "Seizure at the bridge")
    typed(dialog, "attach_register", "R-44/2017")
    typed(dialog, "attach_date", "14/3/2017")
    form.grades.reliability.choose("B")
    form.grades.credibility.choose("2")
    form.protected.setChecked(True)
    typed(dialog, "attach_origin_name", "Ms Source")
    QTest.keyClick(form.title, Qt.Key.Key_Return)
    settle()
    front = demo.pages.front
    assert isinstance(front, DocumentPage)
    with demo.session.store.read() as db:
        row = get_document(db, front.document_id)
        names = [name for _, name, _ in files_of_document(db, front.document_id)]
        (record,) = records_of(db, front.document_id)
    assert row is not None
    known = row.document
    assert (known.title, known.register_no, known.date) == (
        "Seizure at the bridge", "R-44/2017", "2017-03-14",
    )  # fmt: skip
    assert known.is_protected
    assert names == ["a.txt", "b.jpg"]
    assert record.record.reliability + record.record.credibility == "B2"
    assert demo.session.store.undo_label() == "Attach 2 files"


def test_a_file_that_is_known_is_recognised_and_opened(
    page: DocumentPage, demo: MainWindow, settle: Settle, tmp_path: Path
) -> None:
    (tmp_path / "again.txt").write_bytes(TEXT.encode())
    demo.pages.close_all()
    dropped(demo, tmp_path / "again.txt")
    dialog = form_of(demo, settle)
    assert "SRC-" in dialog.form.known.text()
    QTest.mouseClick(dialog.form.open, Qt.MouseButton.LeftButton)
    settle()
    front = demo.pages.front
    assert isinstance(front, DocumentPage) and front.document_id == page.document_id


def test_a_text_on_the_clipboard_becomes_a_document(demo: MainWindow, settle: Settle) -> None:
    QGuiApplication.clipboard().setText("Told by phone: the van leaves at six.")
    demo.actions_by_name["paste_document"].trigger()
    dialog = form_of(demo, settle)
    typed(dialog, "attach_title", "Call of Monday")
    QTest.keyClick(dialog.form.title, Qt.Key.Key_Return)
    settle()
    settle()
    front = demo.pages.front
    assert isinstance(front, DocumentPage)
    assert front.reader.text.toPlainText() == "Told by phone: the van leaves at six."


def test_a_paper_without_a_file_is_entered_too(demo: MainWindow, settle: Settle) -> None:
    demo.actions_by_name["attach_document"].trigger()
    dialog = form_of(demo, settle)
    QTest.keyClick(dialog.form.title, Qt.Key.Key_Return)
    assert "Add a file" in dialog.form.problem.text()
    typed(dialog, "attach_title", "Letter of the customs office")
    QTest.keyClick(dialog.form.title, Qt.Key.Key_Return)
    settle()
    with demo.session.store.read() as db:
        assert "Letter of the customs office" in [r.document.title for r in list_documents(db)]


def test_what_the_camera_says_is_taken_by_a_key(
    demo: MainWindow, settle: Settle, tmp_path: Path
) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2017:03:14 10:22:00"
    Image.new("RGB", (40, 30)).save(tmp_path / "p.jpg", exif=exif)
    dropped(demo, tmp_path / "p.jpg")
    dialog = form_of(demo, settle)
    assert "2017-03-14" in dialog.form.taken.text()
    dialog.form.date.clear()
    QTest.keyClick(dialog.form.take_date, Qt.Key.Key_Space)
    assert dialog.form.date.text() == "2017-03-14"
    dialog.reject()


def test_a_wrong_date_writes_nothing_and_says_so(
    demo: MainWindow, settle: Settle, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("First page", encoding="utf-8")
    label = demo.session.store.undo_label()
    dropped(demo, tmp_path / "a.txt")
    dialog = form_of(demo, settle)
    typed(dialog, "attach_received", "2017-03")
    QTest.keyClick(dialog.form.title, Qt.Key.Key_Return)
    assert "is no day" in dialog.form.problem.text()
    assert demo.session.store.undo_label() == label
    dialog.reject()


def test_files_dropped_on_a_document_are_added_to_it(
    page: DocumentPage, demo: MainWindow, settle: Settle, tmp_path: Path
) -> None:
    (tmp_path / "c.txt").write_text("Third", encoding="utf-8")
    dropped(page, tmp_path / "c.txt")
    dialog = form_of(demo, settle)
    QTest.mouseClick(dialog.form.keep, Qt.MouseButton.LeftButton)
    settle()
    settle()
    assert page.reader.bar.of.text() == "of 3"
