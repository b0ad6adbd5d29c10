"""Charts: which entities are shown, where and how. Links between them show by themselves.

A chart is only a view of the store: names and values come from the entities. ``content`` is what
one chart shows, as plain arrays; ``look`` and ``options`` are how it departs from the usual.
Start with ``reading``; what is written is parted by subject.
"""

from iwtlink.store.charts.comparing import Comparison, Difference, compare_charts
from iwtlink.store.charts.content import ChartContent, EntityFacts, LinkFacts, Membership
from iwtlink.store.charts.copying import Pasted, combine, copy_chart, paste
from iwtlink.store.charts.holding import hold, members_on, release
from iwtlink.store.charts.look import LinkLook, Look, Shape
from iwtlink.store.charts.looks import (
    change_link_looks,
    change_looks,
    link_looks_on,
    looks_on,
    set_link_looks,
    set_looks,
    set_shape_visibility,
    set_visibility,
    show_all,
    show_hidden_links,
)
from iwtlink.store.charts.naming import ids_of, uids_of
from iwtlink.store.charts.options import ChartOptions
from iwtlink.store.charts.placing import mark_seen, move, pin, place, places_on, take_off
from iwtlink.store.charts.reading import content_of, read_chart, snapshot_content
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
from iwtlink.store.charts.snapshots import (
    Snapshot,
    add_snapshot,
    apply_snapshot,
    list_snapshots,
    remove_snapshot,
    rename_snapshot,
    reorder_snapshots,
)
from iwtlink.store.charts.styles import (
    SavedStyle,
    list_styles,
    remove_style,
    rename_style,
    save_style,
)
from iwtlink.store.markings import Reader

__all__ = [
    "ChartContent",
    "ChartOptions",
    "ChartRow",
    "Comparison",
    "Difference",
    "EntityFacts",
    "LinkFacts",
    "LinkLook",
    "Look",
    "Membership",
    "Pasted",
    "Reader",
    "SavedStyle",
    "Shape",
    "Snapshot",
    "add_chart",
    "add_shape",
    "add_snapshot",
    "apply_snapshot",
    "change_link_looks",
    "change_looks",
    "change_options",
    "change_shape",
    "charts_showing",
    "combine",
    "compare_charts",
    "content_of",
    "copy_chart",
    "entities_on",
    "get_chart",
    "get_options",
    "hold",
    "ids_of",
    "link_looks_on",
    "list_charts",
    "list_snapshots",
    "list_styles",
    "looks_on",
    "mark_seen",
    "members_on",
    "move",
    "paste",
    "pin",
    "place",
    "places_on",
    "read_chart",
    "release",
    "remove_shapes",
    "remove_snapshot",
    "remove_style",
    "rename_style",
    "rename_chart",
    "rename_snapshot",
    "reorder_snapshots",
    "save_style",
    "set_link_looks",
    "set_looks",
    "set_options",
    "set_shape_visibility",
    "set_visibility",
    "shapes_on",
    "show_all",
    "show_hidden_links",
    "snapshot_content",
    "take_off",
    "uids_of",
]
