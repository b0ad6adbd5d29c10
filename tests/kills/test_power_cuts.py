"""The power fails at random instants: what the disk may then hold opens, whole and complete.

The usual run cuts each job a few times; ``-m fuzz -k hundred -s`` cuts a hundred times each and
prints what happened. Needs Linux and a C compiler, to record what the program writes.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from iwtlink.store.check import check
from tests.kills.power import Deed, Disk, promises, read_record
from tests.kills.test_kills import ROOT, Killed, reopen
from tests.kills.worker import JOBS

SECONDS = 1.0
"""How long each job works while its writes are recorded."""

pytestmark = pytest.mark.skipif(
    not (sys.platform == "linux" and shutil.which("cc")), reason="needs Linux and a C compiler"
)


@pytest.fixture(scope="module")
def recorder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build what writes down every write."""
    library = tmp_path_factory.mktemp("recorder") / "record_writes.so"
    source = Path(__file__).with_name("record_writes.c")
    subprocess.run(
        ["cc", "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl", "-lpthread"], check=True
    )
    return library


def record(folder: Path, job: str, recorder: Path, seed: int) -> list[Deed]:
    """Let a worker do its job on a new database and return all it did to the disk."""
    (folder / "case").mkdir(parents=True)
    (folder / "beside" / "backups").mkdir(parents=True)
    path, record_path = folder / "case" / "case.iwt", folder.with_name("record")
    making = f"from iwtlink.store import Store; Store.create({str(path)!r}, code='VT1').close()"
    recording = os.environ | {
        "LD_PRELOAD": str(recorder),
        "RECORD_BELOW": str(folder),
        "RECORD_INTO": str(record_path),
    }
    subprocess.run([sys.executable, "-c", making], cwd=ROOT, env=recording, check=True)
    with (folder / "promises").open("w") as said:
        worker = subprocess.Popen(
            [sys.executable, "-m", "tests.kills.worker", str(path), job, str(seed), "0"],
            cwd=ROOT,
            env=recording,
            stdout=said,
        )
        while not (folder / "promises").read_bytes() and worker.poll() is None:
            time.sleep(0.05)
        time.sleep(SECONDS)
        assert worker.poll() is None
        worker.kill()
        worker.wait()
    return read_record(record_path)


def cut_often(folder: Path, deeds: list[Deed], times: int, seed: int) -> Counter[str]:
    """Cut the power at random places of the record and look at what is left."""
    dice, tally = random.Random(seed), Counter[str]()
    said = str(folder / "promises")
    first = next(n for n, deed in enumerate(deeds) if deed.path == said)
    places = sorted(dice.randrange(first, len(deeds)) for _ in range(times))
    disk, done = Disk(), 0
    for number, place in enumerate(places):
        for deed in deeds[done:place]:
            disk.do(deed)
        done = place
        heard = Killed()
        for line in promises(deeds[:place], said):
            heard.hear(line)
        target = folder.with_name(f"cut {number}")
        disk.lay_out(str(folder), target, dice)
        _look(target / "case" / "case.iwt", heard)
        shutil.rmtree(target)
        tally["cuts"] += 1
        tally["inside a round"] += heard.is_in_round
        tally["promised steps kept"] += len(heard.steps)
    return tally


def _look(path: Path, heard: Killed) -> None:
    store, _ = reopen(path, 0, heard)
    with store:
        steps = {step.id for step in store.steps()}
        assert heard.steps <= steps, f"lost: {sorted(heard.steps - steps)}"
        assert check(store).faults == ()
        with store.edit("Still writable") as edit:
            edit.take_refs("person")


@pytest.mark.parametrize("job", JOBS)
def test_nothing_promised_is_lost_when_the_power_fails(
    job: str, tmp_path: Path, recorder: Path
) -> None:
    deeds = record(tmp_path / "work", job, recorder, seed=7)
    assert cut_often(tmp_path / "work", deeds, 4, seed=7)["cuts"] == 4


@pytest.mark.fuzz
@pytest.mark.parametrize("job", JOBS)
def test_a_hundred_power_cuts(job: str, tmp_path: Path, recorder: Path) -> None:
    deeds = record(tmp_path / "work", job, recorder, seed=time.time_ns() % 10**9)
    tally = cut_often(tmp_path / "work", deeds, 100, seed=time.time_ns())
    print(f"\n{job}: " + ", ".join(f"{words} {count}" for words, count in tally.items()))
    assert tally["promised steps kept"] > 0
