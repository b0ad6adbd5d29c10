"""Every row of an exchange file is looked at before it is believed.

A file may be damaged, made by another version, or by somebody who wishes ill: unknown tables,
columns and types, values of another kind, oversize or nested ones, dates that are none, and names
that lead out of a folder are refused in a sentence.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, get_args

from iwtlink.errors import BadInput
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.store.charts.fitting import BROKEN
from iwtlink.store.charts.look import ShapeKind, Visibility
from iwtlink.store.clocks import Clock
from iwtlink.store.clocks.fields import SHAPES, SIGNATURES, Shape
from iwtlink.store.clocks.stamps import MOST_EARLIER, STAMP
from iwtlink.store.exchange.state import Data, Row, State

MOST_LETTERS = 4_000_000
"""Of one row: far above the longest passage, far below what fills a laptop's memory."""
_UID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SHA256 = re.compile(r"([0-9a-f]{64})?")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?Z")
_NO_NAME = re.compile(r"[/\\\x00-\x1f]")
_ITEMS = frozenset(
    {"entity", "link", "observation", "document", "record", "article", "product"}
    | {"recipient", "chart"}
)
_WORDS: Mapping[tuple[str, str], frozenset[str]] = {
    ("statement", "subject_kind"): frozenset({"entity", "link", "observation"}),
    ("external_ref", "kind"): _ITEMS,
    ("review", "kind"): _ITEMS,
    ("retraction", "kind"): _ITEMS | {"statement"},
    ("merge", "kind"): frozenset({"entity", "link"}),
    ("judgement", "kind"): frozenset({"entity", "link"}),
    ("judgement", "verdict"): frozenset({"different", "unsure"}),
    ("link", "strength"): frozenset({"confirmed", "unconfirmed", "tentative", ""}),
    ("chart_entity", "visibility"): frozenset(get_args(Visibility)),
    ("chart_link", "visibility"): frozenset(get_args(Visibility)),
    ("chart_shape", "kind"): frozenset(get_args(ShapeKind)),
}
"""Columns in which only some words may stand."""
_DIFFER = {
    "link": ("from_id", "to_id"),
    "merge": ("kept_id", "absorbed_id"),
    "judgement": ("one_id", "other_id"),
}
_ONE_OF = {
    "chart_member": (
        ("holder_entity_id", "holder_shape_id"),
        ("member_entity_id", "member_shape_id"),
    )
}
"""Columns of which exactly one is filled; and no two pairs may name the same."""
LEFT_OUT: Mapping[str, frozenset[str]] = {
    "link": frozenset(SHAPES["link"].fields["is_strength_set"]),
    "document": frozenset({"originator", "register_no", "note"}),
    "merge": frozenset({"because"}),
    "judgement": frozenset({"because"}),
}
"""Columns that may be left out: their words may be above the reader's ceiling, or protected."""
_ANALYST = {"name": str, "initials": str}


