"""The ends of a link as typed: known, being written, or to be made with it."""

from __future__ import annotations

from dataclasses import dataclass

from iwtlink.gui.entry.names import Pending
from iwtlink.gui.entry.verbs import Verb
from iwtlink.matching import Known
from iwtlink.operations.entry.reading import Period
from iwtlink.store.ids import EntityId


@dataclass(frozen=True, slots=True)
class NewEnd:
    """An end that is not known: to be made in the same step as the link."""

    type: str
    name: str


EndChoice = Known | Pending | NewEnd


@dataclass(frozen=True, slots=True)
class TypedLink:
    """What stands in the line when Enter is pressed."""

    from_end: EndChoice
    verb: Verb
    to_end: EndChoice
    role: str
    dates: str
    period: Period

    @property
    def text(self) -> str:
        """Give the link as a sentence."""
        return f"{end_text(self.from_end)} {self.verb.text} {end_text(self.to_end)}"


def type_of(choice: object) -> str:
    """Give the entity type of an end; empty while nothing is chosen."""
    return choice.type if isinstance(choice, EndChoice) else ""


def end_text(choice: EndChoice) -> str:
    """Give what an end is called."""
    return choice.name if isinstance(choice, NewEnd) else choice.label


def end_id(choice: EndChoice) -> EntityId | None:
    """Give the id of an end that is in the database."""
    return EntityId(choice.entity_id) if isinstance(choice, Known) else None
