"""Chart > Briefing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from iwtlink.errors import Progress
from iwtlink.gui.charting.briefing.snapshots import SnapshotPanel
from iwtlink.gui.commands.chart_front import ChartFront
from iwtlink.gui.theme import is_dark
from iwtlink.i18n import tr
from iwtlink.operations.charting.comparing import Compared, Side, compared, read_side, sides
from iwtlink.store.charts import Reader, Snapshot
from iwtlink.store.charts.snapshots import list_snapshots

if TYPE_CHECKING:
    from iwtlink.chart.display import Display
    from iwtlink.gui.charting.briefing.meeting import MeetingWindow, Showing
    from iwtlink.gui.window import MainWindow


class ChartBriefingCommands(ChartFront):
    """The chart in front as others are shown it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._reader = Reader()
        self._marking = ""
        self._screen = -1

    # Snapshots

    def toggle_snapshots(self) -> None:
        """Show the panel of snapshots with the keyboard in it, or hide it."""
        panels = self._window.chart_panels
        if panels.toggle(panels.snapshots_dock):
            panels.snapshots.begin()

    def take(self) -> None:
        """Keep the chart as it stands."""
        self._panel().take()

    def present(self, first: int = 0) -> None:
        """Step through the snapshots of the chart full screen, to the reader chosen last."""
        page = self._page()
        store, chart_id = self._session.store, page.chart_id

        def read(progress: Progress) -> list[Snapshot]:
            with store.read() as db:
                return list_snapshots(db, chart_id)

        def show(taken: list[Snapshot]) -> None:
            if not taken:
                page.say(tr("This chart has no snapshots yet: Ctrl+F5 takes one."))
                return
            from iwtlink.gui.charting.briefing.meeting import Showing  # pyqtgraph is slow to load

            self.show(Showing(chart_id, True, first, self._reader, self._marking), self._screen)

        self._session.jobs.compute(tr("Reading the snapshots"), read, show)

    # The meeting

    def meeting(self) -> None:
        """Ask for whom, and on which screen, the chart is shown."""
        from iwtlink.gui.charting.briefing.meeting import Showing  # pyqtgraph is slow to load
        from iwtlink.gui.charting.briefing.meeting_dialog import MeetingDialog

        page = self._page()
        with self._session.store.read() as db:
            count = len(list_snapshots(db, page.chart_id))
        tlp = list(page.ontology.code_lists["tlp"].codes.values())
        showing = Showing(page.chart_id, bool(count), 0, self._reader, self._marking)
        dialog = MeetingDialog(showing, count, tlp, self._window)
        dialog.wanted.connect(self.show)
        dialog.open()

    def show(self, showing: Showing, screen: int) -> MeetingWindow:
        """Show a chart full screen; the reader and screen are kept for the next time."""
        from iwtlink.gui.charting.briefing.meeting import MeetingWindow  # pyqtgraph, as above

        self._reader, self._marking, self._screen = showing.reader, showing.marking, screen
        meeting = MeetingWindow(self._window, showing)
        screens = QGuiApplication.screens()
        meeting.show_on(screens[screen] if -1 <= screen < len(screens) else screens[-1])
        return meeting

    def _panel(self) -> SnapshotPanel:
        panel = self._window.chart_panels.snapshots
        panel.page = self._page()
        return panel

    # Comparing

    def compare(self) -> None:
        """Ask with what to compare the chart in front."""
        from iwtlink.gui.charting.briefing.compare_dialog import CompareDialog

        page = self._page()
        with self._session.store.read() as db:
            found = sides(db, page.chart_id)
        if len(found) < 2:
            page.say(tr("There is nothing to compare with: no other chart, and no snapshot."))
            return
        dialog = CompareDialog(found, self._window)
        dialog.wanted.connect(self.compare_sides)
        dialog.open()

    def compare_sides(self, before: Side, after: Side) -> None:
        """Compare two beside the window, and show what differs."""
        store, dark = self._session.store, is_dark()

        def work(progress: Progress) -> tuple[Compared, Display]:
            from iwtlink.chart.building import build_display  # these are slow to load
            from iwtlink.chart.style import load_style

            with store.read() as db:
                one, other = read_side(db, before), read_side(db, after)
            found = compared(one, other, store.ontology)
            return found, build_display(found.content, store.ontology, load_style(dark=dark))

        def show(found: tuple[Compared, Display]) -> None:
            from iwtlink.gui.charting.briefing.comparing import CompareWindow  # pyqtgraph

            title = tr("{before} → {after}", before=before.words, after=after.words)
            window = CompareWindow(title, *found, self._session, self._window)
            window.item_wanted.connect(self._window.show_item)
            window.show()

        self._session.jobs.compute(tr("Comparing the charts"), work, show)
