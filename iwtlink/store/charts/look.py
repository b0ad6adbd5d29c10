"""How one item stands on one chart, where it departs from the chart's own way of drawing.

Kept as JSON beside the item's place; what is as usual is left out. Colours are "#rrggbb", empty
where the type's own is used; lengths are chart units (one pixel at zoom 1).
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import Literal, TypeVar

from iwtlink.store.charts.fitting import fitting, object_in

Representation = Literal["", "icon", "circle", "box", "text", "event", "theme"]
"""Empty: as the chart's convention and the entity type say."""
Multiplicity = Literal["", "each", "direction", "one"]
"""Every link of a pair drawn, one per direction, or one with a count; empty: as the chart."""
Visibility = Literal["", "grey", "hidden"]
Wiring = Literal["", "returns", "keeps", "next", "straight"]
"""What a theme line does at an event frame: goes in and returns to its level, or stays at the
height of the event, or goes on to the height of the next one; or stays straight, and a link leads
to the event. Empty: as the event frame says, then as the theme line says, then it returns."""
InTime = Literal["", "fixed", "ordered", "free"]
"""What holds an item in its time while it is dragged: its date, the order of dates, nothing;
empty: as the timeline that the chart was laid out as."""
Arrow = Literal["", "none", "head", "tail", "both"]
"""Where a link has arrow heads: nowhere, where it ends, where it begins, at both; empty: as its
type says."""
Shown = Literal["", "shown", "off"]
"""Whether a part of an item is shown; empty: as the chart says."""
MOST_MARGIN = 60.0
"""Chart units between an item and its frame."""
MOST_ENLARGED = 8.0
"""Items and their pictures are drawn at most so many times as large as usual."""
ShapeKind = Literal["text", "box", "circle", "line", "arrow", "picture", "group"]
"""``group`` is not drawn: its members are moved and laid out as one."""

_T = TypeVar("_T", bound="Look | LinkLook")


@dataclass(frozen=True, slots=True)
class Look:
    """How an entity or a free shape is drawn on a chart."""

    representation: Representation = ""
    enlargement: float = 1.0
    """0.5, 1, 2, 3 or 4."""
    colour: str = ""
    """Edge of circle, box, text block, event frame; the line of a theme line."""
    fill: str = ""
    shading: str = ""
    """Tints the icon."""
    frame: str = ""
    """Highlight round the item; empty for none."""
    frame_margin: float | None = None
    """Room between the item and its frame; None: as the style says."""
    width: float | None = None
    height: float | None = None
    label: str = ""
    """Instead of the entity's own label."""
    label_dx: float = 0.0
    label_dy: float = 0.0
    font_px: float | None = None
    is_bold: bool | None = None
    is_italic: bool = False
    text_colour: str = ""
    is_underlined: bool = False
    is_struck: bool = False
    """A line through the words."""
    text_ground: str = ""
    """Behind the words; empty: the chart's own."""
    shows: tuple[str, ...] | None = None
    """Properties written under the label; None: as the chart says for the type."""
    name_shown: Shown = ""
    date_shown: Shown = ""
    """Its own dates, written under the label."""
    grade_shown: Shown = ""
    sources_shown: Shown = ""
    pin_shown: Shown = ""
    picture: Literal["", "in_place", "off"] = ""
    picture_size: float | None = None
    """How many times as large as an icon its picture is; None: as it is enlarged."""
    dash: Literal["", "confirmed", "unconfirmed", "tentative"] = ""
    """Of the edge, or of a line or arrow."""
    is_container: bool = False
    """Holds its members: they move and are laid out with it."""
    by_layout: bool = False
    """A free item that a layout drew, or a width that it gave: the next layout takes it away."""
    visibility: Visibility = ""
    """Of a free shape; that of an entity stands beside its look."""
    wiring: Wiring = ""
    """Of a theme line at all its event frames, or of all theme lines at this event frame."""
    in_time: InTime = ""
    """How a dated item is held in its time on a timeline."""
    drawn_in: str = ""
    """By which work of a layout a free item was drawn, later ones sorting behind; see
    ``shapes.drawn_last``."""


@dataclass(frozen=True, slots=True)
class LinkLook:
    """How a link is drawn on a chart."""

    colour: str = ""
    width: float | None = None
    arrow: Arrow = ""
    label: str = ""
    words_shown: Literal["", "off"] = ""
    """Off: no words but those of ``label``."""
    label_at: float | None = None
    """Along the line, 0 to 1; None: where there is room."""
    label_dx: float = 0.0
    label_dy: float = 0.0
    corners: tuple[tuple[float, float], ...] = ()
    """Bend points from start to end, in chart units."""
    offset: float | None = None
    """Distance from the straight line where several are fanned; None: worked out."""
    multiplicity: Multiplicity = ""
    """Of all links between its two ends."""
    by_layout: bool = False
    """Its bend points were set by a layout, not by hand: the next layout takes them away."""
    spacing: float | None = None
    """Between the lines of all links between its two ends; None: as the chart says."""
    is_underlined: bool = False
    is_struck: bool = False
    text_ground: str = ""
    """Behind its words; empty: the chart's own."""
    wiring: Wiring = ""
    """Of a link between a theme line and an event frame; empty: as these two say."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A free item of a chart: no entity, not analysed."""

    id: int
    uid: str
    kind: ShapeKind
    x: float
    """Middle."""
    y: float
    width: float
    height: float
    depth: int
    """Drawn from low to high; below 0 under the links, others above all."""
    text: str
    look: Look
    picture_id: int = 0
    """File shown by a ``picture``; 0 for none."""


def look_json(look: Look | LinkLook) -> str:
    """Give a look as JSON, what is as usual left out."""
    usual = {f.name: f.default for f in fields(look)}
    return json.dumps(
        {name: value for name, value in asdict(look).items() if value != usual[name]},
        ensure_ascii=False,
        sort_keys=True,
    )


def read_look(kind: type[_T], text: str) -> _T:
    """Give the look in a JSON text; values that are unknown or of a wrong type are passed over."""
    return kind(**fitting(kind, object_in(text)))


def nameless(text: str) -> str:
    """Give the look in a JSON text without its label."""
    known = {name: value for name, value in object_in(text).items() if name != "label"}
    return json.dumps(known, ensure_ascii=False, sort_keys=True)
