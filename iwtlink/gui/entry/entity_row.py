"""The line for a new entity: type, name, original script, one identifier; Enter saves."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from iwtlink.errors import IwtlinkError
from iwtlink.gui.entry.choice_field import ChoiceField, EntryList
from iwtlink.gui.entry.line import Line
from iwtlink.gui.entry.names import NameBook
from iwtlink.gui.entry.twin_look import TwinLook, twin_row
from iwtlink.gui.icons import entity_icon
from iwtlink.gui.quick_list import QuickRow
from iwtlink.i18n import tr
from iwtlink.ontology import EntityType, Ontology
from iwtlink.operations.entry.reading import NewEntity, read_entity
from iwtlink.operations.entry.twins import TypedEntity, TypedTwin
from iwtlink.settings import change_settings, load_settings
from iwtlink.store.folding import fold, is_latin

_FIRST_TYPE = "person"


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name in Latin letters that may be taken."""

    text: str


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
        self._look = TwinLook(names, self)
        self._spellings: tuple[str, ...] = ()
        self._romanised = ""
        """The Latin spelling that was taken, not stated by any source."""
        self._is_quiet = False
        """Who may be known was told of this name, and put away."""
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
        self._ask()

    def suggest(self, name: str, identifier: str) -> None:
        """Put a name and an identifier into their lines."""
        self.name.setText(name)
        self.identifier.setText(identifier)
        self._ask()

    def save(self) -> None:
        """Enter what stands in the line."""
        self._save()

    def clear_lines(self) -> None:
        """Empty the line; the type stays."""
        for line in (self.name, self.script, self.identifier):
            line.clear()
        self._look.forget()
        self._spellings, self._romanised, self._is_quiet = (), "", False
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
        self._romanised = new.name if new.is_romanised else ""
        return True

    def _connect(self) -> None:
        self.type.taken.connect(self._type_taken)
        self.type.confirmed.connect(self._save)
        self.type.escaped.connect(lambda: self._use_type(self._type_name))
        for line in (self.name, self.script, self.identifier):
            line.returnPressed.connect(self._save)
            line.textEdited.connect(self._ask)
        for line in (self.name, self.script):
            line.installEventFilter(self)
        self._look.found.connect(self._show_twins)
        self.twins.chosen.connect(self._take)
        self.twins.dismissed.connect(self._be_quiet)

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

    # Twins and spellings

    def _ask(self) -> None:
        """Look who this may be; what is typed meanwhile is asked instead."""
        names = (self.name.text().strip(), self.script.text().strip())
        identifier = self.identifier.text().strip()
        if not any(names) and not identifier:
            self._is_quiet = False
            self._look.forget()
            self.twins.hide()
            return
        self._look.ask(TypedEntity(self._type_name, tuple(filter(None, names)), identifier))

    def _show_twins(
        self, typed: TypedEntity, twins: tuple[TypedTwin, ...], spellings: tuple[str, ...]
    ) -> None:
        self._spellings = spellings
        line = self.window().focusWidget()
        lines = (self.name, self.script, self.identifier)
        if self._is_quiet or not isinstance(line, QLineEdit) or line not in lines:
            return
        self.twins.move_to(line)
        self.twins.show_rows([*self._twin_rows(twins), *self._spelling_rows()])

    def _twin_rows(self, twins: tuple[TypedTwin, ...]) -> list[QuickRow]:
        assert self._ontology is not None
        found = (twin_row(self._names, self._ontology, twin) for twin in twins)
        rows = [row for row in found if row is not None]
        heading = QuickRow(tr("Known already?"), right=tr("↓ Enter: it is this one"))
        return [heading, *rows] if rows else []

    def _spelling_rows(self) -> list[QuickRow]:
        if not self._spellings:
            return []
        heading = QuickRow(tr("In Latin letters"), right=tr("F2 takes the first"))
        return [heading, *(QuickRow(text, data=Spelling(text)) for text in self._spellings)]

    def _be_quiet(self) -> None:
        self._is_quiet = True

    def _take(self, choice: object) -> None:
        if isinstance(choice, Spelling):
            self._take_spelling(choice.text)
            return
        assert isinstance(choice, int)
        new = self._read()
        if new is not None:
            self.known_wanted.emit(choice, new)

    def _take_spelling(self, spelling: str) -> None:
        """Write the name in Latin letters; what was typed stays as the original script."""
        typed = self.name.text().strip()
        if typed and not self.script.text().strip():
            self.script.setText(typed)
        self.name.setText(spelling)
        self._romanised, self._spellings = spelling, ()
        self.twins.hide()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self._ask()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            has_name = bool(self.name.text().strip()) and is_latin(self.name.text())
            if event.key() == Qt.Key.Key_F2 and self._spellings and not has_name:
                self._take_spelling(self._spellings[0])
                return True
        return super().eventFilter(watched, event)

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
            new = read_entity(
                self._ontology,
                self._type_name,
                self.name.text(),
                self.script.text(),
                [identifier] if identifier else [],
            )
            is_ours = bool(new.name and new.script_name) and new.name == self._romanised
            return replace(new, is_romanised=is_ours)
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
