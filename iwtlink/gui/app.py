"""Starts the program: one application, one window, and a watch for what goes wrong."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from iwtlink import __version__
from iwtlink.errors import BadInput
from iwtlink.gui.crash import CrashWatch
from iwtlink.gui.theme import apply_theme, load_fonts
from iwtlink.gui.tidying import Tidier
from iwtlink.gui.window import MainWindow
from iwtlink.i18n import set_language
from iwtlink.log import set_up_log
from iwtlink.operations.own_files import own_file_problems
from iwtlink.settings import load_settings

_log = logging.getLogger(__name__)


def run(database: Path | None = None, *, is_demo: bool = False) -> int:
    """Open the window, with a database where one is named; give the exit code."""
    set_up_log()
    settings = load_settings()
    set_language(settings.language)
    app = make_app()
    apply_theme(app, settings.theme)
    watch = CrashWatch()
    watch.install()
    window = MainWindow()
    watch.crashed.connect(window.show_error)
    Tidier(window.jobs, lambda: window.locker.idle.idle_s, window)
    window.show()
    tell_own_problems(window)
    if database is not None:
        window.commands.file.open_path(str(database))
    elif is_demo:
        window.commands.file.open_demo()
    _log.info("started")
    code = app.exec()
    watch.uninstall()
    return code


def tell_own_problems(window: MainWindow) -> None:
    """Show which of the unit's own types and mappings cannot be used."""
    for problem in own_file_problems():
        window.show_error(BadInput(problem))


def make_app() -> QApplication:
    """Give the application, made if none runs: names, scaling, fonts."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    app = QApplication(sys.argv[:1] or ["iwtlink"])
    app.setApplicationName("iwtlink")
    app.setApplicationDisplayName("iwtlink")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("iwtlink")
    load_fonts(app)
    return app
