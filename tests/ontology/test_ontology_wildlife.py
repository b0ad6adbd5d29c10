"""CITES listing on the day of an event, and the raw ivory equivalent."""

from __future__ import annotations

import csv

import pytest

from iwtlink.ontology.wildlife import cites_appendix, find_taxa, raw_ivory_equivalent_kg, taxa
from iwtlink.paths import resource


@pytest.mark.parametrize(
    ("taxon", "day", "appendix"),
    [
        ("Manis javanica", "2015-11-02", "II"),
        ("Manis javanica", "2017-01-01", "II"),
        ("Manis javanica", "2017-01-02", "I"),
        ("Manis javanica", "2016", "II"),
        ("Manis javanica", "2017", ""),
        ("Manis spp.", "2015-11-02", "II"),
        ("Manidae spp.", "2018", "I"),
        ("Aonyx cinereus", "2018", "II"),
        ("Aonyx cinereus", "2020", "I"),
        ("Gekko gecko", "2018", "-"),
        ("Gekko gecko", "2020", "II"),
        ("Dalbergia oliveri", "2015", "-"),
        ("Dalbergia oliveri", "2018", "II"),
        ("Panthera leo", "2010", "II"),
        ("Panthera tigris", "", "I"),
        ("Loxodonta africana", "2015", "I/II"),
        ("Nothing known", "2015", ""),
    ],
)
def test_the_appendix_is_that_of_the_day_and_empty_where_the_date_straddles_a_change(
    taxon: str, day: str, appendix: str
) -> None:
    assert cites_appendix(taxon, day)[0] == appendix


def test_the_confidence_of_the_table_comes_with_the_appendix() -> None:
    assert cites_appendix("Manis javanica", "2015") == ("II", "H")
    assert cites_appendix("Panthera tigris", "2015") == ("I", "M")
    assert cites_appendix("Nothing known", "2015") == ("", "")


def test_raw_ivory_counts_as_it_is_and_worked_ivory_divided_by_seven_tenths() -> None:
    assert raw_ivory_equivalent_kg("TUS", 64.0) == 64.0
    assert raw_ivory_equivalent_kg("IVC", 7.0) == pytest.approx(10.0)
    assert raw_ivory_equivalent_kg("HOR", 7.0) is None


def test_the_demo_case_adds_up_to_130_2_kg_of_raw_ivory() -> None:
    with resource("demo", "seizure_items.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    parts = [
        raw_ivory_equivalent_kg(row["term_code"], float(row["weight_kg"]))
        for row in rows
        if row["taxon"] in ("Loxodonta africana", "Elephantidae spp.")
    ]
    assert sum(part for part in parts if part) == pytest.approx(130.2, abs=0.1)


def test_every_name_in_the_table_finds_its_row_or_the_row_for_its_family() -> None:
    for row in taxa().values():
        for name in row.names:
            assert find_taxa(name), name
        assert find_taxa(row.scientific_name) == (row.scientific_name,)
