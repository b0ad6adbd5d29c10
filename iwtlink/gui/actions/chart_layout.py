"""Chart > Layout: where items stand by a layout, or as on another chart."""

from __future__ import annotations

from functools import partial

from iwtlink.gui.actions.chart_menu import chart_action
from iwtlink.gui.actions.spec import ActionSpec, Situation, is_writable_chart
from iwtlink.i18n import tr

_layout = partial(
    chart_action, group="chart_layout", submenu="layout", is_enabled=is_writable_chart
)


def layout_titles() -> dict[str, str]:
    """Give the layouts in the order of the menu: name and what it is called there."""
    return {
        "organic": tr("&Organic"),
        "peacock": tr("&Peacock"),
        "compact_peacock": tr("&Compact peacock"),
        "grouped": tr("&Grouped"),
        "circular": tr("C&ircular"),
        "hierarchy": tr("&Hierarchy"),
        "organisation": tr("Organis&ation chart"),
        "radial": tr("&Radial from the selected"),
        "fewer_crossings": tr("&Fewer crossings"),
        "timeline": tr("&Timeline, proportional"),
        "timeline_grouped": tr("Timeline, grouped by ti&me"),
    }


def layout_actions() -> list[ActionSpec]:
    """Give the actions of the Layout menu inside the Chart menu."""
    return [
        _layout(
            "arrange",
            tr("&Arrange again"),
            "again",
            shortcut="Ctrl+Shift+L",
            short=tr("Arrange"),
            icon="sitemap",
            tip=tr("By the layout used last, at first Organic; others stand under Chart, Layout"),
            starts_group=True,
        ),
        *(
            _layout(
                f"layout_{name}",
                text,
                f"lay_out:{name}",
                is_checkable=True,
                is_checked=partial(_is_layout, name),
                starts_group=name == "organic",
            )
            for name, text in layout_titles().items()
        ),
        _layout(
            "layout_settings",
            tr("Layout with &settings…"),
            "settings",
            icon="settings",
            tip=tr("Choose the layout, its settings, and whether only the selected are moved"),
            starts_group=True,
        ),
        _layout(
            "copycat",
            tr("Ta&ke places from another chart…"),
            "copycat",
            tip=tr("Entities that both charts show go where they stand on the other"),
        ),
    ]


def _is_layout(name: str, now: Situation) -> bool:
    return now.layout == name
