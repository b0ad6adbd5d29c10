"""Places a picture handed in as bytes, scaled to its width on paper."""

from __future__ import annotations

import io
from collections.abc import Mapping

from openpyxl.drawing.image import Image
from openpyxl.utils import get_column_letter
from openpyxl.utils.units import points_to_pixels

from iwtlink.products.content import Picture
from iwtlink.products.xlsx import look
from iwtlink.products.xlsx.page import Page

_ROW_POINTS = 15.0
_PIXELS_PER_MM = 96 / 25.4


def put_picture(page: Page, picture: Picture, pictures: Mapping[str, bytes | None]) -> None:
    """Put the picture over the width asked for, and its caption below it.

    A picture that was not handed in leaves no gap and no caption.
    """
    data = pictures.get(picture.name)
    if not data:
        return
    image = _scaled(data, picture.width_mm or page.width_mm, picture.height_mm)
    page.keep_together(image.height * 0.75 + 30)
    page.worksheet.add_image(image, f"A{page.row}")
    rows = int(image.height / points_to_pixels(_ROW_POINTS)) + 1
    for _row in range(rows):
        page.skip(_ROW_POINTS)
    if picture.caption:
        page.put(
            1,
            picture.caption,
            span=page.last,
            font=look.font(picture.caption, 9, colour=look.QUIET),
        )
        page.fit([(picture.caption, page.room(1, page.last, 9), 9, False)], least=16)
        page.row += 1
    page.skip(8)


def put_beside(
    page: Page, picture: Picture, pictures: Mapping[str, bytes | None], column: int
) -> None:
    """Put the picture at the right of what follows, from the grid column on; no row is taken."""
    data = pictures.get(picture.name)
    if not data:
        return
    room = sum(page.grid[column - 1 :]) / sum(page.grid) * page.width_mm
    image = _scaled(data, min(picture.width_mm or room, room), picture.height_mm)
    page.worksheet.add_image(image, f"{get_column_letter(column)}{page.row}")


def _scaled(data: bytes, width_mm: float, height_mm: float) -> Image:
    """Give the picture at its size on paper; the file keeps every pixel it came with."""
    image = Image(io.BytesIO(data))
    scale = width_mm * _PIXELS_PER_MM / image.width
    if height_mm:
        scale = min(scale, height_mm * _PIXELS_PER_MM / image.height)
    image.width, image.height = round(image.width * scale), round(image.height * scale)
    return image
