"""The register of what came in: source documents received, or entered, in a period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import text

from iwtlink.errors import BadInput
from iwtlink.i18n import tr
from iwtlink.ontology.dates import PartialDate
from iwtlink.store import Store

By = Literal["received", "entered"]


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One source document; ``grades`` and ``handling`` are those of its records, each once.

    ``received`` is the day it came, ``entered`` the day it was entered (UTC), ``by`` who did.
    """

    ref: str
    register_no: str
    title: str
    received: str
    entered: str
    grades: str
    handling: str
    by: str
    records: int


@dataclass(frozen=True, slots=True)
class Register:
    """What came in from ``first`` to ``last`` (empty: no limit), oldest first."""

    counted_by: By
    first: str
    last: str
    documents: int
    records: int
    lines: tuple[RegisterLine, ...]


_LINES = """
    SELECT d.ref, d.register_no, d.title, d.received_on, substr(d.entered_at, 1, 10),
        coalesce((SELECT group_concat(grade, ' ') FROM (
            SELECT DISTINCT r.reliability || r.credibility AS grade FROM record r
            WHERE r.document_id = d.id AND r.reliability || r.credibility <> ''
            ORDER BY r.grade_rank, grade)), ''),
        coalesce((SELECT group_concat(handling, ' ') FROM (
            SELECT DISTINCT r.handling FROM record r
            WHERE r.document_id = d.id AND r.handling <> '' ORDER BY 1)), ''),
        coalesce(a.initials, ''),
        (SELECT count(*) FROM record r WHERE r.document_id = d.id)
    FROM document d LEFT JOIN analyst a ON a.id = d.entered_by
    WHERE {day} >= :first AND {day} <= :last ORDER BY {day}, d.id
"""
_DAYS: dict[By, str] = {"received": "d.received_on", "entered": "substr(d.entered_at, 1, 10)"}


def read_register(
    store: Store, first: str = "", last: str = "", counted_by: By = "received"
) -> Register:
    """Read the source documents of a period; its ends are days, months or years.

    Raise ``BadInput`` where an end is no date, or the period ends before it begins.
    """
    start = PartialDate.parse(first).first if first.strip() else ""
    end = PartialDate.parse(last).last if last.strip() else ""
    if start and end and end < start:
        raise BadInput(
            tr("The period ends ({end}) before it begins ({start}).", end=end, start=start)
        )
    query = text(_LINES.format(day=_DAYS[counted_by]))
    with store.read() as db:
        rows = db.execute(query, {"first": start, "last": end or "9999"})
        lines = tuple(RegisterLine(*row) for row in rows)
    return Register(counted_by, start, end, len(lines), sum(line.records for line in lines), lines)
