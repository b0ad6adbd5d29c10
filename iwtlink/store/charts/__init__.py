"""Charts: which entities are shown, where and how. Links between them show by themselves.

A chart is only a view of the store: names and values come from the entities. ``content`` is what
one chart shows, as plain arrays; ``look`` and ``options`` are how it departs from the usual.
Start with ``reading``; what is written is parted by subject.
"""

from iwtlink.store.charts.content import ChartContent, EntityFacts, LinkFacts, Membership
from iwtlink.store.charts.holding import hold, members_on, release
from iwtlink.store.charts.look import LinkLook, Look, Shape
from iwtlink.store.charts.looks import (
    change_link_looks,
    change_looks,
    link_looks_on,
    looks_on,
    set_link_looks,
    set_looks,
    set_visibility,
    show_all,
    show_hidden_links,
)
from iwtlink.store.charts.options import ChartOptions
from iwtlink.store.charts.placing import mark_seen, move, pin, place, take_off
from iwtlink.store.charts.reading import content_of, read_chart
from iwtlink.store.charts.rows import (
    ChartRow,
    add_chart,
    change_options,
    charts_showing,
    entities_on,
    get_chart,
    get_options,
    list_charts,
    rename_chart,
    set_options,
)
from iwtlink.store.charts.shapes import add_shape, change_shape, remove_shapes, shapes_on

__all__ = [
    "ChartContent",
    "ChartOptions",
    "ChartRow",
    "EntityFacts",
    "LinkFacts",
    "LinkLook",
    "Look",
    "Membership",
    "Shape",
    "add_chart",
    "add_shape",
    "change_link_looks",
    "change_looks",
    "change_options",
    "change_shape",
    "charts_showing",
    "content_of",
    "entities_on",
    "get_chart",
    "get_options",
    "hold",
    "link_looks_on",
    "list_charts",
    "looks_on",
    "mark_seen",
    "members_on",
    "move",
    "pin",
    "place",
    "read_chart",
    "release",
    "remove_shapes",
    "rename_chart",
    "set_link_looks",
    "set_looks",
    "set_options",
    "set_visibility",
    "shapes_on",
    "show_all",
    "show_hidden_links",
    "take_off",
]
