"""Dates, grades, arrows, labels, cards and looks of a chart."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from iwtlink.intake.networks.anx.words import chart_words, vocabulary
from iwtlink.intake.networks.model import Network
from iwtlink.ontology import Ontology
from tests.intake.networks.anx.conftest import TIE, TWO, TYPES

Read = Callable[..., Network]

GRADES = "<GradeOne><StringCollection>{}</StringCollection></GradeOne>".format(
    "".join(f'<String Text="{text}"/>' for text in ("A Good", "B Fair", "-"))
)


def _row(network: Network, table: int = 0, row: int = 0) -> dict[str, str]:
    sheet = network.tables[table].sheet
    return dict(zip(sheet.columns, sheet.rows[row].cells, strict=True))


@pytest.mark.parametrize(
    ("stated", "date", "time", "offset"),
    [
        ('DateSet="true" TimeSet="true"', "2019-03-22", "20:30", ""),
        (
            'DateSet="true" TimeSet="true" LocalDateTimeOffset="420"',
            "2019-03-23",
            "03:30",
            "+07:00",
        ),
        (
            'DateSet="true" TimeSet="true" LocalDateTimeOffset="-90"',
            "2019-03-22",
            "19:00",
            "-01:30",
        ),
        ('DateSet="true" LocalDateTimeOffset="420"', "2019-03-22", "", ""),
        ('TimeSet="true"', "", "20:30", ""),
        ("", "", "", ""),
    ],
)
def test_dates_are_local_where_date_and_time_are_set(
    read_items: Read, stated: str, date: str, time: str, offset: str
) -> None:
    items = TWO.replace("<ChartItem", f'<ChartItem DateTime="2019-03-22T20:30:00.000" {stated}', 1)
    row = _row(read_items(items))
    assert (row["Date"], row["Time"], row["UTC offset"]) == (date, time, offset)


def test_a_time_zone_stands_for_an_offset(read_items: Read) -> None:
    items = TWO.replace(
        "<ChartItem", '<ChartItem DateSet="1" TimeSet="1" DateTime="2019-03-22T20:30:00"', 1
    ).replace("</End>", '</End><TimeZone UniqueID="59" Name="Bangkok"/>', 1)
    assert _row(read_items(items))["Time"] == "03:30"


def test_a_date_that_is_none_is_kept_in_its_words(read_items: Read) -> None:
    items = TWO.replace("<ChartItem", '<ChartItem DateSet="true" DateTime="spring"', 1)
    assert _row(read_items(items))["Date as described"] == "spring"


@pytest.mark.parametrize(
    ("index", "text"), [("0", "A Good"), ("1", "B Fair"), ("2", ""), ("9", ""), ("x", "")]
)
def test_grades_by_their_strings_and_the_last_is_none(
    read_items: Read, index: str, text: str
) -> None:
    items = TWO.replace("<ChartItem", f'<ChartItem GradeOneIndex="{index}"', 1)
    assert _row(read_items(items, TYPES + GRADES))["Source reliability"] == text


@pytest.mark.parametrize(
    ("arrow", "ends", "direction"),
    [
        ("ArrowOnHead", ("P1", "P2"), "forward"),
        ("ArrowOnTail", ("P2", "P1"), "backward"),
        ("ArrowOnBoth", ("P1", "P2"), "both"),
        ("ArrowNone", ("P1", "P2"), "none"),
    ],
)
def test_the_arrow_gives_the_direction(
    read_items: Read, arrow: str, ends: tuple[str, str], direction: str
) -> None:
    row = _row(read_items(TWO + TIE.replace("ArrowOnHead", arrow)), 1)
    assert (row["From"], row["To"]) == ends
    assert row["Direction"] == direction


def test_the_lines_of_a_label_are_parted(read_items: Read) -> None:
    row = _row(read_items(TWO.replace('"Bua"', '"543WER&#xA;Honda&#xA;grey"')))
    assert (row["Label"], row["Label below"]) == ("543WER", "Honda\ngrey")


def test_cards_of_items_and_links_are_rows(read_items: Read) -> None:
    card = (
        '<CardCollection><Card Summary="Seen" Text="one&#xA;two" SourceType="Witness"/>'
        "</CardCollection>"
    )
    items = TWO.replace("</Icon>", f"</Icon>{card}", 1)
    network = read_items(items + TIE.replace("<LinkStyle", f"{card}<LinkStyle"))
    first, second = _row(network, 2, 0), _row(network, 2, 1)
    assert (first["Item"], first["Text"], first["Source type"]) == ("P1", "one\ntwo", "Witness")
    assert (second["From"], second["To"]) == ("P1", "P2")


def test_looks_are_ours(read_items: Read) -> None:
    items = TWO.replace(
        '<Icon><IconStyle Type="Person"/></Icon>',
        '<Box Width="100" Height="50"><BoxStyle Type="Person" LineColour="255" Filled="true" '
        'BackColour="16711680"/></Box>',
        1,
    ).replace(
        '<IconStyle Type="Person"/>',
        '<IconStyle Type="Person" Enlargement="ICEnlargeDouble">'
        '<FrameStyle Visible="true" Colour="16764057"/></IconStyle>',
    )
    drawing = read_items(items).drawing
    assert drawing is not None
    assert drawing.items["P1"].look == {
        "representation": "box",
        "colour": "#ff0000",
        "fill": "#0000ff",
        "width": 120.0,
        "height": 60.0,
    }
    assert drawing.items["P2"].look == {
        "representation": "icon",
        "enlargement": 2.0,
        "frame": "#99ccff",
    }


def test_what_is_not_taken_over_is_told(read_items: Read) -> None:
    text = '<ChartItem Label="Title"><End><Label LabelId="9"/></End></ChartItem>'
    ole = '<ChartItem><End><Entity EntityId="8"><OleItem/></Entity></End></ChartItem>'
    network = read_items(
        TWO + text + ole,
        TYPES + "<SnapshotCollection/><PaletteCollection/><PaletteCollection/>",
    )
    assert {(loss.what, loss.count) for loss in network.losses} >= {
        ("free text", 1),
        ("OLE object", 1),
        ("set of snapshots", 1),
        ("set of palettes", 2),
    }


def test_an_unknown_type_goes_by_its_icon_then_its_shape_and_is_told(read_items: Read) -> None:
    declared = (
        '<EntityTypeCollection><EntityType Name="Hilux" IconFile="Pickup"/></EntityTypeCollection>'
    )
    items = TWO.replace('"Person"', '"Hilux"', 1).replace('"Person"', '"Zzz"', 1)
    network = read_items(items, declared)
    assert "vehicle: [Hilux]" in network.tables[0].mapping
    assert [loss.what for loss in network.losses] == ["type “Zzz” unknown here, taken as Exhibit"]


def test_every_declared_word_is_one_of_our_types(ontology: Ontology) -> None:
    words = chart_words()
    assert set(words.entities.values()) <= set(ontology.entity_types)
    assert all(not ontology.entity_types[n].is_abstract for n in words.entities.values())
    assert set(words.otherwise.values()) <= set(ontology.entity_types)
    links = {name for names in words.links.values() for name in names}
    assert links | set(words.otherwise_links) <= set(ontology.link_types)
    known = {
        name for kind in ontology.entity_types for name in ontology.properties_of("entity", kind)
    }
    assert {name for names in words.attributes.values() for name in names} <= known
    meant = vocabulary(words, ontology)
    assert meant.entity_type("Pickup") == "vehicle"
    assert meant.entity_type("bank account") == "bank_account"
    assert meant.entity_type("pérsons") == ""


@pytest.mark.parametrize(
    ("word", "start", "end", "link"),
    [
        ("Owner", "person", "vehicle", "owns"),
        ("Owner", "vehicle", "person", "is owned by"),
        ("Call", "phone", "phone", "called"),
        ("is member of", "person", "syndicate", "member_of"),
        ("has member", "syndicate", "person", "has member"),
        ("Zzz", "person", "phone", "contact_of"),
        ("Zzz", "vehicle", "person", "is used by"),
        ("Zzz", "vehicle", "vehicle", ""),
    ],
)
def test_a_link_is_what_its_word_and_its_ends_allow(
    ontology: Ontology, word: str, start: str, end: str, link: str
) -> None:
    assert vocabulary(chart_words(), ontology).link_word(word, start, end)[0] == link
