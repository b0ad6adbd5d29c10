"""Grades in one database: their exact words, the unit's own system, grades read from text."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from iwtlink.errors import BadInput
from iwtlink.i18n import tr
from iwtlink.ontology import GradingSystem, Ontology
from iwtlink.ontology.grades import (
    GivenGrade,
    ShownGrade,
    convert_grade,
    read_grade,
    show_grade,
)
from iwtlink.store import Edit
from iwtlink.store.about import OWN_GRADING, read_setting, write_setting
from iwtlink.store.documents import Record
from iwtlink.store.statements import Source


def wording(ontology: Ontology, record: Record) -> str:
    """Give the exact wording of a record's grade and handling, a line each, as its standard has it.

    A grade that was converted when it came in says from what.
    """
    return shown_grade(ontology, record).words


def shown_grade(ontology: Ontology, record: Record | Source, own_system: str = "") -> ShownGrade:
    """Give a record's grade as it is shown in the unit's own system, or as it is kept."""
    given = GivenGrade(
        record.grading, record.reliability, record.credibility, _handling(ontology, record)
    )
    return show_grade(ontology, given, own_system, record.original_grade)


def _handling(ontology: Ontology, record: Record | Source) -> str:
    """Give the handling code where it is one of the grading system's own."""
    system = ontology.grading_systems.get(record.grading)
    known = system.handling if system is not None else None
    return record.handling if known is None or record.handling in known.codes else ""


def with_grade(ontology: Ontology, record: Record, text: str, into: str = "") -> Record:
    """Give the record with a grade written as text in any system, such as ``E41`` or ``A1 H1``.

    ``into`` names the system to convert to; the grade given is then kept as the original one.
    Raise ``BadInput`` where the text is no grade, or no table leads to that system.
    """
    given = read_grade(ontology, text, preferred=into or record.grading)
    turned = convert_grade(ontology, given, into) if into else given
    if turned is None:
        system = ontology.grading_systems[given.system]
        raise BadInput(
            tr("{grade} ({system}) cannot be converted.", grade=given.code, system=tr(system.label))
        )
    is_same = turned == given
    label = tr(ontology.grading_systems[given.system].label)
    return replace(
        record,
        grading=turned.system,
        reliability=turned.reliability,
        credibility=turned.credibility,
        handling=given.handling or record.handling,
        original_grade="" if is_same else f"{given.code}{given.handling} ({label})",
    )


def own_system(db: Connection) -> str:
    """Read the name of the system that grades are shown in; empty: each as it was given."""
    return read_setting(db, OWN_GRADING)


def set_own_system(edit: Edit, name: str) -> None:
    """Show grades in this system from now on; with an empty name each as it was given."""
    if name and name not in edit.ontology.grading_systems:
        raise BadInput(tr("There is no grading system “{name}”.", name=name))
    write_setting(edit, OWN_GRADING, name)


def systems_to_show_in(ontology: Ontology) -> list[GradingSystem]:
    """Give the systems that grades of another system can be converted to."""
    systems = ontology.grading_systems
    reached = {name for system in systems.values() for name in system.converts}
    return [system for name, system in systems.items() if name in reached]
