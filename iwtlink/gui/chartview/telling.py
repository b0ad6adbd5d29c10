"""What a chart view tells: ids in the past tense, or requests. Its owner writes to the store."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal

from iwtlink.gui.chartview.paper import Paper


class TellingPaper(Paper):
    """The signals of ``ChartView``; places and boxes in them are chart units."""

    looked = Signal()
    """The view shows another part of the chart, or at another zoom."""
    displayed = Signal()
    """Another display is shown, or items of it stand elsewhere."""
    selection_changed = Signal(list, list)
    """Ids of entities and of links, in the order of choosing (see also ``selected_shapes``)."""
    items_moved = Signal(list, object)
    """Ids of entities and their new places, float64 (n, 2) in chart units."""
    moved_together = Signal(list, object, list, object)
    """Instead of ``items_moved`` where free shapes moved too: ids of entities and their places
    (n, 2), ids of shapes and their middles (m, 2)."""
    take_off_requested = Signal(list, list)
    """Ids of the selected entities and links."""
    removal_requested = Signal(list, list, list)
    """Instead of ``take_off_requested`` where free shapes are selected too: ids of entities,
    links and shapes."""
    expand_requested = Signal(int)
    """Id of an entity."""
    opened = Signal(str, int)
    """"entity", "link" or "shape", and its id."""
    context_requested = Signal(str, int, QPoint)
    """"entity", "link", "shape" or "" for the paper; its id or 0; place on the screen."""
    entities_dropped = Signal(list, object)
    """Ids of entities dragged here from a list, and the place (x, y) in chart units."""
    link_drawn = Signal(int, int)
    """Ids of the two entities between which a new link was drawn."""
    entity_wanted = Signal(str, object)
    """Type armed from the palette, and the place (x, y) of the new item. Answer with
    ``ChartView.name_new`` and that place once it is there: what is typed meanwhile is its name."""
    name_typed = Signal(int, str)
    """Id of an entity just placed, and the name typed for it."""
    disarmed = Signal()
    """The palette's type was put down by Esc."""
    tool_changed = Signal(str)
    """"select", "link" or "pan": by Esc or by ``use_tool``."""
    renamed = Signal(str, int, str)
    """"entity", "link" or "shape", its id, and the words typed in its place."""
    link_end_moved = Signal(int, str, int)
    """Id of a link, "from" or "to", id of the entity that end was dragged to."""
    corners_changed = Signal(int, object)
    """Id of a link and its bend points ((x, y), ...) from start to end; () is straight."""
    spacing_changed = Signal(list, object, bool)
    """Ids of all links of a pair, how far apart their lines are to stand (chart units; None: as
    usual), and whether it is for all pairs of the chart."""
    alone_touched = Signal()
    """Somebody tried to space the lines of a pair that has but one."""
    label_moved = Signal(str, int, object)
    """"link", its id and (at, dx, dy): place along the line 0 to 1 and distance from there; or
    "entity", its id and (dx, dy) from where its label would stand by itself."""
    shape_changed = Signal(str, int, object)
    """"entity" or "shape", its id, and its new box (left, top, right, bottom); that of a free line
    or arrow runs from its start to its tip."""
    part_moved = Signal(str, object)
    """"legend" or "title_block", and its new top left corner (x, y)."""
    time_touched = Signal(bool)
    """Somebody tried to move something out of its time: whether it moves up and down only."""
    locked_touched = Signal()
    """Somebody tried to move something on a locked chart."""
