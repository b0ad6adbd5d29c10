"""Images of the journal told as changes: which property, what stood there, what stands there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, text

from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.store.describing import property_label
from iwtlink.store.ids import Item
from iwtlink.store.journal import JournalRow

HIDDEN = "•••"
"""Stands for what is shown on an explicit reveal only: who is behind a protected source."""

_Image = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One property of an item, before and after; ``why`` is its source or a reason."""

    property: str
    old: str
    new: str
    why: str = ""


@dataclass(slots=True)
class Words:
    """What names in images mean: read from the database once each."""

    db: Connection
    ontology: Ontology | None
    item: Item
    own: frozenset[int] = frozenset()
    """The item and all that was merged into it."""
    set_aside: frozenset[tuple[int, int]] = frozenset()
    """Steps, with the id of an item of the same kind, that merged it or split it off."""
    _known: dict[tuple[str, int], str] = field(default_factory=dict)

    def label(self, table: str, row_id: int | None) -> str:
        """Give the name of an entity or file, whether it is still there or not."""
        if row_id is None:
            return ""
        if (table, row_id) not in self._known:
            column = {"entity": "label", "link": "ref"}.get(table, "name")
            found = (
                self.db.scalar(text(f'SELECT {column} FROM "{table}" WHERE id = :i'), {"i": row_id})
                or self.db.scalar(
                    text(
                        f"SELECT image ->> '{column}' FROM aside "
                        "WHERE table_name = :k AND row_id = :i"
                    ),
                    {"k": table, "i": row_id},
                )
                or self.db.scalar(
                    text("SELECT label FROM retraction WHERE kind = :k AND item_id = :i"),
                    {"k": table, "i": row_id},
                )
            )
            self._known[table, row_id] = str(found or f"#{row_id}")
        return self._known[table, row_id]

    def source(self, record_id: int | None) -> str:
        """Give the record behind a statement: document, page and grade."""
        if record_id is None:
            return ""
        if ("record", record_id) not in self._known:
            row = self.db.execute(
                text(
                    "SELECT d.ref, r.page, r.reliability || r.credibility FROM record r "
                    "JOIN document d ON d.id = r.document_id WHERE r.id = :i"
                ),
                {"i": record_id},
            ).one_or_none()
            parts = [str(part) for part in row if part] if row else [tr("a retracted source")]
            self._known["record", record_id] = " ".join(parts)
        return self._known["record", record_id]


def changes_of(words: Words, row: JournalRow) -> Iterator[Change]:
    """Tell what one journal row changed; nothing where only worked-out columns did."""
    if row.salt is None:
        yield Change(tr("Purged"), "", "")
        return
    before: _Image | None = json.loads(row.before) if row.before else None
    after: _Image | None = json.loads(row.after) if row.after else None
    if before == after:
        return
    if row.table == words.item.kind:
        if (row.step_id, row.row_id) not in words.set_aside:
            yield from _own(words, before, after)
    elif row.table == "statement":
        yield from _statement(words, before, after)
    elif row.table in ("merge", "judgement"):
        yield _decision(words, row.table, before, after)
    else:
        yield from _beside(words, row.table, before, after)


def _own(words: Words, before: _Image | None, after: _Image | None) -> Iterator[Change]:
    if before is None or after is None:
        image = after or before or {}
        yield Change(
            tr("Entered") if before is None else tr("Taken out"),
            _name(words, before),
            _name(words, after),
            str(image.get("strength_reason", "")),
        )
        return
    columns = _columns()
    for name, value in after.items():
        if before.get(name) != value and name in columns:
            why = str(after.get("strength_reason", "")) if name == "strength" else ""
            yield Change(
                columns[name], _cell(words, name, before.get(name)), _cell(words, name, value), why
            )


def _name(words: Words, image: _Image | None) -> str:
    if image is None:
        return ""
    if "from_id" in image:
        ends = (words.label("entity", image["from_id"]), words.label("entity", image["to_id"]))
        return f"{ends[0]} – {_type(words, image)} – {ends[1]}"
    for column in ("label", "title", "headline", "name", "passage", "place"):
        if image.get(column):
            return str(image[column])
    return " ".join(part for part in (_type(words, image), str(image.get("date", ""))) if part)


def _type(words: Words, image: _Image) -> str:
    name, ontology = str(image.get("type", "")), words.ontology
    if ontology is None:
        return name
    if name in ontology.link_types:
        return tr(ontology.link_types[name].verb)
    known = ontology.entity_types.get(name) or ontology.observation_types.get(name)
    return tr(known.label) if known else name


