"""The shipped types and codes: complete, consistent, and fit for the demo case."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from iwtlink.errors import BadInput
from iwtlink.ontology import Ontology, PropertyType, load_ontology
from iwtlink.ontology.model import FAMILIES
from iwtlink.ontology.values import VALUE_TYPES, parse_value
from iwtlink.paths import resource


def words(text: str) -> list[str]:
    return text.split()


DOMAIN_ENTITY_TYPES = words(
    """
    person organisation company syndicate captive_facility shop market hotel restaurant
    online_store warehouse address residence location admin_unit border_crossing port airport
    vehicle vessel flight shipment container phone email social_account bank_account
    mobile_money_account id_document taxon commodity specimen seizure incident exhibit event
    meeting sighting trip communication investigation operation court_case agency
"""
)

DOMAIN_LINK_TYPES = words(
    """
    spouse_of parent_of sibling_of relative_of associate_of employs business_partner_of pays
    reports_to alias_candidate possible_duplicate_of member_of director_of shareholder_of
    beneficial_owner_of employee_of manager_of owner_of agent_of subsidiary_of supplies
    transacts_with cooperates_with consigned_to uses subscriber_of holds signatory_of
    holds_document owns drives called contact_of transferred_to resides_at operates leases
    located_at observed_at born_in routed_via suspected_in arrested_in involved_in consignor_in
    consignee_in used_in seized_by occurred_at alleged_origin_of premises_in interviewed_in
    defendant_in witness_in arises_from targets leads shared_with exhibit_of sampled_from
    matched_to mentions about disseminated_to prompted attended frequents
"""
)

DOMAIN_OBSERVATION_TYPES = words(
    """
    seizure_item shop_count price stock_count custody_entry call transfer sighting
