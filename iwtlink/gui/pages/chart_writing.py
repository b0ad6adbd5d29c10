"""What is written of one chart: places, what is on it, how its links are drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from iwtlink.gui.jobs import Job
from iwtlink.gui.session import Session
from iwtlink.i18n import ntr, tr
from iwtlink.store import Edit, chart_scope, charts
from iwtlink.store.ids import ChartId, EntityId, LinkId


class ChartWriting:
    """The edits of one chart, each one step in its own scope."""

    def __init__(self, session: Session, chart_id: int, initiator: object) -> None:
        self._session = session
        self._chart_id = ChartId(chart_id)
        self._scope = chart_scope(chart_id)
        self._initiator = initiator

    def move(self, ids: Sequence[int], positions: np.ndarray) -> Job:
        """Keep entities where they were dropped; moves one after the other are one step."""
        moved = [EntityId(i) for i in ids]
        return self._session.edit(
            ntr("Move {n} item", "Move {n} items", len(ids)),
            lambda edit: charts.move(edit, self._chart_id, moved, positions),
            scope=self._scope,
            initiator=self._initiator,
            fold=f"move {','.join(map(str, sorted(ids)[:50]))}",
        )

    def place(
        self, fresh: list[int], positions: np.ndarray, on_done: Callable[[list[int]], None]
    ) -> None:
        """Put entities on the chart, then say which."""
        ids = [EntityId(i) for i in fresh]

        def work(edit: Edit) -> list[int]:
            charts.place(edit, self._chart_id, ids, positions)
            return fresh

        label = ntr("Add {n} entity to the chart", "Add {n} entities to the chart", len(fresh))
        self._session.edit(label, work, scope=self._scope, on_done=on_done)

    def arrange(self, content: charts.ChartContent, on_done: Callable[[bool], None]) -> None:
        """Keep a chart laid out anew, then say whether anything moved."""
        ids = [EntityId(int(i)) for i in content.entity_ids]
        wanted = dict(zip(ids, content.positions.tolist(), strict=True))

        def work(edit: Edit) -> bool:
            there = charts.read_chart(edit.connection, self._chart_id)
            stood = dict(zip(there.entity_ids.tolist(), there.positions.tolist(), strict=True))
            charts.move(edit, self._chart_id, ids, content.positions)
            return any(stood[i] != wanted[i] for i in stood.keys() & wanted.keys())

        self._session.edit(tr("Arrange the chart"), work, scope=self._scope, on_done=on_done)

    def take_off(self, entities: Sequence[int], links: Sequence[int]) -> None:
        """Remove items from the chart; they stay in the database."""
        entity_ids = [EntityId(i) for i in entities]
        link_ids = [LinkId(i) for i in links]
        count = len(entity_ids) + len(link_ids)
        if count and self._session.is_writable:
            self._session.edit(
                ntr("Remove {n} item from the chart", "Remove {n} items from the chart", count),
                lambda edit: charts.take_off(edit, self._chart_id, entity_ids, link_ids),
                scope=self._scope,
            )

    def fan_links(self, is_fanned: bool) -> None:
        """Draw parallel links of a pair apart, or as one with its count."""
        self._session.edit(
            tr("Draw parallel links apart") if is_fanned else tr("Draw parallel links as one"),
            lambda edit: charts.change_options(
                edit, self._chart_id, multiplicity="each" if is_fanned else "one"
            ),
            scope=self._scope,
        )

    def show_hidden_links(self) -> None:
        """Show the links again that were removed from the chart."""
        self._session.edit(
            tr("Show removed links"),
            lambda edit: charts.show_hidden_links(edit, self._chart_id),
            scope=self._scope,
        )
