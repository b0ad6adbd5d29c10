"""Chart > Show and hide: nothing here deletes, and everything can be shown again."""

from __future__ import annotations

from functools import partial

from iwtlink.gui.actions.chart_menu import chart_action
from iwtlink.gui.actions.spec import ActionSpec, has_chart_items, is_writable_chart
from iwtlink.i18n import tr

_one = partial(chart_action, group="chart_show", submenu="show", is_enabled=is_writable_chart)


def show_actions() -> list[ActionSpec]:
    """Give the actions of the menu inside the Chart menu."""
    return [
        _one(
            "hide_selected",
            tr("&Hide the selected"),
            "hide",
            shortcut="Ctrl+Shift+X",
            icon="eye-off",
            is_enabled=has_chart_items,
            tip=tr("They stay on the chart, not seen, until they are revealed"),
        ),
        _one("hide_others", tr("Hide all &others"), "hide_others", is_enabled=has_chart_items),
        _one("grey_selected", tr("&Grey the selected"), "grey", is_enabled=has_chart_items),
        _one(
            "show_plain",
            tr("Show the selected as &usual"),
            "show_plain",
            is_enabled=has_chart_items,
            tip=tr("Takes the grey off what was greyed"),
        ),
        _one(
            "reveal_hidden",
            tr("&Reveal everything hidden"),
            "reveal",
            shortcut="Ctrl+Shift+J",
            icon="eye",
        ),
        _one(
            "see_hidden_grey",
            tr("See hidden items in gre&y"),
            "see_hidden:grey",
            is_checkable=True,
            is_checked=lambda now: now.hidden_are == "grey",
            tip=tr("A look at what is hidden, without revealing it"),
            starts_group=True,
        ),
        _one(
            "see_hidden_plain",
            tr("See hidden items in &full"),
            "see_hidden:shown",
            is_checkable=True,
            is_checked=lambda now: now.hidden_are == "shown",
        ),
        _one(
            "focus_selected",
            tr("F&ocus on the selected"),
            "focus",
            shortcut="Ctrl+J",
            icon="focus-2",
            is_enabled=lambda now: is_writable_chart(now) and bool(now.entities),
            tip=tr("Show only the selected entities and the links between them"),
            starts_group=True,
        ),
        _one(
            "restore_all",
            tr("Show &all again"),
            "restore",
            shortcut="Ctrl+Alt+J",
            is_enabled=lambda now: is_writable_chart(now) and now.is_focused,
            tip=tr("End the focus: the whole chart is shown as before"),
        ),
        _one(
            "filter_chart",
            tr("&Filter…"),
            "filter",
            shortcut="Ctrl+Shift+C",
            icon="filter",
            short=tr("Filter"),
            tip=tr("Leave out types, or links that are not sure; each filter stands as a chip"),
        ),
        _one(
            "clear_filters",
            tr("&Clear all filters"),
            "clear_filters",
            is_enabled=lambda now: is_writable_chart(now) and now.is_filtered,
        ),
        _one(
            "mark_seen",
            tr("&Mark as seen"),
            "mark_seen",
            icon="check",
            tip=tr("Take away the mark “changed since placed”: of the selected, or of all"),
            starts_group=True,
        ),
    ]
