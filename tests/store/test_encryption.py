"""Encrypted databases: what opens them, what does not, and what is said then."""

from __future__ import annotations

import sqlite3
import unicodedata
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from iwtlink.errors import BadDatabase, BadInput, DatabaseInUse, PassphraseNeeded, WrongPassphrase
from iwtlink.store import Store, entities, search
from iwtlink.store.check import check
from iwtlink.store.files import add_file, read_file
from iwtlink.store.opening.keys import Key, strength_of
from tests.store.stores import add_pair, contents, new_store

PASSPHRASE = "ຊ້າງປ່າ ບໍ່ມີ ເຂົ້າ 象牙 Voi rừng"


def make_encrypted(folder: Path, passphrase: str = PASSPHRASE) -> Path:
    """Make an encrypted database with two entities, a link and a kept file."""
    path = folder / "case.iwt"
    with Store.create(path, title="Case", code="VT1", passphrase=passphrase) as store:
        store.sign_in("Vilay T", "VT")
        add_pair(store)
        with store.edit("Keep a file") as edit:
            add_file(edit, "note.txt", b"kept words " * 1000, "text/plain")
    return path


def test_an_encrypted_database_is_read_and_written_as_a_plain_one(tmp_path: Path) -> None:
    path = make_encrypted(tmp_path)
    (tmp_path / "plain").mkdir()
    with new_store(tmp_path / "plain") as p:
        add_pair(p)
        plain = {name: len(rows) for name, rows in contents(p).items()}
    with Store.open(path, passphrase=PASSPHRASE) as store:
        assert store.is_encrypted and not p.is_encrypted
        counts = {name: len(rows) for name, rows in contents(store).items()}
        assert {**counts, "file": 0} == plain
        with store.read() as db:
            assert [hit.label for hit in search.find(db, "ຄຳສິງ")] == ["Khamsing VONGPHADY"]
            assert read_file(db, 1) == b"kept words " * 1000
        assert store.undo() is not None
        assert store.redo() is not None
        assert check(store).faults == ()


def test_any_sqlcipher_opens_the_file_with_the_passphrase(tmp_path: Path) -> None:
    path = make_encrypted(tmp_path, "it's 象牙")
    raw = dbapi2.connect(str(path))
    raw.execute("PRAGMA key = 'it''s 象牙'")
    assert raw.execute("SELECT count(*) FROM entity").fetchone() == (2,)
    raw.close()


def test_the_settings_of_a_foreign_sqlcipher_file_are_ours(tmp_path: Path) -> None:
    path = make_encrypted(tmp_path)
    raw = dbapi2.connect(str(path))
    raw.execute(f"PRAGMA key = '{PASSPHRASE}'")
    settings = {row[0] for row in raw.execute("PRAGMA cipher_settings")}
    assert "PRAGMA kdf_iter = 256000;" in settings
    assert "PRAGMA cipher_page_size = 4096;" in settings
    raw.close()


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_passphrase_opens_however_the_keyboard_composes_it(tmp_path: Path, form: str) -> None:
    path = make_encrypted(tmp_path, unicodedata.normalize("NFC", "rừng thẳm ñ 각"))
    typed = unicodedata.normalize(form, "rừng thẳm ñ 각")  # type: ignore[arg-type]  # a form's name
    with Store.open(path, passphrase=typed) as store:
        assert check(store).faults == ()


