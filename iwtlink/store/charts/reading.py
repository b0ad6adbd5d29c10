"""Reading all that one chart draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, text

from iwtlink.store import about, links
from iwtlink.store.charts.content import ChartContent
from iwtlink.store.charts.drafting import Draft, Spot
from iwtlink.store.charts.facts import entity_facts, link_facts
from iwtlink.store.charts.filters import filtered
from iwtlink.store.charts.holding import members_on
from iwtlink.store.charts.look import LinkLook, Look, read_look
from iwtlink.store.charts.naming import ids_of
from iwtlink.store.charts.options import ChartOptions, read_options
from iwtlink.store.charts.past import as_kept
from iwtlink.store.charts.readers import for_reader
from iwtlink.store.charts.retracted import with_retracted
from iwtlink.store.charts.shapes import drawn_last, shapes_on
from iwtlink.store.charts.snapshots import snapshot_state
from iwtlink.store.charts.states import State
from iwtlink.store.collector import collector_paused
from iwtlink.store.entities import EntityRow, get_entities
from iwtlink.store.links import STRENGTHS, LinkRow
from iwtlink.store.markings import Kept, Reader, kept_from


def read_chart(
    db: Connection, chart_id: int, *, facts: bool = True, reader: Reader | None = None
) -> ChartContent:
    """Read all that is drawn on a chart, as far as a reader may see it.

    Without ``facts`` nothing is read that only stands under labels and at corners.
    """
    with collector_paused():
        return _read(db, _draft(db, chart_id), facts, reader or Reader())


def snapshot_content(
    db: Connection, snapshot_id: int, *, facts: bool = True, reader: Reader | None = None
) -> ChartContent:
    """Read a chart as it stood at a snapshot, with what its items are called now."""
    chart_id, state = snapshot_state(db, snapshot_id)
    draft = as_kept(db, _draft(db, chart_id), state)
    return _read(db, draft, facts, reader or Reader(), state)


def _read(
    db: Connection, draft: Draft, has_facts: bool, reader: Reader, then: State | None = None
) -> ChartContent:
    kept = Kept()
    if reader.is_limited:
        kept = kept_from(db, reader)
        draft = for_reader(db, draft, kept)
    else:
        draft = with_retracted(db, draft, then)
    draft = filtered(draft, _focus(db, draft))
    content = _content(db, draft)
    if not has_facts:
        return content
    return replace(
        content, facts=entity_facts(db, draft, kept), link_facts=link_facts(db, draft, kept)
    )


def content_of(db: Connection, title: str, entity_ids: Sequence[int]) -> ChartContent:
    """Give what a chart of just these entities would draw, nothing placed yet."""
    spots = {int(i): Spot() for i in entity_ids}
    return _content(db, Draft(0, title, ChartOptions(), spots, *_items(db, spots)))


_HEAD = """
    SELECT c.title, c.options, coalesce(a.name, ''), coalesce(
        (SELECT max(s.started_at) FROM step s WHERE s.scope = 'chart:' || c.id), c.entered_at)
    FROM chart c LEFT JOIN analyst a ON a.id = c.entered_by WHERE c.id = :c
"""
_SPOTS = """
    SELECT c.entity_id, c.x, c.y, c.is_pinned, c.look, c.visibility, c.placed_at, e.uid
    FROM chart_entity c JOIN entity e ON e.id = c.entity_id WHERE c.chart_id = ? ORDER BY c.id
