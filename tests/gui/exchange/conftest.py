"""What tests of the exchange dialogs share."""

from __future__ import annotations

from pathlib import Path

from iwtlink.errors import no_progress
from iwtlink.gui.exchange.lines import grouped
from iwtlink.gui.exchange.read_dialog import ReadExchangeDialog
from iwtlink.gui.window import MainWindow
from iwtlink.operations.exchange import Conflict, Head, Line, Preview, Side
from iwtlink.operations.exchange.model import Change

HEAD = Head("Naga Eye", "VT2", "2026-11-21T03:14:00+00:00", "Noy", "VT1", "", "what changed")
LONG = "Golden Naga Farm and Breeding Centre for Protected Species of the Upper Mekong"


def conflict(
    number: int, mine_at: str = "2026-11-01", theirs_at: str = "2026-11-02", default: Side = "mine"
) -> Conflict:
    key = ("entity", f"u{number}", "caption")
    values = (f"my {number}", f"their {number}", "TP", "NK")
    return Conflict(key, f"ຄຳສິງ {number}", "Caption", *values, mine_at, theirs_at, default)


def line(number: int, change: Change, side: Side) -> Line:
    return Line("entity", "entity", f"u{number}", f"PER-VT2-{number:04d}", LONG, change, side, "x")


def opened(window: MainWindow, preview: Preview) -> ReadExchangeDialog:
    groups = grouped(preview, no_progress)
    source = Path("VT2-to-VT1.iwx")
    dialog = ReadExchangeDialog(window.session, source, "words", preview, groups, window)
    dialog.open()
    return dialog
