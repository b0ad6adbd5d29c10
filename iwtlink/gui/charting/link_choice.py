"""A small list of the verbs that may join two entities; Enter takes the one used last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from iwtlink.gui.entry.verbs import Verb
from iwtlink.gui.plain import menu_text
from iwtlink.i18n import tr

_last: list[tuple[str, bool]] = []
"""Link types drawn in this sitting, the last one first, and whether they ran forward."""
_KEYS = "123456789"


class LinkChoice(QMenu):
    """Tells the ``Verb`` chosen; digits take the first nine, the others stand in a menu inside."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget, verbs: Sequence[Verb], start: str, end: str) -> None:
        super().__init__(parent)
        self.setObjectName("link_choice")
        self.setAccessibleName(tr("Link between {start} and {end}", start=start, end=end))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setToolTipsVisible(True)
        heading = self.addAction(f"{menu_text(start)} … {menu_text(end)}")
        heading.setEnabled(False)
        self.addSeparator()
        for place, verb in enumerate(verbs[: len(_KEYS)]):
            self._offer(self, verb, f"&{_KEYS[place]}  ")
        if verbs[len(_KEYS) :]:
            self.addSeparator()
            more = self.addMenu(tr("&Other verbs"))
            more.setObjectName("link_choice_more")
            for verb in sorted(verbs[len(_KEYS) :], key=lambda one: one.text.casefold()):
                self._offer(more, verb, "")

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the first verb, so that Enter takes it."""
        super().showEvent(event)
        verbs = [action for action in self.actions() if action.objectName().startswith("verb_")]
        if verbs:
            self.setActiveAction(verbs[0])

    def _offer(self, menu: QMenu, verb: Verb, key: str) -> None:
        action = menu.addAction(f"{key}{menu_text(verb.text)}", partial(self._take, verb))
        action.setObjectName(f"verb_{verb.link_type}_{'to' if verb.is_forward else 'from'}")

    def _take(self, verb: Verb) -> None:
        used = (verb.link_type, verb.is_forward)
        if used in _last:
            _last.remove(used)
        _last.insert(0, used)
        self.chosen.emit(verb)


def last_verb_first(verbs: Sequence[Verb], usual: Mapping[str, int]) -> list[Verb]:
    """Give the verbs with those drawn last in front, then those used most.

    ``usual`` counts the links of each type in the database; of two readings of a type the
    forward one comes first.
    """
    order = {used: place for place, used in enumerate(_last)}

    def rank(verb: Verb) -> tuple[int, int, bool]:
        drawn = order.get((verb.link_type, verb.is_forward), len(order))
        return drawn, -usual.get(verb.link_type, 0), not verb.is_forward

    return sorted(verbs, key=rank)
