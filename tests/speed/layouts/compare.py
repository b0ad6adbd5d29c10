"""Our organic layout beside graphviz's sfdp: CPU time and quality, each beside its target.

    python -m tests.speed.layouts.compare [sizes] [shapes]

Needs ``sfdp`` (graphviz) on the path, or in ``$SFDP``; without it only what needs no comparison.
In the rows of ``1 % added`` the second figure is our own full layout. Every figure is read
beside its target as it is printed, to two decimals.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.layouts.network import Network, part_of
from iwtlink.chart.layouts.newcomers import place_newcomers
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


@dataclass(frozen=True, slots=True)
class Row:
    """One figure beside its target."""

    what: str
    ours: str
    theirs: str
    found: float
    target: float
    unit: str = "×"

    def told(self) -> str:
        """Give the line of the table."""
        mark = "met" if round(self.found, 2) <= self.target else "MISSED"
        found, target = f"{self.found:.2f} {self.unit}", f"≤ {self.target:g} {self.unit}"
        return f"  {self.what:22}{self.ours:>12}{self.theirs:>12}{found:>10}{target:>10}  {mark}"


def rows(shape: str, count: int) -> list[Row]:
    """Measure one network: ours and graphviz's by turns, one beside the other."""
    links = graph(shape, count)
    repeats = 1 if count > 20_000 else 3
    mine, theirs = ours(links, count, repeats), sfdp(links, count, repeats)
    a = mine.quality
    found = [
        Row("overlaps per item", f"{a.overlaps:.2f}", "", a.overlaps, 0.1, ""),
        Row("overlapping parts", f"{a.parts_overlapping}", "", a.parts_overlapping, 0, ""),
        *_after_adding(links, count, mine.cpu_s),
    ]
    if count <= 1000:
        found.insert(0, Row("CPU time", f"{mine.cpu_s:.2f} s", "", mine.cpu_s, 0.15, "s"))
    if theirs is None:
        return found
    b = theirs.quality
    of_time = Row(
        "CPU time",
        f"{mine.cpu_s:.2f} s",
        f"{theirs.cpu_s:.2f} s",
        mine.cpu_s / theirs.cpu_s,
        0.25 if count > 20_000 else 0.5,
    )
    return [
        *([] if count <= 1000 else [of_time]),
        Row("stress", f"{a.stress:.3f}", f"{b.stress:.3f}", a.stress / b.stress, 1.0),
        Row(
            "crossings per million",
            f"{a.crossings:,.0f}",
            f"{b.crossings:,.0f}",
            a.crossings / max(b.crossings, 0.5),
            1.1,
        ),
        *found,
    ]


def _after_adding(links: NDArray[np.int64], count: int, full_s: float) -> list[Row]:
    """Place one item of a hundred on a chart of all the others."""
    work = network(links, count)
    new = np.random.default_rng(3).choice(count, count // 100, replace=False)
    old = np.setdiff1d(np.arange(count), new)
    positions = np.full((count, 2), np.nan)
    positions[old] = place_network(part_of(work, old))
    start = time.process_time()
    placed = place_newcomers(replace(work, positions=positions))
    spent = time.process_time() - start
    moved = np.median(np.hypot(*(placed[old] - positions[old]).T))
    share = 100 * float(moved / np.hypot(*np.ptp(positions[old], axis=0)))
    return [
        Row("1 % added: CPU time", f"{spent:.2f} s", f"{full_s:.2f} s", spent / full_s, 0.3),
        Row("1 % added: old moved", f"{share:.1f} %", "", share, 5.0, "%"),
    ]


def main(sizes: str = "1000,10000,50000", shapes: str = ",".join(SHAPES)) -> None:
    """Print the table: for each network what was measured, the ratio and its target."""
    head = f"{'ours':>12}{'sfdp':>12}{'found':>10}{'target':>10}"
    missed = 0
    for count in sizes.split(","):
        for shape in shapes.split(","):
            sys.stdout.write(f"{f'{shape}, {int(count):,} items':24}{head}\n")
            for row in rows(shape, int(count)):
                sys.stdout.write(row.told() + "\n")
                missed += row.told().endswith("MISSED")
            sys.stdout.flush()
    sys.stdout.write(f"{missed} of the targets missed\n" if missed else "all targets met\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
