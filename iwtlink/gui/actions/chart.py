"""The Chart menu."""

from __future__ import annotations

from iwtlink.gui.actions.chart_arrange import arrange_actions
from iwtlink.gui.actions.chart_briefing import briefing_actions
from iwtlink.gui.actions.chart_copy import copy_actions
from iwtlink.gui.actions.chart_layout import layout_actions
from iwtlink.gui.actions.chart_link import link_actions
from iwtlink.gui.actions.chart_looks import look_actions
from iwtlink.gui.actions.chart_paper import paper_actions
from iwtlink.gui.actions.chart_select import select_actions
from iwtlink.gui.actions.chart_show import show_actions
from iwtlink.gui.actions.spec import (
    ActionSpec,
    Situation,
    has_chart_items,
    is_chart,
    is_writable,
    is_writable_chart,
)
from iwtlink.i18n import tr


def chart_actions() -> list[ActionSpec]:
    """Give the actions of the Chart menu."""
    return [
        ActionSpec(
            "new_chart",
            tr("&New chart"),
            "chart",
            "chart.new_chart",
            shortcut="Ctrl+N",
            icon="square-plus",
            is_enabled=is_writable,
            tip=tr("Start an empty chart; entities selected in a table are placed on it"),
            toolbar=2,
        ),
        ActionSpec(
            "add_to_chart",
            tr("&Add the selected to a chart…"),
            "chart",
            "chart.add_to_chart",
            shortcut="Ctrl+Shift+A",
            icon="share-2",
            is_enabled=_has_entities,
        ),
        *copy_actions(),
        ActionSpec(
            "expand",
            tr("&Expand neighbours…"),
            "chart",
            "chart.expand",
            shortcut="Ctrl+E",
            short=tr("Expand"),
            icon="topology-star-3",
            is_enabled=lambda now: is_writable_chart(now) and bool(now.entities),
            tip=tr("Add to the chart what the selected entities are linked to"),
            starts_group=True,
        ),
        ActionSpec(
            "take_off",
            tr("&Remove from the chart"),
            "chart",
            "chart.take_off",
            shortcut="Del",
            icon="circle-x",
            is_enabled=has_chart_items,
            tip=tr("The items stay in the database"),
        ),
        *select_actions(),
        *show_actions(),
        *layout_actions(),
        *arrange_actions(),
        *link_actions(),
        *look_actions(),
        *briefing_actions(),
        *paper_actions(),
        ActionSpec(
            "fit",
            tr("&Fit the chart to the window"),
            "chart",
            "chart.fit",
            shortcut="Ctrl+0",
            short=tr("Fit"),
            icon="arrows-maximize",
            is_enabled=is_chart,
            starts_group=True,
        ),
        ActionSpec(
            "fit_selected",
            tr("Fit the selected to the &window"),
            "chart",
            "chart.fit_selected",
            shortcut="Ctrl+Alt+0",
            is_enabled=lambda now: is_chart(now) and bool(now.entities or now.links or now.shapes),
        ),
        ActionSpec(
            "zoom_in",
            tr("Zoom &in"),
            "chart",
            "chart.zoom_in",
            shortcut="Ctrl++",
            icon="zoom-in",
            is_enabled=is_chart,
        ),
        ActionSpec(
            "zoom_out",
            tr("Zoom &out"),
            "chart",
            "chart.zoom_out",
            shortcut="Ctrl+-",
            icon="zoom-out",
            is_enabled=is_chart,
        ),
        ActionSpec(
            "rename_chart",
            tr("Rena&me the chart…"),
            "chart",
            "chart.rename_chart",
            icon="pencil",
            is_enabled=is_writable_chart,
            starts_group=True,
        ),
        ActionSpec(
            "delete_chart",
            tr("&Delete the chart…"),
            "chart",
            "chart.delete_chart",
            icon="trash",
            is_enabled=is_writable_chart,
        ),
        ActionSpec(
            "export_chart",
            tr("E&xport as PDF, SVG, PNG or HTML…"),
            "chart",
            "chart.export_chart",
            shortcut="Ctrl+Shift+P",
            short=tr("Export"),
            icon="file-export",
            is_enabled=is_chart,
            starts_group=True,
        ),
    ]


def _has_entities(now: Situation) -> bool:
    return now.is_writable and bool(now.entities)
