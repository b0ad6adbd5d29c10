"""Chart > Looks: how items, lines and the whole chart are drawn."""

from __future__ import annotations

from functools import partial

from iwtlink.gui.actions.chart_menu import chart_action
from iwtlink.gui.actions.spec import ActionSpec, Situation, has_database, is_writable_chart
from iwtlink.i18n import tr

_one = partial(chart_action, group="chart_looks", submenu="looks", is_enabled=is_writable_chart)


def look_actions() -> list[ActionSpec]:
    """Give the actions of the menu inside the Chart menu."""
    return [
        _one(
            "show_style",
            tr("&Style of the selected"),
            "toggle_style",
            shortcut="Alt+Return",
            icon="palette",
            is_enabled=has_database,
            is_checkable=True,
            tip=tr("How the selected items and lines are drawn; many at once"),
            starts_group=True,
        ),
        _one(
            "show_palette",
            tr("&Palette"),
            "toggle_palette",
            shortcut="Shift+F9",
            icon="template",
            is_enabled=has_database,
            is_checkable=True,
            tip=tr("Types to place by clicking or dragging, links to draw, free items"),
        ),
        _one(
            "format_painter",
            tr("Cop&y the look to others"),
            "paint",
            icon="brush",
            is_enabled=_has_a_look_to_hand_on,
            is_checkable=True,
            is_checked=lambda now: now.is_handing_on,
            tip=tr("Then click what is to look the same; Esc ends it"),
        ),
        _one(
            "default_look",
            tr("Make it the &usual look of its type"),
            "make_usual",
            is_enabled=_has_items,
            tip=tr("Entities placed from now on, and links of the type, are drawn like it"),
        ),
        _one(
            "forget_look",
            tr("Take the usual look of its type &away"),
            "forget_usual",
            is_enabled=_has_items,
            tip=tr("Links of the type, and what is placed from now on, are drawn as at first"),
        ),
        _one(
            "usual_looks",
            tr("Usual l&ooks…"),
            "usual_looks",
            tip=tr("Of each representation, entity type and link type on this chart"),
        ),
        _one(
            "chart_settings",
            tr("&Chart settings…"),
            "settings",
            icon="adjustments-horizontal",
            tip=tr("Convention, links of a pair, names, badges, what stands under labels"),
        ),
        _one(
            "chart_rules",
            tr("Conditional &formatting…"),
            "rules",
            group="chart_rules",
            tip=tr("Rules that draw by what is known: colour, size, width, frame, badge"),
        ),
        _one(
            "chart_legend",
            tr("&Legend…"),
            "legend",
            tip=tr("What the signs mean, taken from the chart or written by hand"),
            starts_group=True,
        ),
        _one(
            "hide_legend",
            tr("&Hide the legend"),
            "hide_legend",
            is_enabled=lambda now: is_writable_chart(now) and now.has_legend,
        ),
        _one(
            "title_block",
            tr("&Title block…"),
            "title_block",
            tip=tr(
                "Subtitle, author, marking, keywords and fields of your own; on prints and in files"
            ),
        ),
        _one(
            "hide_title_block",
            tr("Hide the t&itle block"),
            "hide_title_block",
            is_enabled=lambda now: is_writable_chart(now) and now.has_title_block,
        ),
        _one(
            "save_template",
            tr("&Keep as a template…"),
            "save_template",
            icon="template",
            tip=tr("Settings, rules, legend, usual looks and paper, without items"),
            starts_group=True,
        ),
        _one(
            "new_from_template",
            tr("&New chart from a template…"),
            "new_from_template",
            is_enabled=lambda now: now.is_writable,
        ),
        _one(
            "saved_styles",
            tr("Te&mplates and saved styles…"),
            "saved",
            group="chart_rules",
            is_enabled=has_database,
            tip=tr("Rename or delete what was kept for other charts"),
        ),
    ]


def _has_a_look_to_hand_on(now: Situation) -> bool:
    return is_writable_chart(now) and bool(
        now.entities or now.links or now.shapes or now.is_handing_on
    )


def _has_items(now: Situation) -> bool:
    return is_writable_chart(now) and bool(now.entities or now.links)
