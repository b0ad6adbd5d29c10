"""A small chart, with the scripts of the region on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from iwtlink.chart.building import build_display
from iwtlink.chart.display import Display
from iwtlink.chart.style import load_style
from iwtlink.ontology import load_ontology
from iwtlink.render.qt import ensure_qt
from iwtlink.store.charts.content import ChartContent, EntityFacts
from iwtlink.store.charts.look import LinkLook, Look, Shape
from iwtlink.store.charts.options import ChartOptions

ITEMS = [
    ("person", "Khamsing VONGPHADY", "ຄຳສິງ ວົງພະດີ", (0.0, 0.0)),
    ("company", "Thiên Sơn Lộ Transport Co., Ltd", "", (300.0, 0.0)),
    ("person", "CHEN Guozhao", "陈国钊", (300.0, 240.0)),
    ("captive_facility", "Nam Thi breeding centre", "ສູນລ້ຽງສັດ ນ້ຳທີ", (0.0, 240.0)),
]
LINKS = [
    ("director_of", 0, 1, True, 0, "director", np.nan),
    ("shareholder_of", 2, 1, True, 1, "", 40.0),
    ("associate_of", 0, 2, False, 2, "", np.nan),
    ("owner_of", 0, 3, True, 0, "", np.nan),
]


@pytest.fixture(scope="session", autouse=True)
def qt(qapp: object) -> None:
    """Start Qt and load the fonts."""
    ensure_qt()


def chart(
    items: list[tuple[str, str, str, tuple[float, float]]],
    links: list[tuple[str, int, int, bool, int, str, float]],
    *,
    title: str = "Naga Eye",
    notice: str = "FICTIONAL",
    picture_ids: dict[int, int] | None = None,
) -> ChartContent:
    """Give the content of a chart."""
    pictures = picture_ids or {}
    return ChartContent(
        chart_id=1,
        title=title,
        notice=notice,
        entity_ids=np.arange(100, 100 + len(items)),
        types=[item[0] for item in items],
        labels=[item[1] for item in items],
        script_labels=[item[2] for item in items],
        positions=np.array([item[3] for item in items], np.float64).reshape(-1, 2),
        is_pinned=np.zeros(len(items), bool),
        picture_ids=np.array([pictures.get(i, 0) for i in range(len(items))], np.int64),
        link_ids=np.arange(500, 500 + len(links)),
        link_types=[link[0] for link in links],
        ends=np.array([link[1:3] for link in links], np.int64).reshape(-1, 2),
        is_directed=np.array([link[3] for link in links], bool),
        strengths=np.array([link[4] for link in links], np.uint8),
        roles=[link[5] for link in links],
        percents=np.array([link[6] for link in links], np.float64),
        amounts=["" for _ in links],
        quantities=["" for _ in links],
        starts=["" for _ in links],
        ends_on=["" for _ in links],
    )


@pytest.fixture
def make_display() -> Callable[..., Display]:
    """Give a function that makes a display; without arguments that of four items."""

    def make(
        items: list[tuple[str, str, str, tuple[float, float]]] | None = None,
        links: list[tuple[str, int, int, bool, int, str, float]] | None = None,
        *,
        dark: bool = False,
        fan: bool = False,
        picture_ids: dict[int, int] | None = None,
    ) -> Display:
        content = chart(
            ITEMS if items is None else items,
            LINKS if links is None else links,
            picture_ids=picture_ids,
        )
        if fan:
            content = replace(content, options=ChartOptions(multiplicity="each"))
        return build_display(content, load_ontology(), load_style(dark=dark))

    return make


@pytest.fixture
def display(make_display: Callable[..., Display]) -> Display:
    """Give the display of four items and four links."""
    return make_display()


@pytest.fixture(scope="session")
def full_content() -> ChartContent:
    """Give a chart with every form, mark and shape that can be painted."""
    items = [
        ("person", "Khamsing VONGPHADY", "ຄຳສິງ ວົງພະດີ", (0.0, 0.0)),
        ("company", "Phou Fa Kham", "", (260.0, 0.0)),
        ("captive_facility", "Mekong Sila", "", (520.0, 0.0)),
        ("person", "Text block", "", (780.0, 0.0)),
        ("meeting", "Meeting, Boten", "", (120.0, 220.0)),
        ("seizure", "Enlarged", "", (0.0, 420.0)),
        ("person", "Grey one", "", (260.0, 420.0)),
        ("commodity", "Raw ivory", "", (520.0, 420.0)),
        ("bank_account", "Account 4417", "", (800.0, 420.0)),
    ]
    links = [
        ("director_of", 0, 1, True, 0, "", np.nan),
        ("shareholder_of", 1, 2, True, 1, "", 40.0),
        ("associate_of", 2, 3, True, 2, "", np.nan),
        ("attended", 0, 4, True, 0, "", np.nan),
        ("suspected_in", 5, 6, True, 1, "", np.nan),
    ]
    marked = EntityFacts(grade="B2", source_count=3, warning="Unsourced", watch="Active")
    looks = (
        Look(frame="#0044ff"),
        Look(representation="circle", fill="#fde9c8", colour="#a8761e"),
        Look(representation="box", fill="#e3f1ff", dash="unconfirmed"),
        Look(representation="text", fill="#fff7b2", colour="#777777"),
        Look(representation="event", fill="#f1e8ff"),
        Look(enlargement=2.0, shading="#d02020"),
        Look(),
        Look(text_colour="#b3261e", is_italic=True),
        Look(representation="theme", colour="#b8590b"),
    )
    return replace(
        chart(items, links),
        options=ChartOptions(
            badges=("grade", "sources", "warning", "watch"),
            legend={"place": "right"},
            title_block={"place": "above"},
        ),
        looks=looks,
        facts=tuple(marked if k == 0 else EntityFacts() for k in range(len(items))),
        is_grey=np.arange(len(items)) == 6,
        link_looks=(
            LinkLook(width=4.0),
            LinkLook(),
            LinkLook(corners=((650.0, -60.0), (700.0, 60.0))),
            LinkLook(colour="#8e4585", width=2.5),
            LinkLook(),
        ),
        link_is_grey=np.arange(len(links)) == 4,
        shapes=(
            Shape(1, "u1", "box", 390, 220, 200, 90, -1, "Behind", Look(fill="#a0e0a0")),
            Shape(2, "u2", "arrow", 700, 250, 160, 60, 0, "", Look(colour="#c02020", width=3)),
            Shape(3, "u3", "text", 120, 560, 220, 40, 1, "A free note, ໝາຍເຫດ", Look()),
            Shape(4, "u4", "circle", 420, 560, 120, 70, 1, "Round", Look(fill="#ffe0e0")),
        ),
        author="PS",
        made_on="2026-11-22",
    )


@pytest.fixture
def full_display(full_content: ChartContent) -> Display:
    """Give the display with every form, mark and shape that can be painted."""
    return build_display(full_content, load_ontology(), load_style(), marking="TLP:AMBER")
