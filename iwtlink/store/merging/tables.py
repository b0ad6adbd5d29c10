"""Which rows point at entities and links, and by which columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pointing:
    """A table whose rows belong to items of one kind.

    ``columns`` point at the item; where ``kind_column`` is given it says of which kind the
    item is. ``more`` are columns that decide where a row finds its place.
    """

    table: str
    columns: tuple[str, ...]
    kind_column: str = ""
    more: tuple[str, ...] = ()


AT_ENTITIES = (
    Pointing("statement", ("subject_id",), "subject_kind"),
    Pointing("link", ("from_id", "to_id"), "", ("uid", "type", "is_directed")),
    Pointing("observation", ("entity_id", "other_id")),
    Pointing("external_ref", ("item_id",), "kind"),
    Pointing("review", ("item_id",), "kind", ("uid", "due_on")),
    Pointing("product", ("entity_id",)),
    Pointing("recipient", ("entity_id",)),
    Pointing("chart_entity", ("entity_id",), "", ("uid", "chart_id")),
    Pointing("chart_member", ("holder_entity_id", "member_entity_id"), "", ("uid", "chart_id")),
)
AT_LINKS = (
    Pointing("statement", ("subject_id",), "subject_kind"),
    Pointing("external_ref", ("item_id",), "kind"),
    Pointing("review", ("item_id",), "kind", ("uid", "due_on")),
    Pointing("chart_link", ("link_id",)),
)
ENTITY = Pointing("entity", ("picture_id",), "", ("uid",))
LINK = AT_ENTITIES[1]
PASSAGE = Pointing("passage", (), "", ("statement_id",))

POINTERS: Mapping[str, tuple[str, ...]] = {
    known.table: known.columns for known in (*AT_ENTITIES, *AT_LINKS, ENTITY)
}
"""By table: the columns that a merge may point at another item."""
