"""Chart > Briefing: snapshots, the view for a meeting, comparing."""

from __future__ import annotations

from functools import partial

from iwtlink.gui.actions.chart_menu import chart_action
from iwtlink.gui.actions.spec import ActionSpec, has_database, is_chart, is_writable_chart
from iwtlink.i18n import tr

_one = partial(chart_action, group="chart_briefing", submenu="briefing", is_enabled=is_chart)


def briefing_actions() -> list[ActionSpec]:
    """Give the actions of the menu inside the Chart menu."""
    return [
        _one(
            "meeting_view",
            tr("&Meeting view…"),
            "meeting",
            shortcut="F11",
            icon="presentation",
            tip=tr("Full screen on a projector, as a chosen reader, without sources"),
            starts_group=True,
        ),
        _one(
            "present_snapshots",
            tr("&Step through the snapshots"),
            "present",
            shortcut="F5",
            tip=tr("Full screen, to the reader chosen last; Page up and down, Esc"),
        ),
        _one(
            "take_snapshot",
            tr("&Take a snapshot"),
            "take",
            shortcut="Ctrl+F5",
            icon="camera",
            is_enabled=is_writable_chart,
            tip=tr("Keep what is shown, where and how, to show it or go back to it"),
        ),
        _one(
            "show_snapshots",
            tr("S&napshots"),
            "toggle_snapshots",
            shortcut="Shift+F5",
            is_enabled=has_database,
            is_checkable=True,
            tip=tr("Name them, put them in order, go back to one"),
        ),
        _one(
            "compare_charts",
            tr("&Compare with…"),
            "compare",
            icon="git-compare",
            tip=tr("What another chart or a snapshot shows more, less or otherwise"),
            starts_group=True,
        ),
    ]
