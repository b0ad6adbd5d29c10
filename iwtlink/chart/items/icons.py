"""Icons as drawings: files of ``resources/icons``, plain, tinted or grey; as SVG symbols too."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from lxml import etree
from numpy.typing import NDArray

from iwtlink.chart.colours.shades import recoloured
from iwtlink.chart.display import Display
from iwtlink.errors import BadInput
from iwtlink.i18n import tr
from iwtlink.paths import resource

_PLAIN = (
    '<circle cx="16" cy="16" r="13" fill="none" stroke="currentColor" stroke-width="2"/>'
    '<circle cx="16" cy="16" r="4" fill="currentColor"/>'
)
"""Drawn where an icon is missing: a ring with a dot, in the type's colour."""


@dataclass(frozen=True, slots=True)
class IconKey:
    """One icon in one shading."""

    name: str
    tint: int = 0
    """0xffrrggbb; 0 for none."""
    is_grey: bool = False
    paper: int = 0
    """Where given, a grey icon is faded towards this paper."""
    folder: str = "entities"

    def drawing(self) -> str | None:
        """Give the SVG text; None where there is no such icon."""
        source = _source(self.folder, self.name)
        if source is None:
            return None
        return recoloured(source, tint=self.tint, is_grey=self.is_grey, paper=self.paper)


@lru_cache(maxsize=512)
def _source(folder: str, name: str) -> str | None:
    path = resource("icons", folder, f"{name}.svg")
    if not re.fullmatch(r"[\w-]+", name) or not path.is_file():
        return None
    return path.read_text(encoding="utf-8")


def icon_keys(
    display: Display, items: NDArray[np.int64]
) -> tuple[tuple[IconKey, ...], NDArray[np.int64]]:
    """Give the different icons of some items, and for each item which one is its own."""
    is_mono = display.style.is_mono
    index = display.icon_index[items].astype(np.int64)
    tints, is_grey = display.tints[items], display.is_grey[items]
    if not tints.any() and not is_grey.any():
        return _plain_keys(display.icon_names, is_mono), index
    paper = display.style.colours.paper
    shades = np.where(is_grey, 1, 0 if is_mono else tints).astype(np.int64)
    different, own = np.unique(index << 32 | shades, return_inverse=True)
    keys = []
    for code in different.tolist():
        name, shade = display.icon_names[code >> 32], code & 0xFFFFFFFF
        if shade == 1:
            keys.append(IconKey(name, is_grey=True, paper=paper))
        else:
            keys.append(IconKey(name, tint=shade, is_grey=is_mono))
    return tuple(keys), own


@lru_cache(maxsize=32)
def _plain_keys(names: tuple[str, ...], is_mono: bool) -> tuple[IconKey, ...]:
    return tuple(IconKey(name, is_grey=is_mono) for name in names)


@lru_cache(maxsize=1024)
def icon_symbol(key: IconKey, symbol_id: str) -> str:
    """Give an icon as a group 1 unit wide and high, to be used scaled; its ids are made its own.

    Not a ``<symbol>``: some viewers, Qt's among them, draw these in their own size only. Raises
    ``BadInput`` where the file is not an SVG drawing.
    """
    drawing = key.drawing()
    if drawing is None:
        return f'<g id="{symbol_id}"><g transform="scale(0.03125)">{_PLAIN}</g></g>'
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        root = etree.fromstring(drawing.encode("utf-8"), parser)
    except etree.XMLSyntaxError as problem:
        raise BadInput(
            tr("The icon {file} is not a drawing: {reason}", file=key.name, reason=problem)
        ) from problem
    return _symbol(root, symbol_id)


def _symbol(root: etree._Element, symbol_id: str) -> str:
    box = root.get("viewBox") or f"0 0 {root.get('width', '32')} {root.get('height', '32')}"
    left, top, width, _ = (float(part) for part in box.split())
    placed = f"scale({1 / width:g}) translate({-left:g} {-top:g})"
    kept = {
        key: value
        for key, value in root.attrib.items()
        if key.startswith(("fill", "stroke")) or key == "color"
    }
    style = "".join(f' {key}="{value}"' for key, value in kept.items())
    etree.cleanup_namespaces(root)
    inner = "".join(etree.tostring(child, encoding="unicode") for child in root)
    inner = inner.replace(' xmlns="http://www.w3.org/2000/svg"', "")
    for name in set(re.findall(r'\bid="([^"]+)"', inner)):
        own = f"{symbol_id}-{name}"
        inner = inner.replace(f'id="{name}"', f'id="{own}"')
        inner = inner.replace(f"#{name})", f"#{own})").replace(f'#{name}"', f'#{own}"')
    return f'<g id="{symbol_id}"><g transform="{placed}"{style}>{inner}</g></g>'
