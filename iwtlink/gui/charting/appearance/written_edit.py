"""How one property stands under labels: what leads its value, words round it, decimals."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLineEdit, QWidget

from iwtlink.chart.items.attributes import MOST_DECIMALS, Written, has_decimals, sign_of
from iwtlink.i18n import tr
from iwtlink.ontology import PropertyType

_WIDEST = 40
"""Letters of the words before or after a value."""


class WrittenEdit:
    """Two rows of a form about the property chosen above them; at rest while none is."""

    def __init__(self, form: QFormLayout) -> None:
        self.led_by, self.decimals = QComboBox(), QComboBox()
        self.before, self.after = QLineEdit(), QLineEdit()
        self.decimals.addItem(tr("Decimals as stated"), None)
        for number in range(MOST_DECIMALS + 1):
            self.decimals.addItem(tr("Decimals: {n}", n=number), number)
        self.before.setPlaceholderText(tr("Words before the value"))
        self.after.setPlaceholderText(tr("Words after the value"))
        form.addRow(
            tr("Written as"),
            _row(
                (self.led_by, "settings_led_by", tr("What leads the value")),
                (self.decimals, "settings_decimals", tr("Decimals")),
            ),
        )
        form.addRow(
            "",
            _row(
                (self.before, "settings_before", tr("Words before the value")),
                (self.after, "settings_after", tr("Words after the value")),
            ),
        )
        self.show_way(None, Written())

    def show_way(self, known: PropertyType | None, way: Written) -> None:
        """Show how a property is written; None: no property is chosen."""
        sign = sign_of(known) if known else ""
        self.led_by.clear()
        self.led_by.addItem(tr("Name and value"), "name")
        self.led_by.addItem(tr("Value alone"), "nothing")
        if sign:
            self.led_by.addItem(tr("Sign and value: {sign}", sign=sign), "sign")
        self.led_by.setCurrentIndex(max(0, self.led_by.findData(way.led_by)))
        self.decimals.setCurrentIndex(max(0, self.decimals.findData(way.decimals)))
        self.before.setText(way.before)
        self.after.setText(way.after)
        for field in (self.led_by, self.before, self.after):
            field.setEnabled(known is not None)
        self.decimals.setEnabled(known is not None and has_decimals(known))

    def way(self, kept: Written) -> Written:
        """Give the way that is chosen; ``kept`` is how the property was written before.

        A sign that this type of entity has none for is kept for the others.
        """
        has_sign = self.led_by.findData("sign") >= 0
        is_kept = kept.led_by == "sign" and not has_sign and self.led_by.currentData() == "name"
        way = replace(kept, before=self.before.text(), after=self.after.text())
        if self.decimals.isEnabled():
            way = replace(way, decimals=self.decimals.currentData())
        return way if is_kept else replace(way, led_by=self.led_by.currentData())


def _row(*fields: tuple[QComboBox | QLineEdit, str, str]) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(6)
    for field, name, words in fields:
        field.setObjectName(name)
        field.setAccessibleName(words)
        if isinstance(field, QLineEdit):
            field.setMaxLength(_WIDEST)
        line.addWidget(field, 1)
    return row
