"""From the bytes of a FollowTheMoney file to its tables."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Literal

from iwtlink.errors import BadInput, Progress, no_progress
from iwtlink.i18n import tr
from iwtlink.intake.networks.ftm import parsing, statements, vis
from iwtlink.intake.networks.ftm.items import Joining, Losses
from iwtlink.intake.networks.ftm.tables import TableMaker
from iwtlink.intake.networks.ftm.terms import terms
from iwtlink.intake.networks.ftm.ties import Ties
from iwtlink.intake.networks.model import Drawing, Network, Table
from iwtlink.ontology import Ontology
from iwtlink.store.collector import collector_paused

MOST_BYTES = 512 * 1024 * 1024


def read(path: Path, data: bytes, ontology: Ontology, progress: Progress = no_progress) -> Network:
    """Give the network in a file of entities, of statements, or of a diagram of Aleph.

    Raise ``BadInput`` where it holds none; what cannot be taken over is told as losses.
    """
    with collector_paused():
        return _read(path, data, ontology, progress)


def _read(path: Path, data: bytes, ontology: Ontology, progress: Progress) -> Network:
    if len(data) > MOST_BYTES:
        most = MOST_BYTES // (1024 * 1024)
        raise BadInput(tr("{file} is larger than {most} MB.", file=path.name, most=most))
    text = parsing.decoded(path, data)
    losses = Losses()
    joining = Joining(path.name, losses)
    layout: Mapping[str, object] | None = None
    first_line = text.lstrip()[:10_000].partition("\n")[0]
    if statements.is_statements(first_line):
        joining.add(statements.fragments(path, text, losses, progress))
    else:
        layout = vis.layout_of(path, text)
        found = parsing.fragments(path, text, progress) if layout is None else vis.fragments(layout)
        joining.add(found)
    items = joining.finish()
    if not items:
        raise BadInput(tr("{file} holds no entity of FollowTheMoney.", file=path.name))
    progress(0.6, tr("Joining what belongs together"))
    ties = Ties(items, terms(), ontology, losses)
    sha256 = hashlib.sha256(data).hexdigest()
    datasets = {name for item in items for name in item.datasets}
    origin = f"ftm {next(iter(datasets))}" if len(datasets) == 1 else "{file}"
    maker = TableMaker(str(path), path.name, sha256, origin, ties, progress)
    tables = maker.make(items)
    if not tables:
        raise BadInput(tr("{file} holds no entity that is one with us.", file=path.name))
    drawing: Drawing | None = None
    kind: Literal["ftm", "vis"] = "ftm"
    if layout is not None:
        tables += maker.groups(vis.groups(layout, losses))
        kind, drawing = (
            "vis",
            vis.drawing(path, layout, {item.id: item.ref for item in items}, losses),
        )
    progress(1.0, tr("{file} is read", file=path.name))
    return Network(kind, path.stem, path.name, sha256, _named(tables), drawing, losses.all())


def _named(tables: tuple[Table, ...]) -> tuple[Table, ...]:
    """Give tables whose rows tell in which of them they stand."""
    names = tuple(table.sheet.name for table in tables)
    return tuple(replace(table, sheet=replace(table.sheet, sheet_names=names)) for table in tables)
