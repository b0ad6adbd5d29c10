"""Photographs in SVG and HTML files: as the screen shows them, and nothing but the picture."""

from __future__ import annotations

import base64
import io

import numpy as np
import pytest
from PIL import Image

from iwtlink.chart.svg.photographs import icon_photograph, whole_photograph
from tests.chart.photographs import photo


def picture_in(uri: str) -> Image.Image:
    """Give the picture of a data URI."""
    head, data = uri.split(",", 1)
    assert head in ("data:image/jpeg;base64", "data:image/png;base64")
    return Image.open(io.BytesIO(base64.b64decode(data)))


def is_red(picture: Image.Image, x: int, y: int) -> bool:
    red, _, blue = np.asarray(picture.convert("RGB"))[y, x].tolist()
    return bool(red > 200 > 60 > blue)


def test_what_a_camera_writes_into_a_file_stays_behind() -> None:
    data = photo()
    assert b"SECRET CAMERA" in data
    for uri in (icon_photograph(data), whole_photograph(data)):
        assert b"SECRET CAMERA" not in base64.b64decode(uri.split(",", 1)[1])
        assert not picture_in(uri).getexif()


def test_in_place_of_an_icon_the_middle_square_is_shown() -> None:
    picture = picture_in(icon_photograph(photo(size=(1200, 1500))))
    assert picture.size == (512, 512)
    assert is_red(picture, 100, 256) and not is_red(picture, 400, 256)
    assert picture_in(whole_photograph(photo(size=(60, 90)))).size == (60, 90)


def test_a_picture_stands_as_the_camera_was_held() -> None:
    turned = picture_in(whole_photograph(photo(size=(90, 60), turn=6)))
    assert turned.size == (60, 90)
    assert is_red(turned, 30, 10) and not is_red(turned, 30, 80)


@pytest.mark.parametrize("kind", ["PNG", "GIF", "BMP", "TIFF", "WEBP"])
def test_every_kind_of_picture_the_screen_shows_is_in_the_file(kind: str) -> None:
    assert is_red(picture_in(icon_photograph(photo(kind))), 5, 30)


@pytest.mark.parametrize("data", [b"", b"junk", b"\x89PNG\r\n", photo()[:200], photo("PNG")[:60]])
def test_of_a_broken_picture_nothing_is_shown(data: bytes) -> None:
    assert icon_photograph(data) == whole_photograph(data) == ""


def test_a_greyed_picture_has_no_colour_in_any_viewer() -> None:
    assert picture_in(icon_photograph(photo(), is_grey=True)).mode == "L"


def test_what_is_clear_stays_clear() -> None:
    made = io.BytesIO()
    Image.new("RGBA", (20, 20), (255, 0, 0, 0)).save(made, "PNG")
    assert picture_in(whole_photograph(made.getvalue())).getpixel((3, 3)) == (255, 0, 0, 0)
