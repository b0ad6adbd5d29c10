"""What a network file is, by what stands in it; its name matters little."""

from __future__ import annotations

import re

from iwtlink.errors import BadInput
from iwtlink.i18n import tr
from iwtlink.intake.networks.model import Kind

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHART_ENDINGS = (".anb", ".ant")
_CHART_WORDS = ("Analyst's Notebook", "AnalystsNotebook")
_LOOKED_AT = 1 << 16
_BEFORE_ROOT = re.compile(
    r"(?:\s+|<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^>\[]*(?:\[[^\]]*\])?[^>]*>)*", re.S
)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)([^>]*)")
_ROOTS: dict[str, Kind] = {"chart": "anx", "graphml": "graphml", "gexf": "gexf"}
_LOOK_ALIKE = re.compile(r"""xmlns(?::[\w.-]+)?\s*=\s*["']urn:i2:anb""")
_PAJEK = re.compile(r"^\s*(?:%.*\n|/\*.*\n|\*network\b.*\n|\s*\n)*\s*\*vertices\b", re.I)
_DL = re.compile(r"^\s*dl\b[\s\S]*?\bn[rcm]?\s*=?\s*\d", re.I)
_GML = re.compile(r"^(?:\s*(?:#.*|(?:creator|version|comment)\b.*)\n|\s*\n)*\s*graph\s*\[", re.I)
_FTM = re.compile(r'"schema"\s*:\s*"')
_VIS = re.compile(r'"(?:layout|vertices|viewport)"\s*:')


def recognise(name: str, data: bytes) -> Kind | None:
    """Give the format of a network file, or None where it is none that we know.

    Raises ``BadInput`` with the sentence to act on where it is an i2 chart that cannot be read.
    """
    if data.startswith(_OLE):
        if name.lower().endswith(_CHART_ENDINGS) or _speaks_of_charts(data):
            raise BadInput(
                tr(
                    "{file} is an i2 chart in the closed format of Analyst's Notebook. Ask its "
                    "sender for the chart as .anx: File, Save As, “Analyst's Notebook XML”.",
                    file=name,
                )
            )
        return None
    head = _head(data)
    start = head.lstrip("\ufeff \t\r\n")[:1]
    if start == "<":
        return _xml(name, head)
    if start in ("{", "["):
        return _json(head)
    for pattern, kind in _TEXTS:
        if pattern.match(head):
            return kind
    return None


_TEXTS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (_PAJEK, "pajek"),
    (_DL, "dl"),
    (_GML, "gml"),
)


def _xml(name: str, head: str) -> Kind | None:
    text = head.lstrip("\ufeff")
    before = _BEFORE_ROOT.match(text)
    root = _ROOT.match(text, before.end() if before else 0)
    if root is None:
        return None
    if _LOOK_ALIKE.search(root.group(2)):
        raise BadInput(
            tr(
                "{file} looks like an i2 chart but is not one: its XML is of the name "
                "“urn:i2:anb”, which Analyst's Notebook does not read either. Ask its sender "
                "for the chart as .anx saved by Analyst's Notebook.",
                file=name,
            )
        )
    return _ROOTS.get(root.group(1).lower())


def _json(head: str) -> Kind | None:
    if _VIS.search(head):
        return "vis"
    return "ftm" if _FTM.search(head) else None


def _head(data: bytes) -> str:
    start = data[:_LOOKED_AT]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return start[: len(start) // 2 * 2].decode("utf-16", "replace")
    if start[:2] == b"<\x00":
        return start.decode("utf-16-le", "replace")
    if start[:2] == b"\x00<":
        return start.decode("utf-16-be", "replace")
    return start.decode("utf-8", "replace")


def _speaks_of_charts(data: bytes) -> bool:
    return any(
        word.encode(encoding) in data
        for word in _CHART_WORDS
        for encoding in ("utf-16-le", "ascii")
    )
