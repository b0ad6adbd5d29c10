"""The panels around the pages: which is in front, and where the entry panel has room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget

from iwtlink.gui.pages.document import DocumentPage

if TYPE_CHECKING:
    from iwtlink.gui.window import MainWindow

_LOW = 900
"""Pixels: in a lower window page and entry panel do not fit one above the other."""


def bring(dock: QDockWidget) -> None:
    """Show a panel, before the one it shares its place with."""
    dock.show()
    dock.raise_()


def is_in_front(dock: QDockWidget) -> bool:
    """Say whether a panel is seen: shown, and not behind the one it shares its place with."""
    return dock.isVisible() and not dock.visibleRegion().isEmpty()


def bring_entry(window: MainWindow) -> None:
    """Show the entry panel; beside the page that is read, where below it too little is left.

    The document in front is the source of what is entered, unless another was chosen before.
    """
    dock, front = window.entry_dock, window.pages.front
    is_below = window.dockWidgetArea(dock) == Qt.DockWidgetArea.BottomDockWidgetArea
    is_reading = isinstance(front, DocumentPage) and window.height() < _LOW
    has_room = dock.isVisible() and isinstance(front, DocumentPage) and front.has_room_to_read
    if is_below and is_reading and not has_room:
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
        window.tabifyDockWidget(window.inspector_dock, dock)
    holder = window.entry.holder
    if isinstance(front, DocumentPage) and holder.document is None:
        holder.read_at(front.document_id, front.page_label())
        window.entry.tell_document()
    bring(dock)
