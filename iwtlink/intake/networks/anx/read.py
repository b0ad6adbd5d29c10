"""Reads an i2 chart whole: tables with their mappings, the drawing, and what is lost."""

from __future__ import annotations

import hashlib
from pathlib import Path

from iwtlink.errors import BadInput, Progress, no_progress
from iwtlink.i18n import tr
from iwtlink.intake.networks.anx.chart import Chart
from iwtlink.intake.networks.anx.choosing import choose
from iwtlink.intake.networks.anx.drafting import cards_mapping, items_mapping, links_mapping
from iwtlink.intake.networks.anx.grading import grades_of
from iwtlink.intake.networks.anx.losses import Losses, tell_unread
from iwtlink.intake.networks.anx.parts import MOST_ITEMS, Reading, chart_title, where
from iwtlink.intake.networks.anx.tables import make_sheets
from iwtlink.intake.networks.anx.ties import read_ties
from iwtlink.intake.networks.anx.words import chart_words
from iwtlink.intake.networks.model import Drawing, Drawn, Network, Table
from iwtlink.intake.networks.recognise import recognise
from iwtlink.intake.networks.xml import local_name, read_xml
from iwtlink.ontology import Ontology
from iwtlink.store.collector import collector_paused


def read(path: Path, data: bytes, ontology: Ontology, progress: Progress = no_progress) -> Network:
    """Give the network of an i2 chart. Raises ``BadInput`` naming the line or the chart item.

    Time is linear in chart items.
    """
    recognise(path.name, data)
    words, losses = chart_words(), Losses()
    with collector_paused():
        parsed = read_xml(path.name, data, progress)
        if local_name(parsed.root) != "Chart":
            raise BadInput(
                tr(
                    "{file}, line {line}: this is no i2 chart: "
                    "it begins with “{name}”, not “Chart”.",
                    file=path.name,
                    line=parsed.root.sourceline or 1,
                    name=local_name(parsed.root),
                )
            )
        if parsed.mended:
            line = tr("line {line}", line=parsed.first_mended)
            losses.add(tr("doubled quotation mark, mended"), line, parsed.mended)
        chart = _read_chart(path, Reading(parsed.root, words, losses), progress)
        tell_unread(parsed.root, words, losses)
        chosen = choose(chart, words, ontology, losses)
        sha256 = hashlib.sha256(data).hexdigest()
        sheets = make_sheets(path, sha256, chart)
        grades = grades_of(chart, ontology)
        items = items_mapping(chosen, grades, sheets.item_columns, words, ontology)
        tables = [Table(sheets.items, items)]
        if sheets.links is not None:
            links = links_mapping(chosen, grades, sheets.link_columns)
            tables.append(Table(sheets.links, links))
        if sheets.cards is not None:
            tables.append(Table(sheets.cards, cards_mapping(chosen, grades)))
    return Network(
        kind="anx",
        title=chart.title,
        file=path.name,
        sha256=sha256,
        tables=tuple(tables),
        drawing=_drawing(chart),
        losses=losses.all(),
    )


def _read_chart(path: Path, reading: Reading, progress: Progress) -> Chart:
    chart_items = reading.chart_items()
    if len(chart_items) > MOST_ITEMS:
        raise BadInput(
            tr("{file} has more than {most} chart items.", file=path.name, most=f"{MOST_ITEMS:,}")
        )
    reading.read_items(chart_items, progress)
    ties = read_ties(reading, chart_items, progress)
    chart = Chart(
        title=chart_title(reading.root, path.stem),
        items=tuple(reading.items),
        ties=tuple(ties),
        attributes=tuple(reading.attributes),
        icons=reading.definitions.icons,
    )
    _tell_repeated(chart, reading.losses)
    return chart


def _tell_repeated(chart: Chart, losses: Losses) -> None:
    seen: set[str] = set()
    for item in chart.items:
        if item.ref in seen:
            losses.add(tr("item with the identity of another, taken as one"), where(item.number))
        seen.add(item.ref)


def _drawing(chart: Chart) -> Drawing | None:
    """Where items are drawn; None where the chart places none of them, or all in one spot."""
    places: dict[str, Drawn] = {}
    for item in chart.items:
        if item.drawn is not None:
            places.setdefault(item.ref, item.drawn)
    spots = {(drawn.x, drawn.y) for drawn in places.values()}
    if len(spots) < min(2, len(chart.items)):
        return None
    return Drawing(chart.title, places)
