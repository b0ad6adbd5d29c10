"""A database with merges answers as one in which each person was entered once from the start."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from iwtlink.ontology import Value
from iwtlink.operations.listing import list_type
from iwtlink.operations.quality import check_all
from iwtlink.operations.ranking import rank_entities
from iwtlink.operations.searching import ask
from iwtlink.operations.showing import show_item
from iwtlink.products.dossier import build_dossier
from iwtlink.products.options import ProductOptions
from iwtlink.store import Edit, Store, documents, entities, links, merging, statements
from iwtlink.store.check import check
from iwtlink.store.documents import Document, Record
from iwtlink.store.ids import DocumentId, EntityId, LinkId, RecordId, Subject
from iwtlink.store.search import Question
from iwtlink.store.statements import EXISTS
from iwtlink.store.strength import explain

PEOPLE, FIRMS = 6, 4
MEASURES = ("degree", "betweenness", "closeness", "components")


@dataclass
class World:
    """Tells one story either into several records of each person or into one."""

    edit: Edit
    are_apart: bool
    records: dict[int, list[EntityId]] = field(default_factory=dict)
    firms: list[EntityId] = field(default_factory=list)
    lines: dict[tuple[str, int, int], LinkId] = field(default_factory=dict)

    def tell(self, seed: int) -> None:
        """Tell the story of a seed."""
        dice = random.Random(seed)
        sources = [self._record(number, dice) for number in range(8)]
        self.firms = [
            entities.add_entity(self.edit, "company", f"Firm {n} Co", record_id=sources[0])
            for n in range(FIRMS)
        ]
        for person in range(PEOPLE):
            for _ in range(dice.randint(1, 3)):
                self._meet(person, dice.choice(sources))
        for _ in range(60):
            self._hear(dice, dice.choice(sources))

    def _record(self, number: int, dice: random.Random) -> RecordId:
        document: DocumentId = documents.add_document(
            self.edit,
            Document(f"Paper {number}", date=f"20{10 + number}", originator=f"Desk {number // 2}"),
        )
        grade = Record(
            page="1",
            grading="admiralty",
            reliability=dice.choice("ABCDF"),
            credibility=dice.choice("12346"),
        )
        return documents.add_record(self.edit, document, grade)

    def _meet(self, person: int, source: RecordId) -> None:
        """Enter a person again, or say of him once more that he is there."""
        name = f"Sombat {'ABCDEF'[person]} TESTKUL"
        known = self.records.setdefault(person, [])
        if self.are_apart or not known:
            known.append(entities.add_entity(self.edit, "person", name, record_id=source))
            return
        subject = Subject("entity", known[0])
        statements.state(self.edit, subject, EXISTS, "person", record_id=source)
        statements.state(self.edit, subject, "name", name, record_id=source, kind="primary")

    def _one_of(self, person: int, dice: random.Random) -> EntityId:
        known, place = self.records[person], dice.random()
        return known[int(place * len(known))]

    def _hear(self, dice: random.Random, source: RecordId) -> None:
        person, what = dice.randrange(PEOPLE), dice.randrange(4)
        one = self._one_of(person, dice)
        if what == 0:
            said = dice.choice((("nationality", "LA"), ("nationality", "TH"), ("gender", "male")))
            statements.state(self.edit, Subject("entity", one), *said, record_id=source)
        elif what == 1:
            value = Value(f"19{dice.randint(60, 62)}")
            subject = Subject("entity", one)
            statements.state(self.edit, subject, "birth_date", value, record_id=source)
        else:
            self._link(dice, person, one, source)

    def _link(self, dice: random.Random, person: int, one: EntityId, source: RecordId) -> None:
        kind, place = dice.choice(("associate_of", "employee_of")), dice.random()
        if kind == "associate_of":
            others = [n for n in range(PEOPLE) if n != person]
            second = others[int(place * len(others))]
            if second < person:
                one, second_id = self._one_of(second, dice), one
            else:
                second_id = self._one_of(second, dice)
        else:
            second_id = self.firms[int(place * FIRMS)]
        key = (kind, one, second_id)
        if key in self.lines:
            subject = Subject("link", self.lines[key])
            statements.state(self.edit, subject, EXISTS, kind, record_id=source)
        else:
            self.lines[key] = links.add_link(self.edit, kind, one, second_id, record_ids=[source])


def _told(path: Path, seed: int, *, are_apart: bool) -> tuple[Store, list[EntityId]]:
    store = Store.create(path, code="T1")
    with store.edit("Tell") as edit:
        world = World(edit, are_apart)
        world.tell(seed)
    if are_apart:
        for known in world.records.values():
            for other in known[1:]:
                with store.edit("Merge") as edit:
                    merging.merge(edit, "entity", [known[0], other])
    return store, [known[0] for known in world.records.values()]


def _figures(store: Store) -> dict[str, object]:
    """Give all that can be counted and measured, by names in place of references."""
    found: dict[str, object] = {}
    for measure in MEASURES:
        for only in (False, True):
            got = rank_entities(store, measure, confirmed_only=only)
            found[f"{measure} {only}"] = (
                Counter((row.label, round(row.value, 9)) for row in got.rows),
                (got.entity_count, got.link_count, got.pair_count, got.component_count),
            )
    for words in ("TESTKUL", "sombat a", "male", "Firm 1"):
        answer = ask(store, Question(words)).answer
        found[f"search {words}"] = Counter((hit.item.kind, hit.label) for hit in answer.hits)
    for kind in ("person", "company", "links"):
        listing = list_type(store, kind)
        found[f"list {kind}"] = Counter(str(_nameless(item)) for item in listing.items())
    with store.read() as db:
        labels = {("entity", row.id): row.label for row in entities.list_entities(db)}
        lines = links.list_links(db)
        for row in lines:
            ends = labels["entity", row.from_id], labels["entity", row.to_id]
            labels["link", row.id] = f"{ends[0]} {row.type} {ends[1]}"
        found["strength"] = Counter(
            (labels["link", row.id], row.strength, explain(db, row.id, store.ontology).warnings)
            for row in lines
        )
        report = check_all(db, store.ontology, today="2025-01-01")
        found["quality"] = (
            Counter(
                (labels.get((rating.item.kind, rating.item.id), ""), rating.points, one.rule)
                for rating in report.ratings
                for one in rating.findings
            ),
            (dict(report.counts), report.looked_at, report.faultless),
        )
    return found


def _nameless(item: object) -> str:
    """Take references out, which are given as records are entered."""
    return re.sub(r"[A-Z]{3}-T1-[0-9]+", "REF", str(item))


def _shown(store: Store, person: EntityId) -> Iterator[object]:
    with store.read() as db:
        row = entities.get_entity(db, person)
        product = build_dossier(
            db, store.ontology, person, options=ProductOptions(date="2025-01-01")
        )
    assert row is not None
    item = show_item(store, row.ref)
    for value in item.values:
        yield value.property, value.value, value.is_shown, value.kind, frozenset(value.stated_by)
    yield from ((one.verb, one.other, one.strength) for one in item.links)
    for table in product.tables():
        for line in table.rows:
            cells = [_nameless(cell.value) for cell in line.cells]
            if cells[0] not in ("Also", "Reference"):
                yield table.name, tuple(cells), line.citations


@pytest.mark.parametrize("seed", range(6))
def test_merged_records_answer_as_one_entered_from_the_start(tmp_path: Path, seed: int) -> None:
    merged, people = _told(tmp_path / "merged.iwt", seed, are_apart=True)
    once, same = _told(tmp_path / "once.iwt", seed, are_apart=False)
    with merged, once:
        one, other = _figures(merged), _figures(once)
        assert {name: (one[name], other[name]) for name in one if one[name] != other[name]} == {}
        for mine, theirs in zip(people, same, strict=True):
            assert Counter(_shown(merged, mine)) == Counter(_shown(once, theirs))
        assert check(merged).faults == ()
