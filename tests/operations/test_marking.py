"""What is marked in a text while it is read: known names, and what may be entered."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iwtlink.ontology import Ontology, Value, load_ontology
from iwtlink.operations.marking import KnownNames, candidates, known_names, names_of
from iwtlink.operations.marking.candidates import kind_label, shapes
from iwtlink.operations.marking.plain import plain_key, plain_text
from iwtlink.store import Store
from iwtlink.store.entities import add_entity
from iwtlink.store.folding import fold
from iwtlink.store.ids import EntityId, Subject
from iwtlink.store.retractions.removal import remove
from iwtlink.store.statements import state

_LETTERS = "aZéĐồ ກຂ້ຳໍາສິ ก้ำมี 李翔象 \n\n.,-0123๑໒e\u0301\u200b+@()"
texts = st.text(alphabet=_LETTERS, max_size=80)


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store.create(tmp_path / "names.iwt", title="Names", code="NM")
    yield made
    made.close()


def entity(store: Store, name: str, type_name: str = "person", **more: str) -> EntityId:
    """Add an entity; ``script`` and ``alias`` are further names, the rest its values."""
    with store.edit("Add") as edit:
        aliases = [more.pop("alias")] if "alias" in more else []
        script = more.pop("script", "")
        made = add_entity(edit, type_name, name, script_name=script, aliases=aliases)
        for name_of, value in more.items():
            state(edit, Subject("entity", made), name_of, Value(value))
        return made


def marked(store: Store, text: str) -> list[str]:
    return [text[mark.first : mark.last] for mark in known_names(names_of(store), text)]


def test_a_name_is_known_in_every_script_it_is_known_in(store: Store) -> None:
    number = entity(store, "Khamsing VONGPHADY", script="ຄຳສິງ ວົງພະດີ", alias="李翔")
    for text in (
        "He met Khamsing Vongphady at noon.",
        "then VONGPHADY, Khamsing said",
        "ພົບ ທ້າວຄໍາສິງວົງພະດີທີ່ຕະຫຼາດ",
        "据称李翔在老挝",
        "Khamsing\nVongphady",
    ):
        marks = known_names(names_of(store), text)
        assert [mark.items for mark in marks] == [(number,)], text
        assert "Khamsing VONGPHADY · PER" in marks[0].label


def test_marks_of_vietnamese_and_capitals_do_not_matter(store: Store) -> None:
    entity(store, "Nguyễn Văn Đức")
    assert marked(store, "ong NGUYEN VAN DUC va Nguyễn văn Đức") == [
        "NGUYEN VAN DUC",
        "Nguyễn văn Đức",
    ]


def test_a_latin_name_within_a_word_is_no_name(store: Store) -> None:
    entity(store, "Somsak")
    assert marked(store, "Somsakdi and xSomsak, but Somsak.") == ["Somsak"]


def test_a_short_name_is_one_only_where_it_looks_like_one(store: Store) -> None:
    entity(store, "Noy")
    entity(store, "Li")
    entity(store, "ນ້ອຍ")
    assert marked(store, "annoy, a noy; Noy and Li") == ["Noy"]
    assert marked(store, "ເດັກນ້ອຍໄປ") == []
    assert marked(store, "ທ້າວ ນ້ອຍ ໄປ") == ["ນ້ອຍ"]


def test_a_name_ends_where_a_character_ends(store: Store) -> None:
    entity(store, "ວົງພະດ")
    assert marked(store, "ທ້າວ ວົງພະດີ ແລະ ວົງພະດ") == ["ວົງພະດ"]


def test_the_longest_name_is_marked(store: Store) -> None:
    entity(store, "Naga Trading", "company")
    whole = entity(store, "Naga Trading Sole Co., Ltd", "company")
    (mark,) = known_names(names_of(store), "by Naga Trading Sole Co. Ltd. in 2016")
    assert mark.items == (whole,)


def test_who_shares_a_name_is_told_together(store: Store) -> None:
    ids = (entity(store, "Bounmy Souliya"), entity(store, "Bounmy Souliya"))
    (mark,) = known_names(names_of(store), "Bounmy Souliya")
    assert mark.items == ids
    assert mark.label.count("Bounmy Souliya") == 2


def test_identifiers_are_known_in_any_format(store: Store) -> None:
    entity(store, "phone of Noy", "phone", number="+8562055550171")
    entity(store, "white van", "vehicle", plate="ກຂ 1234")
    entity(store, "box", "container", container_no="CSQU3054383")
    text = "020 5555 0171, +856-20-5555-0171, 00856 20 55550171; ກຂ-1234; CSQU 305438-3"
    assert marked(store, text) == [
        "020 5555 0171",
        "+856-20-5555-0171"[1:],
        "00856 20 55550171",
        "ກຂ-1234",
        "CSQU 305438-3",
    ]


def test_what_is_entered_renamed_or_deleted_is_followed(store: Store) -> None:
    first = entity(store, "Somsak Demo")
    text = "Somsak Demo and Bounmy Souliya, called Black Cat"
    assert marked(store, text) == ["Somsak Demo"]
    second = entity(store, "Bounmy Souliya")
    with store.edit("Alias") as edit:
        state(edit, Subject("entity", second), "name", "Black Cat", kind="alias")
    assert marked(store, text) == ["Somsak Demo", "Bounmy Souliya", "Black Cat"]
    with store.edit("Delete") as edit:
        remove(edit.connection, "entity", [first])
    assert marked(store, text) == ["Bounmy Souliya", "Black Cat"]
    store.undo()
    assert marked(store, text) == ["Somsak Demo", "Bounmy Souliya", "Black Cat"]


@given(texts)
def test_letters_stand_where_they_are_said_to_stand(text: str) -> None:
    plain = plain_text(text)
    assert len(plain.letters) == len(plain.starts) == len(plain.ends)
    for letter, first, last in zip(plain.letters, plain.starts, plain.ends, strict=True):
        assert 0 <= first < last <= len(text)
        if letter != "\n":
            assert letter in plain_key(text[first:last])
    assert list(plain.starts) == sorted(plain.starts)


@given(texts)
def test_letters_are_those_of_the_folded_text(text: str) -> None:
    """Second implementation: fold everything at once, then leave letters, digits and marks."""
    kept = [
        str(unicodedata.digit(sign)) if sign.isdecimal() else sign
        for sign in fold(text)
        if sign.isalnum() or unicodedata.category(sign)[0] == "M"
    ]
    ours = plain_text(text).letters.replace("\n", "")
    assert sorted(ours) == sorted("".join(kept))


@given(texts, st.lists(st.text(alphabet=_LETTERS, min_size=3, max_size=8), max_size=4))
def test_marks_slice_the_text_to_a_name(text: str, names: list[str]) -> None:
    known = KnownNames(load_ontology())
    keys = {key for name in names if (key := plain_key(name))}
    for number, key in enumerate(sorted(keys), 1):
        known._owners[key] = (number,)
        known._labels[number] = key
        lengths = {*known._lengths.get(key[:4], ()), len(key)}
        known._lengths[key[:4]] = tuple(sorted(lengths, reverse=True))
    end = 0
    for mark in known.marks(text):
        assert end <= mark.first < mark.last <= len(text)
        assert plain_key(text[mark.first : mark.last]) in keys
        end = mark.last


@given(st.lists(st.sampled_from([
    "12 kg of ivory", "ງາຊ້າງ 12 ກິໂລ", "+856 20 5555 0171", "081-234-5678",
    "14 มีนาคม พ.ศ. 2560", "2017年3月14日", "noy@mail.com", "ກຂ 1234", "3 tiger skins",
    "象牙12公斤", " ", "\n", ", ", "และ", "account no 0101 1234 5678",
    "x", "é", "໑໒", "(", "www.a.la/b",
]), max_size=8).map("".join) | texts)  # fmt: skip
def test_candidates_slice_the_text_and_never_overlap(text: str) -> None:
    known = load_ontology()
    end = 0
    for one in candidates(text, known):
        assert end <= one.first < one.last <= len(text)
        assert text[one.first : one.last].strip() == text[one.first : one.last]
        assert one.value.text
        assert not one.entity_type or one.property in known.entity_types[one.entity_type].properties
        end = one.last


@pytest.mark.parametrize(
    ("text", "kind", "words", "value"),
    [
        ("call +856 20 5555 0171 now", "phone", "+856 20 5555 0171", "+8562055550171"),
        ("ໂທ 020 5555 0171", "phone", "020 5555 0171", "+8562055550171"),
        ("โทร ๐๘๑-๒๓๔-๕๖๗๘", "phone", "๐๘๑-๒๓๔-๕๖๗๘", "+66812345678"),
        ("điện thoại 0912 345 678", "phone", "0912 345 678", "+84912345678"),
        ("电话13800138000。", "phone", "13800138000", "+8613800138000"),
        ("seen ກຂ 1234 there", "plate", "ກຂ 1234", "ກຂ 1234"),
        ("รถ 1กข 1234 สีขาว", "plate", "1กข 1234", "1กข 1234"),
        ("xe 29A-123.45 qua", "plate", "29A-123.45", "29A-123.45"),
        ("车 粤Z·F023港 过境", "plate", "粤Z·F023港", "粤Z·F023港"),
        ("ເລກບັນຊີ 010 1234 5678", "account", "010 1234 5678", "010 1234 5678"),
        ("GB82 WEST 1234 5698 7654 32", "account", "GB82 WEST 1234 5698 7654 32",
         "GB82WEST12345698765432"),
        ("to noy.k@Mail.com.", "email", "noy.k@Mail.com", "noy.k@mail.com"),
        ("see www.naga.la/x, there", "url", "www.naga.la/x", "https://www.naga.la/x"),
        ("微信号: abc_1234,", "handle", "abc_1234", "abc_1234"),
        ("on 14/03/2017.", "date", "14/03/2017", "2017-03-14"),
        ("เมื่อ ๑๔ มีนาคม พ.ศ. ๒๕๖๐", "date", "๑๔ มีนาคม พ.ศ. ๒๕๖๐", "2017-03-14"),
        ("ວັນທີ 14 ເດືອນ ມີນາ ປີ 2017", "date", "14 ເດືອນ ມີນາ ປີ 2017", "2017-03-14"),
        ("ngày 14 tháng 3 năm 2017", "date", "ngày 14 tháng 3 năm 2017", "2017-03-14"),
        ("于2017年3月14日", "date", "2017年3月14日", "2017-03-14"),
        ("CSQU3054383 at port", "container", "CSQU3054383", "CSQU3054383"),
    ],
)  # fmt: skip
def test_what_may_be_entered_is_offered(
    ontology: Ontology, text: str, kind: str, words: str, value: str
) -> None:
    (one,) = candidates(text, ontology)
    assert (one.kind, text[one.first : one.last], one.value.text) == (kind, words, value)


@pytest.mark.parametrize(
    ("text", "words", "quantity", "taxon", "term"),
    [
        ("sold 12 kg of ivory", "12 kg of ivory", "12 KGM", "Elephantidae spp.", ""),
        ("with 3 tiger skins.", "3 tiger skins", "3 NAR", "Panthera tigris", "SKI"),
        ("1,200 kg pangolin scales", "1,200 kg pangolin scales", "1200 KGM", "Manidae spp.", "SCA"),
        ("ພົບ ງາຊ້າງ 12 ກິໂລ", "ງາຊ້າງ 12 ກິໂລ", "12 KGM", "Elephantidae spp.", "TUS"),
        ("ພົບ ງາຊ້າງ ໑໒ ກິໂລ", "ງາຊ້າງ ໑໒ ກິໂລ", "12 KGM", "Elephantidae spp.", "TUS"),
        ("ยึด งาช้าง 15 กิโลกรัม", "งาช้าง 15 กิโลกรัม", "15 KGM", "Elephantidae spp.", "TUS"),
        ("查获象牙12公斤", "象牙12公斤", "12 KGM", "Elephantidae spp.", "TUS"),
        ("bán 2,5 kg sừng tê giác", "2,5 kg sừng tê giác", "2.5 KGM", "Rhinocerotidae spp.", "HOR"),
    ],
)
def test_quantities_with_species_are_offered(
    ontology: Ontology, text: str, words: str, quantity: str, taxon: str, term: str
) -> None:
    (one,) = candidates(text, ontology)
    also = {name: value.text for name, value in one.also}
    assert (one.kind, text[one.first : one.last], one.value.text) == ("quantity", words, quantity)
    assert also.get("taxon", "") == taxon
    assert also.get("term", "") in (term, "")


@pytest.mark.parametrize(
    "text",
    ["5 people and 200 boxes", "2015 2016 2017 2018", "31/02/2017", "v 1.2.3.4 at 14:30",
     "CSQU3054384", "It happened in 2016.", "12,000 kip"],
)  # fmt: skip
def test_what_is_none_is_not_offered(ontology: Ontology, text: str) -> None:
    assert candidates(text, ontology) == []


def test_look_alikes_of_pdf_files_are_read_as_what_they_look_like(ontology: Ontology) -> None:
    text = "2017年3⽉14⽇,李翔出售象⽛12公⽄、穿⼭甲鳞⽚30千克。⻋牌粤\nZ·F023港"
    found = [(one.kind, text[one.first : one.last]) for one in candidates(text, ontology)]
    assert found == [
        ("date", "2017年3⽉14⽇"),
        ("quantity", "象⽛12公⽄"),
        ("quantity", "穿⼭甲鳞⽚30千克"),
        ("plate", "粤\nZ·F023港"),
    ]


def test_every_shipped_shape_fits_the_ontology(ontology: Ontology) -> None:
    for shape in shapes():
        assert shape.property in ontology.entity_types[shape.type].properties
        assert kind_label(shape.kind) != shape.kind
