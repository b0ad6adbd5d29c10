"""Passphrases on the command line: asked for, from a file, from the environment, never a word."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import typer

from iwtlink.cli import passphrases as room
from iwtlink.store import Store, entities
from iwtlink.store.check import check
from tests.cli.conftest import Run

OLD, NEW = "ຊ້າງ old 象", "mới voi 牙 new"


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch):
    """Give a function that says what will be typed at the prompts, in turn."""
    waiting: list[str] = []
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(typer, "prompt", lambda *_, **__: waiting.pop(0))
    return waiting.extend


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    path = tmp_path / "case.iwt"
    with Store.create(path, title="Case", code="VT1") as store, store.edit("Add") as edit:
        entities.add_entity(edit, "person", "Khamsing")
    return path


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    path = tmp_path / "sealed.iwt"
    with Store.create(path, code="VT1", passphrase=OLD) as store, store.edit("Add") as edit:
        entities.add_entity(edit, "person", "Khamsing")
    return path


def opens(path: Path, passphrase: str) -> bool:
    with Store.open(path, passphrase=passphrase) as store:
        return check(store).faults == () and store.is_encrypted is bool(passphrase)


def written(path: Path, words: str, *, encoding: str = "utf-8") -> Path:
    path.write_text(words, encoding=encoding)
    return path


def test_encrypt_says_that_forgetting_is_final_before_it_asks(run: Run, plain: Path, typed) -> None:
    typed([NEW])
    ran = run("encrypt", plain)
    assert ran.code == 0
    assert "final" in ran.err
    assert opens(plain, NEW)


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\nsecond line\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_the_first_line_of_a_file_is_the_passphrase(
    run: Run, plain: Path, tmp_path: Path, end: str, encoding: str
) -> None:
    file = tmp_path / "words.txt"
    file.write_bytes((NEW + end).encode(encoding))
    ran = run("encrypt", plain, "--passphrase-file", file, "--json")
    assert (ran.result["is_encrypted"], ran.result["strength"]) == (True, 4)
    assert opens(plain, NEW)
    assert run("check", plain, "--passphrase-file", file).code == 0


def test_every_command_opens_by_the_variable_or_the_file(
    run: Run, sealed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path / "words.txt", OLD)
    for words in (("list", sealed, "person"), ("check", sealed), ("undo", sealed)):
        assert run(*words, "--passphrase-file", file).code == 0
    monkeypatch.setenv("IWTLINK_PASSPHRASE", OLD)
    for words in (("redo", sealed), ("list", sealed, "person"), ("analyse", sealed)):
        more = ("--measure", "degree") if words[0] == "analyse" else ()
        assert run(*words, *more).code == 0


def test_without_a_terminal_it_is_said_how_to_give_a_passphrase(run: Run, sealed: Path) -> None:
    ran = run("list", sealed, "person", "--json")
    assert ran.code == 1
    assert "--passphrase-file" in ran.result["error"]
    assert "IWTLINK_PASSPHRASE" in ran.result["error"]


def test_a_mistyped_passphrase_may_be_typed_again(run: Run, sealed: Path, typed) -> None:
    typed(["wrong", OLD])
    ran = run("list", sealed, "person")
    assert ran.code == 0
    assert "Khamsing" in ran.out
    assert "does not open" in ran.err


def test_after_three_wrong_passphrases_the_command_ends(run: Run, sealed: Path, typed) -> None:
    typed(["wrong", "", "wronger"])
    assert run("list", sealed, "person").code == 1


def test_rekey_and_decrypt_need_the_present_passphrase(
    run: Run, sealed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = written(tmp_path / "old.txt", OLD), written(tmp_path / "new.txt", NEW)
    both = ("--passphrase-file", new, "--new-passphrase-file", new)
    assert run("rekey", sealed, *both).code == 1
    assert opens(sealed, OLD)
    both = ("--passphrase-file", old, "--new-passphrase-file", new, "--json")
    assert run("rekey", sealed, *both).result["is_encrypted"] is True
    assert opens(sealed, NEW)
    assert run("decrypt", sealed, "--passphrase-file", old).code == 1
    assert opens(sealed, NEW)
    monkeypatch.setenv("IWTLINK_PASSPHRASE", NEW)
    monkeypatch.setenv("IWTLINK_NEW_PASSPHRASE", OLD)
    assert run("rekey", sealed).code == 0
    monkeypatch.setenv("IWTLINK_PASSPHRASE", OLD)
    assert run("decrypt", sealed, "--json").result["is_encrypted"] is False
    assert opens(sealed, "")


def test_an_empty_new_passphrase_never_takes_the_protection_away(
    run: Run, sealed: Path, plain: Path, tmp_path: Path, typed
) -> None:
    old = written(tmp_path / "old.txt", OLD)
    typed(["", ""])
    assert "protects nothing" in run("rekey", sealed, "--passphrase-file", old).err
    assert opens(sealed, OLD)
    assert "protects nothing" in run("encrypt", plain).err
    assert opens(plain, "")
    typed(["", ""])
    assert "protects nothing" in run("new", tmp_path / "new.iwt", "--encrypted").err
    assert not (tmp_path / "new.iwt").exists()


@pytest.mark.parametrize("command", ["decrypt", "rekey"])
def test_a_plain_database_has_no_passphrase_to_lose(run: Run, plain: Path, command: str) -> None:
    ran = run(command, plain)
    assert ran.code == 1
    assert "not encrypted" in ran.err


def test_an_encrypted_database_is_not_encrypted_twice(run: Run, sealed: Path) -> None:
    ran = run("encrypt", sealed)
    assert ran.code == 1
    assert "already" in ran.err


def test_a_new_database_may_be_encrypted_from_the_start(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed
) -> None:
    file = written(tmp_path / "words.txt", NEW)
    assert run("new", tmp_path / "a.iwt", "--passphrase-file", file).code == 0
    assert opens(tmp_path / "a.iwt", NEW)
    typed([OLD])
    assert run("new", tmp_path / "b.iwt", "--encrypted").code == 0
    assert opens(tmp_path / "b.iwt", OLD)
    monkeypatch.setenv("IWTLINK_PASSPHRASE", NEW)
    assert run("new", tmp_path / "c.iwt").code == 0
    assert opens(tmp_path / "c.iwt", "")


@pytest.mark.parametrize("content", [b"", b"\nsecond", b"\xff\xfe", b"\xef\xbb\xbf"])
def test_a_bad_passphrase_file_is_told(
    run: Run, sealed: Path, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "words.txt"
    file.write_bytes(content)
    ran = run("check", sealed, "--passphrase-file", file)
    assert ran.code == 1
    assert "words.txt" in ran.err
    assert run("check", sealed, "--passphrase-file", tmp_path / "none.txt").code == 1


def test_no_command_takes_a_passphrase_as_a_word(run: Run, sealed: Path) -> None:
    assert run("check", sealed, "--passphrase", OLD).code == 2
    assert run("encrypt", sealed, OLD).code == 2


def test_the_prompt_is_hidden_and_asks_twice_for_a_new_one(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, object]] = []
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(typer, "prompt", lambda *_, **how: asked.append(how) or "x")
    room.passphrases.asked("?", twice=True)
    room.passphrases.asked("?")
    assert [bool(how["hide_input"]) for how in asked] == [True, True]
    assert [bool(how["confirmation_prompt"]) for how in asked] == [True, False]


def test_rekey_without_a_new_passphrase_says_how_to_give_one(
    run: Run, sealed: Path, tmp_path: Path
) -> None:
    old = written(tmp_path / "old.txt", OLD)
    ran = run("rekey", sealed, "--passphrase-file", old)
    assert ran.code == 1
    assert "--new-passphrase-file" in ran.err
    assert opens(sealed, OLD)


def test_a_passphrase_file_whose_line_is_too_long_is_not_cut_short(
    run: Run, plain: Path, tmp_path: Path
) -> None:
    long = written(tmp_path / "long.txt", "ຊ້າງ" * 5_000)
    ran = run("encrypt", plain, "--passphrase-file", long)
    assert ran.code == 1
    assert "too long" in ran.err
    assert opens(plain, "")
