"""The panel of snapshots: take them, name them, put them in order, show them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from iwtlink.errors import Progress
from iwtlink.gui.charting.following import ChartPanel
from iwtlink.gui.charting.notes import NoteBox
from iwtlink.i18n import tr
from iwtlink.store.charts.snapshots import (
    Snapshot,
    add_snapshot,
    apply_snapshot,
    list_snapshots,
    remove_snapshot,
    rename_snapshot,
    reorder_snapshots,
)

_ID = Qt.ItemDataRole.UserRole


class SnapshotPanel(ChartPanel):
    """The snapshots of the chart in front, in the order in which they are shown."""

    present_wanted = Signal(int)
    """Show them full screen, from this one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("snapshot_panel", parent)
        self._taken: list[Snapshot] = []
        self._of = 0
        self._to_choose = 0
        self.words = QLabel(
            tr(
                "A snapshot keeps what is shown, where and how. "
                "Take some, then step through them full screen."
            )
        )
        self.words.setProperty("part", "muted")
        self.words.setWordWrap(True)
        self.list = QListWidget()
        self.list.setObjectName("snapshot_list")
        self.list.setAccessibleName(tr("Snapshots"))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.note = NoteBox(tr("Note to the snapshot, for the briefing"))
        self.note.setObjectName("snapshot_note")
        self.buttons = {
            "take": self._button("take", tr("Take"), self.take),
            "present": self._button("present", tr("Show full screen"), self._present),
            "apply": self._button("apply", tr("Go back to it"), self._apply),
            "up": self._button("up", tr("Up"), lambda: self._shift(-1)),
            "down": self._button("down", tr("Down"), lambda: self._shift(1)),
            "rename": self._button("rename", tr("Rename"), self._edit_title),
            "remove": self._button("remove", tr("Delete"), self._remove),
        }
        self._lay_out()
        self.list.currentItemChanged.connect(self._current_changed)
        self.list.itemChanged.connect(self._renamed)
        self.list.itemActivated.connect(lambda _: self._present())
        self.list.model().rowsMoved.connect(self._reordered)
        self.note.left.connect(self._note_written)

    def sizeHint(self) -> QSize:
        return QSize(320, 420)

    def begin(self) -> None:
        """Put the keyboard on the list, or on *Take* where there is none yet."""
        (self.list if self.list.count() else self.buttons["take"]).setFocus()

    def refresh(self) -> None:
        """List the snapshots of the chart in front, read beside the window."""
        page = self.page
        if page is None:
            self._show([], 0)
            return
        store, chart_id = page.session.store, page.chart_id

        def read(progress: Progress) -> list[Snapshot]:
            with store.read() as db:
                return list_snapshots(db, chart_id)

        page.session.jobs.compute(
            tr("Reading the snapshots"), read, lambda found: self._arrived(chart_id, found)
        )

    def take(self) -> None:
        """Keep the chart in front as it stands now."""
        page = self.page
        if page is None or not page.session.is_writable:
            return
        view, chart_id = page.view.view, page.chart_id
        x, y = view.to_chart(view.width / 2, view.height / 2)
        seen = {"zoom": view.zoom, "x": x, "y": y}
        number = (len(self._taken) if self._of == chart_id else 0) + 1
        title = tr("Snapshot {n}", n=number)

        def done(snapshot_id: int) -> None:
            self._to_choose = snapshot_id
            page.say(tr("Snapshot taken: {title}.", title=title))
            self.refresh()

        page.writing.write(
            tr("Take a snapshot"),
            lambda edit: add_snapshot(edit, chart_id, title, "", seen),
            done,
        )

    # Inside

    def _button(self, name: str, words: str, slot: Any) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(f"snapshot_{name}")
        button.setAutoDefault(False)
        button.clicked.connect(lambda: slot())
        return button

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(6)
        for place, name in enumerate(("take", "present", "apply", "rename", "up", "down")):
            grid.addWidget(self.buttons[name], place // 2, place % 2)
        grid.addWidget(self.buttons["remove"], 3, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.words)
        column.addWidget(self.list, 1)
        column.addWidget(self.note)
        column.addLayout(grid)
        self.note.setMaximumHeight(84)
        self._enable()

    def _arrived(self, chart_id: int, found: list[Snapshot]) -> None:
        if self.page is not None and self.page.chart_id == chart_id:
            self._show(found, chart_id)

    def _show(self, found: list[Snapshot], chart_id: int) -> None:
        if found == self._taken and chart_id == self._of:
            self._enable()
            return
        chosen = self._to_choose or self._chosen()
        self._taken, self._of, self._to_choose = found, chart_id, 0
        blocked = self.list.blockSignals(True)
        self.list.clear()
        for place, one in enumerate(found):
            item = QListWidgetItem(one.title)
            item.setData(_ID, one.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            who = ", ".join(part for part in (one.made_by, one.made_at[:16]) if part)
            item.setToolTip(f"{one.title}\n{who}" + (f"\n{one.note}" if one.note else ""))
            self.list.addItem(item)
            if one.id == chosen or (not place and not chosen):
                self.list.setCurrentItem(item)
        self.list.blockSignals(blocked)
        self._current_changed()

    def _chosen(self) -> int:
        return int(self.list.currentItem().data(_ID)) if self.list.currentRow() >= 0 else 0

    def _one(self) -> Snapshot | None:
        return next((one for one in self._taken if one.id == self._chosen()), None)

    def _current_changed(self, *_: object) -> None:
        one = self._one()
        self.note.show_note("" if one is None else one.note)
        self._enable()

    def _enable(self) -> None:
        page, place, count = self.page, self.list.currentRow(), self.list.count()
        writes = page is not None and page.session.is_writable
        is_chosen = self._one() is not None
        allowed = {
            "take": writes,
            "present": bool(count),
            "apply": writes and is_chosen,
            "rename": writes and is_chosen,
            "remove": writes and is_chosen,
            "up": writes and place > 0,
            "down": writes and 0 <= place < count - 1,
        }
        for name, button in self.buttons.items():
            button.setEnabled(allowed[name])
        self.note.setEnabled(writes and is_chosen)

    def _write(self, label: str, work: Any, unchanged: Callable[[], None] | None = None) -> None:
        page = self.page
        if page is not None:
            page.writing.write(label, work, lambda _: self.refresh(), unchanged=unchanged)

    def _present(self) -> None:
        self.present_wanted.emit(self._chosen())

    def _apply(self) -> None:
        page, one = self.page, self._one()
        if page is None or one is None:
            return
        page.showing.glide_when_read(fits=False)
        self._write(
            tr("Go back to “{title}”", title=one.title),
            lambda edit: apply_snapshot(edit, one.id),
            page.showing.show_as_usual,
        )

    def _edit_title(self) -> None:
        if self.list.currentRow() >= 0:
            self.list.setFocus()
            self.list.editItem(self.list.currentItem())

    def _renamed(self, item: QListWidgetItem) -> None:
        title, one = item.text().strip(), self._one()
        if one is None or not title or title == one.title:
            return
        self._write(
            tr("Rename the snapshot to “{title}”", title=title),
            lambda edit: rename_snapshot(edit, one.id, title),
        )

    def _note_written(self, chart_note: str) -> None:
        one = self._one()
        if one is not None and chart_note != one.note:
            self._write(
                tr("Note to a snapshot"),
                lambda edit: rename_snapshot(edit, one.id, one.title, chart_note),
            )

    def _remove(self) -> None:
        one = self._one()
        if one is not None:
            self._write(
                tr("Delete the snapshot “{title}”", title=one.title),
                lambda edit: remove_snapshot(edit, one.id),
            )

    def _shift(self, by: int) -> None:
        place = self.list.currentRow()
        item = self.list.takeItem(place)
        self.list.insertItem(place + by, item)
        self.list.setCurrentItem(item)
        self._reordered()

    def _reordered(self, *_: object) -> None:
        items = [self.list.item(place) for place in range(self.list.count())]
        ids = [int(item.data(_ID)) for item in items]
        if ids and ids != [one.id for one in self._taken]:
            self._write(tr("Put the snapshots in order"), lambda edit: reorder_snapshots(edit, ids))
