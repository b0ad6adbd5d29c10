"""Chart > Arrange by hand: groups, pins, rows, bundles, the grid and the lock."""

from __future__ import annotations

from typing import Any, cast

import numpy as np

from iwtlink.gui.commands.chart_front import ChartFront
from iwtlink.i18n import ntr, tr
from iwtlink.operations.charting.aligning import Edge, Way, aligned, distributed
from iwtlink.store import charts
from iwtlink.store.charts.naming import uids_of

Bundles = tuple[tuple[str, ...], ...]
"""Entities by uid that are drawn as one; the first stands for them."""


class ChartArrangeCommands(ChartFront):
    """Lets the analyst say where items of the chart in front stand."""

    def group(self) -> None:
        """Let the selected move and be laid out as one."""
        page = self._page()
        display = page.view.display
        chosen = page.view.selected_entities()
        shapes = page.view.selected_shapes()
        if display is None or len(chosen) + len(shapes) < 2:
            return
        boxes = np.vstack(
            (
                display.node_boxes[np.isin(display.entity_ids, chosen)],
                *(np.array(shape.box) for shape in display.shapes if shape.id in shapes),
            )
        )
        if not len(boxes):
            return
        (left, top), (right, bottom) = boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)
        members = [
            *(("entity", number) for number in chosen),
            *(("shape", number) for number in shapes),
        ]
        page.writing.group(members, (float(left), float(top), float(right), float(bottom)))

    def ungroup(self) -> None:
        """Let go of the groups that the selected belong to, else let containers let them go."""
        page, content = self._page(), self._content()
        if content is None:
            return
        chosen = {*(("entity", i) for i in page.view.selected_entities())}
        chosen |= {("shape", i) for i in page.view.selected_shapes()}
        groups = {shape.id for shape in content.shapes if shape.kind == "group"}
        held = {
            member.holder_id
            for member in content.members
            if member.holder_kind == "shape"
            and member.holder_id in groups
            and (member.member_kind, member.member_id) in chosen
        }
        members = {(one.member_kind, one.member_id) for one in content.members} & chosen
        if held:
            page.writing.ungroup(sorted(held))
        elif members:
            page.writing.let_go(sorted(members))
        else:
            page.say(tr("Nothing selected belongs to a group or a container."))

    def pin(self) -> None:
        """Let no layout move the selected."""
        page = self._page()
        page.writing.pin(page.view.selected_entities(), True)

    def unpin(self) -> None:
        """Let layouts move the selected again."""
        page = self._page()
        page.writing.pin(page.view.selected_entities(), False)

    def align(self, edge: str) -> None:
        """Put the selected in line by an edge, or by their middles."""
        self._place_chosen(
            tr("Align {n} items", n=len(self._page().view.selected_entities())),
            lambda boxes, positions: aligned(boxes, positions, cast("Edge", edge)),
        )

    def distribute(self, way: str) -> None:
        """Give the selected equal gaps."""
        self._place_chosen(
            tr("Distribute {n} items", n=len(self._page().view.selected_entities())),
            lambda boxes, positions: distributed(boxes, positions, cast("Way", way)),
        )

    def _place_chosen(self, label: str, place: Any) -> None:
        page = self._page()
        display = page.view.display
        chosen = page.view.selected_entities()
        if display is None or self._is_locked():
            return
        rows = np.flatnonzero(np.isin(display.entity_ids, chosen))
        if len(rows) < 2:
            return
        positions = display.positions[rows]
        halves = display.halves[rows]
        boxes = np.hstack((positions - halves, positions + halves))
        moved = place(boxes, positions)
        if np.allclose(moved, positions):
            page.say(tr("They stand so already."))
            return
        page.showing.glide_when_read(fits=False)
        page.writing.put(
            label, display.entity_ids[rows].tolist(), moved, page.showing.show_as_usual
        )

    def fold(self) -> None:
        """Draw entities of one type with the same links as one bundle."""
        from iwtlink.chart.items.folding import folded, like_neighbours  # slow to load

        page, content = self._page(), self._content()
        if content is None:
            return
        chosen = page.view.selected_entities()
        groups = like_neighbours(folded(content).content, 2 if chosen else 3, chosen or None)
        if not groups:
            page.say(tr("No two neighbours here are of one type with the same links."))
            return
        count = sum(map(len, groups))

        def work(edit: Any) -> None:
            uids = uids_of(edit.connection, "entity", [i for group in groups for i in group])
            kept = charts.get_options(edit.connection, page.chart_id).folded
            fresh = tuple(tuple(uids[i] for i in group) for group in groups)
            charts.change_options(edit, page.chart_id, folded=_without(kept, fresh) + fresh)

        label = ntr("Fold {n} entity", "Fold {n} entities", count)
        said = ntr(
            "{n} bundle stands for {count} entities now.",
            "{n} bundles stand for {count} entities now.",
            len(groups),
            count=count,
        )
        page.writing.write(label, work, lambda _: page.say(said))

    def unfold(self) -> None:
        """Draw the entities of the selected bundles again, or of all."""
        page = self._page()
        if not page.options.folded:
            page.say(tr("Nothing is folded on this chart."))
            return
        chosen = page.view.selected_entities()

        def work(edit: Any) -> None:
            uids = set(uids_of(edit.connection, "entity", chosen).values())
            kept = charts.get_options(edit.connection, page.chart_id).folded
            left = tuple(group for group in kept if not uids & set(group))
            charts.change_options(edit, page.chart_id, folded=left if uids and left != kept else ())

        page.writing.write(tr("Unfold"), work)

    def snap(self) -> None:
        """Let what is dragged keep to the grid, or not."""
        page = self._page()
        is_on = not page.options.is_snapped
        label = tr("Snap to the grid") if is_on else tr("Snap no more")
        page.writing.change_options(label, is_snapped=is_on)

    def grid(self) -> None:
        """Show the grid, or not."""
        page = self._page()
        is_on = not page.options.has_grid
        label = tr("Show the grid") if is_on else tr("Hide the grid")
        page.writing.change_options(label, has_grid=is_on)

    def lock(self) -> None:
        """Let nothing move, or everything again."""
        page = self._page()
        is_on = not page.options.is_locked
        label = tr("Lock the layout") if is_on else tr("Unlock the layout")
        page.writing.change_options(label, is_locked=is_on)


def _without(kept: Bundles, fresh: Bundles) -> Bundles:
    """Give the bundles there were, without those that a new one takes over."""
    taken = {uid for bundle in fresh for uid in bundle}
    return tuple(bundle for bundle in kept if not taken & set(bundle))
