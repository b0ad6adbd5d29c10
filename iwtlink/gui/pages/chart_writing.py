"""What is written of one chart: places, what is on it, how its items look and are shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import QObject

from iwtlink.chart.hand.dropping import Holds
from iwtlink.gui.jobs import Job, while_there
from iwtlink.gui.session import Session
from iwtlink.i18n import ntr, tr
from iwtlink.operations.charting.arrangement import keep_arrangement
from iwtlink.store import Edit, chart_scope, charts
from iwtlink.store.charts.look import Visibility
from iwtlink.store.ids import ChartId, EntityId, LinkId

Work = Callable[[Edit], Any]


class ChartWriting:
    """The edits of one chart, each one step in its own scope."""

    def __init__(
        self,
        session: Session,
        chart_id: int,
        initiator: QObject,
        say: Callable[[str], None],
        why_not: Callable[[], str],
    ) -> None:
        """``why_not`` gives why what is selected may not be changed; empty where it may."""
        self._session = session
        self._chart_id = ChartId(chart_id)
        self._scope = chart_scope(chart_id)
        self._initiator = initiator
        self._say = say
        self._why_not = why_not

    def write(
        self,
        label: str,
        work: Work,
        on_done: Callable[[Any], None] | None = None,
        *,
        fold: str = "",
        nothing: str = "",
        unchanged: Callable[[], None] | None = None,
    ) -> Job | None:
        """Make one step of the chart; None where the database may not be changed.

        ``nothing`` is said where it is as wanted already; ``unchanged`` is done then, and where
        the step fails.
        """
        leave = while_there(self._initiator, lambda _: unchanged() if unchanged else None)
        if not self._session.is_writable:
            leave(None)
            return None

        def told(edit: Edit) -> tuple[Any, bool]:
            return work(edit), edit.has_changed

        def then(found: tuple[Any, bool]) -> None:
            done, has_changed = found
            words = "" if has_changed else self._why_not() or nothing
            if words:
                self._say(words)
            if not has_changed:
                leave(None)
            if on_done is not None:
                on_done(done)

        then_there = while_there(self._initiator, then)
        job = self._session.edit(label, told, scope=self._scope, on_done=then_there, fold=fold)
        job.failed.connect(leave)
        job.stopped.connect(lambda: leave(None))
        return job

    # Places

    def move(self, ids: Sequence[int], positions: np.ndarray, holds: Holds | None = None) -> Job:
        """Keep entities where they were dropped; moves one after the other are one step."""
        return self.move_together(ids, positions, (), np.zeros((0, 2)), holds)

    def put(
        self,
        label: str,
        ids: Sequence[int],
        positions: np.ndarray,
        unchanged: Callable[[], None] | None = None,
    ) -> None:
        """Put entities where an action wants them."""
        moved = [EntityId(i) for i in ids]

        def work(edit: Edit) -> None:
            charts.move(edit, self._chart_id, moved, positions)

        self.write(label, work, unchanged=unchanged)

    def move_together(
        self,
        ids: Sequence[int],
        positions: np.ndarray,
        shape_ids: Sequence[int],
        middles: np.ndarray,
        holds: Holds | None = None,
    ) -> Job:
        """Keep entities and free shapes where they were dropped together, and what holds them
        now; nobody reads the chart anew where nothing does."""
        moved = [EntityId(i) for i in ids]

        def work(edit: Edit) -> None:
            charts.move(edit, self._chart_id, moved, positions)
            for shape_id, (x, y) in zip(shape_ids, middles.tolist(), strict=True):
                charts.change_shape(edit, shape_id, x=x, y=y)
            self.hold(edit, holds)

        return self._session.edit(
            ntr("Move {n} item", "Move {n} items", len(ids) + len(shape_ids)),
            work,
            scope=self._scope,
            initiator=None if holds else self._initiator,
            fold=""
            if holds
            else f"move {','.join(map(str, (*sorted(ids)[:50], 0, *sorted(shape_ids)[:50])))}",
        )

    def hold(self, edit: Edit, holds: Holds | None) -> None:
        """Let containers hold what was dropped in them, and let go of what was dragged out."""
        for holder, members in (holds or {}).items():
            if holder is None:
                charts.release(edit, self._chart_id, members)
            else:
                charts.hold(edit, self._chart_id, *holder, members)

    def place(
        self,
        fresh: list[int],
        positions: np.ndarray,
        on_done: Callable[[list[int]], None],
        holds: Holds | None = None,
    ) -> None:
        """Put entities on the chart, in containers where they stand in one; then say which."""
        ids = [EntityId(i) for i in fresh]

        def work(edit: Edit) -> list[int]:
            charts.place(edit, self._chart_id, ids, positions)
            self.hold(edit, holds)
            return fresh

        label = ntr("Add {n} entity to the chart", "Add {n} entities to the chart", len(fresh))
        self.write(label, work, on_done)

    def arrange(
        self,
        content: charts.ChartContent,
        on_done: Callable[[bool | None], None],
        *,
        label: str = "",
        layout: Mapping[str, Any] | None = None,
    ) -> None:
        """Keep a chart laid out anew, and by what layout; then say whether anything changed.

        None: nothing did, since the chart was locked while it was laid out.
        """

        def work(edit: Edit) -> bool | None:
            if charts.get_options(edit.connection, self._chart_id).is_locked:
                return None
            is_changed = keep_arrangement(edit, self._chart_id, content)
            if layout is not None and is_changed:
                charts.change_options(edit, self._chart_id, layout=layout)
            return is_changed

        self.write(label or tr("Arrange the chart"), work, on_done)

    def pin(self, entity_ids: Sequence[int], is_pinned: bool) -> None:
        """Pin entities to their places, or let the next layout move them."""
        ids = [EntityId(i) for i in entity_ids]
        self.write(
            ntr("Pin {n} item", "Pin {n} items", len(ids))
            if is_pinned
            else ntr("Unpin {n} item", "Unpin {n} items", len(ids)),
            lambda edit: charts.pin(edit, self._chart_id, ids, is_pinned),
            nothing=tr("What is selected is pinned already.")
            if is_pinned
            else tr("Nothing selected is pinned."),
        )

    # What is on it, and what holds what

    def take_off(
        self, entities: Sequence[int], links: Sequence[int], shapes: Sequence[int] = ()
    ) -> None:
        """Remove items from the chart; entities and links stay in the database."""
        entity_ids = [EntityId(i) for i in entities]
        link_ids = [LinkId(i) for i in links]
        count = len(entity_ids) + len(link_ids) + len(shapes)

        def work(edit: Edit) -> None:
            charts.take_off(edit, self._chart_id, entity_ids, link_ids)
            charts.remove_shapes(edit, list(shapes))

        if count:
            self.write(
                ntr("Remove {n} item from the chart", "Remove {n} items from the chart", count),
                work,
            )

    def group(
        self, members: Sequence[tuple[str, int]], box: tuple[float, float, float, float]
    ) -> None:
        """Let items move and be laid out as one; ``box`` is round them all."""
        left, top, right, bottom = box

        def work(edit: Edit) -> None:
            group = charts.add_shape(
                edit,
                self._chart_id,
                "group",
                (left + right) / 2,
                (top + bottom) / 2,
                right - left,
                bottom - top,
            )
            charts.hold(edit, self._chart_id, "shape", group, members)

        self.write(ntr("Group {n} item", "Group {n} items", len(members)), work)

    def ungroup(self, groups: Sequence[int]) -> None:
        """Let go of what groups hold, and take the groups out."""
        self.write(
            ntr("Ungroup", "Ungroup {n} groups", len(groups)),
            lambda edit: charts.remove_shapes(edit, list(groups)),
        )

    def let_go(self, members: Sequence[tuple[str, int]]) -> None:
        """Let containers hold these items no longer."""
        self.write(
            ntr("Let {n} item go", "Let {n} items go", len(members)),
            lambda edit: charts.release(edit, self._chart_id, members),
        )

    # How it is shown

    def set_visibility(
        self,
        entities: Sequence[int],
        links: Sequence[int],
        visibility: Visibility,
        label: str,
        shapes: Sequence[int] = (),
        *,
        nothing: str = "",
    ) -> None:
        """Hide or grey items, or show them as usual; say ``nothing`` where they are so already."""

        def work(edit: Edit) -> None:
            charts.set_visibility(edit, self._chart_id, list(entities), list(links), visibility)
            charts.set_shape_visibility(edit, list(shapes), visibility)

        self.write(label, work, nothing=nothing)

    def change_options(
        self,
        label: str,
        on_done: Callable[[Any], None] | None = None,
        *,
        unchanged: Callable[[], None] | None = None,
        **changes: Any,
    ) -> None:
        """Change how the chart is drawn and worked on."""
        self.write(
            label,
            lambda edit: charts.change_options(edit, self._chart_id, **changes),
            on_done,
            unchanged=unchanged,
        )

    def fan_links(self, is_fanned: bool) -> None:
        """Draw parallel links of a pair apart, or as one with its count."""
        self.change_options(
            tr("Draw parallel links apart") if is_fanned else tr("Draw parallel links as one"),
            multiplicity="each" if is_fanned else "one",
        )

    def show_hidden_links(self) -> None:
        """Show the links again that were removed from the chart."""
        self.write(
            tr("Show removed links"),
            lambda edit: charts.show_hidden_links(edit, self._chart_id),
            nothing=tr("No link of this chart is hidden."),
        )

    def show_all(self) -> None:
        """Show everything again that was hidden or greyed."""
        self.write(
            tr("Reveal everything hidden"),
            lambda edit: charts.show_all(edit, self._chart_id),
            nothing=tr("Nothing on this chart is hidden or grey."),
        )
