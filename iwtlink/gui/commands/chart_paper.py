"""Chart > Paper and print."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QDialog

from iwtlink.errors import Progress
from iwtlink.gui.commands.chart_front import ChartFront
from iwtlink.gui.save_dialog import save_dialog
from iwtlink.i18n import ntr, tr
from iwtlink.store import Edit, charts
from iwtlink.store.charts.copying import copy_chart
from iwtlink.store.events import EXPORTED
from iwtlink.store.ids import EntityId
from iwtlink.writing import file_stem

if TYPE_CHECKING:
    from iwtlink.chart.display import Display
    from iwtlink.chart.paper.fitting import Fitted
    from iwtlink.chart.paper.pages import PagePlan
    from iwtlink.gui.pages.chart import ChartPage


class ChartPaperCommands(ChartFront):
    """The chart in front on paper."""

    # While arranging

    def frame(self) -> None:
        """Show the edge of the paper, or not."""
        page = self._page()
        is_on = not page.options.has_frame
        page.frame_centre = None
        page.writing.change_options(
            tr("Show the edge of the paper") if is_on else tr("Hide the edge of the paper"),
            has_frame=is_on,
            paper=page.options.paper or "A3",
        )

    def choose(self, name: str) -> None:
        """Show the edge of another paper."""
        paper, way = name.split()
        page = self._page()
        page.frame_centre = None
        page.writing.change_options(
            tr("Arrange for {paper}", paper=paper),
            paper=paper,
            is_portrait=way == "portrait",
            has_frame=True,
        )

    # One sheet

    def fit(self, paper: str) -> None:
        """Show the chart on one sheet, with advice where it cannot be read."""
        page = self._page()
        if self._content() is None:
            return
        store, chart_id, today = self._session.store, page.chart_id, date.today().isoformat()
        chosen = page.options
        portrait = chosen.is_portrait if chosen.has_frame and chosen.paper == paper else None

        def work(progress: Progress) -> tuple[Fitted, QImage]:
            from iwtlink.chart.building import build_display  # these are slow to load
            from iwtlink.chart.paper.fitting import dressed, fit_to_paper
            from iwtlink.chart.rules.conditions import shown_only
            from iwtlink.chart.style import load_style
            from iwtlink.operations.drawing import pictures_of
            from iwtlink.render.fitted import fitted_image

            progress(0.1, tr("Drawing the chart"))
            with store.read() as db:
                content = shown_only(charts.read_chart(db, chart_id))
            display = build_display(dressed(content), store.ontology, load_style())
            words = tr("Fitting it to {paper}", paper=paper)
            fitted = fit_to_paper(
                display,
                paper,
                portrait,
                date=today,
                progress=lambda share, _: progress(0.3 + 0.6 * share, words),
            )
            return fitted, fitted_image(fitted, 110.0, picture=pictures_of(store))

        self._session.jobs.compute(
            tr("Fitting the chart to {paper}", paper=paper), work, lambda f: self._fitted(page, *f)
        )

    def _fitted(self, page: ChartPage, fitted: Fitted, image: QImage) -> None:
        from iwtlink.gui.charting.printing.fit_dialog import FitDialog  # slow to load

        dialog = FitDialog(fitted, image, self._window)
        dialog.pdf_wanted.connect(lambda one: self._ask_pdf(page, one))
        dialog.arranged_wanted.connect(lambda one: self._arrange(page, one))
        dialog.parts_wanted.connect(lambda one: self._split(page, one))
        dialog.open()

    def _ask_pdf(self, page: ChartPage, fitted: Fitted) -> None:
        from iwtlink.operations.drawing import pictures_of
        from iwtlink.render.fitted import draw_fitted

        picture = pictures_of(self._session.store)
        self._ask_file(page, lambda path: draw_fitted(fitted, path, picture=picture))

    def _arrange(self, page: ChartPage, fitted: Fitted) -> None:
        display = fitted.display
        page.showing.glide_when_read()
        page.writing.put(
            tr("Arrange for {paper}", paper=fitted.paper),
            display.entity_ids.tolist(),
            fitted.places_on_chart(),
            page.showing.show_as_usual,
        )

    def _split(self, page: ChartPage, fitted: Fitted) -> None:
        """Make a chart of each part, its items where they stand."""
        title, chart_id = page.title(), page.chart_id
        parts = [(part.name, [int(i) for i in part.entity_ids]) for part in fitted.parts]

        def work(edit: Edit) -> int:
            there = charts.entities_on(edit.connection, chart_id)
            for number, (name, kept) in enumerate(parts, 1):
                words = tr("{title} ({number}: {name})", title=title, number=number, name=name)
                made = copy_chart(edit, chart_id, words)
                rest = [EntityId(int(i)) for i in there if int(i) not in set(kept)]
                charts.take_off(edit, made, rest, [])
            return len(parts)

        self._session.edit(
            tr("Split the chart “{title}”", title=title),
            work,
            on_done=lambda n: page.say(
                ntr(
                    "{n} chart is made; see the explorer.",
                    "{n} charts are made; see the explorer.",
                    n,
                )
            ),
        )

    # Pages

    def print_pages(self) -> None:
        """Show the pages, to be printed or saved."""
        page = self._page()
        if self._content() is None:
            return
        store, chart_id = self._session.store, page.chart_id

        def build(progress: Progress) -> Display:
            from iwtlink.operations.drawing import draw_chart  # slow to load

            return draw_chart(store, chart_id)

        self._session.jobs.compute(
            tr("Drawing the chart"), build, lambda display: self._ask_pages(page, display)
        )

    def _ask_pages(self, page: ChartPage, display: Display) -> None:
        from iwtlink.gui.charting.printing.print_dialog import PrintDialog  # slow to load

        dialog = PrintDialog(display, page.options.paper, self._session, self._window)
        dialog.print_wanted.connect(lambda plan, mono: self._print(page, display, plan, mono))
        dialog.pdf_wanted.connect(lambda plan, mono: self._pages_pdf(page, display, plan, mono))
        dialog.open()

    def _pages_pdf(self, page: ChartPage, display: Display, plan: PagePlan, mono: bool) -> None:
        from iwtlink.operations.drawing import pictures_of
        from iwtlink.render.pages import draw_pages

        picture, today = pictures_of(self._session.store), date.today().isoformat()
        self._ask_file(
            page,
            lambda path: draw_pages(
                display, path, plan=plan, picture=picture, date=today, is_mono=mono
            ),
        )

    def _print(self, page: ChartPage, display: Display, plan: PagePlan, mono: bool) -> None:
        """Ask for the printer and print; the system's own dialog knows its printers."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # asks the system for printers

        from iwtlink.render.pages import page_layout

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(page_layout(plan.paper, plan.is_portrait))
        printer.setFullPage(True)
        printer.setDocName(display.title)
        dialog = QPrintDialog(printer, self._window)
        dialog.setObjectName("system_print_dialog")
        dialog.accepted.connect(lambda: self._to_printer(page, printer, display, plan, mono))
        QDialog.open(dialog)  # its own ``open`` wants a slot by name

    def _to_printer(
        self, page: ChartPage, printer: object, display: Display, plan: PagePlan, mono: bool
    ) -> None:
        from PySide6.QtPrintSupport import QPrinter

        from iwtlink.operations.drawing import pictures_of
        from iwtlink.render.pages import print_pages

        store, today = self._session.store, date.today().isoformat()

        def work(progress: Progress) -> None:
            assert isinstance(printer, QPrinter)
            picture = pictures_of(store)
            print_pages(printer, display, plan, picture=picture, date=today, is_mono=mono)
            store.note(EXPORTED, what="chart", file=tr("Printer"))

        said = tr("The chart is sent to the printer.")
        self._session.jobs.compute(tr("Printing"), work, lambda _: page.say(said))

    # As a picture

    def copy_picture(self) -> None:
        """Put the whole chart on the clipboard, as picture and words."""
        page = self._page()
        if self._content() is None:
            return
        store, chart_id, today = self._session.store, page.chart_id, date.today().isoformat()

        def draw(progress: Progress) -> tuple[QImage, str]:
            from iwtlink.operations.drawing import draw_chart, pictures_of  # slow to load
            from iwtlink.render.clipboard import chart_image, chart_words

            display = draw_chart(store, chart_id)
            image = chart_image(display, picture=pictures_of(store), date=today)
            return image, chart_words(display, date=today)

        def put(found: tuple[QImage, str]) -> None:
            mime = QMimeData()
            mime.setImageData(found[0])
            mime.setText(found[1])
            QGuiApplication.clipboard().setMimeData(mime)
            page.say(tr("The chart is copied as a picture."))

        self._session.jobs.compute(tr("Drawing the picture"), draw, put)

    def _ask_file(self, page: ChartPage, draw: object) -> None:
        name = file_stem(page.title()) or tr("Chart")
        dialog = save_dialog(
            self._window,
            "save_pdf_dialog",
            tr("Save as PDF"),
            f"{name}.pdf",
            tr("PDF (*.pdf)"),
            "pdf",
        )
        dialog.fileSelected.connect(lambda path: self._write(page, Path(path), draw))
        dialog.open()

    def _write(self, page: ChartPage, target: Path, draw: object) -> None:
        store = self._session.store

        def work(progress: Progress) -> None:
            assert callable(draw)
            draw(target)
            store.note(EXPORTED, what="chart", file=target.name)

        said = tr("The chart is written to {file}.", file=target)
        self._session.jobs.compute(
            tr("Writing {file}", file=target.name), work, lambda _: page.say(said)
        )
