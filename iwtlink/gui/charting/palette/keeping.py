"""What is written of named palettes: kept, changed, locked, deleted; each one step to undo."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from iwtlink.errors import BadInput
from iwtlink.gui.charting.palette.groups import LINK
from iwtlink.gui.save_dialog import save_dialog
from iwtlink.i18n import tr
from iwtlink.operations.charting.named_palettes import (
    NamedPalette,
    PaletteRows,
    delete_palette,
    keep_palette,
    lock_palette,
    named_palettes,
)
from iwtlink.store import entities, links
from iwtlink.writing import file_stem

if TYPE_CHECKING:
    from iwtlink.gui.pages.chart import ChartPage


class PaletteKeeping(QObject):
    """Asks, and writes in the steps of the chart in front."""

    kept = Signal(int)
    """Id of a palette that is to be shown now; 0: all types."""

    def known(self, page: ChartPage) -> list[NamedPalette]:
        """Give the palettes of the database."""
        with page.session.store.read() as db:
            return named_palettes(db)

    def ask(self, page: ChartPage, palette: NamedPalette | None = None) -> None:
        """Ask for a new palette, or for what one is to become."""
        from iwtlink.gui.charting.palette.palette_dialog import PaletteDialog

        asked = palette or NamedPalette(0, "", PaletteRows())
        taken = {one.name for one in self.known(page) if one.id != asked.id}
        with page.session.store.read() as db:
            counts = entities.count_by_type(db)
            counts |= {f"{LINK}{name}": count for name, count in links.count_by_type(db).items()}
        dialog = PaletteDialog(asked, page.ontology, counts, taken, page)
        dialog.wanted.connect(lambda wanted: self.keep(page, wanted))
        dialog.open()

    def keep(self, page: ChartPage, palette: NamedPalette) -> None:
        """Keep a palette, and show it."""
        page.writing.write(
            tr("Keep the palette “{name}”", name=palette.name),
            lambda edit: keep_palette(edit, palette),
            self.kept.emit,
        )

    def lock(self, page: ChartPage, palette: NamedPalette, is_locked: bool) -> None:
        """Lock a palette, or let it be changed."""
        label = (
            tr("Lock the palette “{name}”", name=palette.name)
            if is_locked
            else tr("Unlock the palette “{name}”", name=palette.name)
        )
        page.writing.write(
            label,
            lambda edit: lock_palette(edit, palette.id, is_locked=is_locked),
            lambda _: self.kept.emit(palette.id),
        )

    def delete(self, page: ChartPage, palette: NamedPalette) -> None:
        """Take a palette out; what was placed from it stays."""
        page.writing.write(
            tr("Delete the palette “{name}”", name=palette.name),
            lambda edit: delete_palette(edit, palette.id),
            lambda _: self.kept.emit(0),
        )

    def read_file(self, page: ChartPage, path: str) -> None:
        """Keep the palette in a file, or say why not."""
        from iwtlink.operations.charting.palette_files import read_palette  # loads slowly

        try:
            self.keep(page, read_palette(Path(path)))
        except BadInput as problem:
            page.say(str(problem))

    def write_file(self, page: ChartPage, palette: NamedPalette, path: str) -> None:
        """Write a palette to a file, or say why not."""
        from iwtlink.operations.charting.palette_files import write_palette  # loads slowly

        try:
            write_palette(Path(path), palette)
        except BadInput as problem:
            page.say(str(problem))
            return
        page.say(tr("The palette is written to {file}.", file=path))

    def ask_read(self, page: ChartPage) -> None:
        """Ask for the file of a palette."""
        dialog = QFileDialog(page, tr("Read a palette"), "", tr("Palettes (*.yaml *.yml)"))
        dialog.setObjectName("palette_read_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.read_file(page, path))
        dialog.open()

    def ask_write(self, page: ChartPage, palette: NamedPalette) -> None:
        """Ask where a palette is to be written."""
        proposed, kinds = f"{file_stem(palette.name)}.yaml", tr("Palette (*.yaml)")
        dialog = save_dialog(
            page, "palette_write_dialog", tr("Write the palette"), proposed, kinds, "yaml"
        )
        dialog.fileSelected.connect(lambda path: self.write_file(page, palette, path))
        dialog.open()
