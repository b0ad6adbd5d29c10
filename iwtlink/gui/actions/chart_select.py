"""Chart > Select: what a selection takes in, finding, and the ten stored selections."""

from __future__ import annotations

from functools import partial

from iwtlink.gui.actions.chart_menu import chart_action
from iwtlink.gui.actions.spec import ActionSpec, Situation, is_chart, is_writable_chart
from iwtlink.i18n import tr

_one = partial(chart_action, group="chart_select", submenu="select", is_enabled=is_chart)


def select_actions() -> list[ActionSpec]:
    """Give the actions of the menu inside the Chart menu."""
    return [
        _one(
            "select_by",
            tr("By &type, link or strength…"),
            "by_type",
            shortcut="Ctrl+Shift+T",
            tip=tr("Tick types of entities and links, and strengths, counted"),
            starts_group=True,
        ),
        _one("select_ends", tr("&Ends of the selected links"), "ends", is_enabled=_has_links),
        _one(
            "select_between",
            tr("Links &between the selected"),
            "between",
            is_enabled=_has_two,
        ),
        _one("select_links_at", tr("Lin&ks of the selected"), "links_at", is_enabled=_has_entities),
        _one(
            "select_linked",
            tr("&Linked entities"),
            "linked",
            shortcut="Ctrl+Shift+U",
            is_enabled=_has_entities,
            tip=tr("Take in who is linked with the selected; again for one step more"),
        ),
        _one(
            "select_path",
            tr("&Path between the two selected"),
            "path",
            shortcut="Ctrl+T",
            is_enabled=_is_pair,
            tip=tr("Every shortest path on the chart, from the first selected to the second"),
        ),
        _one(
            "select_path_arrows",
            tr("Path along the &arrows"),
            "path_along_arrows",
            is_enabled=_is_pair,
            tip=tr("From the first selected to the second; undirected links are open both ways"),
        ),
        _one(
            "select_inverse",
            tr("&Inverse"),
            "inverse",
            shortcut="Ctrl+Shift+Y",
            tip=tr("Select what is not selected, of the kinds selected now"),
        ),
        _one("select_nothing", tr("&Nothing"), "nothing", is_enabled=_has_any),
        _one(
            "find_on_chart",
            tr("&Find on the chart"),
            "find",
            icon="search",
            tip=tr("Ctrl+F does the same while the chart has the keyboard"),
            starts_group=True,
        ),
        *(_stored(place) for place in range(10)),
        *(_recalled(place) for place in range(10)),
    ]


def _stored(place: int) -> ActionSpec:
    return _one(
        f"store_selection_{place}",
        tr("Store as selection &{n}", n=place),
        f"store:{place}",
        shortcut=f"Ctrl+Shift+{place}",
        is_enabled=lambda now: is_writable_chart(now) and _has_any(now),
        submenu="select.store",
    )


def _recalled(place: int) -> ActionSpec:
    return _one(
        f"recall_selection_{place}",
        tr("Recall selection &{n}", n=place),
        f"recall:{place}",
        shortcut=f"Alt+{place}",
        submenu="select.recall",
    )


def _has_any(now: Situation) -> bool:
    return now.is_chart and bool(now.selected)


def _has_entities(now: Situation) -> bool:
    return now.is_chart and bool(now.entities)


def _has_links(now: Situation) -> bool:
    return now.is_chart and bool(now.links)


def _has_two(now: Situation) -> bool:
    return now.is_chart and now.entities > 1


def _is_pair(now: Situation) -> bool:
    return now.is_chart and now.entities == 2
