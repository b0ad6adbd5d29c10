"""An extract as bytes, and back: what comes from a clipboard is looked at as a file would be."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from iwtlink.errors import BadInput
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.operations.exchange.log import COUNTED
from iwtlink.store.about import CODE
from iwtlink.store.charts.fitting import BROKEN
from iwtlink.store.exchange import State
from iwtlink.store.exchange.checking import MOST_LETTERS, Checker
from iwtlink.store.exchange.part import CARRIED

VERSION = 1
MOST_BYTES = 64_000_000
"""Of an extract when it is unpacked: far above two thousand entities with all that is said."""
_MOST_OF_TITLE = 200
_MOST_ROWS = 1_000_000_000
"""A greater number of rows is none."""
_TABLES = frozenset({*CARRIED, "analyst"})
"""What an extract holds: nothing that retracts, judges or replaces what stands elsewhere."""


@dataclass(frozen=True, slots=True)
class Extract:
    """What was copied from one database, for another.

    ``rows`` are those that an exchange file would hold, the analysts who wrote them and the rows
    of the chart among them. ``left_out`` counts by kind what may not leave by a clipboard.
    """

    title: str
    code: str
    rows: State
    left_out: Mapping[str, int] = field(default_factory=dict)
    is_encrypted: bool = False
    """The database that it comes from is."""


def packed(extract: Extract) -> bytes:
    """Give an extract as bytes."""
    told = {
        "version": VERSION,
        "title": extract.title[:_MOST_OF_TITLE],
        "code": extract.code,
        "left_out": dict(extract.left_out),
        "is_encrypted": extract.is_encrypted,
        "rows": [
            [row.table, row.uid, json.dumps(row.data, ensure_ascii=False), _clocks(row.clocks)]
            for row in extract.rows.values()
        ],
    }
    return zlib.compress(json.dumps(told, ensure_ascii=False).encode("utf-8"), 6)


def _clocks(clocks: Mapping[str, Any]) -> str:
    return json.dumps(
        {name: [c.stamp, " ".join(c.earlier), int(c.is_gone)] for name, c in clocks.items()}
    )


def unpacked(data: bytes, ontology: Ontology) -> Extract:
    """Read an extract, each row looked at; raise ``BadInput`` where it cannot be used."""
    told = _told(data)
    checker = Checker(tr("The clipboard"), ontology)
    rows: State = {}
    for table, uid, words, clocks in told["rows"]:
        row = checker.row(table, uid, words, clocks)
        rows[row.name] = row
    checker.check_whole(rows)
    title = " ".join(told["title"].split())  # in a sentence, on one line
    return Extract(title, told["code"], rows, told["left_out"], told["is_encrypted"])


def _told(data: bytes) -> dict[str, Any]:
    try:
        unpacker = zlib.decompressobj()
        words = unpacker.decompress(data, MOST_BYTES)
        if unpacker.unconsumed_tail or not unpacker.eof:
            raise _unusable()
        told = json.loads(words)
    except (zlib.error, ValueError, RecursionError):
        raise _unusable() from None
    if not isinstance(told, dict) or not _is_whole(told):
        raise _unusable()
    return told


def _is_whole(told: dict[str, Any]) -> bool:
    rows = told.get("rows")
    return (
        told.get("version") == VERSION
        and _is_title(told.get("title"))
        and _is_code(told.get("code"))
        and isinstance(told.get("is_encrypted"), bool)
        and _are_counts(told.get("left_out"))
        and isinstance(rows, list)
        and all(_is_row(row) for row in rows)
    )


def _is_title(words: Any) -> bool:
    return isinstance(words, str) and len(words) <= _MOST_OF_TITLE and not BROKEN.search(words)


def _is_code(words: Any) -> bool:
    return isinstance(words, str) and bool(CODE.fullmatch(words))


def _are_counts(counts: Any) -> bool:
    return isinstance(counts, dict) and all(
        kind in COUNTED and type(count) is int and 0 <= count < _MOST_ROWS
        for kind, count in counts.items()
    )


def _is_row(row: Any) -> bool:
    return (
        isinstance(row, list)
        and len(row) == 4
        and all(isinstance(part, str) and len(part) < MOST_LETTERS for part in row)
        and row[0] in _TABLES
        and row[2] != "null"
    )


def _unusable() -> BadInput:
    return BadInput(
        tr(
            "What lies on the clipboard cannot be used here: it is damaged, or from another "
            "version of iwtlink. Copy again, or use an exchange file. Nothing was changed."
        )
    )
