"""The entry panel: source, entity, link and value in four lines, each ready again at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from iwtlink.errors import IwtlinkError, Progress
from iwtlink.gui.entry.ends import TypedLink
from iwtlink.gui.entry.from_page import FromPage
from iwtlink.gui.entry.lines import EntryLines
from iwtlink.gui.entry.link_writing import LinkWriting
from iwtlink.gui.entry.names import NameBook, Pending
from iwtlink.gui.entry.source import SourceHolder
from iwtlink.gui.entry.standing import Standing
from iwtlink.gui.entry.value_row import TypedValue
from iwtlink.gui.entry.value_writing import write_value
from iwtlink.gui.session import Session
from iwtlink.i18n import tr
from iwtlink.matching import Known
from iwtlink.ontology import Ontology
from iwtlink.operations import entry
from iwtlink.operations.entry.reading import NewEntity
from iwtlink.store import Edit
from iwtlink.store.documents import Document
from iwtlink.store.ids import EntityId, Item, RecordId
from iwtlink.store.links import count_by_type
from iwtlink.store.passages import Passage


class EntryPanel(QWidget):
    """Enters what is typed, each item as one step on the writer."""

    entered = Signal(object, object)
    """The item entered last, and the ids of the entities it is made of."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__()
        self.setObjectName("entry_panel")
        self._session = session
        self.holder = SourceHolder(session, self)
        self.names = NameBook(session, self)
        self.lines = EntryLines(self.holder, self.names, window)
        self.source, self.document = self.lines.source, self.lines.document
        self.entity, self.link = self.lines.entity, self.lines.link
        self.value, self.record = self.lines.value, self.lines.record
        self.message, self.on_chart = self.lines.message, self.lines.on_chart
        self.say, self.clear_lines = self.lines.say, self.lines.clear
        self.show_record = self.lines.ask_note
        self.from_page = FromPage(self)
        fields = (self.link.start, self.link.end, self.value.subject)
        self._standing = Standing(session, self.names, fields, self)
        self.last_entity = 0
        """Whose values are entered next, where nobody else is chosen."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.lines)
        self._connect()
        self.setEnabled(False)

    @property
    def ontology(self) -> Ontology:
        """The words of the open database."""
        return self._session.store.ontology

    def _connect(self) -> None:
        self._session.opened.connect(self._open)
        self._session.closed.connect(self._close)
        self.holder.changed.connect(self.source.refresh)
        self.source.document_wanted.connect(self.lines.ask_document)
        self.source.done.connect(self.entity.begin)
        self.source.document.taken.connect(self.tell_document)
        self.document.wanted.connect(self._make_document)
        self.document.left.connect(self.lines.show_source)
        self.entity.wanted.connect(self._enter_entity)
        self.entity.known_wanted.connect(self._add_to_known)
        self.link.wanted.connect(self._enter_link)
        self.value.wanted.connect(self._enter_value)
        self.value.told.connect(self.say)
        self.record.wanted.connect(self._enter_record)
        for row in (self.document, self.entity, self.link, self.value):
            row.refused.connect(self._refuse)

    def _open(self) -> None:
        ontology = self._session.store.ontology
        for row in (self.source, self.document, self.entity):
            row.use(ontology)
        self.link.use(ontology)
        self._count_links()
        self.value.use(ontology)
        self.last_entity = 0
        self.from_page.use_up()
        self.lines.show_value()
        self.lines.show_source()
        self.setEnabled(self._session.is_writable)
        self.say(tr("Choose the document you are reading; everything entered inherits it."))

    def _count_links(self) -> None:
        """Learn beside the window which types of links are usual here."""
        store = self._session.store

        def count(progress: Progress) -> dict[str, int]:
            with store.read() as db:
                return count_by_type(db)

        self._session.jobs.compute(tr("Counting"), count, self.link.prefer)

    def _close(self) -> None:
        self.setEnabled(False)
        self.say("")

    def _refuse(self, sentence: str) -> None:
        self.say(sentence, is_problem=True)

    # What a page asks for

    def subject(self) -> Known | None:
        """Give whose values are entered next, where it is known."""
        return self.names.known(self.last_entity)

    def mention(self, entity_ids: tuple[int, ...]) -> None:
        """Let the page be a source for who is marked on it; ask which, where several may be."""
        known = [one for one in map(self.names.known, entity_ids) if one is not None]
        if len(known) != 1:
            self.entity.choose_type(known[0].type if known else "person")
            self.entity.suggest_name(known[0].label if known else "", is_script=False)
            self.entity.begin()
            self.from_page.tell()
            return
        source, passage, who = self.holder.source, self.from_page.use_up(), known[0]

        def work(edit: Edit) -> int:
            return entry.mention(edit, source, EntityId(who.entity_id), passage)

        def done(_: int) -> None:
            self._tell_entity(who.entity_id, tr("Source added to"))

        self._submit(tr("Add a source to “{name}”", name=who.label), work, done)

    def _go_back(self, passage: Passage | None) -> None:
        """Lead the keyboard back to the page that the passage was chosen on."""
        if passage is not None:
            self.from_page.left.emit()

    # Documents

    def tell_document(self) -> None:
        """Say which document is being read."""
        if self.holder.document is not None:
            self.say(tr("Reading “{title}” now.", title=self.holder.document.document.title))

    def _make_document(self, document: Document) -> None:
        def work(edit: Edit) -> int:
            return entry.new_document(edit, document)

        def done(document_id: int) -> None:
            self.lines.show_source()
            self.holder.use_document(document_id)
            self.source.page.setFocus()
            self.tell_document()

        self._submit(tr("Add document “{title}”", title=document.title), work, done)

    # Entities

    def _enter_entity(self, new: NewEntity) -> None:
        if not self._is_source_right():
            return
        source, pending = self.holder.source, Pending(new.type, new.label)
        identifier, passage = self.entity.identifier.text(), self.from_page.use_up()

        def work(edit: Edit) -> int:
            pending.entity_id = entry.enter_entity(edit, source, new, passage)
            return pending.entity_id

        def done(entity_id: int) -> None:
            self.names.forget(pending)
            self._tell_entity(entity_id, tr("Entered"))

        def failed() -> bool:
            self.names.forget(pending)
            return self.entity.put_back(new, identifier)

        self.names.expect(pending)
        self._submit(self._entity_label(new), work, done, failed)
        self.entity.empty()
        self._go_back(passage)

    def _add_to_known(self, entity_id: int, new: NewEntity) -> None:
        if not self._is_source_right():
            return
        source, identifier = self.holder.source, self.entity.identifier.text()
        passage = self.from_page.use_up()

        def work(edit: Edit) -> int:
            return entry.add_to_known(edit, source, EntityId(entity_id), new, passage)

        def done(_: int) -> None:
            self._tell_entity(entity_id, tr("Source added to"))

        known = self.names.known(entity_id)
        label = tr("Add to “{name}”", name=known.label if known else new.label)
        self._submit(label, work, done, lambda: self.entity.put_back(new, identifier))
        self.entity.empty()
        self._go_back(passage)

    def _entity_label(self, new: NewEntity) -> str:
        kind = self._session.store.ontology.entity_types[new.type]
        return tr("Enter {type} “{name}”", type=tr(kind.label).lower(), name=new.label)

    def _tell_entity(self, entity_id: int, what: str) -> None:
        known = self.names.known(entity_id)
        self.last_entity = entity_id
        named = f"{known.label} · {known.ref}" if known else ""
        self.say(" · ".join(part for part in (f"{what} {named}", self._source_text()) if part))
        self.entered.emit(Item("entity", entity_id), [entity_id])

    def _source_text(self) -> str:
        source = self.holder.source
        page = tr("p. {page}", page=source.page) if source.page else ""
        return " ".join(part for part in (source.grade, page) if part)

    # Links

    def _enter_link(self, typed: TypedLink) -> None:
        if not self._is_source_right():
            return
        source, ontology = self.holder.source, self._session.store.ontology
        passage = self.from_page.use_up()
        writing = LinkWriting(ontology, source, typed, passage)

        def done(link: entry.EnteredLink) -> None:
            for pending in writing.pending:
                self.names.forget(pending)
            what = tr("Source added to the known link:") if link.is_known else tr("Entered")
            self.say(f"{what} {typed.text}")
            self.entered.emit(Item("link", link.link_id), [link.from_id, link.to_id])

        def failed() -> bool:
            for pending in writing.pending:
                self.names.forget(pending)
            return self.link.put_back(typed)

        for pending in writing.pending:
            self.names.expect(pending)
        self._submit(tr("Link “{link}”", link=typed.text), writing, done, failed)
        self.link.next_one(typed, writing.start)
        self._go_back(passage)

    # Values and records

    def _enter_value(self, typed: TypedValue) -> None:
        if not self._is_source_right():
            return
        source, passage = self.holder.source, self.from_page.use_up()

        def work(edit: Edit) -> Item:
            return write_value(edit, source, typed, passage)

        def done(item: Item) -> None:
            said = (tr("Entered"), typed.subject.label, typed.stated, self._source_text())
            self.say(" · ".join(part for part in said if part))
            self.entered.emit(item, [item.id] if item.kind == "entity" else [])

        label = tr("Add “{value}” to {name}", value=typed.stated, name=typed.subject.label)
        self._submit(label, work, done, lambda: self.value.put_back(typed))
        self.value.next_one()
        self._go_back(passage)

    def _enter_record(self, note: str) -> None:
        passage = self.from_page.passage
        if passage is None or not self._is_source_right():
            return
        source = self.holder.source
        self.from_page.use_up()

        def work(edit: Edit) -> RecordId:
            return entry.enter_record(edit, source, passage, note)

        def done(record_id: RecordId) -> None:
            words = " ".join(passage.words.split())[:60]
            said = (tr("Record made"), words, self._source_text())
            self.say(" · ".join(part for part in said if part))
            self.entered.emit(Item("record", record_id), [])

        self._submit(tr("Make a record"), work, done)
        self.lines.show_value()
        self._go_back(passage)

    # On the writer

    def _is_source_right(self) -> bool:
        try:
            entry.refuse_wrong_source(self._session.store.ontology, self.holder.source)
        except IwtlinkError as error:
            self._refuse(str(error))
            return False
        return True

    def _submit(
        self,
        label: str,
        work: Callable[[Edit], Any],
        done: Callable[[Any], None],
        put_back: Callable[[], bool] = lambda: True,
    ) -> None:
        """Run one step on the writer; what it refuses comes back to its line."""

        def failed(error: Exception) -> None:
            if not isinstance(error, IwtlinkError):
                self._session.jobs.failed.emit(error)
            is_back = put_back()
            sentence = (
                str(error) if is_back else tr("Not done: {step}. {why}", step=label, why=error)
            )
            self._refuse(sentence)

        job = self._session.edit(label, work, initiator=self, on_done=done)
        job.failed.disconnect(self._session.jobs.failed)
        job.failed.connect(failed)
