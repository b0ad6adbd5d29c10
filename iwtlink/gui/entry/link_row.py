"""The line for a new link: from, verb, to, role, dates; Enter saves, from and verb stay."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from iwtlink.errors import IwtlinkError
from iwtlink.gui.entry.choice_field import ChoiceField
from iwtlink.gui.entry.ends import EndChoice, NewEnd, TypedLink, end_text, type_of
from iwtlink.gui.entry.line import Line
from iwtlink.gui.entry.names import NameBook, Pending
from iwtlink.gui.entry.twin_look import FieldTwins, twin_row
from iwtlink.gui.entry.verbs import Verb, matching, verbs_from
from iwtlink.gui.icons import action_icon, entity_icon
from iwtlink.gui.quick_list import QuickRow
from iwtlink.i18n import tr
from iwtlink.matching import Known
from iwtlink.ontology import Ontology
from iwtlink.ontology.looks import type_by_look
from iwtlink.operations.entry.reading import Period, read_entity, read_period, types_at
from iwtlink.operations.entry.twins import TypedTwin

_MOST_KNOWN = 6
_MOST_NEW = 5
_WIDE = 640
"""Of the list of whom an end may be, in pixels: there is room to say why."""
_USUAL = ("person", "company", "location", "syndicate", "phone")


class LinkRow(Line):
    """Asks for a link in one line."""

    wanted = Signal(object)
    """A ``TypedLink`` is to be entered."""
    refused = Signal(str)

    def __init__(self, names: NameBook, window: QWidget) -> None:
        super().__init__()
        self._names = names
        self._ontology: Ontology | None = None
        self._usual: Mapping[str, int] = {}
        self._last_types: dict[Verb, str] = {}
        self._last_verbs: list[Verb] = []
        self.start = ChoiceField("entry_from", tr("From"), window, self._suggest_start, _WIDE)
        self.verb = ChoiceField("entry_verb", tr("Verb"), window, self._suggest_verbs)
        self.end = ChoiceField("entry_to", tr("To"), window, self._suggest_end, _WIDE)
        self.role = self._line("entry_role", tr("Role"))
        self.dates = self._line("entry_dates", tr("Dates"))
        self.dates.setToolTip(tr("One date or two: 2015-03, 2015 to 2017-09, since 2015"))
        self.lay(
            [(self.start, 5), (self.verb, 4), (self.end, 5), (self.role, 3), (self.dates, 3)],
            (2, 1, 2),
        )
        self._connect()

    def use(self, ontology: Ontology) -> None:
        """Work with the types of this ontology; everything is empty."""
        self._ontology = ontology
        self._usual = {}
        self._last_types, self._last_verbs = {}, []
        for line in (self.start, self.verb, self.end):
            line.empty()
        self.role.clear()
        self.dates.clear()

    def prefer(self, usual: Mapping[str, int]) -> None:
        """Offer first what is used most: ``usual`` counts the links of each type."""
        self._usual = usual

    def begin(self) -> None:
        """Take the keyboard where the next word is wanted."""
        first = next((f for f in (self.start, self.verb) if f.choice is None), self.end)
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def start_from(self, choice: EndChoice) -> None:
        """Let the next link begin here."""
        self.start.set_choice(choice, end_text(choice))
        self.verb.empty()

    def end_at(self, choice: EndChoice) -> None:
        """Let the next link end here; a verb that cannot lead there goes away."""
        assert self._ontology is not None
        self.end.set_choice(choice, end_text(choice))
        verb = self.verb.choice
        if isinstance(verb, Verb) and not verb.allows(
            self._ontology, type_of(self.start.choice), type_of(choice)
        ):
            self.verb.empty()

    def leave_end(self) -> None:
        """Empty what comes behind the verb."""
        self.end.empty()
        self.role.clear()
        self.dates.clear()

    def next_one(self, typed: TypedLink, start: EndChoice) -> None:
        """Make room for the next link: from (as it is known now) and verb stay."""
        self._remember(typed)
        self.start.choice = start
        self.leave_end()
        self.end.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_back(self, typed: TypedLink) -> bool:
        """Show again what could not be entered; False where something else is typed already."""
        if any(line.text() for line in (self.end, self.role, self.dates)):
            return False
        self.start.set_choice(typed.from_end, end_text(typed.from_end))
        self.verb.set_choice(typed.verb, typed.verb.text)
        self.end.set_choice(typed.to_end, end_text(typed.to_end))
        self.role.setText(typed.role)
        self.dates.setText(typed.dates)
        return True

    def _connect(self) -> None:
        self.start.taken.connect(self._start_taken)
        self.verb.taken.connect(lambda choice: _go(self.end))
        self.end.taken.connect(lambda choice: _go(self.role))
        for field in (self.start, self.verb, self.end):
            field.confirmed.connect(self._save)
            field.escaped.connect(self._escape)
        for line in (self.role, self.dates):
            line.returnPressed.connect(self._save)
        self._twins = FieldTwins(self._names, (self.start, self.end), self)

    def _start_taken(self, choice: object) -> None:
        """Go on to the verb; one that cannot follow goes away, and the list says which can."""
        assert self._ontology is not None
        allowed = verbs_from(self._ontology, type_of(choice))
        if self.verb.choice not in allowed:
            self.verb.empty()
        _go(self.verb)
        if self.verb.choice is None:
            self.verb.offer()

    def _line(self, name: str, label: str) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(name)
        line.setAccessibleName(label)
        line.setPlaceholderText(label)
        return line

    def _escape(self) -> None:
        """Empty the line for another to, or go back to from where it is empty already."""
        if self.end.text() or self.role.text() or self.dates.text():
            self.leave_end()
            self.end.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            _go(self.start)

    # What may be meant

    def _suggest_start(self, typed: str) -> list[QuickRow]:
        assert self._ontology is not None
        types = types_at(self._ontology, ("entity",))
        rows = self._known_rows(typed, types) if typed else []
        usual = [name for name in _USUAL if name in types]
        return rows + self._new_rows(typed, [*usual, *types], types)

    def _suggest_verbs(self, typed: str) -> list[QuickRow]:
        assert self._ontology is not None
        to_type = type_of(self.end.choice)
        allowed = verbs_from(self._ontology, type_of(self.start.choice), to_type)
        found = matching(allowed, typed, self._ontology)
        if not typed:
            recent = [verb for verb in self._last_verbs if verb in found]
            found.sort(key=lambda verb: -self._usual.get(verb.link_type, 0))
            found = list(dict.fromkeys([*recent, *found]))
        rows = [
            QuickRow(verb.text, tr(self._ontology.link_types[verb.link_type].label), "", data=verb)
            for verb in found
        ]
        return rows or [QuickRow(tr("No verb of this kind fits what is at the beginning"))]

    def _suggest_end(self, typed: str) -> list[QuickRow]:
        assert self._ontology is not None
        verb = self.verb.choice
        if not isinstance(verb, Verb):
            return [QuickRow(tr("Choose the verb first"))]
        if not typed:
            return []
        allowed = verb.types_after(self._ontology, type_of(self.start.choice))
        last = self._last_types.get(verb, "")
        usual = [name for name in (last, *_USUAL) if name in allowed]
        rows = self._known_rows(typed, allowed)
        return rows + self._new_rows(typed, [*usual, *allowed], allowed)

    def _known_rows(self, typed: str, types: Iterable[str]) -> list[QuickRow]:
        """Give who is called so, then who may be the one typed, as soon as that is looked up."""
        wanted = set(types)
        found = self._names.find(typed, lambda name: name in wanted, _MOST_KNOWN)
        twins = self._twins.of(typed)
        rows = [self._known_row(one, twins.pop(one.entity_id or 0, None)) for one in found]
        for twin in twins.values():
            known = self._names.known(twin.entity_id)
            if known is not None and known.type in wanted:
                rows.append(self._known_row(known, twin))
        return rows

    def _known_row(self, one: Known | Pending, twin: TypedTwin | None = None) -> QuickRow:
        assert self._ontology is not None
        kind = self._ontology.entity_types[one.type]
        icon = entity_icon(kind.icon)
        if isinstance(one, Pending):
            return QuickRow(one.label, tr("being written"), tr(kind.label), icon, one)
        right = f"{tr(kind.label)} · {one.ref}"
        row = twin_row(self._names, self._ontology, twin) if twin is not None else None
        return QuickRow(one.label, row.detail if row else one.script_label, right, icon, one)

    def _new_rows(
        self, typed: str, ranked: Iterable[str], allowed: Sequence[str]
    ) -> list[QuickRow]:
        """Offer to make what is typed, as the likeliest types; “hotel: Naga” says which."""
        assert self._ontology is not None
        if not typed:
            return []
        label, colon, name = typed.partition(":")
        kinds = self._ontology.entity_types
        look = type_by_look(typed)
        types = list(dict.fromkeys([*([look] if look in allowed else []), *ranked]))
        if colon and name.strip():
            said = self._types_said(label)
            named = [one for one in said if one in allowed]
            if said and not named:
                return [QuickRow(self._cannot_stand(said[0]))]
            if named:
                typed, types = name.strip(), named
        return [
            QuickRow(
                typed,
                right=tr("new: {type}", type=tr(kinds[name].label)),
                icon=action_icon("plus"),
                data=NewEnd(name, typed),
            )
            for name in types[:_MOST_NEW]
        ]

    def _types_said(self, word: str) -> list[str]:
        """Give the concrete types that a word before a colon names or begins to name."""
        assert self._ontology is not None
        wanted, kinds = word.strip().casefold(), self._ontology.entity_types
        if not wanted:
            return []
        types = types_at(self._ontology, ("entity",))
        return [one for one in types if tr(kinds[one].label).casefold().startswith(wanted)]

    def _cannot_stand(self, type_name: str) -> str:
        """Say that no such thing can be at this end of the verb."""
        assert self._ontology is not None
        verb, known = self.verb.choice, self._ontology.entity_types[type_name]
        return tr(
            "{type}: cannot stand after “{verb}”",
            type=tr(known.label),
            verb=verb.text if isinstance(verb, Verb) else "",
        )

    def _remember(self, typed: TypedLink) -> None:
        self._last_types[typed.verb] = type_of(typed.to_end)
        others = [verb for verb in self._last_verbs if verb != typed.verb]
        self._last_verbs = [typed.verb, *others][:8]

    # Saving

    def _save(self) -> None:
        missing = next((f for f in (self.start, self.verb, self.end) if f.choice is None), None)
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
            return
        self.wanted.emit(typed)

    def _read(self) -> TypedLink:
        assert self._ontology is not None
        start, verb, end = self.start.choice, self.verb.choice, self.end.choice
        assert isinstance(start, EndChoice) and isinstance(end, EndChoice)
        assert isinstance(verb, Verb)
        for choice in (start, end):
            if isinstance(choice, NewEnd):
                read_entity(self._ontology, choice.type, choice.name)
        if not verb.allows(self._ontology, type_of(start), type_of(end)):
            self.verb.setFocus()
            self.verb.offer()
            sentence = tr("“{verb}” does not fit between these two.", verb=verb.text)
            raise IwtlinkError(sentence)
        dates = self.dates.text().strip()
        return TypedLink(start, verb, end, self.role.text().strip(), dates, self._period(dates))

    def _period(self, dates: str) -> Period:
        try:
            return read_period(dates)
        except IwtlinkError:
            self.dates.setFocus()
            raise


def _go(field: QWidget) -> None:
    field.setFocus(Qt.FocusReason.TabFocusReason)
