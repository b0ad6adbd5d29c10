"""The settings of one chart: convention, links of a pair, names, badges, words under labels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from iwtlink.chart.items.attributes import Written, written_by, written_data
from iwtlink.chart.items.badges import BADGES, badge_label
from iwtlink.gui.charting.appearance.written_edit import WrittenEdit
from iwtlink.gui.charting.chips import type_label
from iwtlink.gui.charting.style_panel.forms import multiplicities
from iwtlink.gui.dialogs.form import FormDialog
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.store.charts import ChartOptions

_NAME = Qt.ItemDataRole.UserRole
_BADGES_IN_ROW = 3
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class SettingsDialog(FormDialog):
    """Tells the options of the chart that were changed."""

    wanted = Signal(object)
    """Options by name, as ``ChartOptions`` has them."""

    def __init__(
        self,
        options: ChartOptions,
        types: Sequence[str],
        ontology: Ontology,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("chart_settings_dialog", tr("Chart settings"), "", tr("Apply"), parent)
        self.setMinimumWidth(600)
        self._options, self._ontology = options, ontology
        self._labels = dict(options.labels)
        self._shows = {name: tuple(shown) for name, shown in options.shows.items()}
        self._written = written_by(options.written)
        self._type, self._property = "", ""
        self.convention = self._choice(
            tr("Convention"),
            "settings_convention",
            {"icons": tr("Icons (i2)"), "unodc": tr("Circles and boxes (UNODC)")},
            options.convention,
        )
        self.multiplicity = self._choice(
            tr("Links of a pair"),
            "settings_multiplicity",
            multiplicities(),
            options.multiplicity or "one",
        )
        self.sums = QCheckBox(tr("With the sum of amounts or quantities"))
        self.sums.setObjectName("settings_sums")
        self.sums.setChecked(options.has_sums)
        self.bare = QCheckBox(tr("Links drawn by hand have no words"))
        self.bare.setObjectName("settings_bare_links")
        self.bare.setChecked(options.has_bare_links)
        self.line_words = self._choice(
            tr("Words on it"), "settings_line_words", _line_words(), options.line_words
        )
        self.form.addRow("", self.sums)
        self.form.addRow(tr("Links without labels"), self.bare)
        names: dict[object, str] = {
            "both": tr("Latin letters and original script"),
            "latin": tr("Latin letters only"),
            "original": tr("Original script only"),
        }
        self.names = self._choice(tr("Names"), "settings_names", names, options.names)
        self._add_badges()
        self._add_types(types)
        self.convention.setFocus()

    def accept(self) -> None:
        """Tell what was changed and close."""
        self._keep_type()
        chosen: dict[str, Any] = {
            "convention": self.convention.currentData(),
            "multiplicity": self.multiplicity.currentData(),
            "has_sums": self.sums.isChecked(),
            "line_words": self.line_words.currentData(),
            "has_bare_links": self.bare.isChecked(),
            "names": self.names.currentData(),
            "badges": self._badges(),
            "labels": {name: words for name, words in self._labels.items() if words},
            "shows": {name: shown for name, shown in self._shows.items() if shown},
            "written": written_data(self._written),
        }
        super().accept()
        changes = {n: v for n, v in chosen.items() if v != getattr(self._options, n)}
        if changes:
            self.wanted.emit(changes)

    # Inside

    def _badges(self) -> tuple[str, ...]:
        """Give the badges that are ticked, those there were first."""
        ordered = dict.fromkeys((*self._options.badges, *self.badges))
        return tuple(n for n in ordered if n in self.badges and self.badges[n].isChecked())

    def _choice(self, label: str, name: str, choices: Any, value: object) -> QComboBox:
        box = QComboBox()
        for one, words in choices.items():
            box.addItem(words, one)
        box.setCurrentIndex(max(0, box.findData(value)))
        self.add_row(label, box, name)
        return box

    def _add_badges(self) -> None:
        row = QGridLayout()
        row.setHorizontalSpacing(16)
        row.setVerticalSpacing(4)
        self.badges: dict[str, QCheckBox] = {}
        short = {
            "grade": tr("Grade"),
            "sources": tr("Sources"),
            "warning": tr("Warning"),
            "watch": tr("Watched"),
            "changed": tr("Changed"),
            "unsourced": tr("No source"),
            "pinned": tr("Pinned"),
        }
        for name in BADGES:
            box = QCheckBox(short[name])
            box.setObjectName(f"settings_badge_{name}")
            box.setToolTip(badge_label(name))
            box.setChecked(name in self._options.badges)
            self.badges[name] = box
            row.addWidget(box, *divmod(len(self.badges) - 1, _BADGES_IN_ROW))
        row.setColumnStretch(_BADGES_IN_ROW, 1)
        self.form.addRow(tr("Badges"), row)

    def _add_types(self, types: Sequence[str]) -> None:
        self.types = QComboBox()
        for name in sorted(types, key=lambda name: type_label(self._ontology, name).casefold()):
            self.types.addItem(type_label(self._ontology, name), name)
        self.add_row(tr("For the type"), self.types, "settings_type")
        self.template = QLineEdit()
        self.template.setPlaceholderText(tr("{name}, or with properties: {name}, {nationality}"))
        self.add_row(tr("Label"), self.template, "settings_label")
        self.shows = QListWidget()
        self.shows.setMinimumHeight(120)
        self.shows.itemClicked.connect(self._say_template)
        self.add_row(tr("Under the label"), self.shows, "settings_shows")
        self.written = WrittenEdit(self.form)
        self.hint = QLabel()
        self.hint.setProperty("part", "muted")
        self.form.addRow("", self.hint)
        self.types.currentIndexChanged.connect(self._show_type)
        self.shows.currentItemChanged.connect(lambda *_: self._show_property())
        self._show_type()

    def _show_type(self) -> None:
        self._keep_type()
        self._type = str(self.types.currentData() or "")
        known = self._ontology.entity_types.get(self._type)
        self.template.setText(self._labels.get(self._type, ""))
        self.shows.clear()
        if known is None:
            return
        ticked = self._shows.get(self._type, ())
        order = dict.fromkeys((*ticked, *known.featured, *known.properties))
        for name in order:
            if name == "name" or name not in known.properties:
                continue
            item = QListWidgetItem(tr(known.properties[name].label))
            item.setData(_NAME, name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_ON if name in ticked else _OFF)
            self.shows.addItem(item)
        self.hint.setText("")

    def _say_template(self, *_: object) -> None:
        if self.shows.currentRow() >= 0:
            name = self.shows.currentItem().data(_NAME)
            self.hint.setText(tr("In a label: {property}", property="{" + str(name) + "}"))

    def _show_property(self) -> None:
        self._keep_property()
        is_chosen = self.shows.currentRow() >= 0
        self._property = str(self.shows.currentItem().data(_NAME)) if is_chosen else ""
        known = self._ontology.entity_types.get(self._type)
        found = known.properties.get(self._property) if known is not None else None
        self.written.show_way(found, self._written.get(self._property, Written()))
        self._say_template()

    def _keep_property(self) -> None:
        if self._property:
            kept = self._written.get(self._property, Written())
            self._written[self._property] = self.written.way(kept)

    def _keep_type(self) -> None:
        self._keep_property()
        if not self._type:
            return
        items = [self.shows.item(place) for place in range(self.shows.count())]
        self._labels[self._type] = self.template.text().strip()
        self._shows[self._type] = tuple(
            str(item.data(_NAME)) for item in items if item.checkState() == _ON
        )


def _line_words() -> dict[object, str]:
    """Give what a line that stands for several links can say."""
    return {
        "count": tr("What all say, and how many"),
        "merged": tr("The words of each link, the same once"),
        "appended": tr("The words of each link, one after the other"),
        "none": tr("No words"),
    }
