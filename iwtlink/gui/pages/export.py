"""A chart as a file: PDF for A3, SVG, PNG for A3 at 200 dots per inch, or a web page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from iwtlink.chart.paper.documents import TEXT_ENDINGS, write_text
from iwtlink.errors import BadInput, Progress
from iwtlink.i18n import tr
from iwtlink.operations.drawing import draw_chart, kinds_of, pictures_of
from iwtlink.render.pdf import draw_pdf
from iwtlink.render.png import draw_png
from iwtlink.store import Store
from iwtlink.store.events import EXPORTED

_PAPER = "A3"


def export_chart(store: Store, chart_id: int, target: Path, progress: Progress) -> None:
    """Write a chart; the ending of ``target`` says as what. The export is logged."""
    progress(0.0, tr("Drawing the chart"))
    display = draw_chart(store, chart_id)
    progress(0.4, tr("Writing {file}", file=target.name))
    picture, today = pictures_of(store), date.today().isoformat()
    ending = target.suffix.casefold()
    if ending in TEXT_ENDINGS:
        kinds = kinds_of(store, display.entity_ids.tolist())
        write_text(display, target, kinds=kinds, picture=picture, date=today)
    elif ending == ".png":
        draw_png(display, target, picture=picture, date=today, paper=_PAPER)
    elif ending == ".pdf":
        draw_pdf(display, target, picture=picture, date=today, paper=_PAPER)
    else:
        raise BadInput(
            tr("A chart is written as PDF, SVG, PNG or HTML, not as “{kind}”.", kind=ending[1:])
        )
    store.note(EXPORTED, what="chart", file=target.name)