"""
_LINES = "SELECT link_id, look, visibility FROM chart_link WHERE chart_id = ?"


def _draft(db: Connection, chart_id: int) -> Draft:
    head = db.execute(text(_HEAD), {"c": chart_id}).one_or_none()
    title, options, author, made_at = head or ("", "", "", "")
    spots = {int(row[0]): Spot(*row[1:]) for row in db.exec_driver_sql(_SPOTS, (chart_id,))}
    return Draft(
        chart_id,
        title,
        read_options(options),
        spots,
        *_items(db, spots),
        lines={int(row[0]): (row[1], row[2]) for row in db.exec_driver_sql(_LINES, (chart_id,))},
        shapes=shapes_on(db, chart_id),
        members=members_on(db, chart_id),
        author=author,
        made_on=made_at[:10],
    )


def _focus(db: Connection, draft: Draft) -> frozenset[int] | None:
    """Give the only entities shown; None for all, as where none of those named is here."""
    named = draft.options.focus
    return (frozenset(ids_of(db, "entity", named).values()) & draft.spots.keys()) or None


def _folded(db: Connection, draft: Draft) -> tuple[tuple[int, ...], ...]:
    """Give the groups drawn as one bundle by id: of each what is shown, the first for all."""
    groups = draft.options.folded
    known = ids_of(db, "entity", [uid for group in groups for uid in group]) if groups else {}
    there = [
        tuple(dict.fromkeys(known[uid] for uid in group if known.get(uid) in draft.entities))
        for group in groups
    ]
    return tuple(group for group in there if len(group) > 1)


def _items(
    db: Connection, spots: Mapping[int, Spot]
) -> tuple[dict[int, EntityRow], dict[int, LinkRow]]:
    ids = list(spots)
    found = get_entities(db, ids)
    return {i: found[i] for i in ids}, {row.id: row for row in links.links_among(db, ids)}


_RANKS = {name: rank for rank, name in enumerate(STRENGTHS)}


def _content(db: Connection, draft: Draft) -> ChartContent:
    shown = list(draft.entities.values())
    drawn = list(draft.links.values())
    spots = [draft.spots[row.id] for row in shown]
    index = {row.id: position for position, row in enumerate(shown)}
    ends = [(index[row.from_id], index[row.to_id]) for row in drawn]
    return ChartContent(
        chart_id=draft.chart_id,
        title=draft.title,
        notice=about.read_about(db).notice,
        entity_ids=np.array([row.id for row in shown], dtype=np.int64),
        types=[row.type for row in shown],
        labels=[row.label for row in shown],
        script_labels=[row.script_label for row in shown],
        positions=np.array([(s.x, s.y) for s in spots], dtype=np.float64).reshape(-1, 2),
        is_pinned=np.array([s.is_pinned for s in spots], dtype=bool),
        picture_ids=np.array([row.picture_id or 0 for row in shown], dtype=np.int64),
        link_ids=np.array([row.id for row in drawn], dtype=np.int64),
        link_types=[row.type for row in drawn],
        ends=np.array(ends, dtype=np.int64).reshape(-1, 2),
        is_directed=np.array([row.is_directed for row in drawn], dtype=bool),
        strengths=np.array([_RANKS[row.strength] for row in drawn], dtype=np.uint8),
        roles=[row.role for row in drawn],
        percents=np.array([np.nan if row.percent is None else row.percent for row in drawn]),
        amounts=[_amount(row) for row in drawn],
        quantities=[_quantity(row) for row in drawn],
        starts=[row.start for row in drawn],
        ends_on=[row.end for row in drawn],
        options=draft.options,
        looks=_looks(draft),
        is_grey=_marks(draft.entities, draft.grey),
        link_looks=_link_looks(draft),
        link_is_grey=_marks(draft.links, draft.grey_links),
        uids=tuple(s.uid for s in spots) if draft.chart_id else (),
        shapes=drawn_last(draft.shapes),
        members=draft.members,
        folded=_folded(db, draft),
        selected_entities=_selected(db, "entity", draft.options),
        selected_links=_selected(db, "link", draft.options),
        author=draft.author,
        made_on=draft.made_on,
    )


def _selected(db: Connection, table: str, options: ChartOptions) -> dict[str, frozenset[int]]:
    """Give the ids in each stored selection."""
    stored = options.selections
    if not stored:
        return {}
    known = ids_of(db, table, [uid for uids in stored.values() for uid in uids])
    return {
        number: frozenset(known[uid] for uid in uids if uid in known)
        for number, uids in stored.items()
    }


def _looks(draft: Draft) -> tuple[Look, ...]:
    """Give a look for each entity; none where all are drawn as usual."""
    words = [draft.spots[i].look for i in draft.entities]
    if all(one == "{}" for one in words):
        return ()
    looks = {one: read_look(Look, one) for one in set(words)}
    return tuple(looks[one] for one in words)


def _link_looks(draft: Draft) -> tuple[LinkLook, ...]:
    usual = LinkLook()
    known = {i: one[0] for i, one in draft.lines.items() if one[0] != "{}" and i in draft.links}
    if not known:
        return ()
    return tuple(read_look(LinkLook, known[i]) if i in known else usual for i in draft.links)


def _marks(ids: Mapping[int, object], marked: frozenset[int]) -> NDArray[np.bool_]:
    if not marked:
        return np.zeros(0, bool)
    return np.array([i in marked for i in ids], dtype=bool)


def _amount(row: LinkRow) -> str:
    return "" if row.amount is None else f"{row.amount:,.10g} {row.currency}".strip()


def _quantity(row: LinkRow) -> str:
    return "" if row.quantity is None else f"{row.quantity:,.10g} {row.unit}".strip()