class Checker:
    """Reads rows of a file; knows the types that this laptop knows."""

    def __init__(self, file: str, ontology: Ontology) -> None:
        self._file = file
        self._types: Mapping[str, Any] = {
            "entity": ontology.entity_types,
            "link": ontology.link_types,
            "observation": ontology.observation_types,
        }
        self._unknown: dict[str, None] = {}

    def check_sizes(self, raw: Any) -> None:
        """Refuse a row too long to be one of ours, before it is read."""
        longest = raw.execute(
            "SELECT max(max(length(coalesce(data, '')), length(clocks))) FROM row"
        ).fetchone()[0]
        if longest is not None and int(longest) > MOST_LETTERS:
            raise self._bad(tr("a row is too long"))

    def check_whole(self, rows: State) -> None:
        """Refuse types that nobody has described here, naming all."""
        if self._unknown:
            raise BadInput(
                tr(
                    "{file} uses types that this laptop does not know: {types}. Ask for the file "
                    "that describes them, put it into the folder of your own types, and read the "
                    "exchange file again. Nothing was changed.",
                    file=self._file,
                    types=", ".join(self._unknown),
                )
            )
        for row in rows.values():
            for column in SIGNATURES:
                who = row.data.get(column) if row.data is not None else None
                if who is not None and ("analyst", str(who)) not in rows:
                    raise self._bad(tr("it does not say who wrote everything"))

    def row(self, table: str, uid: str, data: str | None, clocks: str) -> Row:
        """Read one row as it travels."""
        if table != "analyst" and table not in SHAPES:
            raise self._bad(tr("it holds the table “{name}”", name=str(table)[:40]))
        if not _UID.fullmatch(str(uid)):
            raise self._bad(tr("a row of “{table}” has no uid", table=table))
        known = None if data is None else self._data(table, self._object(table, data))
        return Row(table, uid, known, self._clocks(table, self._object(table, clocks)))

    def _bad(self, why: str) -> BadInput:
        return BadInput(
            tr(
                "{file} cannot be used: {why}. Nothing was changed. Have it written again; if "
                "that does not help, it is not from iwtlink.",
                file=self._file,
                why=why,
            )
        )

    def _object(self, table: str, words: str) -> dict[str, Any]:
        try:
            found = _DECODER.decode(words)
        except (ValueError, TypeError, RecursionError):
            raise self._bad(tr("a row of “{table}” cannot be read", table=table)) from None
        if not isinstance(found, dict):
            raise self._bad(tr("a row of “{table}” cannot be read", table=table))
        return found

    # Clocks

    def _clocks(self, table: str, given: Mapping[str, Any]) -> dict[str, Clock]:
        fields = SHAPES[table].fields if table in SHAPES else {}
        found = {}
        for name, value in given.items():
            if (name and name not in fields) or not _is_clock(value):
                raise self._bad(tr("a row of “{table}” has a wrong time", table=table))
            found[name] = Clock(value[0], tuple(value[1].split()), bool(value[2]) and not name)
        return found

    # Values

    def _data(self, table: str, data: dict[str, Any]) -> Data:
        types = _ANALYST if table == "analyst" else SHAPES[table].types
        if data.keys() - types.keys():
            raise self._bad(
                tr(
                    "“{table}” has columns that this iwtlink does not know ({names})",
                    table=table,
                    names=", ".join(sorted(str(n)[:40] for n in data.keys() - types.keys())[:5]),
                )
            )
        missing = frozenset(types) - data.keys()
        if missing - LEFT_OUT.get(table, frozenset()):
            raise self._bad(tr("a row of “{table}” is not whole", table=table))
        for column, kind in types.items():
            if column not in missing and not self._fits(table, column, kind, data[column]):
                raise self._bad(
                    tr("“{column}” of a row of “{table}” is wrong", column=column, table=table)
                )
        if table in _DIFFER and data[_DIFFER[table][0]] == data[_DIFFER[table][1]]:
            raise self._bad(tr("a row of “{table}” joins something with itself", table=table))
        if not _is_one_of_each(table, data):
            raise self._bad(tr("a row of “{table}” is not whole", table=table))
        self._note_type(table, data)
        return data

    def _fits(self, table: str, column: str, kind: type, value: Any) -> bool:
        shape = SHAPES.get(table)
        if value is None:
            return shape is not None and column in shape.may_be_empty
        if kind is str:
            return isinstance(value, str) and self._is_text(shape, column, value)
        if isinstance(value, bool):
            return False
        if kind is int:
            return isinstance(value, int) and abs(value) < 2**63
        return isinstance(value, (int, float)) and abs(value) < 1e300 and math.isfinite(value)

    def _is_text(self, shape: Shape | None, column: str, value: str) -> bool:
        if BROKEN.search(value):
            return False
        if shape is None:
            return 0 < len(value) < 200
        if column in shape.pointers:
            return bool(_UID.fullmatch(value))
        known = _WORDS.get((shape.table, column))
        if known is not None and value not in known:
            return False
        test = _TESTS.get((shape.table, column)) or _TESTS.get(("", column))
        return test is None or test(value)

    def _note_type(self, table: str, data: Mapping[str, Any]) -> None:
        known = self._types.get(table)
        if known is not None and data["type"] not in known:
            self._unknown[str(data["type"])[:60]] = None


def _is_one_of_each(table: str, data: Mapping[str, Any]) -> bool:
    pairs = [tuple(data[column] for column in pair) for pair in _ONE_OF.get(table, ())]
    return all(pair.count(None) == 1 for pair in pairs) and len(set(pairs)) == len(pairs)


def _refuse_constant(word: str) -> float:
    raise ValueError(word)


_DECODER = json.JSONDecoder(parse_constant=_refuse_constant)


def _is_clock(value: Any) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 3
        and isinstance(value[0], str)
        and isinstance(value[1], str)
        and value[2] in (0, 1)
        and len(value[1]) < 100 * MOST_EARLIER
        and all(STAMP.fullmatch(stamp) for stamp in (value[0], *value[1].split()))
    )


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_moment(value: str) -> bool:
    return bool(_MOMENT.fullmatch(value)) and _is_day(value[:10])


def _is_name(value: str) -> bool:
    return (
        bool(value) and len(value) < 500 and not _NO_NAME.search(value) and value.strip(".") != ""
    )


def _is_object(value: str) -> bool:
    try:
        return len(value) < MOST_LETTERS and isinstance(_DECODER.decode(value), dict)
    except (ValueError, RecursionError):
        return False


def _is_reference(value: str) -> bool:
    return 0 < len(value) < 100 and value.isprintable()


def _is_digest(value: str) -> bool:
    return bool(_SHA256.fullmatch(value))


_DAYS = ("date_first", "date_last", "start_first", "end_last", "held_first", "held_last")
_TESTS: Mapping[tuple[str, str], Callable[[str], bool]] = {
    **{("", column): _is_day for column in (*_DAYS, "period_first", "period_last", "due_on")},
    **{
        ("", column): _is_moment
        for column in ("entered_at", "made_at", "retracted_at", "merged_at", "judged_at")
    },
    ("", "ref"): _is_reference,
    ("external_ref", "ref"): lambda value: len(value) < 2_000,
    ("retraction", "ref"): lambda value: len(value) < 100,
    ("", "sha256"): _is_digest,
    ("", "text_sha256"): _is_digest,
    ("file", "name"): _is_name,
    ("chart", "options"): _is_object,
    **{("", column): _is_object for column in ("look", "state", "data")},
    ("chart_entity", "placed_at"): lambda value: not value or _is_moment(value),
}
"""What a column must look like, by table and column, or by column in every table."""
