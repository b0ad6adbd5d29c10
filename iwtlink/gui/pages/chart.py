"""A page with one chart: shows it, and writes what the analyst does on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor, QGuiApplication, QIcon
from PySide6.QtWidgets import (
    QLabel,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from iwtlink.chart.building import build_display
from iwtlink.chart.display import Display
from iwtlink.chart.style import load_style
from iwtlink.errors import Progress
from iwtlink.gui.chartview.view import ChartView
from iwtlink.gui.kinds import kind_icon
from iwtlink.gui.pages.chart_bar import ChartBar
from iwtlink.gui.pages.chart_menus import item_menu, neighbour_menu
from iwtlink.gui.pages.chart_twins import TwinBar
from iwtlink.gui.pages.chart_writing import ChartWriting
from iwtlink.gui.pages.export import export_chart
from iwtlink.gui.pages.page import Page
from iwtlink.gui.pages.placing import Point, positions_for
from iwtlink.gui.reading.neighbours import NeighbourGroup, read_neighbours
from iwtlink.gui.selection import Selection
from iwtlink.gui.theme import is_dark
from iwtlink.i18n import ntr, tr
from iwtlink.operations.drawing import pictures_of, placed
from iwtlink.store import Changes, chart_scope, charts
from iwtlink.store.entities import get_entities
from iwtlink.store.ids import Item
from iwtlink.store.leads import leads_of

if TYPE_CHECKING:
    from iwtlink.gui.window import MainWindow


_Read = tuple[Display, bool, dict[int, int]]
"""The chart, whether parallel links stand apart, what the selected entities are part of."""


class ChartPage(Page):
    """One chart in a tab. The store holds it; the view paints what was read."""

    kind = "chart"

    def __init__(self, window: MainWindow, chart_id: int) -> None:
        super().__init__()
        self.setObjectName("chart_page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._window = window
        self._session = window.session
        self.chart_id = chart_id
        self.key = f"chart:{chart_id}"
        self.scope = chart_scope(chart_id)
        self._title = tr("Chart")
        self._wanted: Item | None = None
        self._by_hand = Selection()
        """What was selected; what is shown selected is what that is part of now."""
        self._is_to_fit = False
        self.is_fanned = False
        self.bar = ChartBar(window.actions_by_name)
        self.writing = ChartWriting(window.session, chart_id, self)
        self.view = ChartView()
        self.view.set_pictures(pictures_of(self._session.store))
        self.nothing = QLabel(
            tr(
                "This chart is empty.\n\nDrag rows of a table here, drag a type from the explorer, "
                "or select entities anywhere and press Ctrl+Shift+A."
            )
        )
        self.nothing.setProperty("part", "muted")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.twins = TwinBar(self._session)
        paper = QWidget(self)
        layers = QStackedLayout(paper)
        layers.setStackingMode(QStackedLayout.StackingMode.StackAll)
        layers.addWidget(self.nothing)
        layers.addWidget(self.view)
        layers.setCurrentWidget(self.nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.twins)
        column.addWidget(paper, 1)
        self._connect()
        self.setFocusProxy(self.view)
        self._read()

    # What the tabs ask

    def title(self) -> str:
        return self._title

    def picture(self) -> QIcon:
        return kind_icon("chart")

    def shown(self) -> str:
        display = self.view.display
        if display is None:
            return ""
        entities = ntr("{n} entity", "{n} entities", len(display.entity_ids))
        return f"{entities}, {ntr('{n} link', '{n} links', len(display.link_ids))}"

    def selection(self) -> Selection:
        links = [Item("link", number) for number in self.view.selected_links()]
        entities = [Item("entity", number) for number in self.view.selected_entities()]
        return Selection((*links, *entities))

    def is_gone(self, changes: Changes) -> bool:
        if self.chart_id not in changes.charts:
            return False
        with self._session.store.read() as db:
            return charts.get_chart(db, self.chart_id) is None

    def follow(self, changes: Changes, initiator: object) -> None:
        if initiator is self and changes.scope == self.scope:
            return
        display = self.view.display
        shown = set() if display is None else set(display.entity_ids.tolist())
        self.twins.follow(changes)
        if self.chart_id in changes.charts or changes.is_about or shown & changes.entities:
            self.view.forget_pictures()
            self._read()

    def select_all(self) -> None:
        self.view.select_all()

    def take_focus(self) -> None:
        self.view.setFocus()

    def copy(self) -> None:
        display = self.view.display
        if display is None:
            return
        chosen = self.view.selected_entities()
        with self._session.store.read() as db:
            names = get_entities(db, chosen)
        lines = [f"{names[i].label}\t{names[i].script_label}\t{names[i].ref}" for i in chosen]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def retint(self) -> None:
        """Draw the chart in the colours of the mode in use."""
        self._read()

    def reveal(self, item: Item) -> bool:
        """Select an item and bring it into view; False where the chart does not show it."""
        display = self.view.display
        if display is None:
            self._wanted = item
            return True
        if item.kind == "entity" and item.id in display.entity_ids:
            self.view.choose([item.id])
            self.view.reveal(int(np.flatnonzero(display.entity_ids == item.id)[0]))
            return True
        if item.kind == "link" and item.id in display.link_ids:
            self.view.choose([], [item.id])
            return True
        return False

    # What the menu asks

    def fit(self) -> None:
        """Show the whole chart."""
        self.view.fit()

    def zoom(self, factor: float) -> None:
        """Show the chart larger or smaller."""
        self.view.zoom(factor)

    def add_entities(self, entity_ids: Sequence[int], at: Point | None = None) -> None:
        """Place entities on the chart: near their neighbours, or around a point."""
        store, chart_id = self._session.store, self.chart_id

        def find(progress: Progress) -> object:
            with store.read() as db:
                return positions_for(
                    db, store.ontology, chart_id, entity_ids, at, progress=progress
                )

        self._session.jobs.compute(tr("Placing"), find, self._put)

    def take_off_selected(self) -> None:
        """Remove the selected items from the chart."""
        self.writing.take_off(self.view.selected_entities(), self.view.selected_links())

    def arrange(self) -> None:
        """Lay the chart out anew, beside the window, then keep it as one step."""
        store, chart_id = self._session.store, self.chart_id

        def lay_out(progress: Progress) -> object:
            with store.read() as db:
                content = charts.read_chart(db, chart_id)
            return placed(content, store.ontology, progress)

        self._session.jobs.compute(tr("Arranging the chart"), lay_out, self._arranged)

    def fan_links(self) -> None:
        """Draw parallel links of a pair apart, or again as one with its count."""
        self.writing.fan_links(not self.is_fanned)

    def show_hidden_links(self) -> None:
        """Show the links again that were removed from the chart."""
        self.writing.show_hidden_links()

    def offer_neighbours(self) -> None:
        """Offer what the selected entities are linked to, counted by verb and type."""
        display = self.view.display
        if display is None:
            return
        chosen, there = self.view.selected_entities(), display.entity_ids.tolist()
        store = self._session.store

        def read(progress: Progress) -> list[NeighbourGroup]:
            with store.read() as db:
                return read_neighbours(db, store.ontology, chosen, there)

        self._session.jobs.compute(tr("Looking for neighbours"), read, self._show_neighbours)

    def export_to(self, path: str) -> None:
        """Write the chart as PDF, SVG or PNG, beside the window."""
        store, chart_id = self._session.store, self.chart_id
        target = Path(path)

        def write(progress: Progress) -> Path:
            export_chart(store, chart_id, target, progress)
            return target

        self._session.jobs.compute(tr("Writing {file}", file=target.name), write, self._exported)

    # Inside

    def _connect(self) -> None:
        self.twins.wanted.connect(self._window.commands.twins.show_queue_of)
        self.view.selection_changed.connect(self._selection_changed)
        self.view.items_moved.connect(self._moved)
        self.view.take_off_requested.connect(self.writing.take_off)
        self.view.expand_requested.connect(self._expand)
        self.view.opened.connect(self._opened)
        self.view.context_requested.connect(self._offer_menu)
        self.view.entities_dropped.connect(self._dropped)

    def _read(self) -> None:
        store, chart_id, dark = self._session.store, self.chart_id, is_dark()
        chosen = self._by_hand.ids("entity")

        def read(progress: Progress) -> _Read | None:
            with store.read() as db:
                leads = leads_of(db, "entity", chosen)
                row = charts.get_chart(db, chart_id)
                if row is None:
                    return None
                content = charts.read_chart(db, chart_id)
            style = load_style(dark=dark)
            display = build_display(content, store.ontology, style)
            return display, row.options.multiplicity == "each", leads

        self._session.jobs.compute(tr("Reading the chart"), read, self._show)

    def _show(self, read: _Read | None) -> None:
        if read is None:
            return
        display, self.is_fanned, leads = read
        self._follow_merged(display, leads)
        self.view.set_display(display)
        self.twins.show_chart(display.entity_ids.tolist())
        if self._is_to_fit:
            self._is_to_fit = False
            self.view.fit()
        self.nothing.setVisible(not len(display.entity_ids))
        self.bar.count.setText(self.shown())
        if display.title != self._title:
            self._title = display.title
            self.retitled.emit()
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            self.reveal(wanted)
        self.retold.emit()

    def _follow_merged(self, display: Display, leads: Mapping[int, int]) -> None:
        """Let what was selected be followed to what it is part of now, and back after a split."""
        there = set(display.entity_ids.tolist())
        chosen = self._by_hand.ids("entity")
        now = [lead for i in chosen if (lead := leads.get(i, i)) in there]
        if now and now != self.view.selected_entities():
            by_hand = self._by_hand
            self.view.set_display(display)
            self.view.choose(now, self.view.selected_links())
            self._by_hand = by_hand

    def _selection_changed(self, entities: list[int], links: list[int]) -> None:
        self._by_hand = self.selection()
        self.selected.emit(self._by_hand)

    def _moved(self, ids: list[int], positions: np.ndarray) -> None:
        self.writing.move(ids, positions).failed.connect(self._read)

    def _put(self, found: tuple[list[int], np.ndarray]) -> None:
        fresh, positions = found
        if fresh:
            self.writing.place(fresh, positions, self._chose)
        else:
            self._window.status.say(tr("These entities are on the chart already."))

    def _chose(self, ids: list[int]) -> None:
        self.view.choose(ids)

    def _arranged(self, content: charts.ChartContent) -> None:
        self.writing.arrange(content, self._fit_when_read)

    def _fit_when_read(self, is_moved: bool) -> None:
        if is_moved:
            self._is_to_fit = True
        else:
            self._window.status.say(tr("The chart is arranged already."))
            self.view.fit()

    def _expand(self, entity_id: int) -> None:
        if entity_id not in self.view.selected_entities():
            self.view.choose([entity_id])
        self.offer_neighbours()

    def _show_neighbours(self, groups: list[NeighbourGroup]) -> None:
        menu = neighbour_menu(self, groups, self.add_entities)
        menu.popup(QCursor.pos() if self.view.underMouse() else self._middle())

    def _middle(self) -> QPoint:
        return self.view.mapToGlobal(self.view.rect().center())

    def _opened(self, kind: str, number: int) -> None:
        self._window.inspector_dock.show()
        self._window.inspector.take_focus()

    def _dropped(self, ids: list[int], at: Point) -> None:
        if self._session.is_writable:
            self.add_entities(ids, at)

    def _offer_menu(self, kind: str, number: int, where: QPoint) -> None:
        item_menu(self, self._window.actions_by_name, kind).popup(where)

    def _exported(self, path: Path) -> None:
        self._window.status.say(tr("The chart is written to {file}.", file=path))
