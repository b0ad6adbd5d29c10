"""Entity icons as SVG symbols, read from ``resources/icons/entities``."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

from iwtlink.errors import BadInput
from iwtlink.i18n import tr
from iwtlink.paths import resource

_PLAIN = (
    '<circle cx="16" cy="16" r="13" fill="none" stroke="currentColor" stroke-width="2"/>'
    '<circle cx="16" cy="16" r="4" fill="currentColor"/>'
)
"""Drawn where an icon is missing: a ring with a dot, in the type's colour."""


@lru_cache(maxsize=1024)
def icon_symbol(name: str, symbol_id: str) -> str:
    """Give the icon ``name`` as a ``<symbol>``; ids inside it are made its own.

    Raises ``BadInput`` where the file is not an SVG drawing.
    """
    path = resource("icons", "entities", f"{name}.svg")
    if not re.fullmatch(r"[\w-]+", name) or not path.is_file():
        return f'<symbol id="{symbol_id}" viewBox="0 0 32 32">{_PLAIN}</symbol>'
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        root = etree.fromstring(path.read_bytes(), parser)
    except etree.XMLSyntaxError as problem:
        raise BadInput(
            tr("The icon {file} is not a drawing: {reason}", file=path, reason=problem)
        ) from problem
    return _symbol(root, symbol_id)


def _symbol(root: etree._Element, symbol_id: str) -> str:
    box = root.get("viewBox") or f"0 0 {root.get('width', '32')} {root.get('height', '32')}"
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
    return f'<symbol id="{symbol_id}" viewBox="{box}"{style}>{inner}</symbol>'
