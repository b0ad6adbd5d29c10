"""Starting Qt where there may be no screen."""

from __future__ import annotations

import os
import sys
from functools import cache

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from iwtlink.render.fonts import load_fonts


def ensure_qt() -> QGuiApplication:
    """Give the running Qt application, made if none runs, with the vendored fonts loaded.

    Outside the window nobody sees a picture being painted, so an application made here has no
    screen (Qt's *offscreen* platform) and works on a server or in a console session.
    """
    application = QGuiApplication.instance()
    if application is None:
        application = _offscreen()
    load_fonts()
    if not isinstance(application, QGuiApplication):
        raise RuntimeError("a Qt application without graphics is running")
    return application


@cache
def _offscreen() -> QApplication:
    """Make the application; cached so that Python keeps it alive.

    One that could show windows, though none is: Qt allows one application per process, and a
    window may be wanted later in the same one.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QApplication(sys.argv[:1] or ["iwtlink"])
