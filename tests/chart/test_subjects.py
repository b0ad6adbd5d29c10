"""An item wears the icon of the species or product that its name or values speak of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iwtlink.chart.items.subjects import subject_icon, subjects_of, telling
from iwtlink.ontology import load_ontology
from iwtlink.ontology.wildlife import taxa
from iwtlink.paths import resource


def test_every_icon_of_the_table_is_a_file_and_every_type_is_known() -> None:
    known = load_ontology().entity_types
    for type_name, subjects in subjects_of().items():
        assert type_name in known
        for subject in subjects:
            assert resource("icons", "entities", f"{subject.icon}.svg").is_file(), subject.icon


@pytest.mark.parametrize(
    "texts, icon",
    [
        (["Raw ivory", "64 kg"], "ivory"),
        (["Ivory bangles"], "worked_ivory"),
        (["African elephant, live"], "elephant"),
        (["Lot 4", "Asian elephant", "tusk"], "ivory"),
        (["Rhinoceros horns"], "rhino_horn"),
        (["Tê giác"], "rhinoceros"),
        (["Tiger skin"], "tiger_skin"),
        (["ເສືອໂຄ່ງ"], "tiger"),
        (["Sunda pangolin"], "pangolin"),
        (["ເກັດລິ່ນ"], "pangolin_scales"),
        (["Bear bile vials"], "bear_gall"),
        (["Ursus thibetanus"], "bear"),
        (["Big-headed turtle"], "turtle"),
        (["Rhinoplax vigil"], "helmeted_hornbill"),
        (["Dalbergia cochinchinensis logs"], "rosewood"),
        (["盔犀鸟"], "helmeted_hornbill"),
        (["Bearer bonds"], "commodity"),
        ([""], "commodity"),
    ],
)
def test_a_commodity_wears_the_icon_of_its_species_or_product(texts: list[str], icon: str) -> None:
    assert subject_icon("commodity", "commodity", texts) == icon


def test_every_taxon_of_the_table_of_species_has_an_icon_of_its_own() -> None:
    for row in taxa().values():
        icon = subject_icon("taxon", "taxon", [row.english, row.scientific_name])
        assert icon != "taxon", row.scientific_name


def test_types_without_subjects_keep_their_icon() -> None:
    assert subject_icon("person", "person", ["Tiger", "ivory"]) == "person"
    assert subject_icon("vehicle", "vehicle", ["Truck, white 6-wheel"]) == "truck"
    assert subject_icon("vehicle", "vehicle", ["Car"]) == "vehicle"


@given(st.text(max_size=200))
def test_any_text_gives_an_icon(text: str) -> None:
    assert subject_icon("taxon", "taxon", [text])


_NAMES = [word for group in subjects_of().values() for one in group for word in one.said]
_TAXA = [name for row in taxa().values() for name in (row.english, row.scientific_name)]
_PHRASES = st.lists(
    st.one_of(
        st.sampled_from(_NAMES),
        st.sampled_from(_TAXA),
        st.text("aeiou Xs4-_\nê", max_size=6),
        st.sampled_from(["Trader 17", "s", "S", "live", "PantheraX", "_"]),
    ),
    max_size=4,
)


@given(
    st.lists(
        _PHRASES.flatmap(
            lambda parts: st.sampled_from([" ", "", "\n"]).map(lambda gap: gap.join(parts))
        ),
        max_size=5,
    )
)
def test_a_text_that_is_not_telling_has_no_subject(texts: list[str]) -> None:
    asked = telling(texts)
    for rank, text in enumerate(texts):
        for name in subjects_of():
            assert rank in asked or subject_icon(name, "usual", [text]) == "usual"


def test_names_without_any_word_of_a_subject_are_not_asked() -> None:
    assert telling(["Trader 000017", "ຄຳສິງ", "2 tusks", "Thai Panthera Co."]) == [1, 2, 3]
