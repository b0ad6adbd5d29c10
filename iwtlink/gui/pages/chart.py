"""A page with one chart: shows it, and writes what the analyst does on it.

``chart_reading`` is what it reads, ``chart_writing`` what it writes, ``chart_hand`` what follows
the hand on the paper; bars and dialogs around it are in ``gui/charting``, menus in ``commands``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from iwtlink.chart.display import Display
from iwtlink.chart.hand.dropping import held_where_placed
from iwtlink.errors import Progress
from iwtlink.gui.actions.spec import Situation
from iwtlink.gui.charting.appearance.asking import CoverAsking
from iwtlink.gui.charting.chips import ChipBar, chips_of
from iwtlink.gui.charting.finder import Finder
from iwtlink.gui.chartview.view import ChartView
from iwtlink.gui.jobs import while_there
from iwtlink.gui.kinds import kind_icon
from iwtlink.gui.pages.chart_bar import ChartBar
from iwtlink.gui.pages.chart_ghosts import are_ghosts, ghost_words
from iwtlink.gui.pages.chart_ground import Emptiness, lay_ground
from iwtlink.gui.pages.chart_hand import ChartHand
from iwtlink.gui.pages.chart_menus import item_menu
from iwtlink.gui.pages.chart_reading import ChartRead, drawn, read_for_window
from iwtlink.gui.pages.chart_showing import ChartShowing
from iwtlink.gui.pages.chart_twins import TwinBar
from iwtlink.gui.pages.chart_writing import ChartWriting
from iwtlink.gui.pages.export import export_chart
from iwtlink.gui.pages.page import Page
from iwtlink.gui.pages.placing import Point, positions_for
from iwtlink.gui.selection import Selection
from iwtlink.gui.session import Session
from iwtlink.gui.situation import selection_text
from iwtlink.gui.theme import is_dark
from iwtlink.i18n import ntr, tr
from iwtlink.ontology import Ontology
from iwtlink.operations.charting.filtering import ChartFilters
from iwtlink.operations.charting.picking import Picked
from iwtlink.operations.drawing import pictures_of
from iwtlink.store import Changes, chart_scope, charts
from iwtlink.store.ids import Item

if TYPE_CHECKING:
    from iwtlink.gui.window import MainWindow


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
        self.content: charts.ChartContent | None = None
        """What is shown, as it was read last."""
        self._drawn: Display | None = None
        """What was drawn of that last; what the view shows differs from it once items moved."""
        self._asked = self._shown_asked = 0
        """How often the chart was asked for, and which of these times is shown."""
        self.filters = ChartFilters()
        self.frame_centre: tuple[float, float] | None = None
        """Where the middle of the paper stands, so that its edge keeps still while arranging."""
        self.tool = "select"
        """What the left button does: "select", "link" or "pan"."""
        self._take_parts()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.view)
        self.asking = CoverAsking(self, self._window.commands)
        self.read()

    def _take_parts(self) -> None:
        self.bar = ChartBar(self._window.actions_by_name)
        self.writing = ChartWriting(self._session, self.chart_id, self, self.say, self.why_not)
        self.view = ChartView()
        self.view.set_pictures(pictures_of(self._session.store))
        self.showing = ChartShowing(self.view)
        self.twins = TwinBar(self._session)
        self.chips = ChipBar()
        self.finder = Finder(self)
        self.hand = ChartHand(self)
        self.nothing = Emptiness()

    def _lay_out(self) -> None:
        paper = QWidget(self)
        layers = QStackedLayout(paper)
        layers.setStackingMode(QStackedLayout.StackingMode.StackAll)
        layers.addWidget(self.nothing)
        layers.addWidget(self.view)
        layers.setCurrentWidget(self.nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.bar, self.twins, self.chips, self.finder.bar):
            column.addWidget(part)
        column.addWidget(paper, 1)

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

    def doing(self) -> str:
        return self.hand.doing()

    def selection(self) -> Selection:
        links = [Item("link", number) for number in self.view.selected_links()]
        entities = [Item("entity", number) for number in self.view.selected_entities()]
        return Selection((*links, *entities))

    def situated(self, now: Situation) -> Situation:
        options = self.options
        return replace(
            now,
            shapes=len(self.view.selected_shapes()),
            held=self._held(),
            hidden_are=options.hidden_are,
            is_focused=bool(options.focus),
            is_filtered=self.filters.is_set,
            layout=str(options.layout.get("name", "")),
            is_snapped=options.is_snapped,
            has_grid=options.has_grid,
            is_fixed=options.is_locked,
            tool=self.tool,
            is_handing_on=self.hand.is_copying_look,
            has_legend=bool(options.legend),
            has_title_block=bool(options.title_block),
            has_frame=options.has_frame,
            paper=f"{options.paper} {'portrait' if options.is_portrait else 'landscape'}".strip(),
        )

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
            self.read()

    def select_all(self) -> None:
        self.view.select_all()

    def take_focus(self) -> None:
        self.view.setFocus()

    def copy(self) -> None:
        self._window.commands.chart_copy.copy(self)

    def retint(self) -> None:
        """Draw the chart in the colours of the mode in use."""
        self.chips.retint()
        self.read()

    def reveal(self, item: Item) -> bool:
        return self.showing.reveal(item)

    # What the menu asks

    def fit(self) -> None:
        """Show the whole chart."""
        self.view.fit()

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
        self.writing.take_off(
            self.view.selected_entities(), self.view.selected_links(), self.view.selected_shapes()
        )

    def export_to(self, path: str) -> None:
        """Write the chart as PDF, SVG or PNG, beside the window."""
        store, chart_id = self._session.store, self.chart_id
        target = Path(path)

        def write(progress: Progress) -> Path:
            export_chart(store, chart_id, target, progress)
            return target

        self._session.jobs.compute(tr("Writing {file}", file=target.name), write, self._exported)

    # What the commands ask

    @property
    def session(self) -> Session:
        """The open database."""
        return self._session

    @property
    def ontology(self) -> Ontology:
        """The types of the open database."""
        return self._session.store.ontology

    @property
    def options(self) -> charts.ChartOptions:
        """How the chart is drawn and worked on."""
        return self.filters.options

    def say(self, sentence: str) -> None:
        """Say in the status bar what happened."""
        self._window.status.say(sentence)

    def why_not(self) -> str:
        """Say why the selected cannot be changed on this chart; nothing where it can."""
        view = self.view
        is_gone = are_ghosts(self.content, view.selected_entities(), view.selected_links())
        return ghost_words() if is_gone else ""

    def pick(self, picked: Picked, nothing: str = "") -> None:
        """Select what was picked, and say how much it is; ``nothing`` is said where it is none."""
        if not len(picked):
            self.say(nothing or tr("Nothing on this chart fits."))
            return
        self.view.choose(picked.entities, picked.links)
        self.say(selection_text(self.selection()))

    def has_keyboard(self) -> bool:
        """Whether what is typed goes to the paper, or to the bar that finds on it."""
        return self.view.hasFocus() or self.finder.bar.line.hasFocus()

    def middle(self) -> Point:
        """Give the chart point in the middle of what is seen."""
        return self.view.chart_point(QPointF(self.view.viewport().rect().center()))

    # Inside

    def _connect(self) -> None:
        self.twins.wanted.connect(self._window.commands.twins.show_queue_of)
        self.twins.told.connect(self._mark_doubles)
        self.view.selection_changed.connect(self._selection_changed)
        self.view.expand_requested.connect(self._expand)
        self.view.opened.connect(self._opened)
        self.view.context_requested.connect(self._offer_menu)
        self.view.entities_dropped.connect(self._dropped)
        self.chips.removed.connect(self._window.commands.chart_show.take_away)
        self.chips.cleared.connect(self._window.commands.chart_show.clear_filters)

    def read(self) -> None:
        """Read the chart again, beside the window."""
        store, chart_id, dark = self._session.store, self.chart_id, is_dark()
        chosen, pairs = self.showing.by_hand.ids("entity"), self.twins.pairs

        self._asked += 1
        asked = self._asked

        def read(progress: Progress) -> ChartRead | None:
            return read_for_window(store, chart_id, chosen, dark=dark, pairs=pairs)

        def show(found: ChartRead | None) -> None:
            if asked > self._shown_asked:  # else what was read later came first
                self._shown_asked = asked
                self._show(found)

        self._session.jobs.compute(tr("Reading the chart"), read, while_there(self, show))

    def _mark_doubles(self) -> None:
        """Show at whom of the chart there is a pair to be judged, where warnings are shown."""
        content, shown = self.content, self.view.display
        if "warning" not in self.options.badges:
            return
        if content is None or shown is not self._drawn:
            self.read()  # something was moved since it was read
            return
        ontology, pairs, dark = self.ontology, self.twins.pairs, is_dark()

        def draw(progress: Progress) -> Display:
            return drawn(content, ontology, pairs, dark=dark)

        def show(display: Display) -> None:
            if self.view.display is not shown:
                self.read()
                return
            self.view.set_display(display)
            self._drawn = display
            self.retold.emit()

        self._session.jobs.compute(tr("Drawing the chart"), draw, while_there(self, show))

    def _show(self, read: ChartRead | None) -> None:
        if read is None:
            return
        self.content, self.filters = read.content, read.filters
        self.is_fanned = read.filters.options.multiplicity == "each"
        display = read.display
        self.showing.show(display, read.leads)
        self._drawn = display
        self.twins.show_chart(display.entity_ids.tolist())
        self.chips.show_chips(chips_of(self.filters, self.ontology))
        lay_ground(self)
        self.nothing.tell(display, is_filtered=self.filters.is_set)
        self.bar.count.setText(self.shown())
        if display.title != self._title:
            self._title = display.title
            self.retitled.emit()
        self.showing.choose_what_was_asked()
        self.finder.follow()
        self.retold.emit()

    def _held(self) -> int:
        """Give how many of the selected are in a group or a container."""
        members = () if self.content is None else self.content.members
        held = {(one.member_kind, one.member_id) for one in members}
        if not held:
            return 0
        chosen = {("entity", i) for i in self.view.selected_entities()}
        return len(held & (chosen | {("shape", i) for i in self.view.selected_shapes()}))

    def _selection_changed(self, entities: list[int], links: list[int]) -> None:
        self.showing.by_hand = self.selection()
        self.selected.emit(self.showing.by_hand)

    def _put(self, found: tuple[list[int], np.ndarray]) -> None:
        fresh, positions = found
        if fresh:
            display = self.view.display
            holds = {} if display is None else held_where_placed(display, fresh, positions)
            self.writing.place(fresh, positions, self.showing.choose_when_read, holds)
        else:
            self._window.status.say(tr("These entities are on the chart already."))

    def _expand(self, entity_id: int) -> None:
        if entity_id not in self.view.selected_entities():
            self.view.choose([entity_id])
        self._window.commands.chart.expand_on(self)

    def _opened(self, kind: str, number: int) -> None:
        self._window.inspector_dock.show()
        self._window.inspector.take_focus()

    def _dropped(self, ids: list[int], at: Point) -> None:
        if self._session.is_writable:
            self.add_entities(ids, at)

    def _offer_menu(self, kind: str, number: int, where: QPoint) -> None:
        item_menu(self, self._window.actions_by_name, self._window.menus, kind).popup(where)

    def _exported(self, path: Path) -> None:
        self._window.status.say(tr("The chart is written to {file}.", file=path))
