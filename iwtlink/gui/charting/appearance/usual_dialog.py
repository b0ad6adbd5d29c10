"""The usual looks of a chart: of each representation, entity type and link type."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from iwtlink.gui.charting.chips import type_label
from iwtlink.gui.charting.style_panel.forms import (
    LookForm,
    Row,
    entity_rows,
    link_rows,
    representations,
)
from iwtlink.gui.charting.style_panel.scrolled import scrolled
from iwtlink.gui.dialogs.form import FormDialog
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.operations.charting.looking import common_look
from iwtlink.store.charts import ChartOptions, LinkLook, Look
from iwtlink.store.charts.look import look_json, read_look

_KEY = Qt.ItemDataRole.UserRole
_OF_ONE = {"label", "shows", "width", "height", "in_time", "is_container", "wiring"}
"""What is an item's own, or is chosen for its type in the settings of the chart."""
_OF_LINK_TYPES = {"colour", "width"}
Kept = tuple[str, str]
"""Option that keeps a usual look, and the name it is kept under."""


class UsualLooksDialog(FormDialog):
    """Tells which options change where usual looks were set or taken away."""

    wanted = Signal(object)
    """Options by name, as ``ChartOptions`` has them."""

    def __init__(
        self, options: ChartOptions, ontology: Ontology, parent: QWidget | None = None
    ) -> None:
        sentence = tr(
            "What is placed on this chart from now on is drawn so; a look of its entity type goes "
            "before that of its representation. Links without a look of their own are drawn so at "
            "once."
        )
        super().__init__("usual_looks_dialog", tr("Usual looks"), sentence, tr("Apply"), parent)
        self.setMinimumSize(680, 540)
        self._options = options
        self._looks: dict[Kept, Look | LinkLook] = dict(_known(options))
        self.tree = QTreeWidget()
        self.tree.setObjectName("usual_looks_list")
        self.tree.setAccessibleName(tr("What has a usual look"))
        self.tree.setHeaderHidden(True)
        self.forms = {
            "form_looks": LookForm("usual_form", _rows(_OF_ONE | {"representation"})),
            "type_looks": LookForm("usual_type", _rows(_OF_ONE)),
            "link_type_looks": LookForm(
                "usual_link", (row for row in link_rows() if row[0] in _OF_LINK_TYPES)
            ),
        }
        self.plain = QPushButton(tr("As at first"))
        self.plain.setObjectName("usual_looks_plain")
        self.plain.setAutoDefault(False)
        self._fill(ontology)
        self._lay_out()
        self.plain.clicked.connect(self._make_plain)
        self.tree.currentItemChanged.connect(lambda *_: self._show())
        for form in self.forms.values():
            form.changed.connect(self._take)
        self.choose("form_looks", "icon")
        self.tree.setFocus()

    def choose(self, option: str, name: str) -> None:
        """Show the usual look that is kept under a name."""
        self.tree.setCurrentItem(self._items[option, name])

    def accept(self) -> None:
        """Tell what was changed and close."""
        changes = {}
        for option in self.forms:
            kept = {
                name: data
                for (of, name), look in self._looks.items()
                if of == option and (data := json.loads(look_json(look)))
            }
            if kept != getattr(self._options, option):
                changes[option] = kept
        super().accept()
        if changes:
            self.wanted.emit(changes)

    # Inside

    def _fill(self, ontology: Ontology) -> None:
        forms = {str(name): words for name, words in representations().items() if name}
        types = [n for n, one in ontology.entity_types.items() if not one.is_abstract]
        self._items: dict[Kept, QTreeWidgetItem] = {}
        for option, title, named in (
            ("form_looks", tr("Representations"), forms),
            ("type_looks", tr("Entity types"), _labelled(ontology, types)),
            ("link_type_looks", tr("Link types"), _labelled(ontology, ontology.link_types)),
        ):
            group = QTreeWidgetItem(self.tree, [title])
            group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            for name, words in named.items():
                item = QTreeWidgetItem(group, [words])
                item.setData(0, _KEY, (option, name))
                self._items[option, name] = item
                self._mark(item)
            group.setExpanded(True)

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 0, 12, 0)
        for form in self.forms.values():
            column.addWidget(form)
        row = QHBoxLayout()
        row.addWidget(self.plain)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        beside = QHBoxLayout()
        beside.addWidget(self.tree, 2)
        beside.addWidget(scrolled(inside, "usual_looks_scroll"), 3)
        self.form.addRow(beside)

    def _current(self) -> Kept | None:
        item = self.tree.currentItem()
        kept = None if item is None else item.data(0, _KEY)
        return None if kept is None else (str(kept[0]), str(kept[1]))

    def _look(self, kept: Kept) -> Look | LinkLook:
        return self._looks.get(kept, LinkLook() if kept[0] == "link_type_looks" else Look())

    def _show(self) -> None:
        kept = self._current()
        for option, form in self.forms.items():
            if kept is None or kept[0] != option:
                form.hide()
            else:
                words = self._items[kept].text(0)
                form.show_look(words, common_look([self._look(kept)]), is_writable=True)
        self.plain.setVisible(kept is not None)

    def _take(self, name: str, value: Any) -> None:
        kept = self._current()
        if kept is not None:
            change: dict[str, Any] = {name: float(value) if name == "enlargement" else value}
            self._looks[kept] = replace(self._look(kept), **change)
            self._mark(self._items[kept])

    def _make_plain(self) -> None:
        kept = self._current()
        if kept is not None:
            self._looks.pop(kept, None)
            self._mark(self._items[kept])
            self._show()

    def _mark(self, item: QTreeWidgetItem) -> None:
        """Write what has a usual look of its own in bold."""
        option, name = item.data(0, _KEY)
        font = item.font(0)
        font.setBold(look_json(self._look((option, name))) != "{}")
        item.setFont(0, font)


def _known(options: ChartOptions) -> Iterator[tuple[Kept, Look | LinkLook]]:
    for option, kind in (("form_looks", Look), ("type_looks", Look), ("link_type_looks", LinkLook)):
        for name, data in getattr(options, option).items():
            yield (option, name), read_look(kind, json.dumps(data))


def _rows(left_out: set[str]) -> Iterator[Row]:
    return (row for row in entity_rows() if row[0] not in left_out)


def _labelled(ontology: Ontology, names: Iterable[str]) -> dict[str, str]:
    """Give the labels of types by name, in the order of the alphabet."""
    labels = {name: type_label(ontology, name) for name in names}
    return dict(sorted(labels.items(), key=lambda one: one[1].casefold()))
