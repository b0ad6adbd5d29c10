"""Asks for whom and on which screen a chart is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from iwtlink.gui.charting.briefing.meeting import Showing
from iwtlink.gui.dialogs.form import FormDialog
from iwtlink.i18n import ntr, tr
from iwtlink.ontology import Code
from iwtlink.store.charts import Reader


class MeetingDialog(FormDialog):
    """Tells what to show to whom, and the number of the screen."""

    wanted = Signal(object, int)
    """``Showing`` and the screen, counted from 0."""
    is_fitted = True

    def __init__(
        self,
        showing: Showing,
        snapshots: int,
        tlp: Sequence[Code],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "meeting_dialog",
            tr("Meeting view"),
            tr(
                "The chart fills a screen, without inspector and sources. What the reader may not "
                "see is not there. Page up and down step, + and - zoom, Esc ends; meanwhile the "
                "database does not lock itself."
            ),
            tr("Show"),
            parent,
        )
        self._showing = showing
        self.what = QComboBox()
        self.what.addItem(tr("The chart as it stands"), False)
        if snapshots:
            words = ntr("Its {n} snapshot", "Its {n} snapshots", snapshots)
            self.what.addItem(words, True)
            self.what.setCurrentIndex(int(showing.of_snapshots))
        self.add_row(tr("Show"), self.what, "meeting_what")
        self.reader = QComboBox()
        self.reader.addItem(tr("Everything: ourselves"), "")
        for code in tlp:
            self.reader.addItem(tr("Up to {marking}", marking=f"TLP:{code.code}"), code.code)
        self.reader.setCurrentIndex(max(0, self.reader.findData(showing.reader.tlp)))
        self.add_row(tr("The reader may see"), self.reader, "meeting_reader")
        self.handling = QCheckBox(tr("Nothing that has a handling code"))
        self.handling.setObjectName("meeting_handling")
        self.handling.setChecked(showing.reader.handling == ("",))
        self.form.addRow("", self.handling)
        self.screen_of = QComboBox()
        screens = QGuiApplication.screens()
        for number, screen in enumerate(screens, 1):
            size = screen.size()
            self.screen_of.addItem(
                tr(
                    "{number}: {name}, {width} × {height}",
                    number=number,
                    name=screen.name() or tr("Screen"),
                    width=size.width(),
                    height=size.height(),
                )
            )
        self.screen_of.setCurrentIndex(len(screens) - 1)  # the projector is the one added
        self.add_row(tr("Screen"), self.screen_of, "meeting_screen")

    def accept(self) -> None:
        """Tell the choice and close."""
        tlp = str(self.reader.currentData())
        handling = ("",) if self.handling.isChecked() else ()
        showing = replace(
            self._showing,
            of_snapshots=bool(self.what.currentData()),
            reader=Reader(tlp, handling),
            marking=f"TLP:{tlp}" if tlp else "",
        )
        super().accept()
        self.wanted.emit(showing, self.screen_of.currentIndex())
