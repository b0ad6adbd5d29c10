"""Front matter common to all products: marking, facts of issue, grades used, caveat, sources."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, text

from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.products.bibliography import Bibliography, Grade
from iwtlink.products.content import (
    Cell,
    Column,
    Front,
    Marking,
    Row,
    Section,
    Sheet,
    Source,
    Table,
)
from iwtlink.products.grids import without_empty_columns
from iwtlink.products.material import Material
from iwtlink.products.options import ProductOptions
from iwtlink.store.about import read_about

SOURCE_SHEET = "Sources"

_SOURCE_GRID = (14.0, 14.0, 46.0, 22.0, 18.0, 11.0, 11.0, 7.0, 9.0, 14.0, 9.0, 8.0)


def front_of(
    material: Material,
    kind: str,
    title: str,
    subtitle: str,
    options: ProductOptions,
    *,
    purpose: str,
    points: Sequence[str],
) -> Front:
    """Write the cover, once all sections have cited their sources."""
    own = options.judgements
    note = tr(
        "Points taken from the records by count and rank; no judgement of the analyst is implied."
    )
    return Front(
        kind=kind,
        title=title,
        subtitle=subtitle,
        facts=_facts(material, options),
        purpose=options.purpose or purpose,
        judgements=(*own, *points),
        judgements_note="" if own else note,
        grades=grade_table(material.bibliography, material.ontology),
        caveat=caveat(),
    )


def marking_of(material: Material, options: ProductOptions) -> Marking:
    """Give the strictest of what the analyst asks for and what the cited sources carry."""
    ontology, cited = material.ontology, material.bibliography
    tlp = _stricter(ontology, "tlp", options.tlp, cited.strictest("tlp", attribute="tlp"))
    tlp = tlp or "AMBER"
    known = ontology.code_lists["tlp"].codes.get(tlp)
    handling_list = _handling_list(ontology)
    strictest = cited.strictest(handling_list, attribute="handling")
    handling = _stricter(ontology, handling_list, options.handling, strictest)
    return Marking(
        tlp=tlp,
        tlp_meaning=tr(known.description) if known else "",
        tlp_colour=known.colour.removeprefix("#") if known and known.colour else "FFFFFF",
        handling=handling,
        handling_meaning=tr(ontology.code_lists[handling_list].label_of(handling))
        if handling
        else "",
        notice=read_about(material.db).notice,
    )


def source_sheet(material: Material, number: int) -> Sheet:
    """List every source cited, with its grades, once all sections are written."""
    columns = (
        Column(tr("Source"), "code"),
        Column(tr("Our reference"), "code"),
        Column(tr("Title")),
        Column(tr("Kind")),
        Column(tr("Originator")),
        Column(tr("Dated"), "date"),
        Column(tr("Received"), "date"),
        Column(tr("Lang."), "code"),
        Column(tr("Grade"), "code"),
        Column(tr("TLP"), "code"),
        Column(tr("Handling"), "code"),
        Column(tr("Cited"), "number"),
    )
    rows = tuple(_source_row(material, source) for source in material.bibliography.sources())
    table = Table("sources", columns, rows, empty=tr("No source is recorded."))
    heading = tr("{number}  Sources with grades", number=number)
    return Sheet(
        SOURCE_SHEET,
        tr("Sources with grades"),
        _SOURCE_GRID,
        (Section(heading, (without_empty_columns(table, keep=(0, 2)),)),),
        is_landscape=True,
    )


def grade_table(bibliography: Bibliography, ontology: Ontology) -> Table:
    """Count the sources cited by grade, with the words of the grading system."""
    columns = (
        Column(tr("Grade"), span=2),
        Column(tr("Source")),
        Column(tr("Information"), span=3),
        Column(tr("Sources"), "number"),
    )
    rows = tuple(
        _grade_row(ontology, grade, count) for grade, count in bibliography.grades().items()
    )
    return Table("grades", columns, rows, empty=tr("No source is cited."))


def caveat() -> str:
    """Give the caveat that every product carries."""
    return tr(
        "This is intelligence, not evidence. It states what was recorded in the database on the "
        "date of issue and proves no offence by anyone named. Each value stands as its source "
        "states it, with the grade given to that source. What is marked UNCONFIRMED or TENTATIVE "
        "must not be taken for fact. No origin, destination, stop or connection has been inferred. "
        "Do not copy or pass on beyond the marking; ask the issuing unit first."
    )


def _facts(material: Material, options: ProductOptions) -> tuple[tuple[str, str], ...]:
    about = read_about(material.db)
    period = " – ".join(filter(None, (options.first, options.last)))
    facts = (
        (tr("Number"), options.number or tr("Draft, not registered")),
        (tr("Version"), options.version),
        (tr("Date of issue"), options.date or date.today().isoformat()),
        (tr("Author"), options.author),
        (tr("Period covered"), period or tr("All records up to the date of issue")),
        (tr("Recipients"), "; ".join(options.recipients) or tr("None entered yet")),
        (tr("Database"), " · ".join(filter(None, (about.title, about.code)))),
        (tr("State of records"), _state(material.db)),
    )
    return tuple((label, text) for label, text in facts if text)


def _state(db: Connection) -> str:
    """Give the head of the chain of steps: the same digest means the same records.

    The step that enters the product itself is not sealed yet and does not count.
    """
    row = db.execute(
        text("SELECT id, digest FROM step WHERE digest <> '' ORDER BY id DESC LIMIT 1")
    ).one_or_none()
    return tr("step {n}, {digest}", n=row[0], digest=row[1][:16]) if row else ""


def _source_row(material: Material, source: Source) -> Row:
    own = source.reference if source.reference != source.key else ""
    return Row(
        (
            Cell(source.key, is_strong=True),
            Cell(own, is_quiet=True),
            Cell(source.title),
            Cell(material.code("document_kinds", source.kind)),
            Cell(source.originator),
            Cell(source.dated),
            Cell(source.received),
            Cell(source.language),
            Cell(", ".join(source.grades) or "–"),
            Cell(source.tlp),
            Cell(source.handling),
            Cell(source.citations),
        )
    )


def _grade_row(ontology: Ontology, grade: Grade, count: int) -> Row:
    system = ontology.grading_systems.get(grade.system)
    reliability = tr(system.source.label_of(grade.reliability)) if system else ""
    credibility = tr(system.information.label_of(grade.credibility)) if system else ""
    return Row(
        (
            Cell(_told(grade) or tr("none"), is_strong=True),
            Cell(reliability or tr("Not graded")),
            Cell(credibility),
            Cell(count),
        )
    )


def _told(grade: Grade) -> str:
    if not grade.original:
        return grade.text
    return tr("{grade} from {original}", grade=grade.text, original=grade.original)


def _handling_list(ontology: Ontology) -> str:
    """Name the code list of handling codes: of the first grading system that has one."""
    return next(
        (system.handling.name for system in ontology.grading_systems.values() if system.handling),
        "handling_caveats",
    )


def _stricter(ontology: Ontology, code_list: str, one: str, other: str) -> str:
    known = ontology.code_lists.get(code_list)
    ranks = {code.code: code.rank for code in known.codes.values()} if known else {}
    return max((one, other), key=lambda code: ranks.get(code, -1 if not code else 0))
