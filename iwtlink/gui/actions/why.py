"""Why an action cannot run now, in a sentence that says what to do first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from iwtlink.gui.actions.spec import ActionSpec, Situation
from iwtlink.i18n import tr

Way = tuple[Situation, str]
"""A situation that could be, and what the one there is lacks."""


def ways_from(now: Situation) -> list[Way]:
    """Give the situations near by, the likelier first; made once for all actions."""
    near = [now, *(replace(now, **changes) for changes, _ in _lacks())]
    if now.is_locked:
        words = tr("The database is locked: type its passphrase first.")
        return [(replace(_opened(one), is_locked=False), words) for one in near]
    ways = list(zip(near[1:], (sentence for _, sentence in _lacks()), strict=True))
    if not now.has_database:
        return [(_opened(one), tr("Open a database first.")) for one in near]
    if not now.is_writable:
        words = tr("This database is open read-only: nothing can be changed in it.")
        ways += [(replace(one, is_writable=True), words) for one in near]
    return ways


def why_not(spec: ActionSpec, ways: Sequence[Way]) -> str:
    """Say what an action that is greyed waits for; empty where nothing simple would enable it."""
    lacking = [sentence for near, sentence in ways if spec.is_enabled(near)]
    single = {tr("Select an entity first."), tr("Select a link first.")}
    if single.issubset(lacking):
        return tr("Select something first.")
    return lacking[0] if lacking else ""


def _opened(one: Situation) -> Situation:
    return replace(one, has_database=True, is_writable=True)


def _lacks() -> list[tuple[dict[str, Any], str]]:
    chart: dict[str, Any] = {"page": "chart"}
    return [
        ({"undo": "-"}, tr("There is nothing to undo.")),
        ({"redo": "-"}, tr("There is nothing to do again.")),
        ({"is_encrypted": True}, tr("This database is not encrypted.")),
        ({**chart, "has_legend": True}, tr("No chart with a legend is in front.")),
        ({**chart, "has_title_block": True}, tr("No chart with a title block is in front.")),
        ({**chart, "is_focused": True}, tr("Nothing is in focus on a chart in front.")),
        ({**chart, "is_filtered": True}, tr("Nothing is filtered on a chart in front.")),
        ({"is_elsewhere": True}, tr("This page stands in its tab already.")),
        ({"is_elsewhere": False}, tr("This page stands apart already.")),
        ({"page": "table"}, tr("Open a page first.")),
        (chart, tr("Open a chart first.")),
        ({"entities": 1, "links": 0}, tr("Select an entity first.")),
        ({"links": 1, "entities": 0}, tr("Select a link first.")),
        ({"shapes": 1}, tr("Select a free item first.")),
        ({**chart, "held": 1}, tr("Nothing selected belongs to a group or a container.")),
        ({"entities": 2}, tr("Select two entities first.")),
        ({**chart, "entities": 3}, tr("Select three entities first.")),
        ({**chart, "entities": 1}, tr("Select an entity on a chart first.")),
        ({**chart, "links": 1}, tr("Select a link on a chart first.")),
        ({**chart, "entities": 2}, tr("Select two entities on a chart first.")),
    ]
