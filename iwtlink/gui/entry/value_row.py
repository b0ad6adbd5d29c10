"""The line for a value: of whom, which property, what, when it held; Enter saves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from iwtlink.errors import IwtlinkError, Progress
from iwtlink.gui.entry.choice_field import ChoiceField
from iwtlink.gui.entry.line import Line
from iwtlink.gui.entry.names import NameBook, Pending
from iwtlink.gui.entry.twin_look import FieldTwins, twin_row
from iwtlink.gui.icons import action_icon, entity_icon
from iwtlink.gui.quick_list import QuickRow
from iwtlink.i18n import tr
from iwtlink.matching import Known
from iwtlink.ontology import ObservationType, Ontology, PropertyType, Value
from iwtlink.ontology.values import parse_value
from iwtlink.operations.entry.reading import read_period
from iwtlink.operations.entry.twins import TypedTwin
from iwtlink.store.folding import fold

_MOST = 8
_LOOK_AFTER_MS = 200


@dataclass(frozen=True, slots=True)
class TypedValue:
    """What stands in the line: a value of a property, or of an observation to be made."""

    subject: Known | Pending
    property: str
    value: Value
    stated: str
    held: str = ""
    observation: str = ""
    also: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class About:
    """What a value may be of: a property of the entity, or one of a new observation of it."""

    item: PropertyType
    observation: ObservationType | None = None

    @property
    def text(self) -> str:
        """Give what stands in the line."""
        label = tr(self.item.label)
        if self.observation is None:
            return label
        return tr("{kind}: {label}", kind=tr(self.observation.label), label=label)


class ValueRow(Line):
    """Asks for one value of something known."""

    wanted = Signal(object)
    """A ``TypedValue`` is to be entered."""
    refused = Signal(str)
    escaped = Signal()
    told = Signal(str)
    """Who has the number already that is being typed."""

    def __init__(self, names: NameBook, window: QWidget) -> None:
        super().__init__()
        self._names = names
        self._ontology: Ontology | None = None
        self._also: Mapping[str, Value] = {}
        self.subject = ChoiceField("entry_subject", tr("Of whom or what"), window, self._subjects)
        self.about = ChoiceField("entry_about", tr("Property"), window, self._abouts)
        self.value = self._line("entry_value", tr("Value"))
        self.held = self._line("entry_held", tr("When it held"))
        self.held.setToolTip(tr("For what changes over time: 2015-03, since 2015"))
        self.lay([(self.subject, 5), (self.about, 4), (self.value, 5), (self.held, 3)], (2, 2))
        self._timer = QTimer(self, singleShot=True, interval=_LOOK_AFTER_MS)
        self._connect()

    def use(self, ontology: Ontology) -> None:
        """Work with the properties of this ontology; everything is empty."""
        self._ontology = ontology
        self.subject.empty()
        self.leave_value()

    def begin(self) -> None:
        """Take the keyboard where the next word is wanted."""
        empty = next((f for f in (self.subject, self.about) if f.choice is None), None)
        (empty or self.value).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def start_from(self, known: Known | Pending) -> None:
        """Let the value be one of this entity."""
        if self.subject.choice != known:
            self.subject.set_choice(known, known.label)
            if self.about.choice is not None and self.about.choice not in self._all_abouts():
                self.about.empty()

    def suggest(
        self, text: str, value_types: tuple[str, ...], also: Mapping[str, Value] | None = None
    ) -> None:
        """Put a text where the value goes, and the property that most likely takes it."""
        self._also = also or {}
        self.value.setText(text)
        meant = self._likely(value_types)
        if meant is not None:
            self.about.set_choice(meant, meant.text)

    def leave_value(self) -> None:
        """Empty what comes behind the subject."""
        self._also = {}
        self.about.empty()
        self.value.clear()
        self.held.clear()

    def next_one(self) -> None:
        """Make room for another value of the same."""
        self.leave_value()
        self.about.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_back(self, typed: TypedValue) -> bool:
        """Show again what could not be entered; False where something else is typed already."""
        if self.value.text() or self.about.choice is not None:
            return False
        self.start_from(typed.subject)
        self._also = typed.also
        self.value.setText(typed.stated)
        self.held.setText(typed.held)
        for meant in self._all_abouts():
            kind = meant.observation.name if meant.observation else ""
            if (meant.item.name, kind) == (typed.property, typed.observation):
                self.about.set_choice(meant, meant.text)
        return True

    # Inside

    def _connect(self) -> None:
        self.subject.taken.connect(self._subject_taken)
        self.about.taken.connect(lambda _: self.value.setFocus(Qt.FocusReason.TabFocusReason))
        for choice in (self.subject, self.about):
            choice.confirmed.connect(self._save)
            choice.escaped.connect(self.escaped)
        for line in (self.value, self.held):
            line.returnPressed.connect(self._save)
        self.value.textEdited.connect(lambda _: self._timer.start())
        self._timer.timeout.connect(self._look)
        self._twins = FieldTwins(self._names, (self.subject,), self)

    def _look(self) -> None:
        """Look beside the window who has this number already."""
        subject, about, typed = self.subject.choice, self.about.choice, self.value.text().strip()
        is_property = isinstance(about, About) and about.observation is None
        if not typed or not is_property or not isinstance(subject, Known | Pending):
            return
        assert isinstance(about, About)
        kind, name = subject.type, about.item.name

        def look(progress: Progress) -> tuple[str, list[Known]]:
            return typed, self._names.bearers(kind, name, typed)

        self._names.compute(tr("Looking who is known already"), look, self._tell)

    def _tell(self, found: tuple[str, list[Known]]) -> None:
        typed, bearers = found
        others = [one for one in bearers if one != self.subject.choice]
        if typed == self.value.text().strip() and others:
            named = ", ".join(f"{one.ref} {one.label}" for one in others)
            self.told.emit(tr("This number is known: {who}", who=named))

    def _line(self, name: str, label: str) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(name)
        line.setAccessibleName(label)
        line.setPlaceholderText(label)
        return line

    def _subject_taken(self, choice: object) -> None:
        if self.about.choice is not None and self.about.choice not in self._all_abouts():
            self.about.empty()
        (self.value if self.about.choice else self.about).setFocus(Qt.FocusReason.TabFocusReason)

    def _subjects(self, typed: str) -> list[QuickRow]:
        if not typed:
            return []
        assert self._ontology is not None
        twins = self._twins.of(typed)
        found = self._names.find(typed, lambda _: True, _MOST)
        rows = [self._subject_row(one, twins.pop(one.entity_id or 0, None)) for one in found]
        for twin in twins.values():
            known = self._names.known(twin.entity_id)
            if known is not None:
                rows.append(self._subject_row(known, twin))
        return rows or [QuickRow(tr("Nobody here is called so"))]

    def _subject_row(self, one: Known | Pending, twin: TypedTwin | None) -> QuickRow:
        assert self._ontology is not None
        icon = entity_icon(self._ontology.entity_types[one.type].icon)
        if isinstance(one, Pending):
            return QuickRow(one.label, "", tr("being written"), icon, one)
        row = twin_row(self._names, self._ontology, twin) if twin is not None else None
        return QuickRow(one.label, row.detail if row else one.script_label, one.ref, icon, one)

    def _all_abouts(self) -> list[About]:
        """Give what can be stated of the subject, the usual things first."""
        choice = self.subject.choice
        if self._ontology is None or not isinstance(choice, Known | Pending):
            return []
        kind = self._ontology.entity_types[choice.type]
        names = dict.fromkeys((*kind.asked_first, *kind.featured, *kind.properties))
        found = [About(kind.properties[name]) for name in names if name in kind.properties]
        for observed in self._ontology.observation_types_of(choice.type):
            found += [About(item, observed) for item in observed.properties.values()]
        return found

    def _abouts(self, typed: str) -> list[QuickRow]:
        wanted = fold(typed).split()
        found = [
            one for one in self._all_abouts() if all(word in fold(one.text) for word in wanted)
        ]
        if wanted:
            found.sort(key=lambda one: not fold(one.text).startswith(wanted[0]))
        icon = action_icon("tag")
        rows = [QuickRow(one.text, "", tr(_kind_word(one)), icon, one) for one in found]
        if self.subject.choice is None:
            return [QuickRow(tr("Choose of whom or what it is first"))]
        return rows or [QuickRow(tr("No property is called so"))]

    def _likely(self, value_types: tuple[str, ...]) -> About | None:
        """Give the property that takes such a value: that of an observation for quantities."""
        abouts = self._all_abouts()
        if self._also:
            abouts = [one for one in abouts if one.observation is not None] + abouts
        for wanted in value_types:
            for one in abouts:
                if one.item.value_type == wanted:
                    return one
        return None

    # Saving

    def _save(self) -> None:
        missing = next((f for f in (self.subject, self.about) if f.choice is None), None)
        if missing is not None:
            name = missing.accessibleName()
            self.refused.emit(tr("Choose “{field}” from the list.", field=name))
            missing.setFocus()
            missing.offer()
            return
        try:
            typed = self._read()
        except IwtlinkError as error:
            self.refused.emit(str(error))
            self.value.setFocus()
            return
        self.wanted.emit(typed)

    def _read(self) -> TypedValue:
        subject, about = self.subject.choice, self.about.choice
        assert isinstance(subject, Known | Pending) and isinstance(about, About)
        stated = self.value.text().strip()
        value = parse_value(about.item, stated, ontology=self._ontology)
        period = read_period(self.held.text())
        held = f"{period.start}/{period.end or '..'}" if period.end else period.start
        kind = about.observation
        also = {
            name: one
            for name, one in self._also.items()
            if kind is not None and name in kind.properties and name != about.item.name
        }
        return TypedValue(
            subject, about.item.name, value, stated, held, kind.name if kind else "", also
        )


def _kind_word(one: About) -> str:
    return one.observation.plural if one.observation else ""
