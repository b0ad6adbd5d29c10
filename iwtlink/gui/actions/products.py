"""The Products menu: what goes out."""

from __future__ import annotations

from iwtlink.gui.actions.spec import ActionSpec, has_database
from iwtlink.i18n import tr


def product_actions() -> list[ActionSpec]:
    """Give the actions of the Products menu."""
    return [
        ActionSpec(
            "dossier",
            tr("&Dossier…"),
            "products",
            "products.dossier",
            shortcut="Ctrl+Shift+D",
            icon="report",
            is_enabled=has_database,
            tip=tr("Everything about one person, organisation, facility or syndicate"),
            toolbar=4,
            short=tr("Dossier"),
        ),
        ActionSpec(
            "situation",
            tr("&Situational analysis…"),
            "products",
            "products.situation",
            shortcut="Ctrl+Shift+S",
            icon="report-analytics",
            is_enabled=has_database,
            tip=tr("Seizures, routes and people for places, commodities and a period"),
        ),
    ]
