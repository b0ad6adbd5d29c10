"""The program is killed at random instants while it writes; nothing it promised is lost.

The usual run kills each job a few times. ``-m fuzz -k two_hundred -s`` kills 200 times and
prints what happened.
"""

from __future__ import annotations

import contextlib
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from iwtlink.errors import BadDatabase
from iwtlink.store import Store, backups
from iwtlink.store.check import check
from tests.kills.worker import JOBS, passphrase

LONGEST = 1.0
"""Seconds after the first round began within which the kill falls."""

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Killed:
    """What a worker had promised when it was killed."""

    steps: set[int] = field(default_factory=set)
    backups: list[Path] = field(default_factory=list)
    keys: list[int] = field(default_factory=list)
    is_in_round: bool = False

    def hear(self, line: str) -> None:
        """Take down one line of the worker."""
        word, _, rest = line.strip().partition(" ")
        if word == "step":
            self.steps.add(int(rest))
        elif word == "backup":
            self.backups.append(Path(rest))
        elif word == "key":
            self.keys.append(int(rest))
        else:
            self.is_in_round = word == "begin"


def kill_once(path: Path, job: str, dice: random.Random, key: int = 0) -> Killed:
    """Start a worker, let it work for a random while and kill it."""
    command = [sys.executable, "-m", "tests.kills.worker", str(path), job]
    worker = subprocess.Popen(
        [*command, str(dice.randrange(10**9)), str(key)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert worker.stdout is not None
    heard = Killed()
    first = worker.stdout.readline()
    if first.strip() != "begin":
        worker.kill()
        raise AssertionError(worker.communicate()[1])
    heard.hear(first)
    reader = threading.Thread(target=_listen, args=(worker, heard))
    reader.start()
    time.sleep(dice.uniform(0, LONGEST))
    assert worker.poll() is None, worker.stderr.read() if worker.stderr else ""
    worker.kill()
    reader.join()
    worker.wait()
    with contextlib.suppress(ValueError):
        worker.communicate()
    return heard


def _listen(worker: subprocess.Popen[str], heard: Killed) -> None:
    """Hear the worker out; half a line was never said."""
    assert worker.stdout is not None
    for line in worker.stdout:
        if line.endswith("\n"):
            heard.hear(line)


def reopen(path: Path, key: int, heard: Killed) -> tuple[Store, int]:
    """Open what is left with the promised passphrase, or the one that was being given."""
    promised = heard.keys[-1] if heard.keys else key
    for number in (promised, promised + 1, 0):
        with contextlib.suppress(BadDatabase):
            return Store.open(path, passphrase=passphrase(number)), number
    raise AssertionError("no passphrase opens the database")


def verify(path: Path, key: int, heard: Killed, known: set[int]) -> tuple[set[int], int]:
    """Hold the database against every promise; return its steps and its passphrase's number."""
    store, number = reopen(path, key, heard)
    with store:
        steps = {step.id for step in store.steps()}
        assert known | heard.steps <= steps, f"lost: {sorted((known | heard.steps) - steps)}"
        assert check(store).faults == ()
        store.sign_in("Vilay T", "VT")
        with store.edit("Still writable") as edit:
            edit.take_refs("person")
    folder = path.parent
    assert {entry.name for entry in folder.iterdir()} == {path.name}, list(folder.iterdir())
    good = {made.path for made in backups.list_backups(path.parent.with_name("beside") / "backups")}
    assert set(heard.backups) <= good
    return steps, number


def kill_often(folder: Path, job: str, times: int, seed: int) -> Counter[str]:
    """Kill one job many times over the same database; return what happened."""
    (folder / "case").mkdir()
    (folder / "beside" / "backups").mkdir(parents=True)
    path = folder / "case" / "case.iwt"
    Store.create(path, code="VT1").close()
    dice, known, key, tally = random.Random(seed), set[int](), 0, Counter[str]()
    for _ in range(times):
        heard = kill_once(path, job, dice, key)
        known, key = verify(path, key, heard, known)
        tally["kills"] += 1
        tally["inside a round"] += heard.is_in_round
        tally["promised steps kept"] += len(heard.steps)
        tally["promised backups kept"] += len(heard.backups)
        tally["passphrases changed"] += len(heard.keys)
    return tally


@pytest.mark.parametrize("job", JOBS)
def test_nothing_promised_is_lost_when_the_program_is_killed(job: str, tmp_path: Path) -> None:
    tally = kill_often(tmp_path, job, 2, seed=7)
    assert tally["kills"] == 2


@pytest.mark.fuzz
@pytest.mark.parametrize("job", JOBS)
def test_two_hundred_kills(job: str, tmp_path: Path) -> None:
    tally = kill_often(tmp_path, job, 29, seed=time.time_ns())
    print(f"\n{job}: " + ", ".join(f"{words} {count}" for words, count in tally.items()))
    assert tally["promised steps kept"] > 0
