"""Chart > Looks: how items, lines and the whole chart are drawn."""

from __future__ import annotations

from collections.abc import Callable

from iwtlink.gui.actions.spec import ActionSpec, Situation, is_writable_chart
from iwtlink.i18n import tr


def look_actions() -> list[ActionSpec]:
    """Give the actions of the menu inside the Chart menu."""
    return [
        _one(
            "show_style",
            tr("&Style of the selected"),
            "toggle_style",
            shortcut="Alt+Return",
            icon="palette",
            is_enabled=lambda now: now.has_database,
            is_checkable=True,
            tip=tr("How the selected items and lines are drawn; many at once"),
            starts_group=True,
        ),
    ]


def _one(
    name: str,
    text: str,
    method: str,
    *,
    is_enabled: Callable[[Situation], bool] = is_writable_chart,
    **more: object,
) -> ActionSpec:
    return ActionSpec(
        name,
        text,
        "chart",
        f"chart_looks.{method}",
        is_enabled=is_enabled,
        submenu="looks",
        **more,  # type: ignore[arg-type] # named as in ActionSpec
    )
