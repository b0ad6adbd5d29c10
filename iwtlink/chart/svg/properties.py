"""The cover sheet of a chart as properties of a file: RDF as SVG and PDF (XMP) hold it.

Title, author, subject and keywords are those of Dublin Core (ISO 15836), which programs that show
a file's properties read; the rest stands as names with values.
"""

from __future__ import annotations

from collections.abc import Iterator

from iwtlink.chart.beside.cover import Cover, field_name
from iwtlink.chart.display import Display
from iwtlink.chart.svg.words import escaped

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_DC = "http://purl.org/dc/elements/1.1/"
_OWN = "urn:iwtlink:cover"


def rdf_of(display: Display) -> str:
    """Give the properties as RDF; empty where the chart has no cover sheet."""
    cover = display.cover
    if cover is None:
        return ""
    return "\n".join(
        (
            f'<rdf:RDF xmlns:rdf="{_RDF}" xmlns:dc="{_DC}" xmlns:cover="{_OWN}">',
            '<rdf:Description rdf:about="">',
            *_parts(display.title, cover),
            "</rdf:Description>",
            "</rdf:RDF>",
        )
    )


def xmp_of(display: Display) -> bytes:
    """Give the properties as the XMP packet of a PDF; empty where there are none."""
    rdf = rdf_of(display)
    if not rdf:
        return b""
    packet = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/">\n{rdf}\n</x:xmpmeta>\n<?xpacket end="r"?>'
    )
    return packet.encode("utf-8")


def _parts(title: str, cover: Cover) -> Iterator[str]:
    if title:
        yield f"<dc:title>{_alternatives(title)}</dc:title>"
    if cover.author:
        yield f"<dc:creator><rdf:Seq>{_entry(cover.author)}</rdf:Seq></dc:creator>"
    if cover.subject:
        yield f"<dc:description>{_alternatives(cover.subject)}</dc:description>"
    for field in cover.fields:
        if field.key == "keywords":
            words = filter(None, (word.strip() for word in field.value.split(",")))
            yield f"<dc:subject><rdf:Bag>{''.join(map(_entry, words))}</rdf:Bag></dc:subject>"
    rest = [field for field in cover.fields if field.key != "keywords"]
    if rest:
        named = "".join(_entry(f"{field_name(field)}: {field.value}") for field in rest)
        yield f"<cover:fields><rdf:Seq>{named}</rdf:Seq></cover:fields>"


def _alternatives(words: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escaped(words)}</rdf:li></rdf:Alt>'


def _entry(words: str) -> str:
    return f"<rdf:li>{escaped(words)}</rdf:li>"
