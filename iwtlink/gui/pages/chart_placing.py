"""What a click with the palette puts on a chart: new entities, free items and preset values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from iwtlink.chart.hand.dropping import Room, held_where_placed, held_within
from iwtlink.gui.charting.palette.free_items import CONTAINER, SHAPE, SHAPE_SIZES
from iwtlink.gui.charting.palette.presets import VALUE, set_preset
from iwtlink.i18n import tr
from iwtlink.operations.charting.naming import add_unnamed
from iwtlink.store import Edit, charts
from iwtlink.store.charts.look import Look

if TYPE_CHECKING:
    from iwtlink.gui.pages.chart import ChartPage


class Placing:
    """Places what is wanted on one chart."""

    def __init__(self, page: ChartPage) -> None:
        self._page = page
        self._session = page.session

    def place(self, type_name: str, at: tuple[float, float]) -> None:
        """Put what the palette calls by a name on the chart, its middle at a place."""
        shape = type_name.removeprefix(SHAPE)
        if type_name.startswith(VALUE):
            self._set_value(type_name, at)
        elif type_name in self._page.ontology.entity_types:
            self._place_entity(type_name, at)
        elif type_name.startswith(SHAPE) and shape in SHAPE_SIZES:
            self._place_shape(shape, at)

    def _set_value(self, row: str, at: tuple[float, float]) -> None:
        self._page.view.naming.forget_new()  # what is typed now is no name
        entity_id = self._page.view.entity_at(*at)
        set_preset(self._page, row, [entity_id] if entity_id else [])

    def _place_entity(self, type_name: str, at: tuple[float, float]) -> None:
        source, chart_id = self._session.working_source, self._page.chart_id
        place = np.array([at], np.float64)
        display = self._page.view.display
        holders = [] if display is None else list(held_where_placed(display, [0], place))

        def work(edit: Edit) -> int:
            made = add_unnamed(edit, type_name, source)
            charts.place(edit, chart_id, [made], place)
            self._page.writing.hold(edit, {one: [("entity", int(made))] for one in holders})
            return int(made)

        known = self._page.ontology.entity_types[type_name]
        label = tr("Add a new {type}", type=tr(known.label).lower())
        self._page.writing.write(label, work, lambda made: self._placed(made, at))

    def _place_shape(self, name: str, at: tuple[float, float]) -> None:
        (width, height), chart_id = SHAPE_SIZES[name], self._page.chart_id
        words, display = tr("Words") if name == "text" else "", self._page.view.display
        is_container = name == CONTAINER
        kind: Any = "box" if is_container else name
        depth = -1 if kind in ("box", "circle") else 0
        x, y = at
        box = (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
        room = Room(("shape", 0), box, is_round=False, is_fitted=False)
        holds = held_within(display, room) if is_container and display is not None else {}

        def work(edit: Edit) -> int:
            look = Look(is_container=is_container)
            made = charts.add_shape(
                edit, chart_id, kind, *at, width, height, words, look=look, depth=depth
            )
            for members in holds.values():
                charts.hold(edit, chart_id, "shape", made, members)
            return made

        self._page.writing.write(tr("Add a free item"), work, self._shape_placed)

    def _shape_placed(self, made: int) -> None:
        self._page.showing.choose_when_read((), (), [made])

    def _placed(self, made: int, at: tuple[float, float]) -> None:
        self._page.showing.choose_when_read([made])
        self._page.view.name_new(made, at)
