"""What a table is called, how it is marked, and which changes touch it."""

from __future__ import annotations

from PySide6.QtGui import QIcon

from iwtlink.gui.icons import entity_icon
from iwtlink.gui.kinds import kind_icon
from iwtlink.gui.reading.columns import TableName
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.ontology.kind_words import kind_title
from iwtlink.store import Changes


def table_title(ontology: Ontology, table: TableName) -> str:
    """Give the heading of a table: its type where it has one, else its kind."""
    kind, name = table.kind, table.type
    if kind == "entity" and name in ontology.entity_types:
        return tr(ontology.entity_types[name].plural)
    if kind == "observation" and name in ontology.observation_types:
        return tr(ontology.observation_types[name].plural)
    if kind == "link" and name in ontology.link_types:
        return tr("Links: {verb}", verb=tr(ontology.link_types[name].verb))
    return kind_title(kind)


def table_icon(ontology: Ontology, table: TableName) -> QIcon:
    """Give the icon of a table's type or kind."""
    known = ontology.entity_types.get(table.type)
    if table.kind == "entity" and known:
        return entity_icon(known.icon)
    return kind_icon(table.kind)


def is_touched(table: TableName, changes: Changes) -> bool:
    """Whether a change may show in a table's rows."""
    kinds = {
        "entity": changes.entities,
        "link": changes.links | changes.entities,
        "observation": changes.observations | changes.entities,
        "document": changes.documents | changes.records,
        "record": changes.records | changes.documents,
        "article": changes.articles,
        "product": changes.products,
        "recipient": changes.recipients | changes.products,
        "chart": changes.charts,
    }
    return bool(kinds[table.kind])
