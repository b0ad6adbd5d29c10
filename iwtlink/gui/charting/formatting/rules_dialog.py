"""The rules of one chart in their order; what is changed is seen on the chart at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from iwtlink.chart.rules.rule import COLOURS, Rule, readable_rules
from iwtlink.chart.rules.untouched import unreadable
from iwtlink.gui.charting.formatting.rule_dialog import RuleDialog
from iwtlink.gui.charting.formatting.rules_sharing import RulesSharing
from iwtlink.gui.charting.style_panel.colours import swatch
from iwtlink.i18n import ntr, tr
from iwtlink.ontology import Ontology
from iwtlink.operations.charting.rule_words import rule_words
from iwtlink.store.charts import ChartContent, ChartOptions, SavedStyle

_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class RulesDialog(QDialog):
    """Stands beside the chart; tells the rules whenever one was changed.

    ``options`` gives those that the chart has now.
    """

    changed = Signal(object)
    """All rules, as tuple of ``Rule``."""

    def __init__(
        self,
        content: ChartContent,
        ontology: Ontology,
        options: Callable[[], ChartOptions],
        styles: Sequence[SavedStyle],
        *,
        is_writable: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("rules_dialog")
        self.setWindowTitle(tr("Conditional formatting"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._content, self._ontology, self._options = content, ontology, options
        self.rules = list(readable_rules(options().rules))
        self._seen = self.rules
        """The rules that the chart was last known to have."""
        self._told: list[list[Rule]] = []
        """Rules on their way to the chart."""
        self.sharing = RulesSharing(lambda: self.rules, styles, self)
        self.words = QLabel(
            tr(
                "Rules draw by what is known, and follow every change. "
                "Later rules win; what was set by hand wins over all."
            )
        )
        self.words.setWordWrap(True)
        self.words.setProperty("part", "muted")
        self.list = QListWidget()
        self.list.setObjectName("rules_list")
        self.list.setAccessibleName(tr("Rules"))
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing = QLabel()
        self.nothing.setObjectName("rules_nothing")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setWordWrap(True)
        self.untouched = QLabel()
        self.untouched.setObjectName("rules_untouched")
        self.untouched.setProperty("part", "muted")
        self.untouched.setWordWrap(True)
        self.problem = QLabel()
        self.problem.setProperty("part", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self._lay_out()
        self.sharing.added.connect(lambda rules: self._put([*self.rules, *rules], len(self.rules)))
        self.sharing.chosen.connect(lambda rules: self._put(rules, 0))
        self.sharing.failed.connect(self._say)
        self.list.itemActivated.connect(lambda _: self.edit())
        self.list.itemChanged.connect(self._ticked)
        self.list.currentRowChanged.connect(lambda _: self._enable())
        self._is_writable = is_writable
        self.nothing.setText(
            tr("No rules yet. “New…” makes one, “Ready-made” offers some to begin with.")
            if is_writable
            else tr("This chart has no rules.")
        )
        self._list(0)
        self._tell_untouched()
        self.resize(560, 420)
        (self.list if self.rules else self.keys["add"]).setFocus()

    def follow(self) -> None:
        """Show the rules that the chart has now, where they were not set here but by undo, say."""
        now = list(readable_rules(self._options().rules))
        if now in self._told:
            del self._told[: self._told.index(now) + 1]
        elif now != self._seen:
            self.rules = now
            self._list(max(0, self.list.currentRow()))
        self._seen = now
        self._tell_untouched()

    # What the buttons do

    def add(self) -> None:
        """Ask for a new rule."""
        dialog = RuleDialog(None, self._content, self._ontology, self)
        dialog.wanted.connect(lambda rule: self._put([*self.rules, rule], len(self.rules)))
        dialog.open()

    def edit(self) -> None:
        """Ask for other words of the chosen rule."""
        place = self.list.currentRow()
        if place < 0 or not self._is_writable:
            return
        dialog = RuleDialog(self.rules[place], self._content, self._ontology, self)
        dialog.wanted.connect(lambda rule: self._replace(place, rule))
        dialog.open()

    def remove(self) -> None:
        """Take the chosen rule out."""
        place = self.list.currentRow()
        if place >= 0:
            self._put([*self.rules[:place], *self.rules[place + 1 :]], place)

    def shift(self, by: int) -> None:
        """Let the chosen rule come earlier or later."""
        place = self.list.currentRow()
        if 0 <= place + by < len(self.rules):
            rules = list(self.rules)
            rules.insert(place + by, rules.pop(place))
            self._put(rules, place + by)

    # Inside

    def _lay_out(self) -> None:
        self.keys: dict[str, QPushButton] = {}
        grid = QGridLayout()
        grid.setSpacing(6)
        rows: tuple[tuple[str, str, Callable[[], None] | None], ...] = (
            ("add", tr("New…"), self.add),
            ("edit", tr("Change…"), self.edit),
            ("up", tr("Up"), lambda: self.shift(-1)),
            ("down", tr("Down"), lambda: self.shift(1)),
            ("remove", tr("Delete"), self.remove),
            ("ready", tr("Ready-made"), None),
            ("styles", tr("Saved styles"), None),
            ("read", tr("Read a file…"), self.sharing.ask_read),
            ("write", tr("Write a file…"), self.sharing.ask_write),
        )
        for place, (name, words, slot) in enumerate(rows):
            button = QPushButton(words)
            button.setObjectName(f"rules_{name}")
            button.setAutoDefault(False)
            if slot is not None:
                button.clicked.connect(lambda _=False, slot=slot: slot())
            self.keys[name] = button
            grid.addWidget(button, place // 5, place % 5)
        self.keys["ready"].setMenu(self.sharing.ready_menu)
        self.keys["styles"].setMenu(self.sharing.styles_menu)
        close = QPushButton(tr("Close"))
        close.setObjectName("rules_close")
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(self.words)
        column.addWidget(self.list, 1)
        column.addWidget(self.nothing, 1)
        column.addWidget(self.untouched)
        column.addWidget(self.problem)
        column.addLayout(grid)
        column.addLayout(foot)

    def _replace(self, place: int, rule: Rule) -> None:
        self._put([*self.rules[:place], rule, *self.rules[place + 1 :]], place)

    def _put(self, rules: Sequence[Rule], place: int) -> None:
        self._say("")
        self.rules = list(rules)
        self._list(place)
        self._tell()

    def _list(self, place: int) -> None:
        blocked = self.list.blockSignals(True)
        self.list.clear()
        for rule in self.rules:
            item = QListWidgetItem(rule_words(rule, self._ontology))
            if colour := _colour(rule):
                item.setIcon(swatch(colour, self.list))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_ON if rule.is_on else _OFF)
            self.list.addItem(item)
        self.list.setCurrentRow(min(place, len(self.rules) - 1))
        self.list.setVisible(bool(self.rules))
        self.nothing.setHidden(bool(self.rules))
        self.list.blockSignals(blocked)
        self._enable()

    def _ticked(self, item: QListWidgetItem) -> None:
        place = self.list.row(item)
        is_on = item.checkState() == _ON
        if self.rules[place].is_on != is_on:
            self.rules = list(self.rules)
            self.rules[place] = replace(self.rules[place], is_on=is_on)
            self._tell()

    def _tell(self) -> None:
        self._told.append(self.rules)
        self.changed.emit(tuple(self.rules))

    def _tell_untouched(self) -> None:
        """Say how many rules are not listed, since this version cannot read them."""
        count = len(unreadable(self._options().rules))
        self.untouched.setText(
            ntr(
                "{n} more rule is not known to this version: it draws nothing, and is kept as it "
                "is.",
                "{n} more rules are not known to this version: they draw nothing, and are kept as "
                "they are.",
                count,
            )
        )
        self.untouched.setVisible(bool(count))

    def _enable(self) -> None:
        place, count, writes = self.list.currentRow(), len(self.rules), self._is_writable
        allowed = {
            "add": writes,
            "edit": writes and place >= 0,
            "remove": writes and place >= 0,
            "up": writes and place > 0,
            "down": writes and 0 <= place < count - 1,
            "ready": writes,
            "styles": writes,
            "read": writes,
            "write": bool(count),
        }
        for name, button in self.keys.items():
            button.setEnabled(allowed[name])

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))


def _colour(rule: Rule) -> str:
    """Give the first colour that a rule sets; empty where it sets none."""
    found = [one.value for one in rule.changes if one.effect in COLOURS and one.way == "value"]
    return next((value for value in found if isinstance(value, str)), "")
