"""What every tab in the middle is: a page."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QWidget

from iwtlink.gui.actions.spec import Situation
from iwtlink.gui.selection import Selection
from iwtlink.store import DATABASE, Changes


class Page(QWidget):
    """What the window asks of a table, chart or document in a tab; each says it in its own way."""

    selected = Signal(object)
    """What is selected now, as a ``Selection``."""
    retitled = Signal()
    retold = Signal()
    """What is shown was read again."""

    kind = ""
    key = ""
    """Names the page, so that nothing opens twice."""
    scope: str = DATABASE
    """What undo acts on while the page is in front."""
    is_fanned = False
    """A chart that draws parallel links apart."""

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do on the page: it closes when another comes to the front."""
        return False

    def title(self) -> str:
        """Give the text of the tab."""
        return ""

    def picture(self) -> QIcon:
        """Give the icon of the tab."""
        return QIcon()

    def shown(self) -> str:
        """Say what is shown of how many."""
        return ""

    def doing(self) -> str:
        """Say what the mouse does until Esc; empty where it does what it always does."""
        return ""

    def selection(self) -> Selection:
        """Give what is selected on the page."""
        return Selection()

    def situated(self, now: Situation) -> Situation:
        """Give the situation with what the page itself knows of it."""
        return now

    def is_gone(self, changes: Changes) -> bool:
        """Say whether what the page shows is no longer in the database."""
        return False

    def follow(self, changes: Changes, initiator: object) -> None:
        """Read again what an edit touched."""

    def retint(self) -> None:
        """Draw what has colours of its own in those of the mode in use."""

    def select_all(self) -> None:
        """Select everything the page shows."""

    def copy(self) -> None:
        """Put what is selected on the clipboard as text."""

    def take_focus(self) -> None:
        """Put the keyboard where the page's work is done."""
