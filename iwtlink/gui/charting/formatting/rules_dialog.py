"""The rules of one chart in their order; what is changed is seen on the chart at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from iwtlink.chart.colours.palettes import load_rule_sets
from iwtlink.chart.rules.rule import COLOURS, Rule, read_rules
from iwtlink.errors import BadInput
from iwtlink.gui.charting.formatting.rule_dialog import RuleDialog
from iwtlink.gui.charting.style_panel.colours import swatch
from iwtlink.gui.save_dialog import save_dialog
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.operations.charting.rule_words import rule_words
from iwtlink.operations.charting.style_files import read_rules_file, write_rules
from iwtlink.store.charts import ChartContent, SavedStyle

_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class RulesDialog(QDialog):
    """Stands beside the chart; tells the rules whenever one was changed."""

    changed = Signal(object)
    """All rules, as tuple of ``Rule``."""
    saved = Signal(str, object)
    """A name, and the rules to keep under it."""
    forgotten = Signal(int)
    """Id of a saved style to take out."""
    said = Signal(str)

    def __init__(
        self,
        content: ChartContent,
        ontology: Ontology,
        styles: Sequence[SavedStyle],
        *,
        is_writable: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("rules_dialog")
        self.setWindowTitle(tr("Conditional formatting"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._content, self._ontology = content, ontology
        self._styles = list(styles)
        self.rules = [rule for row in content.options.rules for rule in _read(row)]
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
        self.problem = QLabel()
        self.problem.setProperty("part", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self._lay_out()
        self.list.itemActivated.connect(lambda _: self.edit())
        self.list.itemChanged.connect(self._ticked)
        self.list.currentRowChanged.connect(lambda _: self._enable())
        self._is_writable = is_writable
        self._list(0)
        self.resize(560, 420)
        self.list.setFocus()

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

    def read_file(self, path: str) -> None:
        """Add the rules in a file after those there are."""
        try:
            found = read_rules_file(Path(path))
        except BadInput as problem:
            self._say(str(problem))
            return
        self._put([*self.rules, *found], len(self.rules))

    def write_file(self, path: str) -> None:
        """Write the rules to a file."""
        try:
            write_rules(Path(path), self.rules)
        except BadInput as problem:
            self._say(str(problem))
            return
        self._say("")
        self.said.emit(tr("The rules are written to {file}.", file=path))

    def use_style(self, style: SavedStyle) -> None:
        """Take the rules of a saved style in place of those there are."""
        self._put([rule for row in style.data.get("rules", ()) for rule in _read(row)], 0)

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
            ("read", tr("Read a file…"), self._ask_read),
            ("write", tr("Write a file…"), self._ask_write),
        )
        for place, (name, words, slot) in enumerate(rows):
            button = QPushButton(words)
            button.setObjectName(f"rules_{name}")
            button.setAutoDefault(False)
            if slot is not None:
                button.clicked.connect(lambda _=False, slot=slot: slot())
            self.keys[name] = button
            grid.addWidget(button, place // 5, place % 5)
        self._fill_ready()
        self.styles_menu = QMenu(self)
        self.styles_menu.aboutToShow.connect(self._fill_styles)
        self.keys["styles"].setMenu(self.styles_menu)
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
        column.addWidget(self.problem)
        column.addLayout(grid)
        column.addLayout(foot)

    def _fill_ready(self) -> None:
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        for rule_set in load_rule_sets().values():
            action = menu.addAction(tr(rule_set.label))
            action.setToolTip(tr(rule_set.words))
            rules = rule_set.rules
            action.triggered.connect(
                lambda _=False, rules=rules: self._put([*self.rules, *rules], len(self.rules))
            )
        self.keys["ready"].setMenu(menu)

    def _fill_styles(self) -> None:
        menu = self.styles_menu
        menu.clear()
        keep = menu.addAction(tr("Keep these rules under a name…"))
        keep.setEnabled(bool(self.rules))
        keep.triggered.connect(self._ask_name)
        for style in self._styles:
            inner = menu.addMenu(style.name.replace("&", "&&"))
            inner.addAction(tr("Use")).triggered.connect(
                lambda _=False, style=style: self.use_style(style)
            )
            inner.addAction(tr("Delete")).triggered.connect(
                lambda _=False, style=style: self._forget(style)
            )

    def _ask_name(self) -> None:
        dialog = QInputDialog(self)
        dialog.setObjectName("style_name_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(tr("Saved style"))
        dialog.setLabelText(tr("Name of the style; one that has it is replaced"))
        dialog.setOkButtonText(tr("Keep"))
        dialog.setCancelButtonText(tr("Cancel"))
        dialog.textValueSelected.connect(self.keep)
        dialog.open()

    def keep(self, name: str) -> None:
        """Keep the rules under a name, for every chart of the database."""
        if name.strip():
            self.saved.emit(name.strip(), tuple(self.rules))

    def show_styles(self, styles: Sequence[SavedStyle]) -> None:
        """Offer these saved styles."""
        self._styles = list(styles)

    def _forget(self, style: SavedStyle) -> None:
        self.forgotten.emit(style.id)

    def _ask_read(self) -> None:
        dialog = QFileDialog(self, tr("Read rules"), "", tr("Rules (*.yaml *.yml)"))
        dialog.setObjectName("rules_read_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.read_file)
        dialog.open()

    def _ask_write(self) -> None:
        kinds = tr("Rules (*.yaml)")
        title = tr("Write the rules")
        dialog = save_dialog(self, "rules_write_dialog", title, tr("rules.yaml"), kinds, "yaml")
        dialog.fileSelected.connect(self.write_file)
        dialog.open()

    def _replace(self, place: int, rule: Rule) -> None:
        self._put([*self.rules[:place], rule, *self.rules[place + 1 :]], place)

    def _put(self, rules: Sequence[Rule], place: int) -> None:
        self._say("")
        self.rules = list(rules)
        self._list(place)
        self.changed.emit(tuple(self.rules))

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
        self.list.blockSignals(blocked)
        self._enable()

    def _ticked(self, item: QListWidgetItem) -> None:
        place = self.list.row(item)
        is_on = item.checkState() == _ON
        if self.rules[place].is_on != is_on:
            self.rules[place] = replace(self.rules[place], is_on=is_on)
            self.changed.emit(tuple(self.rules))

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


def _read(row: Mapping[str, Any]) -> tuple[Rule, ...]:
    try:
        return read_rules([row])
    except BadInput:
        return ()


def _colour(rule: Rule) -> str:
    """Give the first colour that a rule sets; empty where it sets none."""
    found = [one.value for one in rule.changes if one.effect in COLOURS and one.way == "value"]
    return next((value for value in found if isinstance(value, str)), "")
