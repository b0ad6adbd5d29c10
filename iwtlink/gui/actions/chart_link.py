"""Chart > Link, and Edit > Change the selected: also for items chosen in a table."""

from __future__ import annotations

from iwtlink.gui.actions.spec import ActionSpec, Situation, is_writable_chart
from iwtlink.i18n import tr


def link_actions() -> list[ActionSpec]:
    """Give the actions of the Link menu inside the Chart menu."""
    return [
        ActionSpec(
            "link_mode",
            tr("&Draw links"),
            "chart",
            "chart_link.draw",
            shortcut="Ctrl+U",
            icon="link",
            is_enabled=is_writable_chart,
            is_checkable=True,
            is_checked=lambda now: now.tool == "link",
            tip=tr("Press on one entity and drag to the other, until Esc"),
            submenu="link",
        ),
        ActionSpec(
            "link_selected",
            tr("Link the &two selected…"),
            "chart",
            "chart_link.link_selected",
            shortcut="Ctrl+Shift+Return",
            is_enabled=lambda now: is_writable_chart(now) and now.entities == 2,
            tip=tr("From the first selected to the second; choose the verb"),
            submenu="link",
        ),
        ActionSpec(
            "straighten_links",
            tr("&Straighten the selected links"),
            "chart",
            "chart_link.straighten",
            is_enabled=lambda now: is_writable_chart(now) and bool(now.links),
            tip=tr("Take out bend points, and put the label where there is room"),
            submenu="link",
        ),
        *_arrow_actions(),
        ActionSpec(
            "fan_links",
            tr("Draw &parallel links apart"),
            "chart",
            "chart.fan_links",
            is_enabled=is_writable_chart,
            tip=tr("Links between the same two are drawn side by side, not as one with its count"),
            is_checkable=True,
            is_checked=lambda now: now.is_fanned,
            starts_group=True,
            submenu="link",
        ),
        ActionSpec(
            "show_hidden_links",
            tr("Show remo&ved links"),
            "chart",
            "chart.show_hidden_links",
            is_enabled=is_writable_chart,
            tip=tr("Links that were removed from the chart are shown on it again"),
            submenu="link",
        ),
    ]


def _arrow_actions() -> list[ActionSpec]:
    """Give the actions that say where the selected links have arrow heads."""
    ways = {
        "usual": tr("&As its type says"),
        "none": tr("&None"),
        "head": tr("At its &head"),
        "tail": tr("At its &tail"),
        "both": tr("At &both ends"),
    }
    return [
        ActionSpec(
            f"arrow_{way}",
            words,
            "chart",
            f"chart_link.arrow_{way}",
            is_enabled=lambda now: is_writable_chart(now) and bool(now.links),
            tip=tr("Arrow of the selected links on this chart; what they say stays as it is"),
            submenu="link.arrow",
        )
        for way, words in ways.items()
    ]


def change_actions() -> list[ActionSpec]:
    """Give the actions that change all selected entities or links at once."""
    return [
        ActionSpec(
            "change_type",
            tr("&Type…"),
            "edit",
            "chart_change.type",
            is_enabled=_has_one_kind,
            tip=tr("Make all the selected entities, or links, of another type"),
            submenu="change",
            starts_group=True,
        ),
        ActionSpec(
            "change_strength",
            tr("&Strength…"),
            "edit",
            "chart_change.strength",
            is_enabled=_has_links,
            tip=tr("Confirmed, unconfirmed or tentative, for a reason; or by the grades again"),
            submenu="change",
        ),
        ActionSpec(
            "change_grade",
            tr("&Grade…"),
            "edit",
            "chart_change.grade",
            is_enabled=lambda now: now.is_writable and bool(now.entities or now.links),
            tip=tr("Grade the records that say the selected items exist"),
            submenu="change",
        ),
        ActionSpec(
            "reverse_links",
            tr("&Reverse the arrow"),
            "edit",
            "chart_change.reverse",
            is_enabled=_has_links,
            tip=tr("Each selected link begins where it ended"),
            submenu="change",
        ),
    ]


def _has_links(now: Situation) -> bool:
    return now.is_writable and bool(now.links)


def _has_one_kind(now: Situation) -> bool:
    return now.is_writable and bool(now.entities) != bool(now.links)