def _cell(words: Words, column: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    if column == "picture_id":
        return words.label("file", value)
    if column in ("from_id", "to_id", "entity_id", "other_id"):
        return words.label("entity", value)
    if column == "type":
        return _type(words, {"type": value})
    if column.startswith("is_"):
        return tr("yes") if value else tr("no")
    return str(value)


def _statement(words: Words, before: _Image | None, after: _Image | None) -> Iterator[Change]:
    image = after or before or {}
    told = ("value", "kind", "held", "record_id", "is_preferred")
    if before and after and all(before.get(name) == after.get(name) for name in told):
        return
    if image["property"] == "exists":
        yield from _existence(words, before, after)
        return
    yield Change(
        property_label(words.ontology, str(image["property"])),
        _stated(before),
        _stated(after),
        words.source(image["record_id"]),
    )


def _existence(words: Words, before: _Image | None, after: _Image | None) -> Iterator[Change]:
    """Tell which source says that the item exists; nothing where none is named."""
    sources = [words.source(image["record_id"]) if image else "" for image in (before, after)]
    if any(sources):
        yield Change(tr("Source"), sources[0], sources[1])


def _stated(image: _Image | None) -> str:
    if image is None:
        return ""
    value = str(image["value"])
    more = [str(image[name]) for name in ("kind", "held") if image[name]]
    more += [tr("chosen")] if image.get("is_preferred") else []
    return f"{value} ({', '.join(more)})" if more else value


def _beside(
    words: Words, table: str, before: _Image | None, after: _Image | None
) -> Iterator[Change]:
    """Tell of a row that hangs on the item: a link, a file, a passage, a review date."""
    what = {
        "link": tr("Link"),
        "observation": tr("Observation"),
        "record": tr("Record"),
        "file": tr("File"),
        "origin": tr("Origin of the source"),
        "passage": tr("Passage"),
        "review": tr("Review"),
        "external_ref": tr("Source’s own number"),
        "dissemination": tr("Dissemination"),
    }[table]
    if before and after and table in ("link", "observation") and _is_only_pointed(before, after):
        return
    change = Change(what, _beside_text(words, table, before), _beside_text(words, table, after))
    if change.old != change.new or table == "origin":
        yield change


def _is_only_pointed(before: _Image, after: _Image) -> bool:
    """Whether a merge or a split pointed the row at another end, and nothing else changed."""
    ends = ("from_id", "to_id", "entity_id", "other_id")
    return all(before[name] == after[name] for name in after if name not in ends)


def _decision(words: Words, table: str, before: _Image | None, after: _Image | None) -> Change:
    """Tell that the item was merged or split, or what was judged of it and another."""
    image = after or before or {}
    one, other = ("kept_id", "absorbed_id") if table == "merge" else ("one_id", "other_id")
    ends = [words.label(str(image["kind"]), image[name]) for name in (one, other)]
    if table == "judgement":
        was, now = (tr(str(state["verdict"])) if state else "" for state in (before, after))
        pair = tr("Judged: {one} and {other}", one=ends[0], other=ends[1])
        return Change(pair, was, now, str(image["reason"]))
    told = tr("{other} into {one}", one=ends[0], other=ends[1])
    if after is None:
        return Change(tr("Split off"), told, "", "")
    return Change(tr("Merged"), "", told, str(image["reason"]))


def _beside_text(words: Words, table: str, image: _Image | None) -> str:
    if image is None:
        return ""
    if table == "origin":
        return HIDDEN
    if table == "passage":
        return str(image["words"])
    if table == "review":
        return f"{image['due_on']} {image['basis']}".strip()
    if table == "external_ref":
        return str(image["ref"])
    if table == "link":
        return _link_seen(words, image)
    if table == "dissemination":
        return words.label("recipient", image["recipient_id"])
    return _name(words, image) or str(image.get("ref", ""))


def _link_seen(words: Words, image: _Image) -> str:
    """Give a link as it is seen from the item at one of its ends."""
    verb = _type(words, image)
    if image["from_id"] in words.own | {words.item.id}:
        return f"{verb} {words.label('entity', image['to_id'])}"
    return f"{words.label('entity', image['from_id'])} {verb}"


def _columns() -> dict[str, str]:
    """Give the columns of an item's own row that people decide, with what they are called."""
    return {
        "type": tr("Type"),
        "picture_id": tr("Picture"),
        "from_id": tr("From"),
        "to_id": tr("To"),
        "is_directed": tr("Directed"),
        "strength": tr("Strength"),
        "title": tr("Title"),
        "kind": tr("Kind"),
        "language": tr("Language"),
        "originator": tr("Originator"),
        "date": tr("Date"),
        "received_on": tr("Received"),
        "register_no": tr("Register number"),
        "is_protected": tr("Protected"),
        "note": tr("Note"),
        "page": tr("Page"),
        "passage": tr("Passage"),
        "place": tr("Place in it"),
        "grading": tr("Grading system"),
        "reliability": tr("Source reliability"),
        "credibility": tr("Information credibility"),
        "handling": tr("Handling"),
        "tlp": tr("TLP"),
        "headline": tr("Headline"),
        "outlet": tr("Outlet"),
        "country": tr("Country"),
        "url": tr("Address"),
        "topic": tr("Topic"),
        "is_prompted": tr("Prompted by our work"),
        "name": tr("Name"),
        "contact": tr("Contact"),
        "channel": tr("Channel"),
        "entity_id": tr("About"),
        "other_id": tr("Other party"),
        "version": tr("Version"),
        "status": tr("Status"),
        "options": tr("Appearance"),
    }
