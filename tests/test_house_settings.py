"""Settings outlive the program, and nothing in their file can stop it from starting."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iwtlink.settings import (
    MOST_RECENT,
    Settings,
    change_settings,
    load_settings,
    save_settings,
    settings_file,
)


def test_settings_come_back_as_they_were_saved() -> None:
    settings = Settings(
        language="lo", theme="dark", analyst_name="ນາງ ຄຳ", last_entity_type="person"
    )
    save_settings(settings)
    assert load_settings() == settings


def test_without_a_file_the_settings_are_those_of_a_new_user() -> None:
    assert load_settings() == Settings()


def test_keys_of_a_later_version_are_kept() -> None:
    settings_file().write_text('{"theme": "dark", "map_style": {"hills": true}}', encoding="utf-8")
    change_settings(lambda settings: replace(settings, theme="light"))
    stored = json.loads(settings_file().read_text(encoding="utf-8"))
    assert stored["map_style"] == {"hills": True}
    assert stored["theme"] == "light"


@pytest.mark.parametrize("damaged", [b"{", b"", b"[]", b"\xff\xfe\x00", b"null"])
def test_a_damaged_file_is_set_aside(damaged: bytes, caplog: pytest.LogCaptureFixture) -> None:
    settings_file().write_bytes(damaged)
    assert load_settings() == Settings()
    assert settings_file().with_suffix(".damaged").read_bytes() == damaged
    assert "set aside" in caplog.text
    save_settings(Settings(theme="dark"))
    assert load_settings().theme == "dark"


@given(
    st.dictionaries(
        st.sampled_from(["language", "theme", "recent_databases", "last_folder", "other"]),
        st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.integers()),
    )
)
def test_values_of_the_wrong_kind_are_passed_over(stored: dict[str, object]) -> None:
    settings_file().write_text(json.dumps(stored), encoding="utf-8")
    settings = load_settings()
    assert settings.theme in ("system", "light", "dark")
    assert all(isinstance(path, str) for path in settings.recent_databases)
    assert isinstance(settings.language, str)


def test_a_database_opened_again_moves_to_the_top(tmp_path: Path) -> None:
    settings = Settings()
    for number in (*range(MOST_RECENT + 2), 3):
        settings = settings.with_recent(tmp_path / f"{number}.iwt")
    assert len(settings.recent_databases) == MOST_RECENT
    assert settings.recent_databases[0] == str(tmp_path / "3.iwt")
    assert len(set(settings.recent_databases)) == MOST_RECENT


def test_a_database_gone_leaves_the_list(tmp_path: Path) -> None:
    settings = Settings().with_recent(tmp_path / "a.iwt").with_recent(tmp_path / "b.iwt")
    assert settings.without_recent(str(tmp_path / "a.iwt")).recent_databases == (
        str(tmp_path / "b.iwt"),
    )


def test_nothing_is_left_beside_the_settings_file() -> None:
    save_settings(Settings())
    assert [path.name for path in settings_file().parent.iterdir()] == ["settings.json"]


def test_keys_of_ones_own_come_back_and_what_is_no_keys_is_passed_over() -> None:
    save_settings(Settings(shortcuts={"undo": "Ctrl+Shift+U", "redo": ""}))
    assert load_settings().shortcuts == {"undo": "Ctrl+Shift+U", "redo": ""}
    for stored in ({"undo": 5, "redo": "F7"}, ["undo"], "undo", None):
        settings_file().write_text(json.dumps({"shortcuts": stored}), encoding="utf-8")
        kept = {"redo": "F7"} if isinstance(stored, dict) else {}
        assert load_settings().shortcuts == kept
