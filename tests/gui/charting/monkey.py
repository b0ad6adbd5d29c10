"""A hand that clicks at random, by a seed: actions, dialogs, mouse, keys and the work of others."""

from __future__ import annotations

import random
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QFileDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QRadioButton,
    QSpinBox,
    QWidget,
)

from iwtlink.errors import Progress, Refused
from iwtlink.gui.charting.briefing.meeting import MeetingWindow
from iwtlink.gui.pages.chart import ChartPage
from iwtlink.gui.window import MainWindow
from iwtlink.store import (
    DATABASE,
    Edit,
    Store,
    chart_scope,
    charts,
    merging,
    purge,
    retractions,
)
from iwtlink.store.ids import Item

BESIDE = {"undo", "redo", "cut", "copy", "paste", "select_all", "close_page", "delete_items"}
"""Actions of other menus that work on a chart."""
NEVER = {"print_print"}
"""Asks the system itself for a printer."""
KEYS = (
    *(Qt.Key.Key_Escape, Qt.Key.Key_Delete, Qt.Key.Key_F2, Qt.Key.Key_Tab, Qt.Key.Key_Return),
    *(Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_A),
)
MODIFIERS = (
    *(Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier),
    *(Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier),
    Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier,
)
WORDS = ("", "Noy", "ຄຳສິງ ວົງພະດີ", "مرحبا", "👩‍👩‍👧‍👦", "Z̸͈̕a" * 40, "x" * 2_000, "-1e308")


