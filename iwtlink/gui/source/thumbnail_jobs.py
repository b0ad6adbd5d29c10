"""Draws the small pictures of pages beside the window, those that came into view last first."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from iwtlink.errors import Progress
from iwtlink.gui.session import Session
from iwtlink.gui.source.page_reading import PageKey, PagePictures
from iwtlink.gui.source.thumbnails import WIDTH, ThumbnailModel
from iwtlink.i18n import tr

_MOST_WAITING = 24
"""Pages that were scrolled past are forgotten; they ask again when they come back."""


class ThumbnailJobs(QObject):
    """One small picture at a time."""

    def __init__(
        self, session: Session, pictures: PagePictures, model: ThumbnailModel, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._pictures = pictures
        self._model = model
        self._pages: tuple[PageKey, ...] = ()
        self._waiting: list[int] = []
        self._drawn = -1
        """The place that is being drawn; -1 while none is."""
        model.wanted.connect(self._want)

    def show_pages(self, pages: tuple[PageKey, ...]) -> None:
        """Draw these pages from now on."""
        self._pages, self._waiting = pages, []
        self._model.show_pages([str(n) for n in range(1, len(pages) + 1)])

    def _want(self, place: int) -> None:
        if place in self._waiting or place == self._drawn:
            return
        self._waiting = [*self._waiting[-_MOST_WAITING:], place]
        self._go_on()

    def _go_on(self) -> None:
        if self._drawn >= 0 or not self._waiting or not self._session.is_open:
            return
        place = self._waiting.pop()
        key, self._drawn = self._pages[place], place

        def draw(progress: Progress) -> tuple[int, PageKey, QImage]:
            return place, key, self._pictures.draw(key, WIDTH * 2)

        job = self._session.jobs.compute(tr("Drawing the pages"), draw, self._take)
        job.ended.connect(self._ended)

    def _take(self, drawn: tuple[int, PageKey, QImage]) -> None:
        place, key, picture = drawn
        if place < len(self._pages) and self._pages[place] is key:
            self._model.take(place, picture)

    def _ended(self) -> None:
        self._drawn = -1
        self._go_on()
