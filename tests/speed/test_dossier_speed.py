"""The dossier as a workbook against openpyxl writing the same cells without any look."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from iwtlink.operations.demo import PRINCIPAL
from iwtlink.operations.finding import find_entity
from iwtlink.operations.products import make_dossier
from iwtlink.store import Store

pytestmark = [pytest.mark.speed, pytest.mark.benchmark(group="dossier of the demo's principal")]


def _dossier(store: Store, path: Path) -> Path:
    with store.read() as db:
        principal = find_entity(db, PRINCIPAL)
    return make_dossier(store, principal, path).path


def test_dossier(benchmark: Any, demo_store: Store, tmp_path: Path) -> None:
    path = benchmark.pedantic(
        _dossier, args=(demo_store, tmp_path / "d.xlsx"), rounds=5, warmup_rounds=1
    )
    assert path.stat().st_size > 10_000


def test_dossier_yardstick_bare_openpyxl(benchmark: Any, demo_store: Store, tmp_path: Path) -> None:
    book = load_workbook(_dossier(demo_store, tmp_path / "d.xlsx"))
    sheets = [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]

    def write() -> int:
        bare = Workbook()
        for rows in sheets:
            sheet = bare.create_sheet()
            for row in rows:
                sheet.append(row)
        buffer = io.BytesIO()
        bare.save(buffer)
        return buffer.tell()

    assert benchmark.pedantic(write, rounds=5, warmup_rounds=1) > 5_000
