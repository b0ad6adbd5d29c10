"""Photos and pictures: what the camera noted, and what is not opened."""

from __future__ import annotations

import pytest

from iwtlink.intake.documents import read_source
from tests.intake.documents.makers import (
    pdf_bytes,
    photo_bytes,
)


def test_a_pdf_of_pictures_says_that_it_has_no_text() -> None:
    found = read_source("scan.pdf", pdf_bytes([b"", b""]))
    assert [page.method for page in found.pages] == ["none", "none"]
    assert "no text" in found.problem


def test_a_photo_gives_time_and_place_as_the_camera_noted_them() -> None:
    data = photo_bytes(
        taken="2016:05:01 23:59:59", place=((17.0, 58.0, 30.0), "S", (102.0, 36.0, 0.0), "W")
    )
    found = read_source("IMG_1.JPG", data)
    assert (found.taken_at, found.date) == ("2016-05-01T23:59:59", "2016-05-01")
    assert found.taken_place == "-17.975000,-102.600000"
    assert found.kind == "photograph_set"
    assert [(page.number, page.method) for page in found.pages] == [(1, "none")]


@pytest.mark.parametrize("taken", ["", "0000:00:00 00:00:00", "2016:13:41 25:00:00", "yesterday"])
def test_a_camera_that_does_not_know_the_time_gives_none(taken: str) -> None:
    found = read_source("a.jpg", photo_bytes(taken=taken))
    assert (found.taken_at, found.date) == ("", "")


@pytest.mark.parametrize(
    "place",
    [
        ((0.0, 0.0, 0.0), "N", (0.0, 0.0, 0.0), "E"),
        ((217.0, 0.0, 0.0), "N", (2.0, 0.0, 0.0), "E"),
        ((17.0, 0.0), "N", (2.0, 0.0, 0.0), "E"),
    ],
)
def test_a_camera_that_does_not_know_the_place_gives_none(place: tuple[object, ...]) -> None:
    assert read_source("a.jpg", photo_bytes(place=place)).taken_place == ""  # type: ignore[arg-type]  # wrong on purpose


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WebP", "GIF", "BMP"])
def test_pictures_of_every_kind_are_known_by_their_bytes(kind: str) -> None:
    found = read_source("photo.bmp", photo_bytes(kind=kind))
    assert found.media_type == f"image/{kind.lower()}"
    assert len(found.pages) == 1


def test_a_fault_of_a_picture_is_no_error_in_our_log() -> None:
    # a TIFF that says that a pixel has 60,000 samples, which Pillow logs as an error
    data = bytearray(photo_bytes(kind="TIFF"))
    at = data.find((277).to_bytes(2, "little"))
    data[at + 8 : at + 10] = (60_000).to_bytes(2, "little")
    assert "damaged" in read_source("a.tif", bytes(data)).problem


def test_a_picture_of_too_many_pixels_is_not_opened() -> None:
    # an empty PNG whose heading says 60,000 by 60,000
    small = bytearray(photo_bytes(kind="PNG"))
    small[16:24] = (60_000).to_bytes(4, "big") * 2
    import zlib

    small[29:33] = zlib.crc32(bytes(small[12:29])).to_bytes(4, "big")
    assert "too large" in read_source("bomb.png", bytes(small)).problem
