"""Bringing proposals in: one step, matched when it comes again, updated when it changed."""

from __future__ import annotations

import json
from collections.abc import Callable

from sqlalchemy import text

from iwtlink.intake import ImportReport, Proposals, compare, load, load_mapping
from iwtlink.ontology import Value
from iwtlink.store import DATABASE, Store, entities, refs, statements
from iwtlink.store.ids import Subject

BringIn = Callable[..., ImportReport]
HEADER = "id,name,aliases,born,nationality,note\n"
PEOPLE = HEADER + "p1,Neng VANG,Neng,1979,LA,\np2,Bua,,1985,LA;TH,\n"

SOURCES = """
label: Sources
origin: test
needs: [source, title]
documents: [{ref: "{source}", title: "{title}", kind: other, received_on: "{received}"}]
document: {refs: "{source}"}
record: {grading: 5x5x5, reliability: "{grade}", credibility: "1", tlp: "{tlp}"}
"""
TIES = """
label: Ties
origin: test
needs: [tie, a, b]
links:
  - type: associate_of
    from: {ref: "{a}"}
    to: {ref: "{b}"}
    ref: "{tie}"
    strength: "{strength}"
    states_ends: yes
    properties: {role: "{role}"}
document: {refs: {from: "{sources}", steps: [{split: ";"}]}}
record: {grading: 5x5x5, reliability: A, credibility: "2"}
"""


def _count(store: Store, table: str, where: str = "1") -> int:
    with store.read() as db:
        return int(db.scalar(text(f"SELECT count(*) FROM {table} WHERE {where}")) or 0)


def _values(store: Store, kind: str, ref: str, name: str) -> list[str]:
    with store.read() as db:
        (item,) = [i for i in refs.find_item(db, ref) if i.kind == kind]
        rows = db.execute(
            text(
                "SELECT value FROM statement WHERE subject_kind = :k AND subject_id = :i "
                "AND property = :p ORDER BY id"
            ),
            {"k": kind, "i": item.id, "p": name},
        )
        return [str(row[0]) for row in rows]


def test_the_file_becomes_a_document_and_each_row_a_record(store: Store, bring_in: BringIn) -> None:
    report = bring_in(PEOPLE)
    assert (report.rows_read, report.rows_accepted, report.rows_with_problems) == (2, 1, 1)
    with store.read() as db:
        title, sha256, received = db.execute(
            text("SELECT title, sha256, received_on FROM document")
        ).one()
        rows = db.execute(text("SELECT place, source_row FROM record ORDER BY id")).all()
    assert title == "table.csv"
    assert len(sha256) == 64
    assert received
    assert [row[0] for row in rows] == ["row 2", "row 3"]
    assert json.loads(rows[0][1])["name"] == "Neng VANG"
    assert _values(store, "entity", "p1", "name") == ["Neng VANG", "Neng"]


def test_the_report_before_is_the_report_after(
    store: Store, understand: Callable[..., Proposals]
) -> None:
    proposals = understand(PEOPLE)
    with store.read() as db:
        before = compare(db, proposals)
    assert _count(store, "entity") == 0
    with store.edit("Import") as edit:
        assert load(edit, proposals) == before
    assert before.items["entity"].new == 2
    assert before.to_lines()[1] == ("2 rows read: 1 accepted, 1 accepted with problems, 0 skipped")


def test_one_undo_removes_the_whole_import(store: Store, bring_in: BringIn) -> None:
    bring_in(PEOPLE)
    assert store.undo_label(DATABASE) == "Import table.csv"
    store.undo(DATABASE)
    for table in ("entity", "document", "record", "statement", "external_ref"):
        assert _count(store, table) == 0
    store.redo(DATABASE)
    assert _count(store, "entity") == 2


def test_the_same_file_again_makes_nothing_new(store: Store, bring_in: BringIn) -> None:
    bring_in(PEOPLE)
    statements_before = _count(store, "statement")
    report = bring_in(PEOPLE)
    assert report.changes_nothing
    assert report.items["entity"].matched == 2
    assert _count(store, "statement") == statements_before
    assert _count(store, "document") == 1


def test_a_changed_cell_is_an_update_with_the_new_file_as_its_source(
    store: Store, bring_in: BringIn
) -> None:
    bring_in(PEOPLE)
    report = bring_in(PEOPLE.replace("1979", "1978-05"))
    assert (report.items["entity"].updated, report.items["entity"].matched) == (1, 1)
    assert (report.items["document"].new, report.items["record"].new) == (1, 1)
    assert _values(store, "entity", "p1", "birth_date") == ["1978-05"]
    with store.read() as db:
        item = refs.find_item(db, "p1")[0]
        told = statements.read_statements(db, "entity", [item.id])[item.id]
    newest = next(s for s in told if s.property == "birth_date")
    assert newest.source.document_id == 2