class Monkey:
    """Does one random thing after the other in a window, and remembers what it did."""

    def __init__(self, window: MainWindow, seed: int, folder: Path) -> None:
        self.window, self.folder = window, folder
        self.dice = random.Random(seed)
        self.did: list[str] = []
        self.told: list[str] = []
        """Sentences of errors that were shown."""

    def step(self) -> None:
        """Do one thing; an open dialog comes first."""
        dialog = self._open_dialog()
        if dialog is not None:
            self._answer(dialog)
            return
        if not self._pages():
            self._open_chart()
            return
        self.dice.choices(
            (self._choose, self._act, self._mouse, self._key, self._turn, self._of_others),
            (4, 12, 3, 2, 1, 2),
        )[0]()

    # What is done

    def _choose(self) -> None:
        page = self._page()
        display = page.view.display
        if display is None:
            return
        shapes = [shape.id for shape in display.shapes]
        entities, links, free = (
            self._some(display.entity_ids.tolist()),
            self._some(display.link_ids.tolist()),
            self._some(shapes),
        )
        self._note(f"choose {entities} {links} {free}")
        page.view.choose(entities, links, free)

    def _act(self) -> None:
        names = [
            name
            for name, spec in self.window.actions_by_name.specs.items()
            if (spec.menu == "chart" or spec.slot.startswith("chart") or name in BESIDE)
            and name not in NEVER
            and self.window.actions_by_name[name].isEnabled()
        ]
        name = self.dice.choice(names)
        self._note(name)
        self.window.actions_by_name[name].trigger()

    def _mouse(self) -> None:
        paper = self._page().view.viewport()
        start, end = self._spot(paper), self._spot(paper)
        way = self.dice.choice(("click", "double", "right", "drag", "broken"))
        self._note(f"{way} {start.toTuple()} {end.toTuple()}")
        left, modifier = Qt.MouseButton.LeftButton, self.dice.choice(MODIFIERS)
        if way == "click":
            QTest.mouseClick(paper, left, modifier, start)
        elif way == "double":
            QTest.mouseDClick(paper, left, modifier, start)
        elif way == "right":
            QTest.mouseClick(paper, Qt.MouseButton.RightButton, modifier, start)
        else:
            QTest.mousePress(paper, left, modifier, start)
            for part in range(1, 4):
                QTest.mouseMove(paper, start + (end - start) * part / 3)
            if way == "broken":
                self._of_others()
                QTest.mouseMove(paper, start)
            QTest.mouseRelease(paper, left, modifier, end)

    def _key(self) -> None:
        key, modifier = self.dice.choice(KEYS), self.dice.choice(MODIFIERS)
        target = QApplication.focusWidget() or self._page().view
        self._note(f"key {key.name} {modifier.name}")
        QTest.keyClick(target, key, modifier)

    def _turn(self) -> None:
        """Bring another page to the front, or open one more chart."""
        if self.dice.random() < 0.5:
            self._open_chart()
        else:
            self.window.pages.bring(self.dice.choice(self._pages()))

    def _open_chart(self) -> None:
        with self.window.session.store.read() as db:
            listed = charts.list_charts(db)
        if listed:
            self.window.show_item(Item("chart", self.dice.choice(listed).id))
        else:
            self.window.actions_by_name["new_chart"].trigger()
        self._note("open a chart")

    def _of_others(self) -> None:
        """What another page, an import or another laptop does meanwhile."""
        act = self.dice.choice(OTHERS)
        self._note(act.__name__)
        chart_id = self._page().chart_id
        scope = chart_scope(chart_id) if self.dice.random() < 0.5 else DATABASE

        def work(edit: Edit) -> None:
            try:
                act(edit, self.dice, chart_id)
            except (Refused, IndexError) as refusal:
                self.did.append(f"  refused: {refusal}")

        if act is purged:
            self._purge()
        else:
            self.window.session.edit(act.__name__, work, scope=scope)

    def _purge(self) -> None:
        with self.window.session.store.read() as db:
            listed = list(db.exec_driver_sql("SELECT id FROM entity ORDER BY id").scalars())
        if not listed:
            return
        item = Item("entity", self.dice.choice(listed))

        def work(store: Store, progress: Progress) -> None:
            try:
                purge.purge(store, item, "asked for")
            except Refused as refusal:
                self.did.append(f"  refused: {refusal}")

        self.window.session.write("Purging", work)

    # Dialogs

    def _open_dialog(self) -> QWidget | None:
        """Give the dialog on top, or the screen of a meeting."""
        modal = QApplication.activeModalWidget()
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return popup
        if modal is not None:
            return modal
        others = [
            one
            for one in QApplication.topLevelWidgets()
            if one.isVisible() and isinstance(one, (QDialog, MeetingWindow))
        ]
        return self.dice.choice(others) if others and self.dice.random() < 0.5 else None

    def _answer(self, dialog: QWidget) -> None:
        name = dialog.objectName()
        assert name != "crash_dialog", dialog.findChild(QPlainTextEdit).toPlainText()
        if isinstance(dialog, QMessageBox) and name == "error_dialog":
            self.told.append(dialog.text())
        if isinstance(dialog, QFileDialog):
            self._answer_file(dialog)
        elif isinstance(dialog, QMenu):
            self._answer_menu(dialog)
        elif self.dice.random() < 0.3 or not isinstance(dialog, QDialog):
            self._note(f"close {name}")
            dialog.close()
        else:
            self._fill(dialog)

    def _answer_file(self, dialog: QFileDialog) -> None:
        ending = self.dice.choice(("pdf", "svg", "png", "html", "txt", "json"))
        path = str(self.folder / f"out{self.dice.randint(0, 9)}.{ending}")
        self._note(f"file {ending}")
        if dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave and self.dice.random() < 0.7:
            dialog.fileSelected.emit(path)
        dialog.reject()

    def _answer_menu(self, menu: QMenu) -> None:
        self._note("close a menu")
        menu.close()

    def _fill(self, dialog: QDialog) -> None:
        for part in dialog.findChildren(QWidget):
            if not (part.isVisible() and part.isEnabled()) or self.dice.random() < 0.6:
                continue
            if isinstance(part, QComboBox) and part.count():
                part.setCurrentIndex(self.dice.randrange(part.count()))
            elif isinstance(part, QLineEdit) and not part.isReadOnly():
                part.setText(self.dice.choice(WORDS))
            elif isinstance(part, QSpinBox):
                part.setValue(self.dice.randint(part.minimum(), part.maximum()))
            elif isinstance(part, QDoubleSpinBox):
                part.setValue(self.dice.uniform(part.minimum(), part.maximum()))
            elif isinstance(part, QAbstractItemView) and part.model() is not None:
                if part.model().rowCount():
                    row = self.dice.randrange(part.model().rowCount())
                    part.setCurrentIndex(part.model().index(row, 0))
            elif isinstance(part, QCheckBox | QRadioButton):
                part.click()
        buttons = [
            one
            for one in dialog.findChildren(QAbstractButton)
            if one.isVisible() and one.isEnabled() and one.objectName() not in NEVER
        ]
        if buttons:
            button = self.dice.choice(buttons)
            self._note(f"{dialog.objectName()}: {button.objectName() or button.text()}")
            button.click()
        else:
            dialog.reject()

    # What it knows

    def _pages(self) -> list[ChartPage]:
        return [page for page in self.window.pages if isinstance(page, ChartPage)]

    def _page(self) -> ChartPage:
        front = self.window.pages.front
        return front if isinstance(front, ChartPage) else self.dice.choice(self._pages())

    def _some(self, ids: list[int]) -> list[int]:
        most = self.dice.choice((0, 0, 1, 2, 3, len(ids)))
        return self.dice.sample(ids, min(most, len(ids)))

    def _spot(self, paper: QWidget) -> QPoint:
        """Give a point on the paper: often one where something is."""
        display = self._page().view.display
        if display is not None and len(display.positions) and self.dice.random() < 0.7:
            view = self._page().view.view
            place = view.to_device(display.positions[self.dice.randrange(len(display.positions))])
            x, y = (place / view.ratio).tolist()
            if abs(x) < 1e6 and abs(y) < 1e6:
                return QPoint(round(x), round(y))
        return QPoint(self.dice.randrange(paper.width()), self.dice.randrange(paper.height()))

    def _note(self, what: str) -> None:
        self.did.append(what)


