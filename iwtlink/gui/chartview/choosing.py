"""The chart's paper with something selected on it, and what it is told about the work."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from PySide6.QtWidgets import QWidget

from iwtlink.chart.display import Display
from iwtlink.chart.hand.handles import handles_of
from iwtlink.gui.chartview.chosen import Chosen, ends_of, links_at, links_between
from iwtlink.gui.chartview.ground import GRID_STEP, Box
from iwtlink.gui.chartview.sentences import chart_sentence
from iwtlink.gui.chartview.telling import TellingPaper

_ROUND_SELECTED = 32.0
"""Logical pixels left free round what is selected when that is fitted."""


class ChoosingPaper(TellingPaper):
    """Paper on which items, links and free shapes are selected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen = Chosen()
        self._current_id = 0

    def selected_shapes(self) -> list[int]:
        """Give the ids of the selected free shapes in the order of choosing."""
        return self.chosen.shape_ids

    def selected_entities(self) -> list[int]:
        """Give the ids of the selected entities in the order of choosing."""
        return self.chosen.entity_ids

    def selected_links(self) -> list[int]:
        """Give the ids of the selected links in the order of choosing."""
        return self.chosen.link_ids

    def set_selection(
        self,
        entity_ids: Iterable[int],
        link_ids: Iterable[int] = (),
        shape_ids: Iterable[int] = (),
    ) -> None:
        """Show these as selected; nothing is emitted."""
        self.chosen.choose(entity_ids, link_ids, shape_ids)
        if self.display is not None:
            self.chosen.keep_present(self.display)
        self.mark_chosen()
        self.redraw()

    def select_all(self) -> None:
        """Select everything on the chart."""
        if self.display is not None:
            links = self.display.link_ids[self.display.members].tolist()
            shapes = [shape.id for shape in self.display.shapes if shape.kind != "group"]
            self.choose(self.display.entity_ids.tolist(), links, shapes)

    def choose(
        self,
        entity_ids: Iterable[int],
        link_ids: Iterable[int] = (),
        shape_ids: Iterable[int] = (),
    ) -> None:
        """Select just these, as the analyst does."""
        self._after_choosing(self.chosen.choose(entity_ids, link_ids, shape_ids))

    def choose_ends(self) -> None:
        """Select the entities at the ends of the selected links too."""
        if self.display is not None:
            ends = ends_of(self.display, self.chosen.link_ids)
            entities = dict.fromkeys((*self.chosen.entity_ids, *ends))
            self.choose(entities, self.chosen.link_ids, self.chosen.shape_ids)

    def choose_links(self, *, between: bool) -> None:
        """Select the links between the selected entities too, or all links at them."""
        if self.display is not None:
            find = links_between if between else links_at
            found = find(self.display, self.chosen.entity_ids)
            links = dict.fromkeys((*self.chosen.link_ids, *found))
            self.choose(self.chosen.entity_ids, links, self.chosen.shape_ids)

    def make_current(self, item: int) -> None:
        """Put the keyboard at an item (index; -1: nowhere)."""
        self.marks.current = item
        self._current_id = 0
        if self.display is not None and item >= 0:
            self._current_id = int(self.display.entity_ids[item])
        self.redraw()

    def reveal(self, item: int) -> None:
        """Bring an item into view if it is not."""
        if self.display is None:
            return
        place = self.display.positions[item]
        x, y = self.view.to_device(place).tolist()
        edge = 48 * self.view.ratio
        if not (edge <= x <= self.view.width - edge and edge <= y <= self.view.height - edge):
            self.look(self.view.centred(float(place[0]), float(place[1])))

    def fit_selected(self) -> None:
        """Show all that is selected, as large as it fits."""
        display, marks = self.display, self.marks
        if display is None:
            return
        shapes = [display.shapes[shape].box for shape in marks.shapes]
        boxes = np.vstack(
            (
                display.node_boxes[marks.items],
                display.line_boxes[marks.lines],
                np.array(shapes, np.float64).reshape(-1, 4),
            )
        )
        if len(boxes):
            low, high = boxes[:, 0:2].min(axis=0), boxes[:, 2:4].max(axis=0)
            box = (*low.tolist(), *high.tolist())
            self.look(self._sized().fitted(box, margin=_ROUND_SELECTED))

    # --- how it is worked on

    def set_grid(
        self, *, is_shown: bool, is_snapped: bool = False, step: float = GRID_STEP
    ) -> None:
        """Show a grid, keep what is dragged to it, or both; ``step`` in chart units."""
        self.ground.is_grid_shown, self.ground.is_snapped = is_shown, is_snapped
        self.ground.grid_step = step
        self.redraw()

    def set_aligning(self, is_aligned: bool) -> None:
        """Keep what is dragged to the lines of its neighbours, with guides."""
        self.ground.is_aligned = is_aligned

    def set_locked(self, is_locked: bool) -> None:
        """Let nothing move; ``locked_touched`` tells of each try."""
        self.break_off()
        self.ground.is_locked = is_locked

    def set_read_only(self, is_read_only: bool) -> None:
        """Let nothing be moved, drawn, placed or named: the database cannot be written."""
        self.break_off()
        self.ground.is_read_only = is_read_only

    def set_frame(self, box: Box | None, words: str = "") -> None:
        """Show the edge of the paper that will be printed, with words such as "A3"; None: not."""
        self.ground.frame, self.ground.frame_words = box, words
        self.redraw()

    def break_off(self) -> None:
        """Put back what is being dragged."""

    # --- within

    def item_of(self, entity_id: int, display: Display | None) -> int:
        """Give the index of an entity; -1 where it is not shown."""
        if display is None or not entity_id:
            return -1
        found = np.flatnonzero(display.entity_ids == entity_id)
        return int(found[0]) if len(found) else -1

    def _after_choosing(self, is_changed: bool) -> None:
        self.mark_chosen()
        self.redraw()
        if is_changed:
            self.tell_selection()

    def mark_chosen(self) -> None:
        """Mark what is selected on the display shown, and say it."""
        if self.display is not None:
            self.marks.items = self.chosen.items_of(self.display)
            self.marks.lines = self.chosen.lines_of(self.display)
            self.marks.shapes = self.chosen.shapes_of(self.display)
            self.marks.handles = handles_of(self.display, self.chosen.selection)
        chosen = self.chosen
        counts = (len(chosen.entity_ids), len(chosen.link_ids), len(chosen.shape_ids))
        self.setAccessibleDescription(chart_sentence(self.display, *counts))

    def tell_selection(self) -> None:
        """Tell what is selected."""
        self.selection_changed.emit(self.chosen.entity_ids, self.chosen.link_ids)
