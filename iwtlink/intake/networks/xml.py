"""The one way in which XML from elsewhere is parsed: nothing is fetched, nothing is expanded.

A document type is refused, and size, depth, number of parts and time are bounded. Writers that
name a wrong encoding, or double a quotation mark, are forgiven; what was mended is told.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass

from lxml import etree

from iwtlink.errors import BadInput, Progress, no_progress
from iwtlink.i18n import tr

MOST_BYTES = 512 * 1024 * 1024
MOST_DEPTH = 200
MOST_NODES = 20_000_000
MOST_SECONDS = 300.0

_AT_ONCE = 1 << 18
_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_UNMARKED = ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))
_STATED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_DECLARATION = re.compile(r"^\s*<\?xml\s[^>]*\?>")
_BEFORE_ROOT = re.compile(r"(?:\s+|<!--.*?-->|<\?.*?\?>)*", re.DOTALL)
_UNDECLARED = re.compile(r"&(?!amp;|lt;|gt;|quot;|apos;|#)[^\s;&<]{0,60};?")
_DOUBLED = re.compile(r"""="([^"<]*)""(?=[\s/>])""")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A parsed document: its root, and how many doubled quotation marks were mended."""

    root: etree._Element
    mended: int = 0
    first_mended: int = 0
    """The line of the first one mended."""


class _Broken(Exception):
    """What the parser found wrong, and in which line."""

    def __init__(self, line: int, said: str) -> None:
        super().__init__(said)
        self.line, self.said = line, said


def read_xml(file: str, data: bytes, progress: Progress = no_progress) -> Parsed:
    """Give the document in ``data``. Raises ``BadInput`` naming ``file`` and the line."""
    if len(data) > MOST_BYTES:
        raise BadInput(
            tr("{file} is larger than {most} MB.", file=file, most=MOST_BYTES // (1024 * 1024))
        )
    text = decode_xml(file, data)
    refuse_document_type(file, text)
    try:
        return Parsed(_parse(file, text, progress))
    except _Broken as error:
        mended, count = _DOUBLED.subn(r'="\1"', text)
        if not count:
            raise _broken(file, error) from error
    first = _DOUBLED.search(text)
    line = text.count("\n", 0, first.start()) + 1 if first else 0
    try:
        return Parsed(_parse(file, mended, progress), count, line)
    except _Broken as error:
        raise _broken(file, error) from error


def decode_xml(file: str, data: bytes) -> str:
    """Give the text of an XML file by its byte order mark, its first bytes, or what it states.

    A statement that the bytes contradict is passed over.
    """
    first = [name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)][:1]
    first += [name for start, name in _UNMARKED if data.lstrip().startswith(start)][:1]
    stated = _STATED.match(data[:400])
    guesses = [*first[:1], "utf-8"] + ([stated.group(1).decode("ascii")] if stated else [])
    if first:
        guesses = first[:1]
    for name in guesses:
        try:
            text = data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        return _without_declaration(text)
    at = _first_bad_line(data, guesses[0])
    raise BadInput(
        tr(
            "{file}, line {line}: the text is not in the encoding {encoding}.",
            file=file,
            line=at,
            encoding=guesses[-1],
        )
    )


def refuse_document_type(file: str, text: str) -> None:
    """Raise where a document type stands before the root: it could name other files."""
    before = _BEFORE_ROOT.match(text)
    at = before.end() if before else 0
    if text[at : at + 9].upper() == "<!DOCTYPE":
        raise BadInput(
            tr(
                "{file}, line {line}: it declares a document type (DTD), which is refused "
                "for safety. Ask its sender for the file without.",
                file=file,
                line=text.count("\n", 0, at) + 1,
            )
        )


def local_name(element: etree._Element) -> str:
    """Give the name of an element without its namespace; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _without_declaration(text: str) -> str:
    """Blank out the declaration, so that what it says of the encoding does not matter."""
    found = _DECLARATION.match(text.lstrip("\ufeff"))
    text = text.lstrip("\ufeff")
    return "\n" * text.count("\n", 0, found.end()) + text[found.end() :] if found else text


def _parse(file: str, text: str, progress: Progress) -> etree._Element:
    parser = etree.XMLPullParser(
        events=("start", "end"),
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return _fed(file, text, parser, progress)
    except etree.XMLSyntaxError as error:
        raise _understood(error, text) from error


def _understood(error: etree.XMLSyntaxError, text: str) -> _Broken:
    """The error in its place; of an entity that nothing declares the parser says neither."""
    undeclared = _UNDECLARED.search(text) if error.msg == "no element found" else None
    if undeclared is None:
        return _Broken(error.lineno or 1, error.msg or "")
    line = text.count("\n", 0, undeclared.start()) + 1
    return _Broken(line, tr("nothing declares {entity}", entity=undeclared.group()))


def _fed(file: str, text: str, parser: etree.XMLPullParser, progress: Progress) -> etree._Element:
    depth = nodes = 0
    until = time.monotonic() + MOST_SECONDS
    for start in range(0, len(text), _AT_ONCE):
        parser.feed(text[start : start + _AT_ONCE].encode("utf-8", "surrogatepass"))
        for event, element in parser.read_events():
            if event == "end":
                depth -= 1
                continue
            depth, nodes = depth + 1, nodes + 1
            if depth > MOST_DEPTH:
                line = element.sourceline or 0
                raise _too_much(file, line, tr("parts stand in parts too deeply"))
        if nodes > MOST_NODES:
            raise _too_much(file, 0, tr("it has more than {most} parts", most=f"{MOST_NODES:,}"))
        if time.monotonic() > until:
            raise _too_much(file, 0, tr("reading it takes too long"))
        progress(start / len(text), tr("Reading {file}", file=file))
    root = parser.close()
    if root.getroottree().docinfo.doctype:
        refuse_document_type(file, "<!DOCTYPE")
    return root


def _too_much(file: str, line: int, reason: str) -> BadInput:
    if line:
        return BadInput(
            tr("{file}, line {line}: {problem}", file=file, line=line, problem=reason + ".")
        )
    return BadInput(tr("{file}: {problem}", file=file, problem=reason + "."))


def _broken(file: str, error: _Broken) -> BadInput:
    line = error.line
    if "depth" in error.said:  # the parser's own bound, reached before ours was looked at
        return _too_much(file, line, tr("parts stand in parts too deeply"))
    reason = error.said.partition(", line ")[0].strip() or tr("it is empty")
    return BadInput(
        tr(
            "{file}, line {line}: this is not well-formed XML ({reason}).",
            file=file,
            line=line,
            reason=reason,
        )
    )


def _first_bad_line(data: bytes, encoding: str) -> int:
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        return data.count(b"\n", 0, error.start) + 1
    except LookupError:
        return 1
    return 1
