"""How the window looks: two palettes, one accent colour, an 8-pixel grid."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from iwtlink.gui.sheet import style_sheet
from iwtlink.paths import resource

GRID = 8
"""Spacing unit in device-independent pixels; half and whole multiples only."""

FALLBACK_FAMILIES = (
    "Noto Sans",
    "Noto Sans Lao",
    "Noto Sans Thai",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Leelawadee UI",
    "Lao UI",
    "Microsoft YaHei",
)
"""Families that carry the scripts of the region, tried after the system's own."""


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one mode as hex; text on ``window`` and ``base`` reaches 4.5:1."""

    window: str
    base: str
    alternate: str
    raised: str
    line: str
    text: str
    muted: str
    faint: str
    accent: str
    on_accent: str
    accent_wash: str
    hover: str
    warning_wash: str
    warning: str
    bad: str
    good: str


LIGHT = Colours(
    window="#f3f5f6",
    base="#ffffff",
    alternate="#f8fafa",
    raised="#e8ecee",
    line="#d5dbde",
    text="#1a2024",
    muted="#56636b",
    faint="#8b979e",
    accent="#0b6b7d",
    on_accent="#ffffff",
    accent_wash="#d9edf0",
    hover="#e6eced",
    warning_wash="#fdf3d8",
    warning="#7a5300",
    bad="#b3261e",
    good="#1f7a3f",
)
DARK = Colours(
    window="#1f2427",
    base="#16191b",
    alternate="#1b1f21",
    raised="#2a3034",
    line="#363e43",
    text="#e4e9eb",
    muted="#a3b0b7",
    faint="#74828a",
    accent="#58b9cb",
    on_accent="#06252b",
    accent_wash="#1d4149",
    hover="#2b3236",
    warning_wash="#3b3117",
    warning="#f0cf7a",
    bad="#ff8a80",
    good="#7fd197",
)

MODES = ("system", "light", "dark")


def colours() -> Colours:
    """Give the colours of the mode in use."""
    window = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    return DARK if window.lightness() < 128 else LIGHT


def apply_theme(app: QApplication, mode: str = "system") -> None:
    """Dress the application; ``mode`` is one of ``MODES``. May be called again at any time."""
    chosen = DARK if _wants_dark(app, mode) else LIGHT
    sheet = style_sheet(chosen)
    if app.styleSheet() == sheet and app.palette() == palette(chosen):
        return  # dressing every widget again takes a quarter of a second
    app.setStyle("Fusion")
    app.setPalette(palette(chosen))
    app.setStyleSheet(sheet)


def _wants_dark(app: QApplication, mode: str) -> bool:
    hints = app.styleHints()
    wanted = {
        "light": Qt.ColorScheme.Light,
        "dark": Qt.ColorScheme.Dark,
    }.get(mode, Qt.ColorScheme.Unknown)
    hints.setColorScheme(wanted)
    if wanted == Qt.ColorScheme.Unknown:
        return hints.colorScheme() == Qt.ColorScheme.Dark
    return wanted == Qt.ColorScheme.Dark


def palette(chosen: Colours) -> QPalette:
    """Give Qt's palette for one set of colours."""
    role = QPalette.ColorRole
    made = QPalette()
    for name, colour in {
        role.Window: chosen.window,
        role.WindowText: chosen.text,
        role.Base: chosen.base,
        role.AlternateBase: chosen.alternate,
        role.Text: chosen.text,
        role.Button: chosen.window,
        role.ButtonText: chosen.text,
        role.BrightText: chosen.on_accent,
        role.ToolTipBase: chosen.raised,
        role.ToolTipText: chosen.text,
        role.PlaceholderText: chosen.muted,
        role.Link: chosen.accent,
        role.LinkVisited: chosen.accent,
        role.Highlight: chosen.accent,
        role.HighlightedText: chosen.on_accent,
        role.Accent: chosen.accent,
        role.Light: chosen.base,
        role.Midlight: chosen.hover,
        role.Mid: chosen.line,
        role.Dark: chosen.line,
        role.Shadow: chosen.line,
    }.items():
        made.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, name, QColor(chosen.faint))
    made.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(chosen.raised))
    return made


def load_fonts(app: QApplication) -> None:
    """Let the interface show every script of the region: system font first, then ours."""
    folder = resource("fonts")
    for path in sorted(folder.rglob("*.[to]tf")) if folder.is_dir() else ():
        QFontDatabase.addApplicationFont(str(path))
    font = QFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
    known = set(QFontDatabase.families())
    own = font.families()
    font.setFamilies([*own, *(name for name in FALLBACK_FAMILIES if name in known)])
    if font.pointSizeF() < 9:
        font.setPointSizeF(9)
    app.setFont(font)


def is_dark() -> bool:
    """The mode in use is the dark one."""
    return colours() is DARK
