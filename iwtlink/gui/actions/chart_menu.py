"""One line of a menu inside the Chart menu; each menu fills in its group and its name."""

from __future__ import annotations

from collections.abc import Callable

from iwtlink.gui.actions.spec import ActionSpec, Situation


def chart_action(
    name: str,
    text: str,
    method: str,
    *,
    group: str,
    submenu: str,
    is_enabled: Callable[[Situation], bool],
    shortcut: str = "",
    icon: str = "",
    tip: str = "",
    short: str = "",
    toolbar: int = 0,
    is_checkable: bool = False,
    is_checked: Callable[[Situation], bool] | None = None,
    starts_group: bool = False,
) -> ActionSpec:
    """Give the action that calls ``method`` of a group of commands; the rest as ``ActionSpec``."""
    return ActionSpec(
        name,
        text,
        "chart",
        f"{group}.{method}",
        shortcut,
        icon,
        is_enabled,
        tip,
        toolbar,
        short,
        is_checkable,
        is_checked,
        starts_group,
        submenu=submenu,
    )
