"""A chart as a file: PDF on A3, SVG, or PNG for A3 at 200 dots per inch."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from iwtlink.errors import BadInput, Progress
from iwtlink.i18n import tr
from iwtlink.operations.drawing import draw_chart, pictures_of, write_svg
from iwtlink.render.pdf import draw_pdf
from iwtlink.render.png import draw_png
from iwtlink.store import Store
from iwtlink.store.events import EXPORTED


def export_chart(store: Store, chart_id: int, target: Path, progress: Progress) -> None:
    """Write a chart; the ending of ``target`` says as what. The export is logged."""
    progress(0.0, tr("Drawing the chart"))
    display = draw_chart(store, chart_id)
    progress(0.4, tr("Writing {file}", file=target.name))
    picture, today = pictures_of(store), date.today().isoformat()
    kind = target.suffix.casefold().lstrip(".")
    if kind == "svg":
        write_svg(store, display, target)
    elif kind == "png":
        draw_png(display, target, picture=picture, date=today, paper="A3", dpi=200)
    elif kind == "pdf":
        draw_pdf(display, target, picture=picture, date=today, paper="A3")
    else:
        raise BadInput(tr("A chart is written as PDF, SVG or PNG, not as “{kind}”.", kind=kind))
    store.note(EXPORTED, what="chart", file=target.name)
    progress(1.0, "")
