"""What an exchange tells before it is read in; the whole demonstration on another laptop."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from iwtlink.ontology import Value
from iwtlink.operations.exchange import Choice, look, read, write
from iwtlink.operations.retracting import restore_reference, retract_reference
from iwtlink.store import Store, entities
from iwtlink.store.clocks.fields import EXCHANGED
from iwtlink.store.ids import DocumentId, Subject
from iwtlink.store.origins import Origin, set_origin
from iwtlink.store.statements import change_value, state
from tests.store.stores import add_source

WORDS = "pangolin lantern river"


@pytest.fixture
def demo(demo_made: Path) -> Path:
    return demo_made


def uids(store: Store) -> dict[str, list[str]]:
    with store.read() as db:
        return {
            table: list(db.scalars(text(f'SELECT uid FROM "{table}" ORDER BY uid')))
            for table in EXCHANGED
        }


def laptops(folder: Path) -> tuple[Store, Store, Path]:
    """Give two laptops that know one document, and the file that each of them reads."""
    one = Store.create(folder / "a.iwt", code="VT1")
    two = Store.create(folder / "b.iwt", code="VT2")
    for store, initials in ((one, "AN"), (two, "NK")):
        store.sign_in(initials, initials)
    with one.edit("Add") as edit:
        document, _ = add_source(edit, "Report 14")
        set_origin(edit, document, Origin("Known to one"))
    read(two, write(one, folder / "1.iwx", WORDS, Choice(with_origins=True)).file, WORDS)
    return one, two, folder / "2.iwx"


def test_a_preview_never_tells_who_is_behind_a_protected_source(tmp_path: Path) -> None:
    one, two, file = laptops(tmp_path)
    with one, two:
        for store, name in ((one, "Somphone Secret"), (two, "Bounmy Secret")):
            with store.read() as db:
                document = DocumentId(int(db.scalar(text("SELECT id FROM document")) or 0))
            with store.edit("Change") as edit:
                set_origin(edit, document, Origin(name))
        write(one, file, WORDS, Choice(with_origins=True))
        preview = look(two, file, WORDS)
        assert preview.conflicts or preview.rows
        assert "Secret" not in repr(preview) and "Known to one" not in repr(preview)


def test_each_value_that_comes_goes_or_changes_is_told_with_its_item(tmp_path: Path) -> None:
    one, two, file = laptops(tmp_path)
    with one, two:
        with one.edit("Add") as edit:
            person = entities.add_entity(edit, "person", "ນ້ອຍ", aliases=["Noy"])
            phone = state(edit, Subject("entity", person), "phone", "+856 20 1")
        added = look(two, write(one, file, WORDS).file, WORDS)
        (line,) = (line for line in added.rows if line.side == "theirs")
        assert line.change == "new" and line.ref.startswith("PER-VT1-")
        assert "Phone: +856 20 1" in line.details and "Name: Noy" in line.details
        read(two, file, WORDS)
        with one.edit("Change") as edit:
            change_value(edit, phone, Value("+856 20 2"))
            state(edit, Subject("entity", person), "occupation", "trader")
        changed = look(two, write(one, file, WORDS).file, WORDS)
        (line,) = (line for line in changed.rows if line.side == "theirs")
        assert line.change == "changed"
        assert set(line.details) == {"Phone: +856 20 1 → +856 20 2", "new: Occupation: trader"}


def test_what_is_retracted_is_told_by_its_name_and_the_reason(tmp_path: Path) -> None:
    one, two, file = laptops(tmp_path)
    with one, two:
        with one.edit("Add") as edit:
            entities.add_entity(edit, "person", "ນ້ອຍ ແກ້ວມະນີ")
        read(two, write(one, file, WORDS).file, WORDS)
        retract_reference(one, "PER-VT1-0001", "mixed up")
        (line,) = look(two, write(one, file, WORDS).file, WORDS).rows
        assert (line.change, line.label, line.words) == ("retracted", "ນ້ອຍ ແກ້ວມະນີ", "mixed up")


def test_what_cannot_stand_is_told_once_and_waits(tmp_path: Path) -> None:
    one, two, file = laptops(tmp_path)
    with one, two:
        with one.edit("Add") as edit:
            person = entities.add_entity(edit, "person", "ນ້ອຍ")
        read(two, write(one, file, WORDS).file, WORDS)
        retract_reference(two, "PER-VT1-0001", "mixed up")
        with one.edit("Add") as edit:
            state(edit, Subject("entity", person), "phone", "+856 20 1")
        write(one, file, WORDS)
        preview = look(two, file, WORDS)
        assert len(preview.problems) == 1 and not preview.is_empty
        assert read(two, file, WORDS).problems == preview.problems
        again = look(two, file, WORDS)
        assert again.problems == () and again.is_empty
        restore_reference(two, "PER-VT1-0001")
        assert not look(two, file, WORDS).is_empty, "it stands at the next reading"
        read(two, file, WORDS)
        with two.read() as db:
            found = db.scalar(text("SELECT value FROM statement WHERE property = 'phone'"))
        assert found == "+856 20 1"


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
