"""Chart > Paper and print."""

from __future__ import annotations

from functools import partial

from iwtlink.gui.actions.chart_menu import chart_action
from iwtlink.gui.actions.spec import ActionSpec, Situation, is_chart, is_writable_chart
from iwtlink.i18n import tr

_one = partial(chart_action, group="chart_paper", submenu="paper", is_enabled=is_chart)


def paper_actions() -> list[ActionSpec]:
    """Give the actions of the menu inside the Chart menu."""
    titles = {
        "A3 landscape": tr("A&3 across"),
        "A3 portrait": tr("A3 &upright"),
        "A4 landscape": tr("A&4 across"),
        "A4 portrait": tr("A4 up&right"),
    }
    return [
        _one(
            "show_frame",
            tr("Show the &edge of the paper"),
            "frame",
            is_enabled=is_writable_chart,
            is_checkable=True,
            is_checked=lambda now: now.has_frame,
            tip=tr("What is inside can be read when it is printed on one sheet"),
            starts_group=True,
        ),
        *(
            _one(
                f"paper_{name.replace(' ', '_').lower()}",
                text,
                f"choose:{name}",
                is_enabled=is_writable_chart,
                is_checkable=True,
                is_checked=partial(_is_paper, name),
                starts_group=name == "A3 landscape",
            )
            for name, text in titles.items()
        ),
        _one(
            "fit_to_a3",
            tr("&Fit to A3…"),
            "fit:A3",
            tip=tr("One sheet with title, legend, marking and date, or what to split"),
            starts_group=True,
        ),
        _one("fit_to_a4", tr("Fit to &A4…"), "fit:A4"),
        _one(
            "copy_picture",
            tr("&Copy as a picture"),
            "copy_picture",
            icon="copy",
            tip=tr("The whole chart with its title, for a document or a mail"),
            starts_group=True,
        ),
        _one(
            "print_chart",
            tr("&Print…"),
            "print_pages",
            shortcut="Ctrl+P",
            icon="printer",
            tip=tr("Over one page or many, with a look at them first"),
        ),
    ]


def _is_paper(name: str, now: Situation) -> bool:
    return now.has_frame and now.paper == name
