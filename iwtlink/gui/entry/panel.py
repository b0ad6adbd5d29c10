"""The entry panel: source, entity and link in three lines, each ready again at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from iwtlink.errors import IwtlinkError
from iwtlink.gui.entry.document_row import DocumentRow
from iwtlink.gui.entry.ends import EndChoice, NewEnd, TypedLink, end_id
from iwtlink.gui.entry.entity_row import EntityRow
from iwtlink.gui.entry.link_row import LinkRow
from iwtlink.gui.entry.names import NameBook, Pending
from iwtlink.gui.entry.source import SourceHolder
from iwtlink.gui.entry.source_row import SourceRow
from iwtlink.gui.plain import tip
from iwtlink.gui.session import Session
from iwtlink.i18n import tr
from iwtlink.operations import entry
from iwtlink.operations.entry_reading import NewEntity, read_entity
from iwtlink.store import Edit
from iwtlink.store.documents import Document
from iwtlink.store.ids import EntityId, Item
from iwtlink.store.links import count_by_type


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
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        for place, (text, widget) in enumerate(
            ((tr("Source"), self._first), (tr("Entity"), self.entity), (tr("Link"), self.link))
        ):
            label = QLabel(text)
            label.setProperty("part", "muted")
            grid.addWidget(label, place, 0)
            grid.addWidget(widget, place, 1)
        grid.setColumnStretch(1, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.message, 1)
        foot.addWidget(self.on_chart)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 6)
        column.setSpacing(6)
        column.addLayout(grid)
        column.addLayout(foot)
        column.addStretch(1)

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
        for row in (self.document, self.entity, self.link):
            row.refused.connect(self._refuse)

    def _open(self) -> None:
        ontology = self._session.store.ontology
        with self._session.store.read() as db:
            usual = count_by_type(db)
        for row in (self.source, self.document, self.entity):
            row.use(ontology)
        self.link.use(ontology, usual)
        self._leave_document()
        self.setEnabled(self._session.is_writable)
        self.say(tr("Choose the document you are reading; everything entered inherits it."))

    def _close(self) -> None:
        self.setEnabled(False)
        self.say("")

    def _refuse(self, sentence: str) -> None:
        self.say(sentence, is_problem=True)

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
        identifier = self.entity.identifier.text()

        def work(edit: Edit) -> int:
            pending.entity_id = entry.enter_entity(edit, source, new)
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

    def _add_to_known(self, entity_id: int, new: NewEntity) -> None:
        if not self._is_source_right():
            return
        source, identifier = self.holder.source, self.entity.identifier.text()

        def work(edit: Edit) -> int:
            return entry.add_to_known(edit, source, EntityId(entity_id), new)

        def done(_: int) -> None:
            self._tell_entity(entity_id, tr("Source added to"))

        known = self.names.known(entity_id)
        label = tr("Add to “{name}”", name=known.label if known else new.label)
        self._submit(label, work, done, lambda: self.entity.put_back(new, identifier))
        self.entity.empty()

    def _entity_label(self, new: NewEntity) -> str:
        kind = self._session.store.ontology.entity_types[new.type]
        return tr("Enter {type} “{name}”", type=tr(kind.label).lower(), name=new.label)

    def _tell_entity(self, entity_id: int, what: str) -> None:
        known = self.names.known(entity_id)
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
        made = {
            id(end): Pending(end.type, end.name)
            for end in (typed.from_end, typed.to_end)
            if isinstance(end, NewEnd)
        }
        values = entry.link_values(ontology, typed.verb.link_type, typed.role, typed.period)

        def end_of(choice: EndChoice) -> entry.End:
            if isinstance(choice, NewEnd):
                return read_entity(ontology, choice.type, choice.name)
            if isinstance(choice, Pending):
                return choice.resolved()
            known = end_id(choice)
            assert known is not None
            return known

        def work(edit: Edit) -> entry.EnteredLink:
            ends = [end_of(typed.from_end), end_of(typed.to_end)]
            if not typed.verb.is_forward:
                ends.reverse()
            new = entry.NewLink(typed.verb.link_type, ends[0], ends[1], values)
            link = entry.enter_link(edit, source, new)
            ids = [link.from_id, link.to_id]
            if not typed.verb.is_forward:
                ids.reverse()
            for choice, entity_id in zip((typed.from_end, typed.to_end), ids, strict=True):
                if id(choice) in made:
                    made[id(choice)].entity_id = entity_id
            return link

        def done(link: entry.EnteredLink) -> None:
            for pending in made.values():
                self.names.forget(pending)
            what = tr("Source added to the known link:") if link.is_known else tr("Entered")
            self.say(f"{what} {typed.text}")
            self.entered.emit(Item("link", link.link_id), [link.from_id, link.to_id])

        def failed() -> bool:
            for pending in made.values():
                self.names.forget(pending)
            return self.link.put_back(typed)

        for pending in made.values():
            self.names.expect(pending)
        self._submit(tr("Link “{link}”", link=typed.text), work, done, failed)
        self.link.next_one(typed, made.get(id(typed.from_end), typed.from_end))

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
