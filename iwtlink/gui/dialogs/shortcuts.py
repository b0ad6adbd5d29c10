"""Every action with its keys, in one list to read and copy, and to give other keys."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from iwtlink.gui.actions import menu_titles
from iwtlink.gui.keys import portable, shown_keys, who_has, why_unfit
from iwtlink.gui.menus import ActionSet, plain_text
from iwtlink.gui.trees import items_below, top_items
from iwtlink.i18n import tr

_ACTION, _KEYS = 0, 1
_NAME = Qt.ItemDataRole.UserRole


class ShortcutsDialog(QDialog):
    """Lists actions and keys by menu; tells which keys of the user's own are wanted."""

    wanted = Signal(object)
    """Keys by name of the action, of all that are to have other than their usual ones."""

    def __init__(self, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shortcuts_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Keyboard"))
        self.resize(640, 600)
        self._actions = actions
        self.filter = QLineEdit()
        self.filter.setObjectName("shortcuts_filter")
        self.filter.setPlaceholderText(tr("Filter these rows"))
        self.filter.setAccessibleName(tr("Filter these rows"))
        self.filter.textChanged.connect(self._narrow)
        self._make_tree()
        self._make_fields()
        self._lay_out()
        self._show_keys()

    def row_of(self, name: str) -> QTreeWidgetItem:
        """Give the row of an action."""
        return next(row for row in self._rows() if row.data(_ACTION, _NAME) == name)

    # Inside

    def _make_tree(self) -> None:
        self.tree = QTreeWidget()
        self.tree.setObjectName("shortcuts_list")
        self.tree.setAccessibleName(tr("Actions and their keys"))
        self.tree.setHeaderLabels([tr("Action"), tr("Keys")])
        self.tree.header().setSectionResizeMode(_ACTION, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(_KEYS, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.header().setStretchLastSection(False)
        for menu, title in menu_titles().items():
            top = QTreeWidgetItem([title.replace("&", ""), ""])
            for name, spec in self._actions.specs.items():
                if spec.menu != menu:
                    continue
                row = QTreeWidgetItem(top, [plain_text(spec), ""])
                row.setData(_ACTION, _NAME, name)
            if top.childCount():
                self.tree.addTopLevelItem(top)
        self.tree.expandAll()
        self.tree.currentItemChanged.connect(self._chosen)

    def _make_fields(self) -> None:
        self.keys = QKeySequenceEdit()
        self.keys.setObjectName("shortcuts_keys")
        self.keys.setAccessibleName(tr("New keys"))
        self.keys.setMaximumSequenceLength(1)
        self.keys.setClearButtonEnabled(True)
        self.keys.keySequenceChanged.connect(self._judge)
        self.use = _button("shortcuts_use", tr("Use these keys"), self._use)
        self.none = _button("shortcuts_none", tr("No keys"), lambda: self._set(""))
        self.usual = _button("shortcuts_usual", tr("Usual keys"), self._set_usual)
        self.all_usual = _button("shortcuts_all_usual", tr("All usual keys"), self._set_all_usual)
        self.problem = QLabel()
        self.problem.setObjectName("problem")
        self.problem.setProperty("part", "problem")
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setWordWrap(True)

    def _lay_out(self) -> None:
        label = QLabel(tr("New keys"))
        label.setBuddy(self.keys)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label)
        row.addWidget(self.keys, 1)
        for button in (self.use, self.none, self.usual):
            row.addWidget(button)
        buttons = QDialogButtonBox()
        buttons.addButton(self.all_usual, QDialogButtonBox.ButtonRole.ResetRole)
        close = buttons.addButton(tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.filter)
        column.addWidget(self.tree, 1)
        column.addLayout(row)
        column.addWidget(self.problem)
        column.addWidget(buttons)

    def _rows(self) -> Iterator[QTreeWidgetItem]:
        for top in top_items(self.tree):
            yield from items_below(top)

    def _name(self) -> str:
        row = self.tree.currentItem()
        return str(row.data(_ACTION, _NAME) or "") if row is not None else ""

    def _in_use(self) -> dict[str, str]:
        return {name: spec.shortcut for name, spec in self._actions.specs.items()}

    def _show_keys(self) -> None:
        """Write the keys of all actions anew, in bold those that are not the usual ones."""
        for row in self._rows():
            name = row.data(_ACTION, _NAME)
            keys = self._actions.specs[name].shortcut
            row.setText(_KEYS, shown_keys(keys))
            font = row.font(_KEYS)
            font.setBold(not self._is_usual(name))
            row.setFont(_KEYS, font)
        self._chosen()

    def _is_usual(self, name: str) -> bool:
        usual = self._actions.usual_keys[name]
        return portable(self._actions.specs[name].shortcut) == portable(usual)

    def _chosen(self) -> None:
        """Show the keys of the chosen action, to be changed."""
        name = self._name()
        keys = self._actions.specs[name].shortcut if name else ""
        self.keys.setKeySequence(keys)
        self.keys.setEnabled(bool(name))
        self.none.setEnabled(bool(keys))
        self.usual.setEnabled(bool(name) and not self._is_usual(name))
        self.all_usual.setEnabled(not all(map(self._is_usual, self._actions.specs)))
        self._judge()

    def _pressed(self) -> str:
        return portable(self.keys.keySequence().toString())

    def _judge(self) -> None:
        """Say what stands against the keys that were pressed."""
        name, keys = self._name(), self._pressed()
        is_new = bool(name and keys) and keys != portable(self._actions.specs[name].shortcut)
        against = self._why_not(name, keys) if is_new else ""
        self.problem.setText(against)
        self.use.setEnabled(is_new and not against)

    def _why_not(self, name: str, keys: str) -> str:
        unfit = why_unfit(keys, menu_titles())
        other = who_has(keys, self._in_use(), but=name)
        if unfit or not other:
            return unfit
        return tr(
            "{keys} are the keys of “{action}”. Take others, or give that action others first.",
            keys=shown_keys(keys),
            action=plain_text(self._actions.specs[other]),
        )

    def _use(self) -> None:
        self._set(self._pressed())

    def _set_usual(self) -> None:
        name = self._name()
        keys = self._actions.usual_keys[name]
        other = who_has(keys, self._in_use(), but=name)
        if other:
            self.keys.setKeySequence(keys)  # and it is told who has them
        else:
            self._set(keys)

    def _set_all_usual(self) -> None:
        self.wanted.emit({})
        self._show_keys()

    def _set(self, keys: str) -> None:
        own = {
            name: spec.shortcut
            for name, spec in self._actions.specs.items()
            if not self._is_usual(name)
        }
        self.wanted.emit({**own, self._name(): keys})
        self._show_keys()

    def _narrow(self, words: str) -> None:
        wanted = words.casefold()
        for top in top_items(self.tree):
            rows = items_below(top)
            for row in rows:
                said = (row.text(_ACTION), row.text(_KEYS))
                row.setHidden(not any(wanted in part.casefold() for part in said))
            top.setHidden(all(row.isHidden() for row in rows))


def _button(name: str, words: str, slot: object) -> QPushButton:
    button = QPushButton(words)
    button.setObjectName(name)
    button.setAutoDefault(False)
    button.clicked.connect(slot)
    return button
