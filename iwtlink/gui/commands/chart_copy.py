"""Copying between charts, pasted names, charts side by side and in windows of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from iwtlink.errors import Progress
from iwtlink.gui.charting.clipboard import (
    Copied,
    copied_from,
    database_mark,
    items_mime,
    on_clipboard,
    with_picture,
)
from iwtlink.gui.charting.paste_names import PasteNamesDialog
from iwtlink.gui.commands.chart_front import ChartFront
from iwtlink.gui.docks import bring
from iwtlink.i18n import ntr, tr
from iwtlink.operations.charting.pasting import PastedName, add_new, look_up, names_in
from iwtlink.store import Edit, charts
from iwtlink.store.charts.copying import Pasted, copy_chart, paste
from iwtlink.store.entities import get_entities
from iwtlink.store.ids import ChartId, Item

if TYPE_CHECKING:
    from iwtlink.gui.pages.chart import ChartPage

_STEP = 40.0
"""Chart units that free items pasted onto their own chart stand off from the first ones."""


class ChartCopyCommands(ChartFront):
    """What leaves a chart by the clipboard, and what comes to it."""

    def copy(self, page: ChartPage) -> None:
        """Copy the selected items: for another chart, and as picture and text."""
        view, content = page.view, page.content
        chosen, shapes = view.selected_entities(), view.selected_shapes()
        if content is None or view.display is None or not (chosen or shapes):
            page.say(tr("Select on the chart what to copy."))
            return
        with self._session.store.read() as db:
            rows = get_entities(db, chosen)
        labels = dict(zip(content.entity_ids.tolist(), content.labels, strict=True))
        lines = [
            f"{rows[i].label}\t{rows[i].script_label}\t{rows[i].ref}"
            if i in rows
            else labels.get(i, "")  # retracted, and greyed on the chart
            for i in chosen
        ]
        copied = Copied(
            database_mark(self._session.store), page.chart_id, tuple(chosen), tuple(shapes)
        )
        QGuiApplication.clipboard().setMimeData(items_mime(copied, "\n".join(lines)))
        page.say(ntr("{n} item is copied.", "{n} items are copied.", len(chosen) + len(shapes)))
        with_picture(page, copied)

    def cut(self) -> None:
        """Copy the selected items and take them off the chart."""
        page = self._page()
        self.copy(page)
        page.take_off_selected()

    def paste(self) -> None:
        """Put what was copied from a chart here, or look who is meant by a column of names."""
        data = on_clipboard()
        copied = copied_from(data, database_mark(self._session.store))
        if copied is not None:
            self._paste_items(copied)
        elif data.hasText() and names_in(data.text()):
            self.paste_names()
        else:
            self._page().say(tr("Copy items of a chart first, or a column of names."))

    def _paste_items(self, copied: Copied) -> None:
        page = self._page()
        is_same = copied.chart_id == page.chart_id
        if is_same and not copied.shapes:
            page.view.choose(copied.entities)
            page.say(tr("These entities are on the chart already: an entity stands there once."))
            return
        at = _beside(page, copied) if is_same else page.middle()
        entities = () if is_same else copied.entities

        def work(edit: Edit) -> Pasted:
            return paste(edit, page.chart_id, copied.chart_id, entities, copied.shapes, at)

        count = len(entities) + len(copied.shapes)
        page.writing.write(
            ntr("Paste {n} item", "Paste {n} items", count),
            work,
            lambda _: self._pasted(page, entities, count),
        )

    def _pasted(self, page: ChartPage, entities: Sequence[int], count: int) -> None:
        page.choose_when_read(entities)
        page.say(ntr("{n} item is pasted.", "{n} items are pasted.", count))

    # Names

    def paste_names(self) -> None:
        """Ask for a column of names, what they are, and look who is known."""
        page = self._page()
        index = self._session.name_index
        if index is None:
            page.say(tr("The names of the database are still being read."))
            return
        data = on_clipboard()
        pasted = "\n".join(names_in(data.text())) if data.hasText() else ""
        dialog = PasteNamesDialog(page.ontology, pasted, self._window)
        dialog.look_wanted.connect(lambda names, type_name: self._look_up(dialog, names, type_name))
        dialog.wanted.connect(self._about(page, self._add_names))
        dialog.open()
        dialog.look()

    def _look_up(self, dialog: PasteNamesDialog, names: list[str], type_name: str) -> None:
        index = self._session.name_index
        if index is None:
            return

        def look(progress: Progress) -> tuple[list[PastedName], dict[int, str]]:
            found = look_up(index, names, type_name, progress)
            ids = [twin.entity_id for one in found for twin in one.twins]
            with self._session.store.read() as db:
                rows = get_entities(db, ids)
            return found, {int(i): f"{row.label} · {row.ref}" for i, row in rows.items()}

        job = self._session.jobs.compute(
            tr("Looking who is known already"), look, dialog.show_found
        )
        dialog.finished.connect(job.abandon)

    def _add_names(self, known: list[int], new: list[str], type_name: str) -> None:
        """Make who is new, in one step of the chart, then place all."""
        page = self._page()
        source = self._session.working_source
        if not new:
            page.add_entities(known)
            return
        label = ntr("Add {n} pasted name", "Add {n} pasted names", len(new))

        def work(edit: Edit) -> list[int]:
            from iwtlink.gui.pages.placing import place_near  # scipy is slow to load

            made = add_new(edit, new, type_name, source)
            place_near(edit, page.chart_id, [*known, *made])
            return made

        page.writing.write(label, work, lambda made: page.choose_when_read([*known, *made]))

    # Charts made of charts

    def duplicate(self) -> None:
        """Make the same chart once more, and show it."""
        page = self._page()
        title = tr("{title} (copy)", title=page.title())

        def work(edit: Edit) -> ChartId:
            return copy_chart(edit, page.chart_id, title)

        self._session.edit(
            tr("Duplicate the chart “{title}”", title=page.title()), work, on_done=self._open
        )

    def chart_of_selected(self) -> None:
        """Make a chart of the selected items as they stand, and show it."""
        page = self._page()
        chosen, shapes = page.view.selected_entities(), page.view.selected_shapes()
        title = tr("{title} (part)", title=page.title())

        def work(edit: Edit) -> ChartId:
            made = charts.add_chart(edit, title)
            paste(edit, made, page.chart_id, chosen, shapes)
            return made

        self._session.edit(tr("New chart: {title}", title=title), work, on_done=self._open)

    def _open(self, chart_id: ChartId) -> None:
        self._window.show_item(Item("chart", chart_id))

    # Where pages stand

    def beside(self) -> None:
        """Put the page in front beside the tabs."""
        if not self._window.pages.put_beside():
            self._window.status.say(tr("Open another table, chart or document to see it beside."))
            return
        for page in self._window.pages:
            if page.kind == "chart":
                QTimer.singleShot(0, cast("ChartPage", page).view.fit)

    def apart(self) -> None:
        """Give the page in front a window of its own."""
        self._window.pages.put_apart(list(self._window.actions()))

    def back(self) -> None:
        """Put the page in front back among the tabs."""
        self._window.pages.put_back()

    def toggle_overview(self) -> None:
        """Show or hide the map of the whole chart."""
        dock = self._window.overview_dock
        if dock.isVisible():
            dock.hide()
        else:
            bring(dock)


def _beside(page: ChartPage, copied: Copied) -> tuple[float, float] | None:
    """Give the middle of free items copied on this chart, a little aside."""
    shapes = page.content.shapes if page.content is not None else ()
    places = [(shape.x, shape.y) for shape in shapes if shape.id in copied.shapes]
    if not places:
        return None
    x, y = (sum(axis) / len(places) for axis in zip(*places, strict=True))
    return x + _STEP, y + _STEP
