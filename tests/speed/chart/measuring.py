"""Taking times by turns, so that a noisy machine disturbs all contenders alike."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median, quantiles

from PySide6.QtGui import QImage

from tests.speed.chart.gates import pixels

Frame = Callable[[int], QImage]
ROUNDS = 3


def by_turns(contenders: Mapping[str, Frame], frames: Mapping[str, int]) -> dict[str, list[float]]:
    """Give for each contender the frames of its best round, in ms of CPU time.

    The best of ``ROUNDS`` rounds, taken by turns, is the one of the smallest median. A frame
    that looks like the one before it is refused: it was not painted.
    """
    best: dict[str, list[float]] = {}
    for turn in range(ROUNDS):
        for name, frame in contenders.items():
            taken = [times_of(frame, turn * 1000 + k) for k in range(frames[name])]
            if not all(changed for _, changed in taken[1:]):
                raise AssertionError(f"{name}: a timed frame shows what the one before showed")
            times = [ms for ms, _ in taken]
            if name not in best or median(times) < median(best[name]):
                best[name] = times
    return best


_last: dict[int, object] = {}


def times_of(frame: Frame, step: int) -> tuple[float, bool]:
    """Give the CPU milliseconds of a frame, and whether it differs from this one's last."""
    started = time.process_time()
    image = frame(step)
    took = (time.process_time() - started) * 1000
    now = hash(pixels(image).tobytes())
    changed = _last.get(id(frame)) != now
    _last[id(frame)] = now
    return took, changed


def cpu_ms(work: Callable[[], object]) -> float:
    """Give the CPU milliseconds of some work."""
    started = time.process_time()
    work()
    return (time.process_time() - started) * 1000


def middle(times: list[float]) -> float:
    """Give the median."""
    return median(times)


def slow(times: list[float]) -> float:
    """Give the 95th percentile."""
    return quantiles(times, n=20)[-1] if len(times) > 1 else times[0]


def memory_mb() -> float:
    """Give the memory of this process in MB, now; 0 where the system does not tell."""
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return pages * resource.getpagesize() / 2**20
    return 0.0
