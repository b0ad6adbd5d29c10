"""The File menu's Exchange: what one laptop hands to another."""

from __future__ import annotations

from iwtlink.gui.actions.spec import ActionSpec, has_database, is_writable
from iwtlink.i18n import tr


def exchange_actions() -> list[ActionSpec]:
    """Give the actions of File › Exchange."""
    return [
        ActionSpec(
            "write_exchange",
            tr("&Write an exchange file…"),
            "file",
            "exchange.write",
            icon="file-export",
            is_enabled=is_writable,
            tip=tr("Hand this database, or a part of it, to another laptop, encrypted"),
            submenu="exchange",
        ),
        ActionSpec(
            "read_exchange",
            tr("&Read an exchange file…"),
            "file",
            "exchange.read",
            icon="database-import",
            is_enabled=is_writable,
            tip=tr("See what another laptop brings, then read it in as one step"),
            submenu="exchange",
        ),
        ActionSpec(
            "past_exchanges",
            tr("&Past exchanges…"),
            "file",
            "exchange.past",
            icon="history",
            is_enabled=has_database,
            tip=tr("Who had what, and when"),
            submenu="exchange",
        ),
        ActionSpec(
            "short_code",
            tr("&Short code of this database…"),
            "file",
            "exchange.short_code",
            icon="tag",
            is_enabled=is_writable,
            tip=tr("The letters in every reference; each laptop needs its own"),
            submenu="exchange",
        ),
    ]
