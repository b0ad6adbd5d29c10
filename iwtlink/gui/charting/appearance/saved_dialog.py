"""The templates and saved styles of the database: named otherwise, or taken out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from iwtlink.i18n import tr
from iwtlink.store.charts import SavedStyle

_NAME, _HOLDS = 0, 1


class SavedDialog(QDialog):
    """Tells what is to be renamed or deleted; follows what became of it."""

    renamed = Signal(int, str)
    """Id of a saved style, and its new name."""
    deleted = Signal(int)

    def __init__(
        self, styles: Sequence[SavedStyle], *, is_writable: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("saved_styles_dialog")
        self.setWindowTitle(tr("Templates and saved styles"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._is_writable = is_writable
        self._styles: list[SavedStyle] = []
        words = QLabel(tr("Charts that were drawn by them stay as they are. Edit, Undo undoes it."))
        words.setWordWrap(True)
        words.setProperty("part", "muted")
        self.list = QTreeWidget()
        self.list.setObjectName("saved_styles_list")
        self.list.setAccessibleName(tr("Templates and saved styles"))
        self.list.setHeaderLabels([tr("Name"), tr("Holds")])
        self.list.setRootIsDecorated(False)
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(_HOLDS, QHeaderView.ResizeMode.ResizeToContents)
        self.rename = self._button("saved_styles_rename", tr("Rename"), self._begin_renaming)
        self.delete = self._button("saved_styles_delete", tr("Delete"), self._delete)
        close = self._button("saved_styles_close", tr("Close"), self.accept)
        self.problem = QLabel()
        self.problem.setObjectName("problem")
        self.problem.setProperty("part", "problem")
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setWordWrap(True)
        self.problem.hide()
        foot = QHBoxLayout()
        foot.addWidget(self.rename)
        foot.addWidget(self.delete)
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(words)
        column.addWidget(self.list, 1)
        column.addWidget(self.problem)
        column.addLayout(foot)
        self.list.itemChanged.connect(self._tell_name)
        self.list.itemSelectionChanged.connect(self._enable)
        self.show_styles(styles)
        self.resize(520, 360)
        self.list.setFocus()

    def show_styles(self, styles: Sequence[SavedStyle]) -> None:
        """Show these, the one in the same place chosen."""
        place = max(0, self._place())
        blocked = self.list.blockSignals(True)
        self._styles = list(styles)
        self.list.clear()
        for style in styles:
            row = QTreeWidgetItem([style.name, _holds(style)])
            row.setToolTip(_NAME, style.name)
            row.setFlags(row.flags() | Qt.ItemFlag.ItemIsEditable)
            self.list.addTopLevelItem(row)
            if self.list.topLevelItemCount() - 1 == min(place, len(styles) - 1):
                self.list.setCurrentItem(row)
        self.list.blockSignals(blocked)
        self._enable()

    # Inside

    def _button(self, name: str, words: str, slot: object) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    def _place(self) -> int:
        rows = self.list.selectedItems()
        return self.list.indexOfTopLevelItem(rows[0]) if rows else -1

    def _chosen(self) -> SavedStyle | None:
        place = self._place()
        return self._styles[place] if 0 <= place < len(self._styles) else None

    def _begin_renaming(self) -> None:
        for row in self.list.selectedItems():
            self.list.setFocus()  # what is being typed already is kept
            self.list.editItem(row, _NAME)

    def _tell_name(self, row: QTreeWidgetItem, column: int) -> None:
        style = self._styles[self.list.indexOfTopLevelItem(row)]
        name = " ".join(row.text(_NAME).split())
        is_taken = any(one.name == name for one in self._styles if one.id != style.id)
        self.problem.setText(tr("There is a saved style “{name}” already.", name=name))
        self.problem.setVisible(is_taken)
        if name and name != style.name and not is_taken:
            self.renamed.emit(style.id, name)
        else:
            blocked = self.list.blockSignals(True)
            row.setText(_NAME, style.name)
            self.list.blockSignals(blocked)

    def _delete(self) -> None:
        if (style := self._chosen()) is not None:
            self.deleted.emit(style.id)

    def _enable(self) -> None:
        is_any = self._chosen() is not None and self._is_writable
        self.rename.setEnabled(is_any)
        self.delete.setEnabled(is_any)
        trigger = QTreeWidget.EditTrigger
        self.list.setEditTriggers(
            trigger.EditKeyPressed | trigger.DoubleClicked
            if self._is_writable
            else trigger.NoEditTriggers
        )


def _holds(style: SavedStyle) -> str:
    parts = {"template": tr("Template"), "rules": tr("Rules"), "palette": tr("Palette")}
    return ", ".join(words for part, words in parts.items() if part in style.data)
