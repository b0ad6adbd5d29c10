"""The main window: it arranges the panels and passes selections between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QIcon,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QDockWidget,
    QMainWindow,
    QMessageBox,
    QSizePolicy,
    QStackedWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from iwtlink.errors import DamagedDatabase, IwtlinkError
from iwtlink.gui.actions import action_list, menu_titles
from iwtlink.gui.banner import Banner
from iwtlink.gui.charting.overview_panel import OverviewPanel
from iwtlink.gui.charting.panels import ChartPanels
from iwtlink.gui.command_list import CommandList
from iwtlink.gui.commands import Commands
from iwtlink.gui.corners import fit_corners
from iwtlink.gui.crash import CrashDialog
from iwtlink.gui.entry.panel import EntryPanel
from iwtlink.gui.following import Chosen
from iwtlink.gui.jobs import Jobs
from iwtlink.gui.keeper import Keeper
from iwtlink.gui.keys import own_keys
from iwtlink.gui.locking import Locker
from iwtlink.gui.menus import ActionSet, toolbar_title
from iwtlink.gui.opening import Opener
from iwtlink.gui.pages.area import PageArea
from iwtlink.gui.pages.nothing import NothingOpen
from iwtlink.gui.pages.start import StartPage
from iwtlink.gui.panels.explorer import Explorer
from iwtlink.gui.panels.inspector import Inspector
from iwtlink.gui.plain import brief
from iwtlink.gui.reading.overview import Overview
from iwtlink.gui.search_box import SearchBox
from iwtlink.gui.selection import Selection
from iwtlink.gui.session import Session
from iwtlink.gui.situation import StepsMade, read_situation, redo_scope, selection_text, undo_scope
from iwtlink.gui.status import StatusStrip
from iwtlink.i18n import tr
from iwtlink.log import details
from iwtlink.paths import resource
from iwtlink.settings import change_settings, load_settings
from iwtlink.store import Changes
from iwtlink.store.ids import Item

_STATE_VERSION = 1


class MainWindow(QMainWindow):
    """Everything the analyst sees. Holds no data: the session owns the store."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.setWindowIcon(QIcon(str(resource("icons", "iwtlink.svg"))))
        self.selection = Selection()
        self.chosen = Chosen()
        self.steps_made = StepsMade()
        self.jobs = Jobs(self)
        self.session = Session(self.jobs, self)
        self.actions_by_name = ActionSet(self, action_list())
        self.start = StartPage()
        self.pages = PageArea()
        self.nothing = NothingOpen(self.actions_by_name)
        self.explorer = Explorer(self.session)
        self.inspector = Inspector(self.session)
        self.entry = EntryPanel(self.session, self)
        self.overview = OverviewPanel()
        self.search = SearchBox(self.session, self)
        self.status = StatusStrip(self.jobs)
        self.banner = Banner(self.session)
        self.opener = Opener(self)
        self.commands = Commands(self)
        self.command_list = CommandList(self.actions_by_name, self)
        self.menus = self.actions_by_name.fill_menus(self)
        self._arrange()
        self.locker = Locker(self)
        self.keeper = Keeper(self.session)
        self._connect()
        self.use_keys(load_settings().shortcuts)
        self._restore()
        self.start.setFocus()
        self.refresh_situation()

    # Arranging

    def _arrange(self) -> None:
        self.setMinimumSize(900, 560)
        self.setDockNestingEnabled(True)
        self.bar = QToolBar(toolbar_title())
        self.bar.setObjectName("main_toolbar")
        self.bar.setMovable(False)
        self.bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.actions_by_name.fill_toolbar(self.bar)
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.bar.addWidget(gap)
        self.bar.addWidget(self.search)
        self.addToolBar(self.bar)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.start)
        self.stack.addWidget(self.pages.room)
        self.stack.addWidget(self.nothing)
        column.addWidget(self.banner)
        column.addWidget(self.stack, 1)
        self.cover_stack = QStackedWidget()
        self.cover_stack.addWidget(middle)
        self.setCentralWidget(self.cover_stack)
        left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        self.explorer_dock = self._dock("explorer_dock", tr("Explorer"), self.explorer, left)
        self.inspector_dock = self._dock("inspector_dock", tr("Inspector"), self.inspector, right)
        bottom = Qt.DockWidgetArea.BottomDockWidgetArea
        self.entry_dock = self._dock("entry_dock", tr("Entry"), self.entry, bottom)
        self.overview_dock = self._dock("overview_dock", tr("Overview"), self.overview, right)
        self.chart_panels = ChartPanels(self, self._dock)
        self.setStatusBar(self.status)
        self.setAcceptDrops(True)

    def _dock(self, name: str, title: str, panel: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(title, self)
        dock.setObjectName(name)
        dock.setFeatures(
            QDockWidget.DockWidgetFeature.DockWidgetMovable
            | QDockWidget.DockWidgetFeature.DockWidgetClosable
        )
        dock.setWidget(panel)
        dock.hide()
        self.addDockWidget(area, dock)
        return dock

    def _connect(self) -> None:
        self.actions_by_name.connect(self.commands.slot)
        self.start.wanted_new.connect(self.commands.file.new_database)
        self.start.wanted_open.connect(self.commands.file.open_database)
        self.start.wanted_demo.connect(self.commands.file.open_demo)
        self.start.wanted_recent.connect(self.commands.file.open_path)
        self.start.wanted_backups.connect(self.commands.keeping.backups)
        self.keeper.told.connect(self.status.say)
        self.keeper.failed.connect(self.show_error)
        self.session.opened.connect(self._opened)
        self.session.closed.connect(self._closed)
        self.session.changed.connect(self._changed)
        self.jobs.failed.connect(self.show_error)
        self.search.wanted.connect(self.opener.show_hit)
        self.search.all_wanted.connect(self.opener.show_search)
        self.explorer.table_wanted.connect(self.opener.show_table)
        self.explorer.item_wanted.connect(self.show_item)
        self.explorer.counted.connect(self._counted)
        self.explorer.place_wanted.connect(self.opener.place_type)
        self.explorer.saved_wanted.connect(self.opener.show_saved)
        self.explorer.saved_rename_wanted.connect(self.commands.search.rename)
        self.explorer.saved_delete_wanted.connect(self.commands.search.delete)
        self.inspector.item_wanted.connect(self.show_item)
        self.inspector.retract_wanted.connect(self.commands.past.ask_why)
        self.inspector.source_wanted.connect(self.opener.show_source)
        self.inspector.quality_wanted.connect(self.opener.show_quality)
        self.inspector.compare_wanted.connect(self.compare)
        self.entry.entered.connect(self.commands.enter.show_entered)
        self.entry.holder.changed.connect(self._show_source)
        self.pages.selected.connect(self.take_selection)
        self.pages.front_changed.connect(self.refresh_situation)
        self.pages.front_changed.connect(lambda: self.overview.show_page(self.pages.front))
        self.overview_dock.visibilityChanged.connect(
            lambda _: self.overview.show_page(self.pages.front)
        )
        self.pages.emptied.connect(self.refresh_situation)
        self.chart_panels.begin()
        self.command_list.chosen.connect(self._run)
        for name, dock in (
            ("show_explorer", self.explorer_dock),
            ("show_inspector", self.inspector_dock),
            ("show_entry", self.entry_dock),
            ("show_overview", self.overview_dock),
        ):
            dock.visibilityChanged.connect(self.actions_by_name[name].setChecked)

    # What others ask of the window

    def use_keys(self, kept: Mapping[str, str]) -> None:
        """Give actions the user's own keys, as far as they can be used."""
        actions = self.actions_by_name
        actions.use_keys(own_keys(actions.usual_keys, kept, menu_titles()))
        self.search.show_keys(actions.specs["find"].shortcut)

    def show_item(self, item: Item) -> None:
        """Bring an item to the front: its page, or the inspector."""
        self.opener.show_item(item)

    def take_selection(self, selection: Selection) -> None:
        """Make this the selection: inspector, status bar and actions follow."""
        self.selection = selection
        self.chosen.take(selection)
        if selection.current is not None:
            self.inspector.show_item(selection.current)
        self.refresh_situation()

    def compare(self, entity_ids: list[int]) -> None:
        """Put entities side by side, to be judged the same or different."""
        self.commands.twins.compare("entity", entity_ids)

    def show_error(self, error: Exception) -> None:
        """Show what went wrong: a sentence where we know it, details where we do not."""
        if self.locker.hold(error):
            return
        if isinstance(error, DamagedDatabase) and self.commands.file.opener.offer_way_back(error):
            return
        if not isinstance(error, IwtlinkError):
            CrashDialog(details(error), self).open()
            return
        box = QMessageBox(self)
        box.setObjectName("error_dialog")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(tr("That did not work"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(str(error))
        box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box.addButton(tr("Close"), QMessageBox.ButtonRole.AcceptRole)
        box.open()

    def undo_scope(self) -> str:
        """Give the scope that undo acts on now."""
        return undo_scope(self.session, self.pages.front)

    def redo_scope(self) -> str:
        """Give the scope that redo acts on now."""
        return redo_scope(self.session, self.pages.front)

    def refresh_situation(self) -> None:
        """Let actions and status bar say what holds now."""
        now = read_situation(self.session, self.pages.front, self.selection, self.steps_made)
        if self.pages.front is not None and self.pages.is_elsewhere(self.pages.front):
            now = replace(now, is_elsewhere=True)
        if now.has_database:
            self.stack.setCurrentWidget(self.nothing if self.pages.is_empty else self.pages.room)
        self.actions_by_name.fit(now)
        front = self.pages.front
        self.status.selected.setText(
            selection_text(self.selection, now.shapes) if now.has_database else ""
        )
        self.status.shown.setText(front.shown() if front is not None else "")
        self.status.tell_doing(front.doing() if front is not None else "")
        self.status.undo.setText(tr("Undo: {label}", label=brief(now.undo)) if now.undo else "")
        self.status.show_encryption(self.session.store.is_encrypted if now.has_database else None)
        state = tr("Read-only") if not now.is_writable else tr("Saved")
        self.status.saved.setText(state if now.has_database else "")

    def retint(self) -> None:
        """Draw icons and lists in the colours of the mode in use."""
        self.actions_by_name.retint()
        self.search.retint()
        self.pages.retint()
        if self.session.is_open:
            self.explorer.refresh()
            self.inspector.retint()

    # What happens

    def _counted(self, overview: Overview) -> None:
        self.nothing.say(is_empty=overview.is_empty)

    def _run(self, name: str) -> None:
        self.actions_by_name[name].trigger()

    def _opened(self) -> None:
        self.pages.close_all()
        self.steps_made.forget()
        self.selection = Selection()
        title = self.session.store.about.title or self.session.store.path.stem
        self.setWindowTitle(f"{title} — iwtlink")
        self._show_panels()
        self.search.setEnabled(True)
        self.inspector.clear()
        self._sign_in()
        self.opener.show_first()
        self.refresh_situation()

    def _closed(self) -> None:
        self.locker.leave()
        self._keep_panels()
        self.pages.close_all()
        self.selection = Selection()
        self.inspector.clear()
        self.explorer_dock.hide()
        self.inspector_dock.hide()
        self.entry_dock.hide()
        self.overview_dock.hide()
        self.chart_panels.hide()
        self.search.setEnabled(False)
        self.start.refresh()
        self.stack.setCurrentWidget(self.start)
        self.start.setFocus()
        self.setWindowTitle("iwtlink")
        self.refresh_situation()

    def _changed(self, changes: Changes, initiator: object) -> None:
        if not self.session.is_open:
            return  # the last edit was written while the database was closed
        self.steps_made.remember(changes, self.pages.front)
        with self.session.store.read() as db:
            self.selection = self.chosen.now(db, changes) or self.selection
        self.pages.follow(changes, initiator)
        if changes.is_about:
            self.banner.refresh()
        self.refresh_situation()

    def _show_source(self) -> None:
        self.session.working_source = self.entry.holder.source
        is_reading = self.entry.holder.document is not None
        self.status.source.setText(self.entry.holder.text() if is_reading else "")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take in files dropped on the window: a database is opened, tables are imported."""
        self.commands.enter.take_files([url.toLocalFile() for url in event.mimeData().urls()])
        event.acceptProposedAction()

    def _sign_in(self) -> None:
        settings = load_settings()
        if settings.analyst_name:
            self.session.sign_in(settings.analyst_name, settings.analyst_initials)
        elif self.session.is_writable:
            self._ask_who_works()

    def _ask_who_works(self) -> None:
        """Ask for name and initials; the demonstration is open to explore without."""
        from iwtlink.operations.demo import CODE, demo_analyst  # slow to load

        if self.session.store.about.code == CODE:
            self.session.sign_in(*demo_analyst())
        else:
            self.commands.edit.edit_analyst()

    # Between starts

    def _restore(self) -> None:
        self.setWindowTitle("iwtlink")
        room = QGuiApplication.primaryScreen().availableGeometry().size()
        self.resize(QSize(1440, 900).boundedTo(room))
        settings = load_settings()
        if settings.window_geometry:
            self.restoreGeometry(QByteArray.fromBase64(settings.window_geometry.encode()))
        self.resizeDocks(
            [self.explorer_dock, self.inspector_dock], [240, 360], Qt.Orientation.Horizontal
        )

    def _show_panels(self) -> None:
        """Show the panels as the last database left them; at first the two at the sides."""
        state = load_settings().window_state
        if state and self.restoreState(QByteArray.fromBase64(state.encode()), _STATE_VERSION):
            fit_corners(self)
            self.entry_dock.setVisible(self.entry_dock.isVisible() and self.session.is_writable)
            return
        self.explorer_dock.show()
        self.inspector_dock.show()

    def _keep_panels(self) -> None:
        state = bytes(self.saveState(_STATE_VERSION).toBase64().data()).decode()
        change_settings(lambda settings: replace(settings, window_state=state))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit_corners(self)

    def closeEvent(self, event: QCloseEvent) -> None:
        geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        change_settings(lambda settings: replace(settings, window_geometry=geometry))
        self.session.close()
        self.hide()  # a backup of a large database may take some seconds
        self.jobs.close()
        event.accept()
