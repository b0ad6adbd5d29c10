"""Chart > Arrange by hand: where the analyst says that items stand."""

from __future__ import annotations

from functools import partial

from iwtlink.gui.actions.chart_menu import chart_action
from iwtlink.gui.actions.spec import ActionSpec, Situation, is_chart, is_writable_chart
from iwtlink.i18n import tr

_one = partial(chart_action, group="chart_arrange", submenu="arrange", is_enabled=is_writable_chart)


def arrange_actions() -> list[ActionSpec]:
    """Give the actions of the menu of arranging by hand, inside the Chart menu."""
    return [
        _one(
            "group_items",
            tr("&Group"),
            "group",
            shortcut="Ctrl+G",
            is_enabled=_has_some_to_group,
            tip=tr("The selected move and are laid out as one"),
        ),
        _one(
            "ungroup_items",
            tr("&Ungroup"),
            "ungroup",
            shortcut="Ctrl+Shift+G",
            is_enabled=lambda now: is_writable_chart(now) and bool(now.held),
        ),
        _one(
            "pin_items",
            tr("&Pin to the place"),
            "pin",
            icon="pin",
            is_enabled=_has_entities,
            tip=tr("No layout moves what is pinned"),
        ),
        _one("unpin_items", tr("U&npin"), "unpin", is_enabled=_has_entities),
        _one(
            "fold_like",
            tr("&Fold like neighbours"),
            "fold",
            shortcut="Ctrl+Shift+B",
            tip=tr("Entities of one type with the same links become one bundle, counted"),
            starts_group=True,
        ),
        _one("unfold", tr("Unfo&ld"), "unfold", tip=tr("The selected bundles, or all of them")),
        *_align_actions(),
        _one(
            "snap_to_grid",
            tr("&Snap to the grid"),
            "snap",
            is_checkable=True,
            is_checked=lambda now: now.is_snapped,
            starts_group=True,
        ),
        _one(
            "show_grid",
            tr("Show the gri&d"),
            "grid",
            is_enabled=is_chart,
            is_checkable=True,
            is_checked=lambda now: now.has_grid,
        ),
        _one(
            "lock_layout",
            tr("Loc&k the layout"),
            "lock",
            icon="lock",
            is_checkable=True,
            is_checked=lambda now: now.is_fixed,
            tip=tr("Nothing that is on the chart moves, by hand or by a layout"),
        ),
    ]


def _align_actions() -> list[ActionSpec]:
    titles = {
        "left": tr("&Left edges"),
        "centre": tr("&Centres, one below the other"),
        "right": tr("&Right edges"),
        "top": tr("&Top edges"),
        "middle": tr("&Middles, side by side"),
        "bottom": tr("&Bottom edges"),
    }
    aligned = [
        _one(
            f"align_{edge}",
            text,
            f"align:{edge}",
            is_enabled=_has_two,
            starts_group=edge == "left",
            submenu="arrange.align",
        )
        for edge, text in titles.items()
    ]
    spread = {"across": tr("&Distribute across"), "down": tr("D&istribute down")}
    return aligned + [
        _one(
            f"distribute_{way}",
            text,
            f"distribute:{way}",
            is_enabled=lambda now: is_writable_chart(now) and now.entities > 2,
            tip=tr("Equal gaps; the outermost stay"),
            starts_group=way == "across",
            submenu="arrange.align",
        )
        for way, text in spread.items()
    ]


def _has_some_to_group(now: Situation) -> bool:
    return is_writable_chart(now) and now.entities + now.shapes > 1


def _has_two(now: Situation) -> bool:
    return is_writable_chart(now) and now.entities > 1


def _has_entities(now: Situation) -> bool:
    return is_writable_chart(now) and bool(now.entities)
