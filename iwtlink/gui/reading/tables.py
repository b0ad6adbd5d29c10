"""Reads a table: every row of one kind, or of one type of a kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from iwtlink.gui.reading.columns import TableContent, TableName, empty_columns, folded_rows
from iwtlink.gui.reading.plain_tables import read_plain
from iwtlink.gui.reading.typed_tables import read_entities, read_links, read_observations
from iwtlink.ontology import Ontology


def read_table(
    db: Connection, ontology: Ontology, table: TableName, chosen: Sequence[str] = ()
) -> TableContent:
    """Read every row of a table; ``chosen`` names properties to show instead of the featured."""
    if table.kind == "entity":
        content = read_entities(db, ontology, table.type, chosen)
    elif table.kind == "link":
        content = read_links(db, ontology, table.type)
    elif table.kind == "observation":
        content = read_observations(db, ontology, table.type)
    else:
        content = read_plain(db, ontology, table.kind)
    empty = empty_columns(content.cells, len(content.columns))
    return replace(content, folded=folded_rows(content.cells), empty=empty)
