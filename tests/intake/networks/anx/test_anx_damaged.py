"""Whatever is done to a chart, it is read or refused with a sentence; nothing else happens."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iwtlink.errors import BadInput
from iwtlink.intake import load_mapping, propose
from iwtlink.intake.networks.anx import read
from iwtlink.intake.networks.model import Network
from iwtlink.ontology import Ontology, load_ontology
from tests.intake.networks.anx.conftest import TIE, TWO, TYPES

RICH = (
    f'<Chart Rigorous="true">{TYPES}<StrengthCollection><Strength Id="S1" Name="Confirmed" '
    'DotStyle="DotStyleSolid"/></StrengthCollection><GradeOne><StringCollection>'
    '<String Text="A"/><String Text="-"/></StringCollection></GradeOne><AttributeClassCollection>'
    '<AttributeClass Id="A1" Name="DOB" Type="AttTime"/></AttributeClassCollection>'
    '<ChartItemCollection><ChartItem Id="9" Label="Xay&#xA;savang" DateSet="true" TimeSet="true" '
    'DateTime="2019-03-22T08:00:00.000" LocalDateTimeOffset="420" GradeOneIndex="0">'
    '<End X="1E+2" Y="3"><Entity EntityId="3" Identity="O1"><Circle><CircleStyle Diameter="1.5" '
    'Type="Firm" LineColour="255"/></Circle><CardCollection><Card Summary="s" Text="t"/>'
    "</CardCollection></Entity></End><AttributeCollection><Attribute AttributeClass='DOB' "
    "AttributeClassReference='A1' Value='1971-05-02T00:00:00'/></AttributeCollection></ChartItem>"
    f"{TWO}{TIE}</ChartItemCollection></Chart>"
).encode()
ONTOLOGY = load_ontology()

ODD = st.sampled_from(
    [
        b"<",
        b">",
        b'"',
        b"&",
        b"&#0;",
        b"<!DOCTYPE a>",
        b"\x00",
        b"\xff\xfe",
        b"]]>",
        b"-1",
        b"1e999",
    ]
) | st.binary(max_size=6)
EDITS = st.lists(
    st.tuples(st.integers(0, len(RICH)), st.integers(0, 40), ODD), min_size=1, max_size=4
)
VALUES = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\t\n"), max_size=30
)


def _read(data: bytes) -> Network | None:
    try:
        return read(Path("a.anx"), data, ONTOLOGY)
    except BadInput as error:
        assert "a.anx" in str(error)
        return None


@settings(max_examples=150)
@given(EDITS)
def test_mutated_bytes_are_read_or_refused(edits: list[tuple[int, int, bytes]]) -> None:
    data = RICH
    for at, length, put in edits:
        data = data[:at] + put + data[at + length :]
    _read(data)
    _read(data.decode("utf-8", "replace").encode("utf-16"))


@settings(max_examples=50)
@given(st.binary(max_size=200))
def test_any_bytes_are_refused(data: bytes) -> None:
    assert _read(data) is None


@settings(max_examples=30)
@given(label=VALUES, kind=VALUES, identity=VALUES, attribute=VALUES, value=VALUES, link=VALUES)
def test_any_words_give_tables_that_their_mappings_read(
    tmp_path_factory: pytest.TempPathFactory,
    label: str,
    kind: str,
    identity: str,
    attribute: str,
    value: str,
    link: str,
) -> None:
    data = RICH.decode()
    for old, new in (
        ("Bua", label),
        ("Firm", kind),
        ("P2", identity),
        ("DOB", attribute),
        ("1971-05-02T00:00:00", value),
        ("Associate", link),
    ):
        for quote in ('"', "'"):
            data = data.replace(f"{quote}{old}{quote}", quote + _escaped(new) + quote)
    network = _read(data.encode())
    assert network is not None
    _proposed(network, tmp_path_factory.getbasetemp() / "drafted.yaml", ONTOLOGY)


def test_a_chart_cut_off_anywhere_is_refused() -> None:
    for length in range(0, len(RICH) - 1, 7):
        assert _read(RICH[:length]) is None


def _proposed(network: Network, path: Path, ontology: Ontology) -> None:
    for table in network.tables:
        path.write_text(table.mapping, encoding="utf-8")
        proposals = propose(table.sheet, load_mapping(path), ontology)
        assert not proposals.missing_columns
        assert not proposals.unused_columns


def _escaped(text: str) -> str:
    named = (("&", "&amp;"), ("<", "&lt;"), ('"', "&quot;"), ("'", "&apos;"), ("\n", "&#xA;"))
    for letter, name in named:
        text = text.replace(letter, name)
    return text
