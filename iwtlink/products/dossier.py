"""The dossier on a person, organisation, facility or syndicate."""

from __future__ import annotations

import io
from dataclasses import replace

from PIL import Image, UnidentifiedImageError
from sqlalchemy import Connection

from iwtlink.analysis import ego
from iwtlink.errors import Progress, no_progress
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.products import front
from iwtlink.products.chronology import GRID as CHRONOLOGY_GRID
from iwtlink.products.content import (
    Product,
    Section,
    Sheet,
)
from iwtlink.products.dossier_sections import says_something, sections_of
from iwtlink.products.gaps import GRID as GAPS_GRID
from iwtlink.products.grids import (
    CHART_GRID,
    INCIDENTS,
    LANDSCAPE,
    PORTRAIT,
)
from iwtlink.products.material import Material
from iwtlink.products.merged import merged_facts
from iwtlink.products.options import ProductOptions
from iwtlink.products.subject import Subject, read_subject, refuse_unfit
from iwtlink.products.template import SheetPlan, dossier_plan
from iwtlink.store.files import read_file


def build_dossier(
    db: Connection,
    ontology: Ontology,
    entity_id: int,
    *,
    options: ProductOptions | None = None,
    progress: Progress = no_progress,
) -> Product:
    """Build the dossier on an entity from one plain read.

    ``BadInput`` where there is no such entity, ``Refused`` where its type has no dossier or it
    is stated to be a minor. Cost: the links of the subject, and one measure of the network.
    """
    options = options or ProductOptions()
    material = Material.open(db, ontology)
    refuse_unfit(material, entity_id)
    progress(0.1, tr("Reading what is known."))
    subject = read_subject(material, entity_id)
    sheets = list[Sheet]()
    number = 0
    for plan in dossier_plan():
        progress(0.3, tr("Writing {sheet}", sheet=tr(plan.title)))
        sections = sections_of(subject, plan, number + 1)
        if any(says_something(section) for section in sections):
            sheets.append(_sheet(plan, tuple(sections)))
            number += len(sections)
    sheets.append(front.source_sheet(material, number + 1))
    return _product(subject, options, tuple(sheets))


def _sheet(plan: SheetPlan, sections: tuple[Section, ...]) -> Sheet:
    return Sheet(
        tr(plan.name),
        tr(plan.title),
        _grid(plan),
        sections,
        is_landscape=not plan.is_portrait,
        paper="A3" if plan.paper == "A3" else "A4",
    )


def _grid(plan: SheetPlan) -> tuple[float, ...]:
    names = {section.name for section in plan.sections}
    for name, grid in (
        ("seizures", INCIDENTS),
        ("chronology", CHRONOLOGY_GRID),
        ("gaps", GAPS_GRID),
        ("chart", CHART_GRID),
        ("identity", PORTRAIT),
    ):
        if name in names:
            return grid
    return LANDSCAPE


def _product(subject: Subject, options: ProductOptions, sheets: tuple[Sheet, ...]) -> Product:
    material = subject.material
    row = material.entity(subject.id)
    kind = tr("Dossier: {type}", type=material.type_label(subject.id).lower())
    purpose = tr(
        "To set out what is recorded about {name}, how it is known, and what is missing.",
        name=row.label,
    )
    points = (*subject.brief.facts[:4], *subject.brief.limits[:1])
    near = ego(subject.position.snapshot, subject.position.index, 1) >= 0
    cover = front.front_of(
        material, kind, row.label, row.script_label, options, purpose=purpose, points=points
    )
    return Product(
        number=options.number or row.ref,
        front=replace(cover, facts=(*cover.facts, *merged_facts(material, subject.id))),
        marking=front.marking_of(material, options),
        sheets=sheets,
        sources=material.bibliography.sources(),
        source_sheet=front.SOURCE_SHEET,
        author=options.author,
        pictures=_photo(material, row.picture_id),
        chart_ids=tuple(int(i) for i in subject.position.snapshot.entity_ids[near]),
    )


def _photo(material: Material, file_id: int | None) -> dict[str, bytes]:
    """Give the photo as the workbook can hold it; a file that is no picture is left out."""
    if not file_id:
        return {}
    try:
        image = Image.open(io.BytesIO(read_file(material.db, file_id)))
        image.thumbnail((1200, 1600))
        buffer = io.BytesIO()
        image.convert("RGB").save(buffer, "PNG")
    except (UnidentifiedImageError, OSError):
        return {}
    return {"photo": buffer.getvalue()}
