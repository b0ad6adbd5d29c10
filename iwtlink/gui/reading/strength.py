"""The strength of a link as rows of its sheet: what it is, why, and what to beware of."""

from __future__ import annotations

from sqlalchemy import Connection

from iwtlink.gui.reading.columns import strength_text
from iwtlink.gui.reading.sheet import FOLLOWS, SheetRow
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.store.links import LinkRow
from iwtlink.store.strength import Explained, explain


def strength_rows(db: Connection, ontology: Ontology, link: LinkRow) -> tuple[SheetRow, ...]:
    """Give the rows on how sure a link is; the first can be edited."""
    told = explain(db, link.id, ontology)
    strength = SheetRow(
        tr("Strength"),
        strength_text(link.strength),
        "\n".join(_reasons(link, told)),
        about="strength",
        value=link.strength if link.is_strength_set else FOLLOWS,
        is_field=True,
    )
    return strength, *(SheetRow(tr("Beware"), warning) for warning in told.warnings)


def _reasons(link: LinkRow, told: Explained) -> list[str]:
    if not link.is_strength_set:
        return [tr("Follows from the grades."), *told.because]
    reason = tr("Set by hand: {reason}", reason=link.strength_reason)
    given = reason if link.strength_reason else tr("As it was given when the link came in.")
    if told.strength == link.strength:
        return [given, tr("The grades say the same.")]
    return [given, tr("The grades alone would say: {words}", words=" ".join(told.because))]
