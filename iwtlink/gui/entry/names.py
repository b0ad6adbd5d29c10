"""Every name there is, for lists and twins: those in the database and those on their way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from iwtlink.errors import Progress, Refused
from iwtlink.gui.icons import entity_icon
from iwtlink.gui.jobs import Job
from iwtlink.gui.quick_list import QuickRow
from iwtlink.gui.session import Session
from iwtlink.i18n import tr
from iwtlink.matching import Known, NameIndex
from iwtlink.ontology import Ontology
from iwtlink.operations.entry.twins import TypedEntity, TypedTwin, find_bearers, find_twins
from iwtlink.store import Changes
from iwtlink.store.folding import fold
from iwtlink.store.ids import EntityId

T = TypeVar("T")

_MOST_AT_ONCE = 300
"""An edit that touched more entities than this is followed beside the window."""
_MOST_FOLLOWED = 3_000
"""After an edit that touched more than this all names are read anew."""


@dataclass(eq=False, slots=True)
class Pending:
    """An entity asked for and not yet written; the writer fills in the id."""

    type: str
    label: str
    entity_id: EntityId | None = None

    def resolved(self) -> EntityId:
        """Give the id; called on the writer, after the edit that makes the entity."""
        if self.entity_id is None:
            raise Refused(
                tr("“{name}” could not be entered, so its link was not.", name=self.label)
            )
        return self.entity_id


def known_rows(
    names: NameBook,
    ontology: Ontology,
    typed: str,
    fits: Callable[[str], bool] = lambda type_name: True,
) -> list[QuickRow]:
    """Give a row for each entity of the database that the typed text may mean, with its type."""
    kinds = ontology.entity_types
    return [
        QuickRow(
            one.label,
            one.script_label,
            f"{tr(kinds[one.type].label)} · {one.ref}",
            entity_icon(kinds[one.type].icon),
            one,
        )
        for one in (names.find(typed, fits, 8) if typed else ())
        if isinstance(one, Known)
    ]


class NameBook(QObject):
    """The names of the open database, kept up to date."""

    ready = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._index: NameIndex | None = None
        self._pending: list[Pending] = []
        self._builds = 0
        self._is_building = False
        self._missed: list[Changes] = []
        self._behind = 0
        self._in_turn = Lock()
        session.opened.connect(self._open)
        session.closed.connect(self._close)
        session.changed.connect(self._follow)

    def find(self, typed: str, fits: Callable[[str], bool], limit: int) -> list[Known | Pending]:
        """Find entities by parts of a name or a reference; those on their way come first.

        Who only sounds alike is looked for beside the window, see ``look``.
        """
        folded = fold(typed)
        coming = [
            one for one in self._pending if folded and folded in fold(one.label) and fits(one.type)
        ]
        if self._index is None:
            return list(coming)
        return [*coming, *self._index.find(typed, fits=fits, limit=limit, by_ear=False)]

    def look(self, typed: TypedEntity) -> tuple[TypedTwin, ...]:
        """Find entities that may be the one typed, surest first; asked beside the window."""
        index, store = self._index, self._session.store
        if index is None:
            return ()
        with store.read() as db:
            return find_twins(db, index, store.ontology, typed)

    def bearers(self, type_name: str, property_name: str, stated: str) -> list[Known]:
        """Find who bears a number already; asked beside the window."""
        store = self._session.store
        with store.read() as db:
            found = find_bearers(db, store.ontology, type_name, property_name, stated)
        return [one for twin in found if (one := self.known(twin.entity_id)) is not None]

    def compute(
        self, label: str, work: Callable[[Progress], T], on_done: Callable[[T], None]
    ) -> Job | None:
        """Run a question about names beside the window; None while none can be asked."""
        if self._index is None or not self._session.is_open:
            return None
        return self._session.jobs.compute(label, work, on_done)

    def known(self, entity_id: int) -> Known | None:
        """Give one entity."""
        return self._index.known(entity_id) if self._index else None

    def expect(self, pending: Pending) -> None:
        """Let an entity be found before it is written."""
        self._pending.append(pending)

    def forget(self, pending: Pending) -> None:
        """The entity is written, or will not be."""
        if pending in self._pending:
            self._pending.remove(pending)

    def _open(self) -> None:
        self._index = self._session.name_index = None
        self._build()

    def _build(self) -> None:
        """Read all names beside the window; what changes meanwhile is followed afterwards."""
        self._builds += 1
        self._is_building, self._missed = True, []
        store, number = self._session.store, self._builds

        def read(progress: Progress) -> tuple[int, NameIndex]:
            with store.read() as db:
                return number, NameIndex.read(db, store.ontology)

        self._session.jobs.compute(tr("Reading the names"), read, self._take)

    def _take(self, found: tuple[int, NameIndex]) -> None:
        if found[0] != self._builds or not self._session.is_open:
            return
        self._index, self._is_building = found[1], False
        self._session.name_index = self._index
        self._session.named.emit()
        for changes in self._missed:
            self._follow(changes, None)
        self.ready.emit()

    def _close(self) -> None:
        self._builds += 1
        self._is_building = False
        self._index = self._session.name_index = None
        self._pending, self._missed = [], []

    def _follow(self, changes: Changes, _: object) -> None:
        if not changes.entities or not self._session.is_open:
            return
        if len(changes.entities) > _MOST_FOLLOWED:
            self._build()
            return
        if self._is_building:
            self._missed.append(changes)
        if self._index is None:
            return
        if self._behind or len(changes.entities) > _MOST_AT_ONCE:
            self._follow_beside(self._index, changes)
        else:
            with self._session.store.read() as db:
                self._index.follow(db, changes)

    def _follow_beside(self, index: NameIndex, changes: Changes) -> None:
        """Follow an edit on a worker, and whatever comes before that is done: in turn."""
        self._behind += 1
        store = self._session.store

        def follow(progress: Progress) -> None:
            with self._in_turn, store.read() as db:
                index.follow(db, changes)

        job = self._session.jobs.compute(tr("Reading the names"), follow)
        job.ended.connect(self._caught_up)

    def _caught_up(self) -> None:
        self._behind -= 1
