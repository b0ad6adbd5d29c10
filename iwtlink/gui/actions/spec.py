"""What an action is, and the situation that says whether it can run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Situation:
    """What is open, in front and selected: all an action needs to know if it can run."""

    has_database: bool = False
    is_writable: bool = False
    page: str = ""
    entities: int = 0
    links: int = 0
    others: int = 0
    shapes: int = 0
    """Free shapes selected on the chart in front."""
    held: int = 0
    """How many of the selected on the chart in front are in a group or a container."""
    undo: str = ""
    redo: str = ""
    theme: str = ""
    is_fanned: bool = False
    """The chart in front draws parallel links apart."""
    hidden_are: str = "hidden"
    """How the chart in front shows hidden items: "hidden", "grey" or "shown"."""
    is_focused: bool = False
    """The chart in front shows only what was selected for it."""
    is_filtered: bool = False
    """The chart in front leaves something out."""
    layout: str = ""
    """Name of the layout that the chart in front used last."""
    is_snapped: bool = False
    has_grid: bool = False
    is_fixed: bool = False
    """Nothing on the chart in front moves."""
    is_elsewhere: bool = False
    """The page in front stands beside the tabs, or in a window of its own."""
    tool: str = ""
    """What the left button does on the chart in front: "select", "link" or "pan"."""
    is_handing_on: bool = False
    """What is clicked on the chart in front takes the look that was copied."""
    has_legend: bool = False
    has_title_block: bool = False
    has_frame: bool = False
    """The chart in front shows the edge of its paper."""
    paper: str = ""
    """Paper of the chart in front, such as "A3 landscape"."""
    is_encrypted: bool = False
    is_locked: bool = False
    """The passphrase of the open database is asked for: nothing can be done but to leave."""

    @property
    def is_chart(self) -> bool:
        """A chart is in front."""
        return self.page == "chart"

    @property
    def selected(self) -> int:
        """How many items are selected."""
        return self.entities + self.links + self.others


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One thing the user can do. ``slot`` is "group.method" of ``gui.commands``.

    What follows a colon is given to the method: "chart_select.recall:3".
    """

    name: str
    text: str
    menu: str
    slot: str
    shortcut: str = ""
    icon: str = ""
    is_enabled: Callable[[Situation], bool] = lambda now: True
    tip: str = ""
    toolbar: int = 0
    """Group on the toolbar, counted from 1; 0 is not there."""
    short: str = ""
    """Text on a button, where that of the menu is too long."""
    is_checkable: bool = False
    is_checked: Callable[[Situation], bool] | None = None
    """Whether its check mark stands, where the situation decides that."""
    starts_group: bool = False
    """A line stands above it in the menu."""
    works_locked: bool = False
    """Can also be done while the database is locked."""
    submenu: str = ""
    """Name of the menu inside ``menu`` in which it stands, one of ``submenu_titles``."""


def has_database(now: Situation) -> bool:
    """A database is open."""
    return now.has_database


def is_writable(now: Situation) -> bool:
    """The open database may be changed."""
    return now.is_writable


def is_chart(now: Situation) -> bool:
    """A chart is in front."""
    return now.is_chart


def is_writable_chart(now: Situation) -> bool:
    """A chart is in front and may be changed."""
    return now.is_chart and now.is_writable


def has_page(now: Situation) -> bool:
    """A table, chart or document is in front."""
    return bool(now.page)


def has_chart_items(now: Situation) -> bool:
    """Anything is selected on a chart in front that may be changed."""
    return is_writable_chart(now) and bool(now.entities or now.links or now.shapes)
