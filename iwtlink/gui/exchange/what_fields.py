"""Asks what is to leave: everything, what changed since, a syndicate, the selection, a period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from iwtlink.errors import BadInput
from iwtlink.gui.entry.choice_field import ChoiceField
from iwtlink.gui.entry.names import NameBook, known_rows
from iwtlink.gui.pages.lines import local_time
from iwtlink.gui.quick_list import QuickRow
from iwtlink.gui.session import Session
from iwtlink.i18n import ntr, tr
from iwtlink.matching import Known
from iwtlink.ontology.dates import PartialDate
from iwtlink.operations.exchange import Choice


class WhatFields(QWidget):
    """One box that says what leaves, and below it what that needs to know."""

    changed = Signal()

    def __init__(
        self, session: Session, names: NameBook, selected: Sequence[int], window: QWidget
    ) -> None:
        super().__init__()
        self._session = session
        self._names = names
        self._selected = tuple(selected)
        self.what = QComboBox()
        self.what.setObjectName("exchange_what")
        self.what.setAccessibleName(tr("What leaves"))
        self.partner = QComboBox()
        self.partner.setObjectName("exchange_partner")
        self.partner.setAccessibleName(tr("Since the last exchange with"))
        self.since = _day_line("exchange_since", tr("Since"))
        self.first = _day_line("exchange_first", tr("From"))
        self.last = _day_line("exchange_last", tr("To"))
        self.subject = ChoiceField(
            "exchange_subject", tr("Syndicate, person or other item"), window, self._suggest
        )
        for box in (self.what, self.partner):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(16)
        self._places: dict[str, QWidget] = {}
        self.below = QStackedWidget()
        self._add("everything", tr("Everything"), QLabel())
        self._add("last", tr("What changed since the last exchange with…"), self.partner)
        self._add("since", tr("What was entered or changed since a day"), self.since)
        self._add("subject", tr("One syndicate or item, with what hangs on it"), self.subject)
        if self._selected:
            words = ntr(
                "The selected entity, with what hangs on it",
                "The {n} selected entities, with what hangs on them",
                len(self._selected),
            )
            self._add("selection", words, QLabel())
        self._add("period", tr("What is dated in a period"), self._period())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.what)
        column.addWidget(self.below)
        self.setFocusProxy(self.what)
        self._connect()
        self._fit()

    def offer_partners(self, partners: dict[str, str]) -> None:
        """Offer those who were written to before; without any, that way is closed."""
        for name, at in partners.items():
            self.partner.addItem(tr("{name}, {when}", name=name, when=local_time(at)), name)
        place = self.what.findData("last")
        item = self.what.model().index(place, 0)
        flags = Qt.ItemFlag
        usable = (flags.ItemIsEnabled | flags.ItemIsSelectable).value if partners else 0
        # the flags of one line of a box are a role of its model, without a name
        self.what.model().setData(item, usable, Qt.ItemDataRole.UserRole - 1)
        if not partners:
            tip = tr("No exchange file was written from here yet.")
            self.what.setItemData(place, tip, Qt.ItemDataRole.ToolTipRole)

    def choice(self) -> Choice:
        """Give what was chosen. Raise ``IwtlinkError`` where something is missing or no date."""
        way, whole = self.what.currentData(), Choice()
        if way == "last":
            return replace(whole, since_last_with=str(self.partner.currentData() or ""))
        if way == "since":
            return replace(whole, since=_day(self.since.text(), tr("Say since which day.")))
        if way == "subject":
            known = self.subject.choice
            if not isinstance(known, Known):
                raise BadInput(tr("Choose the syndicate or item from the list."))
            return replace(whole, about=(known.entity_id,))
        if way == "selection":
            return replace(whole, about=self._selected)
        return self._dated(whole) if way == "period" else whole

    def _dated(self, whole: Choice) -> Choice:
        first, last = self.first.text().strip(), self.last.text().strip()
        if not first and not last:
            raise BadInput(tr("Say from when, or until when."))
        start = (PartialDate.parse(first).first or "") if first else ""
        end = (PartialDate.parse(last).last or "") if last else ""
        if start and end and end < start:
            raise BadInput(tr("The period ends before it begins."))
        return replace(whole, first=start, last=end)

    # Arranging

    def _add(self, name: str, words: str, field: QWidget) -> None:
        self.what.addItem(words, name)
        self.below.addWidget(field)
        self._places[name] = field

    def _period(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self.first, QLabel(tr("to")), self.last):
            row.addWidget(widget, int(isinstance(widget, QLineEdit)))
        return holder

    def _connect(self) -> None:
        self.what.currentIndexChanged.connect(self._fit)
        self.partner.currentIndexChanged.connect(self.changed)
        for line in (self.since, self.first, self.last):
            line.textChanged.connect(self.changed)
        self.subject.taken.connect(self.changed)
        self.subject.textEdited.connect(self.changed)

    def _fit(self) -> None:
        field = self._places[str(self.what.currentData())]
        self.below.setCurrentWidget(field)
        self.below.setVisible(not isinstance(field, QLabel))
        self.changed.emit()

    def _suggest(self, typed: str) -> list[QuickRow]:
        found = known_rows(self._names, self._session.store.ontology, typed)
        return found or [
            QuickRow(tr("Nothing of this name") if typed else tr("Type a name or reference"))
        ]


def _day_line(name: str, label: str) -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(name)
    line.setAccessibleName(label)
    line.setPlaceholderText(tr("2015 or 2015-03 or 2015-03-14"))
    return line


def _day(text: str, if_empty: str) -> str:
    if not text.strip():
        raise BadInput(if_empty)
    return PartialDate.parse(text).first or ""
