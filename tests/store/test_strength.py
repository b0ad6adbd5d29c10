"""The strength of a link: what its sources make of it, and that it is kept up to date."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iwtlink.errors import Refused
from iwtlink.ontology import Value
from iwtlink.store import Edit, Store, documents, entities, links, schema, statements
from iwtlink.store.ids import DocumentId, EntityId, LinkId, RecordId, Subject
from iwtlink.store.retractions.removal import remove
from iwtlink.store.strength import Explained, SourceOfLink, are_independent, explain, judge
from tests.store.stores import new_store


def source(
    number: int,
    grade: str,
    who: str = "",
    *,
    kind: str = "",
    sha256: str = "",
) -> SourceOfLink:
    return SourceOfLink(number, f"SRC-{number}", grade, grade, who, sha256, kind)


@pytest.mark.parametrize(
    ("sources", "strength", "sentence"),
    [
        ([], "tentative", "no source states it"),
        ([source(1, "A1")], "confirmed", "SRC-1 (A1) is a source of reliability A to C"),
        ([source(1, "C1")], "confirmed", "whose information is confirmed"),
        ([source(1, "D1")], "unconfirmed", "no source is graded B2 or better"),
        ([source(1, "A2")], "unconfirmed", "SRC-1 (A2) stands alone"),
        ([source(1, "B2", "Customs"), source(2, "B2", "Police")], "confirmed", "independent"),
        ([source(1, "A2", "Customs"), source(2, "B2", "Police")], "confirmed", "B2 or better"),
        ([source(1, "B2", "Customs"), source(2, "B3", "Police")], "unconfirmed", "stands alone"),
        ([source(1, "B2", "Customs"), source(2, "C2", "Police")], "unconfirmed", "stands alone"),
        (
            [source(1, "B2", "Customs"), source(2, "B2", "CUSTOMS ")],
            "unconfirmed",
            "not known to be independent",
        ),
        ([source(1, "B2"), source(2, "B2")], "unconfirmed", "not known to be independent"),
        (
            [source(1, "B2", "Customs", sha256="x"), source(2, "B2", "Police", sha256="x")],
            "unconfirmed",
            "not known to be independent",
        ),
        ([source(1, "B2", "Customs"), source(1, "A2", "Police")], "unconfirmed", "stands alone"),
        ([source(1, "F6")], "tentative", "cannot be trusted: SRC-1 (F6)"),
        ([source(1, "E5"), source(2, "D5")], "tentative", "SRC-1 (E5), SRC-2 (D5)"),
        ([source(1, "F6"), source(2, "D4")], "unconfirmed", "no source is graded B2"),
        ([source(1, "")], "unconfirmed", "no source is graded B2 or better: SRC-1"),
        ([source(1, "E4", kind="court_document")], "confirmed", "record of a court or register"),
        ([source(1, "", kind="company_registry_extract")], "confirmed", "court or register"),
    ],
)
def test_the_rule_of_strength(sources: list[SourceOfLink], strength: str, sentence: str) -> None:
    told = judge(sources)
    assert told.strength == strength
    assert sentence in " ".join(told.because)
    assert told.because[0].casefold().startswith(strength)


def test_two_articles_that_quote_one_report_are_warned_of_as_circular() -> None:
    one, two = source(1, "B2", "AFP", kind="press"), source(2, "B2", "afp", kind="press")
    assert judge([one, two]).warnings == (
        "Circular reporting: SRC-1, SRC-2 all come from AFP and count as one source.",
    )
    same = [source(1, "B2", "A", sha256="x"), source(2, "B2", "B", sha256="x")]
    assert "are the same file" in judge(same).warnings[0]


def test_the_originator_of_a_protected_source_is_compared_and_not_told() -> None:
    one = source(1, "B2", "Mr Secretname")
    hidden = replace(source(2, "B2", "mr secretname"), is_protected=True)
    (told,) = judge([one, hidden]).warnings
    assert "SRC-1, SRC-2 all come from a protected source" in told
    assert "secretname" not in told.casefold()


def test_a_good_source_whose_originator_nobody_wrote_down_is_named() -> None:
    told = judge([source(1, "B2", "Customs"), source(2, "B2")])
    assert "The originator of SRC-2 is not written down" in told.warnings[0]


def test_a_court_record_that_cannot_be_judged_is_warned_of() -> None:
    told = judge([source(1, "F6", kind="court_document")])
    assert "make sure that it is genuine" in told.warnings[0]


GRADES = [f"{letter}{digit}" for letter in "ABCDEF" for digit in "123456"] + [""]
SOURCES = st.lists(
    st.builds(
        source,
        st.integers(1, 4),
        st.sampled_from(GRADES),
        st.sampled_from(["", "Customs", "Police", "AFP"]),
        kind=st.sampled_from(["", "press", "court_document"]),
        sha256=st.sampled_from(["", "x"]),
    ),
    max_size=6,
)


@given(SOURCES, st.sampled_from(GRADES[:-1]))
def test_an_independent_source_never_weakens_a_link(
    sources: list[SourceOfLink], grade: str
) -> None:
    more = [*sources, source(9, grade, "Court clerk")]
    order = links.STRENGTHS
    assert order.index(judge(more).strength) <= order.index(judge(sources).strength)


@given(SOURCES, st.randoms())
def test_the_order_of_sources_does_not_matter(sources: list[SourceOfLink], random: object) -> None:
    shuffled = list(sources)
    random.shuffle(shuffled)  # type: ignore[attr-defined] # a random.Random
    assert judge(shuffled).strength == judge(sources).strength


@given(SOURCES)
def test_the_rule_is_that_of_the_doctrine_written_out(sources: list[SourceOfLink]) -> None:
    assert judge(sources).strength == _by_the_book(sources)


def _by_the_book(sources: list[SourceOfLink]) -> str:
    """The rule a second time, in its own words."""
    if any(one.kind == "court_document" for one in sources):
        return "confirmed"
    if any(one.grade in ("A1", "B1", "C1") for one in sources):
        return "confirmed"
    good = [one for one in sources if one.grade in ("A1", "A2", "B1", "B2")]
    if any(are_independent(one, other) for one in good for other in good):
        return "confirmed"
    if all(one.grade in ("F6", "E5", "D5", "F5") for one in sources):
        return "tentative"
    return "unconfirmed"


# In a database


def add_source(edit: Edit, title: str, grade: str, who: str = "") -> tuple[DocumentId, RecordId]:
    document_id = documents.add_document(edit, documents.Document(title, originator=who))
    record = documents.Record(grading="admiralty", reliability=grade[0], credibility=grade[1])
    return document_id, documents.add_record(edit, document_id, record)


def ends(edit: Edit) -> tuple[EntityId, EntityId]:
    return entities.add_entity(edit, "person", "A"), entities.add_entity(edit, "company", "B")


def strength_of(store: Store, link_id: LinkId) -> str:
    with store.read() as db:
        row = links.get_link(db, link_id)
        assert row is not None
        return row.strength


def told_of(store: Store, link_id: LinkId) -> Explained:
    with store.read() as db:
        return explain(db, link_id, store.ontology)


def test_a_link_without_a_given_strength_follows_its_sources(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Add") as edit:
            _, first = add_source(edit, "One", "B2", "Customs")
            link_id = links.add_link(edit, "director_of", *ends(edit), record_ids=[first])
        assert strength_of(store, link_id) == "unconfirmed"
        with store.edit("Bear out") as edit:
            second_document, second = add_source(edit, "Two", "B2", "Police")
            subject = Subject("link", link_id)
            statements.state(edit, subject, statements.EXISTS, "director_of", record_id=second)
        assert strength_of(store, link_id) == "confirmed"
        with store.edit("Regrade") as edit:
            documents.change_record(edit, second, reliability="F", credibility="6")
        assert strength_of(store, link_id) == "unconfirmed"
        store.undo()
        assert strength_of(store, link_id) == "confirmed"
        with store.edit("Same people") as edit:
            documents.change_document(
                edit, second_document, documents.Document("Two", originator="customs")
            )
        assert strength_of(store, link_id) == "unconfirmed"
        assert "Circular reporting" in told_of(store, link_id).warnings[0]


def test_a_given_strength_stays_whatever_its_sources_are(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Add") as edit:
            _, record = add_source(edit, "One", "F6")
            link_id = links.add_link(
                edit, "director_of", *ends(edit), strength="confirmed", record_ids=[record]
            )
        assert strength_of(store, link_id) == "confirmed"
        with store.edit("Regrade") as edit:
            documents.change_record(edit, record, reliability="A", credibility="3")
        assert strength_of(store, link_id) == "confirmed"
        assert told_of(store, link_id).strength == "unconfirmed"


def test_a_strength_is_set_for_a_reason_and_may_follow_again(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Add") as edit:
            link_id = links.add_link(edit, "director_of", *ends(edit))
        with pytest.raises(Refused, match="needs a reason"), store.edit("Set") as edit:
            links.set_strength(edit, link_id, "confirmed", "  ")
        with pytest.raises(Refused, match="no strength"), store.edit("Set") as edit:
            links.set_strength(edit, link_id, "sure", "because")
        with store.edit("Set") as edit:
            links.set_strength(edit, link_id, "confirmed", "Seen by the whole team")
        with store.read() as db:
            row = links.get_link(db, link_id)
        assert row is not None
        assert (row.strength, row.is_strength_set) == ("confirmed", True)
        assert row.strength_reason == "Seen by the whole team"
        with store.edit("Follow") as edit:
            links.let_strength_follow(edit, link_id)
        assert strength_of(store, link_id) == "tentative"


def test_a_strength_of_a_link_that_is_gone_is_refused(tmp_path: Path) -> None:
    with (
        new_store(tmp_path) as store,
        pytest.raises(Refused, match="gone"),
        store.edit("Set") as edit,
    ):
        links.set_strength(edit, LinkId(77), "confirmed", "because")


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["link", "state", "grade", "originator", "remove", "set", "follow", "undo"]
        ),
        st.integers(0, 9),
        st.integers(0, 9),
    ),
    max_size=14,
)


@given(STEPS)
def test_after_any_walk_each_link_is_as_strong_as_if_judged_anew(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, int]]
) -> None:
    with new_store(tmp_path_factory.mktemp("walk")) as store:
        with store.edit("Begin") as edit:
            sources = [
                add_source(edit, f"D{n}", grade, who)
                for n, (grade, who) in enumerate(
                    [("B2", "X"), ("A2", "Y"), ("F6", "X"), ("C1", "")]
                )
            ]
            first, second = ends(edit)
            made = [links.add_link(edit, "director_of", first, second)]
        for step, one, other in steps:
            _walk(store, step, one, other, sources, made, (first, second))
        with store.read() as db:
            for row in links.list_links(db):
                if not row.is_strength_set:
                    assert row.strength == explain(db, row.id, store.ontology).strength


def _walk(
    store: Store,
    step: str,
    one: int,
    other: int,
    sources: list[tuple[DocumentId, RecordId]],
    made: list[LinkId],
    pair: tuple[EntityId, EntityId],
) -> None:
    document_id, record_id = sources[other % len(sources)]
    link_id = made[one % len(made)]
    if step == "undo":
        if store.undo_label() not in ("", "Begin"):
            store.undo()
        return
    with store.read() as db:
        is_there = links.get_link(db, link_id) is not None
    with store.edit(step) as edit:
        if step == "link":
            made.append(links.add_link(edit, "owner_of", *pair, record_ids=[record_id]))
        elif step == "state" and is_there:
            subject = Subject("link", link_id)
            statements.state(edit, subject, "role", Value("chair"), record_id=record_id)
        elif step == "grade":
            grade = GRADES[(one * 10 + other) % 36]
            documents.change_record(edit, record_id, reliability=grade[0], credibility=grade[1])
        elif step == "originator":
            who = ("X", "Y", "", "x ")[one % 4]
            kind = ("press", "court_document")[one % 2]
            documents.change_document(
                edit, document_id, documents.Document("D", originator=who, kind=kind)
            )
        elif step == "remove" and is_there:
            stated = edit.connection.exec_driver_sql(
                "SELECT id FROM statement WHERE subject_kind = 'link' AND subject_id = ?",
                (link_id,),
            )
            remove(edit.connection, "statement", [int(row[0]) for row in stated])
        elif step == "set" and is_there:
            links.set_strength(edit, link_id, links.STRENGTHS[other % 3], "because")
        elif step == "follow" and is_there:
            links.let_strength_follow(edit, link_id)


def test_links_put_in_by_the_hundred_are_judged_too(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Load") as edit:
            _, good = add_source(edit, "Good", "B1")
            _, weak = add_source(edit, "Weak", "F6")
            first, second = ends(edit)
            refs = edit.take_refs("link", 450)
            made = edit.insert_rows(
                schema.link,
                ("ref", "type", "from_id", "to_id", "is_directed", "strength", "entered_at"),
                [(ref, "owner_of", first, second, 1, "unconfirmed", edit.now) for ref in refs],
            )
            edit.insert_rows(
                schema.statement,
                statements.COLUMNS,
                [
                    statements.row_of(
                        edit,
                        Subject("link", LinkId(number)),
                        statements.EXISTS,
                        Value("owner_of"),
                        record_id=good if number % 2 else weak,
                    )
                    for number in made
                ],
            )
        with store.read() as db:
            for row in links.list_links(db):
                assert row.strength == ("confirmed" if row.id % 2 else "tentative")
        with store.edit("Take all away") as edit:
            edit.connection.exec_driver_sql("DELETE FROM statement WHERE subject_kind = 'link'")
        with store.read() as db:
            assert {row.strength for row in links.list_links(db)} == {"tentative"}
