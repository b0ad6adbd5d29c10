"""Say what a merge would do, without writing anything."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from iwtlink.errors import Refused
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.store import Store, merging, statements
from iwtlink.store.describing import Described, describe, property_label
from iwtlink.store.judgements import Judgement, between
from iwtlink.store.leads import MergeKind, leads_of
from iwtlink.store.merging.parallel import links_of, parallel_links
from iwtlink.store.statements import StatementRow


@dataclass(frozen=True, slots=True)
class Rivals:
    """Values of one property of which only one is shown, with their sources, the best first."""

    property: str
    label: str
    values: tuple[StatementRow, ...]


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What a merge would do; nothing is written.

    ``parallel_links`` and ``self_links`` are links in words: those that would become one line,
    and those that would be set aside because they join what is merged. ``charts`` are those on
    which an absorbed item stands.
    """

    kept: Described
    absorbed: tuple[Described, ...]
    are_compatible: bool
    rivals: tuple[Rivals, ...]
    parallel_links: tuple[str, ...]
    self_links: tuple[str, ...]
    charts: tuple[str, ...]
    judged_different: tuple[Judgement, ...]


def preview(store: Store, kind: MergeKind, ids: Sequence[int]) -> MergePreview:
    """Say what merging items would do, the first being kept; raise ``Refused`` if one is gone."""
    with store.read() as db:
        wanted = list(dict.fromkeys(leads_of(db, kind, ids)[i] for i in ids))
        known = describe(db, store.ontology, kind, wanted)
        if len(known) < len(wanted):
            raise Refused(tr("What was to be merged is not there any more."))
        kept, *others = wanted
        types = _types(db, kind, wanted)
        judged = [
            one
            for pair, one in between(db, kind, wanted).items()
            if one.verdict == "different" and set(pair) <= set(wanted)
        ]
        parallel, loops = _links_between(db, store.ontology, kind, wanted)
        return MergePreview(
            known[kept],
            tuple(known[i] for i in others),
            all(
                merging.are_compatible(store.ontology, kind, types[kept], types[i]) for i in others
            ),
            tuple(_rivals(db, store.ontology, kind, wanted)),
            tuple(parallel),
            tuple(loops),
            tuple(_charts(db, kind, others)),
            tuple(judged),
        )


def _types(db: Connection, kind: MergeKind, ids: Collection[int]) -> dict[int, str]:
    rows = db.exec_driver_sql(
        f'SELECT id, type FROM "{kind}" WHERE id IN (SELECT value FROM json_each(?))',
        (json.dumps(list(ids)),),
    )
    return {int(row[0]): str(row[1]) for row in rows}


def _rivals(
    db: Connection, ontology: Ontology, kind: MergeKind, ids: Sequence[int]
) -> Iterable[Rivals]:
    """Give the properties of which one value is shown and different ones are stated."""
    found: dict[str, list[StatementRow]] = {}
    for rows in statements.read_statements(db, kind, ids).values():
        for row in rows:
            found.setdefault(row.property, []).append(row)
    single = _single(ontology)
    for name, rows in found.items():
        if name in single and len({row.value for row in rows}) > 1:
            ordered = sorted(rows, key=lambda row: (not row.is_preferred, row.source.grade or "Z"))
            yield Rivals(name, property_label(ontology, name), tuple(ordered))


def _single(ontology: Ontology) -> set[str]:
    properties = [known.properties for known in ontology.entity_types.values()]
    properties += [known.properties for known in ontology.link_types.values()]
    return {
        name for some in properties for name, about in some.items() if about.cardinality == "one"
    }


def _links_between(
    db: Connection, ontology: Ontology, kind: MergeKind, ids: Sequence[int]
) -> tuple[list[str], list[str]]:
    if kind != "entity":
        return [], []
    owners = links_of(db, ids)
    pairs = parallel_links(db, ontology, owners, ids[0], as_one=ids)
    loops = [
        int(row[0])
        for row in db.exec_driver_sql(
            "SELECT id FROM link WHERE from_id IN (SELECT value FROM json_each(?1)) "
            "AND to_id IN (SELECT value FROM json_each(?1)) ORDER BY id",
            (json.dumps(list(ids)),),
        )
    ]
    said = describe(db, ontology, "link", [*loops, *(other for _, other in pairs)])
    return [said[other].label for _, other in pairs], [said[i].label for i in loops]


def _charts(db: Connection, kind: MergeKind, ids: Collection[int]) -> list[str]:
    if kind != "entity":
        return []
    rows = db.exec_driver_sql(
        "SELECT DISTINCT c.title FROM chart c JOIN chart_entity e ON e.chart_id = c.id "
        "WHERE e.entity_id IN (SELECT value FROM json_each(?)) ORDER BY c.title",
        (json.dumps(list(ids)),),
    )
    return [str(row[0]) for row in rows]
