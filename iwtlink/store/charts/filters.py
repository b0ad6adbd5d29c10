"""What of a chart is shown: hidden items, chips of the filter bar, focus, strength.

Nothing of this deletes anything; whatever is left out here is there again when the option goes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from iwtlink.store.charts.content import Membership
from iwtlink.store.charts.drafting import Draft
from iwtlink.store.charts.look import Shape
from iwtlink.store.charts.options import ChartOptions
from iwtlink.store.links import STRENGTHS


def filtered(draft: Draft, focus: Collection[int] | None = None) -> Draft:
    """Leave out what is hidden or filtered; ``focus`` are the only entities shown, if any."""
    options = draft.options
    kept, grey = _seen({i: draft.spots[i].visibility for i in draft.entities}, options)
    types = frozenset(options.hidden_types)
    entities = {
        i: row
        for i, row in draft.entities.items()
        if i in kept and row.type not in types and (focus is None or i in focus)
    }
    lines, grey_links = _seen({i: one[1] for i, one in draft.lines.items()}, options)
    hidden = draft.lines.keys() - lines
    shapes = tuple(shape for shape in draft.shapes if is_seen(shape, options))
    held_out = {shape.id for shape in draft.shapes} - {shape.id for shape in shapes}
    weakest = STRENGTHS.index(options.least_strength)
    links = {
        i: row
        for i, row in draft.links.items()
        if i not in hidden
        and row.type not in types
        and row.from_id in entities
        and row.to_id in entities
        and STRENGTHS.index(row.strength) <= weakest
    }
    return replace(
        draft,
        entities=entities,
        links=links,
        shapes=shapes,
        members=tuple(m for m in draft.members if _stand(m, entities, held_out)),
        grey=draft.retracted | grey,
        grey_links=draft.retracted_links | grey_links,
    )


def _seen(marks: Mapping[int, str], options: ChartOptions) -> tuple[set[int], frozenset[int]]:
    """Give what is not hidden, and what of it is greyed."""
    hidden = {i for i, mark in marks.items() if mark == "hidden"}
    grey = {i for i, mark in marks.items() if mark == "grey"}
    if options.hidden_are == "hidden":
        return marks.keys() - hidden, frozenset(grey)
    return set(marks), frozenset(grey | hidden if options.hidden_are == "grey" else grey)


def is_seen(shape: Shape, options: ChartOptions) -> bool:
    """Whether a free shape is drawn."""
    return shape.look.visibility != "hidden" or options.hidden_are != "hidden"


def is_greyed(shape: Shape, options: ChartOptions) -> bool:
    """Whether a free shape that is drawn is greyed."""
    mark = shape.look.visibility
    return mark == "grey" or (mark == "hidden" and options.hidden_are == "grey")


def _stand(member: Membership, entities: Collection[int], held_out: Collection[int]) -> bool:
    """Whether both items of a membership are shown; ``held_out`` are shapes that are not."""
    ends = ((member.holder_kind, member.holder_id), (member.member_kind, member.member_id))
    return all(i in entities if kind == "entity" else i not in held_out for kind, i in ends)
