"""Above the queue: where to look, which types and bands, how many pairs are left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from iwtlink.gui.flow import let_flow
from iwtlink.gui.icons import action_icon
from iwtlink.i18n import tr
from iwtlink.matching.candidates import Band, Candidate
from iwtlink.ontology import Ontology
from iwtlink.store.entities import EntityRow

_BANDS: tuple[Band, ...] = ("certain", "likely", "possible")


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look: everywhere, at some records, or at what stands on a chart."""

    label: str
    ids: tuple[int, ...] = ()
    chart_id: int = 0


class QueueBar(QWidget):
    """Choices and counts; says while looking how far it is, and stops it."""

    look_wanted = Signal()
    stop_wanted = Signal()
    filtered = Signal()
    """Another type or band is wanted."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("queue_bar")
        self._scopes: list[Scope] = []
        self.scope = _combo("queue_scope", tr("Where to look"))
        self.type = _combo("queue_type", tr("Type"))
        self.chips = {band: _chip(band) for band in _BANDS}
        self.again = QPushButton(action_icon("refresh"), tr("Look again"))
        self.again.setObjectName("queue_again")
        self.again.setAccessibleName(self.again.text())
        self.stop = QPushButton(action_icon("x"), tr("Stop"))
        self.stop.setObjectName("queue_stop")
        self.stop.setAccessibleName(self.stop.text())
        self.below = QWidget()
        """Says how many are left and how far the search is: stands above the list."""
        self.sentence = QLabel()
        self.sentence.setObjectName("queue_sentence")
        self.sentence.setProperty("part", "muted")
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        self.done = QProgressBar()
        self.done.setObjectName("queue_progress")
        self.done.setAccessibleName(tr("How far the search is"))
        self.done.setTextVisible(False)
        self.done.setRange(0, 1000)
        self._lay_out()
        self._connect()
        self.end()

    def offer_scopes(self, scopes: Sequence[Scope], chosen: int) -> None:
        """Offer where to look; ``chosen`` is used first."""
        self._scopes = list(scopes)
        self.scope.blockSignals(True)
        self.scope.clear()
        self.scope.addItems([one.label for one in scopes])
        self.scope.setCurrentIndex(chosen)
        self.scope.blockSignals(False)

    def chosen_scope(self) -> Scope:
        """Give where to look."""
        return self._scopes[max(self.scope.currentIndex(), 0)]

    def chosen_type(self) -> str:
        """Give the type wanted; empty for all."""
        return str(self.type.currentData() or "")

    def bands(self) -> tuple[Band, ...]:
        """Give the bands wanted: all where none is chosen."""
        chosen = tuple(band for band, chip in self.chips.items() if chip.isChecked())
        return chosen or _BANDS

    def count(
        self, found: Sequence[Candidate], known: Mapping[int, EntityRow], ontology: Ontology
    ) -> None:
        """Show how many pairs there are of each band and type."""
        bands = Counter(one.band for one in found)
        for band, chip in self.chips.items():
            chip.setText(f"{_chip_words(band)}  {bands[band]:,}")
        types = Counter(known[one.one_id].type for one in found if one.one_id in known)
        chosen = self.chosen_type()
        if chosen and chosen not in types:
            types[chosen] = 0
        self.type.blockSignals(True)
        self.type.clear()
        self.type.addItem(tr("Every type"), "")
        for name, count in types.most_common():
            one = ontology.entity_types.get(name)
            label = tr(one.plural) if one else name
            self.type.addItem(f"{label}  {count:,}", name)
        self.type.setCurrentIndex(max(self.type.findData(chosen), 0))
        self.type.blockSignals(False)

    def begin(self) -> None:
        """Say that it is being looked."""
        self.done.setValue(0)
        self.tell(tr("Looking…"))
        self._show_looking(True)

    def progress(self, fraction: float, sentence: str) -> None:
        """Say how far it is."""
        self.done.setValue(round(1000 * fraction))
        if sentence:
            self.tell(sentence)

    def end(self) -> None:
        """Say that it is no longer looked."""
        self.tell("")
        self._show_looking(False)

    def tell(self, sentence: str) -> None:
        """Say something about the queue."""
        self.sentence.setText(sentence)

    def _show_looking(self, is_looking: bool) -> None:
        self.done.setVisible(is_looking)
        self.stop.setVisible(is_looking)
        self.again.setVisible(not is_looking)

    def _lay_out(self) -> None:
        choices = QWidget()
        flow = let_flow(choices, spacing=6)
        for one in (self.scope, self.type, *self.chips.values()):
            flow.addWidget(one)
        flow.addWidget(self.again)
        flow.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(choices)
        words = QVBoxLayout(self.below)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(6)
        words.addWidget(self.sentence)
        words.addWidget(self.done)

    def _connect(self) -> None:
        self.scope.currentIndexChanged.connect(self.look_wanted)
        self.again.clicked.connect(self.look_wanted)
        self.stop.clicked.connect(self.stop_wanted)
        self.type.currentIndexChanged.connect(self.filtered)
        for chip in self.chips.values():
            chip.toggled.connect(self.filtered)


def _chip_words(band: str) -> str:
    return {"certain": tr("Certain"), "likely": tr("Likely"), "possible": tr("Possible")}[band]


def _chip(band: str) -> QPushButton:
    chip = QPushButton(_chip_words(band))
    chip.setObjectName(f"queue_{band}")
    chip.setProperty("part", "chip")
    chip.setCheckable(True)
    chip.setAccessibleName(_chip_words(band))
    chip.setToolTip(tr("Show only pairs of the bands chosen"))
    return chip


def _combo(name: str, spoken: str) -> QComboBox:
    combo = QComboBox()
    combo.setObjectName(name)
    combo.setAccessibleName(spoken)
    combo.setToolTip(spoken)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(14)
    return combo
