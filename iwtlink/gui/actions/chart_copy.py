"""Copying between charts, names pasted from elsewhere, charts side by side and on their own."""

from __future__ import annotations

from iwtlink.gui.actions.spec import ActionSpec, Situation, is_chart, is_writable_chart
from iwtlink.i18n import tr


def paste_actions() -> list[ActionSpec]:
    """Give the actions of the Edit menu that belong to the clipboard."""
    return [
        ActionSpec(
            "cut",
            tr("C&ut"),
            "edit",
            "chart_copy.cut",
            shortcut="Ctrl+X",
            is_enabled=lambda now: is_writable_chart(now) and bool(now.entities or now.links),
            tip=tr("Copy the selected items and take them off the chart"),
        ),
        ActionSpec(
            "paste",
            tr("&Paste"),
            "edit",
            "chart_paste.paste",
            shortcut="Ctrl+V",
            is_enabled=is_writable_chart,
            tip=tr("Items copied from a chart, of another database too, or a column of names"),
        ),
    ]


def copy_actions() -> list[ActionSpec]:
    """Give the actions of the Chart menu that make a chart of another, or fill it from a list."""
    return [
        ActionSpec(
            "duplicate_chart",
            tr("D&uplicate the chart"),
            "chart",
            "chart_copy.duplicate",
            icon="copy",
            is_enabled=is_writable_chart,
            tip=tr("The same chart once more, to be changed without touching this one"),
        ),
        ActionSpec(
            "chart_of_selected",
            tr("New chart &of the selected, as they stand"),
            "chart",
            "chart_copy.chart_of_selected",
            is_enabled=lambda now: is_writable_chart(now) and bool(now.entities),
            tip=tr("Places and looks are kept"),
        ),
        ActionSpec(
            "paste_names",
            tr("&Paste a column of names…"),
            "chart",
            "chart_paste.paste_names",
            is_enabled=is_writable_chart,
            tip=tr("Who is known is placed; new ones are made after you have looked"),
            starts_group=True,
        ),
    ]


def beside_actions() -> list[ActionSpec]:
    """Give the actions of the View menu that move a page out of the tabs."""
    return [
        ActionSpec(
            "page_beside",
            tr("Put the tab &beside the others"),
            "view",
            "chart_copy.beside",
            shortcut="Ctrl+Alt+B",
            icon="columns-3",
            is_enabled=_has_page,
            tip=tr("Two charts side by side; the one worked in last is in front"),
            starts_group=True,
        ),
        ActionSpec(
            "page_apart",
            tr("Give the tab a &window of its own"),
            "view",
            "chart_copy.apart",
            shortcut="Ctrl+Alt+W",
            is_enabled=_has_page,
            tip=tr("For a second screen"),
        ),
        ActionSpec(
            "page_back",
            tr("Put it bac&k among the tabs"),
            "view",
            "chart_copy.back",
            is_enabled=lambda now: now.is_elsewhere,
        ),
        ActionSpec(
            "show_overview",
            tr("Overview &map of the chart"),
            "view",
            "chart_copy.toggle_overview",
            shortcut="F12",
            is_enabled=is_chart,
            is_checkable=True,
            tip=tr("The whole chart small, with a frame round what is seen; drag it"),
        ),
    ]


def _has_page(now: Situation) -> bool:
    return bool(now.page) and not now.is_elsewhere
