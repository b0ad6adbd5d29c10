"""A chart printed over several pages, each with header, footer and marks for putting together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QLineF, QMarginsF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
)

from iwtlink.chart.display import Display
from iwtlink.chart.paper.fitting import INCH_MM, UNITS_PER_INCH
from iwtlink.chart.paper.mono import BLACK, black_and_white
from iwtlink.chart.paper.pages import BAND_MM, Page, PagePlan, check_plan, pages_of
from iwtlink.chart.paper.sheet import Heading, Sheet, lay_out
from iwtlink.chart.svg.properties import xmp_of
from iwtlink.errors import BadInput, Progress, no_progress
from iwtlink.i18n import tr
from iwtlink.render.fonts import chart_font
from iwtlink.render.icons import Pictures, PictureSource
from iwtlink.render.qt import ensure_qt
from iwtlink.render.sheet import paint_sheet
from iwtlink.writing import write_whole

DPI = 1200
SIZES = {"A4": QPageSize.PageSizeId.A4, "A3": QPageSize.PageSizeId.A3}
_BAND_PT, _MARK_MM = 8.0, 4.0


@dataclass(frozen=True, slots=True)
class _Press:
    """A page being printed: device pixels are counted from the paper's corner."""

    painter: QPainter
    dpi: float
    plan: PagePlan
    heading: Heading

    def px(self, mm: float) -> float:
        return mm / INCH_MM * self.dpi

    @property
    def room(self) -> QRectF:
        """Give where the drawing stands."""
        wide, high = self.plan.room_mm
        margin = self.plan.margin_mm
        return QRectF(self.px(margin), self.px(margin + BAND_MM), self.px(wide), self.px(high))


def draw_pages(
    display: Display,
    path: Path | None = None,
    *,
    plan: PagePlan,
    picture: PictureSource | None = None,
    marking: str = "",
    date: str = "",
    is_mono: bool = False,
) -> bytes:
    """Give the chart over the pages of a plan as PDF, and write it to ``path`` if any.

    ``BadInput`` where the plan cannot be, or the file cannot be written.
    """
    check_plan(plan)
    ensure_qt()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = pdf_writer(buffer, plan.paper, plan.is_portrait, display, is_mono=is_mono)
    print_pages(writer, display, plan, picture=picture, marking=marking, date=date, is_mono=is_mono)
    buffer.close()
    data = bytes(buffer.data().data())
    if path is not None:
        write_whole(path, data)
    return data


def pdf_writer(
    device: QBuffer, paper: str, is_portrait: bool, display: Display, *, is_mono: bool = False
) -> QPdfWriter:
    """Give a writer of PDF pages of a paper, without margins of its own, that tells what the
    cover sheet says."""
    writer = QPdfWriter(device)
    writer.setResolution(DPI)
    writer.setCreator("iwtlink")
    writer.setTitle(display.title)
    if display.cover is not None:
        writer.setAuthor(display.cover.author)
        writer.setDocumentXmpMetadata(xmp_of(display))
    if is_mono:
        writer.setColorModel(QPdfWriter.ColorModel.Grayscale)
    writer.setPageLayout(page_layout(paper, is_portrait))
    return writer


def page_layout(paper: str, is_portrait: bool) -> QPageLayout:
    """Give the layout of a page whose margins are ours to keep."""
    way = QPageLayout.Orientation.Portrait if is_portrait else QPageLayout.Orientation.Landscape
    none = QMarginsF(0, 0, 0, 0)
    layout = QPageLayout(QPageSize(SIZES[paper.upper()]), way, none)
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


def print_pages(
    device: QPagedPaintDevice,
    display: Display,
    plan: PagePlan,
    *,
    picture: PictureSource | None = None,
    marking: str = "",
    date: str = "",
    is_mono: bool = False,
) -> None:
    """Print the chart over the pages of a plan on a device whose page is the whole paper.

    Fit for ``QPrinter`` and ``QPdfWriter`` set to ``page_layout(plan.paper, plan.is_portrait)``.
    """
    sheet = _sheet_of(display, is_mono)
    scale, pages = pages_of(sheet, plan)
    pictures = Pictures(picture) if picture else None
    heading = _heading_of(display, marking, date)
    painter = QPainter(device)
    if not painter.isActive():
        raise BadInput(tr("The printer does not answer; nothing was printed."))
    press = _Press(painter, float(device.logicalDpiX()), plan, heading)
    for page in pages:
        if page.number > 1:
            device.newPage()
        _paint_page(press, sheet, scale, page, pictures)
    painter.end()


def page_images(
    display: Display,
    plan: PagePlan,
    dpi: float,
    *,
    picture: PictureSource | None = None,
    marking: str = "",
    date: str = "",
    is_mono: bool = False,
    progress: Progress = no_progress,
) -> list[QImage]:
    """Give the pages of a plan as small pictures, to look at before printing."""
    ensure_qt()
    sheet = _sheet_of(display, is_mono)
    scale, pages = pages_of(sheet, plan)
    pictures = Pictures(picture) if picture else None
    heading = _heading_of(display, marking, date)
    wide, high = (max(1, round(mm / INCH_MM * dpi)) for mm in plan.paper_mm)
    images = []
    for page in pages:
        progress(page.number / len(pages), tr("Drawing the pages"))
        image = QImage(wide, high, QImage.Format.Format_RGB32)
        image.fill(0xFFFFFFFF)
        painter = QPainter(image)
        press = _Press(painter, dpi, plan, heading)
        _paint_page(press, sheet, scale, page, pictures)
        painter.end()
        images.append(image)
    return images


