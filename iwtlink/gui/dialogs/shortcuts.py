"""Every action with its keys, in one list to read and copy."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from iwtlink.gui.actions import menu_titles
from iwtlink.gui.menus import ActionSet, plain_text
from iwtlink.gui.trees import items_below, top_items
from iwtlink.i18n import tr


class ShortcutsDialog(QDialog):
    """Lists actions and keys by menu."""

    def __init__(self, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shortcuts_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Keyboard"))
        self.resize(560, 560)
        self.filter = QLineEdit()
        self.filter.setObjectName("shortcuts_filter")
        self.filter.setPlaceholderText(tr("Filter these rows"))
        self.filter.setAccessibleName(tr("Filter these rows"))
        self.filter.textChanged.connect(self._narrow)
        self.tree = QTreeWidget()
        self.tree.setObjectName("shortcuts_list")
        self.tree.setAccessibleName(tr("Actions and their keys"))
        self.tree.setHeaderLabels([tr("Action"), tr("Keys")])
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setStretchLastSection(False)
        for menu, title in menu_titles().items():
            top = QTreeWidgetItem([title.replace("&", ""), ""])
            for name, spec in actions.specs.items():
                if spec.menu != menu:
                    continue
                keys = actions[name].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                QTreeWidgetItem(top, [plain_text(spec), keys])
            if top.childCount():
                self.tree.addTopLevelItem(top)
        self.tree.expandAll()
        buttons = QDialogButtonBox()
        buttons.addButton(tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.filter)
        column.addWidget(self.tree, 1)
        column.addWidget(buttons)

    def _narrow(self, words: str) -> None:
        wanted = words.casefold()
        for top in top_items(self.tree):
            rows = items_below(top)
            for row in rows:
                row.setHidden(wanted not in row.text(0).casefold())
            top.setHidden(all(row.isHidden() for row in rows))
