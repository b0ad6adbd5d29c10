"""The choices above the log: who, since when, which kind."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox

from iwtlink.gui.pages.lines import local_time
from iwtlink.i18n import tr
from iwtlink.operations.history import LogEntry


class LogChoices(QObject):
    """Three boxes; each lets everything through until something is chosen in it."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.who = _box("log_who", tr("Who"), tr("Everybody"))
        self.when = _box("log_when", tr("When"), tr("Any time"))
        for label, days in (
            (tr("Today"), 0),
            (tr("Last 7 days"), 6),
            (tr("Last 30 days"), 29),
            (tr("Last 365 days"), 364),
        ):
            self.when.addItem(label, days)
        self.kind = _box("log_kind", tr("Kind"), tr("Every kind"))
        self.boxes = (self.who, self.when, self.kind)
        for box in self.boxes:
            box.activated.connect(self.changed)

    def offer(self, lines: Iterable[LogEntry]) -> None:
        """Offer who and what stands in these lines; what is chosen stays chosen."""
        lines = list(lines)
        _refill(self.who, {line.who for line in lines if line.who})
        _refill(self.kind, {line.kind for line in lines})

    def lets_through(self, line: LogEntry) -> bool:
        """Say whether a line fits what is chosen."""
        who, days, kind = (box.currentData() for box in self.boxes)
        if (who is not None and line.who != who) or (kind is not None and line.kind != kind):
            return False
        if days is None:
            return True
        first = date.today() - timedelta(days=int(days))
        return local_time(line.at)[:10] >= first.isoformat()


def _box(name: str, spoken: str, everything: str) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    box.setAccessibleName(spoken)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    box.addItem(everything, None)
    return box


def _refill(box: QComboBox, words: set[str]) -> None:
    chosen = box.currentData()
    while box.count() > 1:
        box.removeItem(1)
    for word in sorted(words | ({chosen} if chosen is not None else set())):
        box.addItem(word, word)
    box.setCurrentIndex(max(0, box.findData(chosen)) if chosen is not None else 0)