"""
)


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


def test_every_entity_link_and_observation_type_of_the_field_is_there(ontology: Ontology) -> None:
    assert set(DOMAIN_ENTITY_TYPES) <= set(ontology.entity_types)
    assert set(DOMAIN_LINK_TYPES) <= set(ontology.link_types)
    assert set(DOMAIN_OBSERVATION_TYPES) <= set(ontology.observation_types)


def test_every_concrete_type_has_what_a_form_and_a_chart_ask_for(ontology: Ontology) -> None:
    for kind in ontology.entity_types.values():
        if kind.is_abstract:
            continue
        assert kind.label and kind.plural and kind.icon and kind.group, kind.name
        assert len(kind.code) == 3 and kind.code.isupper(), kind.name
        assert kind.colour.startswith("#") and len(kind.colour) == 7, kind.name
        assert kind.caption and kind.featured and 1 <= len(kind.asked_first) <= 3, kind.name
        assert "name" in kind.properties and "coordinates" in kind.properties, kind.name


def test_every_link_type_reads_both_ways_and_has_the_common_properties(ontology: Ontology) -> None:
    common = {"role", "start", "end", "percent", "quantity", "amount", "note"}
    for link in ontology.link_types.values():
        assert link.verb and link.reverse_verb, link.name
        assert common <= set(link.properties), link.name
        assert link.is_directed == (link.verb != link.reverse_verb), link.name


def test_references_tell_their_type_by_their_first_letters(ontology: Ontology) -> None:
    codes = [
        kind.code
        for kinds in (ontology.entity_types, ontology.observation_types)
        for kind in kinds.values()
        if kind.code
    ]
    assert len(codes) == len(set(codes))


def test_every_value_type_of_the_model_can_be_read() -> None:
    assert set(VALUE_TYPES) == set(FAMILIES)


def test_grades_of_different_systems_compare_by_their_admiralty_step(ontology: Ontology) -> None:
    systems = ontology.grading_systems
    assert set(systems) == {"5x5x5", "3x5x2", "4x4", "admiralty"}
    assert systems["5x5x5"].source.codes["E"].rank == systems["admiralty"].source.codes["F"].rank
    assert systems["5x5x5"].information.codes["3"].rank == 2
    for system in systems.values():
        for code in (*system.source.codes.values(), *system.information.codes.values()):
            assert 1 <= code.rank <= 6 and code.label
    handling = systems["5x5x5"].handling
    assert handling is not None and len(handling.codes) == 5


def test_the_traffic_light_protocol_has_its_five_labels_in_order(ontology: Ontology) -> None:
    tlp = ontology.code_lists["tlp"].codes
    assert list(tlp) == ["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"]
    assert [code.rank for code in tlp.values()] == [1, 2, 3, 4, 5]
    assert tlp["RED"].colour == "#FF2B2B" and tlp["GREEN"].colour == "#33FF00"


def test_namibia_and_norway_are_countries_like_any_other(ontology: Ontology) -> None:
    countries = ontology.code_lists["countries"]
    assert countries.label_of("NA") == "Namibia"
    assert countries.label_of("NO") == "Norway"
    assert countries.label_of("XF").startswith("Africa")
    assert len(countries.codes) > 250


def test_all_cites_terms_units_purposes_and_sources_are_there(ontology: Ontology) -> None:
    lists = ontology.code_lists
    assert len(lists["cites_terms"].codes) == 91
    assert {"KGM", "GRM", "NAR", "LTR", "MTQ", "TON"} <= set(lists["cites_units"].codes)
    assert "".join(lists["cites_purposes"].codes) == "BEGHLMNPQSTZ"
    assert "".join(lists["cites_sources"].codes) == "ACDFIORUWXY"


def test_a_type_is_all_it_extends_and_nothing_else(ontology: Ontology) -> None:
    assert ontology.is_a("company", "company")
    assert ontology.is_a("company", "party")
    assert ontology.is_a("agency", "organisation")
    assert ontology.is_a("shop", "place")
    assert not ontology.is_a("person", "organisation")
    assert not ontology.is_a("unheard_of", "entity")


def test_an_undirected_link_is_allowed_either_way_and_a_directed_one_is_not(
    ontology: Ontology,
) -> None:
    assert ontology.allows("associate_of", "syndicate", "person")
    assert ontology.allows("member_of", "person", "syndicate")
    assert not ontology.allows("member_of", "syndicate", "phone")
    assert not ontology.allows("parent_of", "person", "company")
    assert not ontology.allows("unheard_of", "person", "person")


def test_the_verbs_between_two_types_are_offered_both_ways(ontology: Ontology) -> None:
    found = {
        (link.name, forward) for link, forward in ontology.link_types_between("company", "person")
    }
    assert ("director_of", False) in found
    assert ("employs", True) in found
    assert ("associate_of", True) in found and ("associate_of", False) not in found
    assert not any(name in ("mentions", "about") for name, _ in found)


def test_relations_of_documents_and_products_join_no_entities(ontology: Ontology) -> None:
    kept_apart = {name for name, link in ontology.link_types.items() if not link.joins_entities}
    assert kept_apart == {"mentions", "about", "disseminated_to", "prompted"}


def test_properties_of_a_type_include_the_inherited_ones_with_the_name_first(
    ontology: Ontology,
) -> None:
    properties = ontology.properties_of("entity", "company")
    assert next(iter(properties)) == "name"
    assert {"registration_no", "phone", "country"} <= set(properties)
    assert "taxon" in ontology.properties_of("observation", "seizure_item")
    assert "start" in ontology.properties_of("link", "member_of")
    with pytest.raises(BadInput, match="unheard_of"):
        ontology.properties_of("entity", "unheard_of")


def test_a_seizure_has_items_and_a_farm_has_stock_counts(ontology: Ontology) -> None:
    assert [kind.name for kind in ontology.observation_types_of("seizure")] == ["seizure_item"]
    assert "stock_count" in {
        kind.name for kind in ontology.observation_types_of("captive_facility")
    }


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def _check_case(folder: Path, ontology: Ontology) -> None:
    types = {row["entity_id"]: row["type"] for row in _rows(folder / "entities.csv")}
    assert len(types) == 81 and set(types.values()) <= set(ontology.entity_types)
    links = list(_rows(folder / "links.csv"))
    assert len(links) == 150 and len({row["type"] for row in links}) == 50
    for row in links:
        from_type, to_type = types[row["from_id"]], types[row["to_id"]]
        assert ontology.allows(row["type"], from_type, to_type), row
        assert ontology.link_types[row["type"]].is_directed == (row["direction"] == "from_to"), row


def test_the_shipped_demo_case_fits_the_shipped_types(ontology: Ontology) -> None:
    _check_case(resource("demo"), ontology)


def test_the_demo_case_as_handed_over_fits_the_shipped_types(
    shared_data: Path, ontology: Ontology
) -> None:
    _check_case(shared_data / "demo_case", ontology)


def test_each_cell_of_the_demo_seizures_is_a_value_of_its_property(ontology: Ontology) -> None:
    item = ontology.properties_of("observation", "seizure_item")
    columns = {
        "taxon": "taxon",
        "cites_appendix_at_date": "appendix",
        "term_code": "term",
        "weight_kg": "weight_kg",
        "raw_ivory_equiv_kg": "raw_ivory_equivalent_kg",
        "mode_of_transport": "transport",
        "method_of_concealment": "concealment",
        "method_of_detection": "detection",
        "route": "route",
    }
    for row in _rows(resource("demo", "seizure_items.csv")):
        quantity = parse_value(item["quantity"], f"{row['quantity']} {row['unit_code']}")
        assert (quantity.number, quantity.unit) == (float(row["quantity"]), row["unit_code"])
        for column, name in columns.items():
            if row[column]:
                parse_value(item[name], row[column])


def test_each_marking_of_the_demo_documents_is_in_its_list(ontology: Ontology) -> None:
    def one_of(codes: str) -> PropertyType:
        return PropertyType(codes, codes, "code", codes=codes)

    for row in _rows(resource("demo", "sources.csv")):
        parse_value(one_of("document_kinds"), row["kind"])
        parse_value(one_of("languages"), row["language"])
        parse_value(one_of("source_5x5x5"), row["source_grade_5x5x5"])
        parse_value(one_of("tlp"), row["tlp"])
    for row in _rows(resource("demo", "products.csv")):
        parse_value(one_of("product_types"), row["product_type"])
        parse_value(one_of("product_statuses"), row["status"])


def _luminance(colour: str) -> float:
    """Give the relative luminance of WCAG 2.1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_colours_stand_out_on_white_paper_and_on_dark(ontology: Ontology) -> None:
    dark = _luminance("#202124")
    for kind in ontology.entity_types.values():
        if not kind.is_abstract:
            own = _luminance(kind.colour)
            assert 1.05 / (own + 0.05) >= 3, kind.name
            assert (own + 0.05) / (dark + 0.05) >= 3, kind.name
