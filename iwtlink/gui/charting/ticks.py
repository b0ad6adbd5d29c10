"""Types and strengths of a chart with a tick each: to select by, as types are to filter by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from iwtlink.gui.charting.chips import type_label
from iwtlink.gui.dialogs.form import FormDialog
from iwtlink.gui.icons import entity_icon
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.operations.charting.picking import Picked, count_types, of_strengths, of_types
from iwtlink.store.charts import ChartContent
from iwtlink.store.folding import fold
from iwtlink.store.links import STRENGTHS

_NAME = Qt.ItemDataRole.UserRole
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


def strength_labels() -> dict[str, str]:
    """Give the strengths of links, surest first: name and words."""
    return {
        "confirmed": tr("Confirmed"),
        "unconfirmed": tr("Unconfirmed"),
        "tentative": tr("Tentative"),
    }


class Ticks(QTreeWidget):
    """Lines with a tick and a count, under headings; a tick on a heading ticks all below it."""

    def __init__(self, name: str, words: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setHeaderHidden(True)
        self.setColumnCount(2)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setMinimumHeight(260)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, self.header().ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, self.header().ResizeMode.ResizeToContents)

    def add_group(
        self,
        heading: str,
        lines: Sequence[tuple[str, str, int]],
        *,
        is_ticked: bool,
        icons: Mapping[str, str] | None = None,
    ) -> None:
        """Add a heading with its lines: name, words, count."""
        if not lines:
            return
        head = QTreeWidgetItem([heading, ""])
        head.setFlags(
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsUserCheckable
            | Qt.ItemFlag.ItemIsAutoTristate
        )
        font = head.font(0)
        font.setBold(True)
        head.setFont(0, font)
        self.addTopLevelItem(head)
        for name, words, count in lines:
            line = QTreeWidgetItem([words, f"{count:,}"])
            line.setData(0, _NAME, name)
            line.setFlags(
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsUserCheckable
            )
            line.setCheckState(0, _ON if is_ticked else _OFF)
            line.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            if icons is not None:
                line.setIcon(0, entity_icon(icons.get(name, "")))
            head.addChild(line)
        head.setExpanded(True)

    def begin(self) -> None:
        """Take the keyboard, at the first line."""
        self.setFocus()
        if (first := self.topLevelItem(0)) is not None:
            self.setCurrentItem(first)

    def narrow(self, typed: str) -> None:
        """Show only lines with these words; a heading then ticks nothing, since lines are out of
        sight."""
        wanted = fold(typed)
        for place in range(self.topLevelItemCount()):
            head = self.topLevelItem(place)
            if head is None:
                continue
            lines = [one for row in range(head.childCount()) if (one := head.child(row))]
            for line in lines:
                line.setHidden(bool(wanted) and wanted not in fold(line.text(0)))
            head.setHidden(all(line.isHidden() for line in lines))
            can_tick = head.flags() | Qt.ItemFlag.ItemIsUserCheckable
            head.setFlags(can_tick & ~Qt.ItemFlag.ItemIsUserCheckable if wanted else can_tick)

    def tick(self, names: Sequence[str], *, is_ticked: bool) -> None:
        """Tick some lines, or take their ticks away."""
        for line in self._lines():
            if line.data(0, _NAME) in names:
                line.setCheckState(0, _ON if is_ticked else _OFF)

    def ticked(self) -> list[str]:
        """Give the names of the ticked lines."""
        return [str(one.data(0, _NAME)) for one in self._lines() if one.checkState(0) == _ON]

    def not_ticked(self) -> list[str]:
        """Give the names of the other lines."""
        return [str(one.data(0, _NAME)) for one in self._lines() if one.checkState(0) != _ON]

    def _lines(self) -> list[QTreeWidgetItem]:
        heads = [self.topLevelItem(place) for place in range(self.topLevelItemCount())]
        return [
            line
            for head in heads
            if head is not None
            for place in range(head.childCount())
            if (line := head.child(place)) is not None
        ]


class SelectDialog(FormDialog):
    """Tells what to select: every entity and link of the ticked types and strengths."""

    wanted = Signal(object)
    """``Picked``"""

    def __init__(
        self, content: ChartContent, ontology: Ontology, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            "select_dialog",
            tr("Select by type, link or strength"),
            tr("Everything on this chart that is ticked is selected."),
            tr("Select"),
            parent,
        )
        self._content = content
        self.ticks = Ticks("select_ticks", tr("Types and strengths"))
        entities, links = count_types(content)
        add_types(self.ticks, ontology, entities, links, is_ticked=False)
        strengths = [
            (f"strength:{name}", label, int((content.strengths == STRENGTHS.index(name)).sum()))
            for name, label in strength_labels().items()
        ]
        self.ticks.add_group(
            tr("Strength of links"), [one for one in strengths if one[2]], is_ticked=False
        )
        self.form.addRow(self.ticks)
        self.ticks.begin()

    def accept(self) -> None:
        """Tell what is ticked and close."""
        names = self.ticks.ticked()
        strengths = [one.removeprefix("strength:") for one in names if one.startswith("strength:")]
        types = of_types(self._content, names)
        links = dict.fromkeys((*types.links, *of_strengths(self._content, strengths).links))
        super().accept()
        self.wanted.emit(Picked(types.entities, tuple(links)))


def add_types(
    ticks: Ticks,
    ontology: Ontology,
    entities: Mapping[str, int],
    links: Mapping[str, int],
    *,
    is_ticked: bool,
) -> None:
    """Add the types of a chart with their counts."""
    icons = {name: known.icon for name, known in ontology.entity_types.items()}
    ticks.add_group(tr("Entities"), _lines(ontology, entities), is_ticked=is_ticked, icons=icons)
    ticks.add_group(tr("Links"), _lines(ontology, links), is_ticked=is_ticked)


def _lines(ontology: Ontology, counts: Mapping[str, int]) -> list[tuple[str, str, int]]:
    lines = [(name, type_label(ontology, name), count) for name, count in counts.items()]
    return sorted(lines, key=lambda line: (-line[2], line[1].casefold()))
