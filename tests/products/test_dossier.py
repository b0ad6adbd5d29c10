"""The dossier says what the demo case says, with sources, and no more."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest
from openpyxl import load_workbook

from iwtlink.errors import BadInput, Refused
from iwtlink.ontology import Value
from iwtlink.products.content import Product, Row, Table
from iwtlink.products.dossier import build_dossier
from iwtlink.products.options import ProductOptions
from iwtlink.products.template import dossier_plan
from iwtlink.products.xlsx import write_xlsx
from iwtlink.store import Store, documents, entities, links, statements
from iwtlink.store.documents import Document, Record
from iwtlink.store.files import add_file
from iwtlink.store.ids import Subject
from iwtlink.store.refs import find_item
from tests.products.samples import NOTICE, pdf_of, picture_of


def dossier_on(store: Store, reference: str, **options: object) -> Product:
    with store.read() as db:
        item = find_item(db, reference)[0]
        chosen = ProductOptions(date="2017-09-30", **options)
        return build_dossier(db, store.ontology, item.id, options=chosen)


def table(product: Product, name: str) -> Table:
    return next(one for one in product.tables() if one.name == name)


def values(row: Row) -> list[object]:
    return [cell.value for cell in row.cells]


@pytest.fixture(scope="module")
def principal(demo: Store) -> Product:
    return dossier_on(demo, "P01", author="A. Analyst")


def test_the_identity_box_holds_names_in_both_scripts(principal: Product) -> None:
    shown = [values(row) for row in table(principal, "identity").rows]
    assert ["Primary name", "Khamsing VONGPHADY"] in shown
    assert ["Primary name", "ຄຳສິງ ວົງພະດີ"] in shown
    assert ["Alias", "Boss Sing"] in shown
    assert ["Date of birth", "1968"] in shown


def test_the_role_gives_the_measures_of_the_demo_case(principal: Product) -> None:
    rows = {values(row)[0]: values(row) for row in table(principal, "measures").rows}
    assert rows["Direct links"][2:4] == [15, 1]
    assert rows["Brokerage"][2:4] == [0.2817, 1]


def test_associates_carry_strength_source_and_grade(principal: Product) -> None:
    row = next(
        row for row in table(principal, "associates").rows if "Kongkeo" in str(row.cells[0].value)
    )
    assert "TENTATIVE" in values(row)
    assert [(one.key, one.grade) for one in row.citations] == [("SRC-0017", "C4")]


def test_shares_are_numbers_with_their_dates(principal: Product) -> None:
    rows = table(principal, "companies_and_premises").rows
    shares = {str(row.cells[0].value).partition("\n")[0]: values(row) for row in rows}
    mekong = shares["Mekong Sila Animal Farming Co., Ltd"]
    assert 51.0 in mekong
    assert "2011-06-20" in mekong


def test_the_account_number_is_masked_and_transfers_are_listed(principal: Product) -> None:
    moved = [values(row) for row in table(principal, "finance_beyond").rows]
    assert any("286,500 USD" in str(row[1]) for row in moved)


def test_seizures_of_those_around_are_kept_apart_from_own_ones(principal: Product) -> None:
    assert not table(principal, "seizures").rows
    around = table(principal, "seizures_nearby")
    assert around.title.endswith("not with the subject itself")
    assert any("Wattay" in str(row.cells[0].value) for row in around.rows)


def test_the_chronology_runs_forward(principal: Product) -> None:
    dates = [str(row.cells[0].value) for row in table(principal, "chronology").rows]
    assert dates == sorted(dates)
    assert dates[0] == "1968"


def test_gaps_name_missing_facts_and_links_with_one_source(principal: Product) -> None:
    gaps = principal.sections[-2]
    texts = [getattr(block, "text", "") for block in gaps.blocks]
    assert any("ID number" in text and "Nationality" in text for text in texts)
    weak = [values(row) for row in table(principal, "weak_links").rows]
    assert any("one source only" in str(row[1]) for row in weak)


def test_every_citation_stands_in_the_source_list(principal: Product) -> None:
    listed = {source.key for source in principal.sources}
    cited = {one.key for sheet in principal.tables() for row in sheet.rows for one in row.citations}
    assert cited == listed
    assert [row.cells[0].value for row in table(principal, "sources").rows] == sorted(listed)


def test_the_marking_is_as_strict_as_the_strictest_source(principal: Product) -> None:
    assert principal.marking.tlp == "RED"
    assert principal.marking.handling == "5"
    assert principal.marking.notice == NOTICE


def test_asking_for_a_laxer_marking_does_not_give_it(demo: Store) -> None:
    assert dossier_on(demo, "P01", tlp="GREEN").marking.tlp == "RED"


def test_the_cover_repeats_no_judgement_of_its_own_beside_the_analysts(demo: Store) -> None:
    front = dossier_on(demo, "P01", judgements=("Likely the organiser.",)).front
    assert front.judgements[0] == "Likely the organiser."
    assert front.judgements_note == ""


@pytest.mark.parametrize("reference", ["C01", "F01", "G01", "F02", "P02", "C08"])
def test_companies_facilities_and_syndicates_have_dossiers_too(demo: Store, reference: str) -> None:
    product = dossier_on(demo, reference)
    write_xlsx(product, io.BytesIO())
    assert product.sheets[-1].name == "Sources"


def test_a_company_dossier_lists_owners_and_officers(demo: Store) -> None:
    product = dossier_on(demo, "C01")
    owners = [values(row) for row in table(product, "ownership").rows]
    assert any("Sengaloun" in str(row[0]) and 40.0 in row for row in owners)
    assert table(product, "officers_and_staff").rows


def test_a_facility_dossier_gives_the_declared_stock(demo: Store) -> None:
    row = values(table(dossier_on(demo, "F01"), "stock").rows[0])
    assert row[:3] == ["Panthera tigris", "2016-12-31", "Declared"]
    assert "104" in str(row[3])


def test_a_disputed_origin_prints_unconfirmed(demo: Store) -> None:
    product = dossier_on(demo, "F01")
    rows = table(product, "incidents_and_cases").rows
    assert any("UNCONFIRMED" in values(row) for row in rows)


def test_a_dossier_on_a_seizure_is_refused_with_a_sentence(demo: Store) -> None:
    with pytest.raises(Refused, match="seizure"):
        dossier_on(demo, "Z01")


def test_a_missing_entity_is_bad_input(demo: Store) -> None:
    with demo.read() as db, pytest.raises(BadInput):
        build_dossier(db, demo.ontology, 10**9)


def test_a_minor_has_no_dossier_and_no_name_in_others(empty_store: Store) -> None:
    with empty_store.edit("Enter") as edit:
        child = entities.add_entity(edit, "person", "A Child")
        adult = entities.add_entity(edit, "person", "An Adult")
        statements.state(edit, Subject("entity", child), "is_minor", Value("yes", 1.0))
        links.add_link(edit, "associate_of", adult, child)
    with empty_store.read() as db:
        with pytest.raises(Refused):
            build_dossier(db, empty_store.ontology, child)
        product = build_dossier(db, empty_store.ontology, adult)
    buffer = io.BytesIO()
    write_xlsx(product, buffer)
    texts = [
        str(cell.value)
        for sheet in load_workbook(buffer).worksheets
        for row in sheet.iter_rows()
        for cell in row
    ]
    assert not any("A Child" in text for text in texts)
    assert any("name withheld" in text for text in texts)


def test_a_page_and_a_row_are_cited_with_their_document(empty_store: Store) -> None:
    with empty_store.edit("Enter") as edit:
        document = documents.add_document(edit, Document("Customs report"))
        page = documents.add_record(
            edit, document, Record(page="4", grading="admiralty", reliability="B", credibility="2")
        )
        entities.add_entity(edit, "person", "X", record_id=page)
    product = dossier_on(empty_store, "PER-T1-0001")
    name = table(product, "identity").rows[0]
    assert [(one.key, one.place, one.grade) for one in name.citations] == [
        ("SRC-T1-0001", "p. 4", "B2")
    ]


def test_a_value_that_lost_is_listed_among_the_differences(empty_store: Store) -> None:
    with empty_store.edit("Enter") as edit:
        document = documents.add_document(edit, Document("Report"))
        good = documents.add_record(
            edit, document, Record(grading="admiralty", reliability="A", credibility="1")
        )
        weak = documents.add_record(
            edit, document, Record(grading="admiralty", reliability="D", credibility="5")
        )
        person = entities.add_entity(edit, "person", "X", record_id=good)
        subject = Subject("entity", person)
        for year, record in (("1968", good), ("1970", weak)):
            born = Value(year, first=f"{year}-01-01", last=f"{year}-12-31")
            statements.state(edit, subject, "birth_date", born, record_id=record)
    rows = table(dossier_on(empty_store, "PER-T1-0001"), "differing").rows
    assert [values(row) for row in rows] == [["Date of birth", "1968", "1970"]]


def test_a_photo_comes_with_the_product(empty_store: Store) -> None:
    with empty_store.edit("Enter") as edit:
        person = entities.add_entity(edit, "person", "X")
        photo = add_file(edit, "x.png", picture_of(30, 40, "x"), "image/png")
        entities.set_picture(edit, person, photo)
        other = entities.add_entity(edit, "person", "Y")
        broken = add_file(edit, "y.png", b"no picture", "image/png")
        entities.set_picture(edit, other, broken)
    assert dossier_on(empty_store, "PER-T1-0001").pictures["photo"].startswith(b"\x89PNG")
    assert dossier_on(empty_store, "PER-T1-0002").pictures == {}


def test_the_shipped_plan_names_only_known_types(demo: Store) -> None:
    known = demo.ontology.entity_types
    for sheet in dossier_plan():
        for section in sheet.sections:
            assert set(section.kinds) | set(section.others) <= set(known)
            assert set(section.types) | set(section.beyond) <= set(demo.ontology.link_types)


def test_a_broken_plan_names_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(
        "sheets:\n  - name: X\n    title: X\n    sections:\n      - {name: poem, heading: X}\n"
    )
    with pytest.raises(BadInput, match=r"plan\.yaml, line 5"):
        dossier_plan(path)


def test_the_dossier_of_the_principal_prints(principal: Product, tmp_path: Path) -> None:
    target = tmp_path / "dossier.xlsx"
    write_xlsx(principal, target, pictures={"chart": picture_of(3031, 1575, "chart")})
    pdf = pdf_of(target, tmp_path)
    if pdf is None:
        pytest.skip("LibreOffice is not installed")
    texts = [page.extract_text() for page in pypdf.PdfReader(pdf).pages]
    assert len(texts) <= 20
    assert all("TLP:RED" in text and "FICTIONAL" in text for text in texts)
    assert "Khamsing VONGPHADY" in texts[0]
