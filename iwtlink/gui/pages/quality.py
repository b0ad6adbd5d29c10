"""The quality page: rules with switches above, the items they find fault with below."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from iwtlink.errors import Progress
from iwtlink.gui.empty_hint import EmptyHint
from iwtlink.gui.icons import action_icon
from iwtlink.gui.pages.page import Page
from iwtlink.gui.pages.quality_lists import (
    RULE,
    fill_items,
    item_of,
    items_list,
    reasons_list,
    rules_list,
)
from iwtlink.gui.save_dialog import csv_dialog
from iwtlink.gui.selection import Selection
from iwtlink.gui.session import Session
from iwtlink.gui.tables.export import tab_separated, write_csv
from iwtlink.gui.trees import top_items
from iwtlink.i18n import ntr, tr
from iwtlink.operations.quality import Finding, Rating, check_all, load_rules, switch, switched_off
from iwtlink.operations.quality.listing import QualityListing, listed
from iwtlink.store import Changes, Edit
from iwtlink.store.ids import Item

_MOST = 2_000
"""Items listed, the worst first; a rule chosen above narrows them."""


@dataclass(frozen=True, slots=True)
class _Found:
    listing: QualityListing
    ratings: dict[Item, Rating]
    off: frozenset[str]


class QualityPage(Page):
    """Every item with a fault, rated, with the reasons and the way to put them right."""

    kind = "quality"
    key = "quality"
    fix_wanted = Signal(object, object)
    """An item is to be put right: the ``Item``, and the ``Finding`` meant."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("quality_page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._found: _Found | None = None
        self.heading = _label("quality_heading", "heading")
        self.heading.setText(tr("Quality control"))
        self.sentence = _label("quality_sentence", "muted")
        self.rules = rules_list()
        self.explained = _label("quality_explained", "muted")
        self.items = items_list()
        self.reasons = reasons_list()
        self.again = _button("quality_again", tr("Look again"), "refresh")
        self.every = _button("quality_every", tr("Show all rules"), "list")
        self.export = _button("quality_export", tr("Export…"), "file-export")
        self.hint = EmptyHint(self.items, "")
        EmptyHint(self.reasons, tr("Choose an item above, and its reasons stand here."))
        self._lay_out()
        self._connect()
        self._read()

    def title(self) -> str:
        return tr("Quality")

    def picture(self) -> QIcon:
        return action_icon("checklist")

    def shown(self) -> str:
        if self._found is None:
            return ""
        listing = self._found.listing
        shown, total = self.items.topLevelItemCount(), listing.total
        if shown == total:
            return ntr("{n} item with a fault", "{n} items with a fault", total)
        return tr("{shown} of {total} items shown", shown=f"{shown:,}", total=f"{total:,}")

    def selection(self) -> Selection:
        items = [item_of(line) for line in self.items.selectedItems()]
        current = self.items.currentItem()
        if current is not None and item_of(current) in items:
            items.remove(item_of(current))
            items.append(item_of(current))
        return Selection(tuple(items))

    def follow(self, changes: Changes, initiator: object) -> None:
        """Look again at once where that is quick, else say that something changed."""
        if self._found is not None and self._found.listing.looked_at > 20_000:
            self.sentence.setText(tr("Something changed since: look again."))
        else:
            self._read()

    def retint(self) -> None:
        self._fill_items()

    def select_all(self) -> None:
        self.items.selectAll()

    def take_focus(self) -> None:
        self.items.setFocus()

    def copy(self) -> None:
        header, rows = self._rows(self.items.selectedItems())
        QGuiApplication.clipboard().setText(tab_separated(header, rows))

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.addWidget(self.heading)
        bar.addStretch(1)
        for button in (self.every, self.again, self.export):
            bar.addWidget(button)
        above, below = QWidget(), QWidget()
        rules = QVBoxLayout(above)
        rules.setContentsMargins(0, 0, 0, 0)
        rules.addWidget(self.rules, 1)
        rules.addWidget(self.explained)
        lists = QVBoxLayout(below)
        lists.setContentsMargins(0, 8, 0, 0)
        lists.addWidget(self.items, 3)
        lists.addWidget(self.reasons, 1)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(above)
        splitter.addWidget(below)
        splitter.setSizes([240, 420])
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(6)
        column.addLayout(bar)
        column.addWidget(self.sentence)
        column.addWidget(splitter, 1)

    def _connect(self) -> None:
        self.again.clicked.connect(self._read)
        self.every.clicked.connect(self.rules.clearSelection)
        self.export.clicked.connect(self._ask_where)
        self.rules.itemChanged.connect(self._switched)
        self.rules.itemSelectionChanged.connect(self._rule_chosen)
        self.items.itemSelectionChanged.connect(self._item_chosen)
        self.items.itemActivated.connect(self._activated)
        self.reasons.itemActivated.connect(self._reason_activated)

    # Reading

    def _read(self) -> None:
        store, rule = self._session.store, self._chosen_rule()
        self.sentence.setText(tr("Looking at every item…"))

        def look(progress: Progress) -> _Found:
            with store.read() as db:
                report = check_all(db, store.ontology, only=rule, progress=progress)
                listing = listed(db, store.ontology, report, limit=_MOST)
                names = {one.item for one in listing.items}
                ratings = {one.item: one for one in report.ratings if one.item in names}
                return _Found(listing, ratings, switched_off(db))

        job = self._session.jobs.compute(tr("Quality control"), look, self._show)
        job.stopped.connect(lambda: self.sentence.setText(tr("Stopped. Look again when you like.")))

    def _show(self, found: _Found) -> None:
        if not self._session.is_open:
            return
        is_first = self._found is None
        self._found = found
        listing = found.listing
        more = tr("The worst {n} are listed.", n=f"{_MOST:,}") if listing.total > _MOST else ""
        self.sentence.setText(f"{listing.sentence} {more}".strip())
        self._fill_rules()
        self._fill_items()
        self.hint.say(tr("No rule that is switched on finds a fault here."))
        first = self.items.topLevelItem(0)
        if is_first and first is not None:
            self.items.setCurrentItem(first)
        self.retold.emit()

    def _fill_rules(self) -> None:
        assert self._found is not None
        chosen = self._chosen_rule()
        self.rules.blockSignals(True)
        for line in top_items(self.rules):
            name = str(line.data(0, RULE))
            is_on = name not in self._found.off
            line.setCheckState(0, Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
            if not chosen or chosen == name:
                count = self._found.listing.counts.get(name)
                line.setText(2, "" if count is None else f"{count:,}")
        self.rules.blockSignals(False)

    def _fill_items(self) -> None:
        if self._found is None:
            return
        kept = self.selection().current
        self.items.blockSignals(True)
        fill_items(self.items, self._found.listing, kept)
        self.items.blockSignals(False)
        self._item_chosen()

    # What the user does

    def _chosen_rule(self) -> str:
        chosen = self.rules.selectedItems()
        return str(chosen[0].data(0, RULE)) if chosen else ""

    def _rule_chosen(self) -> None:
        name = self._chosen_rule()
        self.explained.setText(tr(load_rules()[name].sentence) if name else "")
        self._read()

    def _switched(self, line: QTreeWidgetItem) -> None:
        name, is_on = str(line.data(0, RULE)), line.checkState(0) == Qt.CheckState.Checked
        if not self._session.is_writable:
            self._fill_rules()
            return
        rule = tr(load_rules()[name].label)
        label = (
            tr("Switch on “{rule}”", rule=rule) if is_on else tr("Switch off “{rule}”", rule=rule)
        )

        def work(edit: Edit) -> None:
            switch(edit, name, is_on=is_on)

        self._session.edit(label, work, initiator=self)

    def _item_chosen(self) -> None:
        current = self.selection().current
        rating = self._found.ratings.get(current) if self._found and current else None
        self.reasons.clear()
        for finding in rating.findings if rating is not None else ():
            rule = load_rules()[finding.rule]
            line = QTreeWidgetItem(self.reasons, [tr(rule.label), finding.sentence])
            line.setToolTip(0, tr(rule.sentence))
            line.setData(0, RULE, finding)
        self.selected.emit(self.selection())

    def _activated(self, line: QTreeWidgetItem) -> None:
        rating = self._found.ratings.get(item_of(line)) if self._found else None
        if rating is not None:
            self.fix_wanted.emit(rating.item, rating.findings[0])

    def _reason_activated(self, line: QTreeWidgetItem) -> None:
        finding = line.data(0, RULE)
        if isinstance(finding, Finding):
            self.fix_wanted.emit(finding.item, finding)

    def _rows(self, lines: list[QTreeWidgetItem]) -> tuple[list[str], list[list[str]]]:
        count = self.items.columnCount()
        header = [self.items.headerItem().text(n) for n in range(count)]
        return header, [[line.text(n) for n in range(count)] for line in lines]

    def _ask_where(self) -> None:
        dialog = csv_dialog(self, "quality_export_dialog", tr("Export"))
        dialog.fileSelected.connect(self._export)
        dialog.open()

    def _export(self, path: str) -> None:
        header, rows = self._rows(top_items(self.items))
        store = self._session.store

        def write(progress: Progress) -> None:
            write_csv(Path(path), header, rows)
            if not store.is_read_only:
                store.log("export", what="quality", format="csv")

        self._session.jobs.write(tr("Export"), write)


def _label(name: str, part: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setProperty("part", part)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _button(name: str, text: str, icon: str) -> QPushButton:
    button = QPushButton(action_icon(icon), text)
    button.setObjectName(name)
    button.setAccessibleName(text)
    button.setAutoDefault(False)
    return button
