"""The style sheet: what Fusion's palette cannot say."""

from __future__ import annotations

from dataclasses import asdict
from string import Template
from typing import TYPE_CHECKING

from iwtlink.paths import resource

if TYPE_CHECKING:
    from iwtlink.gui.theme import Colours

_SHEET = Template(
    """
QToolTip { border: 1px solid $line; padding: 4px 6px; background: $raised; color: $text; }
QMainWindow::separator { background: $line; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: $accent; }
QMenuBar { background: $window; padding: 2px 4px; }
QMenuBar::item { padding: 4px 8px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: $hover; color: $text; }
QMenu { background: $base; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 5px 28px 5px 8px; border-radius: 4px; }
QMenu::item:selected { background: $accent_wash; color: $text; }
QMenu::item:disabled { color: $faint; }
QMenu::icon { padding-left: 6px; }
QMenu::icon:checked { background: $accent_wash; border: 1px solid $accent; border-radius: 4px; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QToolBar { background: $window; border: none; border-bottom: 1px solid $line; padding: 3px 8px;
           spacing: 2px; }
QToolBar::separator { background: $line; width: 1px; margin: 6px 6px; }
QToolButton { border: 1px solid transparent; border-radius: 4px; padding: 4px 7px; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $accent_wash; }
QToolButton:focus { border-color: $accent; }
QToolButton:disabled { color: $faint; }
QToolButton::menu-indicator { image: none; width: 0px; }
QStatusBar { background: $window; border-top: 1px solid $line; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: $muted; padding: 0 6px; }
QDockWidget { font-weight: 600; }
QDockWidget::title { background: $window; padding: 7px 8px 5px 10px; }
QDockWidget { titlebar-close-icon: url($icons/close-$mode.svg); }
QDockWidget::close-button { border: none; border-radius: 3px; padding: 0; }
QDockWidget::close-button:hover { background: $hover; }
QTabWidget#pages::pane { border: none; border-top: 1px solid $line; }
QTabBar { background: $window; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $muted; border: none; padding: 6px 10px;
               border-bottom: 2px solid transparent; min-height: 18px;
               min-width: 64px; }
QTabBar::tab:selected { color: $text; background: $base; border-bottom: 2px solid $accent; }
QTabBar::tab:hover:!selected { background: $hover; color: $text; }
QTabBar::close-button { image: url($icons/close-$mode.svg); subcontrol-position: right;
                        width: 12px; height: 12px; margin: 2px 4px; border-radius: 3px; }
QTabBar::close-button:hover { background: $hover; }
QHeaderView { background: $window; }
QTabBar::scroller { width: 44px; }
QTabBar QToolButton { background: $window; border: none; border-radius: 0; padding: 2px; }
QTabBar QToolButton:hover { background: $hover; }
QTabBar QToolButton::left-arrow { image: url($icons/chevron-left-$mode.svg);
                                  width: 14px; height: 14px; }
QTabBar QToolButton::right-arrow { image: url($icons/chevron-right-$mode.svg);
                                   width: 14px; height: 14px; }
QTabWidget#pages > QTabBar::tab { min-width: 128px; }
QHeaderView::section { background: $window; color: $muted; border: none; padding: 5px 8px;
                       border-right: 1px solid $line; border-bottom: 1px solid $line; }
QHeaderView::section:hover { background: $hover; color: $text; }
QTableView { background: $base; border: none; gridline-color: $raised;
             alternate-background-color: $alternate; selection-background-color: $accent_wash;
             selection-color: $text; }
QTableView::item { padding: 0 5px; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QTreeView, QListView { background: $base; border: none; selection-color: $text;
             selection-background-color: $accent_wash; }
QTreeView#explorer, QTreeView#inspector_tree { background: $window; }
QTreeView::item, QListView::item { padding: 3px 4px; border: none; }
QTreeView::item:hover, QListView::item:hover { background: $hover; }
QTreeView::item:selected, QListView::item:selected { background: $accent_wash; color: $text; }
QAbstractItemView:focus { outline: none; }
QTableCornerButton::section { background: $window; border: none; }
QLineEdit, QPlainTextEdit, QTextEdit, QDateEdit, QSpinBox, QDoubleSpinBox {
    background: $base; border: 1px solid $line; border-radius: 4px; padding: 4px 6px;
    selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus { border-color: $accent; }
QLineEdit:disabled, QPlainTextEdit:disabled { background: $window; color: $faint; }
QLineEdit[problem="true"] { border-color: $bad; }
QComboBox { background: $base; border: 1px solid $line; border-radius: 4px; padding: 4px 6px; }
QComboBox:hover { background: $hover; }
QComboBox:focus { border-color: $accent; }
QComboBox:disabled { background: $window; color: $faint; }
QComboBox::drop-down { border: none; width: 16px; }
QComboBox::down-arrow { image: url($icons/chevron-down-$mode.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView { border: 1px solid $line; padding: 4px; }
QSpinBox, QDoubleSpinBox { padding: 2px 6px 3px 6px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; width: 18px; }
QAbstractSpinBox::up-arrow { image: url($icons/chevron-up-$mode.svg); width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow { image: url($icons/chevron-down-$mode.svg);
                               width: 10px; height: 10px; }
QCheckBox { spacing: 8px; }
QCheckBox::indicator, QTreeView::indicator, QTableView::indicator {
                       width: 14px; height: 14px; border: 1px solid $faint; border-radius: 3px;
                       background: $base; }
QCheckBox::indicator:hover, QCheckBox::indicator:focus { border-color: $accent; }
QCheckBox::indicator:checked, QTreeView::indicator:checked,
QTableView::indicator:checked {
    background: $accent; border-color: $accent; image: url($icons/check-$mode.svg); }
QTreeView::indicator:indeterminate { background: $accent_wash; border-color: $accent; }
QCheckBox::indicator:disabled, QTreeView::indicator:disabled {
    background: $window; border-color: $line; }
QListView::indicator { width: 14px; height: 14px; border: 1px solid $faint; border-radius: 3px;
                       background: $base; }
QListView::indicator:checked { background: $accent; border-color: $accent;
                               image: url($icons/check-$mode.svg); }
QRadioButton { spacing: 6px; }
QRadioButton::indicator { width: 12px; height: 12px; border: 1px solid $faint; border-radius: 7px;
                          background: $base; }
QRadioButton::indicator:hover, QRadioButton::indicator:focus { border-color: $accent; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 4px solid $accent;
                                  background: $base; }
QPushButton { background: $base; border: 1px solid $line; border-radius: 4px;
              padding: 5px 14px; min-height: 18px; }
QPushButton[part="way"] { text-align: left; padding: 9px 12px; }
QPushButton[part="field"] { text-align: left; padding: 4px 6px; }
QPushButton[part="chip"] { padding: 2px 10px; border-radius: 11px; color: $muted; }
QPushButton[part="chip"]:checked { background: $accent_wash; border-color: $accent; color: $text; }
QToolButton[part="chip"] { border: 1px solid $accent; border-radius: 11px; padding: 1px 8px;
                           background: $accent_wash; color: $text; }
QToolButton[part="chip"]:hover { background: $hover; }
QToolButton[part="chip"]:focus { border: 2px solid $accent; padding: 0 7px; }
QFrame#page_holder { border-left: 1px solid $line; }
QListView#search_results { border-top: 1px solid $line; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $accent_wash; }
QPushButton:focus { border-color: $accent; }
QPushButton:disabled { color: $faint; background: $window; }
QPushButton:default, QPushButton[primary="true"] {
    background: $accent; color: $on_accent; border-color: $accent; }
QPushButton:default:hover, QPushButton[primary="true"]:hover { background: $accent; }
QPushButton:default:disabled, QPushButton[primary="true"]:disabled {
    background: $raised; color: $faint; border-color: $line; }
QPushButton[primary="true"]:focus { border: 1px solid $text; }
QProgressBar { border: none; border-radius: 3px; background: $raised; max-height: 6px;
               min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $line; border-radius: 4px; margin: 2px; min-height: 28px;
                     min-width: 28px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QFrame#banner { background: $warning_wash; border-bottom: 1px solid $line; }
QFrame#banner QLabel { color: $warning; }
QFrame#quick_list { background: $base; border: 1px solid $faint; border-radius: 6px; }
QLabel[part="title"] { font-size: 20pt; font-weight: 600; }
QLabel[part="heading"] { font-weight: 600; font-size: 11pt; }
QLabel[part="name"] { font-weight: 600; font-size: 12pt; }
QLabel[part="muted"] { color: $muted; }
QLabel[part="problem"] { color: $bad; }
QLabel[part="quote"] { color: $text; background: $raised; border-radius: 4px; padding: 4px 6px; }
QToolButton#inspector_quality { padding: 2px 6px 2px 0; color: $muted; }
QFrame#evidence_card { background: $window; border-top: 2px solid $accent; }
QWidget#evidence_inside { background: $window; }
QWidget#meeting_window { background: #ffffff; }
QFrame#meeting_strip { background: #ffffff; border-bottom: 2px solid #000000; }
QLabel#meeting_title { color: #000000; font-size: 18pt; font-weight: 600; }
QLabel#meeting_count, QLabel#meeting_marking { color: #000000; font-size: 14pt; font-weight: 600; }
QLabel#meeting_note { color: #000000; background: #ffffff; font-size: 14pt; padding: 8px 16px;
                      border-top: 1px solid #000000; }
QWidget#quality_page, QWidget#start_page, QWidget#search_page { background: $base; }
QWidget#chart_page, QWidget#document_page { background: $base; }
QWidget#twins_page, QWidget#compare_page { background: $base; }
QFrame[part="line"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
"""
)


def style_sheet(chosen: Colours) -> str:
    """Give the style sheet of one set of colours."""
    names = asdict(chosen)
    names["icons"] = resource("icons", "actions").as_posix()
    names["mode"] = "dark" if chosen.window < "#8" else "light"
    return _SHEET.substitute(names)
