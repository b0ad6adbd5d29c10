"""What a network file is by its content, whatever its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from iwtlink.errors import BadInput
from iwtlink.intake.networks.recognise import recognise

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('<?xml version="1.0"?>\n<!-- made by hand --><Chart IdReferenceLinking="true">', "anx"),
        ("<graphml xmlns='http://graphml.graphdrawing.org/xmlns'>", "graphml"),
        ("<!DOCTYPE graphml SYSTEM 'a.dtd'><graphml>", "graphml"),
        ("<gexf version='1.2'>", "gexf"),
        ("<ns0:gexf xmlns:ns0='a'>", "gexf"),
        ("<html>", None),
        ("<", None),
        ('Creator "x"\ngraph [\n node [ id 1 ] ]', "gml"),
        ("# made\n\ngraph\n[", "gml"),
        ("*Vertices 3\n1 a", "pajek"),
        ("% c\n*Network x\n*vertices 3", "pajek"),
        ("dl n=3\nformat = fullmatrix", "dl"),
        ("DL\nN = 5", "dl"),
        ('{"id": "a", "schema": "Person", "properties": {}}', "ftm"),
        ('{"layout": {"vertices": []}, "entities": [{"schema": "Person"}]}', "vis"),
        ('{"a": 1}', None),
        ("a,b\n1,2", None),
        ("", None),
    ],
)
def test_formats_by_content(text: str, kind: str | None) -> None:
    assert recognise("file.bin", text.encode()) == kind
    assert recognise("file.bin", text.encode("utf-16")) == kind


@pytest.mark.parametrize("name", ["chart.anb", "TEMPLATE.ANT"])
def test_a_closed_i2_chart_asks_for_the_open_one(name: str) -> None:
    with pytest.raises(BadInput, match=r"Ask its sender for the chart as \.anx"):
        recognise(name, OLE + b"\x00" * 100)


def test_a_closed_i2_chart_is_known_by_its_content_too() -> None:
    with pytest.raises(BadInput, match="Analyst's Notebook"):
        recognise("chart.dat", OLE + "Analyst's Notebook".encode("utf-16-le"))
    assert recognise("table.xls", OLE + b"Workbook") is None


def test_the_look_alike_is_refused_by_name() -> None:
    with pytest.raises(BadInput, match="urn:i2:anb"):
        recognise("chart.anx", b'<Chart xmlns="urn:i2:anb">')


@pytest.mark.parametrize(
    ("name", "kind"),
    [("anx/mixed_unicode.anx", "anx"), ("anx/syn_500.anx", "anx")],
)
def test_shared_files_are_recognised(shared_data: Path, name: str, kind: str) -> None:
    assert recognise("x", (shared_data / name).read_bytes()) == kind


def test_shared_networks_are_never_taken_for_another(shared_data: Path) -> None:
    expected = {
        ".gml": "gml",
        ".graphml": "graphml",
        ".net": "pajek",
        ".vis": "vis",
        ".gexf": "gexf",
    }
    for path in sorted(shared_data.rglob("*")):
        if path.suffix in expected:
            assert recognise(path.name, path.read_bytes()) == expected[path.suffix], path.name
        if path.suffix in (".csv", ".xlsx"):
            assert recognise(path.name, path.read_bytes()) is None, path.name