def test_without_its_passphrase_it_says_that_one_is_needed(tmp_path: Path) -> None:
    path = make_encrypted(tmp_path)
    before = path.read_bytes()
    with pytest.raises(PassphraseNeeded, match="encrypted"):
        Store.open(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("read_only", [True, False])
def test_a_wrong_passphrase_is_told_with_what_else_it_may_be(
    tmp_path: Path, read_only: bool
) -> None:
    path = make_encrypted(tmp_path)
    before = path.read_bytes()
    for wrong in (PASSPHRASE + " ", PASSPHRASE.upper(), "x"):
        with pytest.raises(WrongPassphrase, match="damaged at its beginning"):
            Store.open(path, read_only=read_only, passphrase=wrong)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_passphrase_that_nobody_could_type_again_is_refused(tmp_path: Path) -> None:
    for bad in ("a\x00b", "\ud800"):
        with pytest.raises(BadInput, match="passphrase"):
            Store.create(tmp_path / "case.iwt", passphrase=bad)
    assert list(tmp_path.iterdir()) == []


def test_a_plain_database_passes_a_passphrase_over(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        path = store.path
    with Store.open(path, passphrase="unneeded") as store:
        assert not store.is_encrypted


@pytest.mark.parametrize("kept", [1, 15, 4095, 4097, 100_001])
def test_a_cut_encrypted_file_is_told_as_damaged(tmp_path: Path, kept: int) -> None:
    path = make_encrypted(tmp_path)
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(BadDatabase, match="damaged"):
        Store.open(path, passphrase=PASSPHRASE)


def test_an_encrypted_file_cut_between_pages_is_told_as_damaged(tmp_path: Path) -> None:
    path = make_encrypted(tmp_path)
    whole = path.read_bytes()
    for pages in (1, 2, len(whole) // 4096 - 1):
        path.write_bytes(whole[: pages * 4096])
        with (
            pytest.raises(BadDatabase, match="damaged"),
            Store.open(path, passphrase=PASSPHRASE, read_only=True) as store,
        ):
            assert check(store).faults == ()


def test_a_flipped_bit_anywhere_is_found(tmp_path: Path) -> None:
    path = make_encrypted(tmp_path)
    whole = path.read_bytes()
    for place in range(5, len(whole), len(whole) // 12):
        changed = bytearray(whole)
        changed[place] ^= 1 << place % 8
        path.write_bytes(changed)
        try:
            with Store.open(path, passphrase=PASSPHRASE, read_only=True) as store:
                assert check(store).faults != (), place
        except BadDatabase as error:
            assert "damaged" in str(error)


def test_a_foreign_file_of_whole_pages_may_be_an_encrypted_one(tmp_path: Path) -> None:
    path = tmp_path / "picture.iwt"
    path.write_bytes(b"\x89PNG" + b"\x07" * (8192 - 4))
    with pytest.raises(PassphraseNeeded):
        Store.open(path)
    with pytest.raises(WrongPassphrase, match="no iwtlink database"):
        Store.open(path, passphrase=PASSPHRASE)


def test_a_new_encrypted_file_is_never_in_clear(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bytes] = []
    replace = Path.replace

    def watched(self: Path, target: Path) -> Path:
        seen.extend(part.read_bytes() for part in tmp_path.iterdir())
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", watched)
    path = make_encrypted(tmp_path)
    for content in (*seen, path.read_bytes()):
        assert b"SQLite format" not in content
        assert b"CREATE TABLE" not in content
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(path).execute("SELECT 1 FROM sqlite_master")


def test_one_writer_at_a_time_and_readers_beside_hold_for_encrypted_files(tmp_path: Path) -> None:
    path = make_encrypted(tmp_path)
    with Store.open(path, passphrase=PASSPHRASE) as store:
        with pytest.raises(DatabaseInUse, match="is open for writing by"):
            Store.open(path, passphrase=PASSPHRASE)
        with Store.open(path, passphrase=PASSPHRASE, read_only=True) as reader:
            with store.edit("Beside") as edit:
                entities.add_entity(edit, "person", "Beside")
            assert contents(reader) == contents(store)


def test_a_key_shows_in_no_text(tmp_path: Path) -> None:
    key = Key.new(PASSPHRASE)
    assert key.raw.hex() not in repr(key) and repr(key.raw) not in repr(key)


@pytest.mark.parametrize(
    ("passphrase", "most"),
    [("", 0), ("password", 0), ("elephant1", 1), ("ivory2016", 2), ("111111111111", 1)],
)
def test_what_everyone_tries_first_is_rated_weak(passphrase: str, most: int) -> None:
    assert strength_of(passphrase).score <= most


@pytest.mark.parametrize(
    "passphrase",
    [
        "correct horse battery staple",
        "ຊ້າງປ່າ ບໍ່ມີ ເຂົ້າ ໃນນາ",
        "ช้างป่าไม่มีข้าวในนา",
        "山中无老虎猴子称大王也",
        "tê giác rừng thẳm mưa chiều",
    ],
)
def test_several_words_in_any_script_are_rated_strong(passphrase: str) -> None:
    found = strength_of(passphrase)
    assert found.score >= 3
    assert found.sentence


def test_a_very_long_passphrase_is_rated_at_once() -> None:
    assert strength_of("象牙ab" * 100_000).score >= 0