def _heading_of(display: Display, marking: str, date: str) -> Heading:
    """Give what stands at the head and foot of pages: what the cover sheet has there comes last."""
    cover = display.cover
    head, foot = (cover.words_at("header"), cover.words_at("footer")) if cover else ((), ())
    said = (display.title, *head), (display.notice, *foot)
    title, notice = (" · ".join(filter(None, words)) for words in said)
    return Heading(title, marking, date, notice)


def _sheet_of(display: Display, is_mono: bool) -> Sheet:
    """Give what is spread over pages: title and notice stand in header and footer instead."""
    drawn = black_and_white(display) if is_mono else display
    return lay_out(replace(drawn, title="", notice=""))


def _paint_page(
    press: _Press, sheet: Sheet, scale: float, page: Page, pictures: Pictures | None
) -> None:
    _paint_part(press, sheet, scale, page, pictures)
    _paint_bands(press, page)
    if press.plan.has_marks and press.plan.count > 1:
        _paint_marks(press, page)


def _paint_part(
    press: _Press, sheet: Sheet, scale: float, page: Page, pictures: Pictures | None
) -> None:
    room = press.room
    per_unit = scale * press.dpi / UNITS_PER_INCH
    origin = (
        room.left() + (sheet.left - page.region[0]) * per_unit,
        room.top() + (sheet.top - page.region[1]) * per_unit,
    )
    clip = (round(room.left()), round(room.top()), round(room.width()), round(room.height()))
    paint_sheet(press.painter, sheet, per_unit, origin, pictures, clip=clip, is_vector=True)


def _paint_bands(press: _Press, page: Page) -> None:
    """Paint the header (title, marking) and the footer (notice, date, page k of n)."""
    painter, room, high = press.painter, press.room, press.px(BAND_MM)
    above = QRectF(room.left(), room.top() - high, room.width(), high * 0.8)
    below = QRectF(room.left(), room.bottom() + high * 0.2, room.width(), high * 0.8)
    heading, count = press.heading, press.plan.count
    number = tr("Page {page} of {pages}", page=page.number, pages=count)
    place = " · ".join(
        part for part in (heading.date, number, page.name if count > 1 else "") if part
    )
    painter.setPen(QColor.fromRgb(BLACK))
    for box, text, is_bold, way in (
        (above, heading.title, True, Qt.AlignmentFlag.AlignLeft),
        (above, heading.marking, True, Qt.AlignmentFlag.AlignRight),
        (below, heading.notice, False, Qt.AlignmentFlag.AlignLeft),
        (below, place, False, Qt.AlignmentFlag.AlignRight),
    ):
        painter.setFont(chart_font(max(1, round(_BAND_PT / 72 * press.dpi)), is_bold))
        shown = painter.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideRight, round(box.width() * 0.6)
        )
        painter.drawText(box, int(way | Qt.AlignmentFlag.AlignVCenter), shown)


def _paint_marks(press: _Press, page: Page) -> None:
    """Mark where the neighbouring pages begin, outside the drawing, and name them."""
    painter, room, plan = press.painter, press.room, press.plan
    lap, long = press.px(plan.overlap_mm), press.px(_MARK_MM)
    painter.setPen(QPen(QColor.fromRgb(BLACK), press.px(0.15)))
    across = [(room.left() + lap, page.column > 0), (room.right() - lap, _has_right(page, plan))]
    down = [(room.top() + lap, page.row > 0), (room.bottom() - lap, _has_below(page, plan))]
    for x, is_cut in across:
        if is_cut:
            painter.drawLine(QLineF(x, room.top() - long, x, room.top()))
            painter.drawLine(QLineF(x, room.bottom(), x, room.bottom() + long))
    for y, is_cut in down:
        if is_cut:
            painter.drawLine(QLineF(room.left() - long, y, room.left(), y))
            painter.drawLine(QLineF(room.right(), y, room.right() + long, y))
    _name_neighbours(press, page)


def _has_right(page: Page, plan: PagePlan) -> bool:
    return page.column < plan.columns - 1


def _has_below(page: Page, plan: PagePlan) -> bool:
    return page.row < plan.rows - 1


def _name_neighbours(press: _Press, page: Page) -> None:
    """Write beside the right and the lower edge which page is glued there."""
    painter, room, plan = press.painter, press.room, press.plan
    painter.setFont(chart_font(max(1, round(_BAND_PT * 0.8 / 72 * press.dpi)), False))
    size = press.px(plan.margin_mm)
    if _has_right(page, plan):
        beside = Page(0, page.column + 1, page.row, page.region).name
        box = QRectF(room.right(), room.center().y() - size / 2, size, size)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), beside)
    if _has_below(page, plan):
        under = Page(0, page.column, page.row + 1, page.region).name
        box = QRectF(room.center().x() - size / 2, room.bottom(), size, press.px(BAND_MM) * 0.5)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), under)
