"""A chart that was read, put into its view: what was selected stays so, and items may glide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from iwtlink.gui.charting.gliding import Glide
from iwtlink.gui.selection import Selection
from iwtlink.store.ids import Item

if TYPE_CHECKING:
    from iwtlink.chart.display import Display
    from iwtlink.gui.chartview.view import ChartView


class ChartShowing:
    """What is to be done in the view once the chart is read next, and who was selected."""

    def __init__(self, view: ChartView) -> None:
        self._view = view
        self.glide = Glide(view)
        self._is_to_fit = self._is_to_glide = False
        self._to_choose: tuple[Sequence[int], Sequence[int], Sequence[int]] | None = None
        self._to_reveal: Item | None = None
        self.by_hand = Selection()
        """What was selected; what is shown selected is what that is part of now."""

    # What is to be done when the chart is read next

    def fit_when_read(self) -> None:
        """Fit the chart to the window."""
        self._is_to_fit = True

    def glide_when_read(self, *, fits: bool = True) -> None:
        """Let items glide to their new places, and fit the chart."""
        self._is_to_glide = True
        self._is_to_fit = fits

    def show_as_usual(self) -> None:
        """Neither glide nor fit: what was to change has not."""
        self._is_to_fit = self._is_to_glide = False

    def choose_when_read(
        self, entities: Sequence[int], links: Sequence[int] = (), shapes: Sequence[int] = ()
    ) -> None:
        """Select items that are on the chart by then."""
        self._to_choose = (entities, links, shapes)

    def reveal(self, item: Item) -> bool:
        """Select an item and bring it into view; False where the chart does not show it.

        Before the chart is read, that is done once it is.
        """
        display = self._view.display
        if display is None:
            self._to_reveal = item
            return True
        if item.kind == "entity" and item.id in display.entity_ids:
            self._view.choose([item.id])
            self._view.reveal(int(np.flatnonzero(display.entity_ids == item.id)[0]))
            return True
        if item.kind == "link" and item.id in display.link_ids:
            self._view.choose([], [item.id])
            return True
        return False

    # When it is read

    def show(self, display: Display, leads: Mapping[int, int]) -> None:
        """Show a chart; ``leads`` say what the entities that were selected are part of now."""
        self._follow_merged(display, leads)
        is_to_glide, self._is_to_glide = self._is_to_glide, False
        if is_to_glide:
            self.glide.to(display)
        else:
            self.glide.stop()
            self._view.set_display(display)
        is_to_fit, self._is_to_fit = self._is_to_fit, False
        if is_to_fit:
            self._view.fit()

    def choose_what_was_asked(self) -> None:
        """Select and reveal what was waiting for the chart to be read."""
        wanted, self._to_reveal = self._to_reveal, None
        if wanted is not None:
            self.reveal(wanted)
        picked, self._to_choose = self._to_choose, None
        if picked is not None:
            self._view.choose(*picked)

    def _follow_merged(self, display: Display, leads: Mapping[int, int]) -> None:
        """Let what was selected be followed to what it is part of now, and back after a split."""
        there = set(display.entity_ids.tolist())
        chosen = self.by_hand.ids("entity")
        now = [lead for i in chosen if (lead := leads.get(i, i)) in there]
        if now and now != self._view.selected_entities():
            by_hand = self.by_hand
            self._view.set_display(display)
            self._view.choose(now, self._view.selected_links())
            self.by_hand = by_hand
