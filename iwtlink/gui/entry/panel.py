"""The entry panel: source, entity, link and value in four lines, each ready again at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QGridLayout,
    QLabel,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from iwtlink.errors import IwtlinkError
from iwtlink.gui.entry.document_row import DocumentRow
from iwtlink.gui.entry.ends import TypedLink
from iwtlink.gui.entry.entity_row import EntityRow
from iwtlink.gui.entry.from_page import FromPage
from iwtlink.gui.entry.link_row import LinkRow
from iwtlink.gui.entry.link_writing import LinkWriting
from iwtlink.gui.entry.names import NameBook, Pending
from iwtlink.gui.entry.record_row import RecordRow
from iwtlink.gui.entry.source import SourceHolder
from iwtlink.gui.entry.source_row import SourceRow
from iwtlink.gui.entry.value_row import TypedValue, ValueRow
from iwtlink.gui.entry.value_writing import write_value
from iwtlink.gui.plain import tip
from iwtlink.gui.session import Session
from iwtlink.i18n import tr
from iwtlink.matching import Known
from iwtlink.ontology import Ontology
from iwtlink.operations import entry, entry_passages
from iwtlink.operations.entry_reading import NewEntity
from iwtlink.store import Edit
from iwtlink.store.documents import Document
from iwtlink.store.ids import EntityId, Item, RecordId
from iwtlink.store.links import count_by_type
from iwtlink.store.passages import Passage

_NARROW = 620
"""Pixels: in a narrower panel the lines break into rows."""
_NARROWEST = 330


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
        self.source = SourceRow(self.holder, window)
        self.document = DocumentRow()
        self.entity = EntityRow(self.names, window)
        self.link = LinkRow(self.names, window)
        self.value = ValueRow(self.names, window)
        self.record = RecordRow()
        self.from_page = FromPage(self)
        self.last_entity = 0
        """Whose values are entered next, where nobody else is chosen."""
        self.message = QLabel()
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.message.setObjectName("entry_message")
        self.message.setAccessibleName(tr("What was entered last"))
        self.on_chart = QCheckBox(tr("Place on the chart in front"))
        self.on_chart.setObjectName("entry_on_chart")
        self._arrange()
        self._connect()
        self.setEnabled(False)

    @property
    def ontology(self) -> Ontology:
        """The words of the open database."""
        return self._session.store.ontology

    def say(self, sentence: str, *, is_problem: bool = False) -> None:
        """Say what happened, or what stands in the way."""
        self.message.setText(sentence)
        self.message.setToolTip(tip(sentence))
        self.message.setProperty("part", "problem" if is_problem else "muted")
        self.message.style().unpolish(self.message)
        self.message.style().polish(self.message)

    def _arrange(self) -> None:
        self._first = QStackedWidget()
        self._first.addWidget(self.source)
        self._first.addWidget(self.document)
        self._last = QStackedWidget()
        self._last.addWidget(self.value)
        self._last.addWidget(self.record)
        self._last_label = _muted("")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._labelled = [
            (_muted(tr("Source")), self._first),
            (_muted(tr("Entity")), self.entity),
            (_muted(tr("Link")), self.link),
            (self._last_label, self._last),
        ]
        self._grid.setColumnStretch(1, 1)
        self._show_value()
        foot = self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        foot.addWidget(self.message, 1)
        foot.addWidget(self.on_chart)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 6)
        column.setSpacing(6)
        column.addLayout(self._grid)
        column.addLayout(foot)
        column.addStretch(1)
        self._lay_lines(is_narrow=False)

    def _lay_lines(self, *, is_narrow: bool) -> None:
        """Put the words for the lines before them, or above them in a narrow panel."""
        for place, (label, widget) in enumerate(self._labelled):
            if is_narrow:
                self._grid.addWidget(label, 2 * place, 1)
                self._grid.addWidget(widget, 2 * place + 1, 1)
            else:
                self._grid.addWidget(label, place, 0)
                self._grid.addWidget(widget, place, 1)
        for line in (self.source, self.document, self.entity, self.link, self.value, self.record):
            line.use_narrow(is_narrow=is_narrow)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._foot.setDirection(down if is_narrow else across)
        self.message.setWordWrap(is_narrow)
        self._is_narrow = is_narrow

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < _NARROW
        if is_narrow != self._is_narrow:
            self._lay_lines(is_narrow=is_narrow)

    def minimumSizeHint(self) -> QSize:
        """Be as narrow as a panel at the side; what stands in one line there breaks."""
        return QSize(_NARROWEST, super().minimumSizeHint().height())

    def _connect(self) -> None:
        self._session.opened.connect(self._open)
        self._session.closed.connect(self._close)
        self.holder.changed.connect(self.source.refresh)
        self.source.document_wanted.connect(self._ask_document)
        self.source.done.connect(self.entity.begin)
        self.source.document.taken.connect(self._tell_document)
        self.document.wanted.connect(self._make_document)
        self.document.left.connect(self._leave_document)
        self.entity.wanted.connect(self._enter_entity)
        self.entity.known_wanted.connect(self._add_to_known)
        self.link.wanted.connect(self._enter_link)
        self.value.wanted.connect(self._enter_value)
        self.record.wanted.connect(self._enter_record)
        for row in (self.document, self.entity, self.link, self.value):
            row.refused.connect(self._refuse)

    def _open(self) -> None:
        ontology = self._session.store.ontology
        with self._session.store.read() as db:
            usual = count_by_type(db)
        for row in (self.source, self.document, self.entity):
            row.use(ontology)
        self.link.use(ontology, usual)
        self.value.use(ontology)
        self.last_entity = 0
        self.from_page.use_up()
        self._show_value()
        self._leave_document()
        self.setEnabled(self._session.is_writable)
        self.say(tr("Choose the document you are reading; everything entered inherits it."))

    def _close(self) -> None:
        self.setEnabled(False)
        self.say("")

    def _refuse(self, sentence: str) -> None:
        self.say(sentence, is_problem=True)

    # What a page asks for

    def subject(self) -> Known | None:
        """Give whose values are entered next, where it is known."""
        return self.names.known(self.last_entity)

    def show_record(self, passage: Passage) -> None:
        """Ask for the note on a record of this passage, in the place of the value."""
        self._last.setCurrentWidget(self.record)
        self._last_label.setText(tr("Record"))
        self.record.begin(passage)

    def clear_lines(self) -> None:
        """Empty what was filled in from a page."""
        self.entity.clear_lines()
        self.link.leave_end()
        self.value.leave_value()
        self._show_value()

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
            return entry_passages.mention(edit, source, EntityId(who.entity_id), passage)

        def done(_: int) -> None:
            self._tell_entity(who.entity_id, tr("Source added to"))

        self._submit(tr("Add a source to “{name}”", name=who.label), work, done)

    def _show_value(self) -> None:
        self._last.setCurrentWidget(self.value)
        self._last_label.setText(tr("Value"))

    def _go_back(self, passage: Passage | None) -> None:
        """Lead the keyboard back to the page that the passage was chosen on."""
        if passage is not None:
            self.from_page.left.emit()

    # Documents

    def _ask_document(self, title: str) -> None:
        self._first.setCurrentWidget(self.document)
        self.document.begin(title)

    def _leave_document(self) -> None:
        self._first.setCurrentWidget(self.source)
        self.source.refresh()

    def _tell_document(self) -> None:
        if self.holder.document is not None:
            self.say(tr("Reading “{title}” now.", title=self.holder.document.document.title))

    def _make_document(self, document: Document) -> None:
        def work(edit: Edit) -> int:
            return entry.new_document(edit, document)

        def done(document_id: int) -> None:
            self._leave_document()
            self.holder.use_document(document_id)
            self.source.page.setFocus()
            self._tell_document()

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
            return entry_passages.enter_record(edit, source, passage, note)

        def done(record_id: RecordId) -> None:
            words = " ".join(passage.words.split())[:60]
            said = (tr("Record made"), words, self._source_text())
            self.say(" · ".join(part for part in said if part))
            self.entered.emit(Item("record", record_id), [])

        self._submit(tr("Make a record"), work, done)
        self._show_value()
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


def _muted(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("part", "muted")
    return label
