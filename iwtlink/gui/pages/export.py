"""A chart as a file: PDF on paper, SVG, PNG for A3 at 200 dots per inch, or a web page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from iwtlink.chart.paper.documents import TEXT_ENDINGS, write_text
from iwtlink.chart.paper.fitting import fit_to_paper
from iwtlink.chart.paper.mono import black_and_white
from iwtlink.chart.paper.pages import PagePlan
from iwtlink.errors import BadInput, Progress
from iwtlink.i18n import tr
from iwtlink.operations.drawing import draw_chart, kinds_of, pictures_of
from iwtlink.render.fitted import draw_fitted
from iwtlink.render.pages import draw_pages
from iwtlink.render.pdf import draw_pdf
from iwtlink.render.png import draw_png
from iwtlink.store import Store
from iwtlink.store.events import EXPORTED


@dataclass(frozen=True, slots=True)
class Export:
    """How a chart is written."""

    paper: str = "A3"
    is_fitted: bool = False
    """One sheet that can be read: items move closer where they have to."""
    plan: PagePlan | None = None
    """PDF over several pages."""
    is_mono: bool = False
    marking: str = ""


def export_chart(
    store: Store,
    chart_id: int,
    target: Path,
    progress: Progress,
    how: Export = Export(),
) -> None:
    """Write a chart; the ending of ``target`` says as what. The export is logged."""
    progress(0.0, tr("Drawing the chart"))
    display = draw_chart(store, chart_id)
    progress(0.4, tr("Writing {file}", file=target.name))
    picture, today = pictures_of(store), date.today().isoformat()
    ending = target.suffix.casefold()
    drawn = black_and_white(display) if how.is_mono else display
    if ending in TEXT_ENDINGS:
        kinds = kinds_of(store, display.entity_ids.tolist())
        write_text(drawn, target, kinds=kinds, picture=picture, marking=how.marking, date=today)
    elif ending == ".png":
        draw_png(
            drawn,
            target,
            picture=picture,
            marking=how.marking,
            date=today,
            paper=how.paper,
            dpi=200,
        )
    elif ending != ".pdf":
        raise BadInput(
            tr("A chart is written as PDF, SVG, PNG or HTML, not as “{kind}”.", kind=ending[1:])
        )
    elif how.plan is not None:
        draw_pages(
            display,
            target,
            plan=how.plan,
            picture=picture,
            marking=how.marking,
            date=today,
            is_mono=how.is_mono,
        )
    elif how.is_fitted:
        fitted = fit_to_paper(display, how.paper, marking=how.marking, date=today)
        draw_fitted(fitted, target, picture=picture, is_mono=how.is_mono)
    else:
        draw_pdf(
            drawn,
            target,
            picture=picture,
            marking=how.marking,
            date=today,
            paper=how.paper,
            is_mono=how.is_mono,
        )
    store.note(EXPORTED, what="chart", file=target.name)
    progress(1.0, "")
