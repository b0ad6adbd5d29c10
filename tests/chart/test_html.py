"""The chart as one HTML file: whole in itself, saying no more than the chart shows."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable

import pytest
import uharfbuzz
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from iwtlink.chart.building import build_display
from iwtlink.chart.display import Display
from iwtlink.chart.html import chart_html
from iwtlink.chart.html.fonts import font_faces
from iwtlink.chart.style import load_style
from iwtlink.chart.text.metrics import FONT_FILES
from iwtlink.ontology import load_ontology
from iwtlink.paths import resource
from iwtlink.store.charts.content import ChartContent

Make = Callable[..., ChartContent]


@pytest.fixture
def display(make_content: Make) -> Display:
    content = make_content(
        ["Khamsing VONGPHADY", "TRẦN Đình Khuê", "Phou Fa Kham"],
        [(0, 1), (0, 2)],
        positions=[(0, 0), (300, 0), (0, 300)],
        scripts=["ຄຳສິງ ວົງພະດີ", "", ""],
        roles=["associate", "owner"],
    )
    return build_display(content, load_ontology(), load_style())


def data_of(document: str) -> dict[str, object]:
    match = re.search(r"const CHART = (\{.*?\});\n", document)
    assert match
    found: dict[str, object] = json.loads(match[1])
    return found


def test_nothing_is_fetched_and_the_policy_allows_only_its_own_script_and_style(
    display: Display,
) -> None:
    document = chart_html(display)
    root = html.document_fromstring(document.split("<!DOCTYPE html>")[1])
    links = root.xpath("//@src | //@href | //@*[local-name()='href']")
    assert all(link.startswith(("#", "data:")) for link in links)
    policy = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'")
    for tag in ("script", "style"):
        (text,) = re.findall(rf"<{tag}>(.*?)</{tag}>", document, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert " style=" not in document, "the policy would not let it through"
    addresses = set(re.findall(r"https?://[^\"' )]+", document))
    assert addresses <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}


def test_marking_title_and_notice_stand_on_top(display: Display) -> None:
    root = html.document_fromstring(chart_html(display, marking="TLP:AMBER", date="2026-11-22"))
    head = root.xpath("//header")[0].text_content()
    for part in ("Naga Eye", "TLP:AMBER", "2026-11-22", "Fictional"):
        assert part in head


def test_each_item_has_a_card_with_what_the_chart_shows(display: Display) -> None:
    document = chart_html(display, kinds={101: "Person"})
    cards = data_of(document)["cards"]
    assert isinstance(cards, list)
    first = cards[0]
    assert (first["id"], first["name"], first["kind"]) == (101, "Khamsing VONGPHADY", "Person")
    assert first["lines"] == ["ຄຳສິງ ວົງພະດີ"]
    assert {(link["to"], link["words"]) for link in first["links"]} == {
        (102, "associate"),
        (103, "owner"),
    }
    for card in cards:
        assert f'id="entity-{card["id"]}"' in document
        for link in card["links"]:
            assert f'id="link-{link["line"]}"' in document


def test_the_fonts_of_its_scripts_are_in_the_file() -> None:
    faces = font_faces(["Khamsing", "ຄຳສິງ", "陈国钊"])
    families = re.findall(r"font-family:'([^']+)';font-weight:(\w+)", faces)
    assert ("Noto Sans", "bold") in families and ("Noto Sans Lao", "normal") in families
    assert "Noto Sans Thai" not in faces
    assert len(faces) < 200_000, "only the characters that are used"


@pytest.mark.parametrize(
    ("family", "text"),
    [
        ("Noto Sans", "Nguye\u0302\u0303n Thi\u0323 Ha\u0306\u0300ng"),
        ("Noto Sans Lao", "\u0eb4 ຄຳສິງ ວົງພະດີ ຄູ່ຮ່ວມ ນ້ຳທີ"),
        ("Noto Sans Thai", "ผู้นำ น้ำ ที่ ปั๊ม"),
        ("Noto Sans Khmer", "សុខ វណ្ណា ជ្រៃ ស្រី ជើ ជឿ ជៀ ជោ ជៅ"),
        ("Noto Sans Myanmar", "မောင်မောင်ကြီး ကျော်"),
        ("Noto Sans CJK SC", "陈国钊进出口公司"),
    ],
)
def test_letters_and_marks_stand_in_the_file_where_the_whole_font_puts_them(
    family: str, text: str
) -> None:
    pattern = rf"'{family}';font-weight:(\w+);src:url\(data:font/sfnt;base64,([^)]+)\)"
    for weight, written in re.findall(pattern, font_faces([text])):
        file = FONT_FILES[family][weight == "bold"]
        whole = uharfbuzz.Blob.from_file_path(str(resource("fonts", file)))
        cut = uharfbuzz.Blob(base64.b64decode(written))
        assert _set(cut, text) == _set(whole, text)


def _set(font: uharfbuzz.Blob, text: str) -> list[tuple[int, int, int, int]]:
    """Give for each sign of a text its letter, width and place."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(uharfbuzz.Font(uharfbuzz.Face(font)), buffer)
    signs = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    return [(info.cluster, at.x_advance, at.x_offset, at.y_offset) for info, at in signs]


def test_the_script_is_the_same_for_every_chart_and_ids_are_stable(display: Display) -> None:
    one, other = chart_html(display), chart_html(display)
    assert one == other


@given(st.text(max_size=40))
def test_no_name_can_break_out_of_the_page(make_content: Make, name: str) -> None:
    name = f"</script><b>{name}"
    content = make_content([name], positions=[(0, 0)], scripts=["<!--"])
    document = chart_html(
        build_display(content, load_ontology(), load_style()), marking="<i>", kinds={101: name}
    )
    assert document.count("</script>") == 1
    assert "<b>" not in document and "<i>" not in document
    data_of(document)
