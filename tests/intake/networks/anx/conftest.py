"""Charts written by hand, and a way to read them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from iwtlink.intake.networks.anx import read
from iwtlink.intake.networks.model import Network
from iwtlink.ontology import Ontology

TYPES = (
    '<EntityTypeCollection><EntityType Id="T1" Name="Person" IconFile="Person"/>'
    "</EntityTypeCollection>"
)
TWO = (
    '<ChartItem Label="Bua"><End X="0" Y="0"><Entity EntityId="1" Identity="P1"><Icon>'
    '<IconStyle Type="Person"/></Icon></Entity></End></ChartItem>'
    '<ChartItem Label="Seng"><End X="160" Y="80"><Entity EntityId="2" Identity="P2"><Icon>'
    '<IconStyle Type="Person"/></Icon></Entity></End></ChartItem>'
)
TIE = (
    '<ChartItem Label="Brother"><Link End1Id="1" End2Id="2">'
    '<LinkStyle Type="Associate" Strength="Confirmed" ArrowStyle="ArrowOnHead"/></Link></ChartItem>'
)


@pytest.fixture
def read_chart(ontology: Ontology) -> Callable[[str | bytes], Network]:
    """Give a function that reads a chart from its text or bytes."""

    def read_text(text: str | bytes, name: str = "test.anx") -> Network:
        data = text.encode() if isinstance(text, str) else text
        return read(Path(name), data, ontology)

    return read_text


@pytest.fixture
def read_items(read_chart: Callable[[str], Network]) -> Callable[..., Network]:
    """Give a function that reads a chart of these chart items and declarations."""

    def read_parts(items: str = TWO + TIE, declared: str = TYPES, attributes: str = "") -> Network:
        return read_chart(
            f"<Chart {attributes}>{declared}"
            f"<ChartItemCollection>{items}</ChartItemCollection></Chart>"
        )

    return read_parts
