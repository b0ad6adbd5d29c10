"""What leaves: the chosen part with what it rests on, and nothing above the reader's ceiling."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from iwtlink.errors import BadInput
from iwtlink.ontology import Value
from iwtlink.operations import exchange
from iwtlink.operations.exchange import Choice
from iwtlink.store import (
    Edit,
    Store,
    charts,
    documents,
    entities,
    files,
    judgements,
    links,
    merging,
    statements,
)
from iwtlink.store.check import check
from iwtlink.store.exchange.file import opened
from iwtlink.store.ids import EntityId, Item, RecordId, Subject
from iwtlink.store.retractions import retract
from tests.operations.laptops import PASSPHRASE, carry, live, make_laptop, original
from tests.store.rich import fill

SECRET = "Nang Khamvone"


def words_of(path: Path) -> bytes:
    """Give everything that an exchange file says, decrypted."""
    with opened(path, PASSPHRASE) as file, closing(file.raw.cursor()) as cursor:
        found = b""
        for table in ("head", "row", "blob"):
            for row in cursor.execute(f"SELECT * FROM {table}"):
                found += b"\n".join(v if isinstance(v, bytes) else str(v).encode() for v in row)
    return found


def marked_source(
    edit: Edit, title: str, tlp: str = "", handling: str = "", *, received: str = ""
) -> RecordId:
    document = documents.add_document(edit, documents.Document(title, received_on=received))
    text_file = files.add_file(
        edit, f"{title}.txt", title.encode(), "text/plain", document_id=document
    )
    assert text_file
    return documents.add_record(edit, document, documents.Record(tlp=tlp, handling=handling))


def write(store: Store, choice: Choice) -> tuple[Path, exchange.Written]:
    target = store.path.parent / "part.iwx"
    return target, exchange.write(store, target, PASSPHRASE, choice)


def test_what_is_above_the_ceiling_leaves_in_no_table(tmp_path: Path) -> None:
    with make_laptop(tmp_path, "VT1", "VT") as store:
        with store.edit("Two sources") as edit:
            green = marked_source(edit, "Newspaper", "GREEN")
            red = marked_source(edit, "Informant", "RED")
            known = entities.add_entity(edit, "person", "Open Man", record_id=green)
            secret = entities.add_entity(
                edit, "person", SECRET, record_id=red, external_refs=[("list", SECRET)]
            )
            twin = entities.add_entity(edit, "person", "Other Man", record_id=green)
            statements.state(edit, Subject("entity", known), "name", "Hidden Alias", record_id=red)
            links.add_link(edit, "associate_of", known, secret, record_ids=[red])
            seen = links.add_link(edit, "associate_of", known, twin, record_ids=[green])
            links.set_strength(edit, seen, "confirmed", f"{SECRET} said so")
            chart = charts.add_chart(edit, "Case")
            charts.place(edit, chart, [known, secret], np.array([[1.0, 2.0], [3.0, 4.0]]))
            gone = entities.add_entity(edit, "person", f"{SECRET} II", record_id=red)
        with store.edit("Judge and retract") as edit:
            judgements.judge(edit, "entity", known, secret, "different", "Seen together")
            merging.merge(edit, "entity", [known, twin], reason=f"{SECRET} knows both")
            retract(edit, Item("entity", gone), f"Is {SECRET} after all")
        target, written = write(store, Choice(ceiling_tlp="AMBER"))
        words = words_of(target)
        for name in (SECRET, "Hidden Alias", "Informant"):
            assert name.encode() not in words
        for name in ("Open Man", "Other Man", "Newspaper"):
            assert name.encode() in words
        assert written.left_out == {
            "entity": 1,
            "link": 1,
            "statement": 4,
            "document": 1,
            "record": 1,
            "merge": 1,
            "judgement": 1,
            "retraction": 1,
        }
        assert exchange.weigh(store, Choice(ceiling_tlp="AMBER")).left_out == written.left_out


def test_handling_codes_that_are_not_named_do_not_leave(tmp_path: Path) -> None:
    with make_laptop(tmp_path, "VT1", "VT") as store:
        with store.edit("Sources") as edit:
            for name, code in (("First Man", "P"), (SECRET, "C"), ("Third Man", "")):
                record = marked_source(edit, f"About {name}", "", code)
                entities.add_entity(edit, "person", name, record_id=record)
        target, _ = write(store, Choice(ceiling_handling=("", "p")))
        words = words_of(target)
        assert SECRET.encode() not in words
        assert b"First Man" in words
        assert b"Third Man" in words


def test_a_handling_code_that_nothing_knows_is_refused_naming_those_there_are(
    tmp_path: Path,
) -> None:
    with make_laptop(tmp_path, "VT1", "VT") as store:
        with store.edit("Source") as edit:
            marked_source(edit, "Report", "", "house-only")
        with pytest.raises(BadInput, match=r"“ZZ”.*house-only.*police_only"):
            exchange.weigh(store, Choice(ceiling_handling=("house-only", "ZZ")))
        for known in ("house-only", "police_only"):
            exchange.weigh(store, Choice(ceiling_handling=(known,)))


def test_a_document_leaves_without_its_files_where_one_of_its_records_stays(
    tmp_path: Path,
) -> None:
    with (
        make_laptop(tmp_path, "VT1", "VT") as store,
        make_laptop(tmp_path, "VT2", "KP") as other,
    ):
        with store.edit("Source") as edit:
            document = documents.add_document(edit, documents.Document("Report"))
            files.add_file(edit, "a.txt", SECRET.encode(), "text/plain", document_id=document)
            for tlp, name in (("GREEN", "Open Man"), ("RED", SECRET)):
                record = documents.add_record(edit, document, documents.Record(tlp=tlp))
                entities.add_entity(edit, "person", name, record_id=record)
        target, _ = write(store, Choice(ceiling_tlp="GREEN"))
        assert SECRET.encode() not in words_of(target)
        exchange.read(other, target, PASSPHRASE)
        assert [row["title"] for row in live(other)["document"].values()] == ["Report"]
        assert live(other)["file"] == {}
        assert check(other).faults == ()


def test_what_has_no_marking_counts_as_amber(tmp_path: Path) -> None:
    with make_laptop(tmp_path, "VT1", "VT") as store:
        with store.edit("Source") as edit:
            record = marked_source(edit, "Report")
            entities.add_entity(edit, "person", SECRET, record_id=record)
        assert exchange.weigh(store, Choice(ceiling_tlp="AMBER")).counts["entity"] == 1
        assert "entity" not in exchange.weigh(store, Choice(ceiling_tlp="GREEN")).counts


def test_who_is_behind_a_protected_source_stays_unless_asked_for(tmp_path: Path) -> None:
    with make_laptop(tmp_path, "VT1", "VT") as store:
        fill(store)
        target, _ = write(store, Choice())
        assert b"A neighbour" not in words_of(target)
        target, _ = write(store, Choice(with_origins=True))
        assert b"A neighbour" in words_of(target)


def _syndicate(store: Store) -> dict[str, int]:
    """Make a syndicate with a member, whom an associate knows, who has an associate."""
    with store.edit("Syndicate") as edit:
        record = marked_source(edit, "Report", received="2016-05-01")
        made = {
            name: entities.add_entity(edit, kind, name, record_id=record)
            for kind, name in (
                ("syndicate", "Naga"),
                ("person", "Member"),
                ("person", "Friend"),
                ("person", "Stranger"),
            )
        }
        for type_name, start, end in (
            ("member_of", "Member", "Naga"),
            ("associate_of", "Member", "Friend"),
            ("associate_of", "Friend", "Stranger"),
        ):
            links.add_link(edit, type_name, made[start], made[end], record_ids=[record])
    return {name: int(i) for name, i in made.items()}


def test_a_syndicate_leaves_with_all_within_one_link_of_its_members(tmp_path: Path) -> None:
    with (
        make_laptop(tmp_path, "VT1", "VT") as store,
        make_laptop(tmp_path, "VT2", "KP") as other,
    ):
        made = _syndicate(store)
        target, written = write(store, Choice(about=(made["Naga"],)))
        assert written.counts["entity"] == 3
        exchange.read(other, target, PASSPHRASE)
        shown = {row["label"] for row in live(other)["entity"].values()}
        assert shown == {"Naga", "Member", "Friend"}
        assert len(live(other)["link"]) == 2
        assert len(live(other)["document"]) == 1
        carry(store, other)
        assert live(store) == live(other)
        assert original(store) == original(other)


def test_a_period_takes_what_was_received_in_it(tmp_path: Path) -> None:
    with make_laptop(tmp_path, "VT1", "VT") as store:
        _syndicate(store)
        with store.edit("Later") as edit:
            record = marked_source(edit, "Later report", received="2018-02-03")
            entities.add_entity(edit, "person", "Latecomer", record_id=record)
        late = exchange.weigh(store, Choice(first="2018"))
        assert (late.counts["entity"], late.counts["document"]) == (1, 1)
        early = exchange.weigh(store, Choice(first="2016", last="2016-12"))
        assert (early.counts["entity"], early.counts["document"]) == (4, 1)
        with pytest.raises(BadInput, match="begins after it ends"):
            exchange.weigh(store, Choice(first="2018", last="2016"))


def test_what_changed_since_the_last_exchange_leaves_with_what_it_rests_on(
    tmp_path: Path,
) -> None:
    with (
        make_laptop(tmp_path, "VT1", "VT") as store,
        make_laptop(tmp_path, "VT2", "KP") as other,
    ):
        made = _syndicate(store)
        choice = Choice(since_last_with="Vientiane", recipient="Vientiane")
        target, first = write(store, choice)
        assert first.counts["entity"] == 4
        exchange.read(other, target, PASSPHRASE)
        with store.edit("More") as edit:
            statements.state(
                edit, Subject("entity", EntityId(made["Friend"])), "birth_date", Value("1968")
            )
            retract(edit, Item("entity", EntityId(made["Stranger"])), "Unknown")
        target, second = write(store, choice)
        assert second.counts == {"entity": 1, "statement": 3, "document": 1, "record": 1} | {
            "retraction": 2
        }
        exchange.read(other, target, PASSPHRASE)
        assert live(other) == live(store)


def test_parts_and_then_the_whole_end_the_same(tmp_path: Path) -> None:
    with (
        make_laptop(tmp_path, "VT1", "VT") as store,
        make_laptop(tmp_path, "VT2", "KP") as other,
        make_laptop(tmp_path, "VT3", "LS") as third,
    ):
        fill(store)
        made = _syndicate(store)
        for choice in (
            Choice(ceiling_tlp="GREEN"),
            Choice(about=(made["Stranger"],)),
            Choice(first="2015", last="2016"),
            Choice(since="2020-01-01"),
        ):
            target, _ = write(store, choice)
            exchange.read(other, target, PASSPHRASE)
            assert check(other).faults == ()
        carry(other, third)
        carry(store, third)
        carry(store, other)
        assert live(store) == live(other) == live(third)
        assert original(store) == original(other) == original(third)


def test_work_done_after_the_clock_went_back_leaves_with_the_next_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        make_laptop(tmp_path, "VT1", "VT") as store,
        make_laptop(tmp_path, "VT2", "KP") as other,
    ):
        choice = Choice(since_last_with="Vientiane", recipient="Vientiane")
        _syndicate(store)
        target, _ = write(store, choice)
        exchange.read(other, target, PASSPHRASE)
        monkeypatch.setattr("iwtlink.store.stepping.utc_now", lambda: "2020-01-01T00:00:00.000Z")
        with store.edit("With a wrong clock") as edit:
            entities.add_entity(edit, "person", "Latecomer")
        target, written = write(store, choice)
        assert written.counts == {"entity": 1, "statement": 2}
        exchange.read(other, target, PASSPHRASE)
        assert live(store) == live(other)
        assert write(store, choice)[1].counts == {}


def test_numbers_and_grounds_of_what_is_kept_back_leave_in_no_words(tmp_path: Path) -> None:
    with make_laptop(tmp_path, "VT1", "VT") as store:
        with store.edit("Two sources") as edit:
            green = marked_source(edit, "Newspaper", "GREEN")
            red = marked_source(edit, "Informant", "RED")
            one, other = (
                entities.add_entity(edit, "person", name, record_id=green)
                for name in ("Open Man", "Other Man")
            )
            phone = entities.add_entity(edit, "phone", "+856 20 5512 3456", record_id=red)
            links.add_link(edit, "uses", one, phone, record_ids=[red])
            charts.add_chart(edit, "Who calls 020-5512 3456?")
            charts.add_chart(edit, "Calls")
            statements.state(edit, Subject("entity", other), "name", "ນາງ ຄຳວອນ", record_id=red)
            noted = documents.add_document(
                edit, documents.Document("Letter", originator="ນາງ​ ຄຳວອນ", note=f"by {SECRET}")
            )
            documents.add_record(edit, noted, documents.Record(tlp="GREEN"))
            statements.state(edit, Subject("entity", one), "name", SECRET.upper(), record_id=red)
        with store.edit("Merge") as edit:
            grounds = ("phone:+8562055123456",)
            merging.merge(edit, "entity", [one, other], reason="Same", because=grounds)
        target, _ = write(store, Choice(ceiling_tlp="GREEN"))
        words = words_of(target)
        for name in ("5512", "ຄຳວອນ", SECRET):
            assert name.encode() not in words
        assert b"Calls" in words
        assert b"Letter" in words
        assert b"absorbed_id" in words


def test_a_protected_source_leaves_under_a_ceiling_without_who_is_behind_it(tmp_path: Path) -> None:
    with make_laptop(tmp_path, "VT1", "VT") as store:
        with store.edit("Told") as edit:
            told = documents.Document("Told", originator=SECRET, is_protected=True)
            record = documents.add_record(
                edit, documents.add_document(edit, told), documents.Record()
            )
            entities.add_entity(edit, "person", "Kham", record_id=record)
        target, written = write(store, Choice(ceiling_tlp="AMBER"))
        assert (written.counts["document"], written.left_out) == (1, {})
        assert SECRET.encode() not in words_of(target)


def test_who_wrote_a_protected_source_stays_and_is_not_lost_by_what_comes_back(
    tmp_path: Path,
) -> None:
    with (
        make_laptop(tmp_path, "VT1", "VT") as store,
        make_laptop(tmp_path, "VT2", "KP") as other,
    ):
        with store.edit("Source") as edit:
            documents.add_document(
                edit,
                documents.Document(
                    "Told by phone", originator=SECRET, register_no="R-77712", is_protected=True
                ),
            )
        before = live(store)
        target, _ = write(store, Choice())
        words = words_of(target)
        assert SECRET.encode() not in words
        assert b"R-77712" not in words
        assert b"Told by phone" in words
        exchange.read(other, target, PASSPHRASE)
        assert exchange.look(other, target, PASSPHRASE).is_empty
        assert check(other).faults == ()
        back, _ = write(other, Choice())
        assert exchange.look(store, back, PASSPHRASE).rows == ()
        carry(other, store)
        assert live(store) == before
        carry(store, other)
        assert live(other) == before
