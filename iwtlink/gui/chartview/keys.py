"""The keys of the chart. Those of i2 where it has one; the window's menus name the others.

Arrows nudge what is selected (Shift: a single pixel, without a selection they walk), Alt+arrows
and Ctrl+arrows walk along links, Tab goes through the items row by row, Enter opens, F2 types
anew what stands on the chart, Menu or Shift+F10 shows the item's menu, Delete takes off the
chart, F or Home fits, + and - zoom, 0 is actual size, Ctrl+A selects all, Esc breaks off, puts
down the tool or selects nothing. Space held pans with the left button, Z held draws a zoom box.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from iwtlink.gui.chartview.walking import item_towards, linked_towards, next_item

if TYPE_CHECKING:
    from iwtlink.gui.chartview.view import ChartView

Key = Qt.Key
STEP = 8.0
"""Chart units an arrow key moves the selection."""
_WAYS = {
    Key.Key_Left: (-1, 0),
    Key.Key_Right: (1, 0),
    Key.Key_Up: (0, -1),
    Key.Key_Down: (0, 1),
}
_PLAIN: dict[Qt.Key, Callable[[ChartView], None]] = {
    Key.Key_F: lambda view: view.fit(),
    Key.Key_Home: lambda view: view.fit(),
    Key.Key_Plus: lambda view: view.zoom(1.25),
    Key.Key_Equal: lambda view: view.zoom(1.25),
    Key.Key_Minus: lambda view: view.zoom(0.8),
    Key.Key_0: lambda view: view.actual_size(),
    Key.Key_Escape: lambda view: view.escape(),
    Key.Key_Delete: lambda view: view.take_off_selected(),
    Key.Key_Backspace: lambda view: view.take_off_selected(),
    Key.Key_Return: lambda view: _open(view),
    Key.Key_Enter: lambda view: _open(view),
    Key.Key_F2: lambda view: _rename(view),
    Key.Key_Menu: lambda view: view.menu.ask(),
}
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


def wants_key(event: QKeyEvent) -> bool:
    """Tell whether a key belongs to the chart even where the window has a shortcut for it.

    Keys without Ctrl only, but for walking: the window's own menus keep theirs.
    """
    keys = event.modifiers() & ~_KEYPAD
    if event.key() in (Key.Key_Tab, Key.Key_Backtab):
        return not keys & Qt.KeyboardModifier.ControlModifier
    return event.key() in _WAYS or event.key() == Key.Key_F2


def is_with_ctrl(event: QKeyEvent) -> bool:
    """Tell whether Ctrl (on a Mac: Command) or Alt is held with a key."""
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return bool(event.modifiers() & held)


def press_key(view: ChartView, event: QKeyEvent) -> bool:
    """Do what a key means on the chart; tell whether it means anything."""
    key, keys = Qt.Key(event.key()), event.modifiers() & ~_KEYPAD
    is_ctrl = bool(keys & Qt.KeyboardModifier.ControlModifier)
    is_shift = bool(keys & Qt.KeyboardModifier.ShiftModifier)
    if key in _WAYS:
        walks = is_ctrl or bool(keys & Qt.KeyboardModifier.AltModifier)
        _arrow(view, _WAYS[key], walks=walks, is_shift=is_shift)
        return True
    if key == Key.Key_F10 and is_shift:
        view.menu.ask()
        return True
    if key in (Key.Key_Tab, Key.Key_Backtab):
        _walk_to(view, _next(view, -1 if key == Key.Key_Backtab or is_shift else 1))
        return True
    if is_ctrl:
        return _with_ctrl(view, key)
    if key not in _PLAIN:
        return False
    _PLAIN[key](view)
    return True


def _with_ctrl(view: ChartView, key: Qt.Key) -> bool:
    if key == Key.Key_A:
        view.select_all()
    elif key == Key.Key_0:
        view.fit()
    elif key in (Key.Key_Plus, Key.Key_Equal):
        view.zoom(1.25)
    elif key == Key.Key_Minus:
        view.zoom(0.8)
    else:
        return False
    return True


def _arrow(view: ChartView, way: tuple[int, int], *, walks: bool, is_shift: bool) -> None:
    if view.display is None:
        return
    if walks:
        _walk_to(view, _along_links(view, way))
    elif len(view.marks.items) or view.marks.shapes:
        step = 1.0 / view.view.zoom if is_shift else STEP
        view.moving.nudge(way[0] * step, way[1] * step)
    else:
        _walk_to(view, item_towards(view.display, view.marks.current, way))


def _along_links(view: ChartView, way: tuple[int, int]) -> int:
    """Give the linked item in a direction, or the next one there if no link leads that way."""
    if view.display is None:
        return -1
    current = view.marks.current
    linked = linked_towards(view.display, current, way)
    return item_towards(view.display, current, way) if linked == current else linked


def _next(view: ChartView, step: int) -> int:
    return -1 if view.display is None else next_item(view.display, view.marks.current, step)


def _walk_to(view: ChartView, item: int) -> None:
    """Put the keyboard at an item, select it and bring it into view."""
    if view.display is None or item < 0:
        return
    view.naming.forget_new()
    view.make_current(item)
    view.choose((int(view.display.entity_ids[item]),))
    view.reveal(item)


def _open(view: ChartView) -> None:
    if view.display is not None and view.marks.current >= 0:
        view.opened.emit("entity", int(view.display.entity_ids[view.marks.current]))
    elif view.selected_links():
        view.opened.emit("link", view.selected_links()[-1])


def _rename(view: ChartView) -> None:
    """Type anew what stands on the item the keyboard is at, or on what is selected alone."""
    chosen = view.chosen
    if view.display is not None and view.marks.current >= 0:
        view.rename("entity", int(view.display.entity_ids[view.marks.current]))
    elif chosen.entity_ids:
        view.rename("entity", chosen.entity_ids[-1])
    elif chosen.link_ids:
        view.rename("link", chosen.link_ids[-1])
    elif chosen.shape_ids:
        view.rename("shape", chosen.shape_ids[-1])
