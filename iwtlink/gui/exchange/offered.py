"""What the database offers for an exchange: who was written to, recipients, handling codes."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import text

from iwtlink.gui.exchange.words import partners
from iwtlink.i18n import tr
from iwtlink.ontology.grades import handling_codes, split_handling
from iwtlink.operations import exchange
from iwtlink.store import Store
from iwtlink.store.outputs import list_recipients


@dataclass(frozen=True, slots=True)
class Offered:
    """Partners with the time of the last file for each (UTC); recipients; codes and meanings."""

    partners: dict[str, str]
    recipients: tuple[str, ...]
    handling: dict[str, str]
    proposed: str
    """The one reader there ever was; empty where there was none, or several."""


def read_offered(store: Store) -> Offered:
    """Read what can be chosen from."""
    with store.read() as db:
        past = exchange.past(db)
        known = [row.name for row in list_recipients(db)]
        marked = db.scalars(text("SELECT DISTINCT handling FROM record WHERE handling <> ''"))
        codes = sorted({code for words in marked for code in split_handling(words)})
    met = [one.with_whom for one in past if one.with_whom]
    meanings = handling_codes(store.ontology)
    handling = {code: tr(meanings.get(code, "")) for code in codes}
    proposed = met[0] if len({name.casefold() for name in met}) == 1 else ""
    return Offered(partners(past), tuple(dict.fromkeys([*met, *known])), handling, proposed)
