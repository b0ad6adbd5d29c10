"""Which inputs the style panel has for entities, links and free items, in their order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from iwtlink.gui.charting.style_panel.colours import ColourField
from iwtlink.gui.charting.style_panel.fields import (
    ChoiceField,
    NumberField,
    SwitchField,
    TextField,
    TicksField,
)
from iwtlink.i18n import tr
from iwtlink.operations.charting.looking import Common
from iwtlink.store.charts.look import MOST_ENLARGED, MOST_MARGIN
from iwtlink.store.charts.options import MOST_SPACING

AnyField = ChoiceField | ColourField | NumberField | SwitchField | TextField | TicksField
_MOST_PX = 4000.0


def representations() -> dict[object, str]:
    """Give the ways an entity can be drawn."""
    return {
        "": tr("As the chart says"),
        "icon": tr("Icon"),
        "circle": tr("Circle"),
        "box": tr("Box"),
        "text": tr("Text block"),
        "event": tr("Event frame"),
        "theme": tr("Theme line"),
    }


def enlargements() -> dict[object, str]:
    """Give the sizes an item can have."""
    return {0.5: "½ ×", 1.0: "1 ×", 2.0: "2 ×", 3.0: "3 ×", 4.0: "4 ×"}


def multiplicities() -> dict[object, str]:
    """Give the ways links of a pair can be drawn."""
    return {
        "each": tr("Every link on its own"),
        "direction": tr("One line per direction"),
        "one": tr("One line with its count"),
    }


def _dashes() -> dict[object, str]:
    return {
        "": tr("Solid, or as usual"),
        "confirmed": tr("Solid: confirmed"),
        "unconfirmed": tr("Dashed: unconfirmed"),
        "tentative": tr("Dotted: tentative"),
    }


def wirings() -> dict[object, str]:
    """Give what a theme line does at an event frame."""
    return {
        "": tr("As usual"),
        "returns": tr("In, and back to its level"),
        "keeps": tr("In, and stays at that height"),
        "next": tr("In, and on to the next event"),
        "straight": tr("Straight, with a link"),
    }


def times() -> dict[object, str]:
    """Give what holds an item in its time on a timeline."""
    return {
        "": tr("As the timeline says"),
        "fixed": tr("Fixed by its date"),
        "ordered": tr("Keeps the order of dates"),
        "free": tr("Free"),
    }


def _pictures() -> dict[object, str]:
    return {"": tr("As usual"), "in_place": tr("In place of the icon"), "off": tr("Not shown")}


def arrows() -> dict[object, str]:
    """Give where a link can have arrow heads."""
    return {
        "": tr("As its type says"),
        "none": tr("None"),
        "head": tr("At its head"),
        "tail": tr("At its tail"),
        "both": tr("At both ends"),
    }


def _shown() -> dict[object, str]:
    return {"": tr("As the chart says"), "shown": tr("Shown"), "off": tr("Not shown")}


def _named() -> dict[object, str]:
    return {"": tr("Shown"), "off": tr("Not shown")}


def _worded() -> dict[object, str]:
    return {"": tr("Shown"), "off": tr("Only its label")}


def _letters() -> dict[object, str]:
    return {None: tr("As usual"), True: tr("Bold"), False: tr("Regular")}


Row = tuple[str, str, AnyField]
"""Field of the look, label, input."""


def entity_rows() -> Iterator[Row]:
    """Give the inputs for entities."""
    yield "representation", tr("Drawn as"), ChoiceField(representations())
    yield "enlargement", tr("Size"), ChoiceField(enlargements())
    yield "label", tr("Label"), TextField(tr("Its own name"))
    yield "shows", tr("Under the label"), TicksField(tr("As the chart says"))
    yield "name_shown", tr("Name"), ChoiceField(_named())
    yield "date_shown", tr("Date"), ChoiceField(_shown())
    yield "grade_shown", tr("Grade"), ChoiceField(_shown())
    yield "sources_shown", tr("Sources"), ChoiceField(_shown())
    yield "pin_shown", tr("Pin"), ChoiceField(_shown())
    yield "picture", tr("Picture"), ChoiceField(_pictures())
    yield "picture_size", tr("Picture size"), NumberField(MOST_ENLARGED, 0.25, 2)
    yield "frame", tr("Frame"), ColourField(tr("None"))
    yield "frame_margin", tr("Frame margin"), NumberField(MOST_MARGIN, usual=-1.0)
    yield "shading", tr("Shading"), ColourField(tr("None"))
    yield "fill", tr("Fill"), ColourField()
    yield "colour", tr("Edge"), ColourField()
    yield "dash", tr("Edge line"), ChoiceField(_dashes())
    yield "width", tr("Width"), NumberField(_MOST_PX, 8)
    yield "height", tr("Height"), NumberField(_MOST_PX, 8)
    yield "wiring", tr("Theme line at events"), ChoiceField(wirings())
    yield "in_time", tr("On a timeline"), ChoiceField(times())
    yield from _letter_rows()
    yield "is_container", tr("Container"), SwitchField(tr("Holds what is in it"))


def link_rows() -> Iterator[Row]:
    """Give the inputs for links."""
    yield "colour", tr("Colour"), ColourField()
    yield "width", tr("Width"), NumberField(12.0, 0.5, 1)
    yield "arrow", tr("Arrow"), ChoiceField(arrows())
    yield "label", tr("Label"), TextField(tr("Its own words"))
    yield "words_shown", tr("Words"), ChoiceField(_worded())
    yield from _dress_rows()
    yield (
        "multiplicity",
        tr("Links of the pair"),
        ChoiceField({"": tr("As the chart says"), **multiplicities()}),
    )
    yield "spacing", tr("Space between them"), NumberField(MOST_SPACING, 2)
    yield "wiring", tr("Theme line at event"), ChoiceField(wirings())


def shape_rows() -> Iterator[Row]:
    """Give the inputs for free items."""
    yield "colour", tr("Edge"), ColourField()
    yield "dash", tr("Edge line"), ChoiceField(_dashes())
    yield "fill", tr("Fill"), ColourField()
    yield "frame", tr("Frame"), ColourField(tr("None"))
    yield "frame_margin", tr("Frame margin"), NumberField(MOST_MARGIN, usual=-1.0)
    yield from _letter_rows()
    yield "is_container", tr("Container"), SwitchField(tr("Holds what is in it"))


def _letter_rows() -> Iterator[Row]:
    yield "font_px", tr("Letters"), NumberField(96.0)
    yield "is_bold", tr("Letter weight"), ChoiceField(_letters())
    yield "is_italic", "", SwitchField(tr("Italic"))
    yield "text_colour", tr("Letter colour"), ColourField()
    yield from _dress_rows()


def _dress_rows() -> Iterator[Row]:
    yield "is_underlined", "", SwitchField(tr("Line under the words"))
    yield "is_struck", "", SwitchField(tr("Line through the words"))
    yield "text_ground", tr("Ground of the words"), ColourField(tr("None"))


class LookForm(QWidget):
    """The inputs for one kind of item, under a heading."""

    changed = Signal(str, object)
    """Field of the look, and its new value."""

    def __init__(self, kind: str, rows: Iterator[Row], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self._rows = rows
        self.setObjectName(f"style_{kind}")
        self.heading = QLabel()
        self.heading.setProperty("part", "heading")
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(12)
        self._form.setVerticalSpacing(6)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.heading)
        column.addLayout(self._form)

    @cached_property
    def fields(self) -> Mapping[str, AnyField]:
        """The inputs by field of the look: made when first asked for, since most wait in vain."""
        return {name: self._added(name, label, field) for name, label, field in self._rows}

    def _added(self, name: str, label: str, field: AnyField) -> AnyField:
        field.setObjectName(f"style_{self._kind}_{name}")
        field.setAccessibleName(label or field.property("text"))
        field.changed.connect(lambda value: self.changed.emit(name, value))
        self._form.addRow(label, field)
        return field

    def show_look(self, words: str, common: Common, *, is_writable: bool) -> None:
        """Show what these items have in common, to be changed or only read."""
        self.setVisible(bool(common.count))
        self.heading.setText(words)
        if common.count:
            for name, field in self.fields.items():
                field.show_value(common.values.get(name), is_mixed=name in common.mixed)
                field.setEnabled(is_writable)
