"""Chart > Select."""

from __future__ import annotations

from collections.abc import Callable

from iwtlink.gui.charting.ticks import SelectDialog
from iwtlink.gui.commands.chart_front import ChartFront
from iwtlink.i18n import ntr, tr
from iwtlink.operations.charting import picking
from iwtlink.operations.charting.picking import Picked
from iwtlink.store import Edit, charts
from iwtlink.store.charts import ChartContent
from iwtlink.store.charts.naming import ids_of, uids_of


class ChartSelectCommands(ChartFront):
    """What a selection takes in."""

    def by_type(self) -> None:
        """Ask which types and strengths to select."""
        page, content = self._page(), self._content()
        if content is None:
            return
        dialog = SelectDialog(content, page.ontology, self._window)
        dialog.wanted.connect(page.pick)
        dialog.open()

    def ends(self) -> None:
        """Take in the entities at both ends of the selected links."""
        links = self._page().view.selected_links()
        self._pick(lambda content: picking.ends_of(content, links))

    def between(self) -> None:
        """Take in the links between the selected entities."""
        entities = self._page().view.selected_entities()
        self._pick(lambda content: picking.links_between(content, entities))

    def links_at(self) -> None:
        """Take in every link of the selected entities."""
        entities = self._page().view.selected_entities()
        self._pick(lambda content: picking.links_at(content, entities))

    def linked(self) -> None:
        """Take in who is linked with the selected entities."""
        entities = self._page().view.selected_entities()
        self._pick(lambda content: picking.linked_with(content, entities))

    def path(self) -> None:
        """Take in the shortest paths between the two selected entities."""
        self._select_path(along_arrows=False)

    def path_along_arrows(self) -> None:
        """Take in the shortest paths from the first selected entity to the second."""
        self._select_path(along_arrows=True)

    def inverse(self) -> None:
        """Select what is not selected."""
        view = self._page().view
        now = Picked(tuple(view.selected_entities()), tuple(view.selected_links()))
        content = self._content()
        if content is not None:
            rest = picking.inverse(content, now)
            view.choose(rest.entities, rest.links)

    def nothing(self) -> None:
        """Select nothing."""
        self._page().view.choose(())

    def find(self) -> None:
        """Show the bar that finds words on the chart."""
        self._page().finder.begin()

    def store(self, place: str) -> None:
        """Keep what is selected under a number, with the chart."""
        page = self._page()
        entities, links = page.view.selected_entities(), page.view.selected_links()

        def work(edit: Edit) -> None:
            db = edit.connection
            kept = charts.get_options(db, page.chart_id).selections
            uids = (*uids_of(db, "entity", entities).values(), *uids_of(db, "link", links).values())
            charts.change_options(edit, page.chart_id, selections={**kept, place: uids})

        count = len(entities) + len(links)
        stored = ntr(
            "{n} item is stored as selection {place}; Alt+{place} selects it again.",
            "{n} items are stored as selection {place}; Alt+{place} selects them again.",
            count,
            place=place,
        )
        page.writing.write(tr("Store selection {n}", n=place), work, lambda _: page.say(stored))

    def recall(self, place: str) -> None:
        """Select again what was stored under a number."""
        page = self._page()
        uids = page.options.selections.get(place, ())
        with self._session.store.read() as db:
            entities, links = ids_of(db, "entity", uids), ids_of(db, "link", uids)
        shown = self._shown(Picked(tuple(entities.values()), tuple(links.values())))
        if not uids:
            page.say(tr("Nothing is stored as selection {n} on this chart.", n=place))
            return
        page.pick(shown, tr("Nothing of selection {n} is seen on this chart now.", n=place))

    def _shown(self, picked: Picked) -> Picked:
        content = self._content()
        if content is None:
            return Picked()
        entities, links = set(content.entity_ids.tolist()), set(content.link_ids.tolist())
        return Picked(
            tuple(number for number in picked.entities if number in entities),
            tuple(number for number in picked.links if number in links),
        )

    def _select_path(self, *, along_arrows: bool) -> None:
        page, content = self._page(), self._content()
        chosen = page.view.selected_entities()
        if content is None or len(chosen) != 2:
            return
        picked = picking.paths_between(content, chosen[0], chosen[1], along_arrows=along_arrows)
        names = dict(zip(content.entity_ids.tolist(), content.labels, strict=True))
        start, end = names[chosen[0]], names[chosen[1]]
        if along_arrows:
            nothing = tr(
                "No path along the arrows leads from {start} to {end}.", start=start, end=end
            )
        else:
            nothing = tr("No path on this chart joins {start} and {end}.", start=start, end=end)
        page.pick(picked, nothing)

    def _pick(self, ask: Callable[[ChartContent], Picked]) -> None:
        content = self._content()
        if content is not None:
            self._page().pick(ask(content))
