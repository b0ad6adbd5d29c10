"""What a source and its information are worth: grading system, codes, handling and TLP."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from iwtlink.gui.entry.code_box import CodeBox
from iwtlink.i18n import tr
from iwtlink.ontology import Code, Ontology
from iwtlink.store.documents import Record


class GradeBoxes(QWidget):
    """Boxes side by side; the exact wording of a code stands on hover and in its list."""

    def __init__(self, ontology: Ontology) -> None:
        super().__init__()
        self._ontology = ontology
        self.grading = CodeBox("attach_grading", tr("Grading"), may_be_empty=False, widest=48)
        self.reliability = CodeBox("attach_reliability", tr("Source"))
        self.credibility = CodeBox("attach_credibility", tr("Information"))
        self.handling = CodeBox("attach_handling", tr("Handling"), widest=76)
        self.tlp = CodeBox("attach_tlp", tr("TLP"), widest=64)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for box in (self.grading, self.reliability, self.credibility, self.handling, self.tlp):
            row.addWidget(box)
        row.addStretch(1)
        systems = [Code(s.name, s.label) for s in ontology.grading_systems.values()]
        self.grading.list_codes(systems, by_label=True)
        self.tlp.list_codes(ontology.code_lists["tlp"].codes.values())
        self.grading.picked.connect(self.use_system)
        self.use_system(self.grading.code)

    def use_system(self, name: str) -> None:
        """Offer the codes of one grading system."""
        system = self._ontology.grading_systems[name]
        self.grading.choose(name)
        self.reliability.list_codes(system.source.codes.values(), empty=tr("Source"))
        self.credibility.list_codes(system.information.codes.values(), empty=tr("Information"))
        caveats = self._ontology.code_lists["handling_caveats"]
        self.handling.list_codes(
            (system.handling or caveats).codes.values(), by_label=system.handling is None
        )
        self.grading.setToolTip(f"{tr('Grading')}: {tr(system.label)}\n{tr(system.reference)}")

    def record(self) -> Record | None:
        """Give the record that these grades make; None where nothing was chosen."""
        is_graded = bool(self.reliability.code or self.credibility.code)
        record = Record(
            grading=self.grading.code if is_graded else "",
            reliability=self.reliability.code,
            credibility=self.credibility.code,
            handling=self.handling.code,
            tlp=self.tlp.code,
        )
        return record if record != Record() else None
