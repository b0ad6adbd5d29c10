"""Attaching files and listing what came in, from the command line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from iwtlink.store import Store, documents, origins
from iwtlink.store.documents import Document
from iwtlink.store.origins import Origin
from tests.cli.conftest import Run
from tests.intake.documents.makers import pdf_bytes, photo_bytes


@pytest.fixture
def case(run: Run, tmp_path: Path) -> Path:
    """Give an empty database."""
    path = tmp_path / "a.iwt"
    run("new", path, "--code", "VT1")
    return path


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """Give a PDF file."""
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf_bytes([b"Khamsing bought ivory"]))
    return path


def test_a_file_is_attached_with_all_that_is_said_of_it(run: Run, case: Path, report: Path) -> None:
    ran = run(
        *("attach", case, report, "--title", "Raid", "--kind", "court document", "--date", "2016"),
        *("--received", "2016-07-01", "--register-no", "12/2016", "--grade", "E41"),
        *("--tlp", "amber", "--originator", "Court 2", "--language", "Lao", "--note", "n"),
        *("--protected", "--json"),
    )
    assert ran.code == 0, ran.err
    assert ran.result["attached"] == [
        {
            "document_id": 1,
            "ref": "SRC-VT1-0001",
            "name": "report.pdf",
            "is_known": False,
            "problem": "",
        }
    ]
    with Store.open(case, read_only=True) as store, store.read() as db:
        (row,) = documents.list_documents(db)
        (record,) = documents.records_of(db, row.id)
    known = row.document
    assert (known.title, known.kind, known.date) == ("Raid", "court_document", "2016")
    assert (known.received_on, known.register_no) == ("2016-07-01", "12/2016")
    assert (known.originator, known.language, known.note) == ("Court 2", "lo", "n")
    assert known.is_protected
    found = record.record
    assert (found.reliability, found.credibility, found.handling) == ("E", "4", "1")
    assert found.tlp == "AMBER"


def test_a_copy_is_named_and_changes_nothing(run: Run, case: Path, report: Path) -> None:
    run("attach", case, report)
    head = run("check", case, "--json").result["head"]
    ran = run("attach", case, report)
    assert "is known already: SRC-VT1-0001" in ran.out
    assert "0 files attached" in ran.out
    assert run("check", case, "--json").result["head"] == head


def test_files_are_joined_or_added_to_a_document(
    run: Run, case: Path, report: Path, tmp_path: Path
) -> None:
    photos = [tmp_path / f"{n}.jpg" for n in range(3)]
    for n, photo in enumerate(photos):
        photo.write_bytes(photo_bytes((20 + n, 20)))
    joined = run("attach", case, "--join", *photos[:2], "--json").result["attached"]
    assert {one["ref"] for one in joined} == {"SRC-VT1-0001"}
    (more,) = run("attach", case, report, "--into", "src-vt1-0001", "--json").result["attached"]
    assert more["ref"] == "SRC-VT1-0001"
    assert run("check", case).code == 0
    assert run("undo", case).code == 0


@pytest.mark.parametrize(
    "words",
    [
        ("--kind", "nonsense"),
        ("--tlp", "PURPLE"),
        ("--grade", "Z9"),
        ("--date", "yesterday"),
        ("--received", "2016"),
        ("--into", "NOBODY"),
        ("missing.pdf",),
    ],
)
def test_what_cannot_be_attached_is_said_in_a_sentence(
    run: Run, case: Path, report: Path, words: tuple[str, ...]
) -> None:
    head = run("check", case, "--json").result["head"]
    ran = run("attach", case, report, *words)
    assert ran.code == 1
    assert ran.err.count("\n") == 1
    assert run("check", case, "--json").result["head"] == head


def test_a_file_without_text_is_kept_and_it_is_said(run: Run, case: Path, tmp_path: Path) -> None:
    (tmp_path / "torn.pdf").write_bytes(b"%PDF-1.4 torn")
    ran = run("attach", case, tmp_path / "torn.pdf")
    assert ran.code == 0
    assert "torn.pdf is damaged" in ran.out


def test_the_half_year_of_the_demo_counts_as_its_answers_say(run: Run, demo_file: Path) -> None:
    found = run("records", demo_file, "--from", "2017-04", "--to", "2017-09", "--json").result
    assert found["documents"] == 61
    assert (found["first"], found["last"]) == ("2017-04-01", "2017-09-30")
    received = [line["received"] for line in found["lines"]]
    assert received == sorted(received)
    assert found["records"] == sum(line["records"] for line in found["lines"])


def test_what_came_in_is_counted_by_the_day_of_entry_on_wish(
    run: Run, case: Path, report: Path
) -> None:
    run("attach", case, report, "--received", "2001-01-01", "--grade", "B2")
    today = date.today().isoformat()
    assert run("records", case, "--from", "2002", "--json").result["documents"] == 0
    entered = run("records", case, "--from", "2002", "--by", "entered", "--json").result
    (line,) = entered["lines"]
    assert (line["received"], line["grades"], line["records"]) == ("2001-01-01", "B2", 1)
    assert abs((date.fromisoformat(line["entered"]) - date.fromisoformat(today)).days) <= 1
    printed = run("records", case).out
    assert "1 source document, 1 record taken from them" in printed
    assert "SRC-VT1-0001" in printed


@pytest.mark.parametrize("words", [("--from", "x"), ("--from", "2017", "--to", "2016")])
def test_a_period_that_is_none_is_refused(run: Run, case: Path, words: tuple[str, ...]) -> None:
    ran = run("records", case, *words)
    assert ran.code == 1
    assert ran.err.count("\n") == 1


def test_no_command_tells_who_is_behind_a_protected_source(run: Run, case: Path) -> None:
    with Store.open(case) as store, store.edit("Add") as edit:
        document_id = documents.add_document(edit, Document("Told us", originator="Unit 4"))
        origins.set_origin(edit, document_id, Origin("Mr Secretname", "+856 5555 9999", "river"))
    for words in (
        ("show", case, "SRC-VT1-0001"),
        ("list", case, "documents"),
        ("records", case),
        ("search", case, "Secretname"),
        ("search", case, "Told"),
        ("history", case, "SRC-VT1-0001"),
        ("check", case),
    ):
        for form in ((), ("--json",)):
            ran = run(*words, *form)
            told = ran.out.replace("search", "").replace("“Secretname”", "")
            assert "9999" not in told, words
            if words[-1] != "Secretname":
                assert "Secretname" not in told, words
