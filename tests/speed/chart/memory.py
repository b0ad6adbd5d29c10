"""What a chart on the screen takes of memory, measured in a process of its own.

    python -m tests.speed.chart.memory 100000            resident memory, in MB
    python -m tests.speed.chart.memory 100000 --traced   what Python's allocator counts, in MB

The content is there before; display, canvas and pictures of the whole and of a near view come on
top. Resident memory is read when what is no longer used was given back to the system. In a
process that measured other things before, freed memory would be used again and not be counted.
"""

from __future__ import annotations

import ctypes
import gc
import os
import subprocess
import sys
import tracemalloc

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from iwtlink.render.fonts import load_fonts
from tests.speed.chart import graphs
from tests.speed.chart.gates import blank
from tests.speed.chart.measuring import memory_mb
from tests.speed.chart.ours import OurChart


def measured(count: int, *, traced: bool) -> float:
    """Give the memory of a chart of ``count`` entities in MB, from a fresh process."""
    command = [sys.executable, "-m", "tests.speed.chart.memory", str(count)]
    command += ["--traced"] if traced else []
    ran = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(ran.stdout)


def settled_mb() -> float:
    """Give the resident memory of this process in MB, without what is free."""
    gc.collect()
    if sys.platform == "linux":
        ctypes.CDLL(None).malloc_trim(0)
    return memory_mb()


def shown(count: int) -> OurChart:
    """Give a chart that was looked at, whole and near."""
    chart = OurChart(graphs.content_of(count))
    for view in (graphs.whole(chart.display), graphs.near(chart.display)):
        chart.paint(blank(view), view)
    return chart


def main() -> None:
    """Measure one chart and print the figure."""
    count, traced = int(sys.argv[1]), "--traced" in sys.argv
    app = QApplication.instance() or QApplication(sys.argv[:1])
    load_fonts()
    shown(100)  # ontology, fonts, icons
    graphs.content_of(count)
    before = settled_mb()
    if traced:
        tracemalloc.start()
    chart = shown(count)
    used = settled_mb() - before
    if traced:
        used = tracemalloc.get_traced_memory()[0] / 2**20
    sys.stdout.write(f"{used:.1f}\n")
    del chart, app


if __name__ == "__main__":
    main()
