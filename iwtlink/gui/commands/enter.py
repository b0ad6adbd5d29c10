"""Entering by hand and by import."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from iwtlink.gui.commands.read import are_tables
from iwtlink.gui.docks import bring_entry, is_in_front
from iwtlink.gui.selection import Selection
from iwtlink.i18n import tr
from iwtlink.settings import load_settings
from iwtlink.store.ids import Item
from iwtlink.store.opening.connection import EXCHANGE_ENDING

if TYPE_CHECKING:
    from iwtlink.gui.window import MainWindow


class EnterCommands(QObject):
    """The Enter menu."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def working_source(self) -> None:
        """Choose what is being read."""
        bring_entry(self._window)
        self._window.entry.source.begin()

    def new_entity(self) -> None:
        """Put the keyboard where a new entity's name goes."""
        bring_entry(self._window)
        self._window.entry.entity.begin()

    def new_link(self) -> None:
        """Put the keyboard where the next link is typed."""
        bring_entry(self._window)
        self._window.entry.link.begin()

    def link_from_selected(self) -> None:
        """Let the next link begin at the selected entity."""
        for entity_id in self._window.selection.ids("entity")[:1]:
            known = self._window.entry.names.known(entity_id)
            if known is not None:
                self._window.entry.link.start_from(known)
        self.new_link()

    def toggle_panel(self) -> None:
        """Show or hide the entry panel."""
        dock = self._window.entry_dock
        if is_in_front(dock):
            dock.hide()
        else:
            bring_entry(self._window)

    def show_entered(self, item: Item, entity_ids: list[int]) -> None:
        """Show what was entered in the inspector, and on the chart in front where wanted."""
        self._window.inspector.show_item(item)
        chart = self._window.opener.chart_in_front
        if self._window.entry.on_chart.isChecked() and chart is not None:
            chart.add_entities(entity_ids)

    def import_tables(self) -> None:
        """Ask for tables and show what importing them would do."""
        dialog = QFileDialog(
            self._window, tr("Import tables"), load_settings().last_folder or str(Path.home())
        )
        dialog.setObjectName("import_file_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(
            [
                tr("Tables (*.csv *.tsv *.txt *.xlsx *.xlsm *.xls *.ods)"),
                tr("All files (*)"),
            ]
        )
        dialog.filesSelected.connect(lambda paths: self.import_paths([Path(p) for p in paths]))
        dialog.open()

    def take_files(self, paths: list[str]) -> None:
        """Open a database or read an exchange file dropped on the window; take in other files."""
        found = [Path(path) for path in paths if path]
        databases = [path for path in found if path.suffix.lower() in (".iwt", EXCHANGE_ENDING)]
        if databases:
            self._window.commands.file.open_path(str(databases[0]))
        elif found and self._window.session.is_writable:
            self._take_sources(found)
        elif found and self._window.session.is_open:
            self._window.status.say(
                tr("This database is open read-only: nothing can be added to it.")
            )
        elif found:
            self._window.status.say(tr("Open a database first, then add files to it."))

    def _take_sources(self, paths: list[Path]) -> None:
        if are_tables(paths):
            self._window.commands.read.ask_about_tables(paths)
        else:
            self._window.commands.read.attach_paths(paths)

    def import_paths(self, paths: list[Path]) -> None:
        """Show what importing these tables would do."""
        from iwtlink.gui.dialogs.import_tables import ImportDialog  # slow to load

        dialog = ImportDialog(self._window.session, paths, self._window)
        dialog.chart_wanted.connect(self._show_on_chart)
        dialog.open()

    def _show_on_chart(self, entity_ids: list[int]) -> None:
        self._window.take_selection(Selection.of("entity", entity_ids))
        self._window.commands.chart.new_chart()
