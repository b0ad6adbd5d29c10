"""Menus, toolbar and shortcuts, made from the one action list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar, QToolButton

from iwtlink.gui.actions import ActionSpec, Situation, menu_titles, submenu_titles
from iwtlink.gui.actions.why import ways_from, why_not
from iwtlink.gui.icons import action_icon
from iwtlink.gui.plain import menu_text
from iwtlink.i18n import tr


class ActionSet:
    """The window's QActions by name, made from their specifications."""

    def __init__(self, window: QMainWindow, specs: list[ActionSpec]) -> None:
        self.specs = {spec.name: spec for spec in specs}
        self.usual_keys = {spec.name: spec.shortcut for spec in specs}
        self.actions = {spec.name: _make(window, spec) for spec in specs}
        window.addActions(list(self.actions.values()))

    def __getitem__(self, name: str) -> QAction:
        return self.actions[name]

    def use_keys(self, own: Mapping[str, str]) -> None:
        """Give actions these keys, and the others their usual ones; ``own`` as of ``own_keys``."""
        changed = {
            name: own.get(name, usual)
            for name, usual in self.usual_keys.items()
            if own.get(name, usual) != self.specs[name].shortcut
        }
        for name in changed:  # first, so that no two have the same keys for a moment
            self.actions[name].setShortcut(QKeySequence())
        for name, keys in changed.items():
            self.specs[name] = replace(self.specs[name], shortcut=keys)
            self.actions[name].setShortcut(QKeySequence(keys))
            self.actions[name].setToolTip(_tip(self.specs[name]))

    def connect(self, slot_of: Callable[[str], Callable[[], None]]) -> None:
        """Connect every action to the method that ``slot_of`` gives for its slot."""
        for name, spec in self.specs.items():
            slot = slot_of(spec.slot)
            self.actions[name].triggered.connect(lambda checked=False, slot=slot: slot())

    def fit(self, now: Situation) -> None:
        """Enable what can run now and name the steps that undo and redo would change."""
        ways = ways_from(now)
        for name, spec in self.specs.items():
            is_allowed = spec.works_locked or not now.is_locked
            can_run = is_allowed and spec.is_enabled(now)
            self.actions[name].setEnabled(can_run)
            self.actions[name].setToolTip(_tip(spec, "" if can_run else why_not(spec, ways)))
            if spec.is_checked is not None:
                self.actions[name].setChecked(spec.is_checked(now))
        for name, label in (("undo", now.undo), ("redo", now.redo)):
            plain = self.specs[name].text
            self.actions[name].setText(f"{plain}: {menu_text(label)}" if label else plain)

    def retint(self) -> None:
        """Draw the icons in the colours of the mode in use."""
        for name, spec in self.specs.items():
            self.actions[name].setIcon(action_icon(spec.icon))

    def fill_menus(self, window: QMainWindow) -> dict[str, QMenu]:
        """Make the menus; gives them by name so that a panel may add its own entries."""
        menus: dict[str, QMenu] = {}
        for name, title in menu_titles().items():
            listed = [spec for spec in self.specs.values() if spec.menu == name]
            if not listed:
                continue
            menu = window.menuBar().addMenu(title)
            menu.setObjectName(f"menu_{name}")
            menu.setToolTipsVisible(True)
            for spec in listed:
                is_first = bool(spec.submenu) and spec.submenu not in menus
                inner = _submenu(menu, spec.submenu, menus) if spec.submenu else menu
                if spec.starts_group and is_first:  # the line stands above the menu inside
                    outer = menus.get(spec.submenu.rpartition(".")[0], menu)
                    outer.insertSeparator(inner.menuAction())
                elif spec.starts_group:
                    inner.addSeparator()
                inner.addAction(self.actions[spec.name])
            menus[name] = menu
        return menus

    def fill_toolbar(self, bar: QToolBar) -> None:
        """Put the actions of the toolbar on it, a line between groups."""
        bar.setIconSize(QSize(20, 20))
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        last = 0
        for spec in sorted(self.specs.values(), key=lambda spec: spec.toolbar):
            if not spec.toolbar:
                continue
            if last and spec.toolbar != last:
                bar.addSeparator()
            last = spec.toolbar
            bar.addAction(self.actions[spec.name])
            if spec.toolbar > 1:
                button = bar.widgetForAction(self.actions[spec.name])
                assert isinstance(button, QToolButton)
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)


def plain_text(spec: ActionSpec) -> str:
    """Give an action's text without mnemonic and dots, as a list shows it."""
    return spec.text.replace("&", "").rstrip("…")


def _make(window: QMainWindow, spec: ActionSpec) -> QAction:
    action = QAction(action_icon(spec.icon), spec.text, window)
    action.setObjectName(spec.name)
    action.setCheckable(spec.is_checkable)
    action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
    if spec.shortcut:
        action.setShortcut(QKeySequence(spec.shortcut))
    action.setToolTip(_tip(spec))
    action.setIconText(spec.short or plain_text(spec))
    action.setStatusTip(spec.tip or plain_text(spec))
    if spec.name == "quit":
        action.setMenuRole(QAction.MenuRole.QuitRole)
    if spec.name == "about":
        action.setMenuRole(QAction.MenuRole.AboutRole)
    action.setIconVisibleInMenu(True)
    return action


def _tip(spec: ActionSpec, why_greyed: str = "") -> str:
    """Give what is told under the mouse: name and keys, what it does, and what it waits for."""
    sequence = QKeySequence(spec.shortcut)
    keys = f" ({sequence.toString(QKeySequence.SequenceFormat.NativeText)})"
    name = plain_text(spec) + (keys if spec.shortcut else "")
    return "\n".join(filter(None, (name, spec.tip, why_greyed)))


def _submenu(menu: QMenu, name: str, known: dict[str, QMenu]) -> QMenu:
    """Give a menu inside a menu, made where its first action stands."""
    if name not in known:
        outer, _, _ = name.rpartition(".")
        holder = _submenu(menu, outer, known) if outer else menu
        made = holder.addMenu(submenu_titles()[name])
        made.setObjectName(f"menu_{name}")
        made.setToolTipsVisible(True)
        known[name] = made
    return known[name]


def toolbar_title() -> str:
    """Give the name of the toolbar for those who hear it."""
    return tr("Main toolbar")
