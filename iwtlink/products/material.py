"""What the sections of one product are written from: the database read in bulk, and wording."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection, select, text

from iwtlink.i18n import tr
from iwtlink.ontology import Ontology, PropertyType
from iwtlink.ontology.values import format_value
from iwtlink.products.bibliography import Bibliography
from iwtlink.products.content import Citation
from iwtlink.store import entities, schema, statements
from iwtlink.store.entities import EntityRow
from iwtlink.store.ids import SubjectKind
from iwtlink.store.links import LinkRow
from iwtlink.store.refs import external_refs
from iwtlink.store.same_values import by_value
from iwtlink.store.statements import StatementRow

UNCONFIRMED = ("unconfirmed", "tentative")
_MASK_KEEPS = 4


@dataclass(slots=True)
class Material:
    """The open read, the ontology, the sources cited so far, and what has been read already."""

    db: Connection
    ontology: Ontology
    bibliography: Bibliography
    _entities: dict[int, EntityRow] = field(default_factory=dict)
    _minors: frozenset[int] | None = None

    @classmethod
    def open(cls, db: Connection, ontology: Ontology) -> Material:
        """Begin on an open read."""
        return cls(db, ontology, Bibliography(db, ontology))

    def entity(self, entity_id: int) -> EntityRow:
        """Give one entity; KeyError where it is gone."""
        if entity_id not in self._entities:
            self.load([entity_id])
        return self._entities[entity_id]

    def load(self, ids: Iterable[int]) -> None:
        """Read entities ahead, all at once."""
        missing = sorted({int(i) for i in ids} - self._entities.keys())
        if missing:
            self._entities.update(entities.get_entities(self.db, missing))

    def name(self, entity_id: int) -> str:
        """Give the name to print, the original script below it; a minor's is withheld."""
        row = self.entity(entity_id)
        if self.is_minor(entity_id):
            return tr("Minor, name withheld ({ref})", ref=row.ref)
        return f"{row.label}\n{row.script_label}" if row.script_label else row.label

    def label(self, entity_id: int) -> str:
        """Give the name on one line, in Latin letters where there are any."""
        return self.name(entity_id).partition("\n")[0]

    def is_minor(self, entity_id: int) -> bool:
        """Say whether anyone states that this person is a minor."""
        if self._minors is None:
            table = schema.statement
            found = self.db.scalars(
                select(table.c.subject_id).where(
                    table.c.property == "is_minor",
                    table.c.subject_kind == "entity",
                    table.c.value.in_(["yes", "true", "1"]),
                    table.c.is_shown == 1,
                )
            )
            self._minors = frozenset(found)
        return entity_id in self._minors

    def type_label(self, entity_id: int) -> str:
        """Give the label of an entity's type."""
        known = self.ontology.entity_types.get(self.entity(entity_id).type)
        return tr(known.label) if known else self.entity(entity_id).type

    def is_a(self, entity_id: int, ancestors: Iterable[str]) -> bool:
        """Say whether an entity is of one of the types, or of one that extends them."""
        name = self.entity(entity_id).type
        return any(self.ontology.is_a(name, ancestor) for ancestor in ancestors)

    def given_refs(self, entity_id: int) -> str:
        """Give our reference and those that sources use, on one line."""
        theirs = external_refs(self.db, "entity", [entity_id]).get(entity_id, [])
        return ", ".join([self.entity(entity_id).ref, *theirs])

    def statements(self, kind: SubjectKind, ids: Collection[int]) -> dict[int, list[StatementRow]]:
        """Read all statements about the subjects."""
        return statements.read_statements(self.db, kind, sorted(ids)) if ids else {}

    def links_of(self, ids: Collection[int]) -> list[LinkRow]:
        """Read the links with an end among the entities, by start date; load both ends."""
        rows = _links_touching(self.db, ids)
        self.load(end for row in rows for end in (row.from_id, row.to_id))
        return rows

    def told_once(self, rows: Iterable[StatementRow]) -> list[tuple[StatementRow, ...]]:
        """Group statements that say the same, so that each value is printed once."""
        return by_value(self.ontology, rows)

    def cite(self, rows: Iterable[StatementRow]) -> tuple[Citation, ...]:
        """Give the citations of statements."""
        return self.bibliography.cite(row.source for row in rows)

    def property_type(self, kind: SubjectKind, type_name: str, name: str) -> PropertyType | None:
        """Give what is known of a property; None where the ontology no longer has it."""
        if type_name not in self._types(kind):
            return None
        return self.ontology.properties_of(kind, type_name).get(name)

    def _types(self, kind: SubjectKind) -> Collection[str]:
        if kind == "entity":
            return self.ontology.entity_types
        if kind == "link":
            return self.ontology.link_types
        return self.ontology.observation_types

    def value(self, property_type: PropertyType | None, row: StatementRow) -> str:
        """Give a value as it is printed, with its unit; a masked one by its last digits."""
        if property_type is None:
            return " ".join(filter(None, (row.value, row.unit)))
        shown = format_value(property_type, row.value, row.unit)
        return masked(shown) if property_type.is_masked else shown

    def code(self, code_list: str, code: str) -> str:
        """Give the label of a code, itself where the list does not have it."""
        known = self.ontology.code_lists.get(code_list)
        return tr(known.label_of(code)) if known and code else code


def masked(shown: str) -> str:
    """Hide all but the last four characters."""
    return "•••• " + shown[-_MASK_KEEPS:] if len(shown) > _MASK_KEEPS else "••••"


def strength_text(strength: str) -> str:
    """Give the strength in words, in capitals where the reader must not take it for fact."""
    words = {
        "confirmed": tr("confirmed"),
        "unconfirmed": tr("UNCONFIRMED"),
        "tentative": tr("TENTATIVE"),
    }
    return words.get(strength, strength)


_TOUCHING = """
    WITH chosen AS (SELECT value AS id FROM json_each(:ids))
    SELECT id FROM link WHERE from_id IN (SELECT id FROM chosen)
    UNION SELECT id FROM link WHERE to_id IN (SELECT id FROM chosen)
"""


def _links_touching(db: Connection, ids: Collection[int]) -> list[LinkRow]:
    columns = ", ".join(f'"{name}"' for name in LinkRow.__slots__)
    query = (
        f"SELECT {columns} FROM link WHERE id IN ({_TOUCHING}) "
        "ORDER BY coalesce(start_first, '9'), id"
    )
    listed = f"[{', '.join(str(int(i)) for i in ids)}]"
    return [LinkRow(*row) for row in db.execute(text(query), {"ids": listed})]
