"""Grades in tables: shown in the unit's own system, with their wording for whoever asks."""

from __future__ import annotations

from sqlalchemy import Connection

from iwtlink.ontology import Ontology
from iwtlink.ontology.grades import GivenGrade, show_grade
from iwtlink.operations.grading import own_system

_PART = "\x1f"
PACKED = (
    "printf('%02d', r.grade_rank) || char(31) || r.grading || char(31) || r.reliability || "
    "char(31) || r.credibility || char(31) || r.original_grade"
)
"""SQL that gives the grade of record ``r`` as one text; the least of several is the best grade."""


class GradeCells:
    """Turns packed grades into cells; remembers the wording of each grade it gave."""

    def __init__(self, db: Connection, ontology: Ontology) -> None:
        self._ontology = ontology
        self._own = own_system(db)
        self._cells: dict[str, str] = {}
        self.tips: dict[str, str] = {}
        """The wording of each cell given."""

    def cell(self, packed: str | None) -> str:
        """Give the text of a cell; empty where nothing is graded."""
        if not packed:
            return ""
        if packed not in self._cells:
            self._cells[packed] = self._made(packed)
        return self._cells[packed]

    def _made(self, packed: str) -> str:
        _, system, reliability, credibility, original = packed.split(_PART, 4)
        given = GivenGrade(system, reliability, credibility)
        shown = show_grade(self._ontology, given, self._own, original)
        if not shown.code:
            return ""
        before = self.tips.get(shown.text)
        self.tips[shown.text] = f"{before}\n{shown.words}" if before else shown.words
        return shown.text
