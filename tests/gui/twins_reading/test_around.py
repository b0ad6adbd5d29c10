"""What stands around the records, what is risky, and the order of the list."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from iwtlink.gui.twins.comparison import read_comparison
from iwtlink.gui.twins.decision import Decision, risks, summary, write_merge
from iwtlink.gui.twins.lines import Line, in_order, list_lines, pair_of
from iwtlink.gui.twins.reading import oldest, read_bench
from iwtlink.gui.twins.reasons import judged_rows, reason_rows
from iwtlink.matching.candidates import BANDS, Band, Candidate, Reason
from iwtlink.ontology import Value
from iwtlink.store import Store, entities, links, observations
from iwtlink.store.entities import EntityRow
from iwtlink.store.ids import EntityId
from iwtlink.store.judgements import between, judge
from tests.gui.twins_reading.conftest import compare, row_of, shown, state

# What stands around


def test_shared_neighbours_come_first_and_what_becomes_one_is_named(store: Store) -> None:
    with store.edit("A circle") as edit:
        one, other, friend, only = (
            entities.add_entity(edit, "person", name) for name in ("A", "B", "Friend", "Another")
        )
        firm = entities.add_entity(edit, "company", "Naga Timber")
        twice = [links.add_link(edit, "relative_of", each, friend) for each in (one, other)]
        links.add_link(edit, "relative_of", one, only)
        links.add_link(edit, "employee_of", one, firm)
        between = links.add_link(edit, "associate_of", one, other)
    found = compare(store, one, other)
    verbs = [row for row in found.rows if row.key.startswith("links:")]
    assert [v.text for v in verbs[0].cells[0]] == ["Friend", "Another"]
    assert [v.is_shared for v in verbs[0].cells[0]] == [True, False]
    with store.read() as db:
        refs = {row.id: row.ref for row in links.of_entity(db, one) + links.of_entity(db, other)}
    assert found.between == (refs[between],)
    assert found.parallel == (tuple(refs[i] for i in twice),)
    assert any(refs[between] in value.text for row in found.rows for c in row.cells for value in c)


def test_the_line_at_the_foot_counts_what_comes_over(store: Store) -> None:
    with store.edit("Two records") as edit:
        one = entities.add_entity(edit, "person", "A")
        other = entities.add_entity(edit, "person", "B", aliases=["Bee"])
        friend = entities.add_entity(edit, "person", "Friend")
        state(edit, other, "birth_date", "1968")
        links.add_link(edit, "relative_of", other, friend)
        links.add_link(edit, "associate_of", one, other)
        name = next(iter(edit.ontology.observation_types))
        observations.add_observation(edit, name, other, {}, date="2016")
    found = compare(store, one, other)
    said = summary(found, 0)
    assert said.startswith(
        f"{found.heads[0].ref} receives from {found.heads[1].ref}: "
        "2 names, 1 value, 1 link, 1 observation."
    )
    assert "1 link between them is put aside." in said
    assert summary(found, 1).startswith(
        f"{found.heads[1].ref} receives from {found.heads[0].ref}: 1 name."
    )


def test_a_hub_lists_few_of_its_neighbours_and_counts_the_rest(store: Store) -> None:
    with store.edit("A hub") as edit:
        one, other = (entities.add_entity(edit, "person", name) for name in ("A", "B"))
        for n in range(40):
            more = entities.add_entity(edit, "person", f"N{n:02}")
            links.add_link(edit, "relative_of", one, more)
            if n in (30, 35):
                links.add_link(edit, "relative_of", other, more)
    row = next(r for r in compare(store, one, other).rows if r.key.startswith("links:"))
    assert shown(row, 0)[:2] == ["N30", "N35"]
    assert shown(row, 0)[-1] == "and 26 more"


def test_the_record_entered_first_is_the_one_suggested_to_be_kept(store: Store) -> None:
    with store.edit("Two records") as edit:
        one, other = (entities.add_entity(edit, "person", name) for name in ("A", "B"))
    assert oldest(compare(store, other, one)) == 1


def test_of_links_without_any_value_it_says_so(store: Store) -> None:
    with store.edit("Two links") as edit:
        one, other = (entities.add_entity(edit, "person", name) for name in ("A", "B"))
        two = [links.add_link(edit, "relative_of", one, other) for _ in range(2)]
    with store.read() as db:
        found = read_comparison(db, store.ontology, "link", two)
    assert shown(row_of(found, "values:none"), 0) == [
        "Nothing is stated of them but that they are."
    ]


def test_two_links_of_one_pair_stand_side_by_side_with_their_values(store: Store) -> None:
    with store.edit("Two links") as edit:
        one, other = (entities.add_entity(edit, "person", name) for name in ("A", "B"))
        two = [
            links.add_link(edit, "relative_of", one, other, values={"role": Value(role)})
            for role in ("brother", "cousin")
        ]
    with store.read() as db:
        found = read_comparison(db, store.ontology, "link", two)
    assert [head.label.split()[0] for head in found.heads] == ["A", "A"]
    assert row_of(found, "value:role").is_choice
    with store.edit("Merge") as edit:
        write_merge(edit, Decision("link", tuple(two)))
    with store.read() as db:
        assert len(links.of_entity(db, one)) == 1


# Risks


def test_types_that_do_not_go_together_and_an_earlier_judgement_are_risks(store: Store) -> None:
    with store.edit("Records") as edit:
        man = entities.add_entity(edit, "person", "Naga")
        firm = entities.add_entity(edit, "company", "Naga")
        body = entities.add_entity(edit, "organisation", "Naga")
        judge(edit, "entity", firm, body, "different", "other owners")
    assert "types" in _risks(store, man, firm)[0]
    assert _risks(store, firm, body) == [
        f"VT judged on {_today(store)} that they are different: other owners"
    ]


def _risks(store: Store, *ids: int) -> list[str]:
    read = read_bench(store, "entity", ids, None)
    without = [one for one in read.found if all(r.sign != "veto" for r in one.reasons)]
    return risks(read.comparison, without, read.judged, is_across_types=read.is_across_types)


def _today(store: Store) -> str:
    with store.read() as db:
        return str(db.exec_driver_sql("SELECT substr(judged_at, 1, 10) FROM judgement").scalar())


def test_what_is_new_since_a_judgement_stands_first_and_the_judgement_is_told(
    store: Store,
) -> None:
    with store.edit("Two records") as edit:
        one, other = (entities.add_entity(edit, "person", name) for name in ("A", "B"))
        judge(edit, "entity", one, other, "unsure", "one source only")
    with store.read() as db:
        judged = list(between(db, "entity", [one]).values())
    reasons = (Reason("name", "+", 5.0, "same name"), Reason("phone", "+", 2.0, "same phone"))
    pair = Candidate(
        one, other, 0.9, "likely", reasons, is_asked_again=True, what_is_new=("same phone",)
    )
    rows = reason_rows([one, other], [pair])
    assert [row.cells[0][0].text for row in rows[1:]] == ["same phone", "same name"]
    assert rows[1].label.startswith("new")
    told = judged_rows(compare(store, one, other).heads, judged)
    assert told[0].cells[0][0].text == (
        f"VT judged on {_today(store)} that it is not clear: one source only"
    )
    assert risks(compare(store, one, other), [pair], judged, is_across_types=False) == []


def test_what_rules_a_pair_out_is_a_risk_and_stands_first(store: Store) -> None:
    with store.edit("Two records") as edit:
        one, other = (entities.add_entity(edit, "person", name) for name in ("A", "B"))
    reasons = (Reason("name", "+", 5.0, "same name"), Reason("sex", "veto", 0.0, "Sex differs"))
    pair = Candidate(one, other, 0.0, "none", reasons)
    rows = reason_rows([other, one], [pair])
    assert [row.sign for row in rows if row.kind == "reason"] == ["veto", "+"]
    found = compare(store, one, other)
    assert risks(found, [pair], [], is_across_types=False) == ["Sex differs"]


# The order of the list


def candidate(one: int, other: int, score: float, band: Band) -> Candidate:
    return Candidate(one, other, score, band, ())


@given(
    st.lists(
        st.tuples(
            st.integers(1, 12),
            st.integers(1, 12),
            st.integers(0, 100),
            st.sampled_from(("certain", "likely", "possible")),
        ),
        max_size=30,
        unique_by=lambda row: (min(row[:2]), max(row[:2])),
    )
)
def test_bands_stand_in_order_and_what_hangs_together_stands_together(
    found: list[tuple[int, int, int, Band]],
) -> None:
    pairs = [candidate(min(a, b), max(a, b), s / 100, band) for a, b, s, band in found if a != b]
    ordered = in_order(pairs)
    assert sorted(map(pair_of, ordered)) == sorted(map(pair_of, pairs))
    assert [BANDS.index(one.band) for one in ordered] == sorted(
        BANDS.index(one.band) for one in pairs
    )
    for band in BANDS:
        groups = _groups([pair_of(one) for one in ordered if one.band == band])
        changes = sum(a != b for a, b in pairwise(groups))
        assert changes == max(len(set(groups)) - 1, 0)  # no group is left and come back to
        best = [max(o.score for o in ordered if o.band == band) for _ in groups[:1]]
        first = [one.score for one in ordered if one.band == band][:1]
        assert first == best


def _groups(pairs: list[tuple[int, int]]) -> list[int]:
    """Name the group of each pair by walking, as a second way to the same answer."""
    near: dict[int, set[int]] = {}
    for a, b in pairs:
        near.setdefault(a, set()).add(b)
        near.setdefault(b, set()).add(a)
    names: dict[int, int] = {}
    for start in near:
        todo = [start]
        while todo:
            here = todo.pop()
            if here not in names:
                names[here] = names.get(start, start)
                todo += near[here]
    return [names[a] for a, _ in pairs]


def test_filters_narrow_the_lines_and_a_band_without_pairs_has_no_heading() -> None:
    known = {
        i: EntityRow(EntityId(i), f"R{i}", kind, f"Name {i}", "", None)
        for i, kind in enumerate(("person", "person", "company", "company"), 1)
    }
    pairs = [candidate(1, 2, 0.95, "likely"), candidate(3, 4, 0.8, "possible")]

    def labels(lines: list[Line]) -> list[str]:
        return [line.one if line.pair else line.band for line in lines]

    assert labels(list_lines(pairs, known)) == ["likely", "Name 1", "possible", "Name 3"]
    assert labels(list_lines(pairs, known, bands=("likely",))) == ["likely", "Name 1"]
    assert labels(list_lines(pairs, known, type_name="company")) == ["possible", "Name 3"]
    del known[4]
    assert labels(list_lines(pairs, known)) == ["likely", "Name 1"]
