"""A small reader of FollowTheMoney's JSON lines, for the tests of twins only.

Takes parties and addresses with their names, countries and addresses; a payment becomes a link.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from iwtlink.store import Edit, Store
from iwtlink.store.entities import add_entity
from iwtlink.store.ids import EntityId, Subject
from iwtlink.store.links import add_link
from iwtlink.store.statements import state

TYPES = {
    "Person": "person",
    "Company": "company",
    "Organization": "organisation",
    "Address": "address",
}
"""Our type for each of theirs; payments become links."""


@dataclass(frozen=True, slots=True)
class Read:
    """What was read: our entity for each of their ids."""

    entities: dict[str, EntityId]
    links: int


def read_ftm(store: Store, path: Path) -> Read:
    """Load a file in one step."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    with store.edit("Read") as edit:
        made = {row["id"]: _entity(edit, row) for row in rows if row["schema"] in TYPES}
        links = list(_links(edit, rows, made))
    return Read(made, len(links))


def _entity(edit: Edit, row: dict[str, Any]) -> EntityId:
    said = row["properties"]
    names = [*said.get("name", ()), *said.get("full", ())]
    made = add_entity(edit, TYPES[row["schema"]], names[0], aliases=names[1:])
    for country in said.get("country", ()):
        state(edit, Subject("entity", made), "country", country.upper())
    return made


def _links(edit: Edit, rows: list[dict[str, Any]], made: dict[str, EntityId]) -> Iterator[object]:
    joined: set[tuple[str, str]] = set()
    for row in rows:
        said = row["properties"]
        for address in said.get("addressEntity", ()):
            yield add_link(edit, "located_at", made[row["id"]], made[address])
        for payer in said.get("payer", ()):
            for payee in said.get("beneficiary", ()):
                if (payer, payee) not in joined and payer != payee:
                    joined.add((payer, payee))
                    yield add_link(edit, "pays", made[payer], made[payee])
