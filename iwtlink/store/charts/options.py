"""How one chart is drawn: convention, multiplicity, what stands under labels, rules, paper.

Kept as JSON in ``chart.options``. Entities and links in it are named by uid, so that it means
the same on every laptop.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from iwtlink.store.charts.fitting import fitting, object_in
from iwtlink.store.charts.look import Multiplicity

LEAST_SPACING, MOST_SPACING = 4.0, 400.0
"""Chart units between the lines of a pair that are drawn side by side."""


@dataclass(frozen=True, slots=True)
class ChartOptions:
    """The settings of one chart; the defaults are those of a new one."""

    convention: Literal["icons", "unodc"] = "icons"
    """i2's icons, or circles and boxes as in UNODC's manual."""
    multiplicity: Multiplicity = "one"
    link_spacing: float | None = None
    """Chart units between lines side by side; None: as the style says."""
    has_sums: bool = True
    """Write the sum of amounts or quantities on a line that stands for several links."""
    line_words: Literal["count", "merged", "appended", "none"] = "count"
    """On a line that stands for several links: what all say with their number, or the words of
    each: different ones once, all one after the other, or none."""
    has_bare_links: bool = False
    """A link drawn by hand shows no words until they are asked for."""
    names: Literal["both", "latin", "original"] = "both"
    shows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By entity type: properties written under the label."""
    written: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """By property: how it is written under labels, what is as usual left out; see
    ``chart.items.attributes``."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """By entity type: template of the label, such as "{name}, {nationality}"."""
    badges: tuple[str, ...] = ("changed", "warning")
    """Of grade, sources, warning, watch, changed, unsourced, pinned: at the corners of an item."""
    form_looks: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """By representation: the look that items drawn so get when they are placed; that of their
    type goes before it."""
    type_looks: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """By entity type: the look that items get when they are placed, what is as usual left out."""
    link_type_looks: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """By link type: colour and width of its links, but for those with a look of their own."""
    rules: tuple[Mapping[str, Any], ...] = ()
    """Conditional formatting in the order of its rules: see ``chart.rules``."""
    hidden_types: tuple[str, ...] = ()
    """Chips of the filter bar: entity and link types not shown; nothing is deleted."""
    least_strength: Literal["tentative", "unconfirmed", "confirmed"] = "tentative"
    shown_if: tuple[Mapping[str, Any], ...] = ()
    """Questions of the filter: what is asked is shown only if the answer is yes; see
    ``chart.rules.conditions``."""
    hidden_are: Literal["hidden", "grey", "shown"] = "hidden"
    """How hidden items are revealed."""
    focus: tuple[str, ...] = ()
    """Uids of the only entities shown; empty: all."""
    let_go: tuple[str, ...] = ()
    """Uids of retracted items that were taken off the chart; others stay on it, greyed."""
    folded: tuple[tuple[str, ...], ...] = ()
    """Groups of uids drawn as one bundle; the first stands for them."""
    selections: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Stored selections "0" to "9": uids of entities and links."""
    is_locked: bool = False
    """Items are not moved by hand or layout."""
    is_snapped: bool = False
    has_grid: bool = False
    """The grid is shown."""
    layout: Mapping[str, Any] = field(default_factory=dict)
    """Name and settings of the layout last used."""
    paper: Literal["", "A3", "A4"] = ""
    is_portrait: bool = False
    has_frame: bool = False
    """The frame of the paper is shown while arranging."""
    sheet: tuple[float, float, float, float] | None = None
    """Left, top, right, bottom of what is printed; None: all."""
    legend: Mapping[str, Any] = field(default_factory=dict)
    """Rows and place of the legend: see ``chart.beside``; empty: none."""
    cover: Mapping[str, Any] = field(default_factory=dict)
    """Fields of the cover sheet and when it is asked for: see ``store.charts.cover``."""
    title_block: Mapping[str, Any] = field(default_factory=dict)
    """Subtitle, marking, author, date and place of the title block: see ``chart.beside``."""


def options_json(options: ChartOptions) -> str:
    """Give options as JSON, what is as usual left out."""
    usual = asdict(ChartOptions())
    kept = {name: value for name, value in asdict(options).items() if value != usual[name]}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True)


def read_options(text: str) -> ChartOptions:
    """Give the options in a JSON text; what is unknown or of a wrong type is passed over."""
    data = object_in(text)
    kept = fitting(ChartOptions, data)
    if "multiplicity" not in kept and data.get("is_fanned"):
        kept["multiplicity"] = "each"  # as charts were kept before
    return ChartOptions(**kept)
