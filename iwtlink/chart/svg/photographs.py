"""Photographs as they stand in an SVG file: as the screen shows them, and saying nothing else.

What a camera writes into a file (place, time, owner) stays behind, as does what is cut off.
"""

from __future__ import annotations

import base64
import io

from PIL import Image, ImageOps

_ICON_PX, _WHOLE_PX = 512, 2048
"""Longest side of a photograph in place of an icon, and of a picture that stands free."""
_QUALITY = 88


def icon_photograph(data: bytes, *, is_grey: bool = False) -> str:
    """Give the middle square of a picture file as a data URI; empty where it is not readable."""
    return _uri(data, _ICON_PX, is_square=True, is_grey=is_grey)


def whole_photograph(data: bytes, *, is_grey: bool = False) -> str:
    """Give a picture file as a data URI; empty where it is not readable."""
    return _uri(data, _WHOLE_PX, is_square=False, is_grey=is_grey)


def _uri(data: bytes, side: int, *, is_square: bool, is_grey: bool) -> str:
    try:
        with Image.open(io.BytesIO(data)) as file:
            file.draft("RGB", (2 * side, 2 * side))
            picture = _plain(ImageOps.exif_transpose(file), is_grey=is_grey)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return ""
    if is_square:
        picture = _middle(picture)
    picture.thumbnail((side, side), Image.Resampling.LANCZOS)
    kind = "png" if "A" in picture.getbands() else "jpeg"
    made = io.BytesIO()
    picture.save(made, kind, quality=_QUALITY)
    return f"data:image/{kind};base64,{base64.b64encode(made.getvalue()).decode('ascii')}"


def _plain(picture: Image.Image, *, is_grey: bool) -> Image.Image:
    """Give the pixels alone, in colours every viewer knows."""
    has_alpha = "A" in picture.getbands() or "transparency" in picture.info
    pixels = picture.convert("RGBA" if has_alpha else "RGB")
    if is_grey:
        pixels = pixels.convert("LA" if has_alpha else "L")
    plain = Image.new(pixels.mode, pixels.size)
    plain.paste(pixels)
    return plain


def _middle(picture: Image.Image) -> Image.Image:
    """Give the middle square, a little above the centre of a portrait: where the face is."""
    wide, high = picture.size
    side = min(wide, high)
    left, top = (wide - side) // 2, (high - side) // 4
    return picture.crop((left, top, left + side, top + side))
