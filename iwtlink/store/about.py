"""What the database says of itself: title, short code, fictional notice."""

from __future__ import annotations

from dataclasses import dataclass, fields

from sqlalchemy import Connection, select

from iwtlink.store import schema
from iwtlink.store.edit import Edit


@dataclass(frozen=True, slots=True)
class About:
    """The database in its own words; ``notice`` stands on everything that goes out."""

    title: str = ""
    code: str = ""
    notice: str = ""


def read_about(db: Connection) -> About:
    """Read what the database says of itself."""
    table = schema.about
    known: dict[str, str] = {row.name: row.value for row in db.execute(select(table))}
    return About(**{f.name: known.get(f.name, "") for f in fields(About)})


def write_about(edit: Edit, about: About) -> None:
    """Write what the database says of itself."""
    table = schema.about
    for field in fields(About):
        value = getattr(about, field.name)
        update = table.update().where(table.c.name == field.name).values(value=value)
        if not edit.connection.execute(update).rowcount:
            edit.insert(table, name=field.name, value=value)
