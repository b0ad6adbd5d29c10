"""What charts in the wild do otherwise than the schema, each read as it is meant."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from iwtlink.errors import BadInput
from iwtlink.intake.networks.model import Network
from tests.intake.networks.anx.conftest import TIE, TWO, TYPES

Read = Callable[..., Network]
WHOLE = f"<Chart>{TYPES}<ChartItemCollection>{TWO}{TIE}</ChartItemCollection></Chart>"


def _cells(network: Network, table: int, column: str) -> list[str]:
    sheet = network.tables[table].sheet
    at = sheet.columns.index(column)
    return [row.cells[at] for row in sheet.rows]


def _lost(network: Network) -> dict[str, int]:
    return {loss.what: loss.count for loss in network.losses}


def _is_whole(network: Network) -> bool:
    return _cells(network, 0, "Label") == ["Bua", "Seng"] and _cells(network, 1, "From") == ["P1"]


@pytest.mark.parametrize(
    "data",
    [
        WHOLE.encode("utf-16"),
        WHOLE.encode("utf-16-le"),
        WHOLE.encode("utf-16-be"),
        b"\xff\xfe" + f'<?xml version="1.0" encoding="utf-16"?>\n{WHOLE}'.encode("utf-16-le"),
        b"\xff\xfe" + f'<?xml version="1.0" encoding="utf-8"?>\n{WHOLE}'.encode("utf-16-le"),
    ],
)
def test_utf_16_with_and_without_mark_and_whatever_it_declares(
    read_chart: Read, data: bytes
) -> None:
    assert _is_whole(read_chart(data))


@pytest.mark.parametrize("before", ["", "\ufeff", '<?xml version="1.0" encoding="UTF-8"?>\n'])
def test_utf_8_declared_or_not_or_marked(read_chart: Read, before: str) -> None:
    assert _is_whole(read_chart(before + WHOLE))


def test_utf_8_that_says_it_is_utf_16(read_chart: Read) -> None:
    text = f'<?xml version="1.0" encoding="utf-16"?>{WHOLE.replace("Bua", "ບົວ")}'
    assert _cells(read_chart(text), 0, "Label") == ["ບົວ", "Seng"]


def test_an_eight_bit_encoding_that_is_declared(read_chart: Read) -> None:
    text = '<?xml version="1.0" encoding="windows-1252"?>' + WHOLE.replace("Bua", "Zoë")
    assert _cells(read_chart(text.encode("cp1252")), 0, "Label") == ["Zoë", "Seng"]


def test_a_doubled_quotation_mark_is_mended_and_told(read_chart: Read) -> None:
    network = read_chart("\n" + WHOLE.replace('Label="Seng"', 'Label="Seng""'))
    assert _is_whole(network)
    (loss,) = [loss for loss in network.losses if "quotation" in loss.what]
    assert (loss.where, loss.count) == ("line 2", 1)


def test_two_collections_of_chart_items(read_chart: Read) -> None:
    text = WHOLE.replace(TIE, f"</ChartItemCollection><ChartItemCollection>{TIE}")
    assert _is_whole(read_chart(text))


def test_collections_in_any_order(read_chart: Read) -> None:
    text = (
        f"<Chart><ChartItemCollection>{TIE}</ChartItemCollection>"
        f"<ChartItemCollection>{TWO}</ChartItemCollection>{TYPES}</Chart>"
    )
    assert _is_whole(read_chart(text))


def test_an_entity_type_without_id_and_two_of_one_name(read_items: Read) -> None:
    declared = (
        '<EntityTypeCollection><EntityType Name="Person"/>'
        '<EntityType Name="Person" IconFile="Woman"/></EntityTypeCollection>'
    )
    assert _is_whole(read_items(declared=declared))


def test_types_that_are_used_but_not_declared(read_items: Read) -> None:
    network = read_items(declared="")
    assert _cells(network, 0, "Type") == ["Person", "Person"]
    assert _is_whole(network)


def test_a_reference_to_a_type_wins_over_its_word(read_items: Read) -> None:
    items = TWO.replace('Type="Person"', 'Type="Car" EntityTypeReference="T1"', 1)
    assert _cells(read_items(items), 0, "Type") == ["Person", "Person"]
    items = TWO.replace('Type="Person"', 'Type="Car" EntityTypeReference="T9"', 1)
    assert _cells(read_items(items), 0, "Type") == ["Car", "Person"]


def test_a_strength_reference_that_names_nothing_declared(read_items: Read) -> None:
    tie = TIE.replace('Strength="Confirmed"', 'StrengthReference="S9"')
    network = read_items(TWO + tie)
    assert _cells(network, 1, "Strength") == [""]
    assert _cells(network, 1, "Strength as named") == ["S9"]


def test_a_strength_as_a_whole_number(read_items: Read) -> None:
    declared = (
        '<StrengthCollection><Strength Name="Fest" DotStyle="DotStyleSolid"/>'
        '<Strength Name="Lose" DotStyle="DotStyleDashed"/></StrengthCollection>'
    )
    network = read_items(TWO + TIE.replace('"Confirmed"', '"1"'), declared)
    assert _cells(network, 1, "Strength as named") == ["Lose"]
    assert _cells(network, 1, "Strength") == ["unconfirmed"]


def test_ends_without_a_place_give_no_drawing(read_items: Read) -> None:
    items = TWO.replace(' X="0" Y="0"', "").replace(' X="160" Y="80"', "")
    assert read_items(items + TIE).drawing is None
    assert read_items().drawing is not None


def test_a_missing_style_is_no_loss(read_items: Read) -> None:
    assert "CIStyle" not in TWO
    assert not read_items().losses


def test_a_link_to_an_end_that_is_missing_is_told(read_items: Read) -> None:
    network = read_items(TWO + TIE + TIE.replace('End2Id="2"', 'End2Id="77"'))
    assert _is_whole(network)
    (loss,) = network.losses
    assert (loss.what, loss.where, loss.count) == (
        "link to an item that is not there",
        "chart item 4",
        1,
    )


def test_an_entity_without_identity_goes_by_its_id(read_items: Read) -> None:
    network = read_items(TWO.replace(' Identity="P1"', "") + TIE)
    assert _cells(network, 0, "Reference") == ["item 1", "P2"]
    assert _cells(network, 1, "From") == ["item 1"]


def test_numbers_in_scientific_notation(read_items: Read) -> None:
    network = read_items(TWO.replace('X="160"', 'X="1.6E+002"') + TIE)
    assert network.drawing is not None
    assert (network.drawing.items["P2"].x, network.drawing.items["P2"].y) == (192.0, 96.0)


def test_an_attribute_known_by_its_reference_alone(read_items: Read) -> None:
    declared = (
        '<AttributeClassCollection><AttributeClass Id="A1" Name="DOB" Type="AttTime"/>'
        "</AttributeClassCollection>"
    )
    items = TWO.replace(
        "</End>",
        '</End><AttributeCollection><Attribute AttributeClassReference="A1" '
        'Value="1971-05-02T00:00:00"/></AttributeCollection>',
        1,
    )
    network = read_items(items, declared)
    assert _cells(network, 0, "DOB") == ["1971-05-02", ""]
    assert "birth_date" in network.tables[0].mapping


def test_attributes_and_parts_of_later_versions(read_items: Read) -> None:
    items = TWO.replace("<IconStyle", '<IconStyle Badge="9"', 1).replace(
        "<Icon>", "<BadgeCollection><Badge/></BadgeCollection><Icon>", 1
    )
    network = read_items(items + TIE)
    assert _is_whole(network)
    assert _lost(network) == {"part “BadgeCollection”": 1}


def test_a_chart_that_is_named_xml(read_chart: Read) -> None:
    assert _is_whole(read_chart(WHOLE, "chart.xml"))


def test_a_look_alike_is_refused_by_name(read_chart: Read) -> None:
    with pytest.raises(BadInput, match="urn:i2:anb"):
        read_chart('<?xml version="1.0"?><Chart xmlns="urn:i2:anb"><Entity/></Chart>')


def test_both_ways_of_naming_ends(read_items: Read) -> None:
    items = TWO.replace('<ChartItem Label="Bua"', '<ChartItem Id="I1" Label="Bua"')
    items = items.replace('<ChartItem Label="Seng"', '<ChartItem Id="I2" Label="Seng"')
    tie = TIE.replace('End1Id="1" End2Id="2"', 'End1Reference="I1" End2Reference="I2"')
    assert _is_whole(read_items(items + tie, attributes='IdReferenceLinking="true"'))
    assert _is_whole(read_items(attributes='IdReferenceLinking="false"'))


def test_colours_written_as_eight_digits(read_items: Read) -> None:
    items = TWO.replace("<IconStyle", '<IconStyle IconShadingColour="#FF0080C0"', 1)
    items = items.replace('<IconStyle Type="Person"/>', '<IconStyle IconShadingColour="255"/>', 1)
    drawing = read_items(items).drawing
    assert drawing is not None
    assert [one.look.get("shading") for one in drawing.items.values()] == ["#0080c0", "#ff0000"]


def test_an_item_whose_identity_differs_only_in_case_stays_its_own(read_items: Read) -> None:
    network = read_items(TWO.replace('"P2"', '"p1"') + TIE)
    assert _cells(network, 0, "Reference") == ["P1", "item 2"]
    assert _cells(network, 1, "To") == ["item 2"]
    assert "identity that differs from another only in case" in _lost(network)


def test_the_sentence_for_what_is_no_chart_names_the_line(read_chart: Read) -> None:
    with pytest.raises(BadInput, match=r"test\.anx, line 2: this is no i2 chart"):
        read_chart("\n<Other/>")
    with pytest.raises(BadInput, match="without items"):
        read_chart("<Chart/>")
