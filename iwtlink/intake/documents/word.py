"""Word documents (DOCX): paragraphs, tables, headers and notes, page by page as Word saw them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from iwtlink.errors import Progress, no_progress
from iwtlink.i18n import tr
from iwtlink.intake.broken import BROKEN_PACKAGE
from iwtlink.intake.documents.kinds import DOCX
from iwtlink.intake.documents.lao_fonts import convert_runs
from iwtlink.intake.documents.source import Method, PageText, SourceFile, Unreadable, parted
from iwtlink.intake.documents.unpacking import refuse_bomb

_BROKEN = (*BROKEN_PACKAGE, OpcError, etree.LxmlError, AttributeError, TypeError, IndexError)
"""All that python-docx lets out on a damaged file."""

_Run = tuple[str, str]
"""Some words and the font they stand in."""

_P, _R, _T, _TAB, _BR, _CR = (qn(f"w:{tag}") for tag in ("p", "r", "t", "tab", "br", "cr"))
_RENDERED, _ROW, _CELL = qn("w:lastRenderedPageBreak"), qn("w:tr"), qn("w:tc")
_DELETED, _FALLBACK = (
    qn("w:del"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
)
_NEW_PAGE = "\f"
_MOST_STYLES_DEEP = 12


def read_docx(name: str, data: bytes, progress: Progress = no_progress) -> SourceFile:
    """Give the words of a Word document, with title, author and the day it was last saved."""
    refuse_bomb(name, data)
    progress(0.0, tr("{file}: reading", file=name))
    try:
        document = docx.Document(io.BytesIO(data))
        said = document.core_properties
        made = said.modified or said.created
        return SourceFile(
            name,
            DOCX,
            title=" ".join((said.title or "").split()),
            date=made.date().isoformat() if made else "",
            originator=" ".join((said.author or "").split()),
            pages=_pages(document),
        )
    except _BROKEN as error:
        raise Unreadable(tr("{file} is damaged: its text cannot be read.", file=name)) from error


def _pages(document: WordDocument) -> tuple[PageText, ...]:
    fonts = _Fonts(document)
    pages: list[list[_Run]] = [[]]
    for words, font in _all_runs(document, fonts):
        if words == _NEW_PAGE:
            if any(run[0].strip() for run in pages[-1]):
                pages.append([])
            continue
        pages[-1].append((words, font))
    if len(pages) > 1 and not any(run[0].strip() for run in pages[-1]):
        pages.pop()
    found: list[PageText] = []
    for runs in pages:
        page = convert_runs(runs)
        method: Method = "converted" if page.font else "text"
        if not page.is_whole or not page.text.strip():
            method = "none"
        for part in parted(page.text.strip("\n")):
            found.append(PageText(len(found) + 1, part, method, page.font))
    return tuple(found)


def _all_runs(document: WordDocument, fonts: _Fonts) -> Iterator[_Run]:
    """Headers stand before the first page, notes and footers after the last."""
    seen: set[str] = set()
    for place in ("header", "footer"):
        if place == "footer":
            yield from _runs_of(document.element.body, fonts)
            yield from _notes(document, fonts)
        for section in document.sections:
            part = getattr(section, place)
            runs = [] if part.is_linked_to_previous else list(_runs_of(part._element, fonts))
            words = "".join(run[0] for run in runs)
            if words.strip() and words not in seen:
                seen.add(words)
                yield from (run for run in runs if run[0] != _NEW_PAGE)


def _notes(document: WordDocument, fonts: _Fonts) -> Iterator[_Run]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    for related in document.part.rels.values():
        if not related.is_external and related.reltype.endswith(("/footnotes", "/endnotes")):
            yield from _runs_of(etree.fromstring(related.target_part.blob, parser), fonts)


def _runs_of(root: Any, fonts: _Fonts) -> Iterator[_Run]:
    """Walk the elements in the order of reading; cells of a row are parted by tabs."""
    font = ""
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        tag = element.tag
        if event == "start":
            if tag in (_DELETED, _FALLBACK):
                walker.skip_subtree()
            elif tag == _R:
                font = fonts.of_run(element)
            elif tag == _T:
                yield element.text or "", font
            elif tag == _TAB and element.getparent().tag == _R:
                yield "\t", font
            elif tag == _RENDERED:
                yield _NEW_PAGE, ""
            elif tag in (_BR, _CR):
                is_page = element.get(qn("w:type")) == "page"
                yield (_NEW_PAGE, "") if is_page else ("\n", font)
        elif tag == _P:
            yield ("\t" if _is_in_cell(element) else "\n"), ""
        elif tag == _ROW:
            yield "\n", ""


def _is_in_cell(paragraph: Any) -> bool:
    parent = paragraph.getparent()
    return parent is not None and parent.tag == _CELL and parent[-1] is paragraph


class _Fonts:
    """Which font a run stands in: its own, its style's, its paragraph's, or the usual one."""

    def __init__(self, document: WordDocument) -> None:
        root = document.styles.element
        styles = {style.get(qn("w:styleId")): style for style in root.iter(qn("w:style"))}
        usual = next(iter(root.iter(qn("w:rPrDefault"))), None)
        self._usual = _named(usual)
        self._by_style = {key: _styled(styles, key) for key in styles if key}
        standard = (s for s in styles.values() if s.get(qn("w:default")) in ("1", "true"))
        paragraph = (s for s in standard if s.get(qn("w:type")) == "paragraph")
        key = next((s.get(qn("w:styleId")) for s in paragraph), "")
        self._usual = self._by_style.get(key, "") or self._usual

    def of_run(self, run: Any) -> str:
        """Give the font's name; empty where the document does not say."""
        paragraph = run.getparent()
        while paragraph is not None and paragraph.tag != _P:
            paragraph = paragraph.getparent()
        own = run.find(qn("w:rPr"))
        around = None if paragraph is None else paragraph.find(qn("w:pPr"))
        return (
            _named(own)
            or self._by_style.get(_style_key(own, "w:rStyle"), "")
            or self._by_style.get(_style_key(around, "w:pStyle"), "")
            or self._usual
        )


def _style_key(properties: Any, tag: str) -> str:
    style = None if properties is None else properties.find(qn(tag))
    return "" if style is None else style.get(qn("w:val")) or ""


def _named(properties: Any) -> str:
    if properties is None:
        return ""
    fonts = next(iter(properties.iter(qn("w:rFonts"))), None)
    if fonts is None:
        return ""
    return fonts.get(qn("w:ascii")) or fonts.get(qn("w:hAnsi")) or ""


def _styled(styles: dict[str | None, Any], key: str) -> str:
    for _ in range(_MOST_STYLES_DEEP):
        style = styles.get(key)
        if style is None:
            return ""
        if font := _named(style.find(qn("w:rPr"))):
            return font
        key = _style_key(style, "w:basedOn")
    return ""
