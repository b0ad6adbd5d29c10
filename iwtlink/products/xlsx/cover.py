"""The first page: what it is, for whom, how it may be used, what it says, what it rests on."""

from __future__ import annotations

from iwtlink.i18n import tr
from iwtlink.products.content import Marking, Product
from iwtlink.products.xlsx import look
from iwtlink.products.xlsx.page import Page
from iwtlink.products.xlsx.tables import Layout, put_table

GRID = (5.0, 13.5, 24.0, 13.0, 13.5, 13.5, 13.5)
_TEXT = 10.5
_MARKING_WIDTH = 20.0


def put_cover(page: Page, product: Product, layout: Layout) -> None:
    """Fill the cover from the top."""
    front = product.front
    put_marking(page, product.marking, front.kind.upper())
    page.skip(46)
    _line(page, front.title, 26, colour=look.ACCENT, bold=True)
    if front.subtitle:
        _line(page, front.subtitle, 15, colour=look.QUIET)
    page.skip(22)
    for label, text in front.facts:
        _fact(page, label, text)
    page.skip(14)
    _heading(page, tr("Purpose"))
    _paragraph(page, front.purpose)
    _heading(page, tr("Key points"))
    for number, judgement in enumerate(front.judgements, 1):
        _numbered(page, number, judgement)
    if front.judgements_note:
        _paragraph(page, front.judgements_note, quiet=True)
    page.skip(10)
    _heading(page, tr("Caveat"))
    _paragraph(page, front.caveat, quiet=True)
    page.break_before()
    _heading(page, tr("Contents"))
    for number, sheet in enumerate(product.sheets, 1):
        _contents_line(page, number, sheet.name, sheet.title)
    page.skip(10)
    _heading(page, tr("What it rests on"))
    put_table(page, front.grades, layout, source_list=False)


def put_marking(page: Page, marking: Marking, left: str, goto: str = "") -> None:
    """Write the marking band: what it is at the left, TLP at the right, the notice below."""
    span = _marking_span(page)
    tlp = f"TLP:{marking.tlp}"
    cell = page.put(
        1,
        left,
        span=page.last - span,
        font=look.font(left, 9, bold=True, colour=look.QUIET),
        align=look.alignment(vertical="center"),
    )
    if goto:
        page.link(cell, goto)
    page.put(
        page.last - span + 1,
        tlp,
        span=span,
        font=look.font(tlp, 11, bold=True, colour=marking.tlp_colour),
        align=look.alignment("center", vertical="center"),
        fill=look.fill("000000"),
    )
    page.height(21)
    page.row += 1
    handling = tr("Handling {code}", code=marking.handling) if marking.handling else ""
    if handling and marking.handling_meaning:
        handling = f"{handling}: {marking.handling_meaning}"
    below = "\n".join(filter(None, (marking.notice, handling)))
    page.put(
        1,
        below or None,
        span=page.last,
        font=look.font(below, 8.5, colour=look.WARNING if marking.notice else look.QUIET),
        align=look.alignment(vertical="center"),
    )
    page.fit([(below, page.room(1, page.last, 8.5), 8.5, False)], least=14)
    page.row += 1


def _marking_span(page: Page) -> int:
    """Give how many columns from the right make room for the longest TLP marking."""
    for span in range(1, page.last):
        if sum(page.grid[-span:]) >= _MARKING_WIDTH:
            return span
    return 1


def _line(page: Page, text: str, size: float, *, colour: str, bold: bool = False) -> None:
    page.put(1, text, span=page.last, font=look.font(text, size, bold=bold, colour=colour))
    page.fit([(text, page.room(1, page.last, size), size, bold)], least=size * 1.4)
    page.row += 1


def _fact(page: Page, label: str, text: str) -> None:
    span = page.last - 2
    page.put(1, label, span=2, font=look.font(label, _TEXT, colour=look.QUIET))
    page.put(3, text, span=span, font=look.font(text, _TEXT))
    page.fit([(text, page.room(3, span, _TEXT), _TEXT, False)], least=18)
    page.row += 1


def _heading(page: Page, text: str) -> None:
    page.skip(6)
    page.put(
        1,
        text,
        span=page.last,
        font=look.font(text, 12, bold=True, colour=look.ACCENT),
        align=look.alignment(vertical="bottom"),
        border=look.HEAD_RULE,
    )
    page.height(22)
    page.row += 1
    page.skip(4)


def _paragraph(page: Page, text: str, *, quiet: bool = False) -> None:
    size = 9.0 if quiet else _TEXT
    colour = look.QUIET if quiet else look.INK
    page.put(1, text, span=page.last, font=look.font(text, size, colour=colour))
    page.fit([(text, page.room(1, page.last, size), size, False)])
    page.row += 1


def _numbered(page: Page, number: int, text: str) -> None:
    mark = f"{number}"
    page.put(
        1,
        mark,
        font=look.font(mark, _TEXT, bold=True, colour=look.ACCENT),
        align=look.alignment("right", vertical="top", indent=1),
    )
    font, align = look.font(text, _TEXT), look.alignment(vertical="top")
    page.put(2, text, span=page.last - 1, font=font, align=align)
    page.fit([(text, page.room(2, page.last - 1, _TEXT), _TEXT, False)], air=6)
    page.row += 1


def _contents_line(page: Page, number: int, name: str, title: str) -> None:
    page.put(
        1,
        f"{number}",
        font=look.font("", _TEXT, colour=look.QUIET),
        align=look.alignment("right", indent=1),
    )
    cell = page.put(2, title, span=page.last - 1, font=look.font(title, _TEXT, link=True))
    page.link(cell, name)
    page.fit([(title, page.room(2, page.last - 1, _TEXT), _TEXT, False)], least=17, air=3)
    page.row += 1
