"""The Help menu."""

from __future__ import annotations

from iwtlink.gui.actions.spec import ActionSpec
from iwtlink.i18n import tr


def help_actions() -> list[ActionSpec]:
    """Give the actions of the Help menu."""
    return [
        ActionSpec("manual", tr("&Manual"), "help", "help.manual", shortcut="F1", icon="book"),
        ActionSpec("shortcuts", tr("&Keyboard"), "help", "help.shortcuts", icon="command"),
        ActionSpec(
            "about",
            tr("&About iwtlink"),
            "help",
            "help.about",
            icon="info-circle",
            starts_group=True,
        ),
    ]
