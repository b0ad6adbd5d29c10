"""Photos and scans: when and where they were taken, and the picture upright."""

from __future__ import annotations

import io
import logging
import math
import re
import struct
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from iwtlink.errors import Progress, no_progress
from iwtlink.i18n import tr
from iwtlink.intake.documents.source import MOST_PAGES, PageText, SourceFile, Unreadable

# Pillow logs each note of a camera, and faults of a file as errors of a program
logging.getLogger("PIL").setLevel(logging.CRITICAL)
Image.MAX_IMAGE_PIXELS = 120_000_000
"""A phone's largest photo has 108 million; Pillow refuses twice this by itself."""

_STAMP = re.compile(r"(\d{4}):(\d\d):(\d\d)[ T](\d\d):(\d\d):(\d\d)")
_BROKEN = (
    UnidentifiedImageError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
    OSError,
    EOFError,
    SyntaxError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    ZeroDivisionError,
    OverflowError,
    MemoryError,
    RuntimeError,
    struct.error,
    Warning,
)
"""All that Pillow's readers let out on a damaged file, warnings where they are made errors."""


@contextmanager
def opened(name: str, data: bytes) -> Iterator[Image.Image]:
    """Give an open picture; raise ``Unreadable`` where it is damaged or far too large."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            if math.prod(image.size) > (Image.MAX_IMAGE_PIXELS or 0):
                raise Image.DecompressionBombError
            yield image
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        raise Unreadable(
            tr("{file} is too large a picture to be shown: save a smaller copy.", file=name)
        ) from None
    except _BROKEN as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(tr("{file} is a damaged picture.", file=name)) from error


def read_photo(
    name: str, data: bytes, media_type: str, progress: Progress = no_progress
) -> SourceFile:
    """Give a photo's time and place, and an empty page for each of its pictures."""
    progress(0.0, tr("{file}: reading", file=name))
    with opened(name, data) as image:
        taken_at, taken_place = _said_by_camera(image)
        count = min(int(getattr(image, "n_frames", 1)), MOST_PAGES)
        if media_type != "image/tiff":
            count = 1
    return SourceFile(
        name,
        media_type,
        kind="photograph_set" if taken_at or media_type == "image/jpeg" else "",
        date=taken_at[:10],
        taken_at=taken_at,
        taken_place=taken_place,
        pages=tuple(PageText(number, "", "none") for number in range(1, count + 1)),
    )


def _said_by_camera(image: Image.Image) -> tuple[str, str]:
    """Read time and place; a camera's damaged notes are as good as none."""
    exif: Mapping[int, Any] = _quietly(image.getexif) or {}
    if not isinstance(exif, Image.Exif):
        return "", ""
    camera = _quietly(lambda: exif.get_ifd(ExifTags.IFD.Exif)) or {}
    place = _quietly(lambda: exif.get_ifd(ExifTags.IFD.GPSInfo)) or {}
    stamps = (camera.get(ExifTags.Base.DateTimeOriginal), camera.get(_DIGITIZED))
    return next((found for found in map(_stamp, stamps) if found), ""), _place(place)


_DIGITIZED = ExifTags.Base.DateTimeDigitized


def _quietly(read: Callable[[], Any]) -> Any:
    try:
        return read()
    except _BROKEN:
        return None


def _stamp(written: object) -> str:
    """Give ``2016:05:01 12:33:02`` in ISO 8601, as the camera's clock showed it."""
    found = _STAMP.match(str(written))
    if not found:
        return ""
    try:
        return datetime.strptime(found[0].replace("T", " "), "%Y:%m:%d %H:%M:%S").isoformat()
    except ValueError:
        return ""


def _place(notes: Mapping[int, Any]) -> str:
    latitude = _degrees(notes.get(ExifTags.GPS.GPSLatitude), notes.get(ExifTags.GPS.GPSLatitudeRef))
    longitude = _degrees(
        notes.get(ExifTags.GPS.GPSLongitude), notes.get(ExifTags.GPS.GPSLongitudeRef)
    )
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        return ""
    if latitude == longitude == 0:  # what phones write before they know
        return ""
    return f"{latitude:.6f},{longitude:.6f}"


def _degrees(parts: Any, side: Any) -> float | None:
    """Give degrees, minutes and seconds as decimal degrees; south and west are negative."""
    try:
        degrees, minutes, seconds = (float(part) for part in parts)
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    whole = degrees + minutes / 60 + seconds / 3600
    letter = side.decode("ascii", "ignore") if isinstance(side, bytes) else str(side or "")
    if not math.isfinite(whole):
        return None
    return -whole if letter.strip("\x00 ").upper() in ("S", "W") else whole


def upright(name: str, data: bytes, number: int = 1, width: int = 0) -> Image.Image:
    """Give a picture as it is to be looked at, no wider than ``width`` pixels (0: as it is)."""
    with opened(name, data) as image:
        if number > 1:
            image.seek(number - 1)
        if width and image.format == "JPEG":
            image.draft("RGB", (2 * width, 2 * width))
        turned = ImageOps.exif_transpose(image)
        drawn = turned.convert("RGBA" if _has_holes(turned) else "RGB")
        if width and drawn.width > width:
            height = max(1, round(drawn.height * width / drawn.width))
            drawn = drawn.resize((width, height), Image.Resampling.LANCZOS)
        return drawn


def _has_holes(image: Image.Image) -> bool:
    return image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
