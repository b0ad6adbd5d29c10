"""Photographs for tests, made here."""

from __future__ import annotations

import io

from PIL import Image

_ORIENTATION, _MAKE = 0x0112, 0x010F


def photo(kind: str = "JPEG", size: tuple[int, int] = (60, 90), turn: int = 1) -> bytes:
    """Give a picture, its left half red, taken by a camera that writes notes into it."""
    picture = Image.new("RGB", size, (0, 0, 255))
    picture.paste((255, 0, 0), (0, 0, size[0] // 2, size[1]))
    notes = picture.getexif()
    notes[_MAKE], notes[_ORIENTATION] = "SECRET CAMERA", turn
    made = io.BytesIO()
    picture.save(made, kind, **({"exif": notes} if kind in ("JPEG", "PNG", "TIFF") else {}))
    return made.getvalue()