def test_a_changed_name_is_the_name_shown(store: Store, bring_in: BringIn) -> None:
    bring_in(PEOPLE)
    bring_in(PEOPLE.replace("Neng VANG", "Neng Chue VANG"))
    with store.read() as db:
        item = refs.find_item(db, "p1")[0]
        found = entities.get_entity(db, item.id)
    assert found is not None
    assert found.label == "Neng Chue VANG"
    assert _values(store, "entity", "p1", "name") == ["Neng Chue VANG", "Neng"]


def test_what_an_analyst_wrote_stays_beside_a_changed_cell(store: Store, bring_in: BringIn) -> None:
    bring_in(HEADER + "p1,Neng,,,,\n")
    with store.read() as db:
        item = refs.find_item(db, "p1")[0]
    with store.edit("Date of birth") as edit:
        day = Value("1980", None, "", "1980-01-01", "1980-12-31")
        statements.state(edit, Subject("entity", item.id), "birth_date", day)
    bring_in(HEADER + "p1,Neng,,1979,,\n")
    assert _values(store, "entity", "p1", "birth_date") == ["1980", "1979"]


def _two_people_and_sources(bring_in: BringIn) -> None:
    bring_in(PEOPLE)
    sources = (
        "source,title,received,grade,tlp\ns1,Report,2016-05-01,B,RED\ns2,Photo,2016-06-01,A,\n"
    )
    bring_in(sources, SOURCES, name="sources.csv")


TIE = "tie,a,b,strength,role,sources\n"


def test_a_link_with_several_sources_is_stated_by_each(store: Store, bring_in: BringIn) -> None:
    _two_people_and_sources(bring_in)
    report = bring_in(TIE + "t1,p1,p2,confirmed,driver,s1;s2\n", TIES, name="ties.csv")
    assert (report.items["link"].new, report.items["record"].new) == (1, 2)
    assert _count(store, "document") == 3
    assert _values(store, "link", "t1", "exists") == ["associate_of"] * 2
    with store.read() as db:
        tlps = db.execute(
            text("SELECT tlp, place FROM record WHERE place LIKE 'ties%' ORDER BY id")
        ).all()
    # what is taken from a document keeps its marking
    assert [tuple(row) for row in tlps] == [("RED", "ties.csv › row 2"), ("", "ties.csv › row 2")]


def test_what_is_brought_in_is_written_as_it_stays(store: Store, bring_in: BringIn) -> None:
    _two_people_and_sources(bring_in)
    bring_in(TIE + "t1,p1,p2,confirmed,driver,s1\n", TIES, name="ties.csv")
    assert _count(store, "link", "role = 'driver'") == 1
    assert _count(store, "entity", "label = 'Neng VANG'") == 1
    assert _count(store, "journal", "before IS NOT NULL") == 0


def test_a_changed_role_changes_it_for_each_source(store: Store, bring_in: BringIn) -> None:
    _two_people_and_sources(bring_in)
    bring_in(TIE + "t1,p1,p2,confirmed,driver,s1;s2\n", TIES, name="ties.csv")
    report = bring_in(TIE + "t1,p1,p2,tentative,guard,s1;s2\n", TIES, name="ties.csv")
    assert report.items["link"].updated == 1
    assert _values(store, "link", "t1", "role") == ["guard", "guard"]
    assert _count(store, "link", "strength = 'tentative' AND role = 'guard'") == 1


def test_a_further_source_of_a_link_is_an_update(store: Store, bring_in: BringIn) -> None:
    _two_people_and_sources(bring_in)
    bring_in(TIE + "t1,p1,p2,confirmed,driver,s1\n", TIES, name="ties.csv")
    report = bring_in(TIE + "t1,p1,p2,confirmed,driver,s1;s2\n", TIES, name="ties.csv")
    assert (report.items["link"].updated, report.items["record"].new) == (1, 1)
    assert len(_values(store, "link", "t1", "exists")) == 2
    assert bring_in(
        TIE + "t1,p1,p2,confirmed,driver,s1;s2\n", TIES, name="ties.csv"
    ).changes_nothing


def test_ends_and_sources_nobody_knows_are_reported(store: Store, bring_in: BringIn) -> None:
    _two_people_and_sources(bring_in)
    table = TIE + "t1,p1,p9,confirmed,,s1\nt2,p1,p2,confirmed,,s9\nt3,p1,,confirmed,,s1\n"
    report = bring_in(table, TIES, name="ties.csv")
    assert (report.rows_accepted, report.rows_with_problems, report.rows_skipped) == (0, 1, 2)
    assert (report.items["link"].new, report.items["link"].skipped) == (1, 1)
    told = [str(problem) for problem in report.problems]
    assert "ties.csv › row 2: There is no entity “P9”." in told
    assert "ties.csv › row 3: There is no source document “s9”." in told
    assert [row.row for row in report.skipped_rows] == [2, 4]


