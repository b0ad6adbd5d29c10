"""The window that the manual's pictures are taken of, and how they are kept."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QWidget

FOLDER = Path(__file__).resolve().parent
PROJECT = FOLDER.parents[1]
PICTURES = FOLDER / "pictures"
EXAMPLES = FOLDER / "examples"
MOST_BYTES = 250_000
FULL, SIZE = (1366, 768), (1120, 680)
"""The size the README shows, and the one that reads well within a page."""


class Studio:
    """One window on a copy of the demonstration, and what keeps pictures still."""

    def __init__(self, folder: Path) -> None:
        sys.path.insert(0, str(PROJECT))
        from iwtlink.gui.app import make_app
        from iwtlink.gui.theme import apply_theme
        from iwtlink.gui.window import MainWindow
        from iwtlink.operations.demo import make_demo
        from iwtlink.settings import Settings, save_settings

        self.folder = folder
        self.file = folder / "demo.iwt"
        make_demo(self.file).close()
        save_settings(Settings(theme="light", analyst_name="A. Example", analyst_initials="AE"))
        self.app = make_app()
        apply_theme(self.app, "light")
        self.window = MainWindow()
        self.window.resize(*FULL)
        self.window.show()
        self.window.activateWindow()

    def open_demo(self, size: tuple[int, int] = SIZE) -> None:
        """Open the demonstration, if it is not, in a window of this size."""
        self.window.resize(*size)
        if not self.window.session.is_open:
            self.window.commands.file.open_path(str(self.file))
            self.settle()

    def settle(self, milliseconds: int = 400) -> None:
        """Let the window finish what it does, then wait a little."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop, quiet = QEventLoop(), QTimer(interval=50)
        calm = [0]

        def look() -> None:
            calm[0] = calm[0] + 50 if self.window.jobs.is_idle else 0
            if calm[0] >= milliseconds:
                loop.quit()

        quiet.timeout.connect(look)
        quiet.start()
        loop.exec()

    def find(self, ref: str) -> int:
        """Give the id of the entity with this reference."""
        from iwtlink.operations.finding import find_entity

        with self.window.session.store.read() as db:
            return int(find_entity(db, ref))

    def charts(self) -> list[int]:
        """Give the ids of the charts, the whole case last."""
        from iwtlink.store.charts import list_charts, read_chart

        with self.window.session.store.read() as db:
            sizes = [(len(read_chart(db, row.id).entity_ids), row.id) for row in list_charts(db)]
        return [number for _, number in sorted(sizes)]

    def type(self, words: str) -> None:
        """Type into whatever has the keyboard."""
        from PySide6.QtCore import QEvent, Qt
        from PySide6.QtGui import QKeyEvent

        for letter in words:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                plain = Qt.KeyboardModifier.NoModifier
                self.app.sendEvent(self.focus(), QKeyEvent(kind, 0, plain, letter))
        self.settle()

    def press(self, *keys: str) -> None:
        """Press named keys, such as ``Return``."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        for key in keys:
            QTest.keyClick(self.focus(), getattr(Qt.Key, f"Key_{key}"))
            self.settle(150)

    def focus(self) -> QWidget:
        """Give the widget that has the keyboard."""
        found = self.window.focusWidget()
        assert found is not None
        return found

    def keep(
        self, name: str, widget: QWidget | None = None, *, popups: bool = False, top: int = 0
    ) -> None:
        """Save a picture of the window or a widget from ``top`` on, menus included if wanted."""
        from PySide6.QtGui import QPainter
        from PySide6.QtWidgets import QApplication

        shown = widget or self.window
        picture = shown.grab()
        popup = QApplication.activePopupWidget() if popups else None
        if popup is not None:
            painter = QPainter(picture)
            painter.drawPixmap(shown.mapFromGlobal(popup.pos()), popup.grab())
            painter.end()
            popup.close()
        image = picture.toImage()
        self.save(name, image.copy(0, top, image.width(), image.height() - top))

    def trigger(self, name: str) -> None:
        """Do what the menus call by this name."""
        from PySide6.QtGui import QAction

        found = self.window.findChild(QAction, name)
        assert found is not None
        found.trigger()
        self.settle()

    def action(self, name: str, picture: str) -> None:
        """Open a dialog by its action, keep its picture and close it."""
        from PySide6.QtWidgets import QDialog

        self.trigger(name)
        for dialog in self.window.findChildren(QDialog):
            if dialog.isVisible():
                self.keep(picture, dialog)
                dialog.reject()
        self.settle()

    def save(self, name: str, image: QImage) -> None:
        """Write a picture as small as PNG can; with a palette of its own where still too large."""
        from PIL import Image
        from PySide6.QtGui import QImage

        PICTURES.mkdir(exist_ok=True)
        target = PICTURES / f"{name}.png"
        plain = image.convertToFormat(QImage.Format.Format_RGB888)
        data = bytes(plain.constBits())
        size = (plain.width(), plain.height())
        picture = Image.frombuffer("RGB", size, data, "raw", "RGB", plain.bytesPerLine(), 1)
        picture.save(target, optimize=True)
        if target.stat().st_size >= MOST_BYTES:
            picture.quantize(256, dither=Image.Dither.NONE).save(target, optimize=True)

    def close(self) -> None:
        """Close the window."""
        self.window.close()
