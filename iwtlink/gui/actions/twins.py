"""Same or different: the queue of pairs, and comparing what is selected. In the Edit menu."""

from __future__ import annotations

from iwtlink.gui.actions.spec import ActionSpec, Situation, has_database
from iwtlink.i18n import tr


def twin_actions() -> list[ActionSpec]:
    """Give the actions of judging and merging."""
    return [
        ActionSpec(
            "show_twins",
            tr("Sa&me or different?"),
            "edit",
            "twins.show_queue",
            shortcut="Ctrl+M",
            icon="arrows-join",
            is_enabled=has_database,
            tip=tr("Records that may be one and the same, surest first, to be judged by a key"),
            starts_group=True,
        ),
        ActionSpec(
            "twins_of_selected",
            tr("T&wins of the selected"),
            "edit",
            "twins.show_queue_of_selected",
            is_enabled=lambda now: now.has_database and now.entities > 0,
            tip=tr("Who else in the database may be what is selected"),
        ),
        ActionSpec(
            "merge_items",
            tr("Compare and mer&ge…"),
            "edit",
            "twins.compare_selected",
            shortcut="Ctrl+Shift+M",
            is_enabled=_has_several,
            tip=tr("Put the selected records side by side; merge them, or judge them different"),
        ),
        ActionSpec(
            "split_item",
            tr("Split what was m&erged…"),
            "edit",
            "twins.split_selected",
            is_enabled=lambda now: now.is_writable and now.entities + now.links == 1,
            tip=tr("Take out again what was merged into the selected record"),
        ),
    ]


def _has_several(now: Situation) -> bool:
    return now.is_writable and (now.entities >= 2 or (now.links >= 2 and not now.entities))