def test_a_link_list_finds_people_by_name_and_by_reference(store: Store, bring_in: BringIn) -> None:
    bring_in(PEOPLE)
    mapping = load_mapping("plain_link_list").spot.path.read_text(encoding="utf-8")
    report = bring_in(
        "from,to,type\nNeng VANG,PER-T1-0002,sibling of\np1,Lao Wu,employs\n",
        mapping,
        name="links.csv",
    )
    assert (report.items["entity"].new, report.items["entity"].matched) == (1, 3)
    assert _count(store, "entity") == 3
    assert _values(store, "entity", "p1", "name") == ["Neng VANG", "Neng"]


def test_a_link_list_again_with_another_amount_is_an_update(
    store: Store, bring_in: BringIn
) -> None:
    mapping = load_mapping("plain_link_list").spot.path.read_text(encoding="utf-8")
    header = "from,to,type,amount,currency\n"
    bring_in(header + "A,B,pays,100,USD\nB,C,pays,5,USD\n", mapping, name="links.csv")
    report = bring_in(header + "A,B,pays,250,USD\nB,C,pays,5,USD\n", mapping, name="links.csv")
    assert (report.items["link"].updated, report.items["link"].matched) == (1, 1)
    assert _count(store, "link", "amount = 250 AND currency = 'USD'") == 1
    assert _count(store, "link") == 2


def test_ends_of_refused_links_stay_out_and_the_refusal_says_what_to_give(
    store: Store, bring_in: BringIn
) -> None:
    mapping = load_mapping("plain_link_list").spot.path.read_text(encoding="utf-8")
    table = (
        "from,to,type,from_type,to_type\n"
        "Bua,Ban Xai,lives at,,\n"
        "Neng,Naga,is director of,person,person\n"
        "A,B,eats,,\n"
        "Nai,Nai,is married to,,\n"
        "Bua,Vanh,is married to,,\n"
    )
    report = bring_in(table, mapping)
    with store.read() as db:
        assert entities.count_by_type(db) == {"person": 2}
    assert [problem.message for problem in report.problems] == [
        "There is no link type “eats”.",
        "A link needs two different ends.",
        (
            "Bua (person) and Ban Xai (type unknown) cannot be joined by “lives at”; "
            "give from_type and to_type."
        ),
        "Neng (person) and Naga (person) cannot be joined by “is director of”.",
    ]
    assert (report.rows_accepted, report.rows_with_problems, report.rows_skipped) == (1, 1, 3)
    assert report.items["entity"].new == 2


def test_an_end_that_the_database_knows_needs_no_type(store: Store, bring_in: BringIn) -> None:
    with store.edit("Add a place") as edit:
        entities.add_entity(edit, "location", "Ban Xai")
    mapping = load_mapping("plain_link_list").spot.path.read_text(encoding="utf-8")
    report = bring_in("from,to,type\nBua,Ban Xai,lives at\n", mapping)
    assert not report.problems
    with store.read() as db:
        assert entities.count_by_type(db) == {"location": 1, "person": 1}


def test_one_reference_means_one_entity(store: Store, bring_in: BringIn) -> None:
    by_name = """
label: By name
origin: test
needs: [id, name]
entities:
  person: {type: person, ref: "{id}", name: "{name}", same: name}
"""
    report = bring_in("id,name\np1,Neng\np1,Bua\np2,Neng\n", by_name)
    assert (report.items["entity"].new, report.rows_with_problems) == (2, 1)
    assert str(report.problems[0]).endswith(
        "row 3: “p1” is the reference of another entity already."
    )
    with store.read() as db:
        assert refs.find_item(db, "p1") == refs.find_item(db, "p2")
    assert bring_in("id,name\np3,Bua\n", by_name).items["entity"].updated == 1
    assert bring_in("id,name\np3,Neng\n", by_name).rows_with_problems == 1


def test_a_register_number_comes_in_with_its_document_and_is_corrected(
    store: Store, bring_in: BringIn
) -> None:
    mapping = """
label: Register
origin: test
needs: [source, title, number]
documents: [{ref: "{source}", title: "{title}", register_no: "{number}"}]
"""
    head = "source,title,number\n"
    bring_in(head + "s1,Raid,12/2016\n", mapping, name="register.csv")
    assert _count(store, "document", "register_no = '12/2016'") == 1
    bring_in(head + "s1,Raid,13/2016\n", mapping, name="register.csv")
    assert _count(store, "document", "register_no = '13/2016'") == 1
    assert _count(store, "document", "register_no = '12/2016'") == 0
