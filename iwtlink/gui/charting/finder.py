"""Finding on one chart: the bar, its hits, and the one looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject

from iwtlink.errors import Progress
from iwtlink.gui.charting.finding import ChartWords, FindBar, Found
from iwtlink.i18n import tr
from iwtlink.store.charts import ChartContent

if TYPE_CHECKING:
    from iwtlink.gui.pages.chart import ChartPage


class Finder(QObject):
    """Follows what is typed in the bar of a chart page."""

    def __init__(self, page: ChartPage) -> None:
        super().__init__(page)
        self._page = page
        self.bar = FindBar()
        self._words: ChartWords | None = None
        self._read_of: ChartContent | None = None
        self._is_reading = False
        self.found = Found()
        self._at = 0
        self.bar.typed.connect(self._find)
        self.bar.stepped.connect(self._step)
        self.bar.closed.connect(page.take_focus)

    def begin(self) -> None:
        """Show the bar, and read the words of the chart if need be."""
        self.bar.begin()
        self._read()

    def follow(self) -> None:
        """The chart was read again: look for the same words on it, and select nothing anew."""
        if self.bar.isVisible():
            self._read()

    def _read(self) -> None:
        content, ontology = self._page.content, self._page.ontology
        if content is None or content is self._read_of or self._is_reading:
            return
        self._is_reading = True
        is_first = self._words is None

        def read(progress: Progress) -> tuple[ChartContent, ChartWords]:
            return content, ChartWords(content, ontology)

        def take(found: tuple[ChartContent, ChartWords]) -> None:
            self._is_reading = False
            self._read_of, self._words = found
            if is_first:
                self._find(self.bar.line.text())
            else:
                self.found = self._words.find(self.bar.line.text())
                self._at = min(self._at, max(0, len(self.found) - 1))
                self.bar.say(self._at + 1, len(self.found))
            self._read()  # once more where the chart was read meanwhile

        job = self._page.session.jobs.compute(tr("Reading the words of the chart"), read, take)
        job.failed.connect(self._give_up)

    def _give_up(self, _: object) -> None:
        self._is_reading = False

    def _find(self, typed: str) -> None:
        if self._words is None:
            return
        self.found, self._at = self._words.find(typed), 0
        if len(self.found):
            self._page.view.choose(self.found.entities, self.found.links)
            self._show()
        self.bar.say(1 if len(self.found) else 0, len(self.found))

    def _step(self, by: int) -> None:
        if not len(self.found):
            return
        self._at = (self._at + by) % len(self.found)
        self._page.view.choose(self.found.entities, self.found.links)
        self._show()
        self.bar.say(self._at + 1, len(self.found))

    def _show(self) -> None:
        """Bring the hit looked at into view."""
        if self._at < len(self.found.entities):
            self._go(self.found.entities[self._at])
            return
        link = self.found.links[self._at - len(self.found.entities)]
        content = self._page.content
        if content is not None:
            row = np.flatnonzero(content.link_ids == link)
            if len(row):
                view_end = int(content.entity_ids[content.ends[row[0], 0]])
                self._go(view_end)

    def _go(self, entity_id: int) -> None:
        view = self._page.view
        if view.display is None:
            return
        place = np.flatnonzero(view.display.entity_ids == entity_id)
        if len(place):
            view.make_current(int(place[0]))
            view.reveal(int(place[0]))
