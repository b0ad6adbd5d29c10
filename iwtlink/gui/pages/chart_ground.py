"""What lies under a chart in its tab: grid, locks, the paper's edge, words where it is empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from iwtlink.chart.display import Display
from iwtlink.gui.charting.printing.frame import frame_of, with_room
from iwtlink.i18n import tr

if TYPE_CHECKING:
    from iwtlink.gui.pages.chart import ChartPage


def lay_ground(page: ChartPage) -> None:
    """Let the view be worked on as the options of its chart say."""
    options = page.options
    page.view.set_grid(is_shown=options.has_grid, is_snapped=options.is_snapped)
    page.view.set_locked(options.is_locked)
    page.view.set_read_only(not page.session.is_writable)
    _show_frame(page)


def _show_frame(page: ChartPage) -> None:
    """Show the edge of the paper, where it is wanted."""
    display = page.view.display
    if display is None or not page.options.has_frame or not len(display.positions):
        page.view.set_frame(None)
        return
    box, words = frame_of(display, page.options, page.frame_centre)
    if page.frame_centre is None and page.isVisible():
        page.view.show_box(with_room(box))
    page.frame_centre = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    page.view.set_frame(box, words)


class Emptiness(QLabel):
    """Says on an empty paper why it is empty, and what to do."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("chart_nothing")
        self.setProperty("part", "muted")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def tell(self, display: Display, *, is_filtered: bool) -> None:
        """Say what there is to say of a display; nothing where it shows anything."""
        if is_filtered:
            self.setText(tr("Everything is left out by the filters above."))
        else:
            self.setText(
                tr(
                    "This chart is empty.\n\n"
                    "Drag rows of a table or a type from the explorer here,\n"
                    "or select entities anywhere and press Ctrl+Shift+A.\n\n"
                    "To draw something new, press Shift+F9: click a type in the palette,\n"
                    "click the paper, and type the name."
                )
            )
        self.setVisible(not len(display.entity_ids) and not display.shapes)
