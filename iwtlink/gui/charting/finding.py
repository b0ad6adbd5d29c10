"""Where words occur on a chart, and the bar that looks for them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from iwtlink.gui.icons import action_icon
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.store.charts import ChartContent
from iwtlink.store.folding import fold


@dataclass(frozen=True, slots=True)
class Found:
    """What has the words, in the order of the chart: entities, then links."""

    entities: tuple[int, ...] = ()
    links: tuple[int, ...] = ()

    def __len__(self) -> int:
        return len(self.entities) + len(self.links)


class ChartWords:
    """The words of one chart, folded once: names, scripts, attributes, verbs, roles, amounts.

    Marks, case and tone marks make no difference.
    """

    def __init__(self, content: ChartContent, ontology: Ontology) -> None:
        looks = content.looks
        facts = content.facts
        self._entities = [
            (
                int(number),
                fold(
                    " ".join(
                        (
                            content.labels[place],
                            content.script_labels[place],
                            looks[place].label if looks else "",
                            " ".join(facts[place].values.values()) if facts else "",
                        )
                    )
                ),
            )
            for place, number in enumerate(content.entity_ids.tolist())
        ]
        self._links = [
            (
                int(number),
                fold(
                    " ".join(
                        (
                            _verb(ontology, content.link_types[place]),
                            content.roles[place],
                            content.amounts[place],
                            content.quantities[place],
                            content.link_looks[place].label if content.link_looks else "",
                        )
                    )
                ),
            )
            for place, number in enumerate(content.link_ids.tolist())
        ]

    def find(self, typed: str) -> Found:
        """Give what has every word typed."""
        words = fold(typed).split()
        if not words:
            return Found()
        return Found(
            tuple(i for i, text in self._entities if all(word in text for word in words)),
            tuple(i for i, text in self._links if all(word in text for word in words)),
        )


def _verb(ontology: Ontology, name: str) -> str:
    known = ontology.link_types.get(name)
    return tr(known.verb) if known is not None else name


class FindBar(QFrame):
    """A line above the chart: all hits are selected as one types, Enter goes from hit to hit."""

    typed = Signal(str)
    stepped = Signal(int)
    """To the next (1) or the previous (-1) hit."""
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("find_bar")
        self.line = QLineEdit()
        self.line.setObjectName("find_line")
        self.line.setAccessibleName(tr("Find on the chart"))
        self.line.setPlaceholderText(tr("Find on the chart: names, verbs, roles, amounts"))
        self.line.setClearButtonEnabled(True)
        self.line.setMaximumWidth(420)
        self.count = QLabel()
        self.count.setObjectName("find_count")
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setProperty("part", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 8, 4)
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        row.addWidget(_button("find_previous", "arrow-up", tr("Previous hit"), self._back))
        row.addWidget(_button("find_next", "arrow-down", tr("Next hit"), self._on))
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(_button("find_close", "x", tr("Close"), self.close_bar))
        self.line.textChanged.connect(self.typed)
        self.line.installEventFilter(self)
        self.hide()

    def begin(self) -> None:
        """Show the bar with the keyboard in it."""
        self.show()
        self.line.selectAll()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_bar(self) -> None:
        """Put the bar away; what was found stays selected."""
        self.hide()
        self.closed.emit()

    def say(self, place: int, count: int) -> None:
        """Say how many hits there are, and which is looked at (from 1; 0 is none)."""
        if not self.line.text().strip():
            self.count.setText("")
        elif not count:
            self.count.setText(tr("Not on this chart"))
        else:
            self.count.setText(tr("{place} of {count}", place=place, count=count))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.close_bar()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.stepped.emit(-1 if is_back else 1)
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
        return super().eventFilter(watched, event)

    def _on(self) -> None:
        self.stepped.emit(1)

    def _back(self) -> None:
        self.stepped.emit(-1)


def _button(name: str, icon: str, words: str, slot: object) -> QToolButton:
    button = QToolButton()
    button.setObjectName(name)
    button.setIcon(action_icon(icon))
    button.setToolTip(words)
    button.setAccessibleName(words)
    button.setAutoRaise(True)
    button.clicked.connect(slot)
    return button
