"""FollowTheMoney statements: a CSV file with one value of one entity to a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from iwtlink.errors import BadInput, Progress, no_progress
from iwtlink.i18n import tr
from iwtlink.intake.networks.ftm.items import Fragment, Losses

NEEDED = ("canonical_id", "entity_id", "prop", "schema", "value")
MOST_CHARACTERS_IN_A_CELL = 16 * 1024 * 1024
_BETWEEN_REPORTS = 20_000


def is_statements(first_line: str) -> bool:
    """Say whether a file that begins with this line holds statements."""
    try:
        columns = next(csv.reader([first_line]), [])
    except csv.Error:
        return False
    return {"prop", "schema", "value"} <= set(columns) and bool(
        {"canonical_id", "entity_id"} & set(columns)
    )


def fragments(
    path: Path, text: str, losses: Losses, progress: Progress = no_progress
) -> Iterator[Fragment]:
    """Give a fragment for each row. Where a statement comes from (origin, language, when it was
    seen) stays in the file and is told."""
    csv.field_size_limit(MOST_CHARACTERS_IN_A_CELL)
    stream = io.StringIO(text, newline="")
    reader = csv.DictReader(stream)
    try:
        for count, row in enumerate(reader, start=1):
            line = reader.line_num
            where = tr("line {line}", line=line)
            if count % _BETWEEN_REPORTS == 0:
                progress(0.5 * stream.tell() / len(text), tr("Reading line {line}", line=line))
            if None in row:
                losses.tell(tr("More cells than the header has"), where)
            for name in ("origin", "lang", "original_value"):
                if row.get(name):
                    losses.tell(tr("“{name}” of a statement", name=name), where)
            yield Fragment(line, _entity(row))
    except csv.Error:
        raise BadInput(
            tr(
                "{file}, line {line}: this is not a row of statements.",
                file=path.name,
                line=reader.line_num,
            )
        ) from None


def _entity(row: dict[str, str]) -> dict[str, object]:
    entity_id, own_id = row.get("canonical_id"), row.get("entity_id")
    found: dict[str, object] = {"id": entity_id or own_id, "schema": row.get("schema")}
    if own_id and entity_id:
        found["referents"] = [own_id]
    if row.get("dataset"):
        found["datasets"] = [row["dataset"]]
    if row.get("prop") and row["prop"] != "id":
        found["properties"] = {row["prop"]: [row.get("value")]}
    return found
