"""Keeping a chart that was laid out: places, and what its layout drew besides, as one step."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from iwtlink.store import Edit, charts
from iwtlink.store.charts import ChartContent
from iwtlink.store.charts.look import LinkLook, Look, Shape
from iwtlink.store.ids import ChartId, EntityId, uuid7


def keep_arrangement(edit: Edit, chart_id: ChartId, done: ChartContent) -> bool:
    """Write a chart laid out anew: places, and what its layout drew. Say whether it changed.

    Looks keep all else that was set meanwhile; hidden links lose what a layout set for them.
    """
    there = charts.read_chart(edit.connection, chart_id)
    ids = [EntityId(int(i)) for i in done.entity_ids]
    wanted = dict(zip(ids, done.positions.tolist(), strict=True))
    stood = dict(zip(there.entity_ids.tolist(), there.positions.tolist(), strict=True))
    charts.move(edit, chart_id, ids, done.positions)
    is_changed = any(stood[i] != wanted[i] for i in stood.keys() & wanted.keys())
    is_changed |= _keep_widths(edit, chart_id, done)
    is_changed |= _keep_bends(edit, chart_id, done)
    return _keep_shapes(edit, chart_id, done) or is_changed


def _keep_widths(edit: Edit, chart_id: ChartId, done: ChartContent) -> bool:
    known = charts.looks_on(edit.connection, chart_id)
    changed: dict[int, Look] = {}
    for entity_id, look in zip(done.entity_ids.tolist(), done.looks, strict=False):
        old = known.get(entity_id, Look())
        if look.by_layout or old.by_layout:
            new = replace(old, width=look.width, by_layout=look.by_layout)
            changed |= {entity_id: new} if new != old else {}
    charts.set_looks(edit, chart_id, changed)
    return bool(changed)


def _keep_bends(edit: Edit, chart_id: ChartId, done: ChartContent) -> bool:
    known = charts.link_looks_on(edit.connection, chart_id)
    drawn = dict(zip(done.link_ids.tolist(), done.link_looks, strict=False))
    gone = {i: LinkLook() for i, look in known.items() if look.by_layout and i not in drawn}
    changed: dict[int, LinkLook] = {}
    for link_id, look in (drawn | gone).items():
        old = known.get(link_id, LinkLook())
        new = replace(old, corners=look.corners, by_layout=look.by_layout)
        changed |= {link_id: new} if new != old else {}
    charts.set_link_looks(edit, chart_id, changed)
    return bool(changed)


def _keep_shapes(edit: Edit, chart_id: ChartId, done: ChartContent) -> bool:
    """Put the free items that the layout drew in the place of those of the layout before, also of
    one on another laptop that is not shown any more."""
    stay = {shape.id for shape in done.shapes}
    known = charts.shapes_on(edit.connection, chart_id)
    old = [one for one in known if one.look.by_layout and one.id not in stay]
    new = [one for one in done.shapes if one.id < 0]
    if [_drawn(one) for one in old] == [_drawn(one) for one in sorted(new, key=_by_depth)]:
        return False
    charts.remove_shapes(edit, [one.id for one in old])
    work = uuid7()
    for one in new:
        charts.add_shape(edit, chart_id, *_drawn(one, work))
    return True


def _drawn(shape: Shape, work: str = "") -> tuple[Any, ...]:
    """Give what is drawn of a free item, as ``add_shape`` takes it; and by which work."""
    return (
        shape.kind,
        shape.x,
        shape.y,
        shape.width,
        shape.height,
        shape.text,
        replace(shape.look, drawn_in=work),
        shape.depth,
    )


def _by_depth(shape: Shape) -> tuple[int, int]:
    return shape.depth, -shape.id
