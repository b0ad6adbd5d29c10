"""Charts from the command line: listed, drawn by name, fitted to paper, spread over pages."""

from __future__ import annotations

import errno
import io
from pathlib import Path

import pypdf
import pytest
from sqlalchemy import text

from iwtlink.store import Store
from iwtlink.store.charts import add_chart
from tests.cli.conftest import Run


def test_the_charts_are_listed_with_reference_title_and_size(run: Run, demo_file: Path) -> None:
    found = run("charts", demo_file, "--json").result
    assert found["count"] == len(found["charts"]) >= 1
    for row in found["charts"]:
        assert row["ref"].startswith("CHT-") and row["title"] and row["entities"] > 0
    assert found["charts"][0]["title"] in run("charts", demo_file).out


def test_a_chart_is_drawn_by_its_title_or_its_reference(
    run: Run, demo_file: Path, tmp_path: Path
) -> None:
    row = run("charts", demo_file, "--json").result["charts"][0]
    for name in (row["title"], row["title"].upper(), row["ref"]):
        out = tmp_path / "chart.svg"
        ran = run("chart", demo_file, "--chart", name, "-o", out, "--json")
        assert ran.code == 0 and ran.result["entities"] == row["entities"]
        assert row["title"] in out.read_text(encoding="utf-8")


def test_a_chart_is_written_as_a_page_for_the_browser(
    run: Run, demo_file: Path, tmp_path: Path
) -> None:
    out = tmp_path / "chart.html"
    assert run("chart", demo_file, "P01", "-o", out, "--marking", "TLP:AMBER").code == 0
    text = out.read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>") and "TLP:AMBER" in text and '"kind":"Person"' in text


def _steps(path: Path) -> int:
    """Give how many edits were ever made in a database."""
    with Store.open(path, read_only=True) as store, store.read() as db:
        return int(db.execute(text("SELECT count(*) FROM step")).scalar_one())


def test_a_layout_arranges_what_is_drawn_and_leaves_the_chart(
    run: Run, demo_file: Path, tmp_path: Path
) -> None:
    row = run("charts", demo_file, "--json").result["charts"][0]
    before = _steps(demo_file)
    drawn = set()
    for layout in ("circular", "hierarchy"):
        out = tmp_path / f"{layout}.svg"
        done = run("chart", demo_file, "--chart", row["ref"], "--layout", layout, "-o", out)
        assert done.code == 0
        drawn.add(out.read_text(encoding="utf-8"))
    assert len(drawn) == 2
    assert run("charts", demo_file, "--json").result["charts"][0] == row
    assert _steps(demo_file) == before


def test_a_small_chart_fits_one_sheet_and_a_large_one_says_what_to_split(
    run: Run, demo_file: Path, tmp_path: Path
) -> None:
    out = tmp_path / "sheet.pdf"
    small = run("chart", demo_file, "P01", "-o", out, "--fit", "--paper", "A4", "--json").result
    assert small["advice"] == "" and small["smallest_pt"] >= 7.0
    assert len(pypdf.PdfReader(io.BytesIO(out.read_bytes())).pages) == 1
    mediabox = pypdf.PdfReader(io.BytesIO(out.read_bytes())).pages[0].mediabox
    assert sorted((round(mediabox.width), round(mediabox.height))) == [595, 842]
    large = run("chart", demo_file, "-o", out, "--fit", "--paper", "A4", "--json").result
    assert "Split the chart" in large["advice"]
    assert sum(part["entities"] for part in large["parts"]) == large["entities"]


def test_the_main_chart_of_the_demo_can_be_read_on_one_a3(
    run: Run, demo_file: Path, tmp_path: Path
) -> None:
    ref = max(run("charts", demo_file, "--json").result["charts"], key=lambda row: row["entities"])[
        "ref"
    ]
    out = tmp_path / "wall.pdf"
    done = run("chart", demo_file, "--chart", ref, "--fit", "-o", out, "--json").result
    assert done["entities"] > 80 and done["advice"] == "" and done["smallest_pt"] >= 7.0
    (page,) = pypdf.PdfReader(io.BytesIO(out.read_bytes())).pages
    sizes = {size for size, text in _font_sizes(page) if text.strip()}
    assert min(sizes) >= 6.95, "what is said is what is printed"


