"""The commands that carry work between laptops."""

from __future__ import annotations

from pathlib import Path

import pytest

from iwtlink.ontology import Value
from iwtlink.store import Store, statements
from iwtlink.store.ids import StatementId
from tests.cli.conftest import Run
from tests.operations.laptops import PASSPHRASE, carry, live, make_laptop
from tests.store.stores import add_pair


@pytest.fixture(autouse=True)
def _passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IWTLINK_EXCHANGE_PASSPHRASE", PASSPHRASE)


def test_a_file_is_written_looked_at_and_taken_in(run: Run, tmp_path: Path) -> None:
    with make_laptop(tmp_path, "VT1", "VT") as one, make_laptop(tmp_path, "VT2", "KP") as other:
        add_pair(one)
    out = tmp_path / "out.iwx"
    written = run("exchange", "write", one.path, "-o", out, "--for", "Vientiane", "--json").result
    assert written["counts"]["entity"] == 2
    look = run("exchange", "read", other.path, out, "--dry-run", "--json").result
    assert look["head"]["recipient"] == "Vientiane"
    assert {(row["kind"], row["change"], row["side"]) for row in look["rows"]} == {
        ("entity", "new", "theirs"),
        ("link", "new", "theirs"),
    }
    assert "Entities: 2 new" in run("exchange", "read", other.path, out, "--dry-run").out
    assert "Entities: 2, " in run("exchange", "read", other.path, out).out
    assert "here already" in run("exchange", "read", other.path, out).out
    with Store.open(one.path) as one, Store.open(other.path) as other:
        assert live(one)["link"] == live(other)["link"]


def test_one_side_can_be_preferred_in_every_conflict(run: Run, tmp_path: Path) -> None:
    with make_laptop(tmp_path, "VT1", "VT") as one, make_laptop(tmp_path, "VT2", "KP") as other:
        add_pair(one)
        carry(one, other)
        for store, name in ((one, "Khamsing A"), (other, "Khamsing B")):
            with store.edit("Rename") as edit:
                statements.change_value(edit, StatementId(2), Value(name))
    out = tmp_path / "out.iwx"
    run("exchange", "write", one.path, "-o", out)
    assert "1 conflict" in run("exchange", "read", other.path, out, "--dry-run").out
    run("exchange", "read", other.path, out, "--prefer", "theirs")
    with Store.open(other.path) as other:
        assert "Khamsing A" in {row["value"] for row in live(other)["statement"].values()}


def test_a_wrong_word_is_refused_in_a_sentence(run: Run, tmp_path: Path) -> None:
    with make_laptop(tmp_path, "VT1", "VT") as one:
        add_pair(one)
    out = tmp_path / "out.iwx"
    assert "--for" in run("exchange", "write", one.path, "-o", out, "--since-last").err
    assert "TLP" in run("exchange", "write", one.path, "-o", out, "--tlp", "PINK").err
    assert "police_only" in run("exchange", "write", one.path, "-o", out, "--handling", "ZZ").err
    assert not out.exists()
