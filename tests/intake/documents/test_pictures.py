"""Pages as they look: upright, as wide as asked, and a face cut out of one."""

from __future__ import annotations

import io
import threading

import pytest
from PIL import Image

from iwtlink.intake.documents import (
    Unreadable,
    crop_picture,
    has_pictures,
    page_picture,
    read_source,
    thumbnail,
)
from tests.intake.documents.makers import pdf_bytes, photo_bytes

PDF, JPEG = "application/pdf", "image/jpeg"
RED, BLUE = (255, 0, 0), (0, 0, 255)


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def is_near(found: object, wanted: tuple[int, int, int]) -> bool:
    assert isinstance(found, tuple)
    return all(abs(a - b) < 12 for a, b in zip(found, wanted, strict=True))


def test_a_page_of_a_pdf_is_drawn_as_wide_as_asked() -> None:
    picture = opened(page_picture(pdf_bytes([b"one", b"TWO TWO TWO"]), PDF, 2, 595))
    assert picture.size == (595, 842)
    assert picture.getpixel((5, 5)) == (255, 255, 255)
    dark = picture.crop((50, 75, 150, 105)).getextrema()[0][0]
    assert dark < 100


@pytest.mark.parametrize("number", [0, 3, 10_000])
def test_a_page_that_is_not_there_is_refused_in_a_sentence(number: int) -> None:
    with pytest.raises(Unreadable, match="has no page"):
        page_picture(pdf_bytes([b"one", b"two"]), PDF, number, 100)


@pytest.mark.parametrize("media_type", ["text/plain", "application/zip", "message/rfc822"])
def test_a_text_has_no_looks(media_type: str) -> None:
    assert not has_pictures(media_type)
    with pytest.raises(Unreadable, match="only text"):
        page_picture(b"x", media_type, 1, 100)


@pytest.mark.parametrize(
    ("orientation", "size", "left"),
    [(0, (60, 40), RED), (1, (60, 40), RED), (3, (60, 40), BLUE), (6, (40, 60), None)],
)
def test_a_photo_is_shown_upright(
    orientation: int, size: tuple[int, int], left: tuple[int, int, int] | None
) -> None:
    picture = opened(page_picture(photo_bytes(orientation=orientation), JPEG, 1, 0))
    assert picture.size == size
    if left:
        assert is_near(picture.getpixel((5, 20)), left)
    else:
        assert is_near(picture.getpixel((20, 5)), RED)
        assert is_near(picture.getpixel((20, 55)), BLUE)


def test_a_photo_is_never_shown_larger_than_it_is() -> None:
    assert opened(page_picture(photo_bytes((600, 400)), JPEG, 1, 300)).size == (300, 200)
    assert opened(page_picture(photo_bytes((60, 40)), JPEG, 1, 300)).size == (60, 40)
    assert opened(thumbnail(photo_bytes((4000, 3000)), JPEG, 160)).size == (160, 120)


def test_each_page_of_a_fax_is_shown() -> None:
    buffer = io.BytesIO()
    pages = [Image.new("1", (30, 20), n) for n in (0, 1, 0)]
    pages[0].save(buffer, "TIFF", save_all=True, append_images=pages[1:])
    data = buffer.getvalue()
    assert len(read_source("fax.tif", data).pages) == 3
    shades = [opened(page_picture(data, "image/tiff", n, 30)).getpixel((5, 5)) for n in (1, 2, 3)]
    assert shades == [(0, 0, 0), (255, 255, 255), (0, 0, 0)]
    with pytest.raises(Unreadable):
        page_picture(data, "image/tiff", 4, 30)


def test_a_part_is_cut_out_of_a_photo_as_it_is_shown() -> None:
    data = photo_bytes((600, 400), orientation=6)
    lower = crop_picture(data, JPEG, 1, (0.25, 0.6, 0.5, 0.3))
    picture = opened(lower)
    assert picture.size == (200, 180)
    assert is_near(picture.getpixel((100, 90)), BLUE)


def test_what_is_cut_out_tells_neither_place_nor_time() -> None:
    data = photo_bytes(
        (600, 400), taken="2016:05:01 12:00:00", place=((1.0, 2.0, 3.0), "N", (4.0, 5.0, 6.0), "E")
    )
    assert b"2016:05" in data
    for made in (
        crop_picture(data, JPEG, 1, (0.1, 0.1, 0.5, 0.5)),
        page_picture(data, JPEG, 1, 300),
        thumbnail(data, JPEG),
    ):
        assert b"2016:05" not in made
        assert not Image.open(io.BytesIO(made)).getexif()


def test_a_part_of_a_page_is_cut_out_fine() -> None:
    made = opened(crop_picture(pdf_bytes([b"face"]), PDF, 1, (0.05, 0.05, 0.2, 0.1)))
    assert made.width == 800


@pytest.mark.parametrize("region", [(0.5, 0.5, 0.0, 0.0), (0.999999, 0.5, 0.1e-6, 0.5)])
def test_a_part_of_nothing_is_refused(region: tuple[float, float, float, float]) -> None:
    with pytest.raises(Unreadable, match="too small"):
        crop_picture(photo_bytes(), JPEG, 1, region)


def test_holes_in_a_picture_are_white_where_it_is_cut_out() -> None:
    buffer = io.BytesIO()
    Image.new("RGBA", (50, 50), (255, 0, 0, 0)).save(buffer, "PNG")
    made = opened(crop_picture(buffer.getvalue(), "image/png", 1, (0.0, 0.0, 1.0, 1.0)))
    assert is_near(made.getpixel((25, 25)), (255, 255, 255))


def test_pages_are_drawn_while_a_long_file_is_read() -> None:
    data = pdf_bytes([b"some words on a page"] * 150)
    found: list[int] = []
    errors: list[BaseException] = []

    def draw() -> None:
        try:
            found.extend(len(page_picture(data, PDF, n, 120)) for n in range(1, 30))
        except Unreadable as error:
            errors.append(error)

    threads = [threading.Thread(target=draw) for _ in range(3)]
    for thread in threads:
        thread.start()
    assert len(read_source("a.pdf", data).pages) == 150
    for thread in threads:
        thread.join()
    assert not errors
    assert len(found) == 87
