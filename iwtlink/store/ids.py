"""Names for the numbers and texts by which rows are known."""

from __future__ import annotations

import os
import threading
import time
from dataclasses import dataclass
from typing import Literal, NewType

EntityId = NewType("EntityId", int)
LinkId = NewType("LinkId", int)
ObservationId = NewType("ObservationId", int)
StatementId = NewType("StatementId", int)
DocumentId = NewType("DocumentId", int)
RecordId = NewType("RecordId", int)
FileId = NewType("FileId", int)
PageId = NewType("PageId", int)
PassageId = NewType("PassageId", int)
ChartId = NewType("ChartId", int)
ArticleId = NewType("ArticleId", int)
ProductId = NewType("ProductId", int)
RecipientId = NewType("RecipientId", int)
AnalystId = NewType("AnalystId", int)
StepId = NewType("StepId", int)

Kind = Literal[
    "entity",
    "link",
    "observation",
    "document",
    "record",
    "article",
    "product",
    "recipient",
    "chart",
]
SubjectKind = Literal["entity", "link", "observation"]


@dataclass(frozen=True, slots=True, order=True)
class Subject:
    """What a statement is about: an entity, a link or an observation."""

    kind: SubjectKind
    id: int


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """Anything with a human reference: ``kind`` names the table, ``id`` the row."""

    kind: Kind
    id: int


def uuid7() -> str:
    """Return a fresh UUIDv7 (RFC 9562): unique everywhere, sorted by time of making."""
    return uuid7s(1)[0]


_RANDOM_BITS = 1 << 26
_last = (0, 0)
_lasting = threading.Lock()


def uuid7s(count: int) -> list[str]:
    """Return fresh UUIDv7 in ascending order, later ones than any this process gave before.

    The 26 bits after version and variant count up from a random start (RFC 9562 6.2, method 1),
    so that an index on them grows at its end; the last 48 bits are random.
    """
    noise = os.urandom(6 * count + 4).hex()
    milliseconds, first = _first_of(count, int(noise[:8], 16) >> 7)
    stamp = f"{milliseconds & ((1 << 48) - 1):012x}"
    head = f"{stamp[:8]}-{stamp[8:]}-7"
    return [
        f"{head}{n >> 14 & 0xFFF:03x}-{0x8000 | n & 0x3FFF:04x}-{noise[at : at + 12]}"
        for n, at in zip(range(first, first + count), range(8, len(noise), 12), strict=True)
    ]


def _first_of(count: int, start: int) -> tuple[int, int]:
    """Give the millisecond and the first number of some ids, both later than the last ones.

    ``start`` is at most half of what the bits hold; where they run out the next one is taken.
    """
    global _last
    with _lasting:
        now = time.time_ns() // 1_000_000
        moment, first = (now, start) if now > _last[0] else (_last[0], _last[1] + 1)
        if first + count > _RANDOM_BITS:
            moment, first = moment + 1, start
        _last = (moment, first + count - 1)
        return moment, first
