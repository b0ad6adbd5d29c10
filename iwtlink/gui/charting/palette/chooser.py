"""The top of the palette: which one is shown, and making, changing, locking and deleting them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QPushButton, QWidget

from iwtlink.gui.icons import action_icon
from iwtlink.gui.plain import tip
from iwtlink.i18n import tr
from iwtlink.operations.charting.named_palettes import NamedPalette


class PaletteChooser(QWidget):
    """Tells which palette is wanted, and what is to become of the one that is chosen."""

    picked = Signal()
    new_wanted = Signal()
    change_wanted = Signal(object)
    lock_wanted = Signal(object, bool)
    delete_wanted = Signal(object)
    read_wanted = Signal()
    write_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._palettes: dict[int, NamedPalette] = {}
        self._is_writable = False
        self.box = QComboBox()
        self.box.setObjectName("palette_choice")
        self.box.setAccessibleName(tr("Palette shown"))
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.setMinimumContentsLength(6)
        self.button = QPushButton(tr("Edit"))
        self.button.setObjectName("palette_manage")
        self.button.setAccessibleName(tr("Make and change palettes"))
        self.button.setToolTip(tr("Make, change, lock or delete a palette of your own"))
        self.menu = QMenu(self.button)
        self.button.setMenu(self.menu)
        self._fill_menu()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box, 1)
        row.addWidget(self.button)
        self.box.activated.connect(lambda _: self._choose())
        self.offer([], is_writable=False)

    @property
    def palette_shown(self) -> NamedPalette | None:
        """Give the palette that is chosen; None for that of all types."""
        return self._palettes.get(int(self.box.currentData() or 0))

    def offer(self, palettes: Sequence[NamedPalette], *, is_writable: bool) -> None:
        """Offer these; the one that was chosen stays, or all types are shown."""
        chosen = int(self.box.currentData() or 0)
        self._palettes = {one.id: one for one in palettes}
        self._is_writable = is_writable
        self.box.clear()
        self.box.addItem(tr("All types"), 0)
        for one in palettes:
            if one.rows.is_locked:
                self.box.addItem(action_icon("lock"), one.name, one.id)
            else:
                self.box.addItem(one.name, one.id)
        self.box.setCurrentIndex(max(0, self.box.findData(chosen)))
        self._enable()

    def choose(self, palette_id: int) -> None:
        """Show this palette, or that of all types where it is none."""
        self.box.setCurrentIndex(max(0, self.box.findData(palette_id)))
        self._choose()

    # Inside

    def _choose(self) -> None:
        self._enable()
        self.picked.emit()

    def _fill_menu(self) -> None:
        self.new = self._action("palette_new", tr("New palette…"), self.new_wanted.emit)
        self.change = self._action(
            "palette_change", tr("Change…"), lambda: self.change_wanted.emit(self.palette_shown)
        )
        self.lock = self._action("palette_lock", tr("Locked"), self._tell_lock)
        self.lock.setCheckable(True)
        self.delete = self._action(
            "palette_delete", tr("Delete"), lambda: self.delete_wanted.emit(self.palette_shown)
        )
        self.menu.addSeparator()
        self.read = self._action("palette_read", tr("Read from a file…"), self.read_wanted.emit)
        self.write = self._action(
            "palette_write",
            tr("Write to a file…"),
            lambda: self.write_wanted.emit(self.palette_shown),
        )

    def _action(self, name: str, words: str, act: Callable[[], object]) -> QAction:
        action = self.menu.addAction(words)
        action.setObjectName(name)
        action.triggered.connect(lambda _=False: act())
        return action

    def _tell_lock(self) -> None:
        self.lock_wanted.emit(self.palette_shown, self.lock.isChecked())

    def _enable(self) -> None:
        shown = self.palette_shown
        self.box.setToolTip(tip(shown.name) if shown is not None else "")
        is_locked = shown is not None and shown.rows.is_locked
        may_change = shown is not None and self._is_writable and not is_locked
        self.new.setEnabled(self._is_writable)
        self.read.setEnabled(self._is_writable)
        self.change.setEnabled(may_change)
        self.delete.setEnabled(may_change)
        self.lock.setEnabled(shown is not None and self._is_writable)
        self.lock.setChecked(is_locked)
        self.write.setEnabled(shown is not None)
