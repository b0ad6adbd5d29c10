"""The one list of actions: menus, toolbar, shortcuts and the command list come from it.

A module for each menu holds its actions as data, in the order of the menu; ``spec`` says what
an action is and what it can know of the situation. What an action does is in ``commands``.
Start reading in ``spec``.
"""

from __future__ import annotations

from iwtlink.gui.actions.chart import chart_actions
from iwtlink.gui.actions.edit import edit_actions
from iwtlink.gui.actions.enter import enter_actions
from iwtlink.gui.actions.file import file_actions
from iwtlink.gui.actions.help import help_actions
from iwtlink.gui.actions.products import product_actions
from iwtlink.gui.actions.spec import ActionSpec, Situation
from iwtlink.gui.actions.view import view_actions
from iwtlink.i18n import tr

__all__ = ["ActionSpec", "Situation", "action_list", "menu_path", "menu_titles", "submenu_titles"]


def action_list() -> list[ActionSpec]:
    """Give every action in the user's language."""
    return [
        *file_actions(),
        *edit_actions(),
        *enter_actions(),
        *view_actions(),
        *chart_actions(),
        *product_actions(),
        *help_actions(),
    ]


def menu_titles() -> dict[str, str]:
    """Give the menus from left to right: name and title."""
    return {
        "file": tr("&File"),
        "edit": tr("&Edit"),
        "enter": tr("E&nter"),
        "view": tr("&View"),
        "chart": tr("&Chart"),
        "products": tr("&Products"),
        "help": tr("&Help"),
    }


def submenu_titles() -> dict[str, str]:
    """Give the menus inside menus: name and title; one inside another has a dot in its name."""
    return {
        "exchange": tr("Exc&hange"),
        "change": tr("Chan&ge the selected"),
        "select": tr("&Select"),
        "select.store": tr("S&tore the selection"),
        "select.recall": tr("Re&call a stored selection"),
        "show": tr("S&how and hide"),
        "layout": tr("La&yout"),
        "arrange": tr("Arran&ge by hand"),
        "arrange.align": tr("A&lign and distribute"),
        "link": tr("Lin&k"),
        "link.arrow": tr("&Arrow"),
        "looks": tr("Loo&ks"),
        "briefing": tr("&Briefing"),
        "paper": tr("Pape&r and print"),
    }


def menu_path(spec: ActionSpec) -> list[str]:
    """Give the titles of the menus that lead to an action, without mnemonics."""
    titles = [menu_titles()[spec.menu]]
    names = spec.submenu.split(".") if spec.submenu else []
    titles += [submenu_titles()[".".join(names[: depth + 1])] for depth in range(len(names))]
    return [title.replace("&", "") for title in titles]
