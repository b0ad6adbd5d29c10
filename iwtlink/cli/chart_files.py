"""Writing a chart to the file that a command names."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from iwtlink.cli.qt import qt_explained
from iwtlink.store import Store

if TYPE_CHECKING:
    from iwtlink.chart.display import Display
    from iwtlink.chart.paper.fitting import Fitted
    from iwtlink.store.charts import ChartContent


@dataclass(frozen=True, slots=True)
class Print:
    """How a chart is to be written."""

    out: Path
    paper: str
    fit: bool
    grid: tuple[int, int]
    """Columns and rows of pages."""
    is_mono: bool
    marking: str
    today: str = field(default_factory=lambda: date.today().isoformat())

    @property
    def ending(self) -> str:
        """Give the ending of the file, which says what is written."""
        return self.out.suffix.lower()


def write_chart(store: Store, content: ChartContent, printed: Print) -> dict[str, Any]:
    """Write the file; give what is worth telling of it."""
    from iwtlink.chart.building import build_display
    from iwtlink.chart.paper.fitting import dressed, fit_to_paper
    from iwtlink.chart.paper.mono import mono_style
    from iwtlink.chart.style import load_style

    drawn = dressed(content, printed.today) if printed.fit else content
    style = mono_style(load_style()) if printed.is_mono else load_style()
    display = build_display(drawn, store.ontology, style, marking=printed.marking)
    if not printed.fit:
        _write(store, display, printed)
        return {}
    fitted = fit_to_paper(display, printed.paper, marking=printed.marking, date=printed.today)
    _write_fitted(store, fitted, printed)
    return {
        "paper": fitted.paper,
        "is_portrait": fitted.is_portrait,
        "smallest_pt": round(fitted.smallest_pt, 2),
        "advice": fitted.advice,
        "parts": [{"around": part.name, "entities": len(part.entity_ids)} for part in fitted.parts],
    }


def _write(store: Store, display: Display, printed: Print) -> None:
    from iwtlink.chart.paper.documents import TEXT_ENDINGS

    if printed.ending in TEXT_ENDINGS:
        _write_text(store, display, printed)
    else:
        with qt_explained():
            _write_picture(store, display, printed)


def _write_text(store: Store, display: Display, printed: Print) -> None:
    from iwtlink.chart.paper.documents import write_text
    from iwtlink.chart.paper.mono import black_and_white
    from iwtlink.operations.drawing import kinds_of, pictures_of

    write_text(
        black_and_white(display) if printed.is_mono else display,
        printed.out,
        kinds=kinds_of(store, display.entity_ids.tolist()),
        picture=pictures_of(store),
        marking=printed.marking,
        date=printed.today,
    )


def _write_picture(store: Store, display: Display, printed: Print) -> None:
    from iwtlink.chart.paper.pages import PagePlan
    from iwtlink.operations.drawing import pictures_of
    from iwtlink.render.pages import draw_pages
    from iwtlink.render.pdf import draw_pdf
    from iwtlink.render.png import draw_png

    picture, marking, today = pictures_of(store), printed.marking, printed.today
    if printed.grid != (1, 1):
        columns, rows = printed.grid
        draw_pages(
            display,
            printed.out,
            plan=PagePlan(paper=printed.paper, columns=columns, rows=rows),
            picture=picture,
            marking=marking,
            date=today,
            is_mono=printed.is_mono,
        )
        return
    draw = draw_png if printed.ending == ".png" else draw_pdf
    draw(
        display,
        printed.out,
        picture=picture,
        marking=marking,
        date=today,
        paper=printed.paper,
        is_mono=printed.is_mono,
    )


def _write_fitted(store: Store, fitted: Fitted, printed: Print) -> None:
    """Write one sheet exactly as it was fitted; SVG and HTML have no paper but the same places."""
    from iwtlink.chart.paper.documents import TEXT_ENDINGS
    from iwtlink.operations.drawing import pictures_of

    if printed.ending in TEXT_ENDINGS:
        _write_text(store, fitted.display, printed)
        return
    with qt_explained():
        from iwtlink.render.fitted import draw_fitted, draw_fitted_png

        draw = draw_fitted_png if printed.ending == ".png" else draw_fitted
        draw(fitted, printed.out, picture=pictures_of(store), is_mono=printed.is_mono)
