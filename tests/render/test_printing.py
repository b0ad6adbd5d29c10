"""A chart over several pages, on one sheet, on the clipboard."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pypdf
import pypdfium2
import pytest
from PySide6.QtGui import QImage, QImageReader

from iwtlink.chart.beside.cover import Cover
from iwtlink.chart.display import Display
from iwtlink.chart.paper.fitting import fit_to_paper
from iwtlink.chart.paper.pages import PagePlan
from iwtlink.errors import BadInput
from iwtlink.render.clipboard import chart_image, chart_mime, chart_words
from iwtlink.render.fitted import draw_fitted
from iwtlink.render.pages import draw_pages, page_images
from iwtlink.render.pdf import draw_pdf
from iwtlink.store.charts.cover import CoverField


def pages_of(data: bytes) -> list[str]:
    return [
        " ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(data)).pages
    ]


@pytest.mark.feature("C40")
def test_each_page_says_marking_title_number_and_date(display: Display, tmp_path: Path) -> None:
    plan = PagePlan(paper="A4", columns=3, rows=2)
    target = tmp_path / "pages.pdf"
    data = draw_pages(display, target, plan=plan, marking="TLP:AMBER", date="2026-11-22")
    assert target.read_bytes() == data
    pages = pages_of(data)
    assert len(pages) == 6
    for k, text in enumerate(pages):
        for part in ("Naga Eye", "TLP:AMBER", "FICTIONAL", "2026-11-22", f"Page {k + 1} of 6"):
            assert part in text


def test_every_name_stands_on_one_of_the_pages(display: Display) -> None:
    whole = " ".join(pages_of(draw_pages(display, plan=PagePlan(columns=2, rows=2))))
    for name in ("Khamsing", "CHEN", "Thiên"):
        assert name in whole


@pytest.mark.parametrize(
    "plan",
    [
        PagePlan(columns=0),
        PagePlan(columns=100, rows=100),
        PagePlan(margin_mm=80),
        PagePlan(overlap_mm=-1),
        PagePlan(paper="A0"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_with_a_sentence(display: Display, plan: PagePlan) -> None:
    with pytest.raises(BadInput):
        draw_pages(display, plan=plan)


def test_a_fitted_chart_is_one_page_of_its_paper(make_display: Callable[..., Display]) -> None:
    fitted = fit_to_paper(make_display(), "A3", is_portrait=True)
    (page,) = pypdf.PdfReader(io.BytesIO(draw_fitted(fitted))).pages
    assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(
        (842, 1191), abs=2
    )


def test_black_and_white_pdf_and_colour_pdf_say_the_same(display: Display) -> None:
    plain, mono = draw_pdf(display), draw_pdf(display, is_mono=True)
    assert sorted(pages_of(plain)[0].split()) == sorted(pages_of(mono)[0].split())
    assert plain != mono


def test_the_clipboard_holds_picture_drawing_and_words(display: Display) -> None:
    data = chart_mime(display, marking="TLP:AMBER")
    assert data.hasImage()
    assert bytes(data.data("image/png").data()).startswith(b"\x89PNG")
    assert b"<svg" in bytes(data.data("image/svg+xml").data())
    for part in ("Naga Eye", "TLP:AMBER", "Khamsing VONGPHADY", "director"):
        assert part in data.text()


def test_a_copied_picture_is_no_larger_than_what_programs_take(
    make_display: Callable[..., Display],
) -> None:
    far = [("person", "Ann", "", (0.0, 0.0)), ("person", "Bo", "", (60_000.0, 50_000.0))]
    image = chart_image(make_display(far, []))
    assert not image.isNull()
    assert image.sizeInBytes() < QImageReader.allocationLimit() * 2**20


def test_the_words_of_a_chart_name_each_link_once(make_display: Callable[..., Display]) -> None:
    items = [("person", "Ann", "", (0.0, 0.0)), ("person", "Bo", "", (300.0, 0.0))]
    display = make_display(items, [("associate_of", 0, 1, False, 0, "friend", np.nan)])
    assert chart_words(display).splitlines()[2:] == ["Ann", "\tfriend: Bo", "Bo"]


def test_of_a_selection_only_its_items_and_the_lines_between_them_are_copied(
    full_display: Display,
) -> None:
    whole = chart_mime(full_display)
    data = chart_mime(full_display, items=[0, 1], shapes=[1])
    drawing = bytes(data.data("image/svg+xml").data()).decode()
    ids = [f'id="entity-{k}"' in drawing for k in full_display.entity_ids.tolist()]
    assert ids == [True, True, *[False] * 7]
    assert drawing.count('id="link-') == 1 and drawing.count('id="shape-') == 1
    assert data.imageData().width() < whole.imageData().width()


def test_the_preview_shows_the_pages_that_are_printed(display: Display) -> None:
    plan = PagePlan(paper="A4", columns=2, rows=1)
    images = page_images(display, plan, 60.0, marking="TLP:AMBER")
    printed = pypdfium2.PdfDocument(draw_pages(display, plan=plan, marking="TLP:AMBER"))
    for image, page in zip(images, printed, strict=True):
        other = np.asarray(page.render(scale=60 / 72).to_pil().convert("L"), int)
        grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
        mine = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), -1)
        mine = mine[:, : grey.width()].astype(int)
        height, width = min(len(mine), len(other)), min(mine.shape[1], other.shape[1])
        apart = np.abs(mine[:height, :width] - other[:height, :width])
        assert (apart > 100).mean() < 0.02


@pytest.mark.feature("C40")
def test_fields_of_the_cover_stand_at_head_and_foot_of_pages_and_in_the_properties(
    display: Display,
) -> None:
    fields = (
        CoverField("category", "", "Ivory", ("header",)),
        CoverField("keywords", "", "Boten, ງາຊ້າງ"),
        CoverField("", "Case", "12/2026", ("footer",)),
    )
    covered = replace(display, cover=Cover("Cross-border", "Vilay T", fields))
    plan = PagePlan(columns=2, rows=1)
    data = draw_pages(covered, plan=plan)
    for text in pages_of(data):
        assert "Naga Eye · Category: Ivory" in text
        assert "FICTIONAL · Case: 12/2026" in text
        assert "Boten" not in text
    for made in (data, draw_pdf(covered)):
        read = pypdf.PdfReader(io.BytesIO(made))
        assert read.metadata is not None and read.metadata.author == "Vilay T"
        told = read.xmp_metadata
        assert told is not None
        assert told.dc_subject == ["Boten", "ງາຊ້າງ"]
        assert told.dc_description == {"x-default": "Cross-border"}
    bare = pypdf.PdfReader(io.BytesIO(draw_pdf(display)))
    assert bare.metadata is not None and not bare.metadata.author
    assert bare.xmp_metadata is not None and not bare.xmp_metadata.dc_subject
