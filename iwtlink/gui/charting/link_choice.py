"""A small list of the verbs that may join two entities; Enter takes the one used last."""

from __future__ import annotations

from collections.abc import Sequence
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
    """Tells the ``Verb`` chosen; digits take the first nine, letters jump to a verb."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget, verbs: Sequence[Verb], start: str, end: str) -> None:
        super().__init__(parent)
        self.setObjectName("link_choice")
        self.setAccessibleName(tr("Link between {start} and {end}", start=start, end=end))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setToolTipsVisible(True)
        self.addSection(f"{menu_text(start)} … {menu_text(end)}")
        for place, verb in enumerate(verbs):
            key = f"&{_KEYS[place]}  " if place < len(_KEYS) else ""
            action = self.addAction(f"{key}{menu_text(verb.text)}", partial(self._take, verb))
            action.setObjectName(f"verb_{verb.link_type}_{'to' if verb.is_forward else 'from'}")

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the first verb, so that Enter takes it."""
        super().showEvent(event)
        verbs = [action for action in self.actions() if not action.isSeparator()]
        if verbs:
            self.setActiveAction(verbs[0])

    def _take(self, verb: Verb) -> None:
        used = (verb.link_type, verb.is_forward)
        if used in _last:
            _last.remove(used)
        _last.insert(0, used)
        self.chosen.emit(verb)


def last_verb_first(verbs: Sequence[Verb]) -> list[Verb]:
    """Give the verbs with those drawn last in front."""
    order = {used: place for place, used in enumerate(_last)}
    return sorted(verbs, key=lambda verb: order.get((verb.link_type, verb.is_forward), len(order)))
