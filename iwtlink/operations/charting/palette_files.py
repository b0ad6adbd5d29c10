"""A named palette as a YAML file, to be handed from one database to another."""

from __future__ import annotations

from pathlib import Path

import yaml

from iwtlink.errors import BadInput
from iwtlink.i18n import tr
from iwtlink.operations.charting.named_palettes import NamedPalette, read_rows, rows_data
from iwtlink.operations.charting.style_files import refuse_aliases
from iwtlink.writing import write_whole

_HEAD = "# A palette of a chart in iwtlink: entity types, link types and preset values.\n"
_MOST_BYTES = 1_000_000


def write_palette(path: Path, palette: NamedPalette) -> None:
    """Write a palette as YAML. ``BadInput`` where the file cannot be written."""
    data = {"palette": palette.name, **rows_data(palette.rows)}
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    write_whole(path, (_HEAD + text).encode("utf-8"))


def read_palette(path: Path) -> NamedPalette:
    """Give the palette in a YAML file, not kept yet. ``BadInput`` says what is wrong with it."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise BadInput(tr("{file} is too large to be a palette.", file=path.name))
        text = path.read_text(encoding="utf-8")
        refuse_aliases(text, path)
        data = yaml.safe_load(text)
    except (OSError, ValueError, yaml.YAMLError, RecursionError) as problem:
        raise BadInput(
            tr("Cannot read the palette in {file}: {reason}", file=path.name, reason=problem)
        ) from problem
    name = data.get("palette") if isinstance(data, dict) else None
    if not isinstance(name, str) or not name.strip():
        raise BadInput(tr("{file} holds no palette.", file=path.name))
    return NamedPalette(0, " ".join(name.split()), read_rows(data))
