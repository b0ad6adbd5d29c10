"""Our organic layout beside graphviz's sfdp: CPU time and quality.

    python -m tests.speed.layouts.compare [sizes] [shapes]

Needs ``sfdp`` (graphviz) on the path, or in ``$SFDP``; without it ours is printed alone.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.layouts.network import Network
from iwtlink.chart.layouts.organic import place_network
from tests.speed.layouts.graphs import SHAPES, graph
from tests.speed.layouts.measures import Quality, quality

Floats = NDArray[np.float64]
_BOX = (-38.0, -20.0, 38.0, 36.0)
"""An icon of 40 with a short name under it."""


@dataclass(frozen=True, slots=True)
class Run:
    """One layout of one network."""

    cpu_s: float
    quality: Quality


def network(links: NDArray[np.int64], count: int) -> Network:
    """Give a network of equal items and links of equal length."""
    return Network(
        boxes=np.tile(_BOX, (count, 1)),
        ends=links,
        lengths=np.full(len(links), 120.0),
        words=np.tile((20.0, 7.0), (len(links), 1)),
        positions=np.full((count, 2), np.nan),
        is_pinned=np.zeros(count, bool),
    )


def ours(links: NDArray[np.int64], count: int, repeats: int = 2) -> Run:
    """Lay out by the organic layout; the least CPU time of some runs."""
    work, times = network(links, count), []
    for _ in range(repeats):
        start = time.process_time()
        positions = place_network(work)
        times.append(time.process_time() - start)
    return Run(min(times), quality(positions, links))


def sfdp(links: NDArray[np.int64], count: int, repeats: int = 2) -> Run | None:
    """Lay out by graphviz; None where it is not installed."""
    program = os.environ.get("SFDP") or shutil.which("sfdp")
    if not program:
        return None
    lines = [f"{item};" for item in range(count)] + [f"{a}--{b};" for a, b in links.tolist()]
    text = "graph{node[shape=point];" + "".join(lines) + "}"
    times = []
    for _ in range(repeats):
        start = resource.getrusage(resource.RUSAGE_CHILDREN)
        out = subprocess.run(
            [program, "-Tplain"], input=text, capture_output=True, text=True, check=True
        ).stdout
        end = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime)
    positions = np.zeros((count, 2))
    for line in out.splitlines():
        words = line.split(None, 4)
        if words[0] == "node":
            positions[int(words[1])] = float(words[2]), float(words[3])
    return Run(min(times), quality(positions, links))


def line(shape: str, count: int) -> str:
    """Give one line of the table."""
    links = graph(shape, count)
    repeats = 1 if count > 20_000 else 2
    mine, theirs = ours(links, count, repeats), sfdp(links, count, repeats)
    text = f"{shape:6}{count:7,}  ours {_told(mine)}"
    if theirs is None:
        return text + "   (sfdp is not installed)"
    ratios = f"time {mine.cpu_s / theirs.cpu_s:.2f}x"
    ratios += f"  stress {mine.quality.stress / theirs.quality.stress:.2f}x"
    ratios += f"  crossings {mine.quality.crossings / max(theirs.quality.crossings, 0.5):.2f}x"
    return f"{text}   sfdp {_told(theirs)}   {ratios}"


def _told(run: Run) -> str:
    found = run.quality
    return (
        f"{run.cpu_s:6.2f} s  S {found.stress:.3f}  X {found.crossings:8.1f}"
        f"  O {found.overlaps:5.2f}  parts {found.parts_overlapping}"
    )


def main(sizes: str = "1000,10000,50000", shapes: str = ",".join(SHAPES)) -> None:
    """Print the table."""
    for count in sizes.split(","):
        for shape in shapes.split(","):
            sys.stdout.write(line(shape, int(count)) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
