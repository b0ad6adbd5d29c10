"""What every test stands on: no network, folders of its own, no unexpected error in the log."""

from __future__ import annotations

import gc
import logging
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")

# How fast the machine is decides no test; in a fresh clone the first text takes Hypothesis 2 s.
# The usual run tries the same examples each time; ``HYPOTHESIS_PROFILE=long`` tries new ones.
settings.register_profile(
    "house", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "long", deadline=None, max_examples=1_500, suppress_health_check=list(HealthCheck)
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Give the folder of real records beside the checkout; without it the test is skipped."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the folder ../shared/data with real records is not beside the checkout")
    return SHARED_DATA


@pytest.fixture(scope="session")
def demo_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the demonstration's database, closed and made once: tests that write take a copy."""
    from iwtlink.operations.demo import make_demo

    path = tmp_path_factory.mktemp("demo") / "demo.iwt"
    make_demo(path).close()
    return path


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test settings, log and state folders of its own, and the English language."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("IWTLINK_HOME", str(folder))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return folder


@pytest.fixture(scope="session")
def _tidy_up() -> Callable[[], None]:
    from iwtlink.store.collector import FULL, Passes

    passes = Passes()
    return lambda: passes.run(FULL)


@pytest.fixture(autouse=True)
def _tidy(_tidy_up: Callable[[], None]) -> Iterator[None]:
    """Collect between tests once the first window has taken Python's own passes off."""
    yield
    if not gc.isenabled():
        _tidy_up()


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Show the program in English, whatever the last test chose."""
    from iwtlink.i18n import set_language

    set_language("en")
    yield
    set_language("en")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse each connection and each name look-up: the program is an offline one."""

    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a test reached for the network")

    connect = socket.socket.connect

    def connect_locally(self: socket.socket, address: object) -> None:
        if self.family == getattr(socket, "AF_UNIX", None):  # the window system's own socket
            connect(self, address)  # type: ignore[arg-type]  # handed on as it came
        else:
            refuse()

    monkeypatch.setattr(socket.socket, "connect", connect_locally)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


class _Errors(logging.Handler):
    """Keeps each record of level ERROR and above."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def expect_log(request: pytest.FixtureRequest) -> Iterator[Callable[[str], None]]:
    """Fail on a log record at ERROR, unless the test says ``expect_log("part of its text")``."""
    errors, expected = _Errors(), list[str]()
    logging.getLogger().addHandler(errors)
    yield expected.append
    logging.getLogger().removeHandler(errors)
    texts = [record.getMessage() for record in errors.records]
    unexpected = [text for text in texts if not any(part in text for part in expected)]
    assert not unexpected, f"unexpected errors in the log: {unexpected}"
    missing = [part for part in expected if not any(part in text for text in texts)]
    assert not missing, f"expected in the log and not seen: {missing}"