def _any(edit: Edit, dice: random.Random, table: str) -> int:
    query = f"SELECT id FROM {table} ORDER BY id"
    return int(dice.choice(list(edit.connection.exec_driver_sql(query).scalars())))


def retracted(edit: Edit, dice: random.Random, chart_id: int) -> None:
    kind = dice.choice(("entity", "link", "chart"))
    retractions.retract(edit, Item(kind, _any(edit, dice, kind)), "mistaken")


def restored(edit: Edit, dice: random.Random, chart_id: int) -> None:
    listed = retractions.list_retracted(edit.connection)
    retractions.restore(edit, dice.choice(listed).id)


def merged(edit: Edit, dice: random.Random, chart_id: int) -> None:
    listed = [_any(edit, dice, "entity") for _ in range(2)]
    merging.merge(edit, "entity", listed, across_types=True, despite_judgement=True)


def split(edit: Edit, dice: random.Random, chart_id: int) -> None:
    query = "SELECT absorbed_id FROM merge WHERE kind = 'entity' ORDER BY id"
    merging.split_off(
        edit, "entity", dice.choice(list(edit.connection.exec_driver_sql(query).scalars()))
    )


def purged(edit: Edit, dice: random.Random, chart_id: int) -> None:
    """Stand for a purge, which is no edit."""


def garbled(edit: Edit, dice: random.Random, chart_id: int) -> None:
    """Write what no version wrote into looks and options."""
    table, column = dice.choice(
        (("chart", "options"), ("chart_entity", "look"), ("chart_link", "look"),
         ("chart_shape", "look"))
    )  # fmt: skip
    edit.connection.exec_driver_sql(
        f"UPDATE {table} SET {column} = ? WHERE id % 2 = ?",
        (dice.choice(GARBAGE), dice.randint(0, 1)),
    )


def thrown_far(edit: Edit, dice: random.Random, chart_id: int) -> None:
    place = dice.choice((1e308, -1e30, 1e9, 0.0))
    edit.connection.exec_driver_sql(
        "UPDATE chart_entity SET x = ?, y = ? WHERE chart_id = ? AND id % 3 = ?",
        (place, -place, chart_id, dice.randint(0, 2)),
    )


def renamed(edit: Edit, dice: random.Random, chart_id: int) -> None:
    charts.rename_chart(edit, chart_id, dice.choice(WORDS) or "Chart")


def drawn(edit: Edit, dice: random.Random, chart_id: int) -> None:
    """Put every kind of free item on the chart, and enlarge and colour what is there."""
    kind = dice.choice(("text", "box", "circle", "line", "arrow", "group"))
    charts.add_shape(
        edit, chart_id, kind, dice.uniform(-500, 500), dice.uniform(-500, 500),
        dice.choice((0.0, 60.0, 400.0)), dice.choice((0.0, 80.0)), text=dice.choice(WORDS),
        look=charts.Look(is_container=dice.random() < 0.5),
    )  # fmt: skip


OTHERS = (retracted, restored, merged, split, purged, garbled, thrown_far, renamed, drawn)
GARBAGE = (
    *("", "{", "[]", "7", "null", '{"enlargement": "big", "fill": 7}', '{"tomorrow": {"a": [1]}}'),
    '{"convention": "runes", "multiplicity": 3, "rules": [[]], "legend": {"rows": 5}}',
    '{"representation": "hologram", "corners": [[1]], "width": 1e999, "offset": "left"}',
    '{"title_block": {"x": "left", "title": 5}, "legend": {"rows": [["entity_type"]], "x": "a"}}',
    '{"rules": [{"about": "moons"}, 5, {"changes": [{"effect": "colour", "way": "scale"}]}]}',
)
