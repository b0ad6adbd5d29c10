"""Charts where nothing can be written: a full disk, a database that is only read."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox

from iwtlink.gui.pages.chart import ChartPage
from iwtlink.gui.window import MainWindow
from iwtlink.store.check import check
from tests.gui.conftest import Settle


@pytest.mark.parametrize("ending", ["pdf", "svg", "png", "html"])
def test_an_export_to_a_full_disk_says_so_and_leaves_the_old_file(
    demo: MainWindow,
    chart: ChartPage,
    tmp_path: Path,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
    ending: str,
) -> None:
    target = tmp_path / "out" / f"chart.{ending}"
    target.parent.mkdir()
    target.write_text("old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("iwtlink.writing.os.fsync", full)
    chart.export_to(str(target))
    settle()
    monkeypatch.undo()
    box = demo.findChild(QMessageBox, "error_dialog")
    assert "No space left on device" in box.text()
    assert target.read_text() == "old"
    assert [path.name for path in target.parent.iterdir()] == [target.name]
    box.close()
    settle()
    assert check(demo.session.store).faults == ()
