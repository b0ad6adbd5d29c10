"""Asks what a palette is called and lists: types to tick, preset values, locked or not."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from iwtlink.gui.charting.palette.groups import LINK
from iwtlink.gui.charting.palette.value_rows import ValueRows
from iwtlink.gui.charting.ticks import Ticks
from iwtlink.gui.dialogs.form import FormDialog
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.operations.charting.named_palettes import NamedPalette, PaletteRows

_LIST_HEIGHT = 200


class PaletteDialog(FormDialog):
    """Tells the palette as it is wanted; ``taken`` are names that others have."""

    wanted = Signal(object)
    """``NamedPalette``"""

    def __init__(
        self,
        palette: NamedPalette,
        ontology: Ontology,
        counts: Mapping[str, int],
        taken: Collection[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        title = tr("Change the palette") if palette.id else tr("New palette")
        super().__init__("palette_dialog", title, "", tr("Keep"), parent)
        self._palette, self._taken = palette, frozenset(taken)
        self.name = QLineEdit(palette.name)
        self.add_row(tr("Name"), self.name, "palette_name")
        self.line = QLineEdit()
        self.line.setClearButtonEnabled(True)
        self.line.setPlaceholderText(tr("Find a type"))
        self.add_row(tr("Types"), self.line, "palette_find")
        self.ticks = Ticks("palette_ticks", tr("Types of the palette"))
        self.ticks.setMinimumHeight(_LIST_HEIGHT)
        self._offer(ontology, counts)
        self.form.addRow("", self.ticks)
        self.values = ValueRows(ontology)
        self.values.show_values(palette.rows.values)
        self.form.addRow(tr("Preset values"), self.values)
        self.is_locked = QCheckBox(tr("Locked: unlock it before it is changed or deleted"))
        self.is_locked.setObjectName("palette_locked")
        self.is_locked.setChecked(palette.rows.is_locked)
        self.form.addRow("", self.is_locked)
        self.line.textChanged.connect(self.ticks.narrow)
        self.values.refused.connect(self.say_problem)
        self.setMinimumWidth(560)
        self.name.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter add a value that is being typed, before it keeps the palette."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and self.values.isAncestorOf(self.focusWidget()) and self.values.is_typing:
            self.values.take_typed()
            return
        super().keyPressEvent(event)

    def accept(self) -> None:
        """Tell the palette and close, or say what it lacks."""
        name = " ".join(self.name.text().split())
        if not name or name in self._taken:
            self.say_problem(
                tr("There is a palette “{name}” already.", name=name)
                if name
                else tr("Give the palette a name.")
            )
            self.name.setFocus()
            return
        if self.values.is_typing and not self.values.take_typed():
            return
        rows = self._rows()
        if not (rows.entity_types or rows.link_types or rows.values):
            self.say_problem(tr("Tick a type, or add a preset value."))
            return
        super().accept()
        self.wanted.emit(NamedPalette(self._palette.id, name, rows))

    # Inside

    def _offer(self, ontology: Ontology, counts: Mapping[str, int]) -> None:
        entities = [
            (name, tr(one.label), counts.get(name, 0))
            for name, one in ontology.entity_types.items()
            if not one.is_abstract
        ]
        links = [
            (f"{LINK}{name}", tr(one.label), counts.get(f"{LINK}{name}", 0))
            for name, one in ontology.link_types.items()
            if one.joins_entities
        ]
        icons = {name: one.icon for name, one in ontology.entity_types.items()}
        self.ticks.add_group(tr("Entities"), _usual_first(entities), is_ticked=False, icons=icons)
        self.ticks.add_group(tr("Links"), _usual_first(links), is_ticked=False)
        rows = self._palette.rows
        listed = (*rows.entity_types, *(f"{LINK}{name}" for name in rows.link_types))
        self.ticks.tick(listed, is_ticked=True)

    def _rows(self) -> PaletteRows:
        """Give what is ticked and added; types this database does not know stay in it."""
        ticked, offered = self.ticks.ticked(), {*self.ticks.ticked(), *self.ticks.not_ticked()}
        before = self._palette.rows
        entities = [n for n in ticked if not n.startswith(LINK)]
        links = [n.removeprefix(LINK) for n in ticked if n.startswith(LINK)]
        return PaletteRows(
            (*entities, *(n for n in before.entity_types if n not in offered)),
            (*links, *(n for n in before.link_types if f"{LINK}{n}" not in offered)),
            self.values.values,
            self.is_locked.isChecked(),
        )


def _usual_first(lines: list[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    """Give the lines, those of which the database has most first."""
    return sorted(lines, key=lambda line: (-line[2], line[1].casefold()))
