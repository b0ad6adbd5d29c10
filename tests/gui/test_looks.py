"""What is seen can be read: contrast, icons, both modes, small and large windows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionComboBox, QToolButton, QWidget

from iwtlink.gui.entry.code_box import CodeBox
from iwtlink.gui.icons import action_icon, entity_icon
from iwtlink.gui.reading.columns import TableName
from iwtlink.gui.sheet import style_sheet
from iwtlink.gui.theme import DARK, LIGHT, Colours, apply_theme, is_dark, palette
from iwtlink.gui.window import MainWindow
from tests.gui.conftest import Settle

PAIRS = [
    ("text", "window"),
    ("text", "base"),
    ("text", "accent_wash"),
    ("text", "hover"),
    ("muted", "window"),
    ("muted", "base"),
    ("accent", "base"),
    ("accent", "window"),
    ("accent", "raised"),
    ("on_accent", "accent"),
    ("warning", "warning_wash"),
    ("bad", "base"),
    ("bad", "window"),
]


def luminance(colour: QColor) -> float:
    """Give relative luminance (WCAG 2.2)."""
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize("chosen", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back"), PAIRS)
def test_text_stands_out_from_its_ground(chosen: Colours, front: str, back: str) -> None:
    light, dark = sorted(
        (luminance(QColor(getattr(chosen, name))) for name in (front, back)), reverse=True
    )
    assert (light + 0.05) / (dark + 0.05) >= 4.5


@pytest.mark.parametrize("chosen", [LIGHT, DARK], ids=["light", "dark"])
def test_the_style_sheet_has_no_name_left_to_fill(chosen: Colours) -> None:
    assert "$" not in style_sheet(chosen)


def test_the_mode_can_be_changed_while_a_database_is_open(
    demo: MainWindow, settle: Settle, qapp: QApplication
) -> None:
    demo.actions_by_name["appearance_dark"].trigger()
    settle()
    assert is_dark()
    image = demo.grab().toImage()
    assert image.pixelColor(image.width() // 2, 12).lightness() < 80
    demo.actions_by_name["appearance_light"].trigger()
    settle()
    assert not is_dark()
    apply_theme(qapp, "light")


def test_the_icons_of_all_tabs_follow_the_mode(
    demo: MainWindow, settle: Settle, qapp: QApplication
) -> None:
    demo.opener.show_table(TableName("link"))
    settle()
    demo.actions_by_name["appearance_dark"].trigger()
    settle()
    lightest = [
        max(image.pixelColor(x, y).lightness() for x in range(20) for y in range(20))
        for image in (demo.pages.tabIcon(n).pixmap(20, 20).toImage() for n in range(2))
    ]
    demo.actions_by_name["appearance_light"].trigger()
    settle()
    apply_theme(qapp, "light")
    assert min(lightest) > 200


def test_icons_have_a_picture_for_small_and_large_screens(window: MainWindow) -> None:
    for icon in (action_icon("search"), entity_icon("person")):
        assert not icon.isNull()
        assert max(size.width() for size in icon.availableSizes()) >= 40


def test_on_a_field_laptop_nothing_of_the_bars_is_cut_off(demo: MainWindow, settle: Settle) -> None:
    demo.resize(QSize(1366, 768))
    settle()
    assert demo.size() == QSize(1366, 768)
    bar = demo.findChild(QWidget, "main_toolbar")
    more = bar.findChild(QToolButton, "qt_toolbar_ext_button")
    assert not more.isVisible()
    assert demo.search.width() >= 280


def test_the_window_fits_a_small_screen(demo: MainWindow) -> None:
    assert demo.minimumSizeHint().width() <= 1100
    assert demo.minimumSizeHint().height() <= 660


def test_at_its_smallest_no_panel_lies_on_another(demo: MainWindow, settle: Settle) -> None:
    demo.actions_by_name["new_entity"].trigger()
    demo.resize(demo.minimumSize())
    settle()
    docks = [demo.explorer_dock, demo.inspector_dock, demo.entry_dock]
    places = [dock.geometry() for dock in docks]
    assert not any(
        first.intersects(second) for n, first in enumerate(places) for second in places[n + 1 :]
    )
    assert all(demo.rect().contains(place) for place in places)


@pytest.mark.parametrize("chosen", [LIGHT, DARK], ids=["light", "dark"])
def test_the_words_in_an_empty_field_can_be_read(chosen: Colours) -> None:
    words = palette(chosen).color(QPalette.ColorRole.PlaceholderText)
    light, dark = sorted(map(luminance, (words, QColor(chosen.base))), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_a_closed_box_shows_the_whole_word_chosen(demo: MainWindow, settle: Settle) -> None:
    demo.actions_by_name["new_entity"].trigger()
    settle()
    box = demo.findChild(CodeBox, "entry_strength")
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    room = box.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box
    )
    assert room.width() >= box.fontMetrics().horizontalAdvance(box.currentText())
