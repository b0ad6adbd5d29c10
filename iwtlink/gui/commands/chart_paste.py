"""Pasting onto a chart: items of this database or another, and columns of names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from iwtlink.errors import Progress
from iwtlink.gui.charting.chips import type_label
from iwtlink.gui.charting.clipboard import Copied, copied_on, database_mark, on_clipboard
from iwtlink.gui.charting.paste_names import PasteNamesDialog
from iwtlink.gui.commands.chart_front import ChartFront
from iwtlink.gui.jobs import while_there
from iwtlink.i18n import ntr, tr
from iwtlink.operations.charting.pasting import PastedName, add_new, look_up, names_in
from iwtlink.store import Edit, charts
from iwtlink.store.charts.arriving import Arriving, put_on
from iwtlink.store.charts.copying import Pasted, paste
from iwtlink.store.entities import get_entities

if TYPE_CHECKING:
    from iwtlink.gui.charting.carrying import Carried
    from iwtlink.gui.pages.chart import ChartPage
    from iwtlink.operations.carrying import Arrived, Extract, Weighed

_STEP = 40.0
"""Chart units that free items pasted onto their own chart stand off from the first ones."""


class ChartPasteCommands(ChartFront):
    """What comes to a chart by the clipboard."""

    @property
    def _carried(self) -> Carried:
        return self._window.commands.chart_copy.carried

    def paste(self) -> None:
        """Put what was copied from a chart here, or look who is meant by a column of names."""
        data = on_clipboard()
        copied = copied_on(data)
        if copied is not None and copied.database != database_mark(self._session.store):
            self._paste_foreign(self._carried.extract_on(data))
        elif copied is not None and self._is_there(copied):
            self._paste_items(copied)
        elif copied is not None:
            self._paste_cut(copied, self._carried.places_of(data), self._carried.extract_on(data))
        elif data.hasText() and names_in(data.text()):
            self.paste_names()
        else:
            self._page().say(tr("Copy items of a chart first, or a column of names."))

    def _is_there(self, copied: Copied) -> bool:
        """Whether what was copied stands on its chart still."""
        with self._session.store.read() as db:
            shapes = {shape.id for shape in charts.shapes_on(db, copied.chart_id)}
            there = {int(i) for i in charts.entities_on(db, copied.chart_id)}
        return there.issuperset(copied.entities) and shapes.issuperset(copied.shapes)

    def _paste_cut(self, copied: Copied, places: Arriving | None, packed: bytes) -> None:
        """Put here what has left its chart since it was copied."""
        page = self._page()
        if places is None and not packed:
            page.say(tr("What was copied has left its chart since. Bring it back, and copy again."))
            return
        if places is None:
            self._paste_foreign(packed)
            return
        at = None if copied.chart_id == page.chart_id else page.middle()
        count = len(copied.entities) + len(copied.shapes)
        page.writing.write(
            ntr("Paste {n} item", "Paste {n} items", count),
            lambda edit: put_on(edit, page.chart_id, places, at),
            lambda pasted: self._pasted(page, pasted.entity_ids, _count(pasted)),
        )

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

    def _pasted(
        self, page: ChartPage, entities: Sequence[int], count: int, more: Sequence[str] = ()
    ) -> None:
        page.showing.choose_when_read(entities)
        told = ntr("{n} item is pasted.", "{n} items are pasted.", count)
        if not count:
            told = tr("Nothing of what was copied is there any more.")
        page.say(" ".join((told, *more)))

    # From another database

    def _paste_foreign(self, packed: bytes) -> None:
        """Look what items of another database would bring, and ask before they come in."""
        page, store = self._page(), self._session.store
        if not packed:
            page.say(
                tr(
                    "These items are of another database, and only their names came along: it is "
                    "encrypted, or they were too many. Write an exchange file there."
                )
            )
            return

        def look(progress: Progress) -> tuple[Extract, Weighed]:
            from iwtlink.operations import carrying  # not needed before something is pasted

            extract = carrying.unpacked(packed, store.ontology)
            return extract, carrying.weigh(store, extract)

        def ask(found: tuple[Extract, Weighed]) -> None:
            from iwtlink.gui.charting.arriving import ArrivingDialog  # as above

            extract, weighed = found
            act = self._about(page, lambda: self._bring_in(page, extract))
            if not (weighed.new or weighed.gone or extract.left_out):
                act()
                return
            dialog = ArrivingDialog(
                extract, weighed, is_encrypted=store.is_encrypted, parent=self._window
            )
            dialog.wanted.connect(act)
            dialog.open()

        self._session.jobs.compute(
            tr("Looking what is known already"), look, while_there(page, ask)
        )

    def _bring_in(self, page: ChartPage, extract: Extract) -> None:
        from iwtlink.operations import carrying  # as above

        at = page.middle()
        page.writing.write(
            tr("Paste items from {code}", code=extract.code),
            lambda edit: carrying.bring_in(edit, extract, page.chart_id, at),
            lambda arrived: self._brought_in(page, arrived),
        )

    def _brought_in(self, page: ChartPage, arrived: Arrived) -> None:
        self._pasted(page, arrived.pasted.entity_ids, _count(arrived.pasted), arrived.problems)

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

        ontology = self._session.store.ontology

        def look(progress: Progress) -> tuple[list[PastedName], dict[int, str]]:
            found = look_up(index, names, type_name, progress)
            ids = [twin.entity_id for one in found for twin in (*one.twins, *one.others)]
            with self._session.store.read() as db:
                rows = get_entities(db, ids)
            others = {twin.entity_id for one in found for twin in one.others}
            labels: dict[int, str] = {}
            for i, row in rows.items():  # who is gone since the names were read is not among them
                said = f"{row.label} · {row.ref}"
                labels[i] = f"{said} · {type_label(ontology, row.type)}" if i in others else said
            return found, labels

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

        page.writing.write(label, work, lambda made: page.showing.choose_when_read([*known, *made]))


def _count(pasted: Pasted) -> int:
    return len(pasted.entity_ids) + len(pasted.shape_ids)


def _beside(page: ChartPage, copied: Copied) -> tuple[float, float] | None:
    """Give the middle of free items copied on this chart, a little aside."""
    shapes = page.content.shapes if page.content is not None else ()
    places = [(shape.x, shape.y) for shape in shapes if shape.id in copied.shapes]
    if not places:
        return None
    x, y = (sum(axis) / len(places) for axis in zip(*places, strict=True))
    return x + _STEP, y + _STEP
