"""Chooses a layout, its settings, and whether it moves the whole chart or the selected only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QSizePolicy,
    QStackedWidget,
    QWidget,
)

from iwtlink.chart.layouts.registry import LAYOUTS, Layout
from iwtlink.chart.layouts.settings import Setting
from iwtlink.chart.layouts.words import choice_label, setting_label
from iwtlink.gui.charting.style_panel.fields import TEXT_MARGINS
from iwtlink.gui.dialogs.form import FormDialog
from iwtlink.i18n import ntr, tr

Field = QDoubleSpinBox | QCheckBox | QComboBox


class LayoutDialog(FormDialog):
    """Tells the name of a layout, its settings, and whether only the selected are moved."""

    wanted = Signal(str, object, bool)
    is_fitted = True

    def __init__(
        self,
        last: Mapping[str, Any],
        chosen: Sequence[int],
        names: Mapping[int, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "layout_dialog",
            tr("Layout with settings"),
            tr("Undo brings back the places as they are now. What is pinned stays."),
            tr("Arrange"),
            parent,
        )
        self._chosen, self._names = chosen, names
        self.layouts = QComboBox()
        self.words = QLabel()
        self.words.setObjectName("layout_words")
        self.words.setWordWrap(True)
        self.words.setProperty("part", "muted")
        self.words.setMinimumHeight(2 * self.words.fontMetrics().lineSpacing())
        self.settings = QStackedWidget()
        self.only = QCheckBox(
            ntr("Move only the {n} selected", "Move only the {n} selected", len(chosen))
            if chosen
            else tr("Move only the selected")
        )
        self.only.setObjectName("layout_only")
        self.only.setEnabled(len(chosen) > 1)
        self.only.setChecked(len(chosen) > 1)
        self._fields: dict[str, dict[str, Field]] = {}
        for name, layout in LAYOUTS.items():
            self.layouts.addItem(layout.label, name)
            stated = last.get("settings", {}) if last.get("name") == name else {}
            self.settings.addWidget(self._form_of(layout, stated))
        self.add_row(tr("Layout"), self.layouts, "layout_name")
        self.form.addRow("", self.words)
        self.form.addRow(self.settings)
        self.form.addRow("", self.only)
        self.layouts.currentIndexChanged.connect(self._choose)
        self.layouts.setCurrentIndex(max(0, self.layouts.findData(last.get("name", "organic"))))
        self._choose(self.layouts.currentIndex())
        self.layouts.setFocus()

    def accept(self) -> None:
        """Tell the choice and close."""
        name = str(self.layouts.currentData())
        settings = {key: _value(field) for key, field in self._fields[name].items()}
        kept = {key: value for key, value in settings.items() if value is not None}
        super().accept()
        self.wanted.emit(name, kept, self.only.isChecked() and self.only.isEnabled())

    def _choose(self, place: int) -> None:
        self.words.setText(LAYOUTS[str(self.layouts.itemData(place))].words)
        self.settings.setCurrentIndex(place)
        policy = QSizePolicy.Policy
        for number in range(self.settings.count()):  # only the page shown asks for room
            page = self.settings.widget(number)
            if page is not None:
                height = policy.Preferred if number == place else policy.Ignored
                page.setSizePolicy(policy.Preferred, height)
        self._line_up()
        self.settings.adjustSize()

    def _line_up(self) -> None:
        """Give the labels shown one width, so that what stands beside them is one column."""
        page = self.settings.currentWidget()
        inner = page.layout() if page is not None else None
        labels = _labels(self.form)
        if isinstance(inner, QFormLayout):
            labels += _labels(inner)
        widest = max(label.sizeHint().width() for label in labels)
        for label in labels:
            label.setMinimumWidth(widest)

    def _form_of(self, layout: Layout, stated: Mapping[str, Any]) -> QWidget:
        widget = QWidget()
        form = QFormLayout(widget)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(16)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        fields: dict[str, Field] = {}
        for setting in layout.settings:
            field = self._field(setting, stated.get(setting.name, setting.usual))
            label = setting_label(setting.name)
            field.setObjectName(f"layout_{layout.name}_{setting.name}")
            field.setAccessibleName(label)
            if isinstance(field, QCheckBox):
                field.setText(label)
                form.addRow("", field)
            else:
                form.addRow(label, field)
            fields[setting.name] = field
        self._fields[layout.name] = fields
        return widget

    def _field(self, setting: Setting, value: Any) -> Field:
        if setting.kind == "number":
            box = QDoubleSpinBox()
            box.lineEdit().setTextMargins(*TEXT_MARGINS)
            box.setDecimals(0)
            box.setRange(setting.least, setting.most)
            box.setSingleStep(setting.step)
            box.setValue(float(value) if isinstance(value, (int, float)) else setting.least)
            return box
        if setting.kind == "switch":
            switch = QCheckBox()
            switch.setChecked(bool(value))
            return switch
        choice = QComboBox()
        if setting.kind == "choice":
            for word in setting.choices:
                choice.addItem(choice_label(word), word)
        else:
            self._offer_items(choice, setting)
        choice.setCurrentIndex(max(0, choice.findData(value)))
        return choice

    def _offer_items(self, choice: QComboBox, setting: Setting) -> None:
        """Offer the selected entities first, then all others by name."""
        choice.addItem(tr("Found by the layout"), None)
        if setting.kind == "items" and self._chosen:
            words = ntr("The {n} selected", "The {n} selected", len(self._chosen))
            choice.addItem(words, tuple(self._chosen))
            choice.setCurrentIndex(1)
            return
        others = sorted(
            (number for number in self._names if number not in self._chosen),
            key=lambda number: self._names[number].casefold(),
        )
        for number in (*self._chosen, *others):
            choice.addItem(self._names.get(number, ""), number)
        choice.setMaxVisibleItems(16)


def _labels(form: QFormLayout) -> list[QWidget]:
    rows = [form.itemAt(row, QFormLayout.ItemRole.LabelRole) for row in range(form.rowCount())]
    return [label for row in rows if row is not None and (label := row.widget()) is not None]


def _value(field: Field) -> Any:
    if isinstance(field, QDoubleSpinBox):
        return field.value()
    if isinstance(field, QCheckBox):
        return field.isChecked()
    return field.currentData()
