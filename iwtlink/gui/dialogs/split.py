"""Splits what was merged: shows what returns by itself, asks only about what was added since."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QWidget,
)

from iwtlink.gui.dialogs.form import FormDialog
from iwtlink.gui.labels import data_label
from iwtlink.gui.plain import tip
from iwtlink.gui.reading.split import Split
from iwtlink.i18n import ntr, tr
from iwtlink.store.merging import Unclear

_HEIGHT = 150
"""Of the list of what returns, in pixels."""
_MOST_HEIGHT = 250
"""Of the list of what is asked."""
_CHOICE_WIDTH = 130


class SplitDialog(FormDialog):
    """Tells which rows added since the merge go to the one that is split off."""

    wanted = Signal(object)
    """Whose each row is to be: the id of an item by table and row."""

    def __init__(self, split: Split, parent: QWidget | None = None) -> None:
        member = split.member
        super().__init__(
            "split_dialog",
            tr("Split {ref} off", ref=member.ref),
            tr(
                "{ref} {name} becomes an item of its own again. {lead} {lead_name} keeps the rest. "
                "Undo merges them again.",
                ref=member.ref,
                name=member.label,
                lead=split.lead_ref,
                lead_name=split.lead_label,
            ),
            tr("Split"),
            parent,
        )
        self.setMinimumWidth(720)
        self._split = split
        self._groups: list[tuple[Unclear, QButtonGroup]] = []
        self._show_merge()
        self._show_returns()
        if split.unclear:
            self._ask_unclear()

    def accept(self) -> None:
        """Tell what goes to whom and close."""
        self.wanted.emit(self.assigned)
        super().accept()

    @property
    def assigned(self) -> dict[tuple[str, int], int]:
        """Whose each of the unclear rows is to be, as chosen now."""
        return {(row.table, row.row_id): group.checkedId() for row, group in self._groups}

    def give_all(self, item_id: int) -> None:
        """Give every unclear row to one of the two."""
        for _, group in self._groups:
            group.button(item_id).setChecked(True)

    def suggest_all(self) -> None:
        """Give every unclear row to whom it most likely belongs."""
        for row, group in self._groups:
            group.button(self._suggested(row)).setChecked(True)

    # Inside

    def _show_merge(self) -> None:
        member = self._split.member
        words = ", ".join(part for part in (member.merged_by, member.merged_at[:10]) if part)
        told = data_label("split_merge", "muted")
        told.setText(" · ".join(part for part in (words, member.reason) if part))
        self.add_row(tr("Merged"), told, "split_merge")

    def _show_returns(self) -> None:
        listed = QListWidget()
        listed.addItems(list(self._split.returns) or [tr("Nothing but the item itself")])
        rows = min(max(listed.count(), 2), 7)
        listed.setFixedHeight(min(_HEIGHT, rows * (listed.fontMetrics().height() + 6) + 6))
        self.add_row(tr("Goes back to {ref}", ref=self._split.member.ref), listed, "split_returns")
        self.returns = listed

    def _ask_unclear(self) -> None:
        lead, member = self._split.lead, self._split.member
        inside = QWidget()
        inside.setObjectName("split_unclear_rows")
        grid = QGridLayout(inside)
        grid.setContentsMargins(8, 6, 8, 6)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        for column, name in enumerate((self._split.lead_label, member.label), start=1):
            heading = data_label(f"split_heading_{column}", "muted")
            heading.setText(name)
            heading.setMinimumWidth(_CHOICE_WIDTH)
            grid.addWidget(heading, 0, column)
        for place, row in enumerate(self._split.unclear):
            self._ask_one(grid, 2 * place + 1, row)
        grid.setRowStretch(2 * len(self._split.unclear) + 1, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        scroll.setFixedHeight(min(inside.sizeHint().height() + 4, _MOST_HEIGHT))
        told = QLabel(
            ntr(
                "{n} was added since the merge. Whose is it?",
                "{n} were added since the merge. Whose are they?",
                len(self._split.unclear),
            )
        )
        told.setObjectName("split_question")
        self.form.addRow(told)
        self.form.addRow(scroll)
        scroll.setObjectName("split_unclear")
        scroll.setAccessibleName(tr("What was added since the merge, and whose it is to be"))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for name, text, work in (
            (
                "split_all_lead",
                tr("All to {ref}", ref=self._split.lead_ref),
                partial(self.give_all, lead.id),
            ),
            (
                "split_all_back",
                tr("All to {ref}", ref=member.ref),
                partial(self.give_all, member.id),
            ),
            ("split_suggested", tr("As suggested"), self.suggest_all),
        ):
            button = QPushButton(text)
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, work=work: work())
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.form.addRow(buttons)

    def _ask_one(self, grid: QGridLayout, line: int, row: Unclear) -> None:
        """Ask whose one row is, with why it is suggested so below it."""
        words = data_label(f"split_words_{line // 2}", "")
        words.setText(row.words)
        grid.addWidget(words, line, 0)
        group = QButtonGroup(self)
        for column, (item_id, ref) in enumerate(self._ends(), start=1):
            choice = QRadioButton(ref)
            choice.setObjectName(f"split_row_{line // 2}_{ref}")
            choice.setAccessibleName(tr("{what}: to {ref}", what=row.words, ref=ref))
            choice.setToolTip(tip(row.why))
            choice.setChecked(item_id == self._suggested(row))
            group.addButton(choice, item_id)
            grid.addWidget(choice, line, column)
        why = data_label(f"split_why_{line // 2}", "muted")
        added = tr("Added {when}", when=row.added_at[:10]) if row.added_at else ""
        why.setText(" · ".join(part for part in (added, row.why) if part))
        grid.addWidget(why, line + 1, 0, 1, 3)
        self._groups.append((row, group))

    def _ends(self) -> tuple[tuple[int, str], tuple[int, str]]:
        member = self._split.member
        return (self._split.lead.id, self._split.lead_ref), (member.id, member.ref)

    def _suggested(self, row: Unclear) -> int:
        member = self._split.member
        return member.id if row.suggested_id == member.id else self._split.lead.id
