"""The search box, in every script of the region."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from iwtlink.ontology import Value
from iwtlink.store import (
    Edit,
    Store,
    charts,
    documents,
    entities,
    files,
    links,
    observations,
    origins,
    outputs,
    pages,
    schema,
    search,
    statements,
)
from iwtlink.store.folding import bare, bare_map, fold, is_latin
from iwtlink.store.ids import Subject
from iwtlink.store.search.snippets import find_marks
from tests.store.stores import new_store

PEOPLE = [
    ("Khamsing VONGPHADY", "ຄຳສິງ ວົງພະດີ"),
    ("TRẦN Đình Khuê", ""),
    ("CHEN Guozhao", "陈国钊"),
    ("Somkiat RATTANAPHONG", "สมเกียรติ รัตนพงศ์"),
    ("Nam Phao", "ນ້ຳພາວ"),
]


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("khamsing", "Khamsing VONGPHADY"),
        ("vong kham", "Khamsing VONGPHADY"),
        ("ongphad", "Khamsing VONGPHADY"),
        ("ຄຳ", "Khamsing VONGPHADY"),
        ("ຄໍາສິງ", "Khamsing VONGPHADY"),
        ("ວົງພະດີ", "Khamsing VONGPHADY"),
        ("tran dinh", "TRẦN Đình Khuê"),
        ("Đình", "TRẦN Đình Khuê"),
        ("国钊", "CHEN Guozhao"),
        ("陈", "CHEN Guozhao"),
        ("ch", "CHEN Guozhao"),
        ("รัตน", "Somkiat RATTANAPHONG"),
        ("สม", "Somkiat RATTANAPHONG"),
        ("ນໍ້າ", "Nam Phao"),
        ("PER-VT1-0002", "TRẦN Đình Khuê"),
        ("P03", "CHEN Guozhao"),
    ],
)
def test_a_name_is_found_by_any_part_in_any_script(people: Store, words: str, label: str) -> None:
    with people.read() as db:
        assert label in [hit.label for hit in search.find(db, words)]


def test_names_that_begin_with_the_words_come_first(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Add") as edit:
            entities.add_entity(edit, "person", "Old Mekong")
            entities.add_entity(edit, "company", "Mekong Sila")
            documents.add_document(edit, documents.Document("Report on the Mekong"))
        with store.read() as db:
            found = [hit.label for hit in search.find(db, "mekong")]
        assert found == ["Mekong Sila", "Old Mekong", "Report on the Mekong"]


@pytest.mark.parametrize("words", ["", " ", '"', "' OR 1=1", "*", 'a"b', "NEAR(", "-", "()"])
def test_odd_words_find_nothing_and_break_nothing(people: Store, words: str) -> None:
    with people.read() as db:
        assert search.find(db, words) == []


PAGES = [
    "The officers seized ivory. ນາຍ ຄຳສິງ ວົງພະດີ ຢູ່ບ້ານນ້ຳພາວ ຂາຍງາຊ້າງ. Tel. 020 5555 1234",
    "เจ้าหน้าที่ตำรวจจับกุมนายสมเกียรติ รัตนพงศ์ พร้อมงาช้าง ๒๔ ชิ้น",
    "Bị cáo Trần Đình Khuê vận chuyển sừng tê giác, xe 38B-01.177.",
    "海关查获象牙制品，嫌疑人陈国钊，来自广西。",
]


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Give a database with people of every script, to be read only."""
    with new_store(tmp_path_factory.mktemp("people")) as store:
        with store.edit("Add") as edit:
            for number, (name, script) in enumerate(PEOPLE, 1):
                refs = [("case", f"P{number:02}")]
                entities.add_entity(edit, "person", name, script_name=script, external_refs=refs)
        yield store


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Give a database with one document of four pages in four scripts, to be read only."""
    with new_store(tmp_path_factory.mktemp("library")) as store:
        with store.edit("Add") as edit:
            document = documents.add_document(edit, documents.Document("Case file", date="2016-05"))
            file_id = files.add_file(
                edit, "case.pdf", b"%PDF", "application/pdf", document_id=document
            )
            for number, words in enumerate(PAGES, 1):
                pages.add_page(edit, file_id, number, words)
        yield store


@pytest.mark.parametrize(
    ("words", "page", "marked"),
    [
        ("ivory", 1, "ivory"),
        ("ຄຳສິງ", 1, "ຄຳສິງ"),
        ("ສິງ ວົງພະດີ", 1, "ສິງ"),
        ("ງາ", 1, "ງາ"),
        ("ນຳພາວ", 1, "ນ້ຳພາວ"),
        ("ນໍ້າພາວ", 1, "ນ້ຳພາວ"),
        ("ตำรวจ", 2, "ตำรวจ"),
        ("จับกุม", 2, "จับกุม"),
        ("เจาหนาที", 2, "เจ้าหน้าที่"),
        ("24 ชิน", 2, "๒๔"),
        ("สมเกียรติ รัตนพงศ์", 2, "สมเกียรติ"),
        ("tran dinh khue", 3, "Trần"),
        ("sừng tê giác", 3, "sừng"),
        ("sung te", 3, "sừng"),
        ("ienh", 0, ""),
        ("象牙", 4, "象牙"),
        ("陈国", 4, "陈国"),
        ("钊", 4, "钊"),
        ("嫌疑人 广西", 4, "嫌疑人"),
        ("+856 20 55551234", 1, "020 5555 1234"),
        ("85620-5555-1234", 1, "020 5555 1234"),
        ("38B01177", 3, "38B-01.177"),
        ("38b 01177", 3, "38B-01.177"),
        ('"officers seized"', 1, "officers seized"),
        ('"seized officers"', 0, ""),
    ],
)
def test_a_page_is_found_by_words_parts_and_plain_letters(
    library: Store, words: str, page: int, marked: str
) -> None:
    with library.read() as db:
        hits = search.find(db, words)
    if not page:
        assert hits == []
        return
    (hit,) = hits
    assert (hit.item.kind, hit.page, hit.label) == ("document", page, "Case file")
    parts = [hit.snippet[first:last] for first, last in hit.marks]
    assert any(marked in part or part in marked for part in parts)
    found = PAGES[page - 1][slice(*hit.place)]
    assert any(found in part for part in parts)


def test_words_can_be_left_out(library: Store) -> None:
    with library.read() as db:
        assert search.find(db, "ivory -officers") == []
        assert search.find(db, "ivory -rhino") != []
        assert search.find(db, "象牙 -广西") == []


PHONE_FORMS = ("020 5555 1234", "+856 20 55551234", "85620-5555-1234", "0205555123", "5555")


@pytest.mark.parametrize(
    ("stored", "forms"),
    [
        ("+8562055551234", PHONE_FORMS),
        ("020 5555 1234", PHONE_FORMS),
        ("85620 5555-1234", PHONE_FORMS),
        ("ກຂ 1234", ("ກຂ1234", "ກຂ-1234", "ກຂ 1234", "1234")),
        ("ກຂ1234", ("ກຂ 1234", "ກຂ-1234")),
        ("ABC-007", ("abc 7", "ABC007", "abc-007")),
        ("GB29 NWBK 6016 1331 9268 19", ("GB29NWBK60161331926819", "nwbk 6016 1331")),
        ("GB29NWBK60161331926819", ("gb29 nwbk 6016 1331 9268 19",)),
    ],
)
def test_a_number_is_found_in_any_form(tmp_path: Path, stored: str, forms: Sequence[str]) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Add") as edit:
            entity = entities.add_entity(edit, "vehicle", "Toyota")
            statements.state(edit, Subject("entity", entity), "plate", stored)
        with store.read() as db:
            assert [form for form in forms if not search.find(db, form)] == []


@pytest.mark.parametrize("asked", ["per-vt1-0002", "PER VT1 2", "pervt12", "per 2", "PER-0002"])
def test_a_reference_is_found_without_zeros_and_hyphens(people: Store, asked: str) -> None:
    with people.read() as db:
        assert search.find(db, asked)[0].ref == "PER-VT1-0002"


@pytest.mark.parametrize(
    ("asked", "label", "shown_for"),
    [
        ("khamsnig", "Khamsing VONGPHADY", "khamsing"),
        ("kamsing vongphadi", "Khamsing VONGPHADY", "khamsing, vongphady"),
        ("Guozaho", "CHEN Guozhao", "guozhao"),
        ("ວົງພະດິ", "Khamsing VONGPHADY", "ວົງພະດີ"),
        ("สมเกียติ", "Somkiat RATTANAPHONG", "สมเกียรติ"),
        ("陈国昭", "CHEN Guozhao", "陈国钊"),
    ],
)
def test_typing_errors_are_forgiven_and_said(
    people: Store, asked: str, label: str, shown_for: str
) -> None:
    with people.read() as db:
        answer = search.answer(db, asked)
    assert [hit.label for hit in answer.hits] == [label]
    assert ", ".join(answer.shown_for) == shown_for


def test_exact_answers_stand_before_near_ones(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Add") as edit:
            for name in ("Somchay Kham", "Brother of Somchai"):
                entities.add_entity(edit, "person", name)
        with store.read() as db:
            assert [h.label for h in search.find(db, "somchai kham")] == ["Somchay Kham"]
            assert [h.label for h in search.find(db, "brother somchai")] == ["Brother of Somchai"]


def test_the_name_that_matched_is_told(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Add") as edit:
            person = entities.add_entity(edit, "person", "Khamsing")
            statements.state(edit, Subject("entity", person), "name", "Sing Nyai", kind="nickname")
        with store.read() as db:
            (hit,) = search.find(db, "sing nyai")
        assert (hit.property, hit.name_kind, hit.snippet) == ("name", "nickname", "Sing Nyai")
        assert hit.marks == ((0, 4), (5, 9))


def test_all_kinds_are_found_by_their_words(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Add") as edit:
            first = entities.add_entity(edit, "person", "A zebra")
            other = entities.add_entity(edit, "company", "B")
            links.add_link(
                edit, "director_of", first, other, values={"role": Value("keeper of the zebra")}
            )
            observations.add_observation(
                edit, "seizure_item", other, {"description": Value("zebra skin")}, date="2016"
            )
            document = documents.add_document(edit, documents.Document("Of a zebra"))
            documents.add_record(edit, document, documents.Record(passage="one zebra"))
            outputs.add_article(edit, outputs.Article("Zebra sold"))
            outputs.add_product(edit, outputs.ProductDraft("Zebra brief", "brief"))
            outputs.add_recipient(edit, "Zebra Unit")
            charts.add_chart(edit, "Zebras")
        with store.read() as db:
            answer = search.answer(db, "zebra")
        assert answer.counts == dict.fromkeys(search.SEARCHED, 1)
        link = next(hit for hit in answer.hits if hit.item.kind == "link")
        assert (link.label, link.snippet) == ("A zebra – B", "keeper of the zebra")


def _graded(edit: Edit, name: str, grade: str, handling: str, date: str) -> None:
    document = documents.add_document(edit, documents.Document(f"Report {name}", date=date))
    record = documents.Record(
        grading="5x5x5", reliability=grade[0], credibility=grade[1], handling=handling
    )
    record_id = documents.add_record(edit, document, record)
    entities.add_entity(edit, "person", f"{name} ivory", record_id=record_id)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, "Ann Bob Cid"),
        ({"worst_grade": 3}, "Ann"),
        ({"worst_grade": 5}, "Ann Bob"),
        ({"handling": ("3",)}, "Bob"),
        ({"handling": ("1", "3")}, "Ann Bob"),
        ({"first": "2016-06-01"}, "Bob Cid"),
        ({"last": "2016-12-31"}, "Ann Bob"),
        ({"first": "2016-06-01", "last": "2016-12-31"}, "Bob"),
        ({"types": ("person",)}, "Ann Bob Cid"),
        ({"types": ("company",)}, ""),
        ({"kinds": ("document",)}, ""),
    ],
)
def test_filters_let_through_what_they_say(
    tmp_path: Path, filters: dict[str, Any], expected: str
) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Add") as edit:
            _graded(edit, "Ann", "A1", "1", "2015")
            _graded(edit, "Bob", "B3", "3", "2016-06")
            _graded(edit, "Cid", "E4", "5", "2017-01-02")
        with store.read() as db:
            found = search.find(db, search.Question("ivory", **filters))
        assert sorted(hit.label.split()[0] for hit in found) == expected.split()


def test_a_record_graded_anew_moves_through_the_filter(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Add") as edit:
            _graded(edit, "Ann", "E4", "1", "2015")
        question = search.Question("ivory", worst_grade=3)
        with store.read() as db:
            assert search.find(db, question) == []
            record = documents.list_records(db)[0].id
        with store.edit("Grade") as edit:
            documents.change_record(edit, record, reliability="A", credibility="1")
        with store.read() as db:
            assert len(search.find(db, question)) == 1


def test_very_common_words_are_counted_to_a_thousand_and_names_come_first(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Add") as edit:
            many = [(f"R{i}", "person", f"Old lao {i}", edit.now) for i in range(1_100)]
            columns = ("ref", "type", "label", "entered_at")
            edit.insert_rows(schema.entity, columns, [*many, ("R!", "person", "Lao", edit.now)])
            documents.add_document(edit, documents.Document("Lao report"))
        with store.read() as db:
            answer = search.answer(db, "lao", limit=20)
        assert answer.hits[0].label == "Lao"
        assert not answer.is_all_counted
        assert answer.counts == {"entity": search.MOST + 1, "document": 1}
        assert "Lao report" in [hit.label for hit in answer.hits]


def test_protected_origins_are_never_found(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Add") as edit:
            document = documents.add_document(edit, documents.Document("Told in confidence"))
            origins.set_origin(
                edit, document, origins.Origin("Bounmy Secret", "020 7777 8888", "n")
            )
        with store.read() as db:
            for words in ("bounmy", "secret", "020 7777 8888", "77778888"):
                assert search.find(db, words) == []
            kept = db.execute(text("SELECT c0 || c1 FROM search_content")).scalars()
            assert not any("bounmy" in words for words in kept)


def test_masked_account_numbers_stay_masked_in_snippets(tmp_path: Path) -> None:
    number = "GB29NWBK60161331926819"
    with new_store(tmp_path) as store:
        with store.edit("Add") as edit:
            account = entities.add_entity(edit, "bank_account", "Account of Ann")
            statements.state(edit, Subject("entity", account), "iban", number)
        with store.read() as db:
            (hit,) = search.find(db, number)
        assert number not in hit.snippet
        assert hit.snippet.endswith("6819")


@given(st.text(max_size=60) | st.text(alphabet="aĐạ é\n\tນ້ຳພາວเก้า๒象牙ΑΣς한ｶﾞ", max_size=60))
def test_the_bare_form_can_be_carried_back_to_the_text(words: str) -> None:
    plain, firsts, lasts = bare_map(words)
    assert len(plain) == len(firsts) == len(lasts)
    assert all(0 <= a < b <= len(words) for a, b in zip(firsts, lasts, strict=True))
    assert firsts == sorted(firsts)
    assert bare(bare(words)) == bare(words)


@given(st.text(alphabet="aĐạ ນ້ຳพาว象牙x", min_size=1, max_size=80), st.data())
def test_a_part_of_a_text_is_marked_where_it_stands(words: str, data: st.DataObject) -> None:
    plain = bare(words)
    if len(plain) < 3:
        return
    first = data.draw(st.integers(0, len(plain) - 3))
    term = bare(plain[first : first + 3])
    marks = find_marks(words, [term]) if len(term) == 3 else [(0, len(words))]
    assert marks
    assert any(term in bare(words[a:b]) for a, b in marks)


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(words: str) -> None:
    assert fold(fold(words)) == fold(words)


@pytest.mark.parametrize(
    ("words", "expected"),
    [("Trần Đình", True), ("陈", False), ("+856 20", True), ("ຄຳ", False), ("", True)],
)
def test_what_a_reader_of_latin_script_can_read(words: str, expected: bool) -> None:
    assert is_latin(words) is expected
