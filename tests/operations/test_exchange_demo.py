"""The whole demonstration goes to another laptop and comes back: nothing waits, nothing is lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from iwtlink.operations.demo import make_demo
from iwtlink.operations.exchange import look, read, write
from iwtlink.store import Store
from iwtlink.store.clocks.fields import EXCHANGED

WORDS = "pangolin lantern river"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.iwt"
    make_demo(path).close()
    return path


def uids(store: Store) -> dict[str, list[str]]:
    with store.read() as db:
        return {
            table: list(db.scalars(text(f'SELECT uid FROM "{table}" ORDER BY uid')))
            for table in EXCHANGED
        }


def test_every_row_of_the_demonstration_stands_on_another_laptop(
    demo: Path, tmp_path: Path
) -> None:
    with (
        Store.open(demo, read_only=True) as one,
        Store.create(tmp_path / "b.iwt", code="VT2") as two,
    ):
        two.sign_in("Noy", "NK")
        file = write(one, tmp_path / "a.iwx", WORDS).file
        assert look(two, file, WORDS).problems == ()
        assert read(two, file, WORDS).problems == ()
        assert uids(two) == uids(one)


def test_the_file_of_a_copy_brings_nothing_new(demo: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(demo, tmp_path / "copy.iwt"))
    with Store.open(demo, read_only=True) as one, Store.open(copy) as two:
        two.sign_in("Noy", "NK")
        file = write(one, tmp_path / "a.iwx", WORDS).file
        preview = look(two, file, WORDS)
        assert preview.is_empty and preview.rows == () and preview.problems == ()
        assert read(two, file, WORDS).step_id == 0
