"""Tables of entities, links and observations: items that have types and properties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

from iwtlink.gui.reading.columns import (
    NUMBERS,
    Column,
    TableContent,
    code_word,
    number_text,
    property_column,
    strength_text,
)
from iwtlink.gui.reading.grades import PACKED, GradeCells
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology, PropertyType
from iwtlink.ontology.values import format_value
from iwtlink.store.ids import SubjectKind

_NOTHING = float("nan")


@dataclass(frozen=True, slots=True)
class _Shown:
    """The shown values of one property: text to show and number to sort by, by item."""

    known: PropertyType
    texts: dict[int, str]
    numbers: dict[int, float]

    def sort_keys(self, ids: Iterable[int]) -> list[float]:
        return [self.numbers.get(number, _NOTHING) for number in ids]


_ENTITIES = """
    SELECT e.id, e.ref, e.label, e.script_label,
        coalesce((SELECT group_concat(x.ref, ', ') FROM external_ref x
                  WHERE x.item_id = e.id AND x.kind = 'entity'), ''),
        (SELECT count(*) FROM link l WHERE l.from_id = e.id)
            + (SELECT count(*) FROM link l WHERE l.to_id = e.id)
    FROM entity e WHERE e.type = :t ORDER BY e.label COLLATE NOCASE
