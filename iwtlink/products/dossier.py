"""The dossier on a person, organisation, facility or syndicate."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from PIL import Image, UnidentifiedImageError
from sqlalchemy import Connection

from iwtlink.analysis import ego
from iwtlink.errors import BadInput, Progress, Refused, no_progress
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.products import front
from iwtlink.products.chronology import GRID as CHRONOLOGY_GRID
from iwtlink.products.chronology import chronology_section
from iwtlink.products.content import (
    Block,
    Cell,
    Column,
    Picture,
    Product,
    Row,
    Section,
    Sheet,
    Table,
)
from iwtlink.products.gaps import GRID as GAPS_GRID
from iwtlink.products.gaps import gaps_section
from iwtlink.products.grids import (
    CHART_GRID,
    CHART_MM,
    INCIDENTS,
    LANDSCAPE,
    PORTRAIT,
    source_columns,
)
from iwtlink.products.identity import identity_section
from iwtlink.products.incidents import Seizure, read_seizures
from iwtlink.products.link_tables import LinkTable, link_table, other_end
from iwtlink.products.material import Material
from iwtlink.products.network_role import Position, position_of, role_section
from iwtlink.products.options import ProductOptions
from iwtlink.products.seizure_tables import item_table, total_table
from iwtlink.products.stock import observation_section, stock_section
from iwtlink.products.summary import Brief, brief_of, summary_section
from iwtlink.products.template import SectionPlan, SheetPlan, dossier_plan
from iwtlink.store import observations
from iwtlink.store.entities import get_entity
from iwtlink.store.files import read_file
from iwtlink.store.links import LinkRow
from iwtlink.store.observations import ObservationRow
from iwtlink.store.statements import StatementRow

SUBJECTS = ("person", "organisation", "premises", "syndicate")
"""Entity types a dossier can be about, with all that extend them."""

_INCIDENTS = ("incident", "case")
_ACTORS = ("party", "premises", "conveyance", "cargo", "account")
_MANNER = ("modus_operandi", "commodities", "display", "species")


@dataclass(slots=True)
class Subject:
    """Everything read about the subject before the sections are written."""

    material: Material
    id: int
    stated: Sequence[StatementRow]
    links: Sequence[LinkRow]
    link_statements: Mapping[int, Sequence[StatementRow]]
    observations: Sequence[ObservationRow]
    seizures: Sequence[Seizure]
    position: Position
    brief: Brief
    nearby: Sequence[LinkRow] = ()
    """Links of those directly linked with the subject to incidents and cases."""
    taken: set[int] = field(default_factory=set)
    """Links that a section has taken; each is listed once."""
    empty: list[str] = field(default_factory=list)
    """Headings of the sections that have nothing to say; the gaps name them."""


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
    _check(material, entity_id)
    progress(0.1, tr("Reading what is known."))
    subject = _read(material, entity_id)
    sheets = list[Sheet]()
    number = 0
    for plan in dossier_plan():
        progress(0.3, tr("Writing {sheet}", sheet=tr(plan.title)))
        sections = _sections(subject, plan, number + 1)
        if any(_says_something(section) for section in sections):
            sheets.append(_sheet(plan, tuple(sections)))
            number += len(sections)
    sheets.append(front.source_sheet(material, number + 1))
    return _product(subject, options, tuple(sheets))


def _check(material: Material, entity_id: int) -> None:
    if get_entity(material.db, entity_id) is None:
        raise BadInput(tr("There is no such entity."))
    if not material.is_a(entity_id, SUBJECTS):
        raise Refused(
            tr(
                "A dossier is about a person, an organisation, premises or a syndicate; "
                "{ref} is a {type}.",
                ref=material.entity(entity_id).ref,
                type=material.type_label(entity_id).lower(),
            )
        )
    if material.is_minor(entity_id):
        raise Refused(tr("No dossier is made on a minor."))


def _read(material: Material, entity_id: int) -> Subject:
    stated = material.statements("entity", [entity_id])[entity_id]
    links = material.links_of([entity_id])
    link_statements = material.statements("link", [int(link.id) for link in links])
    position = position_of(material, entity_id)
    others = {other_end(link, entity_id) for link in links}
    incidents = [other for other in others if material.is_a(other, _INCIDENTS)]
    near = nearby_incidents(material, others)
    listed = {*incidents, *(end for link in near for end in (link.from_id, link.to_id))}
    return Subject(
        material,
        entity_id,
        stated,
        links,
        link_statements,
        observations.of_entity(material.db, entity_id),
        read_seizures(material, listed),
        position,
        brief_of(material, entity_id, stated, links, link_statements, position, near),
        near,
        {int(link.id) for link in links if link.type == "holds_document"},
    )


def nearby_incidents(material: Material, others: Collection[int]) -> list[LinkRow]:
    """Give the links by which others, but not the subject, stand in an incident or a case."""
    actors = {other for other in others if material.is_a(other, _ACTORS)}
    actors -= {other for other in actors if material.is_a(other, ["agency"])}
    found = [
        link
        for link in material.links_of(actors)
        if any(material.is_a(end, _INCIDENTS) for end in (link.from_id, link.to_id))
    ]
    own = {other for other in others if material.is_a(other, _INCIDENTS)}
    return [link for link in found if not own & {int(link.from_id), int(link.to_id)}]


def _sections(subject: Subject, plan: SheetPlan, first: int) -> list[Section]:
    """Write the sections of one sheet, numbered on from ``first``; note those with nothing."""
    sections = list[Section]()
    for section_plan in _for_subject(subject, plan.sections):
        heading = f"{first + len(sections)}  {tr(section_plan.heading)}"
        section = _section(subject, section_plan, heading)
        if section is not None:
            sections.append(section)
            if not _says_something(section):
                subject.empty.append(tr(section_plan.heading))
    return sections


def _says_something(section: Section) -> bool:
    """Say whether a section holds more than a table without rows."""
    return any(not isinstance(block, Table) or block.rows for block in section.blocks)


def _for_subject(subject: Subject, plans: Sequence[SectionPlan]) -> Iterator[SectionPlan]:
    for plan in plans:
        if not plan.kinds or subject.material.is_a(subject.id, plan.kinds):
            yield plan


def _section(subject: Subject, plan: SectionPlan, heading: str) -> Section | None:
    material = subject.material
    match plan.name:
        case "identity":
            return identity_section(material, subject.id, heading, subject.stated, subject.links)
        case "summary":
            return summary_section(subject.brief, heading)
        case "role":
            return role_section(material, subject.position, heading)
        case "chart":
            return _chart_section(subject, heading)
        case "seizures":
            return _seizure_section(subject, heading)
        case "commodities":
            return _manner_section(subject, heading)
        case "stock":
            return stock_section(material, subject.observations, heading)
        case "observations":
            section = observation_section(material, subject.observations, heading)
            return section if _says_something(section) else None
        case "chronology":
            return chronology_section(
                material,
                subject.id,
                heading,
                subject.stated,
                subject.links,
                subject.link_statements,
            )
        case "gaps":
            return gaps_section(
                material,
                subject.id,
                heading,
                subject.stated,
                subject.links,
                subject.link_statements,
                subject.empty,
            )
        case _:
            return _link_section(subject, plan, heading)


def _link_section(subject: Subject, plan: SectionPlan, heading: str) -> Section | None:
    """Take the links that the plan asks for and no earlier section took."""
    material = subject.material
    chosen = [link for link in subject.links if _wanted(subject, plan, link)]
    subject.taken.update(int(link.id) for link in chosen)
    if not chosen and plan.hide_when_empty:
        return None
    span = 2 if plan.others[:1] == ("incident",) else 1
    name = plan.heading.lower().replace(" ", "_")
    wanted = LinkTable(name, chosen, subject.id, empty=tr(plan.empty), role_span=span)
    blocks: list[Block] = [link_table(material, wanted)]
    if plan.others[:1] == ("incident",) and subject.nearby:
        title = tr("Through those directly linked; not linked with the subject itself")
        near = LinkTable("nearby", subject.nearby, title=title, role_span=span)
        blocks.append(link_table(material, near))
    beyond = _beyond(subject, plan, chosen)
    if beyond:
        title = tr(plan.beyond_title)
        blocks.append(link_table(material, LinkTable(f"{name}_beyond", beyond, title=title)))
    return Section(heading, tuple(blocks))


def _wanted(subject: Subject, plan: SectionPlan, link: LinkRow) -> bool:
    if int(link.id) in subject.taken:
        return False
    by_type = link.type in plan.types
    by_end = bool(plan.others) and subject.material.is_a(other_end(link, subject.id), plan.others)
    return by_type or by_end


def _beyond(subject: Subject, plan: SectionPlan, chosen: Sequence[LinkRow]) -> list[LinkRow]:
    """Give the links of the entities listed that the plan wants beside them."""
    if not plan.beyond or not chosen:
        return []
    listed = {other_end(link, subject.id) for link in chosen}
    known = {int(link.id) for link in subject.links}
    return [
        link
        for link in subject.material.links_of(listed)
        if link.type in plan.beyond and int(link.id) not in known
    ]


def _chart_section(subject: Subject, heading: str) -> Section:
    caption = tr(
        "{name} and everything linked directly with it. Solid lines are confirmed, dashed ones "
        "unconfirmed, dotted ones tentative.",
        name=subject.material.label(subject.id),
    )
    width, height = CHART_MM
    return Section(heading, (Picture("chart", caption, width, height_mm=height),))


def _seizure_section(subject: Subject, heading: str) -> Section:
    """List the seizures linked directly, then apart those linked only through others."""
    material = subject.material
    ids = {other_end(link, subject.id) for link in subject.links}
    own = [seizure for seizure in subject.seizures if seizure.id in ids]
    through = [seizure for seizure in subject.seizures if seizure.id not in ids]
    blocks: list[Block] = [item_table(material, own, wide=False)]
    if own:
        blocks.append(total_table(material, own))
    if through:
        title = tr("Seizures linked with those directly linked, not with the subject itself")
        table = item_table(material, through, wide=False)
        blocks.append(replace(table, name="seizures_nearby", title=title))
    return Section(heading, tuple(blocks))


def _manner_section(subject: Subject, heading: str) -> Section:
    """Write modus operandi and commodities as stated, and how the seized goods travelled."""
    material, rows = subject.material, list[Row]()
    type_name = material.entity(subject.id).type
    for row in subject.stated:
        known = material.property_type("entity", type_name, row.property)
        if known and row.is_shown and row.property in _MANNER:
            cells = (Cell(tr(known.label), is_quiet=True), Cell(material.value(known, row)))
            rows.append(Row(cells, material.cite([row])))
    for seizure in subject.seizures:
        text = "; ".join(filter(None, (seizure.transport, seizure.concealment, seizure.detection)))
        if text:
            cells = (Cell(seizure.label, is_quiet=True), Cell(text))
            rows.append(Row(cells, material.bibliography.cite(seizure.sources)))
    columns = (Column(tr("Subject")), Column(tr("As stated"), span=8), *source_columns())
    empty = tr("No modus operandi or commodity is stated.")
    return Section(heading, (Table("manner", columns, tuple(rows), empty=empty),))


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
    return Product(
        number=options.number or row.ref,
        front=front.front_of(
            material, kind, row.label, row.script_label, options, purpose=purpose, points=points
        ),
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
