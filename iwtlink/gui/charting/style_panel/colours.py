"""Choosing a colour: by its name, or any other."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap, QWheelEvent
from PySide6.QtWidgets import QColorDialog, QComboBox, QWidget

from iwtlink.i18n import tr

_OTHER = "other"
_MIXED = -1


def swatch(colour: str, widget: QWidget) -> QIcon:
    """Give a square of a colour; a crossed one for no colour."""
    ratio = widget.devicePixelRatioF()
    pixmap = QPixmap(round(16 * ratio), round(16 * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setPen(widget.palette().color(QPalette.ColorRole.PlaceholderText))
    if colour:
        painter.setBrush(QColor(colour))
    painter.drawRect(0, 0, 15, 15)
    if not colour:
        painter.drawLine(0, 15, 15, 0)
    painter.end()
    return QIcon(pixmap)


class ColourField(QComboBox):
    """A list of colours by name; typing the name finds it. Empty is "as usual".

    Squares are painted for what is shown, and for all once the list drops down: a style panel has
    hundreds.
    """

    changed = Signal(object)
    """"#rrggbb" or ""."""

    def __init__(self, usual: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = ""
        self._fill(usual or tr("As usual"))
        self.setMaxVisibleItems(16)
        self.setPlaceholderText(tr("Mixed"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.currentIndexChanged.connect(self._tint)
        self.activated.connect(self._activated)
        self._tint(0)

    def showPopup(self) -> None:
        """Drop the list down, a square beside each name."""
        for place in range(self.count()):
            self._tint(place)
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the panel: scrolling past must not change a look."""
        event.ignore()

    @property
    def value(self) -> str:
        """Give the colour that is shown."""
        return self._value

    def show_value(self, value: object, *, is_mixed: bool = False) -> None:
        """Show a colour, or that several are mixed; nothing is emitted."""
        self._value = "" if is_mixed else str(value or "")
        blocked = self.blockSignals(True)
        self.setCurrentIndex(_MIXED if is_mixed else self._place_of(self._value))
        self.blockSignals(blocked)
        self._tint(self.currentIndex())

    def _fill(self, usual: str) -> None:
        from iwtlink.chart.colours.names import named_colours  # the chart's room loads slowly

        self.addItem(usual, "")
        for name, value in named_colours().items():
            self.addItem(tr(name), value)
        self.addItem(tr("Other colour…"), _OTHER)

    def _place_of(self, value: str) -> int:
        for place in range(self.count()):
            if str(self.itemData(place)).casefold() == value.casefold():
                return place
        place = self.count() - 1
        self.insertItem(place, value, value)
        return place

    def _tint(self, place: int) -> None:
        colour = self.itemData(place)
        if colour is not None and colour != _OTHER:
            self.setItemIcon(place, swatch(str(colour), self))

    def _activated(self, place: int) -> None:
        value = str(self.itemData(place))
        if value == _OTHER:
            self.show_value(self._value)
            self._ask()
        elif value != self._value or self._value == "":
            self._value = value
            self.changed.emit(value)

    def _ask(self) -> None:
        dialog = QColorDialog(QColor(self._value or "#0072b2"), self)
        dialog.setObjectName("colour_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
        dialog.colorSelected.connect(self._take)
        dialog.open()

    def _take(self, colour: QColor) -> None:
        self.show_value(colour.name())
        self.changed.emit(self._value)
