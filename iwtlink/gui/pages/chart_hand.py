"""What the hand does on the chart, written to the store: moved, linked, named, bent, resized."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QObject
from PySide6.QtGui import QCursor

from iwtlink.chart.hand.dropping import (
    Holds,
    emptied,
    held_after_drop,
    held_in_size,
)
from iwtlink.chart.hand.events import Selection
from iwtlink.gui.charting.link_choice import LinkChoice, last_verb_first
from iwtlink.gui.charting.palette.free_items import SHAPE, shape_titles
from iwtlink.gui.charting.palette.presets import VALUE, preset_doing
from iwtlink.gui.entry.verbs import Verb, verbs_from
from iwtlink.gui.jobs import Job
from iwtlink.gui.pages.chart_ghosts import are_ghosts, ghost_words
from iwtlink.gui.pages.chart_placing import Placing
from iwtlink.i18n import tr
from iwtlink.operations.charting.bundles import held_with_bundles, with_bundles
from iwtlink.operations.charting.changing import move_end
from iwtlink.operations.charting.looking import space_everywhere
from iwtlink.operations.charting.naming import rename_entity
from iwtlink.operations.entry import WorkingSource
from iwtlink.operations.entry.items import EnteredLink, NewLink, enter_link
from iwtlink.store import Edit, charts
from iwtlink.store.entities import get_entities
from iwtlink.store.ids import EntityId
from iwtlink.store.links import count_by_type

if TYPE_CHECKING:
    from iwtlink.gui.pages.chart import ChartPage

Box = tuple[float, float, float, float]


class ChartHand(QObject):
    """Follows the signals of one chart's view."""

    def __init__(self, page: ChartPage) -> None:
        super().__init__(page)
        self._page = page
        self._session = page.session
        self._placing = Placing(page)
        self.armed_link = ""
        """Link type of the palette that is drawn without asking; empty: asked each time."""
        self.is_copying_look = False
        """A click hands on the look that was taken."""
        view = page.view
        for told, follow in (
            (view.items_moved, self._moved),
            (view.moved_together, self._moved_together),
            (view.take_off_requested, page.writing.take_off),
            (view.removal_requested, page.writing.take_off),
            (view.entity_wanted, self._placing.place),
            (view.name_typed, self._name_typed),
            (view.renamed, self._renamed),
            (view.link_drawn, self.offer_link),
            (view.link_end_moved, self._link_end_moved),
            (view.corners_changed, self._corners_changed),
            (view.spacing_changed, self._spacing_changed),
            (view.alone_touched, self._say_alone),
            (view.label_moved, self._label_moved),
            (view.shape_changed, self._shape_changed),
            (view.part_moved, self._part_moved),
            (view.locked_touched, self._say_locked),
            (view.time_touched, self._say_time),
            (view.disarmed, self._put_down),
            (view.tool_changed, self._tool_changed),
        ):
            told.connect(follow)

    def doing(self) -> str:
        """Say what the mouse does until Esc; empty where it selects and drags."""
        armed, ontology = self._page.view.ground.armed, self._page.ontology
        if armed.startswith(VALUE):
            return preset_doing(self._page, armed)
        if armed:
            known = ontology.entity_types.get(armed)
            what = tr(known.label) if known else shape_titles()[armed.removeprefix(SHAPE)]
            return tr("{what}: click where it is to stand; Esc ends it.", what=what)
        if self._page.tool == "link" and self.armed_link:
            what = tr(ontology.link_types[self.armed_link].label)
            return tr("{what}: press on an entity and drag to another; Esc ends it.", what=what)
        if self._page.tool == "link":
            return tr("Press on an entity and drag to another; Esc ends it.")
        return tr("Click what is to look the same; Esc ends it.") if self.is_copying_look else ""

    def copy_look(self, is_on: bool) -> None:
        """Let it be known that a click hands on a look, or no longer does."""
        self.is_copying_look = is_on
        self._page.retold.emit()

    def offer_link(self, from_id: int, to_id: int) -> None:
        """Ask for the verb between two entities: Enter takes the one used last."""
        ontology = self._session.store.ontology
        with self._session.store.read() as db:
            ends = get_entities(db, [from_id, to_id])
            usual = count_by_type(db)
        if len(ends) < 2:
            self._page.say(ghost_words())
            return
        one, other = ends[EntityId(from_id)], ends[EntityId(to_id)]
        verbs = last_verb_first(verbs_from(ontology, one.type, other.type), usual)
        if not verbs:
            sentence = tr("Nothing joins “{start}” and “{end}”.", start=one.label, end=other.label)
            self._page.say(sentence)
            return
        armed = next((verb for verb in verbs if verb.link_type == self.armed_link), None)
        if armed is not None:
            self._link(from_id, to_id, armed)
            return
        menu = LinkChoice(self._page, verbs, one.label, other.label)
        menu.chosen.connect(partial(self._link, from_id, to_id))
        view = self._page.view
        middle = view.mapToGlobal(view.rect().center())
        menu.popup(QCursor.pos() if view.underMouse() else middle)

    # What was done

    def _moved(self, ids: list[int], positions: np.ndarray) -> None:
        content, holds = self._page.content, self._held(ids)
        if content is not None and content.folded:
            holds = held_with_bundles(content, holds)
            ids, positions = with_bundles(content, ids, positions)
        ids, positions = self._with_emptied(ids, positions, holds)
        self._keep_true(self._page.writing.move(ids, positions, holds), ids)

    def _moved_together(
        self, ids: list[int], positions: np.ndarray, shapes: list[int], middles: np.ndarray
    ) -> None:
        holds = self._held(ids, shapes)
        ids, positions = self._with_emptied(ids, positions, holds)
        job = self._page.writing.move_together(ids, positions, shapes, middles, holds)
        self._keep_true(job, ids)

    def _keep_true(self, job: Job, ids: Sequence[int]) -> None:
        """Show items where they stand if they were not moved: refused, or retracted meanwhile."""
        job.failed.connect(self._page.read)
        if are_ghosts(self._page.content, ids):
            job.done.connect(self._page.read)
            self._page.say(ghost_words())

    def _held(self, ids: Sequence[int], shapes: Sequence[int] = ()) -> Holds:
        """Give what is held by something else now that items were dropped."""
        view = self._page.view
        moved = Selection(frozenset(ids), shapes=frozenset(shapes))
        if view.display is None:
            return {}
        return held_after_drop(view.display, moved, view.moving.before)

    def _with_emptied(
        self, ids: list[int], positions: np.ndarray, holds: Holds
    ) -> tuple[list[int], np.ndarray]:
        """Let containers that followed all they hold stay where they stood, now that it left."""
        before = self._page.view.moving.before
        rows = emptied(before, holds) if before is not None and holds else []
        if before is None or not rows:
            return ids, positions
        places = before.positions[rows]
        return [*ids, *before.entity_ids[rows].tolist()], np.vstack((positions, places))

    def _put_down(self) -> None:
        """Say no longer that a click places something."""
        self._page.say("")
        self._page.retold.emit()

    def _name_typed(self, entity_id: int, name: str) -> None:
        if name.strip():
            self._renamed("entity", entity_id, name)

    def _renamed(self, kind: str, number: int, words: str) -> None:
        source, chart_id, wanted = (
            self._session.working_source,
            self._page.chart_id,
            " ".join(words.split()),
        )

        def work(edit: Edit) -> None:
            if kind == "entity":
                rename_entity(edit, number, wanted, source)
            elif kind == "link":
                charts.change_link_looks(edit, chart_id, [number], label=wanted)
            else:
                charts.change_shape(edit, number, text=words.strip())

        if wanted or kind != "entity":
            self._page.writing.write(tr("Rename to “{name}”", name=wanted[:60]), work)

    def _link(self, from_id: int, to_id: int, verb: Verb) -> None:
        start, end = (from_id, to_id) if verb.is_forward else (to_id, from_id)
        new = NewLink(verb.link_type, EntityId(start), EntityId(end), {})
        source = self._session.working_source
        self._page.writing.write(
            tr("Draw a link: {verb}", verb=verb.text),
            lambda edit: self._entered(edit, source, new),
            self._linked,
        )

    def _entered(self, edit: Edit, source: WorkingSource, new: NewLink) -> EnteredLink:
        """Enter a link drawn by hand; it shows no words where the chart's options say so."""
        entered = enter_link(edit, source, new)
        if self._page.options.has_bare_links and not entered.is_known:
            charts.change_link_looks(
                edit, self._page.chart_id, [entered.link_id], words_shown="off"
            )
        return entered

    def _linked(self, entered: EnteredLink) -> None:
        self._page.showing.choose_when_read((), [int(entered.link_id)])
        if entered.is_known:
            self._page.say(tr("This link is there already."))

    def _link_end_moved(self, link_id: int, end: str, entity_id: int) -> None:
        side: Any = "from" if end == "from" else "to"
        job = self._page.writing.write(
            tr("Move the end of a link"),
            lambda edit: move_end(edit, link_id, side, entity_id),
        )
        if job is not None:
            job.failed.connect(self._page.read)

    def _corners_changed(self, link_id: int, corners: Sequence[tuple[float, float]]) -> None:
        kept = tuple((float(x), float(y)) for x, y in corners)
        self._page.writing.write(
            tr("Bend a link") if kept else tr("Straighten a link"),
            lambda edit: charts.change_link_looks(
                edit, self._page.chart_id, [link_id], corners=kept
            ),
            fold=f"corners {link_id}",
        )

    def _spacing_changed(
        self, links: Sequence[int], spacing: float | None, is_everywhere: bool
    ) -> None:
        """Keep how far apart the lines of a pair, or of all pairs, stand."""
        chart_id = self._page.chart_id

        def work(edit: Edit) -> None:
            if is_everywhere:
                space_everywhere(edit, chart_id, spacing)
            else:
                charts.change_link_looks(edit, chart_id, links, spacing=spacing, offset=None)

        label = tr("Space all parallel links") if is_everywhere else tr("Space parallel links")
        self._page.writing.write(label, work, fold=f"spacing {min(links)}")

    def _label_moved(self, kind: str, number: int, place: tuple[float, ...]) -> None:
        chart_id = self._page.chart_id

        def work(edit: Edit) -> None:
            if kind == "link":
                at, dx, dy = place
                charts.change_link_looks(
                    edit, chart_id, [number], label_at=at, label_dx=dx, label_dy=dy
                )
            else:
                charts.change_looks(edit, chart_id, [number], label_dx=place[0], label_dy=place[1])

        self._page.writing.write(tr("Move a label"), work, fold=f"label {kind} {number}")

    def _shape_changed(self, kind: str, number: int, box: Box) -> None:
        left, top, right, bottom = (float(side) for side in box)
        x, y, width, height = (left + right) / 2, (top + bottom) / 2, right - left, bottom - top
        chart_id, display = self._page.chart_id, self._page.view.display
        sides = (left, top, right, bottom)
        holds = {} if display is None else held_in_size(display, (kind, number), sides)

        def work(edit: Edit) -> None:
            if kind == "shape":
                charts.change_shape(edit, number, x=x, y=y, width=width, height=height)
            else:
                charts.change_looks(edit, chart_id, [number], width=width, height=height)
                charts.move(edit, chart_id, [EntityId(number)], np.array([[x, y]]))
            self._page.writing.hold(edit, holds)

        self._page.writing.write(tr("Change the size"), work, fold=f"size {kind} {number}")

    def _part_moved(self, part: str, corner: tuple[float, float]) -> None:
        """Keep where the legend or the title block was put."""
        content = self._page.content
        if content is None:
            return
        place = [float(side) for side in corner]
        write = self._page.writing.change_options
        if part == "legend":
            kept = {**content.options.legend, "place": place}
            write(tr("Move the legend"), legend=kept)
        else:
            kept = {**content.options.title_block, "place": place}
            write(tr("Move the title block"), title_block=kept)

    def _tool_changed(self, tool: str) -> None:
        self._page.tool = tool
        if tool != "link":
            self.armed_link = ""
        self._page.retold.emit()

    def _say_locked(self) -> None:
        if self._session.is_writable:
            self._page.say(tr("The layout is locked: Chart > Arrange by hand unlocks it."))
        else:
            self._page.say(tr("This database is open read-only: nothing can be changed in it."))

    def _say_time(self, is_fixed: bool) -> None:
        if is_fixed:
            self._page.say(tr("It stands at its date: it moves up and down only, unless pinned."))
        else:
            self._page.say(tr("It stays between what was before and what came after it."))

    def _say_alone(self) -> None:
        self._page.say(
            tr("Only one line joins these two: Chart > Link > Draw parallel links apart shows all.")
        )
