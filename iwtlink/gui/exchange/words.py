"""What the exchange dialogs say: counts, heads, groups of lines, in whole sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from iwtlink.gui.pages.lines import local_time
from iwtlink.i18n import tr
from iwtlink.operations.exchange import Exchange, Head
from iwtlink.store.about import About
from iwtlink.store.opening.connection import EXCHANGE_ENDING

_LONGEST_PART = 40
_NOT_IN_NAMES = re.compile(r'[\s/\\:*?"<>|.,;()\x00-\x1f-]+')
"""What some system forbids in the name of a file, and what reads badly in one."""


def change_title(change: str) -> str:
    """Name a kind of change."""
    titles = {
        "new": tr("New"),
        "changed": tr("Changed"),
        "retracted": tr("Retracted"),
        "restored": tr("Restored"),
        "merged": tr("Merged"),
        "split": tr("Split"),
        "judged": tr("Judged"),
    }
    return titles[change]


def head_text(head: Head) -> str:
    """Say from whom a file is, when it was made, for whom, and what part it is."""
    whose = tr("“{title}” ({code})", title=head.title, code=head.code) if head.title else head.code
    made = tr(
        "From {whose}, written by {who} on {when}.",
        whose=whose,
        who=head.made_by or tr("someone not named"),
        when=local_time(head.made_at) or head.made_at,
    )
    meant = tr("For {whom}.", whom=head.recipient) if head.recipient else tr("For no one named.")
    part = tr("It holds: {part}.", part=(head.choice or tr("everything")).rstrip("."))
    return " ".join((made, meant, part))


def warnings(head: Head, about: About) -> list[str]:
    """Say what should be known before a file is read into this database, and what to do."""
    found = []
    if head.notice and head.notice != about.notice:
        found.append(tr("The other database carries this notice: {notice}", notice=head.notice))
    if head.code == about.code:
        found.append(
            tr(
                "Both databases have the short code {code}, so that two items may carry one "
                "reference. Give one of them another: File › Exchange › Short code of this "
                "database.",
                code=head.code,
            )
        )
    return found


def partners(past: Iterable[Exchange]) -> dict[str, str]:
    """Give who was written to, the latest first, and when last (UTC)."""
    found: dict[str, str] = {}
    for one in past:
        if one.direction == "written" and one.with_whom:
            found[one.with_whom] = max(found.get(one.with_whom, ""), one.at)
    return found


def proposed_name(code: str, recipient: str, day: date) -> str:
    """Name the file after both sides and the day."""
    whom = _NOT_IN_NAMES.sub("-", recipient)[:_LONGEST_PART].strip("-")
    parts = [code, *(("to", whom) if whom else ()), day.isoformat()]
    return "-".join(part for part in parts if part) + EXCHANGE_ENDING


def free_path(path: Path) -> Path:
    """Give this path, or one with a number behind its name where a file is there already."""
    tried, number = path, 2
    while tried.exists():
        tried, number = path.with_name(f"{path.stem}-{number}{path.suffix}"), number + 1
    return tried
