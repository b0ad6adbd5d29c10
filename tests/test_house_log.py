"""The log says what happened and where, and never names a person or a file."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path

import pytest

from iwtlink.errors import BadInput
from iwtlink.log import PlainFormatter, Word, details, set_up_log, short_place, trace_without_values

SECRET = "Khamsing Vongphady"


@pytest.fixture
def log_file() -> Iterator[Path]:
    """Set the log up in the test's own folder and take it down again."""
    root = logging.getLogger()
    level = root.level
    path = set_up_log()
    yield path
    root.setLevel(level)
    for handler in list(root.handlers):
        if isinstance(handler, RotatingFileHandler):
            root.removeHandler(handler)
            handler.close()


def test_words_from_data_stay_out_and_numbers_come_in(log_file: Path) -> None:
    logging.getLogger("iwtlink.test").info("imported %s, %d rows from %r", SECRET, 773, Path("/x"))
    text = log_file.read_text(encoding="utf-8")
    assert "imported …, 773 rows from …" in text
    assert SECRET not in text


def test_a_word_of_the_code_comes_in(log_file: Path) -> None:
    logging.getLogger("iwtlink.test").info("event %s by %s", Word("export"), BadInput)
    assert "event export by BadInput" in log_file.read_text(encoding="utf-8")


def test_named_arguments_follow_the_same_rule(log_file: Path) -> None:
    logging.getLogger("x").warning("row %(row)d of %(name)s", {"row": 17, "name": SECRET})
    assert "row 17 of …" in log_file.read_text(encoding="utf-8")


@pytest.mark.parametrize("message", ["took %d", {"name": SECRET}])
def test_a_sentence_that_cannot_be_filled_shows_no_value(message: object) -> None:
    record = logging.LogRecord("x", logging.WARNING, "x.py", 1, message, (SECRET,), None)
    line = PlainFormatter().format(record)
    assert line.endswith("took %d" if isinstance(message, str) else "…")


def test_an_exception_is_logged_by_type_and_place(log_file: Path) -> None:
    try:
        _fail()
    except BadInput:
        logging.getLogger("iwtlink.test").warning("import failed", exc_info=True)
    text = log_file.read_text(encoding="utf-8")
    assert "iwtlink.errors.BadInput" in text
    assert "builtins.ValueError" in text
    assert "tests/test_house_log.py:" in text
    assert " in _fail" in text
    assert SECRET not in text


def test_details_to_copy_hold_versions_and_places_only() -> None:
    with pytest.raises(BadInput) as caught:
        _fail()
    text = details(caught.value)
    assert text.startswith("iwtlink 0.")
    assert "Python 3." in text
    assert SECRET not in text


def test_a_chain_of_causes_that_bites_its_tail_ends() -> None:
    first, second = ValueError("a"), KeyError("b")
    first.__cause__, second.__cause__ = second, first
    assert trace_without_values(first) == "builtins.ValueError\nbuiltins.KeyError"


def test_setting_up_twice_writes_each_line_once(log_file: Path) -> None:
    assert set_up_log() == log_file
    logging.getLogger("x").info("once")
    assert log_file.read_text(encoding="utf-8").count("once") == 1


def test_the_log_is_kept_small(log_file: Path) -> None:
    for _ in range(9_000):
        logging.getLogger("x").info("a sentence of the code " * 10)
    assert log_file.with_name("iwtlink.log.1").is_file()
    assert log_file.stat().st_size <= 1_000_000


@pytest.mark.parametrize(
    ("filename", "shown"),
    [
        ("/home/somebody/iwtlink/iwtlink/gui/jobs.py", "iwtlink/gui/jobs.py"),
        (r"C:\Users\somebody\.venv\Lib\site-packages\x\y.py", "site-packages/x/y.py"),
        ("/home/somebody/thing.py", "thing.py"),
        ("<string>", "<string>"),
    ],
)
def test_a_place_in_the_code_does_not_name_the_user(filename: str, shown: str) -> None:
    assert short_place(filename) == shown


def _fail() -> None:
    try:
        int(SECRET)
    except ValueError as error:
        raise BadInput(f"Cannot read {SECRET}.") from error
