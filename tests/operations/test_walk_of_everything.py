"""A random walk over everything that writes, undone and redone to the states it left.

After each act the search index agrees with the tables. The long walk is ``-m fuzz``.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iwtlink.errors import Refused
from iwtlink.operations.attaching import NewFile, attach
from iwtlink.operations.imports import import_sources
from iwtlink.store import DATABASE, Store, merging, retractions, search
from iwtlink.store.check import check
from iwtlink.store.documents import Record, add_record, change_document, change_record, get_document
from iwtlink.store.entities import add_entity
from iwtlink.store.ids import DocumentId, EntityId, Item, LinkId, RecordId, StatementId, Subject
from iwtlink.store.judgements import VERDICTS, between, judge, withdraw
from iwtlink.store.leads import MergeKind
from iwtlink.store.links import STRENGTHS, add_link, let_strength_follow, set_strength
from iwtlink.store.merging.faults import faults as merging_faults
from iwtlink.store.origins import Origin, set_origin
from iwtlink.store.pages import pages_of_document
from iwtlink.store.passages import Passage, add_passage
from iwtlink.store.retractions import RetractionId, list_retracted
from iwtlink.store.retractions.removal import Removable
from iwtlink.store.reviews import set_review
from iwtlink.store.statements import prefer, state
from tests.store.stores import contents, new_store, searchable

RETRACTED: tuple[Removable, ...] = ("entity", "link", "record", "document", "statement")
WORDS = ["Khamsing", "ຄຳສິງ ວົງພະດີ", "陳志強", "Trần Chí Cường", "สมชาย", "'quote\" 100 %", "ivory"]


class Analyst:
    """Does one random thing after another; remembers the state after each step."""

    def __init__(self, store: Store, folder: Path, seed: int) -> None:
        self.store, self.folder, self.dice = store, folder, random.Random(seed)
        self.states = [contents(store)]

    def act(self) -> None:
        """Do one thing; one that is refused leaves everything as it was."""
        steps = len(self.store.steps())
        try:
            self.dice.choice(ACTS)(self)
        except (Refused, IndexError):
            assert contents(self.store) == self.states[-1]
        if len(self.store.steps()) > steps:
            self.states.append(contents(self.store))
        with self.store.read() as db:
            assert search.faults(db) == []
            assert merging_faults(db) == []

    def any_id(self, table: str) -> int:
        """Choose a row; raise ``IndexError`` where there is none."""
        return self.dice.choice([int(str(row[0])) for row in contents(self.store)[table]])

    def words(self) -> str:
        return f"{self.dice.choice(WORDS)} {self.dice.randrange(30)}"

    def add(self) -> None:
        """Enter two people and a link, stated by a record."""
        record = RecordId(self.any_id("record"))
        with self.store.edit("Add") as edit:
            pair = [add_entity(edit, "person", self.words(), record_id=record) for _ in "ab"]
            add_link(edit, "associate_of", *pair, strength=None, record_ids=[record])

    def state(self) -> None:
        """State two values that compete."""
        subject = Subject("entity", self.any_id("entity"))
        record = RecordId(self.any_id("record"))
        with self.store.edit("State") as edit:
            for name in ("description", "note"):
                state(edit, subject, name, self.words(), record_id=record)

    def bring_in(self) -> None:
        """Import links between names, some of them known."""
        source = self.folder / "links.csv"
        with source.open("w", encoding="utf-8", newline="") as stream:
            rows = csv.writer(stream)
            rows.writerow(["from", "to", "type", "from_type", "to_type", "role"])
            for _ in range(self.dice.randint(1, 12)):
                rows.writerow([self.words(), self.words(), "associate_of", "person", "person", "x"])
        import_sources(self.store, [source], mapping="plain_link_list")

    def attach(self) -> None:
        """Attach a text, graded."""
        text = "\f".join(f"Page about {self.words()}." for _ in range(self.dice.randint(1, 3)))
        grade = Record(grading="5x5x5", reliability=self.dice.choice("ABCE"), credibility="2")
        attach(self.store, [NewFile("note.txt", text.encode())], record=grade)

    def record(self) -> None:
        """Take a record with a passage from a page."""
        document = DocumentId(self.any_id("document"))
        with self.store.read() as db:
            page = self.dice.choice(pages_of_document(db, document))
        with self.store.edit("Record") as edit:
            number = add_record(edit, document, Record(passage=page.text[:9], page="1"))
            add_passage(edit, number, Passage(page.id, 0, 9, "", page.text[:9]))

    def regrade(self) -> None:
        """Grade a record anew."""
        with self.store.edit("Grade") as edit:
            change_record(edit, RecordId(self.any_id("record")), reliability=self.dice.choice("AE"))

    def rename(self) -> None:
        """Change who a document comes from."""
        document = DocumentId(self.any_id("document"))
        with self.store.read() as db:
            known = get_document(db, document)
        assert known is not None
        with self.store.edit("Change") as edit:
            changed = {name: getattr(known.document, name) for name in known.document.__slots__}
            changed["originator"] = self.words()
            change_document(edit, document, type(known.document)(**changed))

    def protect(self) -> None:
        """Write down who is behind a source."""
        with self.store.edit("Protect") as edit:
            set_origin(edit, DocumentId(self.any_id("document")), Origin(self.words(), "020", ""))

    def judge(self) -> None:
        """Say how strong a link is, or let it follow the grades."""
        link = LinkId(self.any_id("link"))
        with self.store.edit("Strength") as edit:
            if self.dice.random() < 0.5:
                set_strength(edit, link, self.dice.choice(STRENGTHS), "seen by us")
            else:
                let_strength_follow(edit, link)

    def review(self) -> None:
        """Set when someone is to be looked at again."""
        with self.store.edit("Review") as edit:
            item = Item("entity", EntityId(self.any_id("entity")))
            set_review(edit, item, f"20{self.dice.randint(10, 40)}-01-01", "every year")

    def retract(self) -> None:
        """Retract something of any kind."""
        kind = self.dice.choice(RETRACTED)
        target = retractions.Target(kind, self.any_id(kind))
        with self.store.edit("Retract") as edit:
            retractions.retract(edit, target, "entered twice")

    def restore(self) -> None:
        """Bring something back."""
        with self.store.read() as db:
            chosen = self.dice.choice(list_retracted(db))
        with self.store.edit("Restore") as edit:
            retractions.restore(edit, RetractionId(chosen.id))

    def merge(self) -> None:
        """Merge two or three people, or links that lie side by side, into one."""
        kind: MergeKind = self.dice.choice(("entity", "entity", "link"))
        ids = [self.any_id(kind) for _ in range(self.dice.choice((2, 2, 3)))]
        with self.store.edit("Merge") as edit:
            merging.merge(edit, kind, ids, reason=self.words(), across_types=True)

    def split(self) -> None:
        """Split off someone, with some of what was added since."""
        with self.store.read() as db:
            rows = db.exec_driver_sql(
                "SELECT table_name, row_id FROM aside WHERE kind = table_name"
            )
            kind, chosen = self.dice.choice([(row[0], row[1]) for row in rows])
            added = merging.unclear(db, kind, chosen)
        given = {(one.table, one.row_id): one.suggested_id for one in added}
        with self.store.edit("Split") as edit:
            merging.split_off(edit, kind, chosen, given if self.dice.random() < 0.5 else {})

    def tell_apart(self) -> None:
        """Judge two people, or take a judgement back."""
        with self.store.edit("Judge") as edit:
            known = list(between(edit.connection, "entity").values())
            if known and self.dice.random() < 0.3:
                withdraw(edit, self.dice.choice(known).id)
            else:
                pair = (self.any_id("entity"), self.any_id("entity"))
                judge(edit, "entity", *pair, self.dice.choice(VERDICTS), self.words())

    def prefer(self) -> None:
        """Choose which value is shown."""
        with self.store.edit("Prefer") as edit:
            prefer(edit, StatementId(self.any_id("statement")))

    def take_back(self) -> None:
        """Take back any earlier step on which nothing rests."""
        self.store.take_back_step(self.dice.choice(self.store.steps()).id)


ACTS: Sequence[Callable[[Analyst], None]] = (
    Analyst.add,
    Analyst.add,
    Analyst.state,
    Analyst.bring_in,
    Analyst.attach,
    Analyst.record,
    Analyst.regrade,
    Analyst.rename,
    Analyst.protect,
    Analyst.judge,
    Analyst.review,
    Analyst.retract,
    Analyst.restore,
    Analyst.take_back,
    Analyst.merge,
    Analyst.merge,
    Analyst.split,
    Analyst.tell_apart,
    Analyst.prefer,
)


def _walk(folder: Path, seed: int, acts: int) -> None:
    with new_store(folder) as store:
        analyst = Analyst(store, folder, seed)
        analyst.attach()
        analyst.states.append(contents(store))
        for _ in range(acts):
            analyst.act()
        found = searchable(store)
        for state_before in reversed(analyst.states[:-1]):
            assert store.undo(DATABASE) is not None
            assert contents(store) == state_before
        assert check(store).faults == ()
        path = store.path
    with Store.open(path) as store:
        for state_after in analyst.states[1:]:
            assert store.redo(DATABASE) is not None
            assert contents(store) == state_after
        assert searchable(store) == found
        assert check(store).faults == ()


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**9))
def test_everything_done_is_undone_and_redone(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    _walk(tmp_path_factory.mktemp("walk"), seed, acts=25)


@pytest.mark.fuzz
@pytest.mark.parametrize("seed", range(20))
def test_a_long_walk_is_undone_and_redone(tmp_path: Path, seed: int) -> None:
    _walk(tmp_path, seed, acts=150)
