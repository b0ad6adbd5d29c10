"""What analysts type is shown as typed: never as markup, never wider than the window."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel

from iwtlink.gui.plain import brief, menu_text, tip
from iwtlink.gui.window import MainWindow
from iwtlink.store.entities import add_entity
from tests.gui.conftest import Settle

ODD = "<b>Bold</b> <img src='x'> & Sons"


def test_a_name_that_looks_like_markup_stays_text_in_a_tooltip() -> None:
    assert "&lt;b&gt;Bold" in tip(ODD)
    assert tip("Khamsing\nພ") == "Khamsing\nພ"
    assert len(tip("N" * 2000)) < 1100


def test_a_label_in_a_menu_is_short_and_keeps_its_ampersands() -> None:
    assert menu_text("Enter “Tom & Jerry”") == "Enter “Tom && Jerry”"
    assert brief("N" * 2000) == "N" * 59 + "…"
    assert brief("two\nlines") == "two lines"


def test_a_step_named_like_markup_is_shown_as_it_is_named(demo: MainWindow, settle: Settle) -> None:
    demo.session.edit(f"Enter {ODD}", lambda edit: add_entity(edit, "person", ODD))
    settle()
    assert ODD in demo.status.undo.text()
    assert demo.status.undo.textFormat() == Qt.TextFormat.PlainText
    assert "&&" in demo.actions_by_name["undo"].text()


def test_a_name_of_two_thousand_letters_leaves_the_panels_as_they_are(
    demo: MainWindow, settle: Settle
) -> None:
    demo.actions_by_name["new_entity"].trigger()
    settle()
    widths = (demo.explorer_dock.width(), demo.inspector_dock.width(), demo.size())
    demo.entry.say("Entered " + "N" * 2000)
    demo.session.edit("Enter " + "N" * 2000, lambda edit: add_entity(edit, "person", "N" * 2000))
    settle()
    assert (demo.explorer_dock.width(), demo.inspector_dock.width(), demo.size()) == widths
    assert demo.size() == QSize(1366, 768)


def test_no_label_that_is_filled_later_reads_markup(demo: MainWindow) -> None:
    named = [label for label in demo.findChildren(QLabel) if label.objectName()]
    assert [
        label.objectName()
        for label in named
        if label.textFormat() == Qt.TextFormat.AutoText and not label.text()
    ] == []
