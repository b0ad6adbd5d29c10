"""The lines of the inspector's tree: what each shows, tells and says aloud."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidgetItem

from iwtlink.gui.panels.sheet_delegate import LABEL, ROW, SOURCE, VALUE
from iwtlink.gui.plain import tip
from iwtlink.gui.reading.sheet import SheetRow, SheetSection
from iwtlink.gui.trees import items_below
from iwtlink.i18n import ntr, tr

ADD = "add"
"""What the line *Add a value* carries beside its words."""
_LONG = 60
"""Letters from which on a value is told in full by its tip."""


def section_line(section: SheetSection, *, is_writable: bool) -> QTreeWidgetItem:
    """Give the line of a section with the lines of its rows below."""
    top = QTreeWidgetItem()
    _tell(top, section, f"{section.title}, {section.total}")
    for row in section.rows:
        top.addChild(_row_line(row, is_writable=is_writable))
    more = section.total - len(section.rows)
    if more > 0:
        words = ntr("and {n} more: see the table", "and {n} more: see the table", more)
        top.addChild(_row_line(SheetRow("", words), is_writable=is_writable))
    if section.name == "values" and is_writable:
        top.addChild(_adding_line())
    return top


def open_all(top: QTreeWidgetItem) -> None:
    """Lay out the lines of a section, which is in its tree now: values with their rivals open."""
    top.setFirstColumnSpanned(True)
    for line in items_below(top):
        line.setExpanded(bool(line.childCount()))
        line.setFirstColumnSpanned(line.data(LABEL, ROW + 1) == ADD)


def row_text(row: SheetRow) -> str:
    """Give a row as one line of text: label, value, detail, source."""
    source = row.mark.text if row.mark else ""
    return "\t".join(part for part in (row.label, row.text, row.detail, source) if part)


def _row_line(row: SheetRow, *, is_writable: bool) -> QTreeWidgetItem:
    line = QTreeWidgetItem()
    _tell(line, row, row_text(row))
    line.setToolTip(VALUE, tip(row.tip or (row.text if len(row.text) > _LONG else "")))
    _tell_source(line, row)
    if row.is_editable and is_writable:
        line.setFlags(line.flags() | Qt.ItemFlag.ItemIsEditable)
    for rival in row.rivals:
        line.addChild(_row_line(rival, is_writable=is_writable))
    return line


def _tell_source(line: QTreeWidgetItem, row: SheetRow) -> None:
    described = Qt.ItemDataRole.AccessibleDescriptionRole
    if row.tip:
        line.setData(0, described, row.tip)
    if row.mark is not None:
        told = f"{row.mark.text}\n{row.mark.tip}"
        line.setToolTip(SOURCE, tip(told))
        line.setData(0, described, told)
        line.setData(SOURCE, described, told)
    elif row.statement_id:
        line.setToolTip(SOURCE, tr("No source is recorded for this value"))


def _tell(line: QTreeWidgetItem, data: SheetRow | SheetSection, spoken: str) -> None:
    line.setData(0, ROW, data)
    line.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
    line.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)


def _adding_line() -> QTreeWidgetItem:
    line = QTreeWidgetItem([tr("Add a value…")])
    line.setData(LABEL, ROW + 1, ADD)
    line.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
    return line
