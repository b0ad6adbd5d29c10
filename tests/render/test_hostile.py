"""Charts of whatever an import may bring are built, painted and drawn, at every zoom."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from PySide6.QtGui import QImage, QPainter

from iwtlink.chart.building import build_display
from iwtlink.chart.display import Display
from iwtlink.chart.html import chart_html
from iwtlink.chart.paper.fitting import dressed, fit_to_paper
from iwtlink.chart.paper.pages import PagePlan
from iwtlink.chart.style import load_style
from iwtlink.chart.svg import chart_svg
from iwtlink.chart.text import metrics
from iwtlink.ontology import load_ontology
from iwtlink.render.clipboard import chart_mime
from iwtlink.render.fitted import draw_fitted, fitted_image
from iwtlink.render.pages import draw_pages
from iwtlink.render.painter import paint_display
from iwtlink.render.pdf import draw_pdf
from iwtlink.render.png import draw_png
from iwtlink.render.view import View
from iwtlink.store.charts.content import ChartContent
from iwtlink.store.charts.look import LinkLook, Look
from tests.render.conftest import chart

_WORDS = (
    "",
    "x" * 2000,
    "word " * 400,
    "ກ" * 2000,
    "e" + "\u0301" * 200,
    "\u202eعربية سلام\u202c",
    "👩🏽‍🚒🐘🏴‍☠️",
    "\ud83d\x00\x1b[0m",
    "<script>&\"'",
    "\n\t\u2028",
)
_NUMBERS = st.sampled_from((0.0, np.nan, np.inf, -np.inf, 1e308, -1e308, 1e-308)) | st.floats(
    -1e4, 1e4
)
_LOOKS = st.sampled_from(
    (
        Look(),
        Look(width=0.0, height=0.0),
        Look(width=np.nan, height=np.inf, representation="box"),
        Look(enlargement=np.nan, representation="circle"),
        Look(is_container=True, fill="no colour"),
        Look(representation="nothing known", dash="none", font_px=1e9),
    )
)
_LINK_LOOKS = st.sampled_from(
    (
        LinkLook(),
        LinkLook(offset=np.nan, width=np.inf),
        LinkLook(corners=((np.nan, 0.0), (1e300, 5.0)), label_at=7.0),
        LinkLook(label="x" * 500, label_dx=np.inf, colour="#12"),
    )
)


def drawn(content: ChartContent, picture: Callable[[int], bytes] = lambda _: b"") -> Display:
    """Build, paint whole and near, and draw as SVG that is well formed."""
    display = build_display(content, load_ontology(), load_style())
    image = QImage(160, 100, QImage.Format.Format_RGB32)
    whole = View(0, 0, 1.0, 160, 100).fitted(display.extents)
    for view in (whole, View(0, 0, 1.0, 160, 100), View(0, 0, 30.0, 160, 100)):
        painter = QPainter(image)
        paint_display(painter, display, view)
        painter.end()
    etree.fromstring(chart_svg(display, picture=picture).encode("utf-8"))
    assert np.isfinite(display.extents).all()
    return display


@settings(max_examples=40)
@given(st.data())
def test_odd_words_sizes_and_places_are_drawn(data: st.DataObject) -> None:
    count = data.draw(st.integers(0, 5))
    names = st.sampled_from(_WORDS) | st.text(max_size=20)
    items = [
        (
            data.draw(st.sampled_from(("person", "commodity", "no such type", ""))),
            data.draw(names),
            data.draw(names),
            (data.draw(_NUMBERS), data.draw(_NUMBERS)),
        )
        for _ in range(count)
    ]
    ends = st.integers(0, max(count - 1, 0))
    links = [
        ("pays", data.draw(ends), data.draw(ends), True, 2, data.draw(names), data.draw(_NUMBERS))
        for _ in range(data.draw(st.integers(0, 4)) if count else 0)
    ]
    content = chart(items, links)
    looks = tuple(data.draw(_LOOKS) for _ in items)
    link_looks = tuple(data.draw(_LINK_LOOKS) for _ in links)
    drawn(replace(content, looks=looks, link_looks=link_looks))


def test_an_empty_chart_and_one_item_are_drawn() -> None:
    assert drawn(chart([], [])).extents == (0.0, 0.0, 0.0, 0.0)
    drawn(chart([("person", "", "", (0.0, 0.0))], [("pays", 0, 0, True, 0, "", np.nan)]))


def test_ten_thousand_items_at_one_point_are_drawn() -> None:
    items = [("person", f"Trader {k}", "", (7.0, 7.0)) for k in range(10_000)]
    links = [("pays", k, (k * 7 + 1) % 10_000, True, k % 3, "", np.nan) for k in range(2_000)]
    drawn(chart(items, links))


def test_few_links_among_many_items_at_one_point_are_drawn() -> None:
    items = [("person", f"Trader {k}", "", (0.0, 0.0)) for k in range(1_000)]
    links = [("pays", k, k + 1, True, 0, "lends", np.nan) for k in range(150)]
    drawn(chart(items, links))


@pytest.mark.parametrize(
    ("word", "places"),
    [
        (_WORDS[1], ((0.0, 0.0), (200.0, 0.0))),
        (_WORDS[4], ((0.0, 0.0), (np.nan, np.inf))),
        (_WORDS[5], ((0.0, 0.0), (0.0, 0.0))),
        (_WORDS[6], ((1e308, -1e308), (0.0, 0.0))),
        (_WORDS[7], ((0.0, 0.0), (0.0, 900.0))),
    ],
)
def test_odd_words_and_places_go_into_every_output(
    word: str, places: tuple[tuple[float, float], tuple[float, float]]
) -> None:
    items = [("person", word, word, place) for place in places]
    content = replace(
        chart(items, [("pays", 0, 1, True, 2, word, np.nan)], picture_ids={0: 7}),
        title=word,
        notice=word,
        looks=(Look(width=0.0, height=np.nan, representation="box"), Look(enlargement=np.nan)),
    )
    display = build_display(dressed(content), load_ontology(), load_style())
    fitted = fit_to_paper(display, "A4", marking=word)
    plan = PagePlan(paper="A4", columns=2, rows=1)
    assert chart_html(display, picture=lambda _: b"junk", marking=word).encode("utf-8")
    assert draw_png(display, picture=lambda _: b"junk", paper="A4", dpi=30, marking=word)
    assert draw_pdf(display, picture=lambda _: b"junk", marking=word, is_mono=True)
    assert draw_pages(display, plan=plan, marking=word)
    assert draw_fitted(fitted) and fitted_image(fitted, 20.0).width()
    assert chart_mime(display, marking=word).hasImage()


@pytest.mark.parametrize("bytes_", [b"", b"no picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 40])
def test_a_missing_or_broken_picture_leaves_the_icon(bytes_: bytes) -> None:
    content = chart([("person", "Khamsing", "", (0.0, 0.0))], [], picture_ids={0: 77})
    drawn(content, lambda _: bytes_)


@pytest.fixture
def no_fonts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Take the vendored fonts away."""
    caches = (metrics._face, metrics._family, metrics.measure)
    monkeypatch.setattr(metrics, "resource", lambda *parts: tmp_path.joinpath(*parts))
    for one in caches:
        one.cache_clear()
    yield
    monkeypatch.undo()
    for one in caches:
        one.cache_clear()


@pytest.mark.usefixtures("no_fonts")
def test_without_its_fonts_a_chart_has_room_for_any_others() -> None:
    items = [("person", "Khamsing ຄຳສິງ", "ຄຳສິງ", (k * 50.0, 0.0)) for k in range(1200)]
    display = drawn(chart(items, [("pays", 0, 1, True, 0, "lends", np.nan)]))
    assert display.node_text.sizes[0, 0] > 100
