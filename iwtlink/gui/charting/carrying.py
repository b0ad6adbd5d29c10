"""Copied items on their way to another database: what lies on the clipboard besides their numbers.

From a database without encryption an extract lies on the clipboard, for any window of the program.
What an encrypted one holds never does: its extract stays in this program's memory, and is forgotten
when something else is copied, when the window is locked, or after ten minutes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMimeData, QObject, QTimer
from PySide6.QtGui import QGuiApplication

from iwtlink.errors import Progress
from iwtlink.gui.charting.clipboard import (
    Copied,
    copied_on,
    items_mime,
    on_clipboard,
    with_picture,
)
from iwtlink.gui.jobs import Job
from iwtlink.i18n import tr
from iwtlink.store.charts.arriving import Arriving

if TYPE_CHECKING:
    from iwtlink.gui.pages.chart import ChartPage

CHART_EXTRACT = "application/x-iwtlink-chart-extract"
"""What is known of copied items, for another database (``operations.carrying``)."""
KEPT_MS = 10 * 60_000
"""How long what was copied from an encrypted database is remembered."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is remembered of copied items: how they stood, and the extract that is not plain."""

    copied: Copied
    places: Arriving
    extract: bytes = b""


class Carried(QObject):
    """What was copied last, for other databases, and for this one once it is cut out."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._kept: Kept | None = None
        self._clock = QTimer(self, singleShot=True, interval=KEPT_MS)
        self._clock.timeout.connect(self._forget_extract)
        QGuiApplication.clipboard().dataChanged.connect(self._look)

    def put(self, page: ChartPage, copied: Copied, words: str) -> Job:
        """Put copied items on the clipboard at once, what is known of them and a picture soon.

        The job given back ends once they may be taken off their chart.
        """
        QGuiApplication.clipboard().setMimeData(items_mime(copied, words))
        session, content = page.session, page.content  # the page may be closed meanwhile
        store = session.store

        def take(progress: Progress) -> Kept:
            from iwtlink.operations import carrying  # not needed before something is copied

            chosen = copied.chart_id, copied.entities, copied.shapes
            if len(copied.entities) > carrying.MOST_ENTITIES:
                return Kept(copied, carrying.places_of(store, *chosen))
            extract, places = carrying.taken_with_places(store, *chosen)
            return Kept(copied, places, carrying.packed(extract))

        def add(taken: Kept) -> None:
            if session.is_locked or copied_on(on_clipboard()) != copied:
                return  # something else meanwhile
            plain: dict[str, bytes] = {}
            if not store.is_encrypted and taken.extract:
                plain[CHART_EXTRACT] = taken.extract
                taken = replace(taken, extract=b"")
                data = items_mime(copied, words)
                data.setData(CHART_EXTRACT, QByteArray(plain[CHART_EXTRACT]))
                QGuiApplication.clipboard().setMimeData(data)
            self._kept = taken
            self._clock.start()
            if content is not None:
                with_picture(session, content, copied, plain)

        return session.jobs.compute(tr("Copying with the sources"), take, add)

    def extract_on(self, data: QMimeData) -> bytes:
        """Give the extract of what lies on the clipboard; empty where there is none."""
        kept = self._known(data)
        if kept is not None and kept.extract:
            return kept.extract
        return bytes(data.data(CHART_EXTRACT).data())

    def places_of(self, data: QMimeData) -> Arriving | None:
        """Give how what lies on the clipboard stood when it was copied in this window."""
        kept = self._known(data)
        return kept.places if kept is not None else None

    def forget(self) -> None:
        """Forget what was copied."""
        self._kept = None
        self._clock.stop()

    def _forget_extract(self) -> None:
        if self._kept is not None:
            self._kept = replace(self._kept, extract=b"")

    def _known(self, data: QMimeData) -> Kept | None:
        return (
            self._kept if self._kept is not None and self._kept.copied == copied_on(data) else None
        )

    def _look(self) -> None:
        """Forget what is not on the clipboard any more."""
        if self._kept is not None and copied_on(on_clipboard()) != self._kept.copied:
            self.forget()
