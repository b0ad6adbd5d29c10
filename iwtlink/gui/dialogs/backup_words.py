"""What is said of backups and damaged files."""

from __future__ import annotations

from datetime import datetime

from iwtlink.i18n import ntr, tr
from iwtlink.operations.keeping.restore import Damage

COUNTED = ("entities", "links", "documents")
"""What is said of how much a database holds; the list shows more."""


def damage_text(damage: Damage) -> str:
    """Say what is wrong with a file, how much of it can be read, and what is offered."""
    parts = [damage.sentence]
    good = damage.newest_good
    if good is not None:
        parts.append(
            tr(
                "The newest good backup is of {when}, with {what}.",
                when=local_time(good.made_at),
                what=counted(good.entities, good.links, good.documents),
            )
        )
    if damage.readable:
        parts.append(
            tr(
                "Of the file itself {what} can still be read.",
                what=counted(*(damage.readable.get(k, 0) for k in COUNTED)),
            )
        )
    parts.append(
        tr(
            "Restoring keeps the damaged file beside the restored one, under another name; "
            "nothing is deleted."
        )
    )
    return " ".join(parts)


def counted(entities: int, links: int, documents: int) -> str:
    """Say how much a database holds."""
    return ", ".join(
        (
            ntr("{n} entity", "{n} entities", entities),
            ntr("{n} link", "{n} links", links),
            ntr("{n} document", "{n} documents", documents),
        )
    )


def local_time(stamp: str) -> str:
    """Give a UTC stamp as the clock on the wall showed it, to the minute."""
    return datetime.fromisoformat(stamp).astimezone().strftime("%Y-%m-%d %H:%M")
