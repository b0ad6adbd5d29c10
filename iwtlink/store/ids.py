"""Names for the numbers and texts by which rows are known."""

from __future__ import annotations

import os
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
    stamp = time.time_ns() // 1_000_000
    rest = int.from_bytes(os.urandom(10), "big")
    number = (stamp & ((1 << 48) - 1)) << 80 | rest
    number = number & ~(0xF << 76) | (0x7 << 76)
    number = number & ~(0x3 << 62) | (0x2 << 62)
    text = f"{number:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
