"""The situational analysis adds up as a reader would by hand."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from pathlib import Path

import pytest
from openpyxl import load_workbook

from iwtlink.errors import BadInput
from iwtlink.products.commodities import commodity_named, load_commodities
from iwtlink.products.content import Product, Row, Table
from iwtlink.products.incidents import is_doubtful, route_countries
from iwtlink.products.options import ProductOptions
from iwtlink.products.scope import Scope, understand
from iwtlink.products.situation import build_situation
from iwtlink.products.xlsx import write_xlsx
from iwtlink.store import Store

LAOS_AND_NEIGHBOURS = ("LA", "TH", "VN", "CN", "KH", "MM")


def situation(store: Store, **scope: object) -> Product:
    with store.read() as db:
        options = ProductOptions(date="2017-09-30")
        return build_situation(db, store.ontology, Scope(**scope), options=options)


def table(product: Product, name: str) -> Table:
    return next(one for one in product.tables() if one.name == name)


def values(row: Row) -> list[object]:
    return [cell.value for cell in row.cells]


@pytest.fixture(scope="module")
def laos(demo: Store) -> Product:
    return situation(demo, places=("LA",))


def test_raw_ivory_equivalent_of_the_demo_case_is_130_2_kg(laos: Product) -> None:
    ivory = [
        values(row)
        for row in table(laos, "totals").rows
        if "Elephant" in str(row.cells[0].value) or "Loxodonta" in str(row.cells[0].value)
    ]
    assert sum(row[7] for row in ivory) == pytest.approx(130.2)
    assert [row[6] for row in ivory] == [46.3, 64]


def test_counts_and_weights_are_never_added(laos: Product) -> None:
    scales = next(values(row) for row in table(laos, "totals").rows if values(row)[1] == "scale")
    assert scales[2:7] == ["kg", 1, 1, 81, 81]
    tusks = next(values(row) for row in table(laos, "totals").rows if values(row)[1] == "tusk")
    assert tusks[2:7] == ["no.", 1, 1, 22, 64]


def test_a_pangolin_seized_in_2015_is_in_appendix_two(laos: Product) -> None:
    rows = [values(row) for row in table(laos, "seizures").rows]
    pangolin = next(row for row in rows if "Manis javanica" in str(row[3]))
    assert str(pangolin[3]).endswith("CITES II")


def test_a_disputed_route_prints_unconfirmed(laos: Product) -> None:
    routes = {values(row)[0]: values(row) for row in table(laos, "routes").rows}
    assert routes["LA>TH? (direction disputed)"][-1] == "UNCONFIRMED"
    legs = [values(row) for row in table(laos, "legs").rows]
    origin = next(row for row in legs if "alleged origin" in str(row[2]))
    assert origin[2:] == ["has alleged origin: Mekong Sila tiger farm", "UNCONFIRMED"]


def test_a_commodity_narrows_to_its_items(demo: Store) -> None:
    product = situation(demo, commodities=("bear",))
    rows = [values(row) for row in table(product, "totals").rows]
    assert [row[0] for row in rows] == ["Ursus thibetanus"]
    assert rows[0][1:6] == ["gall bladder", "no.", 1, 1, 9]


def test_a_period_leaves_out_what_lies_outside(demo: Store) -> None:
    product = situation(demo, first="2016", last="2016")
    dates = {values(row)[1] for row in table(product, "seizures").rows}
    assert dates == {"2016-05-21", "2016-09-08"}


def test_a_place_of_the_database_is_understood_by_name(demo: Store) -> None:
    with demo.read() as db:
        area = understand(db, demo.ontology, Scope(("Boten - Mohan", "Laos", "LA-VT")))
    assert (area.countries, area.provinces, len(area.place_ids)) == (("LA",), ("LA-VT",), 1)


@pytest.mark.parametrize(
    "scope",
    [
        {"places": ("Atlantis",)},
        {"commodities": ("gold",)},
        {"first": "yesterday"},
        {"first": "2017", "last": "2015"},
    ],
)
def test_a_word_that_means_nothing_is_bad_input(demo: Store, scope: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        situation(demo, **scope)


def test_a_scope_without_any_seizure_says_so(demo: Store) -> None:
    product = situation(demo, places=("CA",))
    assert product.front.judgements == ("No seizure in this database falls in the scope.",)
    write_xlsx(product, io.BytesIO())


def test_actors_carry_role_and_the_weakest_strength(laos: Product) -> None:
    rows = [values(row) for row in table(laos, "actors").rows]
    courier = next(row for row in rows if "Mộng Thu" in str(row[0]))
    assert "was arrested in" in courier
    assert "confirmed" in courier


def test_air_seizures_through_laos_add_up_as_in_the_table(air_seizures: Store) -> None:
    product = situation(air_seizures, places=("Laos",), commodities=("ivory", "rhino horn"))
    totals = {tuple(values(row)[:3]): values(row)[3:] for row in table(product, "totals").rows}
    assert totals[("Elephantidae spp.", "not stated", "kg")] == [4, 4, 3760, 3760]
    assert totals[("Rhinocerotidae spp.", "horn", "kg")] == [1, 1, 18, 18]
    assert totals[("Rhinocerotidae spp.", "horn", "no.")] == [2, 2, 10, 21.5]
    assert totals[("Rhinocerotidae spp.", "all", "weight only")] == [3, 3, None, 39.5]
    years = {values(row)[0]: values(row)[1] for row in table(product, "by_year").rows}
    assert years == {"2009": 2, "2010": 2, "2011": 0, "2012": 0, "2013": 0, "2014": 2, "2015": 1}
    ways = [values(row)[0] for row in table(product, "routes").rows]
    assert "Kenya › United Arab Emirates › Thailand › Laos" in ways


def test_the_region_adds_up_as_counted_from_the_file(
    air_seizures: Store, shared_data: Path
) -> None:
    seizures, weights = counted_by_hand(shared_data)
    product = situation(
        air_seizures, places=LAOS_AND_NEIGHBOURS, commodities=("ivory", "rhino horn")
    )
    found: defaultdict[str, list[object]] = defaultdict(list)
    for row in table(product, "totals").rows:
        if not row.is_total:
            found[str(values(row)[0])].append(values(row))
    for taxon, name in (("Elephantidae spp.", "Ivory"), ("Rhinocerotidae spp.", "Rhino Horn")):
        assert sum(row[3] for row in found[taxon]) == seizures[name]
        assert sum(row[6] or 0 for row in found[taxon]) == pytest.approx(weights[name], abs=0.01)


def test_every_air_seizure_cites_its_row(air_seizures: Store) -> None:
    product = situation(air_seizures, places=("Laos",), commodities=("ivory",))
    row = next(
        row for row in table(product, "seizures").rows if "C4ADS 499" in str(row.cells[0].value)
    )
    assert [(one.key, one.place, one.grade) for one in row.citations] == [
        ("SRC-VT1-0001", "row 500", "B3")
    ]


def test_the_workbook_opens_with_every_section(air_seizures: Store) -> None:
    product = situation(
        air_seizures, places=LAOS_AND_NEIGHBOURS, commodities=("ivory", "rhino horn")
    )
    buffer = io.BytesIO()
    write_xlsx(product, buffer)
    book = load_workbook(buffer)
    assert book.sheetnames == [
        "Cover",
        "Scope",
        "Totals",
        "Actors",
        "Key players",
        "Routes",
        "Countries",
        "Seizures",
        "Enforcement",
        "Gaps",
        "Sources",
    ]
    assert len(book["Totals"]._charts) == 3


def test_routes_give_the_countries_they_name_and_their_doubts() -> None:
    known = {"MZ", "LA", "VN"}
    assert route_countries("MZ>..>LA>VN", known) == ("MZ", "LA", "VN")
    assert route_countries("AFRICA?>LA", known) == ("LA",)
    assert is_doubtful("LA>TH? (direction disputed)")
    assert not is_doubtful("LA>CN")


def test_words_of_the_trade_mean_taxa_and_terms() -> None:
    ivory = commodity_named("ivory")
    assert ivory.includes("Loxodonta africana", "TUS")
    assert ivory.includes("Elephantidae spp.", "")
    assert not ivory.includes("Elephas maximus", "SKI")
    assert commodity_named("Rhino Horn").name == "rhino_horn"
    assert commodity_named("tiger").includes("Panthera tigris", "BOD")
    assert not commodity_named("tiger").includes("Panthera pardus", "SKI")


def test_the_shipped_commodities_use_known_terms(demo: Store) -> None:
    terms = demo.ontology.code_lists["cites_terms"].codes
    assert all(set(one.terms) <= set(terms) for one in load_commodities().values())


def counted_by_hand(shared_data: Path) -> tuple[dict[str, int], dict[str, float]]:
    """Count ivory and rhino horn that touch the region, straight from the file's words."""
    names = ("Laos", "Thailand", "Vietnam", "Cambodia", "Myanmar", "China")
    path = shared_data / "iwt" / "c4ads_routes_tot.csv"
    seizures: defaultdict[str, int] = defaultdict(int)
    weights: defaultdict[str, float] = defaultdict(float)
    with path.open(encoding="cp1252", newline="") as stream:
        for row in csv.DictReader(stream):
            kind = row["Database"].strip()
            if kind not in ("Ivory", "Rhino Horn"):
                continue
            places = [row[key] for key in ("City, Country", "Origin", "Transit", "Destination")]
            stops = [stop.strip() for cell in places for stop in cell.split(";")]
            countries = {
                stop.rpartition(",")[2].strip() for stop in stops if stop != "Hong Kong, China"
            } | {"Thailand" for stop in stops if stop == "Thailand, Bangkok"}
            if countries.intersection(names):
                seizures[kind] += 1
                text = row["Weight (kg) "].strip().replace(",", "")
                weights[kind] += float(text) if text.replace(".", "").isdecimal() else 0.0
    return dict(seizures), dict(weights)
