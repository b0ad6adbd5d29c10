"""Where rules come from and go to: ready-made sets, styles of the database, files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from iwtlink.chart.colours.palettes import load_rule_sets
from iwtlink.chart.rules.rule import Rule, readable_rules
from iwtlink.errors import BadInput
from iwtlink.gui.dialogs.name_dialog import name_dialog
from iwtlink.gui.save_dialog import save_dialog
from iwtlink.i18n import tr
from iwtlink.operations.charting.style_files import read_rules_file, write_rules
from iwtlink.store.charts import SavedStyle


class RulesSharing(QObject):
    """Tells what is to become of the rules of a chart; ``rules`` gives those there are."""

    added = Signal(object)
    """Rules to come after those there are."""
    chosen = Signal(object)
    """Rules to come in the place of those there are."""
    saved = Signal(str, object)
    """A name, and the rules to keep under it."""
    forgotten = Signal(int)
    """Id of a saved style to take out."""
    said = Signal(str)
    failed = Signal(str)

    def __init__(
        self, rules: Callable[[], Sequence[Rule]], styles: Sequence[SavedStyle], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._rules, self._styles, self._parent = rules, list(styles), parent
        self.ready_menu = QMenu(parent)
        self.ready_menu.setToolTipsVisible(True)
        self._fill_ready()
        self.styles_menu = QMenu(parent)
        self.styles_menu.aboutToShow.connect(self._fill_styles)

    def show_styles(self, styles: Sequence[SavedStyle]) -> None:
        """Offer these saved styles."""
        self._styles = list(styles)

    def use_style(self, style: SavedStyle) -> None:
        """Take the rules of a saved style in place of those there are."""
        self.chosen.emit(readable_rules(style.data.get("rules", ())))

    def keep(self, name: str) -> None:
        """Keep the rules under a name, for every chart of the database."""
        if name.strip():
            self.saved.emit(name.strip(), tuple(self._rules()))

    def read_file(self, path: str) -> None:
        """Add the rules in a file after those there are."""
        try:
            self.added.emit(read_rules_file(Path(path)))
        except BadInput as problem:
            self.failed.emit(str(problem))

    def write_file(self, path: str) -> None:
        """Write the rules to a file."""
        try:
            write_rules(Path(path), self._rules())
        except BadInput as problem:
            self.failed.emit(str(problem))
            return
        self.failed.emit("")
        self.said.emit(tr("The rules are written to {file}.", file=path))

    def ask_read(self) -> None:
        """Ask for a file of rules."""
        dialog = QFileDialog(self._parent, tr("Read rules"), "", tr("Rules (*.yaml *.yml)"))
        dialog.setObjectName("rules_read_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.read_file)
        dialog.open()

    def ask_write(self) -> None:
        """Ask where the rules are to be written."""
        kinds, title = tr("Rules (*.yaml)"), tr("Write the rules")
        dialog = save_dialog(
            self._parent, "rules_write_dialog", title, tr("rules.yaml"), kinds, "yaml"
        )
        dialog.fileSelected.connect(self.write_file)
        dialog.open()

    # Inside

    def _fill_ready(self) -> None:
        for rule_set in load_rule_sets().values():
            action = self.ready_menu.addAction(tr(rule_set.label))
            action.setToolTip(tr(rule_set.words))
            rules = rule_set.rules
            action.triggered.connect(lambda _=False, rules=rules: self.added.emit(rules))

    def _fill_styles(self) -> None:
        menu = self.styles_menu
        menu.clear()
        keep = menu.addAction(tr("Keep these rules under a name…"))
        keep.setEnabled(bool(self._rules()))
        keep.triggered.connect(self._ask_name)
        for style in self._styles:
            inner = menu.addMenu(style.name.replace("&", "&&"))
            inner.addAction(tr("Use")).triggered.connect(
                lambda _=False, style=style: self.use_style(style)
            )
            inner.addAction(tr("Delete")).triggered.connect(
                lambda _=False, style=style: self.forgotten.emit(style.id)
            )

    def _ask_name(self) -> None:
        dialog = name_dialog(
            self._parent,
            "style_name_dialog",
            tr("Saved style"),
            tr("Name of the style; one that has it is replaced"),
            tr("Keep"),
        )
        dialog.textValueSelected.connect(self.keep)
        dialog.open()
