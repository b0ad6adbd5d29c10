"""Attach source files: read, recognised by hash, kept with their pages, all in one step."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from iwtlink.errors import BadInput, Progress, Refused, no_progress
from iwtlink.i18n import ntr, tr
from iwtlink.intake.documents import SourceFile, plain_name, read_source
from iwtlink.store import Edit, Store, documents, files, pages
from iwtlink.store.documents import Document, Record
from iwtlink.store.ids import DocumentId
from iwtlink.store.origins import Origin, set_origin

_MOST_PARTS_DEEP = 3
"""An e-mail in an e-mail in an e-mail is opened; what lies deeper is kept closed."""


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file as it came in, or a pasted text under a name."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Attached:
    """Where a file is now; ``is_known`` where it was there before and nothing was written.

    ``problem`` says why some or all of its text could not be got; empty where it could.
    """

    document_id: DocumentId
    ref: str
    name: str
    is_known: bool
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was read, not yet kept; ``parts`` are the files within it, read as well."""

    file: NewFile
    sha256: str
    source: SourceFile
    parts: tuple[Read, ...] = ()

    def all(self) -> list[Read]:
        """Give it and all files within it."""
        return [self, *(inner for part in self.parts for inner in part.all())]


def load_file(path: Path) -> NewFile:
    """Read a file from disk; raise ``BadInput`` or ``Refused`` where it cannot be attached."""
    try:
        if path.is_dir():
            raise BadInput(tr("{file} is a folder: name the files in it.", file=path.name))
        files.refuse_too_large(path.name, path.stat().st_size)
        return NewFile(path.name, path.read_bytes())
    except FileNotFoundError:
        raise BadInput(tr("There is no file {file}.", file=path)) from None
    except OSError as error:
        raise BadInput(
            tr("Cannot read {file}: {reason}.", file=path, reason=error.strerror or error)
        ) from error


def read_file(file: NewFile, progress: Progress = no_progress, deep: int = 0) -> Read:
    """Read a file and those within it; nothing is written."""
    files.refuse_too_large(file.name, len(file.data))
    source = read_source(file.name, file.data, progress)
    inner = source.parts if deep < _MOST_PARTS_DEEP else ()
    parts = [read_file(NewFile(p.name, p.data), progress, deep + 1) for p in inner if p.data]
    return Read(file, hashlib.sha256(file.data).hexdigest(), source, tuple(parts))


def attach(
    store: Store,
    new: Sequence[NewFile],
    *,
    document: Document | None = None,
    join: bool = False,
    into: DocumentId | None = None,
    record: Record | None = None,
    origin: Origin | None = None,
    progress: Progress = no_progress,
) -> list[Attached]:
    """Keep files as source documents, in one step; say of each where it is.

    Each becomes a document, or with ``join`` all of them one, in their order; with ``into``
    they are added to a document that is there. What a file says of itself (title, dates,
    originator, language) fills what ``document`` leaves empty. ``record`` grades each
    document. A file that is kept already is not kept twice, nor changed.
    """
    if not new:
        raise Refused(tr("Choose at least one file to attach."))
    if store.is_read_only:
        raise Refused(
            tr("{file} is open read-only; nothing can be attached.", file=store.path.name)
        )
    read = []
    for n, file in enumerate(new):
        read.append(read_file(file, _part_of(progress, n, len(new))))
    progress(0.9, tr("Writing"))
    with store.edit(_label(new)) as edit:
        given = document or Document("")
        given = replace(given, is_protected=given.is_protected or origin is not None)
        keeping = _Keeping(edit, given, record, origin)
        if into is not None:
            keeping.add_to(into, read)
        elif join:
            keeping.keep_joined(read)
        else:
            keeping.keep_each(read)
    return keeping.attached


def _part_of(progress: Progress, number: int, count: int) -> Progress:
    def told(fraction: float, sentence: str) -> None:
        progress(0.9 * (number + min(fraction, 1.0)) / count, sentence)

    return told


