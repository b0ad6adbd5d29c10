"""The line for a new entity: type, name, original script, one identifier; Enter saves."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from iwtlink.errors import IwtlinkError
from iwtlink.gui.entry.choice_field import ChoiceField, EntryList
from iwtlink.gui.entry.line import Line
from iwtlink.gui.entry.names import NameBook
from iwtlink.gui.icons import entity_icon
from iwtlink.gui.quick_list import QuickRow
from iwtlink.i18n import tr
from iwtlink.matching import LIKELY, Twin
from iwtlink.ontology import EntityType, Ontology
from iwtlink.operations.entry.reading import NewEntity, read_entity
from iwtlink.settings import change_settings, load_settings
from iwtlink.store.folding import fold

_FIRST_TYPE = "person"
_LOOK_AFTER_MS = 120


class EntityRow(Line):
    """Asks what a new entity is and is called; shows who may be the same while typing."""

    wanted = Signal(object)
    """A ``NewEntity`` is to be entered."""
    known_wanted = Signal(int, object)
    """The entity with this id is meant, under the names of the ``NewEntity``."""
    refused = Signal(str)

    def __init__(self, names: NameBook, window: QWidget) -> None:
        super().__init__()
        self._names = names
        self._ontology: Ontology | None = None
        self.type = ChoiceField("entry_type", tr("Type"), window, self._suggest_types)
        self.type.setFixedWidth(150)
        self.name = self._line("entry_name", tr("Name"))
        self.script = self._line("entry_script", tr("Original script"))
        self.identifier = self._line("entry_identifier", tr("One identifier"))
        self.twins = EntryList(self.name, window, marks_first=False, max_rows=6, min_width=680)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_LOOK_AFTER_MS)
        self.lay([(self.type, 0), (self.name, 5), (self.script, 4), (self.identifier, 4)], (2, 2))
        self._connect()

    def use(self, ontology: Ontology) -> None:
        """Offer the types of this ontology, the one used last being chosen."""
        self._ontology = ontology
        self.usual_type()

    def begin(self) -> None:
        """Take the keyboard, ready for a name."""
        self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def usual_type(self) -> None:
        """Let the next one be of the type that was chosen last by hand."""
        assert self._ontology is not None
        last = load_settings().last_entity_type
        self._use_type(last if last in self._ontology.entity_types else _FIRST_TYPE)

    def choose_type(self, name: str) -> None:
        """Let the next one be of this type; what was used last is remembered all the same."""
        self._use_type(name)

    def suggest_name(self, name: str, *, is_script: bool) -> None:
        """Put a name into its line, and show who may bear it already."""
        (self.script if is_script else self.name).setText(name)
        self._timer.start()

    def suggest(self, name: str, identifier: str) -> None:
        """Put a name and an identifier into their lines."""
        self.name.setText(name)
        self.identifier.setText(identifier)

    def save(self) -> None:
        """Enter what stands in the line."""
        self._save()

    def clear_lines(self) -> None:
        """Empty the line; the type stays."""
        for line in (self.name, self.script, self.identifier):
            line.clear()
        self._timer.stop()
        self.twins.hide()

    def empty(self) -> None:
        """Make room for the next one; the type stays."""
        self.clear_lines()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_back(self, new: NewEntity, identifier: str) -> bool:
        """Show again what could not be entered; False where something else is typed already."""
        if any(line.text() for line in (self.name, self.script, self.identifier)):
            return False
        self._use_type(new.type)
        self.name.setText(new.name)
        self.script.setText(new.script_name)
        self.identifier.setText(identifier)
        return True

    def _connect(self) -> None:
        self.type.taken.connect(self._type_taken)
        self.type.confirmed.connect(self._save)
        self.type.escaped.connect(lambda: self._use_type(self._type_name))
        for line in (self.name, self.script, self.identifier):
            line.returnPressed.connect(self._save)
        self.name.textEdited.connect(lambda text: self._timer.start())
        self.script.textEdited.connect(lambda text: self._timer.start())
        self._timer.timeout.connect(self._show_twins)
        self.twins.chosen.connect(self._use_twin)

    def _line(self, name: str, label: str) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(name)
        line.setAccessibleName(label)
        line.setPlaceholderText(label)
        return line

    # The type

    def _use_type(self, name: str) -> None:
        assert self._ontology is not None
        self._type_name = name
        known = self._ontology.entity_types[name]
        self.type.set_choice(name, tr(known.label))
        asked = [known.properties[p].label for p in known.asked_first if p != "name"]
        hint = " / ".join(tr(label) for label in asked) or tr("One identifier")
        self.identifier.setPlaceholderText(hint)
        self.identifier.setToolTip(
            tr("{hint}. Write “phone: 020…” or “plate: …” to say which it is.", hint=hint)
        )

    def _type_taken(self, name: object) -> None:
        self._use_type(str(name))
        change_settings(lambda settings: replace(settings, last_entity_type=str(name)))
        self.name.setFocus(Qt.FocusReason.TabFocusReason)

    def _suggest_types(self, typed: str) -> list[QuickRow]:
        assert self._ontology is not None
        return type_rows(self._ontology, typed)

    # Twins

    def _show_twins(self) -> None:
        line = self.window().focusWidget()
        if not isinstance(line, QLineEdit) or line not in (self.name, self.script):
            return
        self.twins.move_to(line)
        twins = self._names.twins(line.text(), self._type_name)
        heading = QuickRow(tr("Known already?"), right=tr("↓ Enter: it is this one"))
        self.twins.show_rows([heading, *map(self._twin_row, twins)] if twins else [])

    def _twin_row(self, twin: Twin) -> QuickRow:
        assert self._ontology is not None
        known = self._names.known(twin.entity_id)
        assert known is not None
        kind = self._ontology.entity_types[known.type]
        band = tr("likely") if twin.score >= LIKELY else tr("possible")
        met = twin.name if twin.name != known.label else known.script_label
        detail = " · ".join(part for part in (met, band, twin.why) if part)
        icon = entity_icon(kind.icon)
        return QuickRow(known.label, detail, known.ref, icon, twin.entity_id)

    def _use_twin(self, entity_id: object) -> None:
        assert isinstance(entity_id, int)
        new = self._read()
        if new is not None:
            self.known_wanted.emit(entity_id, new)

    # Saving

    def _save(self) -> None:
        if self.type.choice is None:
            self.refused.emit(tr("Choose a type from the list."))
            self.type.setFocus()
            self.type.offer()
            return
        new = self._read()
        if new is not None:
            self.wanted.emit(new)

    def _read(self) -> NewEntity | None:
        assert self._ontology is not None
        identifier = self.identifier.text().strip()
        try:
            return read_entity(
                self._ontology,
                self._type_name,
                self.name.text(),
                self.script.text(),
                [identifier] if identifier else [],
            )
        except IwtlinkError as error:
            self.refused.emit(str(error))
            wrong = self.identifier if identifier and self.name.text().strip() else self.name
            wrong.setFocus()
            return None


def type_rows(ontology: Ontology, typed: str) -> list[QuickRow]:
    """Give the entity types that the typed text may mean, beginnings first."""
    wanted = fold(typed)
    found = [
        known
        for known in ontology.entity_types.values()
        if not known.is_abstract and wanted in fold(f"{tr(known.label)} {known.label} {known.code}")
    ]
    found.sort(key=lambda known: not _begins(known, wanted))
    rows = [
        QuickRow(tr(known.label), "", known.code, entity_icon(known.icon), known.name)
        for known in found
    ]
    return rows or [QuickRow(tr("No such type"))]


def _begins(known: EntityType, wanted: str) -> bool:
    return any(fold(word).startswith(wanted) for word in (tr(known.label), known.code))
