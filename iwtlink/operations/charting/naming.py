"""An entity made or named on a chart: its name is that of the entity, wherever it is shown."""

from __future__ import annotations

from iwtlink.errors import Refused
from iwtlink.i18n import tr
from iwtlink.ontology import Value
from iwtlink.operations.entry.items import enter_entity
from iwtlink.operations.entry.reading import NewEntity
from iwtlink.operations.entry.source import WorkingSource, record_for
from iwtlink.store import Edit, statements
from iwtlink.store.entities import get_entity
from iwtlink.store.folding import is_latin
from iwtlink.store.ids import EntityId, Subject


def add_unnamed(edit: Edit, type_name: str, source: WorkingSource) -> EntityId:
    """Add an entity that is called after its type until it is named."""
    known = edit.ontology.entity_types[type_name]
    name = tr("New {type}", type=tr(known.label).lower())
    return enter_entity(edit, source, NewEntity(type_name, name))


def rename_entity(edit: Edit, entity_id: int, name: str, source: WorkingSource) -> None:
    """Change the name an entity is shown under; its other names stay.

    Raise ``Refused`` where nothing is typed, or the entity is gone.
    """
    wanted = " ".join(name.split())
    row = get_entity(edit.connection, entity_id)
    if row is None:
        raise Refused(tr("This entity is gone."))
    if not wanted:
        raise Refused(tr("An entity needs a name."))
    subject = Subject("entity", EntityId(entity_id))
    names = [
        one
        for one in statements.read_statements(edit.connection, "entity", [entity_id])[entity_id]
        if one.property == "name"
    ]
    is_script = not is_latin(wanted)
    shown = row.script_label if is_script and row.script_label else row.label
    same = [one for one in names if one.value == shown]
    for one in same:
        statements.change_value(edit, one.id, Value(wanted))
    if not same:
        statements.state(
            edit,
            subject,
            "name",
            Value(wanted),
            record_id=record_for(edit, source),
            kind="primary",
        )
