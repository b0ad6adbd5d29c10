"""The names of the layouts and of their settings, as the analyst reads them."""

from __future__ import annotations

from iwtlink.i18n import tr


def layout_words(name: str) -> tuple[str, str]:
    """Give the label of a layout, and in a sentence what it is good for."""
    return {
        "organic": (
            tr("Organic"),
            tr("What is linked stands together; the best start for most charts."),
        ),
        "peacock": (
            tr("Peacock"),
            tr("Each hub spreads its neighbours round it like a tail; all hubs are seen."),
        ),
        "compact_peacock": (
            tr("Compact peacock"),
            tr("As peacock, with the hubs closer together: a smaller chart."),
        ),
        "grouped": (
            tr("Grouped"),
            tr("The most interlinked group in the middle, the other groups round it."),
        ),
        "circular": (
            tr("Circular"),
            tr("Items on circles, sorted by type or by group."),
        ),
        "hierarchy": (
            tr("Hierarchy"),
            tr("Levels from the top down, along the arrows."),
        ),
        "organisation": (
            tr("Organisation chart"),
            tr("A compact tree: who stands under whom."),
        ),
        "radial": (
            tr("Radial"),
            tr("Rings round one item: who is one link away, who is two."),
        ),
        "fewer_crossings": (
            tr("Fewer crossings"),
            tr("Keeps the chart's shape and moves items so that fewer links cross."),
        ),
        "timeline": (
            tr("Timeline, proportional"),
            tr("From left to right by date; distance is time."),
        ),
        "timeline_grouped": (
            tr("Timeline, grouped by time"),
            tr("From left to right by date; what happened close together stands together."),
        ),
    }[name]


def setting_label(name: str) -> str:
    """Give the label of a setting, with its unit."""
    return {
        "separation": tr("Distance between items (%)"),
        "centre": tr("Item in the middle"),
        "roots": tr("Items at the top"),
        "max_width": tr("Largest width (0: none)"),
        "max_height": tr("Largest height (0: none)"),
        "sorted_by": tr("Sorted by"),
        "rings": tr("Rings"),
        "each_part": tr("A circle for each separate part"),
        "arrows": tr("Arrows"),
        "direction": tr("Direction"),
        "is_compact": tr("Staff of one person in columns"),
        "width": tr("Whole width (0: by the page)"),
        "threshold_days": tr("Apart from so many days on"),
        "small_gap": tr("Gap within a burst (0: by the page)"),
        "large_gap": tr("Gap between bursts (0: by the page)"),
        "axis": tr("Draw the dates below"),
        "bars": tr("Draw months and years as bars"),
        "bends": tr("Lead long links round items"),
    }[name]


def choice_label(name: str) -> str:
    """Give the label of one of the words a setting may take."""
    return {
        "type": tr("Type"),
        "group": tr("Group"),
        "links": tr("Links, so that few cross"),
        "one": tr("One ring"),
        "two": tr("Most linked inside, the others outside"),
        "with": tr("Lead downwards"),
        "against": tr("Lead upwards"),
        "ignored": tr("Do not count"),
        "down": tr("From top to bottom"),
        "up": tr("From bottom to top"),
        "right": tr("From left to right"),
        "left": tr("From right to left"),
    }[name]
