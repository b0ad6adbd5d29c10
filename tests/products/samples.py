"""An invented product that uses every kind of block, and how to look at what was written."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

from PIL import Image, ImageDraw

from iwtlink.products.content import (
    BarChart,
    Cell,
    Citation,
    Column,
    Front,
    Marking,
    Paragraph,
    Picture,
    Product,
    Row,
    Section,
    Sheet,
    Source,
    Table,
    text_row,
)

NOTICE = (
    "FICTIONAL - invented for software testing; any resemblance to a real person or company "
    "is coincidental"
)
WIDE = (24.0, 14.0, 12.0, 12.0, 12.0, 10.0, 10.0, 7.0)


def sample_product() -> Product:
    """Give a small dossier with texts that spreadsheets like to spoil."""
    fact = (Column("Fact"), Column("Value", span=4), Column("Source", "source", span=2), _grade())
    identity = Table(
        "identity",
        fact,
        (
            text_row("Name", "Khamsing VONGPHADY", citations=_cited("SRC-0115", "A2")),
            text_row("Name in Lao", "ຄຳສິງ ວົງພະດີ", citations=_cited("SRC-0115", "A2")),
            text_row("Name in Chinese", "黄老板", citations=_cited("SRC-0122", "C3")),
            text_row("Formula", '=HYPERLINK("http://x")', citations=_cited("SRC-0122", "C3")),
            text_row("Phone", "+856 20 5555 0101"),
            text_row("Handle", "@sing"),
            text_row("Loss", "-12 kg"),
        ),
    )
    seizures = Table(
        "seizures",
        (
            Column("Year", "number", decimals=0),
            Column("What"),
            Column("Ivory, kg", "number"),
            Column("Horn, kg", "number"),
            Column("Share", "percent"),
            Column("Source", "source", span=2),
            _grade(),
        ),
        (
            text_row("2015", "Raw ivory", 64.0, 0.5, 60, citations=_cited("SRC-0115", "A2")),
            text_row("2016", "Rhino horn", 7.9, 6.25, 12.5, citations=_cited("SRC-0122", "C3")),
            Row((Cell("All"), Cell(""), Cell(71.9), Cell(6.75), Cell(None)), is_total=True),
        ),
        title="Seizures by year",
        note="Units are never added up.",
    )
    sources = Table(
        "sources",
        (Column("Source"), Column("Title", span=6), Column("Grade")),
        (
            text_row("SRC-0115", "Partner report", "A2"),
            text_row("SRC-0122", "Market visit", "C3"),
        ),
    )
    sheets = (
        Sheet(
            "Profile",
            "Identity and seizures",
            WIDE,
            (
                Section("1  Identity", (Picture("photo", beside=True), identity)),
                Section(
                    "2  Seizures",
                    (
                        Paragraph("A plain statement. " * 20),
                        seizures,
                        BarChart("Ivory by year", "seizures", 0, (2,)),
                        BarChart("Both", "seizures", 0, (2, 3), horizontal=True),
                    ),
                ),
            ),
        ),
        Sheet(
            "Network",
            "Network",
            (40.0,) * 4,
            (Section("3  Network", (Picture("chart", "The chart"),)),),
            is_landscape=True,
            paper="A3",
        ),
        Sheet("Sources", "Sources", WIDE, (Section("4  Sources", (sources,)),)),
    )
    grades = Table(
        "grades",
        (Column("Grade"), Column("Meaning", span=5), Column("Sources", "number")),
        (text_row("A2", "Always reliable; known personally", 3),),
    )
    front = Front(
        "Dossier on a person",
        "Khamsing VONGPHADY",
        "ຄຳສິງ ວົງພະດີ",
        (("Number", "PRO-VT1-0001"), ("Date", "2017-09-30"), ("For", "R01 & R02")),
        "To say what is known.",
        ("He is linked directly with 15 others.", "A second point that is long. " * 6),
        "",
        grades,
        "Intelligence, not evidence. " * 5,
    )
    marking = Marking("AMBER", "limited", "FFC000", "3", "to named agencies", NOTICE)
    return Product(
        "PRO-VT1-0001",
        front,
        marking,
        sheets,
        (Source("SRC-0115", "Partner report"), Source("SRC-0122", "Market visit")),
        "Sources",
    )


def picture_of(width: int, height: int, text: str) -> bytes:
    """Give a PNG with a frame and a word in it."""
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((4, 4, width - 5, height - 5), outline="#17505C", width=4)
    draw.text((width // 2, height // 2), text, fill="black")
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def pdf_of(workbook: Path, folder: Path) -> Path | None:
    """Print a workbook to PDF with LibreOffice; None where it is not installed."""
    program = shutil.which("soffice")
    if program is None:
        return None
    subprocess.run(
        [
            program,
            "--headless",
            f"-env:UserInstallation=file://{folder / 'office'}",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            str(workbook),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return folder / f"{workbook.stem}.pdf"


def _cited(key: str, grade: str) -> tuple[Citation, ...]:
    return (Citation(key, "p. 3", grade),)


def _grade() -> Column:
    return Column("Grade", "grade")
