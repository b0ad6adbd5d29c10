"""Pictures of pages, made in memory: for reading, as thumbnails, and cut out of a page."""

from __future__ import annotations

import io

from PIL import Image

from iwtlink.i18n import tr
from iwtlink.intake.documents import photos
from iwtlink.intake.documents.kinds import PDF, PICTURES
from iwtlink.intake.documents.source import Unreadable

MOST_WIDTH = 4_000
"""Pixels: no screen shows more of a page at once."""


def has_pictures(media_type: str) -> bool:
    """Whether pages of such a file can be shown as they look."""
    return media_type == PDF or media_type in PICTURES


def page_picture(data: bytes, media_type: str, number: int, width: int, name: str = "") -> bytes:
    """Draw page ``number`` (from 1) ``width`` pixels wide; give it as PNG.

    Raise ``Unreadable`` for a file whose pages have no looks of their own (text, tables).
    """
    return _png(_drawn(data, media_type, number, width, name))


def thumbnail(data: bytes, media_type: str, width: int = 160, name: str = "") -> bytes:
    """Draw the first page small; give it as PNG."""
    return _png(_drawn(data, media_type, 1, width, name))


def crop_picture(
    data: bytes,
    media_type: str,
    number: int,
    region: tuple[float, float, float, float],
    *,
    name: str = "",
    most: int = 1_200,
) -> bytes:
    """Cut a part out of a page, such as a face; give it as JPEG, its longer side at most
    ``most`` pixels.

    ``region`` is x, y, width, height in fractions of the page as it is shown.
    """
    x, y, width, height = region
    finest = MOST_WIDTH if media_type == PDF else 0
    whole = _drawn(data, media_type, number, finest, name)
    box = (
        round(x * whole.width),
        round(y * whole.height),
        round((x + width) * whole.width),
        round((y + height) * whole.height),
    )
    if box[2] - box[0] < 2 or box[3] - box[1] < 2:
        raise Unreadable(tr("The part chosen is too small."))
    part = whole.crop(box)
    part.thumbnail((most, most), Image.Resampling.LANCZOS)
    buffer = io.BytesIO()
    _on_white(part).save(buffer, "JPEG", quality=90)
    return buffer.getvalue()


def _drawn(data: bytes, media_type: str, number: int, width: int, name: str) -> Image.Image:
    name = name or tr("The file")
    width = min(width, MOST_WIDTH)
    if media_type == PDF:
        from iwtlink.intake.documents.pdf import draw_page  # slow to load

        return draw_page(name, data, number, width)
    if media_type in PICTURES:
        return photos.upright(name, data, number, width)
    raise Unreadable(tr("{file} has no pages to look at, only text.", file=name))


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image.convert("RGB")
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    return paper


def _png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()
