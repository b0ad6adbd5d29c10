"""A named palette as a YAML file, to be handed from one database to another."""

from __future__ import annotations

from pathlib import Path

from iwtlink.errors import BadInput
from iwtlink.i18n import tr
from iwtlink.operations.charting.named_palettes import NamedPalette, read_rows, rows_data
from iwtlink.operations.charting.shared_files import read_shared, write_shared

_HEAD = "# A palette of a chart in iwtlink: entity types, link types and preset values.\n"


def write_palette(path: Path, palette: NamedPalette) -> None:
    """Write a palette as YAML. ``BadInput`` where the file cannot be written."""
    write_shared(path, _HEAD, {"palette": palette.name, **rows_data(palette.rows)})


def read_palette(path: Path) -> NamedPalette:
    """Give the palette in a YAML file, not kept yet. ``BadInput`` says what is wrong with it."""
    data = read_shared(
        path,
        tr("{file} is too large to be a palette.", file=path.name),
        lambda why: tr("Cannot read the palette in {file}: {reason}", file=path.name, reason=why),
    )
    name = data.get("palette") if isinstance(data, dict) else None
    if not isinstance(name, str) or not name.strip():
        raise BadInput(tr("{file} holds no palette.", file=path.name))
    return NamedPalette(0, " ".join(name.split()), read_rows(data))
