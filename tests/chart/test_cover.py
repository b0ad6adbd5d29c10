"""The cover sheet of a chart: what stands on its block, and what its file says of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iwtlink.chart.building import build_display
from iwtlink.chart.display import Display
from iwtlink.chart.style import ChartStyle
from iwtlink.chart.svg import chart_svg
from iwtlink.chart.svg.properties import rdf_of, xmp_of
from iwtlink.ontology import Ontology
from iwtlink.store.charts.content import ChartContent
from iwtlink.store.charts.cover import (
    CoverField,
    as_shown,
    fields_of,
    is_to_be_asked,
    written_fields,
)

Draw = Callable[..., Display]
CASE = CoverField("", "Case", "12/2026 <A & B>", ("block", "footer"))
KEYWORDS = CoverField("keywords", "", "ivory, Boten", ())
FIELDS = {"fields": written_fields((CASE, KEYWORDS))}


@pytest.fixture
def draw(make_content: Callable[..., ChartContent], ontology: Ontology, style: ChartStyle) -> Draw:
    """Give a function that draws one person with these options."""

    def drawn(**options: object) -> Display:
        content = replace(make_content(["a"], **options), author="Vilay T", made_on="2026-11-22")
        return build_display(content, ontology, style)

    return drawn


@pytest.mark.feature("C40")
def test_fields_that_are_wanted_on_the_block_stand_there_above_author_and_date(draw: Draw) -> None:
    block = draw(title_block={"subtitle": "Ivory"}, cover=FIELDS).title_block
    assert block is not None
    assert block.text.texts[-2:] == ["Case: 12/2026 <A & B>", "Vilay T, 2026-11-22"]
    assert not any("Boten" in line for line in block.text.texts)


@pytest.mark.feature("C40")
def test_an_svg_file_tells_subject_author_keywords_and_own_fields(draw: Draw) -> None:
    display = draw(title_block={"subtitle": "Ivory"}, cover=FIELDS)
    root = ElementTree.fromstring(chart_svg(display))
    metadata = root.find("{http://www.w3.org/2000/svg}metadata")
    assert metadata is not None
    told = [words.strip() for words in metadata.itertext() if words.strip()]
    assert told == ["Naga Eye", "Vilay T", "Ivory", "ivory", "Boten", "Case: 12/2026 <A & B>"]


@pytest.mark.feature("C40")
def test_a_hidden_block_shows_nothing_and_its_words_are_still_in_the_file(draw: Draw) -> None:
    display = draw(cover={"hidden_block": {"subtitle": "Ivory", "author": "Noy"}})
    assert display.title_block is None and display.cover is not None
    assert (display.cover.subject, display.cover.author) == ("Ivory", "Noy")
    assert "Ivory" in rdf_of(display)


def test_a_chart_without_a_cover_sheet_has_no_properties(draw: Draw) -> None:
    assert (rdf_of(draw()), xmp_of(draw())) == ("", b"")
    assert "<metadata>" not in chart_svg(draw())


@pytest.mark.feature("C40")
def test_it_is_asked_for_until_filled_in_once_or_each_time() -> None:
    assert not is_to_be_asked({})
    assert is_to_be_asked({"asks": "first"})
    assert not is_to_be_asked({"asks": "first", "is_asked": True})
    assert is_to_be_asked({"asks": "each", "is_asked": True})


def test_fields_come_back_as_they_were_written_usual_ones_first() -> None:
    assert fields_of(FIELDS) == (KEYWORDS, CASE)
    assert written_fields((CoverField("", "Case", ""), CoverField("", "", "7"))) == ()


@pytest.mark.feature("C40")
def test_of_fields_for_a_reader_only_those_stay_that_are_seen() -> None:
    cover = {**FIELDS, "asks": "each", "hidden_block": {"subtitle": "Secret"}}
    assert as_shown(cover) == {"fields": written_fields((CASE,))}
    assert as_shown({"fields": written_fields((KEYWORDS,))}) == {}


values = st.recursive(
    st.none() | st.floats() | st.text(max_size=4) | st.sampled_from(("keywords", "block")),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(("key", "name", "value", "places")), inner)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(("fields", "asks", "is_asked", "hidden_block")), values))
def test_whatever_is_kept_as_a_cover_is_read(cover: dict[str, object]) -> None:
    read = fields_of(cover)
    assert fields_of({"fields": written_fields(read)}) == read
    assert isinstance(as_shown(cover), dict)
    is_to_be_asked(cover)
