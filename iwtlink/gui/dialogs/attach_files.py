"""The files that are to be attached: read beside the window, known ones recognised at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from iwtlink.errors import BadInput, IwtlinkError, Progress, Refused
from iwtlink.gui.jobs import Job
from iwtlink.gui.session import Session
from iwtlink.i18n import tr
from iwtlink.intake.documents import has_pictures, thumbnail
from iwtlink.operations.attaching import NewFile, Read, load_file, read_file
from iwtlink.store import Store
from iwtlink.store.documents import document_with_hash, get_document
from iwtlink.store.files import document_of_file

PREVIEW = 440
"""Pixels: width of the preview that is made of a file."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file as read for the form; ``known_id`` and ``known_ref`` say where it is already."""

    read: Read
    preview: QImage
    known_id: int = 0
    known_ref: str = ""

    @property
    def name(self) -> str:
        """Give its name."""
        return self.read.source.name

    @property
    def words(self) -> str:
        """Give the first words of its text."""
        pages = (page.text.strip() for page in self.read.source.pages[:5])
        return next((text[:600] for text in pages if text), "")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that cannot be attached, and why."""

    name: str
    why: str


class FileReading(QObject):
    """Reads files one after another; each arrives as it is read."""

    arrived = Signal(object)
    """A ``ReadFile`` or a ``Refusal``."""
    progressed = Signal(float, str)
    ended = Signal()

    _one = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Job | None = None
        self._waiting: list[Path | NewFile] = []
        self._one.connect(self.arrived)

    @property
    def is_reading(self) -> bool:
        """Files are being read."""
        return self._job is not None

    def read(self, found: Sequence[Path | NewFile]) -> None:
        """Read these files, after those that are being read."""
        self._waiting.extend(found)
        self._go_on()

    def stop(self) -> None:
        """Read no more."""
        self._waiting.clear()
        if self._job is not None:
            self._job.cancel()

    def _go_on(self) -> None:
        if self._job is not None or not self._waiting or not self._session.is_open:
            return
        found, self._waiting = self._waiting, []
        store = self._session.store

        def work(progress: Progress) -> None:
            for n, one in enumerate(found):
                self._one.emit(_read(store, one, _within(progress, n, len(found))))

        self._job = self._session.jobs.compute(tr("Reading the files"), work)
        self._job.progressed.connect(self.progressed)
        self._job.ended.connect(self._ended)

    def _ended(self) -> None:
        self._job = None
        if self._waiting:
            self._go_on()
        else:
            self.ended.emit()


def _within(progress: Progress, number: int, count: int) -> Progress:
    def told(fraction: float, sentence: str) -> None:
        progress((number + min(fraction, 1.0)) / count, sentence)

    return told


def _read(store: Store, one: Path | NewFile, progress: Progress) -> ReadFile | Refusal:
    name = one.name
    try:
        progress(0.0, tr("Reading {file}", file=name))
        file = load_file(one) if isinstance(one, Path) else one
        read = read_file(file, progress)
        preview = _preview(read)
    except (BadInput, Refused) as error:
        return Refusal(name, str(error))
    with store.read() as db:
        known = document_of_file(db, read.sha256) or document_with_hash(db, read.sha256)
        row = get_document(db, known) if known else None
    return ReadFile(read, preview, row.id if row else 0, row.ref if row else "")


def _preview(read: Read) -> QImage:
    source = read.source
    if not has_pictures(source.media_type):
        return QImage()
    try:
        return QImage.fromData(
            thumbnail(read.file.data, source.media_type, PREVIEW, name=source.name)
        )
    except IwtlinkError:  # its words are shown instead
        return QImage()
