"""What the database offers for an exchange: who was written to, recipients, handling codes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import text

from iwtlink.gui.exchange.words import partners
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.operations import exchange
from iwtlink.store import Store
from iwtlink.store.outputs import list_recipients

_CODES = re.compile(r"[^,;\s]+")
"""A record may carry several handling codes."""


@dataclass(frozen=True, slots=True)
class Offered:
    """Partners with the time of the last file for each (UTC); recipients; codes and meanings."""

    partners: dict[str, str]
    recipients: tuple[str, ...]
    handling: dict[str, str]


def read_offered(store: Store) -> Offered:
    """Read what can be chosen from."""
    with store.read() as db:
        past = exchange.past(db)
        known = [row.name for row in list_recipients(db)]
        marked = db.scalars(text("SELECT DISTINCT handling FROM record WHERE handling <> ''"))
        codes = sorted({code for words in marked for code in _CODES.findall(words)})
    met = [one.with_whom for one in past if one.with_whom]
    handling = {code: handling_word(store.ontology, code) for code in codes}
    return Offered(partners(past), tuple(dict.fromkeys([*met, *known])), handling)


def handling_word(ontology: Ontology, code: str) -> str:
    """Give what a handling code means; empty where no list knows it."""
    systems = [system.handling for system in ontology.grading_systems.values() if system.handling]
    for known in (*systems, ontology.code_lists["handling_caveats"]):
        if code in known.codes:
            return tr(known.codes[code].label)
    return ""
