"""One typed value on its way to the writer."""

from __future__ import annotations

from iwtlink.gui.entry.names import Pending
from iwtlink.gui.entry.value_row import TypedValue
from iwtlink.operations import entry
from iwtlink.operations.entry import WorkingSource
from iwtlink.store import Edit
from iwtlink.store.ids import EntityId, Item, Subject
from iwtlink.store.passages import Passage


def write_value(
    edit: Edit, source: WorkingSource, typed: TypedValue, passage: Passage | None
) -> Item:
    """Write a value, or an observation with it; give the item it is now about."""
    subject = typed.subject
    entity_id = subject.resolved() if isinstance(subject, Pending) else EntityId(subject.entity_id)
    if typed.observation:
        values = {typed.property: typed.value, **typed.also}
        made = entry.enter_observation(edit, source, entity_id, typed.observation, values, passage)
        return Item("observation", made)
    stated = typed.stated if typed.stated != typed.value.text else ""
    entry.enter_value(
        edit,
        source,
        Subject("entity", entity_id),
        typed.property,
        typed.value,
        passage,
        held=typed.held,
        stated=stated,
        kind="alias" if typed.property == "name" else "",
    )
    return Item("entity", entity_id)
