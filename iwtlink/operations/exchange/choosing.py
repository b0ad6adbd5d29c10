"""Which rows leave: everything, or what was chosen, and only what the ceilings let go."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import Connection

from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.operations.exchange.model import Choice
from iwtlink.store.exchange import State
from iwtlink.store.exchange.originals import Here


@dataclass(slots=True)
class Chosen:
    """The rows that leave, how many by kind were kept back, and the choice in words."""

    rows: State
    left_out: dict[str, int] = field(default_factory=dict)
    since: str = ""
    words: str = ""
    is_whole: bool = True


def choose(db: Connection, ontology: Ontology, here: Here, choice: Choice) -> Chosen:
    """Choose the rows that leave."""
    return Chosen(here.state, words=tr("everything"))
