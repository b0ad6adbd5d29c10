"""A slow and plain second opinion of what merging must do: the oracle of the merging walks.

It knows whose each row was when it was made, reads which rows exist and which merges stand,
and says for each row where it must be: live, and pointing at whom, or set aside.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from iwtlink.store import Store
from iwtlink.store.schema import JOURNALLED, tables

Row = tuple[str, int]

POINTERS = {
    "statement": ("subject_id",),
    "link": ("from_id", "to_id"),
    "observation": ("entity_id", "other_id"),
    "external_ref": ("item_id",),
    "review": ("item_id",),
    "product": ("entity_id",),
    "recipient": ("entity_id",),
    "chart_entity": ("entity_id",),
    "chart_link": ("link_id",),
    "chart_member": ("holder_entity_id", "member_entity_id"),
    "passage": (),
    "entity": ("picture_id",),
}


@dataclass
class Seen:
    """What the database holds now: live rows and rows set aside, as images."""

    live: dict[Row, dict[str, Any]] = field(default_factory=dict)
    aside: dict[Row, dict[str, Any]] = field(default_factory=dict)
    hangs_on: dict[Row, tuple[str, int]] = field(default_factory=dict)
    moved: dict[tuple[str, int, str], int | None] = field(default_factory=dict)
    merges: list[tuple[str, int, int]] = field(default_factory=list)


def look(store: Store) -> Seen:
    """Read the database."""
    seen = Seen()
    with store.read() as db:
        for table in JOURNALLED:
            names = [c.name for c in tables[table].columns]
            for row in db.exec_driver_sql(f'SELECT * FROM "{table}"'):
                image = dict(zip(names, row, strict=True))
                seen.live[table, image["id"]] = image
    for key in [key for key in seen.live if key[0] in ("aside", "moved", "merge")]:
        image = seen.live.pop(key)
        if key[0] == "aside":
            row = (image["table_name"], image["row_id"])
            assert row not in seen.aside
            seen.aside[row] = json.loads(image["image"])
            seen.hangs_on[row] = (image["kind"], image["lead_id"])
        elif key[0] == "moved":
            column = (image["table_name"], image["row_id"], image["column_name"])
            seen.moved[column] = image["from_id"]
        else:
            seen.merges.append((image["kind"], image["kept_id"], image["absorbed_id"]))
    assert not seen.live.keys() & seen.aside.keys()
    return seen


class Model:
    """Whose every row was when it was made; ``owners`` grows, and never forgets."""

    def __init__(self) -> None:
        self.owners: dict[Row, dict[str, int | None]] = {}

    def copy(self) -> Model:
        """Give a model that goes its own way."""
        other = Model()
        other.owners = {row: dict(columns) for row, columns in self.owners.items()}
        return other

    def learn(self, seen: Seen) -> None:
        """Take in the rows that are new."""
        for row, image in {**seen.live, **seen.aside}.items():
            if row[0] in POINTERS and row not in self.owners:
                self.owners[row] = {name: image[name] for name in POINTERS[row[0]]}

    def verify(self, seen: Seen) -> None:
        """Say that every row is where it must be."""
        here = {**seen.live, **seen.aside}
        mine = {row: image for row, image in here.items() if row[0] in POINTERS}
        place = _Places(self, seen, mine)
        for row, image in mine.items():
            wanted = place.of(row, image)
            if isinstance(wanted, tuple):
                assert row in seen.aside, (row, "should be aside", wanted)
                assert seen.hangs_on[row] == wanted, (row, seen.hangs_on[row], wanted)
                for name, owner in self.owners[row].items():
                    if row[0] != "entity":
                        assert image[name] == owner, (row, name, image[name], owner)
            else:
                assert row in seen.live, (row, "should be live")
                for name, owner in wanted.items():
                    assert image[name] == owner, (row, name, image[name], owner)
                    kept = seen.moved.get((*row, name), "none")
                    first = self.owners[row][name]
                    assert kept == (first if first != owner else "none"), (row, name, kept, first)


class _Places:
    def __init__(self, model: Model, seen: Seen, rows: dict[Row, dict[str, Any]]) -> None:
        self.owners, self.rows = model.owners, rows
        self.edges = seen.merges
        self.uids = {row: image["uid"] for row, image in rows.items()}
        self.entity_lead = self._leads(
            "entity", [(k, a) for kind, k, a in self.edges if kind == "entity"]
        )
        self.ends = {}
        for table, i in rows:
            if table == "link":
                own = model.owners[table, i]
                self.ends[i] = (self.lead(own["from_id"]), self.lead(own["to_id"]))
        self.link_lead = self._leads(
            "link", [(k, a) for kind, k, a in self.edges if kind == "link" and self._same(k, a)]
        )

    def lead(self, entity_id: int | None) -> int:
        return self.entity_lead[entity_id or 0]

    def _same(self, one: int, other: int) -> bool:
        if one not in self.ends or other not in self.ends:
            return False
        a, b = self.ends[one], self.ends[other]
        directed = self.rows["link", one]["is_directed"]
        if a[0] == a[1] or directed != self.rows["link", other]["is_directed"]:
            return False
        return a == b if directed else set(a) == set(b)

    def _leads(self, kind: str, edges: list[tuple[int, int]]) -> dict[int, int]:
        ids = [i for table, i in self.rows if table == kind]
        found = {}
        for i in ids:
            group = {i}
            grew = True
            while grew:
                near = {o for e in edges for o in e if set(e) & group and set(e) <= set(ids)}
                grew = not near <= group
                group |= near
            free = [m for m in group if not any(a == m and k in group for k, a in edges)]
            found[i] = free[0] if len(free) == 1 else min(group, key=lambda m: self.uids[kind, m])
        return found

    def of(self, row: Row, image: dict[str, Any]) -> tuple[str, int] | dict[str, int | None]:
        """Where a row must be: aside with a lead, or live with these pointers."""
        table, i = row
        own = self.owners[row]
        if table == "entity":
            return ("entity", self.lead(i)) if self.lead(i) != i else {}
        if table == "link":
            start, end = self.ends[i]
            if start == end:
                return ("entity", start)
            if self.link_lead[i] != i:
                return ("link", self.link_lead[i])
            return {"from_id": start, "to_id": end}
        if table == "passage":
            statement = ("statement", image["statement_id"])
            if statement in self.rows:
                gone = self.of(statement, self.rows[statement])
                return gone if isinstance(gone, tuple) else {}
            return {}
        if table in ("statement", "external_ref", "review", "chart_link"):
            kind = image.get("subject_kind", image.get("kind", "link"))
            if kind == "link":
                return self._of_link(row, image, own)
            if kind != "entity":
                return {}
        spot = {name: None if owner is None else self.lead(owner) for name, owner in own.items()}
        if table == "chart_member":
            return self._of_member(row, image, spot)
        if table in ("chart_entity", "review") and self._first_on(row, image) != row:
            return ("entity", next(iter(spot.values())) or 0)
        return spot

    def _of_member(
        self, row: Row, image: dict[str, Any], spot: dict[str, int | None]
    ) -> tuple[str, int] | dict[str, int | None]:
        holder, member = spot["holder_entity_id"], spot["member_entity_id"]
        if member is None:
            return spot
        if holder == member:
            return ("entity", member)

        def key(other: Row) -> Any:
            return self.owners[other]["member_entity_id"] != member, self.uids[other]

        rivals = [
            other
            for other, told in self.rows.items()
            if other[0] == "chart_member"
            and told["chart_id"] == image["chart_id"]
            and (own := self.owners[other])["member_entity_id"] is not None
            and self.lead(own["member_entity_id"]) == member
            and (own["holder_entity_id"] is None or self.lead(own["holder_entity_id"]) != member)
        ]
        return spot if min(rivals, key=key) == row else ("entity", member)

    def _of_link(
        self, row: Row, image: dict[str, Any], own: dict[str, int | None]
    ) -> tuple[str, int] | dict[str, int | None]:
        ((name, owner),) = own.items()
        start, end = self.ends[owner or 0]
        if start == end:
            return ("entity", start)
        lead = self.link_lead[owner or 0]
        if row[0] == "chart_link" and lead != owner:
            return ("link", lead)
        if row[0] == "review" and self._first_on(row, image) != row:
            return ("link", lead)
        return {name: lead}

    def _first_on(self, row: Row, image: dict[str, Any]) -> Row:
        """Which row keeps the place on a chart, or the review, of those that want it."""

        def spot(other: Row) -> Any:
            told, own = self.rows[other], next(iter(self.owners[other].values())) or 0
            if other[0] == "chart_entity":
                return told["chart_id"], self.lead(own)
            if told["kind"] == "entity":
                return "entity", self.lead(own)
            if told["kind"] == "link":
                start, end = self.ends[own]
                return "link", self.link_lead.get(own, own) if start != end else ("loop", own)
            return told["kind"], own

        def order(other: Row) -> Any:
            told, own = self.rows[other], next(iter(self.owners[other].values()))
            here = spot(other)
            return own != here[1], told.get("due_on", ""), told["uid"]

        return min((o for o in self.rows if o[0] == row[0] and spot(o) == spot(row)), key=order)
