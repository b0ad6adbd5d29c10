"""What an exchange file brings is shown before anything is written."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from iwtlink.errors import no_progress
from iwtlink.gui.exchange.lines import GROUPS, grouped
from iwtlink.gui.exchange.words import (
    head_text,
    warnings,
)
from iwtlink.gui.window import MainWindow
from iwtlink.operations.exchange import Head, Key, Preview, Side
from iwtlink.store.about import About
from tests.gui.conftest import Settle
from tests.gui.exchange.conftest import HEAD, conflict, line, opened


def test_every_line_stands_in_its_group_and_in_that_of_its_side() -> None:
    changes = [change for changes in GROUPS.values() for change in changes]
    rows = tuple(
        line(number, change, side)
        for number, change in enumerate(changes)
        for side in ("theirs", "mine")
    )
    groups = grouped(Preview(HEAD, rows), no_progress)
    for side in ("theirs", "mine"):
        own = [group for group in groups if group.side == side]
        assert own[0].name == "" and len(own[0].lines) == len(changes)
        parts = [one for group in own[1:] for one in group.lines]
        assert sorted(parts, key=repr) == sorted(own[0].lines, key=repr)


def items(tree: QTreeWidget) -> list[QTreeWidgetItem]:
    found = []
    for place in range(tree.topLevelItemCount()):
        top = tree.topLevelItem(place)
        assert top is not None
        found += [top, *(top.child(row) for row in range(top.childCount()))]
    return found


def test_a_preview_is_shown_by_side_and_change_with_counts(demo: MainWindow) -> None:
    rows = (line(1, "new", "theirs"), line(2, "split", "theirs"), line(3, "changed", "mine"))
    dialog = opened(demo, Preview(HEAD, rows))
    told = [(item.text(0), item.text(1)) for item in items(dialog.lines.groups)]
    assert told == [
        *(("VT2 brings", "2"), ("New", "1"), ("Merged and split", "1")),
        *(("Only here", "1"), ("Changed", "1")),
    ]
    assert dialog.head.text() == head_text(HEAD)
    assert dialog.do_it.isEnabled() and dialog.do_it.isVisible()
    assert "PER-VT2-0001" in dialog.lines.detail.toPlainText()
    dialog.reject()


def test_ten_thousand_lines_are_filtered_by_words(demo: MainWindow) -> None:
    rows = tuple(line(number, "new", "theirs") for number in range(10_000))
    dialog = opened(demo, Preview(HEAD, rows))
    dialog.lines.filter.setText("vt2-9999")
    assert dialog.lines.model.rowCount() == 1
    dialog.lines.copy()
    assert "PER-VT2-9999" in QGuiApplication.clipboard().text()
    dialog.reject()


def test_a_file_with_nothing_new_says_so_and_offers_nothing(demo: MainWindow) -> None:
    dialog = opened(demo, Preview(HEAD))
    assert "here already" in dialog.summary.text()
    assert not dialog.do_it.isVisible() and not dialog.tabs.isVisible()
    assert dialog.cancel.text() == "Close"
    dialog.reject()


def test_what_is_only_here_offers_nothing_to_read_in(demo: MainWindow) -> None:
    dialog = opened(demo, Preview(HEAD, (line(3, "changed", "mine"),)))
    assert not dialog.do_it.isVisible() and dialog.tabs.isVisible()
    dialog.reject()


def test_one_short_code_on_both_sides_is_warned_of_with_the_way_out(demo: MainWindow) -> None:
    own = demo.session.store.about.code
    head = Head("Naga Eye", own, "2026-11-21T03:14:00+00:00", "Noy")
    dialog = opened(demo, Preview(head, (line(1, "new", "theirs"),)))
    assert own in dialog.warning.text() and "Short code" in dialog.warning.text()
    assert dialog.warning.isVisible()
    dialog.reject()


def test_a_notice_of_the_other_database_is_told_where_this_one_has_another() -> None:
    head = Head("Demo", "VT2", "2026-11-21T03:14:00+00:00", "Noy", notice="FICTIONAL")
    assert warnings(head, About(code="VT1", notice="FICTIONAL")) == []
    (told,) = warnings(head, About(code="VT1"))
    assert "FICTIONAL" in told


@pytest.mark.parametrize("name", ["write_exchange", "past_exchanges", "short_code"])
def test_every_input_of_the_dialogs_has_a_name_and_can_be_heard(
    demo: MainWindow, settle: Settle, name: str
) -> None:
    demo.actions_by_name[name].trigger()
    settle()
    (dialog,) = (w for w in demo.findChildren(QDialog) if w.isVisible())
    assert unheard(dialog) == []
    dialog.reject()


def test_every_input_of_a_preview_has_a_name_and_can_be_heard(demo: MainWindow) -> None:
    preview = Preview(HEAD, (line(1, "new", "theirs"),), (conflict(1),), ("A file is missing.",))
    dialog = opened(demo, preview)
    assert unheard(dialog) == []
    dialog.reject()


def unheard(dialog: QDialog) -> list[str]:
    """Give inputs, lists and buttons without a name of ours, or that say nothing."""
    kinds = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractItemView, QAbstractButton)
    found = []
    for widget in dialog.findChildren(QWidget):
        if not isinstance(widget, kinds) or isinstance(widget, QHeaderView | QToolButton):
            continue
        if isinstance(widget.parent(), QAbstractItemView | QComboBox | QTabBar):
            continue
        words = widget.accessibleName() or (
            widget.text() if isinstance(widget, QAbstractButton) else ""
        )
        parent = widget.parent()
        holder = parent.metaObject().className() if parent is not None else ""
        drops = widget.objectName().startswith("qt_") or holder == "QComboBoxPrivateContainer"
        if not drops and not (widget.objectName() and words):
            found.append(f"{widget!r} {widget.objectName()}")
    return found


def test_decisions_made_before_closing_are_there_when_the_file_is_looked_at_again(
    demo: MainWindow,
) -> None:
    preview = Preview(HEAD, (line(1, "new", "theirs"),), (conflict(1), conflict(2)))
    dialog = opened(demo, preview)
    left: list[dict[Key, Side]] = []
    dialog.left.connect(left.append)
    dialog.conflicts.model.keep([1], "theirs")
    dialog.reject()
    again = opened(demo, preview)
    again.take_decisions(left[0])
    assert list(again.conflicts.model.decisions().values()) == ["mine", "theirs"]
    again.reject()
