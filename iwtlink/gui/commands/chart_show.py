"""Chart > Show and hide."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from iwtlink.gui.charting.chips import Chip
from iwtlink.gui.commands.chart_front import ChartFront
from iwtlink.i18n import ntr, tr
from iwtlink.operations.charting import picking
from iwtlink.store import Edit, charts
from iwtlink.store.charts.look import Visibility
from iwtlink.store.charts.naming import uids_of
from iwtlink.store.ids import EntityId

if TYPE_CHECKING:
    from iwtlink.gui.pages.chart import ChartPage


class ChartShowCommands(ChartFront):
    """What is seen of a chart; nothing of this deletes anything."""

    def hide(self) -> None:
        """Hide what is selected."""
        count = self._chosen_count()
        self._mark("hidden", ntr("Hide {n} item", "Hide {n} items", count))

    def grey(self) -> None:
        """Grey what is selected."""
        count = self._chosen_count()
        label = ntr("Grey {n} item", "Grey {n} items", count)
        self._mark("grey", label, tr("What is selected is grey already."))

    def show_plain(self) -> None:
        """Show what is selected as usual again."""
        self._mark("", tr("Show as usual"), tr("Nothing selected is grey."))

    def hide_others(self) -> None:
        """Hide all but the selected, the ends of selected links, and shapes that hold these."""
        page, content = self._page(), self._content()
        if content is None:
            return
        entities, links, shapes = _chosen(page)
        kept = {*entities, *picking.ends_of(content, links).entities}
        frames = {
            m.holder_id
            for m in content.members
            if (m.holder_kind, m.member_kind) == ("shape", "entity") and m.member_id in kept
        }
        rest = [number for number in content.entity_ids.tolist() if number not in kept]
        lines = [number for number in content.link_ids.tolist() if number not in links]
        free = [shape.id for shape in content.shapes if shape.kind != "group"]
        others = [number for number in free if number not in frames.union(shapes)]
        page.writing.set_visibility(
            rest,
            [] if entities else lines,
            "hidden",
            tr("Hide all others"),
            others,
            nothing=tr("Nothing else is shown."),
        )

    def reveal(self) -> None:
        """Show everything again that was hidden or greyed."""
        self._page().writing.show_all()

    def see_hidden(self, seen_as: str) -> None:
        """Let hidden items be seen in grey or in full, or be hidden again."""
        page = self._page()
        is_so = page.options.hidden_are == seen_as
        label = {
            "grey": tr("See hidden items in grey"),
            "shown": tr("See hidden items in full"),
        }[seen_as]
        page.writing.change_options(
            tr("See no hidden items") if is_so else label,
            hidden_are="hidden" if is_so else seen_as,
        )

    def focus(self) -> None:
        """Show only the selected entities, and the links between them."""
        page = self._page()
        chosen = page.view.selected_entities()

        def work(edit: Edit) -> None:
            uids = tuple(uids_of(edit.connection, "entity", chosen).values())
            charts.change_options(edit, page.chart_id, focus=uids)

        page.showing.fit_when_read()
        page.writing.write(
            ntr("Focus on {n} entity", "Focus on {n} entities", len(chosen)),
            work,
            unchanged=page.showing.show_as_usual,
        )

    def restore(self) -> None:
        """End the focus."""
        page = self._page()
        page.showing.fit_when_read()
        page.writing.change_options(
            tr("End the focus"), unchanged=page.showing.show_as_usual, focus=()
        )

    def filter(self) -> None:
        """Ask which types to leave out, how sure links must be, and for what else."""
        from iwtlink.gui.charting.filter_dialog import FilterDialog  # what draws loads slowly

        page, content = self._page(), self._content()
        if content is None:
            return
        dialog = FilterDialog(page.filters, content, page.ontology, self._window)

        def keep(types: list[str], least: str, asked: Mapping[str, Any] | None) -> None:
            there = page.options.shown_if
            page.writing.change_options(
                tr("Filter the chart"),
                hidden_types=tuple(types),
                least_strength=least,
                shown_if=there if asked is None else (*there, asked),
            )

        dialog.wanted.connect(keep)
        dialog.open()

    def clear_filters(self) -> None:
        """Take away every filter, and reveal what is hidden: in one step."""
        page = self._page()

        def work(edit: Edit) -> None:
            charts.change_options(
                edit,
                page.chart_id,
                hidden_types=(),
                least_strength="tentative",
                shown_if=(),
                focus=(),
                hidden_are="hidden",
            )
            if page.filters.hidden:
                charts.show_all(edit, page.chart_id)

        page.writing.write(tr("Clear all filters"), work)

    def take_away(self, chip: Chip) -> None:
        """Take away one filter."""
        page = self._page()
        options = page.options
        label = tr("Take away the filter “{words}”", words=chip.words)
        if chip.kind == "type":
            kept = tuple(name for name in options.hidden_types if name != chip.name)
            page.writing.change_options(label, hidden_types=kept)
        elif chip.kind == "strength":
            page.writing.change_options(label, least_strength="tentative")
        elif chip.kind == "condition":
            left = tuple(row for n, row in enumerate(options.shown_if) if n != chip.place)
            page.writing.change_options(label, shown_if=left)
        elif chip.kind == "focus":
            self.restore()
        else:
            self.reveal()

    def mark_seen(self) -> None:
        """Take away the mark of what was changed since it was placed: of the selected, or all."""
        page, content = self._page(), self._content()
        if content is None:
            return
        chosen = frozenset(page.view.selected_entities() or content.entity_ids.tolist())
        marked = zip(content.entity_ids.tolist(), content.facts, strict=True)
        ids = [EntityId(i) for i, facts in marked if i in chosen and facts.is_changed]
        if not ids:
            page.say(tr("Nothing here was changed since it was placed."))
            return
        page.writing.write(
            ntr("Mark {n} item as seen", "Mark {n} items as seen", len(ids)),
            lambda edit: charts.mark_seen(edit, page.chart_id, ids),
        )

    def _mark(self, visibility: Visibility, label: str, nothing: str = "") -> None:
        page = self._page()
        entities, links, shapes = _chosen(page)
        page.writing.set_visibility(entities, links, visibility, label, shapes, nothing=nothing)

    def _chosen_count(self) -> int:
        return sum(map(len, _chosen(self._page())))


def _chosen(page: ChartPage) -> tuple[list[int], list[int], list[int]]:
    """Give the selected entities, links and free shapes."""
    view = page.view
    return view.selected_entities(), view.selected_links(), view.selected_shapes()
