"""The sections of a dossier: which of them speak, and those that only a dossier has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from iwtlink.i18n import tr
from iwtlink.products.chronology import chronology_section
from iwtlink.products.content import (
    Block,
    Cell,
    Column,
    Picture,
    Row,
    Section,
    Table,
)
from iwtlink.products.gaps import gaps_section
from iwtlink.products.grids import (
    CHART_MM,
    source_columns,
)
from iwtlink.products.identity import identity_section
from iwtlink.products.link_tables import LinkTable, link_table, other_end
from iwtlink.products.network_role import role_section
from iwtlink.products.seizure_tables import item_table, total_table
from iwtlink.products.stock import observation_section, stock_section
from iwtlink.products.subject import Subject
from iwtlink.products.summary import summary_section
from iwtlink.products.template import SectionPlan, SheetPlan
from iwtlink.store.links import LinkRow

_MANNER = ("modus_operandi", "commodities", "display", "species")


def sections_of(subject: Subject, plan: SheetPlan, first: int) -> list[Section]:
    """Write the sections of one sheet, numbered on from ``first``; note those with nothing."""
    sections = list[Section]()
    for section_plan in _for_subject(subject, plan.sections):
        heading = f"{first + len(sections)}  {tr(section_plan.heading)}"
        section = _section(subject, section_plan, heading)
        if section is not None:
            sections.append(section)
            if not says_something(section):
                subject.empty.append(tr(section_plan.heading))
    return sections


def says_something(section: Section) -> bool:
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
            return section if says_something(section) else None
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
    for same in material.told_once(subject.stated):
        row = same[0]
        known = material.property_type("entity", type_name, row.property)
        if known and row.is_shown and row.property in _MANNER:
            cells = (Cell(tr(known.label), is_quiet=True), Cell(material.value(known, row)))
            rows.append(Row(cells, material.cite(same)))
    for seizure in subject.seizures:
        text = "; ".join(filter(None, (seizure.transport, seizure.concealment, seizure.detection)))
        if text:
            cells = (Cell(seizure.label, is_quiet=True), Cell(text))
            rows.append(Row(cells, material.bibliography.cite(seizure.sources)))
    columns = (Column(tr("Subject")), Column(tr("As stated"), span=8), *source_columns())
    empty = tr("No modus operandi or commodity is stated.")
    return Section(heading, (Table("manner", columns, tuple(rows), empty=empty),))
