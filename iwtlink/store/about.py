"""What the database says of itself: title, short code, fictional notice."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

from sqlalchemy import Connection, select

from iwtlink.errors import BadInput
from iwtlink.i18n import tr
from iwtlink.store import schema
from iwtlink.store.edit import Edit

CODE = re.compile("[A-Z0-9]{2,6}")
"""A database's short code."""

OWN_GRADING = "grading"
"""Name of the setting that says in which grading system the unit wants grades shown."""


@dataclass(frozen=True, slots=True)
class About:
    """The database in its own words; ``notice`` stands on everything that goes out."""

    title: str = ""
    code: str = ""
    notice: str = ""


def clean_code(code: str) -> str:
    """Give a short code as references carry it; raise ``BadInput`` where it cannot be one."""
    cleaned = code.strip().upper()
    if not CODE.fullmatch(cleaned):
        raise BadInput(
            tr(
                "“{code}” is no short code: take two to six letters A–Z or digits, such as VT1.",
                code=code,
            )
        )
    return cleaned


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


def read_setting(db: Connection, name: str) -> str:
    """Read a setting of the database by its name; empty where it was never set."""
    table = schema.about
    return db.scalar(select(table.c.value).where(table.c.name == name)) or ""


def write_setting(edit: Edit, name: str, value: str) -> None:
    """Write a setting of the database, which every laptop that opens it then follows."""
    table = schema.about
    update = table.update().where(table.c.name == name).values(value=value)
    if not edit.connection.execute(update).rowcount and value:
        edit.insert(table, name=name, value=value)