def _label(new: Sequence[NewFile]) -> str:
    if len(new) == 1:
        return tr("Attach {file}", file=plain_name(new[0].name))
    return ntr("Attach {n} file", "Attach {n} files", len(new))


class _Keeping:
    """Writes what was read within one edit; remembers where each file went."""

    def __init__(
        self, edit: Edit, given: Document, record: Record | None, origin: Origin | None
    ) -> None:
        self.edit, self.given, self.record, self.origin = edit, given, record, origin
        self.attached: list[Attached] = []

    def keep_each(self, read: Sequence[Read]) -> None:
        titled = bool(self.given.title) and len(read) > 1
        for one in read:
            if not self._is_known(one):
                given = self.given
                if titled:
                    given = replace(given, title=f"{given.title} ({one.source.name})")
                self._add_files(self._document(given, one), [one])

    def keep_joined(self, read: Sequence[Read]) -> None:
        fresh = self._fresh(read)
        if fresh:
            self._add_files(self._document(self.given, fresh[0]), fresh)

    def add_to(self, document_id: DocumentId, read: Sequence[Read]) -> None:
        if documents.get_document(self.edit.connection, document_id) is None:
            raise Refused(tr("The document is no longer in the database."))
        fresh = self._fresh(read)
        if fresh:
            self._grade(document_id)
            self._add_files(document_id, fresh)

    def _fresh(self, read: Sequence[Read]) -> list[Read]:
        """Give those not kept yet, each once."""
        by_hash: dict[str, Read] = {}
        for one in read:
            if one.sha256 not in by_hash and not self._is_known(one):
                by_hash[one.sha256] = one
        return list(by_hash.values())

    def _is_known(self, one: Read) -> bool:
        db = self.edit.connection
        document_id = files.document_of_file(db, one.sha256)
        if document_id is None:
            document_id = documents.document_with_hash(db, one.sha256)
            if document_id is None:
                return False
            # imported when the sheets themselves were not kept yet
            self._keep(document_id, one)
        self._tell(document_id, one, is_known=True)
        return True

    def _document(self, given: Document, first: Read) -> DocumentId:
        document_id = documents.add_document(self.edit, described(given, first))
        self._grade(document_id)
        return document_id

    def _grade(self, document_id: DocumentId) -> None:
        if self.record is not None:
            known = documents.records_of(self.edit.connection, document_id)
            if all(row.record != self.record for row in known):
                documents.add_record(self.edit, document_id, self.record)
        if self.origin is not None:
            set_origin(self.edit, document_id, self.origin)

    def _add_files(self, document_id: DocumentId, read: Sequence[Read]) -> None:
        for one in read:
            for file in one.all():
                self._keep(document_id, file)
            self._tell(document_id, one, is_known=False)

    def _keep(self, document_id: DocumentId, one: Read) -> None:
        source = one.source
        file_id = files.add_file(
            self.edit,
            source.name,
            one.file.data,
            source.media_type,
            document_id=document_id,
            taken_at=source.taken_at,
            taken_place=source.taken_place,
        )
        pages.add_pages(
            self.edit, file_id, ((p.number, p.text, p.method, p.font) for p in source.pages)
        )

    def _tell(self, document_id: DocumentId, one: Read, *, is_known: bool) -> None:
        row = documents.get_document(self.edit.connection, document_id)
        assert row is not None  # it was found or made in this very edit
        problem = "" if is_known else one.source.problem
        self.attached.append(Attached(document_id, row.ref, one.source.name, is_known, problem))


def described(given: Document, first: Read) -> Document:
    """Fill what is not given by what the file says of itself; received today.

    The writer that a protected source's file names is not taken for its originator.
    """
    source = first.source
    writer = "" if given.is_protected else source.originator
    return replace(
        given,
        title=" ".join((given.title or source.title or Path(source.name).stem).split())
        or source.name,
        kind=given.kind or source.kind,
        language=given.language or source.language,
        originator=given.originator or writer,
        date=given.date or source.date,
        received_on=given.received_on or date.today().isoformat(),
        sha256=first.sha256,
    )
