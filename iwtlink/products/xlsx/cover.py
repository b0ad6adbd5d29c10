"""The first page: what it is, for whom, how it may be used, what it says, what it rests on."""

from __future__ import annotations

from collections.abc import Mapping

from iwtlink.i18n import tr
from iwtlink.products.content import Marking, Picture, Product
from iwtlink.products.xlsx import look
from iwtlink.products.xlsx.page import Page
from iwtlink.products.xlsx.pictures import put_beside
from iwtlink.products.xlsx.tables import Layout, put_table

GRID = (17.0, 24.0, 13.0, 14.0, 14.0, 14.0)
_TEXT = 10.5


def put_cover(
    page: Page, product: Product, layout: Layout, pictures: Mapping[str, bytes | None]
) -> None:
    """Fill the cover from the top."""
    front = product.front
    put_marking(page, product.marking, front.kind.upper())
    page.skip(46)
    _line(page, front.title, 26, colour=look.ACCENT, bold=True)
    if front.subtitle:
        _line(page, front.subtitle, 15, colour=look.QUIET)
    page.skip(22)
    if front.picture:
        put_beside(page, Picture(front.picture, width_mm=48), pictures, page.last - 1)
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
    _heading(page, tr("What it rests on"))
    put_table(page, front.grades, layout, source_list=False)
    _heading(page, tr("Contents"))
    for number, sheet in enumerate(product.sheets, 1):
        _contents_line(page, number, sheet.name, sheet.title)
    page.skip(10)
    _heading(page, tr("Caveat"))
    _paragraph(page, front.caveat, quiet=True)


def put_marking(page: Page, marking: Marking, left: str, goto: str = "") -> None:
    """Write the marking band: what it is at the left, TLP at the right, the notice below."""
    span = 2 if page.last > 3 else 1
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


def _line(page: Page, text: str, size: float, *, colour: str, bold: bool = False) -> None:
    page.put(1, text, span=page.last, font=look.font(text, size, bold=bold, colour=colour))
    page.fit([(text, page.room(1, page.last, size), size, bold)], least=size * 1.4)
    page.row += 1


def _fact(page: Page, label: str, text: str) -> None:
    span = page.last - 3
    page.put(1, label, font=look.font(label, _TEXT, colour=look.QUIET))
    page.put(2, text, span=span, font=look.font(text, _TEXT))
    page.fit([(text, page.room(2, span, _TEXT), _TEXT, False)], least=18)
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
        align=look.alignment("right", indent=1),
    )
    page.put(2, text, span=page.last - 1, font=look.font(text, _TEXT))
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
