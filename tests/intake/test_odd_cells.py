"""Whatever stands in the cells: totals add up, a trial tells the truth, twice is once."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from iwtlink.intake import load, load_mapping, propose, read_source
from iwtlink.ontology import load_ontology
from iwtlink.operations.imports import import_prepared, prepare, try_import
from iwtlink.store import Store
from iwtlink.store.check import check

COLUMNS = ("from", "to", "type", "from_type", "to_type", "role", "start", "end", "percent", "note")
TYPES = st.sampled_from(["director_of", "Director of", "associate_of", "nonsense", ""])
KINDS = st.sampled_from(["person", "company", "dragon", ""])
NAMES = st.one_of(
    st.sampled_from(
        [
            *("=cmd|' /C calc'!A0", "+1", "-2", "@SUM(A1)", "x" * 501, "'", "..", "🐘"),
            *("e\u0301" * 30, "a\nb", "\u202eRTL", "أحمد", "ຄຳສິງ", "0", "null", "{name}"),
            *("%s", "\u200b", ""),
        ]
    ),
    st.text(st.characters(codec="utf-8", categories=("L", "M", "N", "P", "S", "Z")), max_size=30),
)
DATES = st.sampled_from(["31/02/2015", "29/02/2559", "12/03/2558", "2558", "2015-3", "soon", ""])
PERCENTS = st.sampled_from(["12", "150%", "1e400", "-3", "12,5", ""])
ROWS = st.lists(
    st.tuples(NAMES, NAMES, TYPES, KINDS, KINDS, NAMES, DATES, DATES, PERCENTS, NAMES),
    min_size=1,
    max_size=6,
)


@settings(max_examples=40, deadline=None)
@given(ROWS)
def test_a_trial_is_the_import_and_the_same_again_adds_nothing(rows: list[tuple[str, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder, "table.csv")
        with table.open("w", newline="", encoding="utf-8") as stream:
            csv.writer(stream).writerows([COLUMNS, *rows])
        with Store.create(Path(folder, "case.iwt")) as store:
            prepared = [prepare(table, store.ontology, mapping="plain_link_list")]
            (tried,) = try_import(store, prepared)
            (done,) = import_prepared(store, prepared)
            assert tried == done
            counted = done.rows_accepted + done.rows_with_problems + done.rows_skipped
            assert done.rows_read == counted
            (again,) = import_prepared(store, prepared)
            assert again.changes_nothing, again.items
            assert check(store).faults == ()


def test_a_thing_whose_only_name_cannot_be_one_is_left_out(tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text(f"from,to,type,to_type\n{'x' * 501},B,director_of,company\n", encoding="utf-8")
    found = propose(read_source(table), load_mapping("plain_link_list"), load_ontology())
    assert [entity.label for entity in found.entities.values()] == ["B"]
    assert "longer" in found.problems[0].message
    with Store.create(tmp_path / "case.iwt") as store, store.edit("Import") as edit:
        assert load(edit, found).items.get("link") is None
