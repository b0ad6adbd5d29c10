"""What leaves by the clipboard: chosen items of a chart, with what is stated and by which source.

A clipboard is not encrypted and other programs read it, so an extract holds nothing marked TLP:RED,
and nothing that rests on such a record alone, told apart as for an exchange file; nor do words
beside it that name what only such records tell of, anywhere in the database. Files and who
is behind protected sources stay behind always. Names and a picture of what an analyst copies lie
on the clipboard besides, whatever their marking: they are what he sees.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from iwtlink.operations.carrying.around import words_kept_back
from iwtlink.operations.carrying.arriving import places_in
from iwtlink.operations.carrying.extract import Extract
from iwtlink.operations.exchange.ceiling import Ceiling, mask_protected
from iwtlink.operations.exchange.model import Choice
from iwtlink.store import Store
from iwtlink.store.charts.arriving import Arriving
from iwtlink.store.clocks.fields import SIGNATURES
from iwtlink.store.exchange import State
from iwtlink.store.exchange.originals import read_analysts
from iwtlink.store.exchange.part import read_part, read_standing
from iwtlink.store.markings import Reader

MOST_ENTITIES = 2_000
"""More than these are no part of a chart but a database, and go by an exchange file."""
CEILING = "AMBER+STRICT"
"""The strictest TLP that may lie on a clipboard: RED is for the ears of named people only."""


def taken(
    store: Store, chart_id: int, entity_ids: Collection[int], shape_ids: Collection[int]
) -> Extract:
    """Take an extract of chosen items of a chart."""
    return taken_with_places(store, chart_id, entity_ids, shape_ids)[0]


def taken_with_places(
    store: Store, chart_id: int, entity_ids: Collection[int], shape_ids: Collection[int]
) -> tuple[Extract, Arriving]:
    """Take an extract, and how everything chosen stands, for this database itself."""
    with store.read() as db:
        state = read_part(db, entity_ids, chart_id, shape_ids)
        analysts = read_analysts(db)
        around = words_kept_back(db, Reader(CEILING))
    places = places_in(state)
    rows = _untitled(mask_protected(state))
    ceiling = Ceiling(store.ontology, Choice(ceiling_tlp=CEILING), rows)
    lowered, left_out = ceiling.lowered(rows, around)
    gone = len(set(entity_ids)) - sum(name[0] == "chart_entity" for name in rows)
    left_out |= {"retraction": gone} if gone > 0 else {}
    rows = lowered | _plain_places(rows, lowered)
    wrote = {(row.data or {}).get(column) for row in rows.values() for column in SIGNATURES}
    rows |= {name: row for name, row in analysts.items() if name[1] in wrote}
    about = store.about
    return Extract(about.title, about.code, rows, left_out, store.is_encrypted), places


def places_of(
    store: Store, chart_id: int, entity_ids: Collection[int], shape_ids: Collection[int]
) -> Arriving:
    """Take how everything chosen stands, for this database itself, and no extract."""
    with store.read() as db:
        return places_in(read_standing(db, chart_id, entity_ids, shape_ids))


def _plain_places(rows: State, lowered: State) -> State:
    """Give the places of what leaves whose look names what does not, as usual items."""
    columns = {"chart_entity": ("entity", "entity_id"), "chart_link": ("link", "link_id")}
    return {
        name: replace(row, data={**row.data, "look": "{}"})
        for name, row in rows.items()
        if name[0] in columns and name not in lowered and row.data is not None
        for table, column in (columns[name[0]],)
        if (table, str(row.data[column])) in lowered
    }


def _untitled(rows: State) -> State:
    """Leave out what the chart itself is called and how it is worked on: parts of it leave."""
    bare = {"title": "", "options": "{}"}
    return {
        name: replace(row, data={**row.data, **bare}, clocks={})
        if row.table == "chart" and row.data is not None
        else row
        for name, row in rows.items()
    }
