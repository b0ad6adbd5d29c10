"""Measure the chart beside its yardsticks and print a table: what, target, result."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtWidgets import QApplication

from iwtlink.chart.hand.hit import index_hits, line_at, node_at
from iwtlink.chart.hand.within import nodes_within
from iwtlink.gui.chartview.paper import SETTLE_MS
from iwtlink.render.fonts import load_fonts
from iwtlink.render.view import View
from tests.speed.chart import graphs
from tests.speed.chart.gates import blank, links_not_drawn, pan_differs, pan_misplaces
from tests.speed.chart.items import NaiveScene, TunedScene
from tests.speed.chart.measuring import Frame, by_turns, cpu_ms, middle, slow, times_of
from tests.speed.chart.memory import measured
from tests.speed.chart.ours import OurChart

Painted = OurChart | NaiveScene | TunedScene
FRAMES = {"ours": 30, "tuned": 9, "naive": 5}
FRAME_MS = 1000 / 60
OVER = View(0, 0, 1.0, graphs.WIDTH, graphs.HEIGHT)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    what: str
    target: str
    result: str


def repaints(chart: Painted, view: View) -> Frame:
    """Give frames of a view, each a little elsewhere and a little larger: nothing is reused."""
    image = blank(view)

    def frame(step: int) -> object:
        nearer = view.zoomed(view.zoom * (1 + step % 7 / 500), 800, 500)
        chart.paint(image, nearer.panned(step % 1000, 1))
        return image

    return frame


def compared(what: str, target: str, contenders: dict[str, Frame]) -> Row:
    """Give a row of our time and its ratios to the yardsticks."""
    times = {name: middle(of) for name, of in by_turns(contenders, FRAMES).items()}
    ours = times["ours"]
    ratios = [f"{times[name] / ours:.1f}x {name} ({times[name]:.0f} ms)" for name in times][1:]
    return Row(what, target, f"{ours:.2f} ms, " + ", ".join(ratios))


def beside_items(count: int) -> list[Row]:
    """Measure repaint, drag and build beside both yardsticks."""
    content = graphs.content_of(count)
    views = views_of(content)
    made: dict[str, tuple[Painted, float]] = {}
    for name, kind in (("ours", OurChart), ("tuned", TunedScene), ("naive", NaiveScene)):
        started = time.process_time()
        chart = kind(content)
        chart.paint(blank(views["whole"]), views["whole"])
        made[name] = (chart, (time.process_time() - started) * 1000)
    rows = [
        compared(
            f"full repaint, all of {count:,}",
            "25x naive, 10x tuned",
            {name: repaints(chart, views["whole"]) for name, (chart, _) in made.items()},
        ),
        compared(
            f"full repaint, {graphs.NEAR} labelled",
            "8x naive, 1.8x tuned",
            {name: repaints(chart, views["near"]) for name, (chart, _) in made.items()},
        ),
        compared(
            f"drag of a hub ({hub_links(content)} links)",
            "200x naive, 100x tuned",
            {name: drags(chart, content, views["half"]) for name, (chart, _) in made.items()},
        ),
    ]
    ours, naive = made["ours"][1], made["naive"][1]
    built = f"{ours:.0f} ms, {naive / ours:.1f}x naive ({naive:.0f} ms)"
    return [*rows, Row(f"build and first frame, {count:,}", "15x naive", built)]


def views_of(content: graphs.ChartContent) -> dict[str, View]:
    """Give the views measured: all, near, and between."""
    display = graphs.display_of(content)
    whole, near = graphs.whole(display), graphs.near(display)
    x, y = display.positions[graphs.hub(content)]
    half = near.zoomed(0.5, 800, 500).centred(float(x), float(y))
    return {"whole": whole, "near": near, "half": half}


def hub_links(content: graphs.ChartContent) -> int:
    """Give how many links the hub has."""
    return int(np.bincount(content.ends.ravel()).max())


def drags(chart: Painted, content: graphs.ChartContent, view: View) -> Frame:
    """Give frames of a hub that is dragged."""
    image, index = blank(view), graphs.hub(content)
    if isinstance(chart, OurChart):

        def ours(step: int) -> object:
            if chart.canvas.view != view or step % 1000 == 0:
                chart.drop()
                chart.paint(image, view)
                chart.take(index)
            chart.drag(image, 3.0 * (step % 1000 + 1))
            return image

        return ours

    def items(step: int) -> object:
        chart.move(index, 3.0)
        chart.paint(image, view)
        return image

    return items


def alone(count: int, whole_ms: str, near_ms: str) -> list[Row]:
    """Measure what is held against milliseconds only: repaint and pan at one size."""
    content = graphs.content_of(count)
    chart = OurChart(content)
    views = views_of(content)
    rows = []
    for name, target in (("whole", whole_ms), ("near", near_ms)):
        times = by_turns({"ours": repaints(chart, views[name])}, {"ours": 20})["ours"]
        rows.append(Row(f"full repaint, {count:,}, {name}", target, f"{middle(times):.1f} ms"))
    for name in ("whole", "near"):
        times = by_turns({"ours": pans(chart, views[name])}, {"ours": 40})["ours"]
        shown = f"{middle(times):.1f} ms ({slow(times):.1f})"
        rows.append(Row(f"pan, {count:,}, {name}: median (95 %)", pan_target(count), shown))
    for name in ("whole", "near"):
        rest, moving = (pan_differs(chart, views[name], at_rest=rest) for rest in (True, False))
        share = f"{rest}; while moving {100 * moving / (graphs.WIDTH * graphs.HEIGHT):.1f} %"
        rows.append(Row(f"pixels a pan differs in, {count:,}, {name}", "0 at rest", share))
        misplaced = pan_misplaces(chart, views[name])
        rows.append(Row(f"pixels a pan misplaces, {count:,}, {name}", "0", str(misplaced)))
    lost = links_not_drawn(chart, views["whole"])
    rows.append(Row(f"links not drawn, {count:,}", "0", str(lost)))
    return rows


def pan_target(count: int) -> str:
    """Give the target of a pan."""
    return "12 (16) ms" if count > 10_000 else "6 (8) ms"


def pans(chart: OurChart, view: View) -> Frame:
    """Give frames of a picture moved by a hand."""
    image = blank(view)

    def frame(step: int) -> object:
        if chart.canvas.view.scale != view.scale or step % 1000 == 0:
            chart.paint(image, view)
        chart.pan(image, 7 if step % 2 else 11, -5)
        return image

    return frame


def at_size(count: int) -> list[Row]:
    """Measure zoom, drag, hits, build and memory at the largest size."""
    content = graphs.content_of(count)
    views = views_of(content)
    chart: list[OurChart] = []
    built = cpu_ms(lambda: chart.append(OurChart(content)))
    ours = chart[0]
    image = blank(views["whole"])
    first = cpu_ms(lambda: ours.paint(image, views["whole"]))
    used, traced = (measured(count, traced=traced) for traced in (False, True))
    rows = [
        Row(f"build, {count:,}", "300 ms", f"{built:.0f} ms, names measured included"),
        Row(f"first frame, {count:,}", "200 ms", f"{first:.0f} ms"),
        Row(f"memory, {count:,}", "120 MB", f"{used:.0f} MB resident, {traced:.0f} MB traced"),
        swept(ours, views),
    ]
    dragged = by_turns({"ours": drags(ours, content, views["half"])}, {"ours": 30})["ours"]
    rows.append(
        Row(f"drag of a hub ({hub_links(content)} links)", "10 ms", f"{middle(dragged):.1f} ms")
    )
    return [*rows, *hits(ours, views["near"])]


def swept(chart: OurChart, views: dict[str, View]) -> Row:
    """Zoom from all to near in two seconds of frames at 60 Hz."""
    image, steps = blank(views["whole"]), 120
    chart.paint(image, views["whole"])
    start, end = views["whole"], views["near"]

    def frame(step: int) -> object:
        zoom = start.zoom * (end.zoom / start.zoom) ** (step / steps)
        chart.zoom(image, start.zoomed(zoom, 800, 500))
        return image

    taken = [times_of(frame, step) for step in range(1, steps + 1)]
    if sum(not changed for _, changed in taken) > steps // 20:  # tiny steps may look alike
        raise AssertionError("frames of the zoom show what the one before showed")
    times = [ms for ms, _ in taken]
    in_time = sum(ms <= FRAME_MS for ms in times)
    settled = SETTLE_MS + cpu_ms(chart.canvas.sharpen)
    words = f"{in_time} of {steps} in time, 95 % {slow(times):.1f} ms, settled {settled:.0f} ms"
    return Row("zoom from all to near in 2 s", "115 of 120, 20 ms, 100 ms", words)


def hits(chart: OurChart, view: View) -> list[Row]:
    """Measure what is under the pointer."""
    index = index_hits(chart.display)
    dice = np.random.default_rng(5)
    low = np.array(view.to_chart(0, 0))
    high = np.array(view.to_chart(view.width, view.height))
    points = (low + dice.random((300, 2)) * (high - low)).tolist()
    node = cpu_ms(lambda: [node_at(index, x, y) for x, y in points]) / len(points)
    line = cpu_ms(lambda: [line_at(index, x, y) for x, y in points]) / len(points)
    boxes = [(x, y, x + 800.0, y + 500.0) for x, y in points[:50]]
    within = cpu_ms(lambda: [nodes_within(index, box) for box in boxes]) / len(boxes)
    return [
        Row("hit test of an entity", "0.1 ms", f"{node:.3f} ms"),
        Row("hit test of a link", "1 ms", f"{line:.2f} ms"),
        Row("selecting by rectangle", "1 ms", f"{within:.2f} ms"),
    ]


def main() -> None:
    """Measure all and print."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    load_fonts()
    OurChart(graphs.content_of(100)).paint(image := blank(OVER), OVER)  # ontology, fonts, icons
    del image
    small = "--small" in sys.argv
    rows = beside_items(300 if small else 10_000)
    sizes = (("300", "-", "-"),) if small else SIZES
    for count, whole_ms, near_ms in sizes:
        rows += alone(int(count), whole_ms, near_ms)
    rows += at_size(300 if small else 100_000)
    width = max(len(row.what) for row in rows)
    for row in rows:
        sys.stdout.write(f"{row.what:<{width}}  {row.target:<24}  {row.result}\n")
    del app


SIZES = (("2000", "6 ms", "10 ms"), ("10000", "20 ms", "16 ms"), ("100000", "140 ms", "35 ms"))

if __name__ == "__main__":
    main()
