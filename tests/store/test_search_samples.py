"""Real documents of another program, kept as pages: each is found by its own words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from iwtlink.store import Store, documents, files, pages, search
from iwtlink.store.folding import bare
from tests.store.stores import new_store

_TEXTS = ("title", "fileName", "bodyText", "indexText", "name", "email", "subject")
_LINES_A_PAGE = 60


@pytest.fixture(scope="module")
def samples(shared_data: Path) -> list[dict[str, Any]]:
    """Read the documents."""
    lines = (shared_data / "ftm" / "aleph-samples.ijson").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


@pytest.fixture(scope="module")
def library(
    samples: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """Give a database with every document, its texts as pages."""
    with new_store(tmp_path_factory.mktemp("samples")) as store:
        with store.edit("Attach") as edit:
            for number, sample in enumerate(samples):
                document = documents.add_document(edit, documents.Document(f"Sample {number}"))
                name = sample["properties"].get("fileName", ["text"])[0]
                file_id = files.add_file(edit, name, b"x", "text/plain", document_id=document)
                pages.add_pages(edit, file_id, _pages(words(sample)))
        yield store


def words(sample: dict[str, Any]) -> str:
    """Give all that a document says."""
    values = [v for name in _TEXTS for v in sample["properties"].get(name, [])]
    return "\n".join(values)


def _pages(said: str) -> list[tuple[int, str, Any, str]]:
    lines = said.splitlines() or [""]
    parts = [lines[at : at + _LINES_A_PAGE] for at in range(0, len(lines), _LINES_A_PAGE)]
    return [(number, "\n".join(part), "text", "") for number, part in enumerate(parts, 1)]


def test_there_are_the_21_documents(samples: list[dict[str, Any]]) -> None:
    assert len(samples) == 21


def test_each_is_found_by_its_words_and_by_parts_of_them(
    library: Store, samples: list[dict[str, Any]]
) -> None:
    asked = 0
    with library.read() as db:
        for number, sample in enumerate(samples, 1):
            for word in _longest(words(sample)):
                for part in (word, word.upper(), word[1:-1]):
                    ids = _documents(search.units_of(db, search.Question(part)), db)
                    assert number in ids, (number, part)
                    asked += 1
    assert asked > 150


def _longest(said: str) -> list[str]:
    found = sorted(set(re.findall(r"[^\W\d_]{5,}", said)), key=lambda word: (-len(word), word))
    return [word for word in found if bare(word) == word.lower()][:4]


def _documents(units: set[int], db: Any) -> set[int]:
    marks = {unit & (1 << 40) - 1 for unit in units if unit >> 40 == 4}
    rows = db.execute(
        text(
            "SELECT f.document_id FROM page p JOIN file f ON f.id = p.file_id "
            "WHERE p.id IN (SELECT value FROM json_each(:ids))"
        ),
        {"ids": json.dumps(list(marks))},
    )
    return {int(i) for i in rows.scalars()} | {u & (1 << 40) - 1 for u in units if u >> 40 == 2}