def _font_sizes(page: pypdf.PageObject) -> list[tuple[float, str]]:
    """Give each text of a page with its height in points."""
    found = []

    def visit(text: str, cm: list[float], tm: list[float], _: object, size: float) -> None:
        found.append((abs(size * tm[3] * cm[3]), text))

    page.extract_text(visitor_text=visit)
    return found


def test_a_layout_may_be_named_as_the_menu_names_it(
    run: Run, demo_file: Path, tmp_path: Path
) -> None:
    for name in ("Compact Peacock", "compact-peacock"):
        assert run("chart", demo_file, "P01", "--layout", name, "-o", tmp_path / "c.svg").code == 0


def test_a_chart_over_pages_has_so_many_of_them(run: Run, demo_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "pages.pdf"
    ran = run("chart", demo_file, "P01", "--pages", "3x2", "--black-and-white", "-o", out)
    assert ran.code == 0
    assert len(pypdf.PdfReader(io.BytesIO(out.read_bytes())).pages) == 6


def test_a_title_that_several_charts_have_is_refused_with_their_references(
    run: Run, demo: Path, tmp_path: Path
) -> None:
    with Store.open(demo) as store, store.edit("Draw") as edit:
        for title in ("Twice", "twice"):
            add_chart(edit, title)
    ran = run("chart", demo, "--chart", "TWICE", "-o", tmp_path / "c.svg")
    assert ran.code == 1 and ran.err.count("CHT-") == 2 and ran.err.count("\n") == 1
    assert not (tmp_path / "c.svg").exists()


@pytest.mark.parametrize("ending", ["svg", "png", "pdf", "html", "PNG"])
def test_a_chart_with_nothing_on_it_is_drawn_under_a_name_in_any_script(
    run: Run, demo: Path, tmp_path: Path, ending: str
) -> None:
    with Store.open(demo) as store, store.edit("Draw") as edit:
        add_chart(edit, "ແຜນວາດ / 1")
    for more in ((), ("--fit",)):
        out = tmp_path / f"ແຜນ ວາດ.{ending}"
        ran = run("chart", demo, "--chart", "ແຜນວາດ / 1", *more, "-o", out, "--json")
        assert ran.code == 0 and ran.result["entities"] == 0
        assert out.stat().st_size > 100


def test_a_file_that_cannot_be_written_leaves_the_old_one_whole(
    run: Run, demo_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, target: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    old = tmp_path / "c.svg"
    old.write_text("the old one")
    monkeypatch.setattr(Path, "replace", full)
    ran = run("chart", demo_file, "P01", "-o", old)
    assert ran.code == 1 and "No space left" in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["c.svg"]
    assert old.read_text() == "the old one"


@pytest.mark.parametrize(
    "words",
    [
        ("--layout", "nonsense", "-o", "c.svg"),
        ("--chart", "no such chart", "-o", "c.svg"),
        ("P01", "--chart", "x", "-o", "c.svg"),
        ("--chart", "", "-o", "c.svg"),
        ("--chart", "  ", "-o", "c.svg"),
        ("--pages", "many", "-o", "c.pdf"),
        ("--pages", "2x2", "-o", "c.png"),
        ("--pages", "99x99", "-o", "c.pdf"),
        ("--paper", "A0", "-o", "c.pdf"),
        ("-o", "c.docx"),
        ("P01", "NOBODY", "-o", "c.svg"),
        ("-o", "."),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_a_sentence(
    run: Run, demo_file: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    placed = [str(tmp_path / word) if word.startswith("c.") else word for word in words]
    ran = run("chart", demo_file, *placed)
    assert ran.code == 1 and ran.err.count("\n") == 1
    assert list(tmp_path.glob("c.*")) == []