"""


def read_entities(
    db: Connection, ontology: Ontology, type_name: str, chosen: Sequence[str]
) -> TableContent:
    """Read the entities of a type with the chosen properties, else the featured ones."""
    entity_type = ontology.entity_types.get(type_name)
    known = entity_type.properties if entity_type else {}
    names = chosen or (entity_type.featured if entity_type else ())
    names = [name for name in names if name in known and name != "name"]
    rows = db.execute(text(_ENTITIES), {"t": type_name}).all()
    shown = _shown_values(db, "entity", type_name, [known[name] for name in names])
    columns = (
        Column("label", tr("Name")),
        Column("script_label", tr("Original script")),
        *(property_column(one.known) for one in shown),
        Column("links", tr("Links"), is_number=True),
        Column("external", tr("Source’s own number")),
        Column("ref", tr("Reference")),
    )
    texts = [one.texts for one in shown]
    cells = [
        [row[2], row[3], *(by_id.get(row[0], "") for by_id in texts), str(row[5]), row[4], row[1]]
        for row in rows
    ]
    ids = [row[0] for row in rows]
    sorts = _number_sorts(shown, ids)
    sorts[2 + len(shown)] = [float(row[5]) for row in rows]
    return TableContent("entity", type_name, columns, ids, cells, sorts)


def _shown_values(
    db: Connection, kind: SubjectKind, type_name: str, wanted: Sequence[PropertyType]
) -> list[_Shown]:
    """Read the shown values of some properties of every item of a type, as texts."""
    found = {known.name: _Shown(known, {}, {}) for known in wanted}
    if not found:
        return []
    marks = ", ".join("?" * len(found))
    rows = db.exec_driver_sql(
        f'SELECT s.subject_id, s.property, s.value, s.unit, s.number FROM "{kind}" i '
        "JOIN statement s ON s.subject_id = i.id "
        f"AND s.subject_kind = '{kind}' AND s.property IN ({marks}) "
        "WHERE i.type = ? AND s.is_shown = 1 ORDER BY s.id",
        (*found, type_name),
    )
    formatted: dict[tuple[str, str, str], str] = {}
    told: set[tuple[int, str, str]] = set()
    for item_id, name, value, unit, number in rows.all():
        one = found[name]
        key = (name, value, unit)
        words = formatted.get(key)
        if words is None:
            words = formatted[key] = format_value(one.known, value, unit)
        if (item_id, name, words) not in told:
            told.add((item_id, name, words))
            before = one.texts.get(item_id)
            one.texts[item_id] = words if before is None else f"{before}; {words}"
        if number is not None:
            one.numbers.setdefault(item_id, number)
    return list(found.values())


def _number_sorts(shown: Sequence[_Shown], ids: Sequence[int]) -> dict[int, list[float]]:
    """Give the sort keys of the number columns, which stand from column 2 on."""
    return {
        2 + place: one.sort_keys(ids)
        for place, one in enumerate(shown)
        if one.known.value_type in NUMBERS
    }


def read_links(db: Connection, ontology: Ontology, type_name: str) -> TableContent:
    """Read the links of a type, all links where it is empty."""
    condition = "WHERE l.type = :t" if type_name else ""
    rows = db.execute(
        text(
            'SELECT l.id, l.ref, l.type, f.label, t.label, l.role, l.start, l."end", l.strength, '
            "l.percent, l.amount, l.currency, l.quantity, l.unit, "
            f"coalesce((SELECT min({PACKED}) FROM statement s "
            "  JOIN record r ON r.id = s.record_id "
            "  WHERE s.subject_id = l.id AND s.subject_kind = 'link'), '') "
            "FROM link l JOIN entity f ON f.id = l.from_id JOIN entity t ON t.id = l.to_id "
            f"{condition} ORDER BY f.label COLLATE NOCASE, t.label COLLATE NOCASE"
        ),
        {"t": type_name} if type_name else {},
    ).all()
    grades = GradeCells(db, ontology)
    columns = (
        Column("from", tr("From")),
        Column("verb", tr("Verb")),
        Column("to", tr("To")),
        Column("role", tr("Role")),
        Column("start", tr("Start"), is_date=True),
        Column("end", tr("End"), is_date=True),
        Column("strength", tr("Strength")),
        Column("percent", tr("Percent"), is_number=True),
        Column("amount", tr("Amount"), is_number=True),
        Column("quantity", tr("Quantity"), is_number=True),
        Column("grade", tr("Grade"), tips=grades.tips),
        Column("ref", tr("Reference")),
    )
    cells = []
    for row in rows:
        known = ontology.link_types.get(row[2])
        unit = code_word(ontology, "cites_units", row[13])
        cells.append(
            [
                row[3],
                tr(known.verb) if known else row[2],
                row[4],
                row[5],
                row[6],
                row[7],
                strength_text(row[8]),
                number_text(row[9]),
                " ".join(part for part in (number_text(row[10]), row[11]) if part),
                " ".join(part for part in (number_text(row[12]), unit) if part),
                grades.cell(row[14]),
                row[1],
            ]
        )
    sorts = {
        place: [_NOTHING if row[at] is None else float(row[at]) for row in rows]
        for place, at in ((7, 9), (8, 10), (9, 12))
    }
    return TableContent("link", type_name, columns, [r[0] for r in rows], cells, sorts)


def read_observations(db: Connection, ontology: Ontology, type_name: str) -> TableContent:
    """Read the observations of a type by date, with the properties that any of them has."""
    observation_type = ontology.observation_types.get(type_name)
    known: Mapping[str, PropertyType] = observation_type.properties if observation_type else {}
    rows = db.execute(
        text(
            "SELECT o.id, o.ref, e.label, o.date, coalesce(p.label, ''), "
            f"coalesce({PACKED}, ''), coalesce(d.ref, '') "
            "FROM observation o JOIN entity e ON e.id = o.entity_id "
            "LEFT JOIN entity p ON p.id = o.other_id LEFT JOIN record r ON r.id = o.record_id "
            "LEFT JOIN document d ON d.id = r.document_id "
            "WHERE o.type = :t ORDER BY o.date_first, o.id"
        ),
        {"t": type_name},
    ).all()
    every = _shown_values(db, "observation", type_name, list(known.values()))
    shown = [one for one in every if one.texts]
    grades = GradeCells(db, ontology)
    columns = (
        Column("entity", tr("Of")),
        Column("date", tr("Date"), is_date=True),
        *(property_column(one.known) for one in shown),
        Column("other", tr("With")),
        Column("grade", tr("Grade"), tips=grades.tips),
        Column("document", tr("Source document")),
        Column("ref", tr("Reference")),
    )
    cells = [
        [
            *row[2:4],
            *(one.texts.get(row[0], "") for one in shown),
            *(row[4], grades.cell(row[5]), row[6], row[1]),
        ]
        for row in rows
    ]
    ids = [row[0] for row in rows]
    return TableContent("observation", type_name, columns, ids, cells, _number_sorts(shown, ids))
