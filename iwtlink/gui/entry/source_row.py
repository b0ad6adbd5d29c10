"""The first line of the entry panel: what is being read, and what that is worth."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from iwtlink.gui.entry.choice_field import ChoiceField
from iwtlink.gui.entry.code_box import CodeBox
from iwtlink.gui.entry.line import Line
from iwtlink.gui.entry.source import SourceHolder
from iwtlink.gui.icons import action_icon
from iwtlink.gui.plain import tip
from iwtlink.gui.quick_list import QuickRow
from iwtlink.i18n import tr
from iwtlink.ontology import Code, CodeList, GradingSystem, Ontology
from iwtlink.store.documents import DocumentRow
from iwtlink.store.folding import fold

_MOST = 8
_FOLLOWS = Code(
    "", "By grades", "The strength follows from the grades and originators of the link's sources."
)


class SourceRow(Line):
    """Document, page, grades, handling, TLP and strength, in one line."""

    document_wanted = Signal(str)
    """Nothing known is meant: a document with this title is to be made."""
    done = Signal()
    """The source is set; the keyboard goes on to what is entered."""

    def __init__(self, holder: SourceHolder, window: QWidget) -> None:
        super().__init__()
        self._holder = holder
        self._ontology: Ontology | None = None
        self.document = ChoiceField(
            "entry_document", tr("Document being read"), window, self._suggest
        )
        self.page = QLineEdit()
        self.page.setObjectName("entry_page")
        self.page.setAccessibleName(tr("Page"))
        self.page.setPlaceholderText(tr("Page"))
        self.page.setFixedWidth(52)
        self.grading = CodeBox("entry_grading", tr("Grading"), may_be_empty=False, widest=48)
        self.reliability = CodeBox("entry_reliability", tr("Source"))
        self.credibility = CodeBox("entry_credibility", tr("Information"))
        self.handling = CodeBox("entry_handling", tr("Handling"), widest=64)
        self.tlp = CodeBox("entry_tlp", tr("TLP"), widest=52)
        self.strength = CodeBox("entry_strength", tr("Strength"), may_be_empty=False)
        self.lay([(self.document, 1), (self.page, 0), *((box, 0) for box in self.boxes)], (1, 4, 3))
        self._connect()

    @property
    def boxes(self) -> tuple[CodeBox, ...]:
        """Give the boxes for codes from left to right."""
        return (
            self.grading,
            self.reliability,
            self.credibility,
            self.handling,
            self.tlp,
            self.strength,
        )

    def use(self, ontology: Ontology) -> None:
        """Offer the codes of this ontology."""
        self._ontology = ontology
        systems = [Code(s.name, s.label) for s in ontology.grading_systems.values()]
        self.grading.list_codes(systems, by_label=True)
        self.tlp.list_codes(ontology.code_lists["tlp"].codes.values())
        strengths = [_FOLLOWS, *ontology.code_lists["strengths"].codes.values()]
        self.strength.list_codes(strengths, self._holder.source.strength, by_label=True)
        self._list_grades()

    def refresh(self) -> None:
        """Show the working source."""
        source, row = self._holder.source, self._holder.document
        if row is not None:
            if self.document.choice != row.id:
                self.document.set_choice(row.id, row.document.title)
            self.document.setToolTip(tip(f"{row.ref} · {row.document.title}"))
        elif self.document.choice is not None:
            self.document.empty()
        if self.page.text() != source.page:
            self.page.setText(source.page)
        for box, code in (
            (self.reliability, source.reliability),
            (self.credibility, source.credibility),
            (self.handling, source.handling),
            (self.tlp, source.tlp),
            (self.strength, source.strength),
        ):
            box.choose(code)
        for widget in (self.page, *self.boxes[:-1]):
            widget.setEnabled(row is not None)

    def begin(self) -> None:
        """Take the keyboard."""
        self.document.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.document.selectAll()

    def _connect(self) -> None:
        self.document.taken.connect(self._take)
        self.document.confirmed.connect(self._confirm)
        self.document.escaped.connect(self.refresh)
        self.page.textEdited.connect(lambda text: self._holder.change(page=text.strip()))
        self.page.returnPressed.connect(self.done)
        self.grading.picked.connect(self._use_system)
        self.reliability.picked.connect(self._graded)
        self.credibility.picked.connect(self._graded)
        self.handling.picked.connect(lambda code: self._holder.change(handling=code))
        self.tlp.picked.connect(lambda code: self._holder.change(tlp=code))
        self.strength.picked.connect(lambda code: self._holder.change(strength=code))

    def _system(self) -> GradingSystem:
        assert self._ontology is not None
        return self._ontology.grading_systems[self.grading.code]

    def _list_grades(self) -> None:
        assert self._ontology is not None
        system, source = self._system(), self._holder.source
        caveats = self._ontology.code_lists["handling_caveats"]
        self.reliability.list_codes(
            system.source.codes.values(), source.reliability, empty=_span(system.source)
        )
        self.credibility.list_codes(
            system.information.codes.values(), source.credibility, empty=_span(system.information)
        )
        self.handling.list_codes(
            (system.handling or caveats).codes.values(),
            source.handling,
            by_label=system.handling is None,
            empty=tr("Hand."),
        )
        self.grading.setToolTip(f"{tr('Grading')}: {tr(system.label)}\n{tr(system.reference)}")

    def _use_system(self, name: str) -> None:
        self._holder.change(grading=name, reliability="", credibility="", handling="")
        self._list_grades()

    def _graded(self, _: str) -> None:
        self._holder.change(
            grading=self.grading.code,
            reliability=self.reliability.code,
            credibility=self.credibility.code,
        )

    def _suggest(self, typed: str) -> list[QuickRow]:
        words = fold(typed).split()
        found = [row for row in self._holder.documents if _holds(row, words)][:_MOST]
        icon = action_icon("file-text")
        rows = [
            QuickRow(row.document.title, row.document.date, row.ref, icon, row.id) for row in found
        ]
        if typed:
            text = tr("New document “{title}”", title=typed)
            rows.append(QuickRow(text, "", "", action_icon("file-plus"), typed))
        return rows or [QuickRow(tr("Type the title of the document you are reading"))]

    def _take(self, choice: object) -> None:
        if isinstance(choice, str):
            self.document.set_choice(None, choice)
            self.document_wanted.emit(choice)
            return
        assert isinstance(choice, int)
        self._holder.use_document(choice)
        self.page.setFocus(Qt.FocusReason.TabFocusReason)

    def _confirm(self) -> None:
        if self.document.choice is not None:
            self.done.emit()
        elif self.document.text().strip():
            self.document.offer()


def _holds(row: DocumentRow, words: list[str]) -> bool:
    text = fold(f"{row.ref} {row.document.title} {row.document.date} {row.document.originator}")
    return all(word in text for word in words)


def _span(codes: CodeList) -> str:
    """Give the first and last code, as a hint of what is to be chosen."""
    listed = list(codes.codes)
    return f"{listed[0]}–{listed[-1]}"
