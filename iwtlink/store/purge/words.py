"""By what an item is known, and where else in the database its names still stand."""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, text

from iwtlink.store.files import read_file
from iwtlink.store.folding import fold
from iwtlink.store.purge.rows import Footprint, images_of_rows

_LABELS = ("label", "script_label", "title", "headline", "name")
_TAG = re.compile("<[^>]*>")
_SHORTEST = 3
_SHORTEST_NUMBER = 6


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a name still stands: a kind of item (or ``history``), its reference and a label."""

    kind: str
    ref: str
    label: str


@dataclass(frozen=True, slots=True)
class Known:
    """Names of an item, and numbers by which it is known (phones, passports, plates)."""

    names: frozenset[str]
    numbers: frozenset[str]

    def stand_in(self, words: str) -> bool:
        """Whether any of them stands in a text, however it is written."""
        folded = fold(words)
        return any(fold(known) in folded for known in self.names | self.numbers)


def known_by(db: Connection, kind: str, item_id: int, rows: Footprint) -> Known:
    """Read by what an item is or was known, from all that the journal still holds of it."""
    names, numbers = set[str](), set[str]()
    told = {row for row in rows if row[0] in ("statement", "external_ref", kind)}
    told |= {(kind, item_id)}
    for (table, _), images in images_of_rows(db, told).items():
        for image in images:
            if table == kind:
                names |= {str(image[column]) for column in _LABELS if image.get(column)}
            elif table == "external_ref":
                (names if _is_number(str(image["ref"])) else numbers).add(str(image["ref"]))
            elif image["subject_kind"] == kind and (kind, image["subject_id"]) in told:
                words = {str(image["value"]), str(image["stated"])}
                if image["property"] == "name":
                    names |= words
                else:
                    numbers |= words
    return Known(
        frozenset(name for name in names if len(name.strip()) >= _SHORTEST or _is_cjk(name)),
        frozenset(number for number in numbers if _is_number(number)),
    )


def _is_number(words: str) -> bool:
    return len(re.sub(r"\W", "", words)) >= _SHORTEST_NUMBER and any(c.isdigit() for c in words)


def _is_cjk(words: str) -> bool:
    return len(words.strip()) >= 2 and not words.isascii()


_PLACES = {
    "entity": "SELECT id, ref, label, label || char(10) || script_label FROM entity",
    "statement": (
        "SELECT s.id, coalesce(e.ref, l.ref, o.ref, ''), coalesce(e.label, ''), "
        "s.value || char(10) || s.stated FROM statement s "
        "LEFT JOIN entity e ON s.subject_kind = 'entity' AND e.id = s.subject_id "
        "LEFT JOIN link l ON s.subject_kind = 'link' AND l.id = s.subject_id "
        "LEFT JOIN observation o ON s.subject_kind = 'observation' AND o.id = s.subject_id"
    ),
    "document": "SELECT id, ref, title, title || char(10) || originator || char(10) || note "
    "FROM document",
    "record": "SELECT id, ref, place, passage || char(10) || place || char(10) || note "
    "|| char(10) || source_row FROM record",
    "passage": "SELECT p.id, r.ref, r.place, p.words FROM passage p "
    "JOIN record r ON r.id = p.record_id",
    "article": "SELECT id, ref, headline, headline || char(10) || topic FROM article",
    "product": "SELECT id, ref, title, title FROM product",
    "recipient": "SELECT id, ref, name, name || char(10) || contact FROM recipient",
    "chart": (
        "SELECT id, ref, title, title || char(10) || options FROM chart UNION ALL "
        "SELECT c.id, c.ref, c.title, s.text FROM chart_shape s JOIN chart c ON c.id = s.chart_id "
        "UNION ALL SELECT c.id, c.ref, c.title, s.title || char(10) || s.note "
        "FROM chart_snapshot s JOIN chart c ON c.id = s.chart_id"
    ),
    "chart_style": "SELECT id, '', name, name || char(10) || data FROM chart_style",
    "saved_search": "SELECT id, '', name, name || char(10) || question FROM saved_search",
    "merge": "SELECT id, '', reason, reason || char(10) || because FROM merge",
    "judgement": "SELECT id, '', reason, reason || char(10) || because FROM judgement",
    "about": "SELECT id, '', name, value FROM about",
}
_PAGES = (
    "SELECT p.id, d.ref, d.title, CAST(c.data AS TEXT) FROM page p "
    "JOIN file f ON f.id = p.file_id JOIN document d ON d.id = f.document_id "
    "JOIN chunk c ON c.sha256 = p.text_sha256"
)


def mentions(db: Connection, known: Known, rows: Footprint) -> list[Mention]:
    """Give what else still mentions an item: notes, documents' text, products, old wordings.

    Cost: linear in all text of the database.
    """
    wanted = [fold(name) for name in known.names]
    found: dict[Mention, None] = {}
    for kind, query in {**_PLACES, "page": _PAGES}.items():
        for row_id, ref, label, words in db.execute(text(query)):
            if (kind, int(row_id)) not in rows and _has(str(words), wanted):
                place = "document" if kind == "page" else kind
                found[Mention(place, str(ref), str(label))] = None
    told = {mention.ref for mention in found if mention.ref}
    earlier = _in_history(db, known.names, rows)
    return [*found, *(mention for mention in earlier if mention.ref not in told)]


def is_named_in(db: Connection, known: Known, file_id: int | None) -> bool:
    """Whether a kept file names the item: a workbook's or document's parts, or plain text."""
    if file_id is None:
        return False
    data = read_file(db, file_id)
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return known.stand_in(data.decode("utf-8", "ignore"))
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        texts = (parts.read(name) for name in parts.namelist() if name.endswith(".xml"))
        return any(
            known.stand_in(html.unescape(_TAG.sub(" ", words.decode("utf-8", "ignore"))))
            for words in texts
        )


def _has(words: str, wanted: Collection[str]) -> bool:
    folded = fold(words)
    return any(name in folded for name in wanted)


def _in_history(db: Connection, names: Collection[str], rows: Footprint) -> list[Mention]:
    """Give rows of whose earlier wordings only the journal knows."""
    found: dict[Mention, None] = {}
    for name in names:
        said = json.dumps(name, ensure_ascii=False)[1:-1]
        hits = db.execute(
            text(
                "SELECT DISTINCT table_name, row_id, coalesce(after, before) FROM journal "
                "WHERE instr(before, :n) OR instr(after, :n)"
            ),
            {"n": said},
        )
        for table, row_id, image in hits:
            if (str(table), int(row_id)) in rows or str(image)[:1] == "[":
                continue
            told = json.loads(image)
            found[Mention("history", str(told.get("ref", "")), f"{table} {row_id}")] = None
    return list(found)
