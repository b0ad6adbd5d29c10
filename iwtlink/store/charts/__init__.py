"""Charts: which entities are shown, where and how. Links between them show by themselves.

A chart is only a view of the store: names and values come from the entities. ``content`` is what
one chart shows, as plain arrays; ``look`` and ``options`` are how it departs from the usual.
"""

from iwtlink.store.charts.charting import (
    FANNED,
    ChartRow,
    add_chart,
    charts_showing,
    content_of,
    entities_on,
    fan_links,
    get_chart,
    list_charts,
    move,
    pin,
    place,
    read_chart,
    rename_chart,
    set_options,
    show_hidden_links,
    take_off,
)
from iwtlink.store.charts.content import ChartContent

__all__ = [
    "FANNED",
    "ChartContent",
    "ChartRow",
    "add_chart",
    "charts_showing",
    "content_of",
    "entities_on",
    "fan_links",
    "get_chart",
    "list_charts",
    "move",
    "pin",
    "place",
    "read_chart",
    "rename_chart",
    "set_options",
    "show_hidden_links",
    "take_off",
]
