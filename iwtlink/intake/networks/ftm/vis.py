"""A diagram of Aleph: its entities, and where each was drawn."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from iwtlink.i18n import tr
from iwtlink.intake.networks.ftm import parsing
from iwtlink.intake.networks.ftm.items import Fragment, Losses
from iwtlink.intake.networks.model import Drawing, Drawn

UNIT = 32.0
"""Pixels of ours in a unit of a diagram, whose items stand some five units apart."""
FARTHEST = 100_000
_COLOUR = re.compile("#[0-9A-Fa-f]{6}")
_CONTROLS = re.compile("[\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def layout_of(path: Path, text: str) -> Mapping[str, object] | None:
    """Give the layout of a diagram; nothing where the file is none."""
    if not text.lstrip().startswith("{") or '"layout"' not in text:
        return None
    lines = (line for line in text.splitlines() if line.strip())
    if '"schema"' in next(lines, "") and '"layout"' not in text[:2000]:
        return None
    page = parsing.whole(path, text)
    layout = page.get("layout") if isinstance(page, Mapping) else None
    return layout if isinstance(layout, Mapping) else None


def fragments(layout: Mapping[str, object]) -> Iterator[Fragment]:
    """Give the entities of a diagram, numbered as they stand."""
    for number, said in enumerate(_list(layout, "entities"), start=1):
        yield Fragment(number, said)


def drawing(
    path: Path, layout: Mapping[str, object], refs: Mapping[str, str], losses: Losses
) -> Drawing:
    """Give where the entities were drawn and in what colour; what else is drawn is told."""
    items: dict[str, Drawn] = {}
    for vertex in _list(layout, "vertices"):
        if not isinstance(vertex, Mapping):
            losses.tell(tr("Vertex that is none"), "")
            continue
        name = str(vertex.get("id", ""))[:200]
        entity_id = vertex.get("entityId") or name.removeprefix("entity:")
        if not isinstance(entity_id, str) or entity_id not in refs:
            losses.tell(tr("Vertex for a value that is no entity"), name)
            continue
        place = vertex.get("position")
        x, y = (_number(place.get(axis)) if isinstance(place, Mapping) else None for axis in "xy")
        if x is None or y is None:
            losses.tell(tr("Vertex without a place"), name)
            continue
        if vertex.get("hidden") is True:
            losses.tell(tr("Hidden vertex: now shown"), name)
        colour = vertex.get("color")
        is_colour = isinstance(colour, str) and _COLOUR.fullmatch(colour)
        if colour and not is_colour:
            losses.tell(tr("Colour of a vertex"), name)
        items[refs[entity_id]] = Drawn(x * UNIT, y * UNIT, {"colour": colour} if is_colour else {})
    for edge in _list(layout, "edges"):
        if isinstance(edge, Mapping) and edge.get("color"):
            losses.tell(tr("Colour of an edge"), str(edge.get("id", ""))[:200])
    return Drawing(path.stem, items)


def groups(layout: Mapping[str, object], losses: Losses) -> list[tuple[str, list[str]]]:
    """Give the groups of a diagram: what each is called, and the ids of its entities."""
    found: list[tuple[str, list[str]]] = []
    for number, group in enumerate(_list(layout, "groupings"), start=1):
        if not isinstance(group, Mapping):
            losses.tell(tr("Group that is none"), tr("group {n}", n=number))
            continue
        label = _CONTROLS.sub(" ", str(group.get("label") or "")).strip()
        members = [str(name).removeprefix("entity:") for name in _list(group, "vertices")]
        found.append((label or tr("Group {n}", n=number), members))
        if group.get("color"):
            losses.tell(tr("Colour of a group"), label)
    return found


def _list(of: Mapping[str, object], name: str) -> list[object]:
    found = of.get(name)
    return found if isinstance(found, list) else []


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) and abs(number) < FARTHEST else None
